// SPDX-License-Identifier: Apache-2.0
/** The expression graph: what is computed from signals and constants. */
import type { Op } from './op.ts';
import type { Signal } from './signal.ts';

/** A node of the graph, an unsigned number of `width` bits. Nodes are shared: the same object is the same value. */
export interface Expression {
  /** Unique among all nodes; those made later have higher ones. */
  readonly id: number;
  readonly op: Op;
  readonly width: number;
  readonly args: readonly Expression[];
  /** Value of a constant; lowest bit of a slice; distance of the elements of an index; count of a repeat. */
  readonly extra: bigint;
  /** The signal of a `signal` node. */
  readonly signal: Signal | undefined;
  /** Name of a constant in the Verilog, or the name an expression gets if it needs a wire. */
  readonly label: string | undefined;
  /** The calls that made it in the body of a component; undefined for what is made later. */
  readonly origin: { readonly stack?: unknown } | undefined;
}

/** Costs nothing to write out wherever it is used, so that it never needs a name: a constant, a signal, bits of one. */
export const isTrivial = ({ op, args }: Expression): boolean => {
  if (op === 'const' || op === 'signal') return true;
  return (op === 'slice' || op === 'not' || op === 'repeat') && isTrivial(args[0]!);
};
