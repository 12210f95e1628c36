// SPDX-License-Identifier: Apache-2.0
/** Long work in one go, which a signal ends all the same. */

const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/**
 * Does work that takes seconds without a pause. Handlers of signals wait for such work to end, so it is done without them, and a
 * signal ends the process at once, as the system does it; a shell reports the same code (130 for SIGINT). Nothing that needs
 * tidying up may be under way: no program that was started, no file that is half written.
 */
export const interruptible = <T>(work: () => T): T => {
  const kept = signals.map(signal => [signal, process.listeners(signal)] as const);
  for (const signal of signals) process.removeAllListeners(signal);
  try {
    return work();
  } finally {
    for (const [signal, listeners] of kept) for (const listener of listeners) process.on(signal, listener);
  }
};
