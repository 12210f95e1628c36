/** Register maps: one declaration that becomes a decoder, a C header, a page of documentation and a typed accessor. */
import { checkParameter, joinName } from '../index.ts';

/**
 * `rw`: software writes, hardware reads. `ro`: hardware writes, software reads. `w1c`: hardware sets bits, software clears them
 * by writing ones.
 */
export type RegisterAccess = 'rw' | 'ro' | 'w1c';

export interface FieldSpec {
  readonly bits: number;
  /** Value after reset, for `rw`. Default 0. */
  readonly reset?: number;
  /** Lowest bit in the register. Default: right above the field before. */
  readonly lsb?: number;
  readonly doc?: string;
}

export interface RegisterSpec {
  readonly access: RegisterAccess;
  /** Byte offset, a multiple of 4. Default: right behind the register before. */
  readonly offset?: number;
  readonly doc?: string;
  readonly fields: { readonly [field: string]: FieldSpec };
}

export type RegisterSpecs = { readonly [register: string]: RegisterSpec };

/** A field with its place. */
export interface PlacedField {
  readonly name: string;
  readonly lsb: number;
  readonly bits: number;
  readonly reset: number;
  readonly doc: string;
}

/** A 32-bit register with its place. */
export interface PlacedRegister {
  readonly name: string;
  readonly offset: number;
  readonly access: RegisterAccess;
  readonly doc: string;
  readonly fields: readonly PlacedField[];
}

/** A checked register map. */
export interface RegisterMap<R extends RegisterSpecs = RegisterSpecs> {
  readonly name: string;
  readonly specs: R;
  readonly registers: readonly PlacedRegister[];
  /** Width of a byte address that reaches all registers. */
  readonly addressBits: number;
}

/** Places and checks registers of 32 bits. */
export const registerMap = <const R extends RegisterSpecs>(name: string, specs: R): RegisterMap<R> => {
  const registers: PlacedRegister[] = [];
  let next = 0;
  for (const [register, spec] of Object.entries(specs)) {
    const offset = spec.offset ?? next;
    const twin = registers.find(other => other.offset === offset);
    const text = twin ? `is taken by '${twin.name}'` : 'is not a multiple of 4';
    const isFree = offset % 4 === 0 && offset >= 0 && !twin;
    checkParameter(isFree, `The offset ${offset} of register '${register}' ${text}.`);
    const fields = placeFields(register, spec);
    registers.push({ name: register, offset, access: spec.access, doc: spec.doc ?? '', fields });
    next = offset + 4;
  }
  const top = Math.max(...registers.map(({ offset }) => offset));
  return { name, specs, registers, addressBits: Math.max(3, Math.ceil(Math.log2(top + 4))) };
};

const placeFields = (register: string, { fields }: RegisterSpec): PlacedField[] => {
  const placed: PlacedField[] = [];
  let taken = 0;
  let next = 0;
  for (const [name, { bits, reset = 0, lsb = next, doc = '' }] of Object.entries(fields)) {
    const fits = Number.isInteger(bits) && bits >= 1 && lsb >= 0 && lsb + bits <= 32 && reset >= 0 && reset < 2 ** bits;
    checkParameter(fits, `Field '${name}' of register '${register}' does not fit 32 bits or its own.`);
    const mask = (2 ** bits - 1) * 2 ** lsb;
    const overlaps = (BigInt(taken) & BigInt(mask)) !== 0n;
    checkParameter(!overlaps, `Field '${name}' of register '${register}' overlaps another.`);
    taken += mask;
    next = lsb + bits;
    placed.push({ name, lsb, bits, reset, doc });
  }
  return placed;
};

const hex = (value: number, digits = 2): string => `0x${value.toString(16).padStart(digits, '0')}`;

/** The map as a C header: offsets, shifts and masks. */
export const registerHeader = ({ name, registers }: RegisterMap): string => {
  const prefix = joinName(name).toUpperCase();
  const lines = registers.flatMap(register => {
    const base = `${prefix}_${joinName(register.name).toUpperCase()}`;
    return [
      ...(register.doc ? [`/* ${register.doc} */`] : []),
      `#define ${base} ${hex(register.offset)}u`,
      ...register.fields.flatMap(field => {
        const full = `${base}_${joinName(field.name).toUpperCase()}`;
        const mask = (2 ** field.bits - 1) * 2 ** field.lsb;
        return [`#define ${full}_SHIFT ${field.lsb}`, `#define ${full}_MASK ${hex(mask, 8)}u`];
      }),
    ];
  });
  return [`#ifndef ${prefix}_H`, `#define ${prefix}_H`, '', ...lines, '', '#endif', ''].join('\n');
};

/** The map as a page of Markdown. */
export const registerPage = ({ name, registers }: RegisterMap): string => {
  const sections = registers.flatMap(register => [
    `## ${register.name} (${hex(register.offset)}, ${register.access})`,
    '',
    ...(register.doc ? [register.doc, ''] : []),
    '| Bits | Field | Reset | Meaning |',
    '|---|---|---|---|',
    ...register.fields.map(({ name: field, lsb, bits, reset, doc }) => {
      const range = bits === 1 ? `${lsb}` : `${lsb + bits - 1}:${lsb}`;
      return `| ${range} | ${field} | ${reset} | ${doc} |`;
    }),
    '',
  ]);
  return [`# Registers of ${name}`, '', ...sections].join('\n');
};

/** How an accessor reaches the device. */
export interface RegisterBus {
  read(offset: number): Promise<number>;
  write(offset: number, value: number): Promise<void>;
}

type Values<S extends RegisterSpec> = { readonly [F in keyof S['fields']]: number };

/** Typed access to the registers: `await device.control.write({ enable: 1 })`. */
export type RegisterAccessor<R extends RegisterSpecs> = {
  readonly [K in keyof R]: {
    read(): Promise<Values<R[K]>>;
    /** Fields left out are written as 0. */
    write(values: Partial<Values<R[K]>>): Promise<void>;
  };
};

/** An accessor over a bus. */
export const registerAccessor = <R extends RegisterSpecs>(map: RegisterMap<R>, bus: RegisterBus): RegisterAccessor<R> =>
  Object.fromEntries(
    map.registers.map(({ name, offset, fields }) => [
      name,
      {
        read: async () => {
          const word = await bus.read(offset);
          return Object.fromEntries(
            fields.map(field => [field.name, Math.floor(word / 2 ** field.lsb) % 2 ** field.bits]),
          );
        },
        write: (values: Readonly<Record<string, number>>) =>
          bus.write(
            offset,
            fields.reduce((word, field) => word + (values[field.name] ?? 0) * 2 ** field.lsb, 0),
          ),
      },
    ]),
  ) as any;
