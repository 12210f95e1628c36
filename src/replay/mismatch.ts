// SPDX-License-Identifier: Apache-2.0
/** One place where two answers differ. */
export interface Mismatch {
  /** A frame, a queue, a counter or a range of memory. */
  readonly where: string;
  readonly what: string;
}
