// SPDX-License-Identifier: Apache-2.0
/**
 * Receive DMA: writes frames into the virtqueues of virtual machines (virtio 1.x), split or packed.
 *
 *     attempts -> buffer supply -> outcomes, segments -> receive writer -> elements -> element rings -> used lines -> notifier -> irq
 *                    ^   reads                            | bursts                        ^ responses   | bursts   ^ reads
 *                    +---------------------------- host port (outside) ---------------------------------+----------+
 *
 * - `attempts` asks for the buffers of a frame, and `outcomes` tells what there are, in the same order. A parked frame stays where
 *   it is, and `wake` says when another attempt is worth it. Every other one must be announced on `frames` in that order, and
 *   the words of those that were granted follow on `words`. Each announced frame ends as one event: delivered, buffer_too_small
 *   (its buffers are returned without data) or queue_stopped. `cost` tells what a granted frame takes.
 * - Data, used elements and index are written in that order, each after the responses to what it publishes; then the interrupt,
 *   if the driver wants one.
 * - `change` tells of every queue that starts, ends or stops, first of all queues after reset. A queue is idle after a stop only
 *   when nothing of its run is left in any part, `waiting` included, which asks whoever feeds the frames. Frames and
 *   buffers of an earlier run are never used.
 * - `allowed` and `port.allowed.writes` have a bit a function: it may begin more frames. Whoever makes attempts looks at both.
 * - The host port is outside, so that both directions may share one: `port` has a client of it for every reader and writer here,
 *   and `planned` announces the bursts of frames to it.
 * - Every access lies inside the window of its function, or the queue is stopped before it reaches the bus: rings and
 *   descriptors are checked when they are read, and every access once more in the host port. A stopped queue drops its frames and
 *   harms no other. Memory that answers late, or never, holds back its function alone.
 * - Windows must stand still while their function is `occupied`. A reset must find no access under way on the bus: with
 *   `quiesce` all queues stop and none starts, and when none is occupied and the bus is idle, nothing is left. `suspend` stops
 *   those of a function, which go on when it falls. `stopped` tells of every queue that an error stopped, or kept from starting.
 * - Registers may be written when `ready` is 1. Status is answered 1 clock after its queue.
 *
 * Frames of one buffer go at the pace of the wire, the shortest too. Waits when the writes of `port`, or `events`,
 * do. Logic depth 6 LUTs at 10g. This file only joins the parts.
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
import { fifo, streamFork, streamMerge } from 'typescript-hdl/lib';
import { eventShape, frameShape, wordShape, wordWriteShape } from '../../lib/frame-shapes.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { queueChangeFlow } from '../../lib/queue-state.ts';
import { stopShape } from '../../lib/queue-stop.ts';
import { attemptShape, outcomeShape } from '../../lib/take-shapes.ts';
import { costShape } from '../../lib/turn-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import type { QueueFeature } from '../../spec/registers/virtqueue-registers.ts';
import { openAttempts } from '../../spec/virtio/mover-sizes.ts';
import { bufferSupply } from '../../virtqueue/buffer-supply.ts';
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
import { functionShape } from '../host/host-shapes.ts';
import { elementRings } from './element-rings.ts';
import { rxWriter } from './rx-writer.ts';

/** What may be negotiated for a receive queue. */
export const offeredFeatures: readonly QueueFeature[] = [
  'packed',
  'mergeable',
  'indirect',
  'event_index',
  'in_order',
  'guest_checksum',
];

/** Who reads and writes guest memory, for the host port. */
export const receiveClients = (config: Config) =>
  ({
    direction: 'receive',
    reads: {
      index: { contextBits: bitsOf(indexReadShape(config)), ahead: 2, slow: true },
      entries: { contextBits: bitsOf(entryReadShape(config)), ahead: 2 },
      descriptors: { contextBits: bitsOf(descriptorReadShape(config)), ahead: descriptorReadsAhead },
      wishes: { contextBits: queueIndex(config).width, ahead: 2, slow: true },
    },
    writes: { frame: { announced: true }, used: {}, event: {} },
  }) as const satisfies HostClients;

/** Parts that can stop a queue, and those that may hold something of one. */
const stopParts = ['supply', 'events', 'rings', 'lines', 'notifier'] as const;
const drainParts = ['frames', 'supply', 'writer', 'rings', 'lines', 'notifier', 'port'] as const;

const ports = (config: Config) => ({
  attempts: slave(stream(attemptShape(config))),
  outcomes: master(stream(outcomeShape(config))),
  wake: master(queueFlow(config)),
  cost: master(flow(costShape(config))),
  allowed: output(u(config.functions)),
  frames: slave(stream(frameShape(config))),
  words: slave(stream(wordShape(config))),
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
  events: master(stream(eventShape(config))),
  irq: master(stream(usedInterruptShape(config))),
  planned: master(flow(functionShape(config))),
  port: hostClientPorts(config, receiveClients(config)),
});
type Io = Inside<ReturnType<typeof ports>>;

const partsOf = (config: Config) => ({
  control: runControl(config, { direction: 'receive', offered: offeredFeatures, stops: stopParts, drains: drainParts }),
  supply: bufferSupply(config, 'receive'),
  eventWrites: eventWriter(config),
  writer: rxWriter(config),
  rings: elementRings(config),
  lines: usedLines(config),
  notifier: usedNotifier(config),
});
const placeParts = (config: Config) => inst(partsOf(config));
type Parts = ReturnType<typeof placeParts>;

