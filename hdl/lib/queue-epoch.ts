// SPDX-License-Identifier: Apache-2.0
/**
 * Runs of queues by number. Whatever is on its way for a queue carries the epoch of the run it belongs to; whoever is to
 * act on it compares that with the epoch of the run in force, so that nothing of one run ever acts in another.
 */

/**
 * Width of an epoch. It wraps after 256 runs; that is harmless, since a run begins only when nothing of the one before is
 * left anywhere (run control waits for it), and the comparison is the second line of defence.
 */
export const epochBits = 8;
