// SPDX-License-Identifier: Apache-2.0
/**
 * Read delivery: hands each read that ended to its client, beat by beat, with the context it was asked with.
 *
 * Reads of a client come in the order in which they ended. Clients take turns beat by beat, those that have no room are
 * passed over, so that a slow client delays no other. With a fault the data is zeros, so that nothing of another read
 * ever shows. The tag is given back, on `freed`, when the last beat was read from its slot, unless it is lost.
 *
 * One beat a clock in all, to one client or to several in turn, one every 5 clocks to one that is `slow`; the first beat comes 8 clocks after `ended`. Reads that ended
 * on the bus go before those that were `refused`. Logic depth 5 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  flow,
  type Inside,
  inst,
  lit,
  master,
  mux,
  oneHotMux,
  pack,
  ram,
  reg,
  slave,
  stream,
  u,
  unpack,
  when,
} from 'typescript-hdl';
import { delayed, roundRobinArbiter } from 'typescript-hdl/lib';
import { clocked } from '../../lib/clocked-ram.ts';
import type { Config } from '../../spec/configs.ts';
import { answerLine, fetchedBeatShape } from './answer-line.ts';
import { faults } from './host-shapes.ts';
import {
  endedReadShape,
  hostReadBeatShape,
  type ReadClient,
  tagBits,
  tagContextShape,
  tagOwnerShape,
} from './read-shapes.ts';
import { slotLookup } from './read-slots.ts';

/** Clocks from the question to a slot to its answer. */
const slotClocks = 2;

type AnswerPort = ReturnType<typeof answerPort>;
const answerPort = (config: Config, contextBits: number) => master(stream(hostReadBeatShape(config, contextBits)));

/** A port for the answers to each client. */
export const answerPorts = (config: Config, clients: readonly ReadClient[]): { readonly [name: string]: AnswerPort } =>
  Object.fromEntries(clients.map(({ name, contextBits }) => [name, answerPort(config, contextBits)]));

const ports = (config: Config, clients: readonly ReadClient[]) => ({
  ended: slave(flow(endedReadShape(config, clients))),
  refused: slave(stream(endedReadShape(config, clients))),
  contexts: slave(flow(tagContextShape(config, clients))),
  slots: slotLookup(config),
  freed: master(flow({ tag: u(tagBits(config)), ...tagOwnerShape(config) })),
  answers: answerPorts(config, clients),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The delivery; see the header comment. */
export const readDelivery = (config: Config, clients: readonly ReadClient[]) =>
  component(
    'read_delivery',
    {
      config: config.name,
      functions: config.functions,
      hostDataBits: config.hostDataBits,
      clients: JSON.stringify(clients),
    },
    ports(config, clients),
    io => {
      const lines = linesOf(config, clients, io);
      const shape = fetchedBeatShape(config);
      const { arbiter } = inst({ arbiter: roundRobinArbiter(clients.length) });
      arbiter.requests.set(cat(...lines.map(line => line.turn.offers).reverse()));
      arbiter.accept.set(1);
      for (const [i, line] of lines.entries()) line.turn.take.set(arbiter.grants.bit(i));
      const { asked } = reg({ asked: { clients: u(clients.length, 0), beat: shape } });
      asked.clients.set(arbiter.grants);
      const chosen = oneHotMux(lines.map((line, i) => [arbiter.grants.bit(i), pack(shape, line.turn.beat)]));
      asked.beat.set(unpack(shape, chosen));
      io.slots.tag.set(asked.beat.tag);
      io.slots.beat.set(asked.beat.beat);

      const { tag: _, ...kept } = tagContextShape(config, clients);
      const { contexts } = ram({ contexts: clocked(kept, 2 ** tagBits(config)) });
      const { tag: given, ...context } = io.contexts.payload;
      when(io.contexts.valid, () => contexts.write(given, context));
      const found = contexts.read(asked.beat.tag, lit(1, 1), { outputRegister: true });

      const { beat: _beat, ...fetched } = shape;
      const { beat: _place, ...fetching } = asked.beat;
      const late = { clients: u(clients.length, 0), beat: fetched };
      const then = delayed('then', late, { clients: asked.clients, beat: fetching }, slotClocks);
      const { fault, last, lost, tag } = then.beat;
      const data = mux(fault.eq(faults.none), io.slots.data, 0);
      for (const [i, { contextBits }] of clients.entries()) {
        lines[i]!.delivered.valid.set(then.clients.bit(i));
        lines[i]!.delivered.payload.set({ data, last, context: found.context.trunc(contextBits), fault });
      }
      const { freed } = reg({ freed: { valid: bit(0), tag: u(tagBits(config)), ...tagOwnerShape(config) } });
      const { function: owner, shared } = found;
      freed.set({ valid: then.clients.orR().and(last).and(lost.not()), tag, function: owner, shared });
      const { valid, ...back } = freed;
      io.freed.valid.set(valid);
      io.freed.payload.set(back);
    },
    { maxDepth: 5, doc: 'Read delivery: reads that ended to their clients, beat by beat, with their contexts.' },
  );

/** The line of each client, filled with what ended. */
const linesOf = (config: Config, clients: readonly ReadClient[], io: Io) => {
  const shape = endedReadShape(config, clients);
  const { ended } = reg({ ended: { valid: bit(0), read: shape } });
  io.refused.ready.set(io.ended.valid.not());
  ended.set({
    valid: io.ended.valid.or(io.refused.valid),
    read: mux(io.ended.valid, io.ended.payload, io.refused.payload),
  });
  const { client, ...read } = ended.read;
  return clients.map(({ name, contextBits, slow }, i) => {
    const line = inst({ [`${name}Line`]: answerLine(config, { contextBits, slow }) })[`${name}Line`]!;
    line.ended.valid.set(ended.valid.and(client.eq(i)));
    line.ended.payload.set(read);
    const { valid, payload, ready } = line.answers;
    io.answers[name]!.valid.set(valid);
    io.answers[name]!.payload.set(payload);
    ready.set(io.answers[name]!.ready);
    return line;
  });
};
