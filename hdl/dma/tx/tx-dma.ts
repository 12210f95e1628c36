// SPDX-License-Identifier: Apache-2.0
/**
 * Transmit DMA: reads what virtual machines post to be sent (virtio 1.x), from split and packed virtqueues, and sends it on as frames.
 *
 *     doorbells -> chain supply -> send turns <-> scheduler (outside)
 *                       | pieces
 *                       v
 *                  frame fetch -> frames, words          elements -> used lines -> notifier -> irq
 *                    ^ reads                                 | bursts      ^ reads
 *                    +------------- host port (outside) -----+-------------+
 *
 * - `enqueued` tells the scheduler of each chain, `select` is its choice, and `cost` what the chain takes of bus and wire. `waits` and
 *   `port.allowed` have a bit a function that may begin more: the scheduler looks at them.
 * - While `behind` is 1 no chain is asked for, whoever's turn it is, so that it is the scheduler that decides who is next.
 * - A frame is announced on `frames`, and its words follow on `words`; one that is not sent ends as an event instead. The chain is
 *   used, with a length of 0, when its last byte was read, sent or not; nothing of a queue that has stopped is used or announced.
 * - Used elements and index are written in that order, the index after the responses to the elements; then the interrupt, if the
 *   driver wants one.
 * - `change` tells of every queue that starts, ends or stops. A queue is idle after a stop only when nothing of its run is left in any
 *   part, `waiting` included, which asks whoever takes the frames.
 * - `allowed.writes`, `suspend`, `quiesce`, `occupied`, `stopped` and the windows are as those of the receive DMA.
 * - The host port is outside, so that both directions may share one: `port` has a client of it for every reader and writer here.
 *
 * Frames of one or two pieces go at the pace of the wire, the shortest too. Waits when `frames` and `words`,
 * `events` or the port do. Logic depth 6 LUTs at 10g. This file only joins the parts.
 */
import {
  bit,
  bitsOf,
  component,
  connect,
  connectFlow,
  expose,
  flow,
  type Inside,
  input,
  inst,
  master,
  output,
  slave,
  stream,
  u,
  unused,
} from 'typescript-hdl';
import { wordShape, wordWriteShape } from '../../lib/frame-shapes.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { queueChangeFlow } from '../../lib/queue-state.ts';
import { stopShape } from '../../lib/queue-stop.ts';
import { costShape, selectShape } from '../../lib/turn-shapes.ts';
import { sentFrameShape } from '../../lib/tx-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import type { QueueFeature } from '../../spec/registers/virtqueue-registers.ts';
import { chainSupply } from '../../virtqueue/chain-supply.ts';
import { queueWordAddressBits } from '../../virtqueue/control/control-shapes.ts';
import { runControl } from '../../virtqueue/control/run-control.ts';
import { stopList } from '../../virtqueue/control/stop-list.ts';
import { descriptorReadShape, descriptorReadsAhead, queueFlow } from '../../virtqueue/fetch/fetch-shapes.ts';
import { entryReadShape } from '../../virtqueue/split/avail-entries.ts';
import { indexReadShape } from '../../virtqueue/split/avail-index.ts';
import { eventWriter } from '../../virtqueue/split/event-writer.ts';
import { usedLines } from '../../virtqueue/used-lines.ts';
import { usedInterruptShape, usedNotifier } from '../../virtqueue/used-notifier.ts';
import { type HostClients, hostClientPorts } from '../host/host-clients.ts';
import { frameFetch } from './frame-fetch.ts';
import { sendPace } from './send-pace.ts';
import { dataReadShape, sendEventShape } from './send-shapes.ts';
import { sendTurns } from './send-turns.ts';

/** What may be negotiated for a transmit queue. */
const offeredSendFeatures: readonly QueueFeature[] = ['packed', 'indirect', 'event_index', 'in_order'];

