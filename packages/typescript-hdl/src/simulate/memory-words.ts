// SPDX-License-Identifier: Apache-2.0
/** Memories read and written from outside, without a clock. */
import { HdlError } from '../diagnostic.ts';
import type { Memory } from '../ir/index.ts';
import { captureLocation } from '../location.ts';
import { checkFits } from '../shape.ts';
import { literalLimbs } from './limb-code.ts';
import { limbsOf } from './storage.ts';

/** The words of a memory. Throws HDL-RANGE beyond its depth, HDL-LITERAL for a word that does not fit. */
export interface MemoryWords {
  /** Bits of a word. */
  readonly width: number;
  /** Number of words. */
  readonly depth: number;
  read(address: number): bigint;
  /** Writes a word; what is read in the same clock sees it. */
  write(address: number, word: number | bigint): void;
}

/** Throws unless the memory has this word. */
export const checkAddress = (name: string, depth: number, address: number): void => {
  if (Number.isInteger(address) && address >= 0 && address < depth) return;
  throw new HdlError('HDL-RANGE', `Memory '${name}' of ${depth} words has no word ${address}.`, captureLocation());
};

/** A memory over its limbs; `changed` is called after a write. */
export const memoryWords = ({ name, width, depth }: Memory, limbs: Int32Array, changed: () => void): MemoryWords => {
  const size = limbsOf(width);
  return {
    width,
    depth,
    read: address => {
      checkAddress(name, depth, address);
      let word = 0n;
      for (let i = size - 1; i >= 0; i--) word = (word << 32n) | BigInt(limbs[address * size + i]! >>> 0);
      return word;
    },
    write: (address, word) => {
      checkAddress(name, depth, address);
      limbs.set(literalLimbs(checkFits(word, width), width).map(Number), address * size);
      changed();
    },
  };
};
