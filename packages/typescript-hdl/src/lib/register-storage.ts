// SPDX-License-Identifier: Apache-2.0
/** The registers that a decoder keeps, entry by entry, and the words that software reads. */
import { cat, lit, reg, type Shape, u, type Val, when } from '../index.ts';
import type { BlockWrite } from './register-address.ts';
import type { PlacedField, PlacedRegister, RegisterAccess, RegisterBlock } from './register-map.ts';

/** The values of a register in hardware: a bundle of its fields, or the word. */
export const registerShape = ({ fields }: PlacedRegister): Shape =>
  fields.length === 0 ? u(32) : Object.fromEntries(fields.map(({ name, bits }) => [name, u(bits)]));

const wholeWord: PlacedField = { name: '', lsb: 0, bits: 32, doc: '' };

/** The parts that a register consists of, each with its value in a view of {@link registerShape}. */
export const partsOf = ({ fields }: PlacedRegister): readonly { field: PlacedField; of: (value: any) => any }[] =>
  fields.length === 0
    ? [{ field: wholeWord, of: value => value }]
    : fields.map(field => ({ field, of: value => value[field.name] }));

/** The 32 bits that software reads, from one value a part. */
export const wordOf = (register: PlacedRegister, value: (field: PlacedField) => Val): Val => {
  const pieces: Val[] = [];
  let next = 0;
  for (const { field } of [...partsOf(register)].sort((a, b) => a.field.lsb - b.field.lsb)) {
    if (field.lsb > next) pieces.push(lit(0, field.lsb - next) as Val);
    pieces.push(value(field));
    next = field.lsb + field.bits;
  }
  if (next < 32) pieces.push(lit(0, 32 - next) as Val);
  return (pieces.length === 1 ? pieces[0] : cat(...pieces.reverse())) as Val;
};

/** The entry that `index` names. */
export const chooseEntry = (entries: readonly Val[], index: Val): Val =>
  entries.length === 1 ? entries[0]! : (cat(...entries.toReversed()).dynamicSlice(index, 32) as Val);

/** One register in one entry of its block. */
export interface HeldRegister {
  readonly block: RegisterBlock;
  readonly register: PlacedRegister;
  readonly entry: number;
}

/** 1 when a write reaches the register. */
export const writtenNow = ({ at, take }: BlockWrite, { block, register, entry }: HeldRegister): Val<1> => {
  const here = take.and(at.offset.eq(register.offset));
  return block.count === 1 ? here : here.and(at.index.eq(entry));
};

/** The parts of a field that lie in one byte of its register each. */
const byteParts = ({ lsb, bits }: PlacedField): { lo: number; bits: number }[] => {
  const parts: { lo: number; bits: number }[] = [];
  for (let lo = 0; lo < bits; ) {
    const length = Math.min(bits - lo, 8 - ((lsb + lo) & 7));
    parts.push({ lo, bits: length });
    lo += length;
  }
  return parts;
};

const setBytes = (held: any, field: PlacedField, { data, strobe }: BlockWrite, written: Val<1>): void => {
  for (const { lo, bits } of byteParts(field)) {
    const from = field.lsb + lo;
    when(written.and(strobe.bit(from >> 3)), () => held.slice(lo, bits).set(data.slice(from, bits)));
  }
};

/** Ones for the bits of the field that are written as ones, in bytes that are written at all. */
const onesWritten = (field: PlacedField, { data, strobe }: BlockWrite, written: Val<1>, bytes: boolean): Val => {
  const ones = data.slice(field.lsb, field.bits) as Val;
  if (!bytes) return written.repeat(field.bits).and(ones) as Val;
  const enables = byteParts(field).map(({ lo, bits }) => strobe.bit((field.lsb + lo) >> 3).repeat(bits) as Val);
  return written
    .repeat(field.bits)
    .and(ones)
    .and(cat(...enables.toReversed()) as Val) as Val;
};

/**
 * Declares a `rw` or `w1c` register, `<block>_<entry>_<register>_<field>_q`, lets writes (and `events`, which win over
 * software) reach it, and gives its parts. Each entry has its own write enable: an indexed write into one wide register
 * would cost a shifter. With `bytes` the strobes count.
 */
export const keep = (
  held: HeldRegister,
  write: BlockWrite,
  bytes: boolean,
  events: any,
): ReadonlyMap<PlacedField, Val> => {
  const { block, register, entry } = held;
  const written = writtenNow(write, held);
  const path = [block.name, block.count === 1 ? '' : `${entry}`, register.name];
  return new Map(
    partsOf(register).map(({ field, of }) => {
      const key = [...path, field.name].filter(part => part !== '').join('_');
      const init = register.access === 'rw' ? Math.floor(register.reset / 2 ** field.lsb) % 2 ** field.bits : 0;
      const word: any = reg({ [key]: u(field.bits, init) })[key];
      if (register.access === 'w1c') {
        word.set(word.and(onesWritten(field, write, written, bytes).not()).or(of(events)));
      } else if (bytes) {
        setBytes(word, field, write, written);
      } else {
        when(written, () => word.set(write.data.slice(field.lsb, field.bits)));
      }
      return [field, word as Val];
    }),
  );
};

/** The registers of a block with one of these kinds of access. */
export const withAccess = (
  { registers }: RegisterBlock,
  ...accesses: readonly RegisterAccess[]
): readonly PlacedRegister[] => registers.filter(({ access }) => accesses.includes(access));
