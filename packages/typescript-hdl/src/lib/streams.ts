// SPDX-License-Identifier: Apache-2.0
/** Operators on ready/valid streams: fork, join, choose, distribute. */
import {
  attribute,
  balanced,
  bit,
  cat,
  component,
  type Flip,
  type Inside,
  indexWidth,
  input,
  lowestOne,
  master,
  mux,
  named,
  oneHotIndex,
  oneHotMux,
  output,
  pack,
  reg,
  type Shape,
  type Stream,
  slave,
  stream,
  u,
  unpack,
  type Val,
  vec,
  when,
  wire,
} from '../index.ts';
import { checkCount, checkPacket } from './parameters.ts';

/** Streams as the author of an operator sees them. */
type Taken<S extends Shape> = Inside<Flip<Stream<S>>>;
type Given<S extends Shape> = Inside<Stream<S>>;

/** The ports that {@link numbered} made. */
const portsOf = <T>(io: object, prefix: string, count: number): readonly T[] =>
  Array.from({ length: count }, (_, i) => (io as Readonly<Record<string, T>>)[`${prefix}${i}`]!);

const numbered = <T>(prefix: string, count: number, make: (index: number) => T): { readonly [name: string]: T } => {
  checkCount(`The number of ports '${prefix}0', '${prefix}1', ...`, count);
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, make(i)]));
};

/**
 * Every output `down0`, `down1`, ... gets every transfer once, each as soon as it is ready; the input is taken when all
 * have it. Latency 0, throughput one transfer a clock while all outputs are ready. Throws HDL-PARAMETER unless
 * `count` is a whole number of at least 1.
 */
export const streamFork = <S extends Shape>(payload: S, count: number) =>
  component(
    'stream_fork',
    { payload, count },
    { up: slave(stream(payload)), ...numbered('down', count, () => master(stream(payload))) },
    io => {
      const { up } = io as unknown as { readonly up: Taken<S> };
      const outputs = portsOf<Given<S>>(io, 'down', count);
      const r = reg({ taken: u(count, 0) });
      const done = outputs.map((down, i) => r.taken.bit(i).or(down.ready) as Val<1>);
      const all = done.reduce((a, b) => a.and(b));
      up.ready.set(all);
      outputs.forEach((down, i) => {
        down.valid.set(up.valid.and(r.taken.bit(i).not()));
        down.payload.set(up.payload);
        when(up.valid, () => r.taken.bit(i).set(done[i]!.and(all.not())));
      });
    },
    { doc: 'Stream fork: every output gets every transfer.' },
  );

/** Pairs the transfers of `left` and `right`: `down` carries both when both are there. Latency 0. */
export const streamJoin = <A extends Shape, B extends Shape>(left: A, right: B) =>
  component(
    'stream_join',
    { left, right },
    { left: slave(stream(left)), right: slave(stream(right)), down: master(stream({ left, right })) },
    ({ left: a, right: b, down }) => {
      down.valid.set(a.valid.and(b.valid));
      down.payload.set({ left: a.payload, right: b.payload });
      a.ready.set(down.ready.and(b.valid));
      b.ready.set(down.ready.and(a.valid));
    },
    { doc: 'Stream join: pairs of transfers.' },
  );

/**
 * Passes the input `up<select>`; the others wait. `select`, of `indexWidth(count)` bits, may change only between transfers
 * that were taken. Latency 0, an AND-OR multiplexer. Throws HDL-PARAMETER unless `count` is a whole number of at least 1.
 */
export const streamMux = <S extends Shape>(payload: S, count: number) =>
  component(
    'stream_mux',
    { payload, count },
    {
      select: input(u(indexWidth(count))),
      ...numbered('up', count, () => slave(stream(payload))),
      down: master(stream(payload)),
    },
    io => {
      const { select, down } = io as unknown as { readonly select: Val; readonly down: Given<S> };
      const inputs = portsOf<Taken<S>>(io, 'up', count);
      const chosen = inputs.map((_, i) => select.eq(i) as Val<1>);
      inputs.forEach((up, i) => {
        up.ready.set(down.ready.and(chosen[i]!));
      });
      down.valid.set(
        balanced(
          inputs.map((up, i) => up.valid.and(chosen[i]!)),
          (a, b) => a.or(b),
        ),
      );
      down.payload.set(unpack(payload, oneHotMux(inputs.map((up, i) => [chosen[i]!, pack(payload, up.payload)]))));
    },
    { doc: 'Stream multiplexer: passes the selected input.' },
  );

