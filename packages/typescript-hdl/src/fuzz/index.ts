// SPDX-License-Identifier: Apache-2.0
/** Random designs on three simulators. */
export type { Finding } from './compare.ts';
export { type FuzzFailure, type FuzzOptions, type FuzzProgress, type FuzzResult, fuzz } from './fuzz.ts';
