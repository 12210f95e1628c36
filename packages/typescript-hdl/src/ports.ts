// SPDX-License-Identifier: Apache-2.0
/** Ports: directions as types, flipping, streams, and their Verilog names. */
import { describeValue } from './describe.ts';
import { HdlError } from './diagnostic.ts';
import type { FlatPort } from './ir/index.ts';
import { captureLocation } from './location.ts';
import { joinName } from './names.ts';
import { checkOrder, type Leaf, leavesOf, type Shape, type UInt, u } from './shape.ts';
import { Val } from './value.ts';
import { type Rd, viewOf, type Wr } from './view.ts';

/** One port: direction as seen from inside the component. */
export class Port<out D extends 'in' | 'out' = 'in' | 'out', out S = any> {
  readonly direction: D;
  readonly shape: S;
  constructor(direction: D, shape: S) {
    this.direction = direction;
    this.shape = shape;
  }
}

/** Ports by name, in groups and lists as deep as one likes; names and numbers join to the names in the Verilog. */
export type Ports = { readonly [name: string]: Port | Ports | PortList };

/** Ports or groups by number: `{ ups: array(4, slave(stream(u(8)))) }` are `ups_0_valid_i` and so on. */
export type PortList = readonly (Port | Ports)[];

/** A ready/valid channel from its producer's side: transfers when both are 1; valid must not wait for ready. */
export type Stream<S> = {
  readonly valid: Port<'out', UInt<1>>;
  readonly ready: Port<'in', UInt<1>>;
  readonly payload: Port<'out', S>;
};

/** A valid-only channel from its producer's side: the consumer takes every transfer. */
export type Flow<S> = {
  readonly valid: Port<'out', UInt<1>>;
  readonly payload: Port<'out', S>;
};

/** The other side of ports: every input an output and every output an input. */
export type Flip<T> =
  T extends Port<'in', infer S>
    ? Port<'out', S>
    : T extends Port<'out', infer S>
      ? Port<'in', S>
      : { readonly [K in keyof T]: Flip<T[K]> };

/** Ports as the component's body sees them. */
export type Inside<T> =
  T extends Port<'in', infer S>
    ? Rd<S>
    : T extends Port<'out', infer S>
      ? Wr<S>
      : { readonly [K in keyof T]: Inside<T[K]> } & (T extends { valid: any; ready: any }
          ? {
              /** valid and ready: a transfer happens in this clock. */
              readonly fire: Val<1>;
            }
          : unknown);

/** Ports as the instantiating component sees them. */
export type Outside<T> = Inside<Flip<T>>;

/** An input port of any shape: read-only inside, set by whoever instantiates the component. One Verilog port a leaf. */
export const input = <const S extends Shape>(shape: S): Port<'in', S> => new Port('in', shape);
/** An output port of any shape: every bit is driven on every path inside, and can be read there too. */
export const output = <const S extends Shape>(shape: S): Port<'out', S> => new Port('out', shape);

/** A ready/valid channel of `payload`; wrap it in {@link master} or {@link slave}. */
export const stream = <const S extends Shape>(payload: S): Stream<S> => ({
  valid: output(u(1)),
  ready: input(u(1)),
  payload: output(payload),
});

/** A valid-only channel of `payload`. */
export const flow = <const S extends Shape>(payload: S): Flow<S> => ({ valid: output(u(1)), payload: output(payload) });

/** The producer's side of a channel. */
export const master = <T>(channel: T): T => channel;

/** The consumer's side of a channel: every direction flipped. */
export const slave = <T extends object>(channel: T): Flip<T> => {
  if (channel instanceof Port) return new Port(channel.direction === 'in' ? 'out' : 'in', channel.shape) as never;
  if (Array.isArray(channel)) return channel.map(part => slave(part as object)) as never;
  return Object.fromEntries(Object.entries(channel).map(([name, part]) => [name, slave(part as object)])) as never;
};

const isChannel = (ports: object): boolean => 'valid' in ports && 'payload' in ports;

/** Names of ports: with `_i` and `_o`, without at an edge of the design, or as the author of a black box wrote them. */
export type PortNaming = 'directed' | 'edge' | 'verbatim';

/** Every word of the ports in declaration order. The `payload` of a channel leaves no trace in a bundle's names. */
export const flatPorts = (
  ports: Ports | PortList,
  naming: PortNaming,
  path: readonly string[] = [],
  shown = path,
): FlatPort[] => {
  if (!Array.isArray(ports)) checkOrder('port', Object.keys(ports));
  return Object.entries(ports).flatMap(([name, part]) => {
    const at = [...path, name];
    checkPort(at.join('.'), part);
    if (!(part instanceof Port)) return flatPorts(part, naming, at, [...shown, name]);
    return leavesOf(part.shape).map(leaf =>
      flatPort(part, leaf, at, hidden(ports, name, leaf) ? shown : [...shown, name], naming),
    );
  });
};

/** Throws unless it is a port or a plain object of ports. */
const checkPort = (name: string, part: unknown): void => {
  if (part instanceof Port) return;
  if (Array.isArray(part)) return;
  if (typeof part === 'object' && part !== null && Object.getPrototypeOf(part) === Object.prototype) return;
  throw new HdlError(
    'HDL-KIND',
    `Port '${name}' is an input(shape) or an output(shape), not ${describeValue(part)}.`,
    captureLocation(),
  );
};

const hidden = (ports: object, name: string, leaf: Leaf): boolean =>
  name === 'payload' && isChannel(ports) && leaf.path.length > 0;

const flatPort = (
  part: Port,
  leaf: Leaf,
  at: readonly string[],
  shown: readonly string[],
  naming: PortNaming,
): FlatPort => {
  const base = joinName(...shown, ...leaf.path);
  const suffix = naming === 'edge' ? '' : part.direction === 'in' ? '_i' : '_o';
  return {
    key: [...at, ...leaf.path].join('.'),
    name: naming === 'verbatim' ? [...shown, ...leaf.path].join('_') : base + suffix,
    base,
    direction: part.direction,
    width: leaf.width,
    isSigned: leaf.isSigned,
    bundle: at[0]!,
  };
};

/** The author's view of ports over their words; channels get `fire`. */
export const portView = (
  ports: Ports | PortList,
  access: (key: string) => Val,
  path: readonly string[] = [],
): object => {
  const view: any = Array.isArray(ports) ? [] : {};
  for (const [name, part] of Object.entries(ports)) {
    const at = [...path, name];
    view[name] =
      part instanceof Port
        ? viewOf(part.shape, leaf => access([...at, ...leaf].join('.')))
        : portView(part, access, at);
  }
  if ('valid' in ports && 'ready' in ports) {
    let fire: Val | undefined;
    const make = (): Val => new Val('and', 1, [view.valid, view.ready], 0n, undefined, joinName(...path, 'fire'));
    Object.defineProperty(view, 'fire', {
      get: () => {
        fire ??= make();
        return fire;
      },
    });
  }
  return view;
};
