// SPDX-License-Identifier: Apache-2.0
/**
 * What memories cost on ECP5, and which kind of RAM a small one is worth. Plain numbers: the device that open tools place
 * is the one with the smallest block RAMs for its LUTs, so that what is right there is right on the others.
 */

/** Size of a memory. */
export interface RamSize {
  /** Number of words. */
  readonly depth: number;
  /** Width of a word. */
  readonly bits: number;
  /** Width of the parts that are written by themselves; 0, or nothing, when words are written whole. */
  readonly partBits?: number;
}

/** Words and width of a block RAM of 18 kbit (DP16KD; Lattice TN-02204). */
const blockForms = [
  { words: 512, width: 36 },
  { words: 1024, width: 18 },
  { words: 2048, width: 9 },
  { words: 4096, width: 4 },
  { words: 8192, width: 2 },
  { words: 16_384, width: 1 },
] as const;

/** Bits of a byte of block RAM, with the ninth; a part that is written by itself takes whole ones, or has RAMs of its own. */
const blockByteBits = 9;

const inForms = ({ depth, bits }: RamSize, forms: readonly (typeof blockForms)[number][]): number =>
  Math.min(...forms.map(({ words, width }) => Math.ceil(depth / words) * Math.ceil(bits / width)));

/** Block RAMs of 18 kbit that one read port of a memory takes: all of one form, the one of which it takes fewest. */
export const blockRams = ({ depth, bits, partBits = 0 }: RamSize): number => {
  if (partBits === 0 || partBits === bits) return inForms({ depth, bits }, blockForms);
  const parts = bits / partBits;
  const bytes = Math.ceil(partBits / blockByteBits) * blockByteBits * parts;
  const withBytes = blockForms.filter(({ width }) => width >= blockByteBits);
  return Math.min(inForms({ depth, bits: bytes }, withBytes), parts * inForms({ depth, bits: partBits }, blockForms));
};

/** LUT RAMs of 16 words of 4 bits that one read port of a memory takes. */
export const lutRams = ({ depth, bits, partBits = 0 }: RamSize): number => {
  const width = partBits === 0 ? bits : partBits;
  return Math.ceil(depth / 16) * Math.ceil(width / 4) * (bits / width);
};

/**
 * LUT RAMs that are given for a block RAM, at most. The LFE5U-85F has 402 LUTs of four inputs for each of its block RAMs, and so
 * many take 240 of them, with what chooses among their words some 300.
 */
const lutRamsForBlock = 40;
/** Words beyond which a memory is block RAM whatever its width: what chooses among more LUT RAMs is too many LUTs in a row. */
const mostLutRamWords = 256;

/** The kind of a memory that is read a clock after the address: LUT RAM where most of a block RAM would be empty. */
export const clockedKind = (size: RamSize): 'block' | 'registered' =>
  size.depth <= mostLutRamWords && lutRams(size) <= lutRamsForBlock * blockRams(size) ? 'registered' : 'block';
