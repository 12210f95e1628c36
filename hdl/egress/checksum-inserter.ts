// SPDX-License-Identifier: Apache-2.0
/**
 * Checksum inserter: takes frames as they come from guest memory, in words of the host datapath, and gives them in beats of
 * the net datapath, with the checksum that their header asked for.
 *
 * - With `checksum` the two bytes at `place` become the checksum over the bytes from `start` to the end of the frame, those
 *   at `place` included: the driver put the sum of the pseudo-header there (virtio 1.3, 5.1.6.2). No other byte changes, and
 *   none does without `checksum`. See {@link coveredSum} for a checksum of 0.
 * - Frames are stored whole, since the sum is known at the end: the memory holds two of the longest, and at most 32 frames.
 *   So frames of any size follow each other without a gap.
 * - Bytes of the last word after the end of the frame do not leave: they are zeros.
 * - A frame leaves only if its queue is still in the run it was taken in; else it is swallowed, a word a clock, and reported
 *   as `run_ended`. That is decided at its first beat, by what was told two clocks before. `drain` says whether any frame of
 *   a queue is inside.
 * - `words` is taken while `frames` offers the frame they belong to, whose last word takes it; nothing is in the first clocks
 *   after reset, one a queue. `length` and the words of a frame must agree (asserted).
 * - `behind` says that as many bytes as may be read ahead wait here, and three whole frames at least: beats leave at little more than the pace
 *   of the wire, so that they would wait here for long. 1 clock late.
 * - `beats` and `events` keep what they offer until it is taken; both may be held back for as long as it takes.
 *
 * Throughput one word a clock in, one beat a clock out. Latency from the last word to the first beat: `coveredSumClocks` and
 * 4 clocks. Logic depth 4 LUTs at 10g.
 */
import {
  assert,
  bit,
  component,
  connect,
  indexWidth,
  inst,
  lit,
  master,
  mux,
  named,
  oneHotMux,
  output,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { blockFifo, fifo, forwardSlice, startUpSweep } from 'typescript-hdl/lib';
import { answerDrain } from '../lib/event-counts.ts';
import { lengthBits, wordShape } from '../lib/frame-shapes.ts';
import { beatBytes as wordBytes } from '../lib/host-bus.ts';
import { drainPort } from '../lib/queue-drain.ts';
import { epochBits } from '../lib/queue-epoch.ts';
import { functionOf, queueIndex } from '../lib/queue-number.ts';
import { queueChangeFlow, queueStates } from '../lib/queue-state.ts';
import { sentBeatShape, sentEventShape, sentFrameShape } from '../lib/tx-shapes.ts';
import { type Config, queueCount } from '../spec/configs.ts';
import { transmitEventBits, transmitEventId } from '../spec/events/transmit-events.ts';
import { insertedBytesAhead } from '../spec/virtio/mover-sizes.ts';
import { checksumPatch } from './checksum-patch.ts';
import { coveredSum } from './covered-sum.ts';

/** Frames that may be inside. */
export const inserterFrames = 32;

/** Words that wait before more is enough; half of a small memory. */
const wordsAhead = (config: Config): number =>
  Math.min(insertedBytesAhead(config) / wordBytes(config), inserterWords(config) / 2);

/** Frames that are stored before more is enough: one leaves, one follows it, and one is there when the next is chosen. */
const wholeFramesAhead = 3;

/** Words that are stored: two of the longest frames. */
export const inserterWords = (config: Config): number =>
  2 ** indexWidth(2 * Math.ceil(config.maxFrameBytes / wordBytes(config)));

/** What of a frame is kept until it leaves; `end` is its last byte and `next` the one after `place`. */
const keptShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  length: u(lengthBits),
  end: u(lengthBits),
  checksum: bit(),
  place: u(lengthBits),
  next: u(lengthBits),
});

/** The same with its checksum. */
const readyShape = (config: Config) => ({ ...keptShape(config), sum: u(16) });

