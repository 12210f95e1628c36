// SPDX-License-Identifier: Apache-2.0
/** The ports of a register decoder: their types from the declaration, and the ports themselves. */
import {
  bit,
  type Flip,
  type Flow,
  flow,
  input,
  master,
  output,
  type Port,
  type Ports,
  type Shape,
  slave,
  type UInt,
  u,
  type Vec,
  vec,
} from '../index.ts';
import { axiLite } from './axi.ts';
import {
  type FieldSpec,
  isConstant,
  type PlacedRegister,
  type RegisterAccess,
  type RegisterArraySpec,
  type RegisterBlock,
  type RegisterMap,
  type RegisterSpec,
  type RegisterSpecs,
  regionBytes,
} from './register-map.ts';
import { registerShape, withAccess } from './register-storage.ts';

/** What a decoder does beyond its map. */
export interface DecoderOptions {
  /**
   * Writes of less than a whole word: `apply` changes the bytes whose strobes are 1, `refuse` answers SLVERR. External
   * and `wo` registers refuse them anyway. Default `apply`.
   */
  readonly partialWrites?: 'apply' | 'refuse';
  /** Adds the input `writable`: writes wait while it is 0. */
  readonly holdWrites?: boolean;
  /** Clocks that external registers have for the answer to a read. Default 0: in the same clock. */
  readonly readClocks?: number;
}

/** The width of a field where the compiler knows it. */
type Bits<B extends number> = number extends B ? any : B;

type RegisterFields<S> = S extends { readonly fields: infer F extends { readonly [field: string]: FieldSpec } }
  ? { readonly [K in keyof F]: UInt<Bits<F[K]['bits']>> }
  : UInt<32>;

/** The reset values of a register that are not 0. */
type ResetOf<S> = S extends { readonly fields: infer F }
  ? Exclude<Extract<F[keyof F], { readonly reset: number }>['reset'], 0>
  : never;

/** Whether a register is one of a kind that has a port. */
type IsKind<S, A extends RegisterAccess> = S extends { readonly access: A }
  ? S extends { readonly access: 'ro' }
    ? [ResetOf<S>] extends [never]
      ? true
      : false
    : true
  : false;

type Kept<R, A extends RegisterAccess> = {
  readonly [K in keyof R as IsKind<R[K], A> extends true ? K : never]: RegisterFields<R[K]>;
};

/** The entries of an array: a vector, unless there is just one. */
type Entries<S extends RegisterArraySpec, E> = S extends { readonly count: infer N extends number }
  ? N extends 1
    ? E
    : E extends Shape
      ? Vec<E>
      : never
  : E;

type IsArrayOfKind<S, A extends RegisterAccess> = S extends RegisterArraySpec
  ? S extends { readonly external: true }
    ? false
    : keyof Kept<S['registers'], A> extends never
      ? false
      : true
  : false;

/** The registers of one kind, and the arrays that have such. */
type KindOf<R extends RegisterSpecs, A extends RegisterAccess> = {
  readonly [K in keyof R as IsKind<R[K], A> extends true
    ? K
    : IsArrayOfKind<R[K], A> extends true
      ? K
      : never]: R[K] extends RegisterArraySpec ? Entries<R[K], Kept<R[K]['registers'], A>> : RegisterFields<R[K]>;
};

/** A port, if there is anything to it. */
type PortOf<N extends string, D extends 'in' | 'out', S> = keyof S extends never
  ? unknown
  : { readonly [K in N]: Port<D, S> };

type Flows<S> = {
  readonly [K in keyof S]: S[K] extends Shape ? Flow<S[K]> : never;
};

type HasAccess<S extends RegisterArraySpec, A extends RegisterAccess> =
  Extract<S['registers'][keyof S['registers']], { readonly access: A }> extends never ? false : true;

type WindowWrite<S extends RegisterArraySpec> = S extends { readonly tolerant: true }
  ? { readonly address: UInt; readonly data: UInt<32>; readonly strobe: UInt<4> }
  : { readonly address: UInt; readonly data: UInt<32> };

type Window<S extends RegisterArraySpec> = (HasAccess<S, 'rw' | 'wo'> extends true
  ? { readonly write: Flow<WindowWrite<S>> }
  : unknown) &
  (HasAccess<S, 'rw' | 'ro'> extends true
    ? {
        readonly read: {
          readonly request: Port<'out', UInt<1>>;
          readonly address: Port<'out', UInt>;
          readonly data: Port<'in', UInt<32>>;
        };
      }
    : unknown);

type Windows<R extends RegisterSpecs> = {
  readonly [K in keyof R as R[K] extends { readonly external: true } ? K : never]: R[K] extends RegisterArraySpec
    ? Window<R[K]>
    : never;
};

