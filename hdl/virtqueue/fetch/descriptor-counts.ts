// SPDX-License-Identifier: Apache-2.0
/** Numbers of descriptors that a read may bring. */
import { cat, lit, mux, type Val } from 'typescript-hdl';
import { hostAddressBits } from '../../lib/host-bus.ts';
import { descriptorBytes } from '../../spec/virtio/virtqueue.ts';
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

/** Descriptors in a line of 64 bytes. */
const lineBits = 2;
const offsetBits = Math.log2(descriptorBytes);

interface Ring {
  readonly table: Val;
  readonly size: Val;
}
interface Aside {
  readonly table: Val<1>;
  readonly base: Val;
  readonly size: Val;
  readonly index: Val;
}

/** Address of the first descriptor of a read at the side. */
export const addressAside = (ring: Ring, { table, base, index }: Aside): Val =>
  mux(table, base, ring.table).add(cat(index, lit(0, offsetBits)).zext(hostAddressBits));

/** How many descriptors a read at the side is to bring: the rest of a table, or of a line of 64 bytes. */
export const countAside = (ring: Ring, { table, size, index }: Aside): Val => {
  const rest = size.sub(index.trunc(readCountBits));
  const toLine = lit(1 << lineBits, readCountBits).sub(index.trunc(lineBits).zext(readCountBits));
  const toEnd = ring.size.sub(index);
  const many = toEnd.slice(lineBits, toEnd.width - lineBits).orR();
  const inTable = mux(many, lit(1 << lineBits, readCountBits), toEnd.trunc(readCountBits));
  return mux(table, rest, smaller(toLine, inTable));
};

/** What of that comes before the next aligned block of 512 bytes. */
export const inBlock = (address: Val, count: Val): Val =>
  smaller(count, lit(perBlock, readCountBits).sub(address.slice(offsetBits, blockBits).zext(readCountBits)));
