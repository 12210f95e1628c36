// SPDX-License-Identifier: Apache-2.0
/**
 * Buffer supply: fetches the buffers that drivers post, and gives them to frames.
 *
 * Split rings: avail index, avail entries, descriptors. Packed rings: descriptors in ring order. Then both alike: chains and indirect tables
 * are followed, pieces of complete buffers go into the descriptor cache, and attempts of the scheduler take them from there.
 * Each step has a read port of its own, and works for many queues at once; what a function waits for holds back its queues
 * alone. `allowed` and `eventAllowed` have a bit a function: one that may not read or write now is passed over.
 *
 * A driver that does what it must not stops its queue with `stop`. `drain` answers after 2 clocks: busy while anything of the queue
 * is here, whatever its run, or while memories are cleared after reset; `position` is the next entry to be taken. No queue may
 * start before `ready`: staging places are cleared one a clock, as many a queue as there are.
 *
 * Promises, latency and throughput are those of its parts: two clocks a descriptor, a few more for each visit of a queue, and two
 * clocks a frame.
 */
import {
  bit,
  component,
  connect,
  connectFlow,
  expose,
  flow,
  type Inside,
  type InstanceOf,
  input,
  inst,
  master,
  type Outside,
  output,
  reg,
  type Shape,
  slave,
  stream,
  u,
  unused,
  type Val,
} from 'typescript-hdl';
import { fullSlice, streamMerge } from 'typescript-hdl/lib';
import { windowRequestShape } from '../dma/host/host-shapes.ts';
import type { Direction } from '../lib/queue-number.ts';
import { queueChangeFlow } from '../lib/queue-state.ts';
import { attemptShape, outcomeShape, segmentShape } from '../lib/take-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { type cachePorts, descriptorCache } from './cache/descriptor-cache.ts';
import { chainScout } from './fetch/chain-scout.ts';
import { chainWalk } from './fetch/chain-walk.ts';
import { descriptorIssue } from './fetch/descriptor-issue.ts';
import { descriptorStage } from './fetch/descriptor-stage.ts';
import {
  aheadPositionBits,
  beatOf,
  descriptorReadShape,
  eventWriteShape,
  queueFlow,
  readOf,
} from './fetch/fetch-shapes.ts';
import { positionDrainPort, queueStartShape, runStopShape } from './queue-shapes.ts';
import { availEntries, entryReadShape } from './split/avail-entries.ts';
import { availIndex, indexReadShape } from './split/avail-index.ts';

/** A client of the read engine whose contexts have a shape. */
const readPort = <S extends Shape>(config: Config, shape: S) => ({
  request: master(stream(readOf(config, shape))),
  answer: slave(stream(beatOf(config, shape))),
});

/** What every supply has for queue control and for the memory that it reads. */
const fetchPorts = (config: Config) => ({
  start: slave(flow(queueStartShape(config))),
  change: slave(queueChangeFlow(config)),
  doorbell: slave(queueFlow(config)),
  allowed: input(u(config.functions)),
  eventAllowed: input(u(config.functions)),
  reads: {
    index: readPort(config, indexReadShape(config)),
    entries: readPort(config, entryReadShape(config)),
    descriptors: readPort(config, descriptorReadShape(config)),
  },
  check: { request: master(flow(windowRequestShape(config))), inside: input(bit()) },
  event: master(stream(eventWriteShape(config))),
  written: slave(queueFlow(config)),
});
const endPorts = (config: Config) => ({
  stop: master(stream(runStopShape(config))),
  drain: positionDrainPort(config),
  ready: output(bit()),
});
/** Ports of a supply, whoever takes from it. */
export const supplyPorts = (config: Config) => ({ ...fetchPorts(config), ...endPorts(config) });
export type SupplyIo = Inside<ReturnType<typeof supplyPorts>>;

