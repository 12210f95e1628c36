// SPDX-License-Identifier: Apache-2.0
/** Linear functions over bits, computed in TypeScript and emitted as exclusive ors: CRC and the Toeplitz hash. */
import { balanced, cat, checkParameter, lit, mux, oneHotMux, type Val } from '../index.ts';

/** A cyclic redundancy check; `reflected` means that the lowest bit of every byte comes first, as in Ethernet. */
export interface Crc {
  readonly width: number;
  /** Polynomial without its highest term, highest power first: 0x04c11db7 for Ethernet. */
  readonly polynomial: bigint;
  readonly reflected: boolean;
}

/** CRC-32 of Ethernet (IEEE 802.3, 3.2.9); starts with all ones and is sent inverted. */
export const ethernetCrc: Crc = { width: 32, polynomial: 0x04c11db7n, reflected: true };

/** CRC-32C (Castagnoli; RFC 3385). */
export const castagnoliCrc: Crc = { width: 32, polynomial: 0x1edc6f41n, reflected: true };

const reversed = (value: bigint, width: number): bigint =>
  BigInt(`0b${[...value.toString(2).padStart(width, '0')].reverse().join('')}`);

/** The state after the bits of `data` (`dataBits` of them, byte 0 in the low bits), on numbers. */
export const crcOf = (crc: Crc, state: bigint, data: bigint, dataBits: number): bigint => {
  const mask = (1n << BigInt(crc.width)) - 1n;
  let next = state;
  for (let i = 0; i < dataBits; i++) {
    if (crc.reflected) {
      const bit = (next ^ (data >> BigInt(i))) & 1n;
      next = (next >> 1n) ^ (bit ? reversed(crc.polynomial, crc.width) : 0n);
    } else {
      // Bytes in order, each with its highest bit first.
      const position = BigInt((i & ~7) + 7 - (i & 7));
      const bit = ((next >> BigInt(crc.width - 1)) ^ (data >> position)) & 1n;
      next = ((next << 1n) & mask) ^ (bit ? crc.polynomial : 0n);
    }
  }
  return next;
};

/**
 * The matrix of one step over `dataBits` bits: for each bit of the next state the bits that it is the parity of, those of the
 * state in the low bits, those of the data above them. Throws HDL-PARAMETER for parts of bytes unless the CRC is reflected.
 */
export const crcMatrix = (crc: Crc, dataBits: number): bigint[] => {
  checkParameter(
    crc.reflected || dataBits % 8 === 0,
    `A CRC that is not reflected takes whole bytes, not ${dataBits} bits: the highest bit of each is first.`,
  );
  const rows = Array.from({ length: crc.width }, () => 0n);
  for (let input = 0; input < crc.width + dataBits; input++) {
    const one = 1n << BigInt(input);
    const next = crcOf(crc, one & ((1n << BigInt(crc.width)) - 1n), one >> BigInt(crc.width), dataBits);
    for (let i = 0; i < crc.width; i++) if ((next >> BigInt(i)) & 1n) rows[i]! |= one;
  }
  return rows;
};

/** Parity of the bits of `value` that a mask names, as a balanced tree. */
const parityOf = (value: Val, mask: bigint): Val<1> => {
  const bits = Array.from({ length: value.width as number }, (_, i) => i).filter(i => (mask >> BigInt(i)) & 1n);
  // Where a key has as many zeros in a row as the input has bits, a bit of the hash depends on none.
  if (bits.length === 0) return lit(0, 1) as Val<1>;
  return balanced(
    bits.map(i => value.bit(i) as Val),
    (a, b) => a.xor(b),
  ) as Val<1>;
};

/**
 * The state, of `crc.width` bits, after the bits of `data`, whole bytes with byte 0 in the low bits. Latency 0: a parity of
 * state and data bits for each bit, of which about half take part. Throws HDL-PARAMETER for a state of another width.
 */
export const crcStep = (crc: Crc, state: Val, data: Val): Val => {
  checkParameter(state.width === crc.width, `The state of a CRC of ${crc.width} bits has as many, not ${state.width}.`);
  const inputs = cat(data, state) as Val;
  return cat(
    ...crcMatrix(crc, data.width)
      .map(mask => parityOf(inputs, mask))
      .reverse(),
  ) as Val;
};

/** How {@link crcBytes} is built. */
export interface CrcBytesOptions {
  /**
   * `matrix`: a parity of state and data for each number of bytes, and a choice between them; few levels, the default. `chain`: byte
   * after byte, each step skipped where its byte does not count; a third of the LUTs, and a level or two for every byte.
   */
  readonly shape?: 'matrix' | 'chain';
}

