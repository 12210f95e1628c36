// SPDX-License-Identifier: Apache-2.0
/** Register maps: one declaration that becomes a decoder, a C header, a page of documentation and a typed accessor. */
import { checkParameter } from '../index.ts';

/**
 * `rw`: software writes and reads, hardware reads. `ro`: hardware writes, software reads. `wo`: software writes, hardware is
 * told; reads are refused. `w1c`: hardware sets bits, software reads them and clears them by writing ones.
 */
export type RegisterAccess = 'rw' | 'ro' | 'wo' | 'w1c';

/** A field of a register: `bits` of its 32. */
export interface FieldSpec {
  readonly bits: number;
  /** Value after reset of a `rw` field. Default 0. An `ro` register with such a value reads just that and has no input. */
  readonly reset?: number;
  /** Lowest bit in the register. Default: right above the field before. */
  readonly lsb?: number;
  readonly doc?: string;
}

/** A register of 32 bits: who writes it, where it is, and its fields from bit 0 upwards. */
export interface RegisterSpec {
  readonly access: RegisterAccess;
  /** Byte offset, a multiple of 4. Default: right after what was declared before. */
  readonly offset?: number;
  readonly doc?: string;
  /** Parts of the word. Without them the register is one word of 32 bits. */
  readonly fields?: { readonly [field: string]: FieldSpec };
  /** Writes are refused while the hardware says so. */
  readonly guarded?: boolean;
}

/** Registers repeated `count` times (default 1), `stride` bytes apart. */
export interface RegisterArraySpec {
  readonly count?: number;
  /** A power of two. Default: the smallest that holds the registers. */
  readonly stride?: number;
  /** Byte offset, a multiple of the power of two that holds the array. Default: the next such after what came before. */
  readonly offset?: number;
  readonly doc?: string;
  /** The registers are not kept by the decoder: their accesses leave it as word writes and reads, as for a table in RAM. */
  readonly external?: boolean;
  /**
   * For a region that whoever may not harm others can reach: no access to it is answered with an error. Reads of anything but
   * readable registers give 0, writes of anything but writable ones are ignored, and writes of some bytes of a word reach the
   * registers, which must be external, with their strobes.
   */
  readonly tolerant?: boolean;
  /** The guard has a bit an entry, as for arrays that are kept; otherwise that of an external array is one bit for all. */
  readonly guardEach?: boolean;
  readonly registers: { readonly [register: string]: RegisterSpec };
}

/** Registers and arrays of them by name, in the order of their offsets. */
export type RegisterSpecs = { readonly [name: string]: RegisterSpec | RegisterArraySpec };

/** A field with its place. */
export interface PlacedField {
  readonly name: string;
  readonly lsb: number;
  readonly bits: number;
  readonly doc: string;
}

/** A 32-bit register with its place in its block. */
export interface PlacedRegister {
  readonly name: string;
  readonly offset: number;
  readonly access: RegisterAccess;
  /** The word after reset; what an `ro` register reads, unless 0. */
  readonly reset: number;
  readonly doc: string;
  /** Empty when the word is one value. */
  readonly fields: readonly PlacedField[];
  readonly guarded?: boolean;
}

/** Registers repeated `count` times from `base` on, `stride` bytes apart. */
export interface RegisterBlock {
  /** Empty for the registers that are in no array. */
  readonly name: string;
  readonly base: number;
  readonly stride: number;
  readonly count: number;
  readonly doc: string;
  readonly external?: boolean;
  readonly tolerant?: boolean;
  readonly guardEach?: boolean;
  readonly registers: readonly PlacedRegister[];
}

/** A checked register map. */
export interface RegisterMap<R extends RegisterSpecs = RegisterSpecs> {
  readonly name: string;
  /** What it was declared as, which gives accessor and decoder their types; nothing for a map from data. */
  readonly specs: R;
  readonly blocks: readonly RegisterBlock[];
  /** Width of a byte address that reaches all registers. */
  readonly addressBits: number;
}

