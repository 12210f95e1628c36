// SPDX-License-Identifier: Apache-2.0
/**
 * Descriptor stage: takes the answers of descriptor reads in whatever order they come and keeps each descriptor at the place
 * that was set aside for it, until the chain walk comes to it.
 *
 * Each queue has `stagedDescriptors` places for its ring, 32 for what its chains lead to (elsewhere, or to an indirect table),
 * read ahead, and 32 for the one read that the walk asks for when a chain goes on beyond that. What can be said of a descriptor alone is worked out here once, from the one copy that was read: whether it
 * lies inside the window of its function, whether it can point to a table, its length in 15 bits (longer ones saturate). A
 * descriptor whose run is over is kept as not `live`. Places of the ring are read by the walk (`main`), and in clocks in which
 * it does not by the scout (`scout`, `granted`).
 *
 * One descriptor a clock, never waits for anything but that; `landed` comes 5 clocks after the last one, when all can be read.
 * After reset all places are cleared, one a clock; `clearing` says so. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  flow,
  type Inside,
  input,
  lit,
  master,
  mux,
  named,
  output,
  type Rd,
  ram,
  reg,
  slave,
  stream,
  u,
  unpack,
  unused,
  type Val,
  when,
  zero,
} from 'typescript-hdl';
import { delayed, startUpSweep } from 'typescript-hdl/lib';
import { windowRequestShape } from '../../dma/host/host-shapes.ts';
import { windowCheckLatency } from '../../dma/host/window-check.ts';
import { functionOf, queueIndex } from '../../lib/queue-number.ts';
import { queueChangeFlow, queueStates } from '../../lib/queue-state.ts';
import { takeBytesBits } from '../../lib/take-shapes.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { maxChainDescriptors } from '../../spec/virtio/mover-sizes.ts';
import {
  descriptor,
  descriptorBytes,
  descriptorFlags,
  packedDescriptor,
  packedFlags,
} from '../../spec/virtio/virtqueue.ts';
import {
  aheadPlaceBits,
  aheadPositionBits,
  beatOf,
  descriptorReadShape,
  queueFlow,
  readCountBits,
  stagedShape,
  stagePlaceBits,
  stagePositionBits,
} from './fetch-shapes.ts';

const descriptorBits = descriptorBytes * 8;
/** Places of a queue at the side: those of the walk, and those of the scout. */
const asideBits = aheadPlaceBits + 1;
/** Width of the number of reads of a queue that have come, modulo more than can be under way. */
export const readNumberBits = stagePositionBits;

