// SPDX-License-Identifier: Apache-2.0
/** Register maps for software written in TypeScript. */
import { checkParameter } from '../diagnostic.ts';
import type {
  PlacedRegister,
  RegisterArraySpec,
  RegisterBlock,
  RegisterMap,
  RegisterSpec,
  RegisterSpecs,
} from './register-map.ts';

/** How an accessor reaches the device. */
export interface RegisterBus {
  read(offset: number): Promise<number>;
  write(offset: number, value: number): Promise<void>;
}

type Fields<S extends RegisterSpec> = { readonly [F in keyof S['fields']]: number };

interface RegisterHandle<S extends RegisterSpec> {
  /** The fields, or the word of a register without fields. */
  read(): Promise<S extends { readonly fields: object } ? Fields<S> : number>;
  /** Fields left out are written as 0. */
  write(values: S extends { readonly fields: object } ? Partial<Fields<S>> : number): Promise<void>;
}

type Registers<R> = { readonly [K in keyof R]: R[K] extends RegisterSpec ? RegisterHandle<R[K]> : never };

/** Typed access: `await device.control.write({ enable: 1 })`, `await device.channel(3).limit.read()`. */
export type RegisterAccessor<R extends RegisterSpecs> = {
  readonly [K in keyof R]: R[K] extends RegisterArraySpec
    ? (entry: number) => Registers<R[K]['registers']>
    : R[K] extends RegisterSpec
      ? RegisterHandle<R[K]>
      : never;
};

/**
 * An accessor over a bus. HDL-PARAMETER for an entry that an array does not have, a field that the register does not have, and
 * a value that does not fit: it would change the fields beside it.
 */
export const registerAccessor = <R extends RegisterSpecs>(map: RegisterMap<R>, bus: RegisterBus): RegisterAccessor<R> =>
  Object.fromEntries(
    map.blocks.flatMap(block =>
      block.name === ''
        ? Object.entries(entryAccess(block, 0, bus))
        : [[block.name, (entry: number) => entryAccess(block, entry, bus)]],
    ),
  ) as never;

const entryAccess = (block: RegisterBlock, entry: number, bus: RegisterBus): { readonly [name: string]: object } => {
  checkParameter(
    Number.isInteger(entry) && entry >= 0 && entry < block.count,
    `'${block.name}' has ${block.count} entries; ${entry} is none of them.`,
  );
  const start = block.base + entry * block.stride;
  return Object.fromEntries(block.registers.map(one => [one.name, registerHandle(one, start + one.offset, bus)]));
};

const checkValue = (what: string, value: unknown, bits: number): void =>
  checkParameter(
    Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** bits,
    `${what} takes a whole number of ${bits} bit${bits === 1 ? '' : 's'}, not ${value}.`,
  );

/** The word of a write, or HDL-PARAMETER. */
const wordOf = ({ name, fields }: PlacedRegister, values: number | Readonly<Record<string, number>>): number => {
  if (fields.length === 0 || typeof values !== 'object') {
    checkValue(`Register '${name}'`, values, 32);
    return values as number;
  }
  const other = Object.keys(values).find(key => !fields.some(field => field.name === key));
  checkParameter(other === undefined, `Register '${name}' has no field '${other}'.`);
  return fields.reduce((word, field) => {
    const value = values[field.name] ?? 0;
    checkValue(`Field '${field.name}' of register '${name}'`, value, field.bits);
    return word + value * 2 ** field.lsb;
  }, 0);
};

const registerHandle = (register: PlacedRegister, address: number, bus: RegisterBus): object => ({
  read: async () => {
    const word = await bus.read(address);
    if (register.fields.length === 0) return word;
    return Object.fromEntries(
      register.fields.map(({ name, lsb, bits }) => [name, Math.floor(word / 2 ** lsb) % 2 ** bits]),
    );
  },
  write: async (values: number | Readonly<Record<string, number>>) => bus.write(address, wordOf(register, values)),
});
