// SPDX-License-Identifier: Apache-2.0
/** Functions that take streams and give streams: what is in between is instantiated and connected under the name given. */
import {
  always,
  bit,
  connect,
  type Definition,
  type Flip,
  inst,
  type Port,
  type Shape,
  type Stream,
  shapeOfView,
  type UInt,
  unused,
  type Val,
  type Wr,
  wireArray,
} from '../index.ts';
import { blockFifo, fifo } from './fifo.ts';
import { checkCount } from './parameters.ts';
import { fullSlice } from './register-slices.ts';
import { type ArbiterLock, streamArbiter } from './stream-arbiter.ts';

/** A stream as those see it who take from it, of any payload: a slave port of the component, a master port of an instance. */
export interface Source<P> {
  readonly valid: Val<1>;
  readonly ready: Wr<UInt<1>>;
  readonly payload: P;
  /** valid and ready: a transfer happens in this clock. */
  readonly fire: Val<1>;
}

/** A component between two streams of one payload. */
type Between = Definition<{ readonly up: Flip<Stream<Shape>>; readonly down: Stream<Shape> }>;

type Arbiter = Definition<{
  readonly ups: readonly Flip<Stream<Shape>>[];
  readonly down: Stream<Shape>;
  readonly source: Port<'out', UInt>;
}>;

/** The stream after an instance. */
const through = <P>(name: string, up: Source<P>, component: unknown): Source<P> => {
  const between = inst({ [name]: component as Between })[name]!;
  always(() => connect(between.up as never, up as never));
  return between.down as unknown as Source<P>;
};

const payloadOf = (up: Source<unknown>): Shape => shapeOfView(up.payload as never);

/**
 * The stream after a FIFO of `depth` words, a power of two: `fifo` up to 64 words, `blockFifo` above, with the latencies of
 * these. `name` is that of the instance.
 */
export const queue = <P>(name: string, up: Source<P>, depth: number): Source<P> =>
  through(name, up, depth <= 64 ? fifo(payloadOf(up), depth) : blockFifo(payloadOf(up), depth));

/** The stream after a register slice that cuts every path; latency 1, full throughput. `name` is that of the instance. */
export const sliced = <P>(name: string, up: Source<P>): Source<P> => through(name, up, fullSlice(payloadOf(up)));

/** How {@link arbitrate} shares its output. */
export interface ArbitrateOptions {
  /** What ends a turn; with `last`, a bit of the payload, packets are not interleaved. Default `transfer`. */
  readonly lock?: ArbiterLock;
}

/**
 * One stream of several, round robin, fair in transfers or in packets; latency 0. An offer that is made stays until it is taken.
 * `name` is that of the instance. Throws HDL-PARAMETER without a stream, and for a lock on a payload without `last`.
 */
export const arbitrate = <P>(
  name: string,
  ups: readonly Source<P>[],
  { lock = 'transfer' }: ArbitrateOptions = {},
): Source<P> => {
  checkCount('The number of streams that are arbitrated', ups.length);
  const component: Arbiter = streamArbiter(payloadOf(ups[0]!), ups.length, lock);
  const arbiter = inst({ [name]: component })[name]!;
  always(() => {
    for (const [i, up] of ups.entries()) connect(arbiter.ups[i]! as never, up as never);
  });
  unused(arbiter.source);
  return arbiter.down as unknown as Source<P>;
};

/**
 * Sends each transfer to one of `count` streams, by a number of `indexWidth(count)` bits that belongs to the transfer; latency 0. A
 * number of `count` or more holds the stream for ever. `name` begins the names of the wires. Throws HDL-PARAMETER unless
 * `count` is a whole number of at least 1, HDL-WIDTH for a number of another width.
 */
export const route = <P>(name: string, up: Source<P>, destination: Val, count: number): readonly Source<P>[] => {
  checkCount('The number of streams that are routed to', count);
  const valids = wireArray(`${name}_valid`, count, bit());
  const readies = wireArray(`${name}_ready`, count, bit());
  const chosen = valids.map((_, i) => destination.eq(i) as Val<1>);
  always(() => {
    for (const [i, valid] of valids.entries()) valid.set(up.valid.and(chosen[i]!));
    up.ready.set(readies.map((ready, i) => ready.and(chosen[i]!)).reduce((a, b) => a.or(b)));
  });
  return valids.map((valid, i) => {
    const ready = readies[i]!;
    return { valid, ready, payload: up.payload, fire: valid.and(ready) as Val<1> };
  });
};