/** The arrays that have guarded registers; those in no array count as the array `global`. */
type Guarded<R extends RegisterSpecs> = {
  readonly [K in keyof R as R[K] extends RegisterArraySpec
    ? Extract<R[K]['registers'][keyof R[K]['registers']], { readonly guarded: true }> extends never
      ? never
      : K
    : R[K] extends { readonly guarded: true }
      ? 'global'
      : never]: any;
};

type Group<N extends string, S> = keyof S extends never ? unknown : { readonly [K in N]: S };

/** The ports of a `registerDecoder`, which tells what they mean. */
export type DecoderPorts<R extends RegisterSpecs, O extends DecoderOptions = object> = {
  readonly bus: Flip<ReturnType<typeof axiLite>>;
} & (O extends { readonly holdWrites: true } ? { readonly writable: Port<'in', UInt<1>> } : unknown) &
  PortOf<'control', 'out', KindOf<R, 'rw'>> &
  PortOf<'status', 'in', KindOf<R, 'ro'>> &
  PortOf<'events', 'in', KindOf<R, 'w1c'>> &
  Group<'commands', Flows<KindOf<{ [K in keyof R as R[K] extends RegisterSpec ? K : never]: R[K] }, 'wo'>>> &
  Group<'windows', Windows<R>> &
  Group<'guards', Guarded<R>> &
  Group<'refused', Guarded<R>>;

const wordBits = (block: RegisterBlock): number => Math.max(1, Math.log2(regionBytes(block)) - 2);

/** One entry for every kept block that has registers of a kind; those in no array stand beside the arrays. */
const gathered = <T>(
  map: RegisterMap,
  access: RegisterAccess,
  each: (register: PlacedRegister) => T,
  entries: (count: number, one: { readonly [name: string]: T }) => any,
): { readonly [name: string]: any } =>
  Object.fromEntries(
    map.blocks
      .filter(({ external }) => !external)
      .flatMap(block => {
        const registers = withAccess(block, access).filter(register => !isConstant(register));
        const all = Object.fromEntries(registers.map(register => [register.name, each(register)]));
        if (registers.length === 0) return [];
        return block.name === '' ? Object.entries(all) : [[block.name, entries(block.count, all)]];
      }),
  );

const shapesOf = (map: RegisterMap, access: RegisterAccess): { readonly [name: string]: Shape } =>
  gathered(map, access, registerShape, (count, one) => (count === 1 ? one : vec(count, one as Shape)));

const commandsOf = (map: RegisterMap): Ports =>
  gathered(
    map,
    'wo',
    register => master(flow(registerShape(register))),
    (_, one) => one,
  );

const windowOf = (block: RegisterBlock): Ports => ({
  ...(withAccess(block, 'rw', 'wo').length > 0
    ? { write: master(flow({ address: u(wordBits(block)), data: u(32), ...(block.tolerant ? { strobe: u(4) } : {}) })) }
    : {}),
  ...(withAccess(block, 'rw', 'ro').length > 0
    ? { read: { request: output(bit()), address: output(u(wordBits(block))), data: input(u(32)) } }
    : {}),
});

/** The name under which the guard of a block appears among the ports. */
export const guardName = ({ name }: RegisterBlock): string => (name === '' ? 'global' : name);

const guardsOf = (map: RegisterMap, make: (block: RegisterBlock) => any): Ports =>
  Object.fromEntries(
    map.blocks
      .filter(({ registers }) => registers.some(({ guarded }) => guarded))
      .map(block => [guardName(block), make(block)]),
  );

const some = <T extends object>(name: string, parts: T, make: (parts: T) => any): Ports =>
  Object.keys(parts).length > 0 ? { [name]: make(parts) } : {};

/** The ports of the decoder of a map. */
export const decoderPorts = (map: RegisterMap, { holdWrites }: DecoderOptions): Ports => {
  const external = map.blocks.filter(block => block.external);
  return {
    bus: slave(axiLite(map.addressBits)),
    ...(holdWrites ? { writable: input(bit()) } : {}),
    ...some('control', shapesOf(map, 'rw'), output),
    ...some('status', shapesOf(map, 'ro'), input),
    ...some('events', shapesOf(map, 'w1c'), input),
    ...some('commands', commandsOf(map), one => one),
    ...some(
      'guards',
      guardsOf(map, ({ external, guardEach, count }) => input(u(external && !guardEach ? 1 : count))),
      one => one,
    ),
    ...some(
      'refused',
      guardsOf(map, () => output(bit())),
      one => one,
    ),
    ...some('windows', Object.fromEntries(external.map(block => [block.name, windowOf(block)])), one => one),
  };
};
