/** Storage of the registers that the control stage keeps itself: all that the map declares `rw`. */
import { cat, reg, u, type Val, when } from 'typescript-hdl';
import type { Register } from '../layout/registers.ts';
import type { BlockAddress } from './address-decoder.ts';
import type { BlockWrite } from './register-writes.ts';

/** One register of a block, in every entry. */
export interface HeldRegister {
  /** Value in entry `index`. */
  get(index: number): Val;
  /** Value in the entry that an address names, zero-extended to 32 bits. */
  at(address: BlockAddress): Val;
}

/** Bits of a register that exist: up to the highest declared field, or all 32. Throws a RangeError when fields leave gaps. */
export const keptBits = ({ name, fields }: Register): number => {
  if (fields.length === 0) return 32;
  const width = fields.reduce((sum, field) => sum + field.bits, 0);
  if (Math.max(...fields.map(field => field.lsb + field.bits)) !== width) {
    throw new RangeError(`the fields of ${name} leave bits between them that nothing would keep`);
  }
  return width;
};

/**
 * Declares the `rw` registers of a block, `<block>_<entry>_<register>_q`, with their reset values, and lets the writes reach
 * them. Each entry has its own write enable: an indexed write into one wide register would cost a shifter.
 */
export const holdRegisters = ({ at, take, data }: BlockWrite): ReadonlyMap<string, HeldRegister> => {
  const { block, index, offset } = at;
  const kept = block.registers.filter(({ access }) => access === 'rw');
  return new Map(
    kept.map(register => {
      const width = keptBits(register);
      const entries = Array.from({ length: block.count }, (_, i) => {
        const name = block.count === 1 ? `${block.name}_${register.name}` : `${block.name}_${i}_${register.name}`;
        const entry = reg({ [name]: u(width, register.reset) })[name]!;
        const written = take.and(offset.eq(register.offset));
        when(block.count === 1 ? written : written.and(index.eq(i)), () => entry.set(data.trunc(width)));
        return entry as Val;
      });
      return [register.name, { get: i => entries[i]!, at: address => choose(entries, address.index) }];
    }),
  );
};

/** The entry that `index` names, as a word of 32 bits. */
const choose = (entries: readonly Val[], index: Val): Val =>
  cat(...entries.map(entry => entry.zext(32)).reverse()).dynamicSlice(index, 32);