const ports = (config: Config) => ({
  change: slave(queueChangeFlow(config)),
  answer: slave(stream(beatOf(config, descriptorReadShape(config)))),
  check: { request: master(flow(windowRequestShape(config))), inside: input(bit()) },
  landed: master(queueFlow(config)),
  main: {
    queue: input(queueIndex(config)),
    position: input(u(stagePositionBits(config))),
    reads: input(bit()),
    word: output(stagedShape),
  },
  scout: {
    queue: input(queueIndex(config)),
    position: input(u(stagePositionBits(config))),
    granted: output(bit()),
    word: output(stagedShape),
  },
  side: {
    queue: input(queueIndex(config)),
    ahead: input(bit()),
    place: input(u(aheadPlaceBits)),
    word: output(stagedShape),
  },
  reads: {
    queue: input(queueIndex(config)),
    main: output(u(readNumberBits(config))),
    side: output(bit()),
  },
  drain: {
    queue: input(queueIndex(config)),
    main: output(u(readNumberBits(config))),
    side: output(bit()),
    ahead: output(u(aheadPositionBits)),
  },
  clearing: output(bit()),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The descriptors of all queues that the walk has not come to; see the header comment. */
export const descriptorStage = (config: Config) =>
  component(
    'descriptor_stage',
    { config: config.name, functions: config.functions, hostDataBits: config.hostDataBits },
    ports(config),
    io => {
      const split = splitBeats(config, io);
      const judged = judge(config, io, split);
      keep(config, io, judged);
    },
    // More than 64 queues take a multiplexer after each LUT RAM.
    {
      maxDepth: queueCount(config) <= 64 ? 3 : 4,
      doc: 'Descriptors by place: answers in any order, checked one by one as they come.',
    },
  );

/** One descriptor of an answer, as it lay in memory. */
const splitShape = (config: Config) => ({
  valid: bit(0),
  read: descriptorReadShape(config),
  /** Number of the descriptor in its read, and whether it is the last. */
  place: u(readCountBits),
  last: bit(),
  fault: stagedShape.fault,
  words: u(descriptorBits),
});
type SplitWord = Rd<ReturnType<typeof splitShape>>;

const splitBeats = (config: Config, { answer }: Io): SplitWord => {
  const perBeat = config.hostDataBits / descriptorBits;
  const read = unpack(descriptorReadShape(config), answer.payload.context);
  const { out } = reg({ out: splitShape(config) });
  const { done } = reg({ done: u(readCountBits, 0) });
  const lane = read.lane.add(done.trunc(read.lane.width));
  const last = named('last', done.add(1).eq(read.count));
  const lastLane = perBeat === 1 ? lit(1, 1) : lane.eq(perBeat - 1);
  unused(out.read.lane, out.read.count);
  // A read that was refused has one beat, which stands for all its descriptors: every place that was asked for is written.
  answer.ready.set(last.or(lastLane.and(answer.payload.last.not())));
  when(answer.valid, () => done.set(mux(last, 0, done.add(1))));
  const words = perBeat === 1 ? answer.payload.data : answer.payload.data.dynamicSlice(lane, descriptorBits);
  out.set({ valid: answer.valid, read, place: done, last, fault: answer.payload.fault, words });
  return out;
};

/** What is known of a descriptor before its window is. */
const { follows: _, ...seenShape } = stagedShape;

/** A descriptor on its way to its place. */
const checkedShape = (config: Config) => ({
  valid: bit(0),
  queue: queueIndex(config),
  side: bit(),
  ahead: bit(),
  position: u(stagePositionBits(config)),
  last: bit(),
  word: seenShape,
});
interface Judged extends Rd<Omit<ReturnType<typeof checkedShape>, 'word'>> {
  readonly word: Rd<typeof stagedShape>;
}

const judge = (config: Config, { change, check }: Io, split: SplitWord): Judged => {
  const { words, read, place } = split;
  const states = queueStates(config, change);
  const address = words.slice(descriptor.addr * 8, 64);
  const length = words.slice(descriptor.len * 8, 32);
  const flags = mux(read.packed, words.slice(packedDescriptor.flags * 8, 16), words.slice(descriptor.flags * 8, 16));
  const number = mux(read.packed, words.slice(packedDescriptor.id * 8, 16), words.slice(descriptor.next * 8, 16));
  check.request.valid.set(split.valid);
  check.request.payload.set({ function: functionOf(config, read.queue), first: address, span: length.sub(1) });

  const position = read.position.add(place.zext(Math.max(place.width, read.position.width)).trunc(read.position.width));
  const flag = (mask: number): Val<1> => flags.bit(Math.log2(mask)) as Val<1>;
  const known = {
    valid: split.valid,
    queue: read.queue,
    side: read.side,
    ahead: read.ahead,
    position,
    last: split.last,
    word: {
      address,
      bytes: saturated(length),
      next: flag(descriptorFlags.next),
      write: flag(descriptorFlags.write),
      indirect: flag(descriptorFlags.indirect),
      avail: flag(packedFlags.available),
      used: flag(packedFlags.used),
      number,
      self: read.first.add(place.zext(16)),
      tableCount: tableCount(address, length),
      inside: length.eq(0),
      fault: split.fault,
      live: states.begins(read.queue, read.epoch),
      stride: read.stride,
      turn: mux(read.ahead, position.bit(aheadPlaceBits), position.bit(stagePlaceBits(config))),
    },
  };
  const checked = delayed('checked', checkedShape(config), known, windowCheckLatency);
  const { word } = checked;
  return {
    ...checked,
    word: { ...word, follows: word.number.eq(word.self.add(1)), inside: word.inside.or(check.inside) },
  } as Judged;
};

/** Writes descriptors to their places, counts the reads that came, and answers for the places. */
const keep = (config: Config, { landed, main, scout, side, reads, drain, clearing }: Io, judged: Judged): void => {
  const queues = queueCount(config);
  const placeBits = stagePlaceBits(config);
  const { places, aside } = ram({
    places: { shape: stagedShape, depth: queues << placeBits },
    aside: { shape: stagedShape, depth: queues << asideBits },
  });
  const { came, cameAside, cameAhead } = ram({
    came: { shape: u(readNumberBits(config)), depth: queues, kind: 'distributed' },
    cameAside: { shape: u(1), depth: queues, kind: 'distributed' },
    cameAhead: { shape: u(aheadPositionBits), depth: queues, kind: 'distributed' },
  });
  // Places start with the turn that their first descriptor does not have.
  const sweep = startUpSweep('sweep', queues << placeBits);
  clearing.set(sweep.active);
  const cleared = { ...zero(stagedShape), turn: lit(1, 1) };
  const place = cat(judged.queue, judged.position.trunc(placeBits));
  when(sweep.active.or(judged.valid.and(judged.side.not())), () =>
    places.write(mux(sweep.active, sweep.index, place), mux(sweep.active, cleared, judged.word)),
  );
  const placeAside = cat(judged.queue, judged.ahead, judged.position.trunc(aheadPlaceBits));
  when(sweep.active.or(judged.valid.and(judged.side)), () =>
    aside.write(
      mux(sweep.active, sweep.index.trunc(placeAside.width), placeAside),
      mux(sweep.active, cleared, judged.word),
    ),
  );

  const ends = named('ends', judged.valid.and(judged.last));
  const queue = mux(sweep.active, sweep.index.trunc(judged.queue.width), judged.queue);
  const number = came.read(judged.queue).add(1);
  const other = cameAside.read(judged.queue).not();
  when(sweep.active.or(ends.and(judged.side.not())), () => came.write(queue, mux(sweep.active, 0, number)));
  const endsAside = named('ends_aside', ends.and(judged.side));
  when(sweep.active.or(endsAside.and(judged.ahead.not())), () =>
    cameAside.write(queue, mux(sweep.active, lit(0, 1), other)),
  );
  const numberAhead = cameAhead.read(judged.queue).add(1);
  when(sweep.active.or(endsAside.and(judged.ahead)), () => cameAhead.write(queue, mux(sweep.active, 0, numberAhead)));
  const { told } = reg({ told: { valid: bit(0), queue: queueIndex(config) } });
  told.set({ valid: ends, queue: judged.queue });
  landed.valid.set(told.valid);
  landed.payload.set({ queue: told.queue });

  const [at, position] = [mux(main.reads, main.queue, scout.queue), mux(main.reads, main.position, scout.position)];
  const word = places.read(cat(at, position.trunc(placeBits)));
  main.word.set(word);
  scout.word.set(word);
  scout.granted.set(main.reads.not());
  side.word.set(aside.read(cat(side.queue, side.ahead, side.place)));
  drain.ahead.set(cameAhead.read(drain.queue));
  for (const port of [reads, drain]) {
    port.main.set(came.read(port.queue));
    port.side.set(cameAside.read(port.queue));
  }
};

/** A length in the bits that matter. */
const saturated = (length: Val): Val =>
  mux(
    length.slice(takeBytesBits, length.width - takeBytesBits).orR(),
    2 ** takeBytesBits - 1,
    length.trunc(takeBytesBits),
  );

/** Descriptors of a table of this length: 1 to 32, or 0 for any other length, and for one whose descriptors are not aligned. */
const tableCount = (address: Val, length: Val): Val => {
  const bits = Math.log2(descriptorBytes);
  const above = bits + readCountBits;
  const count = length.slice(bits, readCountBits);
  const possible = length
    .trunc(bits)
    .or(address.trunc(bits))
    .orR()
    .or(length.slice(above, length.width - above).orR())
    .not();
  const few = count.le(maxChainDescriptors);
  return mux(possible.and(few), count, 0);
};