const ports = (config: Config) => ({
  ...fetchPorts(config),
  attempt: slave(stream(attemptShape(config))),
  outcome: master(stream(outcomeShape(config))),
  segment: master(stream(segmentShape)),
  wake: master(queueFlow(config)),
  ...endPorts(config),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The parts that fetch what drivers of a direction post. */
export const fetchParts = (config: Config, direction: Direction) => ({
  index: availIndex(config),
  entries: availEntries(config),
  issue: descriptorIssue(config),
  stage: descriptorStage(config),
  scout: chainScout(config, direction),
  walk: chainWalk(config, direction),
});

/** Fetch and take of receive queues; see the header comment. */
export const bufferSupply = (config: Config, direction: 'receive') =>
  component(
    'buffer_supply',
    { config: config.name, functions: config.functions, hostDataBits: config.hostDataBits, direction },
    ports(config),
    io => {
      const parts = inst({ ...fetchParts(config, direction), cache: descriptorCache(config) });
      joinFetch(config, io, parts);
      joinTake(io, parts.cache);
      joinEnds(config, io, parts);
    },
    { doc: 'Buffer supply: buffers from split and packed rings to frames.' },
  );

/** Joins the parts with each other and with the memory: all up to those who take from the cache. */
export const joinFetch = (config: Config, io: SupplyIo, parts: Parts): void => {
  startParts(io, parts);
  joinReads(config, io, parts);
  joinWalk(parts);
};

/** What stops a queue, and what is left of one. */
export const joinEnds = (config: Config, io: SupplyIo, parts: Parts): void => {
  joinStops(config, io, parts);
  answerDrain(io, parts);
};

interface Parts {
  readonly index: InstanceOf<ReturnType<typeof availIndex>>;
  readonly entries: InstanceOf<ReturnType<typeof availEntries>>;
  readonly issue: InstanceOf<ReturnType<typeof descriptorIssue>>;
  readonly stage: InstanceOf<ReturnType<typeof descriptorStage>>;
  readonly scout: InstanceOf<ReturnType<typeof chainScout>>;
  readonly walk: InstanceOf<ReturnType<typeof chainWalk>>;
  readonly cache: Outside<ReturnType<typeof cachePorts>>;
}

/** What each part needs of the start of a run. */
const startParts = ({ start, change, doorbell }: SupplyIo, parts: Parts): void => {
  const { queue, epoch, descriptors, driver, device, size, features, available, mergeLimit } = start.payload;
  const { packed, indirect, eventIndex } = features;
  const { index, wrap } = available;
  unused(start.payload.vector, start.payload.used.index, start.payload.used.wrap);
  unused(features.mergeable, features.inOrder, features.guestChecksum, descriptors.slice(0, 4));
  const { index: first, entries, issue, scout, walk, cache } = parts;
  for (const part of [first, entries, issue, scout, walk, cache]) part.start.valid.set(start.valid);
  first.start.payload.set({ queue, settings: { driver, device, size, packed, eventIndex, epoch }, index });
  entries.start.payload.set({
    queue,
    settings: { driver, mask: size.sub(1).trunc(15), epoch, eventIndex },
    index,
  });
  issue.start.payload.set({ queue, settings: { table: descriptors.slice(4, 60), size, packed, epoch }, index });
  const walked = { table: descriptors, size, packed, indirect, epoch };
  scout.start.payload.set({ queue, settings: walked });
  walk.start.payload.set({ queue, settings: walked, index, wrap });
  cache.start.payload.set({ queue, settings: { size, limit: mergeLimit, packed }, index, wrap });
  for (const part of Object.values(parts)) connectFlow(part.change, change);
  connectFlow(parts.index.doorbell, doorbell);
  connectFlow(parts.issue.doorbell, doorbell);
};

const joinReads = (config: Config, io: SupplyIo, { index, entries, issue, stage, scout, walk }: Parts): void => {
  for (const part of [index, entries, issue, scout, walk]) part.allowed.set(io.allowed);
  index.eventAllowed.set(io.eventAllowed);
  expose(io.reads.index, { request: index.request, answer: index.answer });
  expose(io.reads.entries, { request: entries.request, answer: entries.answer });
  const { requests } = inst({
    requests: streamMerge(readOf(config, descriptorReadShape(config)), ['ring', 'ahead', 'side']),
  });
  connect(requests.ups.ring, issue.request);
  connect(requests.ups.ahead, scout.request);
  connect(requests.ups.side, walk.request);
  // Cuts the path of `ready` from the bus to the parts that ask.
  const { asked } = inst({ asked: fullSlice(readOf(config, descriptorReadShape(config))) });
  connect(asked.up, requests.down);
  connect(io.reads.descriptors.request, asked.down);
  connect(stage.answer, io.reads.descriptors.answer);
  expose(io.check, stage.check);
  connect(io.event, index.event);
  connectFlow(index.written, io.written);

  connectFlow(entries.known, index.known);
  connectFlow(index.look, entries.look);
  entries.requested.queue.set(index.requested.queue);
  index.requested.index.set(entries.requested.index);
  connectFlow(issue.came, entries.came);
  connectFlow(entries.progress, issue.progress);
  ask(entries.consumed, issue.consumed, ['index']);
  ask(issue.landed, entries.landed, ['index']);
  entries.entry.queue.set(issue.entry.queue);
  entries.entry.index.set(issue.entry.index);
  issue.entry.number.set(entries.entry.number);
};

/** One part asks for the state of a queue, the other answers. */
const ask = <const F extends string, A extends { readonly [K in F]: unknown }>(
  asker: { readonly queue: Val } & { readonly [K in F]: { set(value: A[K]): void } },
  answerer: { readonly queue: { set(value: Val): void } } & A,
  fields: readonly F[],
): void => {
  answerer.queue.set(asker.queue);
  for (const field of fields) asker[field].set(answerer[field]);
};

const joinWalk = ({ issue, stage, scout, walk, cache }: Parts): void => {
  connectFlow(walk.landed, stage.landed);
  ask(walk.main, stage.main, []);
  stage.main.position.set(walk.main.position);
  stage.main.reads.set(walk.main.reads);
  walk.main.word.set(stage.main.word);
  ask(walk.side, stage.side, []);
  stage.side.ahead.set(walk.side.ahead);
  stage.side.place.set(walk.side.place);
  walk.side.word.set(stage.side.word);
  ask(walk.came, stage.reads, ['main', 'side']);
  ask(walk.issued, issue.position, ['next', 'reads']);
  ask(walk.restart, issue.restart, ['next']);
  scout.restart.queue.set(walk.restart.queue);
  walk.restart.ahead.set(scout.restart.ahead);
  connectFlow(scout.landed, stage.landed);
  connectFlow(scout.walked, walk.walked);
  connectFlow(scout.used, walk.used);
  ask(scout.staged, stage.scout, ['granted']);
  stage.scout.position.set(scout.staged.position);
  scout.staged.word.set(stage.scout.word);
  ask(scout.view, walk.scout, ['view']);
  ask(issue.walk, walk.view, ['view']);
  connectFlow(issue.walked, walk.walked);

  connect(cache.ask, walk.ask);
  connectFlow(walk.given, cache.given);
  connectFlow(walk.freed, cache.freed);
  connectFlow(cache.link, walk.link);
  connectFlow(cache.put, walk.put);
  connectFlow(cache.changed, walk.changed);
  connect(cache.flush, walk.flush);
  ask(cache.posted, walk.posted, ['state']);
  ask(cache.postedNow, walk.postedNow, ['state']);
};

const joinTake = (io: Io, cache: InstanceOf<ReturnType<typeof descriptorCache>>): void => {
  connect(cache.attempt, io.attempt);
  connect(io.outcome, cache.outcome);
  connect(io.segment, cache.segment);
  connectFlow(io.wake, cache.wake);
};

const joinStops = (config: Config, io: SupplyIo, parts: Parts): void => {
  const names = ['index', 'entries', 'issue', 'walk'] as const;
  const { stops } = inst({ stops: streamMerge(runStopShape(config), names) });
  for (const name of names) connect(stops.ups[name], parts[name].stop);
  connect(io.stop, stops.down);
};

const answerDrain = (io: SupplyIo, { index, entries, issue, stage, scout, walk, cache }: Parts): void => {
  for (const part of [index, entries, issue, stage, scout, walk, cache]) part.drain.queue.set(io.drain.queue);
  const { first } = reg({ first: { reads: bit(), ahead: u(aheadPositionBits), side: bit(), clearing: bit() } });
  const { second } = reg({ second: { busy: bit() } });
  first.reads.set(issue.drain.reads.ne(stage.drain.main));
  first.ahead.set(stage.drain.ahead);
  first.side.set(stage.drain.side);
  const clearing = stage.clearing.or(cache.clearing);
  first.clearing.set(clearing);
  io.ready.set(clearing.not());
  const aside = first.ahead.ne(scout.drain.reads).or(first.side.xor(walk.drain.side));
  const waits = first.reads.or(aside).or(cache.drain.held).or(first.clearing);
  second.busy.set(waits);
  const parts = [index, entries, issue, scout, walk, cache].map(part => part.drain.busy);
  io.drain.busy.set(parts.reduce((any, one) => any.or(one), second.busy));
  io.drain.position.set(cache.drain.position);
};