/** Who reads and writes guest memory, for the host port. */
export const transmitClients = (config: Config) =>
  ({
    direction: 'transmit',
    reads: {
      index: { contextBits: bitsOf(indexReadShape(config)), ahead: 2, slow: true },
      entries: { contextBits: bitsOf(entryReadShape(config)), ahead: 2 },
      descriptors: { contextBits: bitsOf(descriptorReadShape(config)), ahead: descriptorReadsAhead },
      wishes: { contextBits: queueIndex(config).width, ahead: 2, slow: true },
      data: { contextBits: bitsOf(dataReadShape(config)), ahead: 6 },
    },
    writes: { used: {}, event: {} },
  }) as const satisfies HostClients;

/** Parts that can stop a queue, and those that may hold something of one. */
const stopParts = ['supply', 'events', 'fetch', 'lines', 'notifier'] as const;
const drainParts = ['frames', 'supply', 'turns', 'fetch', 'lines', 'notifier', 'port'] as const;

const ports = (config: Config) => ({
  enqueued: master(queueFlow(config)),
  select: slave(stream(selectShape(config))),
  cost: master(flow(costShape(config))),
  waits: output(u(config.functions)),
  /** Whoever takes the frames has enough of them. */
  behind: input(bit()),
  frames: master(stream(sentFrameShape(config))),
  words: master(stream(wordShape(config))),
  events: master(stream(sendEventShape(config))),
  change: master(queueChangeFlow(config)),
  waiting: { queue: output(queueIndex(config)), busy: input(bit()) },
  queueWrite: slave(flow(wordWriteShape(queueWordAddressBits(config)))),
  doorbell: slave(queueFlow(config)),
  statusRead: {
    queue: input(queueIndex(config)),
    status: output(u(32)),
    available: output(u(32)),
    used: output(u(32)),
  },
  ready: output(bit()),
  quiesce: input(bit()),
  suspend: input(u(config.functions)),
  suspended: output(u(config.functions)),
  occupied: output(u(config.functions)),
  stopped: master(flow(stopShape(config))),
  irq: master(stream(usedInterruptShape(config))),
  port: hostClientPorts(config, transmitClients(config)),
});
type Io = Inside<ReturnType<typeof ports>>;

const placeParts = (config: Config) =>
  inst({
    control: runControl(config, {
      direction: 'transmit',
      offered: offeredSendFeatures,
      stops: stopParts,
      drains: drainParts,
    }),
    supply: chainSupply(config),
    turns: sendTurns(config),
    pace: sendPace(config),
    fetch: frameFetch(config),
    eventWrites: eventWriter(config),
    lines: usedLines(config),
    notifier: usedNotifier(config),
  });
type Parts = ReturnType<typeof placeParts>;

/** The transmit DMA; see the header comment. */
export const txDma = (config: Config) =>
  component(
    'tx_dma',
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      hostDataBits: config.hostDataBits,
    },
    ports(config),
    io => {
      const parts = placeParts(config);
      startRuns(config, io, parts);
      fetchFrames(io, parts);
      publish(io, parts);
      reachMemory(io, parts);
      drainRuns(io, parts);
    },
    { maxDepth: 6, doc: 'Transmit DMA: frames that virtual machines posted, from split and packed virtqueues.' },
  );

/** Control, what it tells of runs, and who may end one. */
const startRuns = (config: Config, io: Io, parts: Parts): void => {
  const { control, supply, fetch, eventWrites, lines, notifier } = parts;
  connectFlow(control.write, io.queueWrite);
  connectFlow(notifier.write, io.queueWrite);
  expose(io.statusRead, control.statusRead);
  io.ready.set(control.ready.and(supply.ready).and(fetch.ready));
  control.quiesce.set(io.quiesce);
  control.suspend.set(io.suspend);
  io.suspended.set(control.suspended);
  io.occupied.set(control.occupied);
  connectFlow(io.stopped, control.stopped);
  connectFlow(io.change, control.change);
  for (const part of [supply, fetch, lines, notifier]) connectFlow(part.change, control.change);
  for (const part of [supply, lines, notifier]) connectFlow(part.start, control.start);

  connect(control.stops.supply!, supply.stop);
  const stops = { events: eventWrites.stop, fetch: fetch.stop, lines: lines.stop, notifier: notifier.stop };
  for (const [name, stop] of Object.entries(stops)) {
    const list = inst({ [`${name}_stops`]: stopList(config) })[`${name}_stops`]!;
    connectFlow(list.stops, stop);
    connect(control.stops[name]!, list.waiting);
  }
};

