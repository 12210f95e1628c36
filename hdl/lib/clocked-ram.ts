// SPDX-License-Identifier: Apache-2.0
/** Memories that answer a clock after the address, in the kind of RAM that their size is worth. */
import { bitsOf, type RamSpec, type Shape } from 'typescript-hdl';
import { type BlockFifoOptions, blockFifo } from 'typescript-hdl/lib';
import { clockedKind } from './ram-cost.ts';

/** A memory for `ram`, of block RAM or, where most of that would be empty, of LUT RAM with a register after it: alike in all else. */
export const clocked = <S extends Shape>(shape: S, depth: number): RamSpec<S> => ({
  shape,
  depth,
  kind: clockedKind({ depth, bits: bitsOf(shape) }),
});

/** The same for a FIFO: {@link blockFifo} in either kind of RAM. */
export const clockedFifo = <S extends Shape>(shape: S, depth: number, options: BlockFifoOptions = {}) =>
  blockFifo(shape, depth, { ...options, kind: clocked(shape, depth).kind as 'block' | 'registered' });
