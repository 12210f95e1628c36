// SPDX-License-Identifier: Apache-2.0
/** Ports of a module. */

/** One Verilog port. */
export interface FlatPort {
  /** Path of the word, for the views. */
  readonly key: string;
  /** Verilog name. */
  readonly name: string;
  /** Verilog name without direction suffix. */
  readonly base: string;
  readonly direction: 'in' | 'out';
  readonly width: number;
  /** It is one number in two's complement. */
  readonly isSigned: boolean;
  /** Name of the outermost port, by which the header groups lines. */
  readonly bundle: string;
}
