// SPDX-License-Identifier: Apache-2.0
/** Random designs on three simulators and as synthesised netlists. */
export type { Finding } from './compare.ts';
export { type Family, families, type Target, targets } from './family.ts';
export { type FuzzFailure, type FuzzOptions, type FuzzProgress, type FuzzResult, fuzz } from './fuzz.ts';