/** The smallest power of two that is not less than `value`. */
export const powerOfTwoAbove = (value: number): number => 2 ** Math.ceil(Math.log2(value));

/** An `ro` register that reads what it was declared with. */
export const isConstant = ({ access, reset }: PlacedRegister): boolean => access === 'ro' && reset !== 0;

/** Bytes of the region that a block takes, a power of two. */
export const regionBytes = ({ count, stride }: RegisterBlock): number => powerOfTwoAbove(count * stride);

/**
 * Places and checks registers and arrays of registers, of 32 bits each. Throws HDL-PARAMETER for an offset that is taken or no
 * multiple of 4, and for fields that overlap or do not fit.
 */
export const registerMap = <const R extends RegisterSpecs>(name: string, specs: R): RegisterMap<R> => {
  const single: PlacedRegister[] = [];
  const arrays: RegisterBlock[] = [];
  let next = 0;
  for (const [key, spec] of Object.entries(specs)) {
    if ('registers' in spec) {
      const array = placeArray(key, spec, next);
      arrays.push(array);
      next = array.base + regionBytes(array);
    } else {
      single.push(placeRegister(key, spec, next));
      next = single.at(-1)!.offset + 4;
    }
  }
  const bytes = powerOfTwoAbove(Math.max(8, ...single.map(({ offset }) => offset + 4)));
  const blocks = [{ name: '', base: 0, stride: bytes, count: 1, doc: '', registers: single }, ...arrays];
  return { ...registerMapOf(name, single.length > 0 ? blocks : arrays), specs };
};

/**
 * A map whose places are known already, as data that other programs read too; checked as any other, and HDL-PARAMETER for a
 * name that is taken and for an address width that does not reach all of it. `addressBits` is by default as small as possible.
 */
export const registerMapOf = (
  name: string,
  blocks: readonly RegisterBlock[],
  addressBits = Math.max(3, ...blocks.map(block => Math.ceil(Math.log2(block.base + block.count * block.stride)))),
): RegisterMap => {
  for (const block of blocks) checkBlock(block);
  checkNames(blocks);
  checkApart(blocks);
  for (const { name: part, to } of blocks.flatMap(extents))
    checkParameter(to <= 2 ** addressBits, `'${part}' ends at ${to}, beyond the ${addressBits} bits of an address.`);
  return { name, specs: {}, blocks, addressBits };
};

const placeArray = (name: string, spec: RegisterArraySpec, next: number): RegisterBlock => {
  const registers: PlacedRegister[] = [];
  for (const [key, one] of Object.entries(spec.registers)) {
    registers.push(placeRegister(key, one, (registers.at(-1)?.offset ?? -4) + 4));
  }
  const { count = 1, doc = '', external = false, tolerant = false, guardEach = false } = spec;
  const stride = spec.stride ?? powerOfTwoAbove(Math.max(...registers.map(({ offset }) => offset + 4)));
  const region = powerOfTwoAbove(count * stride);
  return {
    name,
    base: spec.offset ?? Math.ceil(next / region) * region,
    stride,
    count,
    doc,
    external,
    tolerant,
    guardEach,
    registers,
  };
};

const placeRegister = (name: string, spec: RegisterSpec, next: number): PlacedRegister => {
  const { access, offset = next, doc = '', guarded = false } = spec;
  const fields: PlacedField[] = [];
  let [lowest, word] = [0, 0];
  for (const [field, { bits, reset = 0, lsb = lowest, doc: fieldDoc = '' }] of Object.entries(spec.fields ?? {})) {
    checkParameter(
      Number.isInteger(reset) && reset >= 0 && reset < 2 ** bits,
      `The reset value ${reset} of field '${field}' of register '${name}' does not fit its ${bits} bit${bits === 1 ? '' : 's'}.`,
    );
    fields.push({ name: field, lsb, bits, doc: fieldDoc });
    lowest = lsb + bits;
    word += reset * 2 ** lsb;
  }
  return { name, offset, access, reset: word, doc, fields, guarded };
};

