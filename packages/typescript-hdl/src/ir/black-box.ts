// SPDX-License-Identifier: Apache-2.0
/** What is known of a module that is described elsewhere. */

/** A Verilog parameter: integers and reals bare, strings in quotes, booleans as one bit, sized bits with their width. */
export type Parameter = number | string | boolean | { readonly width: number; readonly value: number | bigint };

/** Reads an input of a black box in its simulation model, by its Verilog name. */
export type ReadInput = (port: string) => bigint;

/** How one instance of a black box behaves in the built-in simulator; its state lives in the closures. */
export interface BlackBoxModel {
  /** The value of every output. `read` gives the inputs that are declared as combinational ones of that output. */
  readonly outputs: { readonly [port: string]: (read: ReadInput) => number | bigint };
  /** What happens at a rising edge of an input: `read` gives any input as it is just before the edge. */
  readonly rising?: { readonly [port: string]: (read: ReadInput) => void };
}

/** What a definition knows besides its ports when it is a black box. */
export interface BlackBox {
  readonly parameters: { readonly [name: string]: Parameter };
  readonly combinational: { readonly [output: string]: readonly string[] };
  readonly model: (() => BlackBoxModel) | undefined;
}
