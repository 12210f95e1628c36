// SPDX-License-Identifier: Apache-2.0
/**
 * Write order: puts the bursts of several clients in one order, on their way to the write guard.
 *
 * The clients take turns burst by burst; their data follows in that order. Data may come before its burst. A client may offer a
 * burst before its data is there, but the data must come without waiting for any other client or response, since all data
 * waits for it. A burst is told on `taken` when it was picked; it leaves when there is `room` for it in the list of its function, and is
 * told on `entered` in that clock.
 *
 * One burst and one beat a clock, latency 1 clock. Back-pressure of either channel holds back all clients.
 */
import {
  bit,
  cat,
  component,
  flow,
  type Inside,
  indexWidth,
  input,
  inst,
  master,
  named,
  oneHotIndex,
  oneHotMux,
  output,
  pack,
  type Rd,
  reg,
  type Shape,
  slave,
  stream,
  u,
  unpack,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { fifo, roundRobinArbiter } from 'typescript-hdl/lib';
import type { Config } from '../../spec/configs.ts';
import { functionShape, guardedBurstShape, writeBeatShape } from './host-shapes.ts';
import {
  hostWriteShape,
  listedBurstShape,
  takenBurstShape,
  type WriteClient,
  writeClientBits,
} from './write-shapes.ts';

/** Bursts whose data has not come: the order in which the clients give data. */
const orderDepth = 32;

type ClientPort = ReturnType<typeof clientPort>;
const clientPort = (config: Config) => ({
  writes: slave(stream(hostWriteShape(config))),
  beats: slave(stream(writeBeatShape(config))),
});

/** The two streams of each client. */
export const writeClientPorts = (
  config: Config,
  clients: readonly WriteClient[],
): { readonly [name: string]: ClientPort } => Object.fromEntries(clients.map(({ name }) => [name, clientPort(config)]));

const ports = (config: Config, clients: readonly WriteClient[]) => ({
  clients: writeClientPorts(config, clients),
  list: { function: output(functionShape(config).function), room: input(bit()) },
  taken: master(flow(takenBurstShape(config, clients))),
  entered: master(flow(listedBurstShape(config, clients))),
  bursts: master(stream(guardedBurstShape(config))),
  beats: master(stream(writeBeatShape(config))),
});
type Io = Inside<ReturnType<typeof ports>>;
type Client = Inside<ClientPort>;

/** The order of all writes; see the header comment. */
export const writeOrder = (config: Config, clients: readonly WriteClient[]) =>
  component(
    'write_order',
    {
      config: config.name,
      functions: config.functions,
      hostDataBits: config.hostDataBits,
      clients: JSON.stringify(clients),
    },
    ports(config, clients),
    io => {
      const { order } = inst({ order: fifo(u(writeClientBits(clients)), orderDepth) });
      unused(order.count);
      const streams = clients.map(({ name }) => io.clients[name]!);
      orderBursts(config, io, streams, order.up);
      passData(config, io, streams, order.down);
    },
    { maxDepth: 4, doc: 'Write order: bursts and beats of all clients in one order.' },
  );

interface Up {
  readonly ready: Val<1>;
  readonly valid: { set(value: Val<1>): void };
  readonly payload: { set(value: Val): void };
}

/** Picks a burst a clock; it waits in a register until the list of its function and the guard have room. */
const orderBursts = (
  config: Config,
  { list, taken, entered, bursts }: Io,
  clients: readonly Client[],
  order: Up,
): void => {
  const { arbiter } = inst({ arbiter: roundRobinArbiter(clients.length) });
  const clientBits = indexWidth(clients.length);
  const { next } = reg({
    next: { valid: bit(0), client: u(clientBits), write: hostWriteShape(config) },
  });
  const offers = clients.map(({ writes }) => writes);
  const leaves = named('leaves', next.valid.and(bursts.ready).and(list.room));
  const free = named('free', next.valid.not().or(leaves).and(order.ready));
  arbiter.requests.set(cat(...offers.map(offer => offer.valid).reverse()));
  arbiter.accept.set(free);
  for (const [i, offer] of offers.entries()) offer.ready.set(free.and(arbiter.grants.bit(i)));
  const picked = named('picked', free.and(arbiter.grants.orR()));
  const client = oneHotIndex(arbiter.grants, clientBits);
  order.valid.set(picked);
  order.payload.set(client);
  const write = chosen(hostWriteShape(config), arbiter.grants, offers);
  when(leaves, () => next.valid.set(0));
  when(picked, () => next.set({ valid: 1, client, write }));
  taken.valid.set(picked);
  taken.payload.set({ client, queue: write.context.queue });
  const { function: owner, address, beats, kind, context } = next.write;
  list.function.set(owner);
  bursts.valid.set(next.valid.and(list.room));
  bursts.payload.set({ function: owner, address, beats, kind });
  entered.valid.set(leaves);
  entered.payload.set({ client: next.client, function: owner, context });
};

interface Down {
  readonly valid: Val<1>;
  readonly payload: Val;
  readonly ready: { set(value: Val<1>): void };
}

/** Passes the beats of the client whose burst is the oldest without its data. */
const passData = (config: Config, { beats }: Io, clients: readonly Client[], order: Down): void => {
  const { data } = reg({ data: { valid: bit(0), beat: writeBeatShape(config) } });
  const sources = clients.map(client => client.beats);
  const room = named('room', order.valid.and(data.valid.not().or(beats.ready)));
  const selects = sources.map((_, i) => order.payload.eq(i));
  for (const [i, source] of sources.entries()) source.ready.set(room.and(selects[i]!));
  const some = sources.map((source, i) => selects[i]!.and(source.valid)).reduce((a, b) => a.or(b));
  const moves = named('moves', room.and(some));
  const beat = chosen(writeBeatShape(config), cat(...[...selects].reverse()), sources);
  order.ready.set(moves.and(beat.last));
  when(beats.ready, () => data.valid.set(0));
  when(moves, () => data.set({ valid: 1, beat }));
  beats.valid.set(data.valid);
  beats.payload.set(data.beat);
};

/** The payload of the stream that the one-hot `grants` name. */
const chosen = <S extends Shape>(shape: S, grants: Val, streams: readonly { readonly payload: Rd<S> }[]) =>
  unpack(shape, oneHotMux(streams.map((one, i) => [grants.bit(i) as Val<1>, pack(shape, one.payload)])));