const checkBlock = (block: RegisterBlock): void => {
  const { name, base, stride, count } = block;
  checkParameter(
    Number.isInteger(count) && count >= 1 && stride >= 4 && stride === powerOfTwoAbove(stride),
    `Array '${name}' needs a whole count and a stride that is a power of two, not ${count} and ${stride}.`,
  );
  checkParameter(
    base >= 0 && base % regionBytes(block) === 0,
    `The offset ${base} of array '${name}' is not a multiple of the ${regionBytes(block)} bytes it takes.`,
  );
  checkParameter(
    !block.tolerant || block.external === true,
    `Array '${name}' is tolerant and its registers are kept: declare it external.`,
  );
  for (const [i, register] of block.registers.entries()) {
    const twin = block.registers.slice(0, i).find(other => other.offset === register.offset);
    checkRegister(block, register, twin);
    checkFields(register);
  }
};

const checkRegister = (block: RegisterBlock, register: PlacedRegister, twin: PlacedRegister | undefined): void => {
  const { name, offset, access } = register;
  const text = twin ? `is taken by '${twin.name}'` : 'is not a multiple of 4';
  checkParameter(offset % 4 === 0 && offset >= 0 && !twin, `The offset ${offset} of register '${name}' ${text}.`);
  checkParameter(
    offset < block.stride,
    `Register '${name}' lies outside the ${block.stride} bytes of '${block.name}'.`,
  );
  checkParameter(
    !register.guarded || access !== 'ro',
    `Register '${name}' is guarded against writes and cannot be written: it is ro.`,
  );
  checkParameter(!block.external || access !== 'w1c', `Register '${name}' is external and cannot be w1c.`);
  checkParameter(
    block.external === true || access !== 'wo' || block.count === 1,
    `Register '${name}' of array '${block.name}' is wo: such arrays are external.`,
  );
};

const checkFields = ({ name, fields }: PlacedRegister): void => {
  let taken = 0n;
  for (const { name: field, bits, lsb } of fields) {
    checkParameter(
      Number.isInteger(bits) && bits >= 1 && lsb >= 0 && lsb + bits <= 32,
      `Field '${field}' of register '${name}' has ${bits} bits from bit ${lsb} on; a register has 32.`,
    );
    const mask = ((1n << BigInt(bits)) - 1n) << BigInt(lsb);
    checkParameter((taken & mask) === 0n, `Field '${field}' of register '${name}' overlaps another.`);
    taken |= mask;
  }
};

/** Registers on their own and arrays share one space of names: both become ports. */
const checkNames = (blocks: readonly RegisterBlock[]): void => {
  const taken = new Set<string>();
  const spaces = blocks.flatMap(({ name, registers }) =>
    name === '' ? registers.map(one => one.name) : [name, ...registers.map(one => `${name}.${one.name}`)],
  );
  for (const name of spaces) {
    checkParameter(!taken.has(name), `The register map has '${name}' twice.`);
    taken.add(name);
  }
};

/** Addresses at which something lies: a register on its own takes four bytes, an array its whole region. */
const extents = (block: RegisterBlock): { name: string; from: number; to: number }[] =>
  block.name === ''
    ? block.registers.map(({ name, offset }) => ({ name, from: offset, to: offset + 4 }))
    : [{ name: block.name, from: block.base, to: block.base + regionBytes(block) }];

const checkApart = (blocks: readonly RegisterBlock[]): void => {
  const all = blocks.flatMap(extents).sort((a, b) => a.from - b.from);
  all.slice(1).forEach((one, i) => {
    const before = all[i]!;
    checkParameter(one.from >= before.to, `'${one.name}' at ${one.from} lies inside '${before.name}'.`);
  });
};
