// SPDX-License-Identifier: Apache-2.0
/** Which way the frames of a benchmark go: to VMs, from VMs, or both at once. */
export const wireDirections = ['rx', 'tx', 'duplex'] as const;
export type WireDirection = (typeof wireDirections)[number];