/** The stage between guest memory and parser; see the header comment. */
export const checksumInserter = (config: Config) =>
  component(
    'checksum_inserter',
    { config: config.name, netDataBits: config.netDataBits, hostDataBits: config.hostDataBits },
    {
      frames: slave(stream(sentFrameShape(config))),
      words: slave(stream(wordShape(config))),
      change: slave(queueChangeFlow(config)),
      drain: drainPort(config),
      behind: output(bit()),
      beats: master(stream(sentBeatShape(config))),
      events: master(stream(sentEventShape(config))),
    },
    ({ frames, words, change, drain, behind, beats, events }) => {
      const { store, kept, sums, sum, ready, patch } = inst({
        store: blockFifo(wordShape(config), inserterWords(config)),
        kept: fifo(keptShape(config), inserterFrames),
        sums: fifo({ checksum: u(16) }, inserterFrames),
        sum: coveredSum(config),
        ready: forwardSlice(readyShape(config)),
        patch: checksumPatch(config),
      });
      unused(sums.count);
      const { enough } = reg({ enough: bit(0) });
      enough.set(store.count.ge(wordsAhead(config)).and(kept.count.ge(wholeFramesAhead)));
      behind.set(enough);

      // In: a word is stored and summed at once; with the last one what is known of the frame is kept.
      const sweep = startUpSweep('sweep', queueCount(config));
      const free = named('free', frames.valid.and(store.up.ready).and(kept.up.ready).and(sweep.active.not()));
      const takes = named('takes', words.valid.and(free));
      const ends = named('ends', takes.and(words.payload.last));
      words.ready.set(free);
      frames.ready.set(ends);
      store.up.valid.set(takes);
      store.up.payload.set(words.payload);
      sum.up.valid.set(takes);
      sum.up.payload.set({ ...words.payload, start: frames.payload.start, length: frames.payload.length });
      kept.up.valid.set(ends);
      const { queue, epoch, length, checksum, place } = frames.payload;
      kept.up.payload.set({ queue, epoch, length, end: length.sub(1), checksum, place, next: place.add(1) });
      // There is room: a frame whose sum comes is still among those kept.
      sums.up.valid.set(sum.sums.valid);
      sums.up.payload.set(sum.sums.payload);
      unused(sums.up.ready);
      checkLength(config, takes, words.payload.last, length);

      // Out: the frame at the head, and whether its run is still in force.
      const states = queueStates(config, change);
      const { head, runs, begun, beat } = reg({
        head: { valid: bit(0), ...readyShape(config) },
        runs: bit(),
        begun: bit(0),
        beat: u(beatIndexBits(config), 0),
      });
      const at = positionOf(config);
      const isLast = named('is_last', beat.eq(at.beat(head.end)));
      const drops = named('drops', head.valid.and(begun.not()).and(runs.not()));
      const { swallowing } = reg({ swallowing: bit(0) });
      const swallows = named('swallows', drops.or(swallowing));
      const offers = named('offers', head.valid.and(store.down.valid).and(swallows.not()));
      const sends = named('sends', offers.and(patch.up.ready));
      const { ended } = reg({ ended: { valid: bit(0), ...sentEventShape(config) } });
      const told = named('told', ended.valid.not().or(events.ready));
      const swallowed = named('swallowed', swallows.and(store.down.valid).and(told));
      const leaves = named('leaves', sends.and(isLast).or(swallowed.and(store.down.payload.last)));
      store.down.ready.set(swallows.and(told).or(sends.and(isLast.or(at.fillsWord(beat)))));
      when(sends, () => {
        begun.set(isLast.not());
        beat.set(mux(isLast, lit(0, beat.width), beat.add(1)));
      });
      when(swallowed, () => swallowing.set(store.down.payload.last.not()));

      const whole = named('whole', kept.down.valid.and(sums.down.valid));
      ready.up.valid.set(whole);
      ready.up.payload.set({ ...kept.down.payload, sum: sums.down.payload.checksum });
      kept.down.ready.set(ready.up.ready.and(sums.down.valid));
      sums.down.ready.set(ready.up.ready.and(kept.down.valid));
      const loads = named('loads', head.valid.not().or(leaves));
      ready.down.ready.set(loads);
      const next = ready.down.payload;
      when(loads, () => head.set({ valid: ready.down.valid, ...next }));
      const stillRuns = states.runs(head.queue, head.epoch);
      runs.set(mux(loads, states.runs(next.queue, next.epoch), stillRuns));

      const source = functionOf(config, head.queue);
      connect(beats, patch.beats);
      patch.up.valid.set(offers);
      patch.up.payload.set({
        data: at.partOf(store.down.payload.data as Val, beat),
        first: begun.not(),
        last: isLast,
        source,
        length: head.length,
        highHere: head.checksum.and(beat.eq(at.beat(head.place))),
        lowHere: head.checksum.and(beat.eq(at.beat(head.next))),
        highLane: at.lane(head.place),
        lowLane: at.lane(head.next),
        sum: head.sum,
      });

      when(told, () =>
        ended.set({
          valid: swallowed.and(store.down.payload.last),
          source,
          event: lit(transmitEventId('run_ended'), transmitEventBits),
          bytes: head.length,
        }),
      );
      events.valid.set(ended.valid);
      events.payload.set({ source: ended.source, event: ended.event, bytes: ended.bytes });

      answerDrain(
        { depth: queueCount(config), bits: indexWidth(inserterFrames) + 1 },
        sweep,
        drain,
        { valid: ends, at: queue },
        { valid: leaves, at: head.queue },
      );
    },
    { maxDepth: 4, doc: 'Stores frames from guest memory, inserts their checksums, and cuts them into beats.' },
  );

const netBytes = (config: Config): number => config.netDataBits / 8;
const beatIndexBits = (config: Config): number => lengthBits - indexWidth(netBytes(config));

/** Where a byte of a frame is: its beat and its lane there, and which part of a word a beat is. */
const positionOf = (config: Config) => {
  const laneBits = indexWidth(netBytes(config));
  const parts = config.hostDataBits / config.netDataBits;
  const part = (beat: Val): Val => beat.trunc(indexWidth(parts));
  return {
    beat: (byte: Val): Val => byte.slice(laneBits, lengthBits - laneBits),
    lane: (byte: Val): Val => byte.trunc(laneBits),
    fillsWord: (beat: Val): Val<1> => (parts === 1 ? lit(1, 1) : part(beat).andR()),
    partOf: (word: Val, beat: Val): Val =>
      parts === 1
        ? word
        : oneHotMux(
            Array.from({ length: parts }, (_, i) => [
              part(beat).eq(i),
              word.slice(i * config.netDataBits, config.netDataBits),
            ]),
          ),
  };
};

/** Holds the words of a frame to its length. */
const checkLength = (config: Config, takes: Val<1>, last: Val<1>, length: Val): void => {
  const bits = lengthBits - indexWidth(wordBytes(config));
  const { word } = reg({ word: u(bits, 0) });
  when(takes, () => word.set(mux(last, lit(0, bits), word.add(1))));
  const lastWord = length.sub(1).slice(indexWidth(wordBytes(config)), bits);
  assert('words_agree_with_length', takes.not().or(last.eq(word.eq(lastWord))));
};