/**
 * The state after those bytes of `data` that count: `keep` has a bit for each, 1 from the lowest on without a gap. Latency 0.
 * Throws HDL-PARAMETER for a state of another width and for data that are not whole bytes, one for each bit of `keep`.
 */
export const crcBytes = (
  crc: Crc,
  state: Val,
  data: Val,
  keep: Val,
  { shape = 'matrix' }: CrcBytesOptions = {},
): Val => {
  const bytes = keep.width as number;
  checkParameter(state.width === crc.width, `The state of a CRC of ${crc.width} bits has as many, not ${state.width}.`);
  checkParameter(data.width === 8 * bytes, `A CRC over ${bytes} bytes takes ${8 * bytes} bits, not ${data.width}.`);
  return shape === 'chain' ? chained(crc, state, data, keep) : chosen(crc, state, data, keep);
};

/** A step as a parity of the bits that a mask leaves, a line of Verilog for each bit. */
const maskedStep = (crc: Crc, state: Val, data: Val): Val => {
  const inputs = cat(data, state) as Val;
  const rows = crcMatrix(crc, data.width).map(mask => inputs.and(mask).xorR() as Val);
  return cat(...rows.reverse()) as Val;
};

const chained = (crc: Crc, state: Val, data: Val, keep: Val): Val => {
  let next = state;
  for (let i = 0; i < keep.width; i++) {
    const byte = data.slice(8 * i, 8) as Val;
    next = mux(keep.bit(i), bitByBit(crc, next, byte), next) as Val;
  }
  return next;
};

/** A step over a byte, a bit after the other. */
const bitByBit = (crc: Crc, state: Val, byte: Val): Val => {
  const { width, polynomial, reflected } = crc;
  const feedback = reflected ? reversed(polynomial, width) : polynomial;
  const aligned = byte.zext(width) as Val;
  let next = state.xor(reflected ? aligned : (aligned.shl(width - 8) as Val)) as Val;
  for (let i = 0; i < 8; i++) {
    const out = next.bit(reflected ? 0 : width - 1);
    next = (reflected ? next.shr(1) : next.shl(1)).xor(out.repeat(width).and(feedback) as Val) as Val;
  }
  return next;
};

const chosen = (crc: Crc, state: Val, data: Val, keep: Val): Val => {
  const arms = Array.from({ length: keep.width }, (_, i) => {
    const next = maskedStep(crc, state, data.slice(0, 8 * (i + 1)) as Val);
    const isLast = i + 1 === keep.width ? keep.bit(i) : keep.bit(i).and(keep.bit(i + 1).not());
    return [isLast as Val<1>, next] as const;
  });
  return oneHotMux([[keep.bit(0).not() as Val<1>, state], ...arms]) as Val;
};

/**
 * The Toeplitz hash of a word whose highest bit is first, as receive side scaling defines it: bit j of the input (from the
 * front) adds the 32 key bits from j on. `key` is the key's bytes in order, at least as long as input plus hash.
 * A row of bits for each bit of the hash, the lowest first. Throws HDL-PARAMETER for a key that is too short.
 */
export const toeplitzMatrix = (key: Uint8Array, inputBits: number, hashBits = 32): bigint[] => {
  const needed = inputBits + hashBits - 1;
  checkParameter(
    key.length * 8 >= needed,
    `A Toeplitz key for ${inputBits} bits has at least ${needed} bits, not ${key.length * 8}.`,
  );
  const keyBit = (index: number): number => (key[index >> 3]! >> (7 - (index & 7))) & 1;
  // Row r makes hash bit r (0 the lowest); column c is input bit c (0 the lowest, last on the wire).
  return Array.from({ length: hashBits }, (_, row) => {
    let mask = 0n;
    for (let column = 0; column < inputBits; column++) {
      if (keyBit(inputBits - 1 - column + hashBits - 1 - row)) mask |= 1n << BigInt(column);
    }
    return mask;
  });
};

/**
 * The Toeplitz hash of `value` under a fixed key, `hashBits` bits; latency 0, a parity a bit. Throws as
 * {@link toeplitzMatrix}.
 */
export const toeplitzHash = (key: Uint8Array, value: Val, hashBits = 32): Val =>
  cat(
    ...toeplitzMatrix(key, value.width, hashBits)
      .map(mask => parityOf(value, mask))
      .reverse(),
  ) as Val;
