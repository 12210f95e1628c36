// SPDX-License-Identifier: Apache-2.0
/**
 * Descriptor cache: holds the pieces of complete buffers of all queues, and gives them to frames.
 *
 * Lines of 4 pieces, in a list for each queue, are shared by all queues as the line ledger says. The walk puts pieces and links
 * lines; buffer take decides which of them a frame gets, and the segment reader hands them out.
 *
 * Promises, latency and throughput are those of its parts: one frame of one piece every 3 clocks, every 2
 * from one queue.
 */
import {
  bit,
  cat,
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
  output,
  ram,
  slave,
  stream,
  u,
  unused,
  when,
} from 'typescript-hdl';
import { fifo } from 'typescript-hdl/lib';
import { clocked } from '../../lib/clocked-ram.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { queueChangeFlow } from '../../lib/queue-state.ts';
import { attemptShape, outcomeShape, segmentShape } from '../../lib/take-shapes.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { cacheLines, descriptorsPerLine, takenFrames } from '../../spec/virtio/mover-sizes.ts';
import { queueFlow } from '../fetch/fetch-shapes.ts';
import { positionDrainPort } from '../queue-shapes.ts';
import { bufferTake } from './buffer-take.ts';
import {
  endShape,
  lineIndex,
  linkShape,
  ownLineShape,
  pieceShape,
  postedShape,
  progressShape,
  putShape,
  takenShape,
} from './cache-shapes.ts';
import { lineLedger } from './line-ledger.ts';
import { segmentReader } from './segment-reader.ts';
import { takeStartShape } from './take-states.ts';

/** What every cache of descriptors has for the walk that fills it. */
const fillPorts = (config: Config) => ({
  start: slave(flow(takeStartShape(config))),
  change: slave(queueChangeFlow(config)),
  ask: slave(stream({ queue: queueIndex(config) })),
  given: master(flow({ granted: bit(), line: lineIndex(config) })),
  freed: master(queueFlow(config)),
  link: slave(flow(linkShape(config))),
  put: slave(flow(putShape(config))),
  changed: slave(queueFlow(config)),
  flush: slave(stream(ownLineShape(config))),
  posted: { queue: output(queueIndex(config)), state: input(postedShape(config)) },
  postedNow: { queue: output(queueIndex(config)), state: input(progressShape(config)) },
});
/** What it tells queue control. */
const statePorts = (config: Config) => ({
  drain: { ...positionDrainPort(config), held: output(bit()) },
  clearing: output(bit()),
});
/** Ports of a cache, whoever takes from it. */
export const cachePorts = (config: Config) => ({ ...fillPorts(config), ...statePorts(config) });

const ports = (config: Config) => ({
  ...fillPorts(config),
  attempt: slave(stream(attemptShape(config))),
  outcome: master(stream(outcomeShape(config))),
  segment: master(stream(segmentShape)),
  wake: master(queueFlow(config)),
  ...statePorts(config),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The cache and those that take from it; see the header comment. */
export const descriptorCache = (config: Config) =>
  component(
    'descriptor_cache',
    { config: config.name, functions: config.functions, queuesPerFunction: config.queuesPerFunction },
    ports(config),
    io => {
      const parts = inst({ ledger: lineLedger(config), take: bufferTake(config), reader: segmentReader(config) });
      const { jobs } = inst({ jobs: fifo(takenShape(config), takenFrames) });
      unused(jobs.count);
      connect(jobs.up, parts.take.taken);
      connect(parts.reader.taken, jobs.down);
      joinParts(io, parts);
      keepPieces(config, io, parts);
    },
    { doc: 'Descriptor cache: pieces of complete buffers, taken for frames.' },
  );

interface Parts {
  readonly ledger: InstanceOf<ReturnType<typeof lineLedger>>;
  readonly take: InstanceOf<ReturnType<typeof bufferTake>>;
  readonly reader: InstanceOf<ReturnType<typeof segmentReader>>;
}

const joinParts = (io: Io, { ledger, take, reader }: Parts): void => {
  connect(ledger.ask, io.ask);
  connectFlow(io.given, ledger.given);
  connectFlow(io.freed, ledger.freed);
  connect(ledger.free, reader.free);
  connectFlow(take.start, io.start);
  connectFlow(take.change, io.change);
  connectFlow(take.changed, io.changed);
  connect(take.flush, io.flush);
  expose(io.posted, take.posted);
  expose(io.postedNow, take.postedNow);
  connect(take.attempt, io.attempt);
  connect(io.outcome, take.outcome);
  connectFlow(io.wake, take.wake);
  connect(io.segment, reader.segment);
  ledger.drain.queue.set(io.drain.queue);
  take.drain.queue.set(io.drain.queue);
  io.drain.held.set(ledger.drain.held);
  io.drain.busy.set(take.drain.busy);
  io.drain.position.set(take.drain.position);
  io.clearing.set(ledger.clearing);
};

/** The RAMs: what the walk writes, and both takers read. */
const keepPieces = (config: Config, { put, link }: Io, { take, reader }: Parts): void => {
  const lines = cacheLines(config);
  const depth = lines * descriptorsPerLine;
  const { pieces, sizes, ends, following } = ram({
    pieces: { shape: pieceShape, depth },
    sizes: { shape: u(pieceShape.bytes.width), depth },
    ends: { shape: endShape, depth },
    following: clocked(lineIndex(config), lines),
  });
  const { firsts } = ram({
    firsts: { shape: lineIndex(config), depth: queueCount(config), kind: 'distributed' },
  });
  const place = cat(put.payload.line, put.payload.lane);
  const { address, bytes, end, piece } = put.payload;
  when(put.valid.and(piece), () => {
    pieces.write(place, { address, bytes });
    sizes.write(place, bytes);
  });
  when(put.valid, () => ends.write(place, end));
  when(link.valid.and(link.payload.first.not()), () => following.write(link.payload.tail, link.payload.line));
  when(link.valid.and(link.payload.first), () => firsts.write(link.payload.queue, link.payload.line));

  const scanned = cat(take.scan.line, take.scan.lane);
  const end_ = ends.read(scanned);
  take.scan.bytes.set(sizes.read(scanned));
  take.scan.ends.set(end_.endsBuffer);
  take.scan.slots.set(end_.slots);
  take.first.line.set(firsts.read(take.first.queue));
  take.next.following.set(following.read(take.next.line));
  take.ahead.following.set(following.read(take.ahead.line));
  const at = cat(reader.place.line, reader.place.lane);
  reader.piece.set(pieces.read(at));
  reader.end.set(ends.read(at));
  reader.next.following.set(following.read(reader.next.line));
};
