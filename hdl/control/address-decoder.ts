/** Decoding of register addresses, straight from the declared blocks. */
import { balanced, lit, type Val } from 'typescript-hdl';
import type { Block, Register } from '../layout/registers.ts';

/** What an address is inside one block; `index` and `offset` mean something only where it `contains` the address. */
export interface BlockAddress {
  readonly block: Block;
  /** Entry of the block, `indexWidth(count)` bits. */
  readonly index: Val<any>;
  /** Byte offset inside the entry. */
  readonly offset: Val<any>;
  /** 1 when the address is that of one of these registers, in an entry that exists. */
  contains(registers: readonly Register[]): Val<1>;
}

/**
 * Decodes `address` against one block. Throws a RangeError unless strides are powers of two and the base is a multiple of
 * the region, the smallest power of two that holds the block: then decoding is slicing and comparing with constants.
 */
export const decodeBlock = (block: Block, address: Val): BlockAddress => {
  const strideBits = Math.log2(block.stride);
  if (!Number.isInteger(strideBits)) {
    throw new RangeError(`the stride of ${block.name} is ${block.stride}, which is no power of two`);
  }
  const regionBits = Math.ceil(Math.log2(block.count * block.stride));
  if (block.base % (1 << regionBits) !== 0) {
    throw new RangeError(`the base of ${block.name} is no multiple of the ${1 << regionBits} bytes it takes`);
  }
  const entryBits = regionBits - strideBits;
  const index = entryBits === 0 ? lit(0, 1) : address.slice(strideBits, entryBits);
  const offset = address.slice(0, strideBits);
  const inRegion = address.slice(regionBits, address.width - regionBits).eq(block.base >> regionBits);
  const inBlock = block.count === 1 << entryBits ? inRegion : inRegion.and(index.lt(block.count));
  return {
    block,
    index,
    offset,
    contains: registers => {
      if (registers.length === 0) return lit(0, 1);
      const known = registers.map(register => offset.eq(register.offset));
      return inBlock.and(balanced(known, (a, b) => a.or(b)));
    },
  };
};