/** The receive DMA; see the header comment. */
export const rxDma = (config: Config) =>
  component(
    'rx_dma',
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
      takeBuffers(config, io, parts);
      writeFrames(config, io, parts);
      publish(io, parts);
      reachMemory(io, parts);
      drainRuns(io, parts);
    },
    {
      maxDepth: 6,
      doc: 'Receive DMA: frames to the buffers that virtual machines posted, in split and packed virtqueues.',
    },
  );

/** Control, what it tells of runs, and who may end one. */
const startRuns = (config: Config, io: Io, parts: Parts): void => {
  const { control, supply, eventWrites, writer, rings, lines, notifier } = parts;
  connectFlow(control.write, io.queueWrite);
  connectFlow(notifier.write, io.queueWrite);
  expose(io.statusRead, control.statusRead);
  io.ready.set(control.ready.and(supply.ready));
  control.quiesce.set(io.quiesce);
  control.suspend.set(io.suspend);
  io.suspended.set(control.suspended);
  io.occupied.set(control.occupied);
  connectFlow(io.stopped, control.stopped);
  connectFlow(io.change, control.change);
  for (const part of [supply, rings, lines, notifier]) connectFlow(part.change, control.change);
  for (const part of [supply, lines, notifier]) connectFlow(part.start, control.start);
  writer.start.valid.set(control.start.valid);
  const { queue, features } = control.start.payload;
  writer.start.payload.set({ queue, guestChecksum: features.guestChecksum });

  connect(control.stops.supply!, supply.stop);
  const stops = { events: eventWrites.stop, rings: rings.stop, lines: lines.stop, notifier: notifier.stop };
  for (const [name, stop] of Object.entries(stops)) {
    const list = inst({ [`${name}_stops`]: stopList(config) })[`${name}_stops`]!;
    connectFlow(list.stops, stop);
    connect(control.stops[name]!, list.waiting);
  }
};

/** From attempts to outcomes. */
const takeBuffers = (config: Config, io: Io, { supply, writer }: Parts): void => {
  connectFlow(supply.doorbell, io.doorbell);
  connect(supply.attempt, io.attempts);
  connectFlow(io.wake, supply.wake);
  const { told, decided } = inst({
    told: streamFork(outcomeShape(config), 2),
    // A frame is announced only after its outcome was taken, and the writer takes both together.
    decided: fifo(outcomeShape(config), 2 * openAttempts),
  });
  unused(decided.count);
  connect(told.up, supply.outcome);
  const copies = told as unknown as Record<'down0' | 'down1', typeof decided.down>;
  connect(io.outcomes, copies.down0);
  connect(decided.up, copies.down1);
  connect(writer.outcomes, decided.down);
  connect(writer.segments, supply.segment);
};

/** From frames to bursts, and elements that wait for them. */
const writeFrames = (config: Config, io: Io, { writer, rings, lines }: Parts): void => {
  const { port } = io;
  connect(writer.frames, io.frames);
  connect(writer.words, io.words);
  const { frame } = port.writes;
  connect(frame.writes, writer.writes);
  connect(frame.beats, writer.beats);
  connectFlow(io.planned, writer.planned);
  connectFlow(io.cost, writer.cost);
  connect(rings.elements, writer.elements);
  connectFlow(rings.answers, frame.answers);
  io.allowed.set(rings.allowed);
  const { events } = inst({ events: streamMerge(eventShape(config), ['writer', 'rings', 'lines']) });
  connect(events.ups.writer, writer.events);
  connect(events.ups.rings, rings.events);
  connect(events.ups.lines, lines.events);
  connect(io.events, events.down);
};

/** From elements whose frame is in memory to the ring, the index and the interrupt. */
const publish = (io: Io, { rings, lines, notifier }: Parts): void => {
  connect(lines.elements, rings.released);
  lines.ask.queue.set(rings.ask.queue);
  rings.ask.room.set(lines.ask.room);
  const { used } = io.port.writes;
  connect(used.writes, lines.writes);
  connect(used.beats, lines.beats);
  connectFlow(lines.answers, used.answers);
  connectFlow(notifier.published, lines.published);
  lines.state.queue.set(notifier.state.queue);
  notifier.state.used.set(lines.state.used);
  connect(io.irq, notifier.irq);
};

/** All reads and writes of guest memory. */
const reachMemory = (io: Io, { control, supply, eventWrites, lines, notifier }: Parts): void => {
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
  for (const part of [supply, notifier]) part.allowed.set(port.allowed.reads);
  supply.eventAllowed.set(port.allowed.writes);
  lines.allowed.set(port.allowed.used);
  connect(eventWrites.events, supply.event);
  const { event } = port.writes;
  connect(event.writes, eventWrites.writes);
  connect(event.beats, eventWrites.beats);
  connectFlow(eventWrites.answers, event.answers);
  connectFlow(supply.written, eventWrites.written);
};

/** What is left of a queue, and where it is in its rings. */
const drainRuns = (io: Io, { control, supply, writer, rings, lines, notifier }: Parts): void => {
  const { queue, busy, available, used } = control.drain;
  for (const [name, part] of Object.entries({ supply, writer, rings, lines, notifier })) {
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