/**
 * Sends each transfer to the output `down<select>`; `select`, of `indexWidth(count)` bits, belongs to the transfer. Latency 0.
 * Throws HDL-PARAMETER unless `count` is a whole number of at least 1.
 */
export const streamDemux = <S extends Shape>(payload: S, count: number) =>
  component(
    'stream_demux',
    { payload, count },
    {
      select: input(u(indexWidth(count))),
      up: slave(stream(payload)),
      ...numbered('down', count, () => master(stream(payload))),
    },
    io => {
      const { select, up } = io as unknown as { readonly select: Val; readonly up: Taken<S> };
      const outputs = portsOf<Given<S>>(io, 'down', count);
      const chosen = outputs.map((_, i) => select.eq(i) as Val<1>);
      outputs.forEach((down, i) => {
        down.valid.set(up.valid.and(chosen[i]!));
        down.payload.set(up.payload);
      });
      up.ready.set(
        balanced(
          outputs.map((down, i) => down.ready.and(chosen[i]!)),
          (a, b) => a.or(b),
        ),
      );
    },
    { doc: 'Stream demultiplexer: each transfer to the output it selects.' },
  );

/** Number of the first request above `last`, or else of the lowest one. */
const nextAfter = (requests: Val, last: Val): Val => {
  const count = requests.width as number;
  const above = cat(...Array.from({ length: count }, (_, i) => last.lt(i) as Val<1>).reverse());
  const ahead = requests.and(above as Val);
  const lowest = (word: Val): Val => oneHotIndex(lowestOne(word), indexWidth(count));
  return mux(ahead.orR(), lowest(ahead), lowest(requests)) as Val;
};

/**
 * Merges `count` packet streams fairly: once the first beat of a packet is offered, its input keeps the grant until the beat
 * whose `last` is taken. `source` is the number of the input. Latency 0. Throws HDL-PARAMETER unless `count` is a whole
 * number of at least 1.
 */
export const packetArbiter = <S extends { readonly last: Shape } & { readonly [name: string]: Shape }>(
  payload: S,
  count: number,
) => {
  checkPacket('a packet arbiter', payload);
  return component(
    'packet_arbiter',
    { payload, count },
    {
      ...numbered('up', count, () => slave(stream(payload))),
      down: master(stream(payload)),
      source: output(u(indexWidth(count))),
    },
    io => {
      const { down, source } = io as unknown as { readonly down: Given<S>; readonly source: { set(value: Val): void } };
      const inputs = portsOf<Taken<S>>(io, 'up', count);
      // The input whose packet is on its way; between packets the one that was served last, after which the turn begins.
      const r = reg({ locked: bit(0), owner: u(indexWidth(count), count - 1) });
      // A number on purpose: tools that take it for a state machine would make a flip-flop of every input.
      attribute(r.owner, { fsm_encoding: 'none' });
      const requests = cat(...inputs.map(up => up.valid as Val<1>).reverse()) as Val;
      const turn = mux(r.locked, r.owner, nextAfter(requests, r.owner as Val));
      const chosen = named('chosen', turn as Val);
      source.set(chosen);
      inputs.forEach((up, i) => {
        up.ready.set(down.ready.and(chosen.eq(i)));
      });
      down.valid.set(requests.at(chosen));
      const { offers } = wire({ offers: vec(count, payload) });
      inputs.forEach((up, i) => {
        offers.get(i).set(up.payload);
      });
      const beat = offers.get(chosen);
      const last = beat.last as Val<1>;
      down.payload.set(beat);
      when(down.valid, () => {
        r.owner.set(chosen);
        r.locked.set(down.ready.and(last).not());
      });
    },
    { doc: 'Packet arbiter: merges packet streams, one whole packet after another.' },
  );
};
