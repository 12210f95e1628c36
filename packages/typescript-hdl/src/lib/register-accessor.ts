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

/** An accessor over a bus. An entry that an array does not have is HDL-PARAMETER. */
export const registerAccessor = <R extends RegisterSpecs>(map: RegisterMap<R>, bus: RegisterBus): RegisterAccessor<R> =>
  Object.fromEntries(
    map.blocks.flatMap(block =>
      block.name === ''
        ? Object.entries(entryAccess(block, 0, bus))
        : [[block.name, (entry: number) => entryAccess(block, entry, bus)]],
    ),
  ) as any;

const entryAccess = (block: RegisterBlock, entry: number, bus: RegisterBus): { readonly [name: string]: object } => {
  checkParameter(
    Number.isInteger(entry) && entry >= 0 && entry < block.count,
    `'${block.name}' has ${block.count} entries; ${entry} is none of them.`,
  );
  const start = block.base + entry * block.stride;
  return Object.fromEntries(block.registers.map(one => [one.name, registerHandle(one, start + one.offset, bus)]));
};

const registerHandle = ({ fields }: PlacedRegister, address: number, bus: RegisterBus): object => ({
  read: async () => {
    const word = await bus.read(address);
    if (fields.length === 0) return word;
    return Object.fromEntries(fields.map(({ name, lsb, bits }) => [name, Math.floor(word / 2 ** lsb) % 2 ** bits]));
  },
  write: (values: number | Readonly<Record<string, number>>) =>
    bus.write(
      address,
      typeof values === 'number'
        ? values
        : fields.reduce((word, { name, lsb }) => word + (values[name] ?? 0) * 2 ** lsb, 0),
    ),
});