/** From chains to frames. */
const fetchFrames = (io: Io, { supply, turns, pace, fetch }: Parts): void => {
  connectFlow(supply.doorbell, io.doorbell);
  connectFlow(turns.chains, supply.chains);
  connectFlow(io.enqueued, turns.enqueued);
  connect(turns.select, io.select);
  connect(supply.asks, turns.asks);
  connect(fetch.pieces, supply.pieces);
  turns.decided.valid.set(fetch.decided.valid);
  turns.decided.payload.set({ queue: fetch.decided.payload.queue });
  connectFlow(pace.cost, fetch.cost);
  turns.behind.set(fetch.behind.or(pace.pause).or(io.behind));
  connectFlow(io.cost, fetch.cost);
  io.waits.set(fetch.waits);
  connect(io.frames, fetch.frames);
  connect(io.words, fetch.words);
  connect(io.events, fetch.events);
};

/** From chains that were read to the ring, the index and the interrupt. */
const publish = (io: Io, { fetch, lines, notifier }: Parts): void => {
  connect(lines.elements, fetch.elements);
  lines.ask.queue.set(fetch.ask.queue);
  fetch.ask.room.set(lines.ask.room);
  connectFlow(notifier.published, lines.published);
  lines.state.queue.set(notifier.state.queue);
  notifier.state.used.set(lines.state.used);
  // A length of 0 is no event.
  lines.events.ready.set(1);
  unused(lines.events.valid, lines.events.payload.slot, lines.events.payload.event, lines.events.payload.bytes);
  connect(io.irq, notifier.irq);
};

/** All reads and writes of guest memory. */
const reachMemory = (io: Io, { control, supply, fetch, eventWrites, lines, notifier }: Parts): void => {
  const { port } = io;
  connect(port.check.ring, control.check.request);
  connectFlow(control.check.answer, port.check.ringInside);
  connectFlow(port.check.piece, supply.check.request);
  supply.check.inside.set(port.check.pieceInside);
  for (const name of ['index', 'entries', 'descriptors'] as const) {
    connect(port.reads[name].request, supply.reads[name].request);
    connect(supply.reads[name].answer, port.reads[name].answer);
  }
  connect(port.reads.wishes.request, notifier.reads);
  connect(notifier.answers, port.reads.wishes.answer);
  connect(port.reads.data.request, fetch.reads);
  connect(fetch.answers, port.reads.data.answer);
  for (const part of [supply, notifier, fetch]) part.allowed.set(port.allowed.reads);
  supply.eventAllowed.set(port.allowed.writes);
  lines.allowed.set(port.allowed.used);
  const { used, event } = port.writes;
  connect(used.writes, lines.writes);
  connect(used.beats, lines.beats);
  connectFlow(lines.answers, used.answers);
  connect(eventWrites.events, supply.event);
  connect(event.writes, eventWrites.writes);
  connect(event.beats, eventWrites.beats);
  connectFlow(eventWrites.answers, event.answers);
  connectFlow(supply.written, eventWrites.written);
};

/** What is left of a queue, and where it is in its rings. */
const drainRuns = (io: Io, { control, supply, turns, fetch, lines, notifier }: Parts): void => {
  const { queue, busy, available, used } = control.drain;
  for (const [name, part] of Object.entries({ supply, turns, fetch, lines, notifier })) {
    part.drain.queue.set(queue);
    busy[name]!.set(part.drain.busy);
  }
  io.waiting.queue.set(queue);
  busy.frames!.set(io.waiting.busy);
  io.port.drain.queue.set(queue);
  busy.port!.set(io.port.drain.busy);
  available.set(supply.drain.position);
  used.set(lines.drain.position);
};
