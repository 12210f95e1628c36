// SPDX-License-Identifier: Apache-2.0
/** Numbers of descriptors that a read may bring. */
import { lit, mux, type Val } from 'typescript-hdl';
import { readCountBits } from './fetch-shapes.ts';

/** Descriptors in an aligned block of 512 bytes: no read brings more. */
export const perBlock = 32;
const blockBits = Math.log2(perBlock);

/** A number of descriptors, but at most those of a block. */
export const fewOf = (value: Val): Val =>
  value.width <= readCountBits
    ? value.zext(readCountBits)
    : mux(
        value.slice(blockBits, value.width - blockBits).orR(),
        lit(perBlock, readCountBits),
        value.trunc(readCountBits),
      );

export const smaller = (a: Val, b: Val): Val => mux(a.lt(b), a, b);
