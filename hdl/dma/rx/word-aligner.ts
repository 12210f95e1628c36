// SPDX-License-Identifier: Apache-2.0
/**
 * Word aligner: turns the words of frames into write beats at any byte address, with the net header in front.
 *
 * Header and frame are seen as words H, F0, F1, ... where H is padding and the header, so that the frame begins with a
 * word of its own. Each word is rotated to the lanes of the address by a registered network; a beat takes its high
 * lanes from one word and its low lanes from the word before. A beat that would hold padding alone does not exist: its
 * frame begins with the beat behind it. Strobes cover the header and the frame and nothing else, and unmarked lanes
 * carry zeros, so that no byte of another frame ever leaves.
 *
 * One beat a clock without a gap from frame to frame, as long as words come and beats are taken. The words of a
 * discarded frame are taken one a clock. Beats pass a FIFO of 32; none is begun that it could not hold. Latency from
 * word to beat 4 clocks at 128 bits and one more for each factor of 4. Logic depth 4 LUTs at 10g.
 */

import {
  bit,
  cat,
  component,
  type Flip,
  type Inside,
  inst,
  lit,
  master,
  mux,
  named,
  type Rd,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { delayed, fifo } from 'typescript-hdl/lib';
import { wordShape } from '../../lib/frame-shapes.ts';
import { beatBytes, blockBeatBits, laneBits } from '../../lib/host-bus.ts';
import type { Config } from '../../spec/configs.ts';
import { netHeaderBytes, receiveNetHeader } from '../../spec/virtio/virtqueue.ts';
import { writeBeatShape } from '../host/host-shapes.ts';
import { byteRotator, rotatorStages } from './byte-rotator.ts';
import { alignPlanShape, frameBeatBits } from './frame-plan.ts';

const fifoDepth = 32;

/** What is known of a beat before it is made. `headerHigh`, `headerLow`: the part of it that holds the header. */
const beatInfoShape = (config: Config) => ({
  valid: bit(0),
  takesWord: bit(),
  headerHigh: bit(),
  headerLow: bit(),
  lane: u(laneBits(config)),
  first: bit(),
  last: bit(),
  lastLane: u(laneBits(config)),
  endsBurst: bit(),
});
type BeatInfo = Rd<ReturnType<typeof beatInfoShape>>;

/** How a beat is put together: lanes of the word, lanes of the word before, header bytes. */
const recipeShape = (config: Config) => ({
  valid: bit(0),
  takesWord: bit(),
  strobe: u(beatBytes(config)),
  high: u(beatBytes(config)),
  low: u(beatBytes(config)),
  header: u(config.hostDataBits),
  endsBurst: bit(),
});

/** The aligner; see the header comment. */
export const wordAligner = (config: Config) =>
  component(
    'word_aligner',
    { config: config.name, hostDataBits: config.hostDataBits },
    {
      plans: slave(stream(alignPlanShape(config))),
      words: slave(stream(wordShape(config))),
      beats: master(stream(writeBeatShape(config))),
    },
    ({ plans, words, beats }) => {
      checkBus(config);
      const { queue } = inst({ queue: fifo(writeBeatShape(config), fifoDepth) });
      const { room } = reg({ room: bit(0) });
      const stages = rotatorStages(config.hostDataBits);
      // Not in the count yet: what rotator and `merged` hold, the beat of this clock, and one for the age of `room`.
      room.set(queue.count.le(fifoDepth - (stages + 3)));

      const info = chooseBeat(config, plans, words, room);
      const word = byteRotator('turned', words.payload.data, info.lane.add(netHeaderBytes));
      const { recipe } = reg({ recipe: recipeShape(config) });
      recipe.set(recipeOf(config, delayed('info', beatInfoShape(config), info, stages - 1)));

      const { earlier, merged } = reg({
        earlier: u(config.hostDataBits),
        merged: { valid: bit(0), beat: writeBeatShape(config) },
      });
      when(recipe.valid.and(recipe.takesWord), () => earlier.set(word));
      merged.valid.set(recipe.valid);
      merged.beat.data.set(lanesOf(recipe.high).and(word).or(lanesOf(recipe.low).and(earlier)).or(recipe.header));
      merged.beat.strobe.set(recipe.strobe);
      merged.beat.last.set(recipe.endsBurst);
      queue.up.valid.set(merged.valid);
      queue.up.payload.set(merged.beat);
      beats.valid.set(queue.down.valid);
      beats.payload.set(queue.down.payload);
      queue.down.ready.set(beats.ready);
    },
    { maxDepth: 4, doc: 'Word aligner: header and frame words to write beats at any byte address, one a clock.' },
  );

const checkBus = (config: Config): void => {
  if (beatBytes(config) < netHeaderBytes || !Number.isInteger(Math.log2(config.hostDataBits))) {
    throw new RangeError(`The host bus must have a power of two of at least 128 bits, not ${config.hostDataBits}.`);
  }
};

type Plans = Inside<Flip<ReturnType<typeof stream<ReturnType<typeof alignPlanShape>>>>>;
type Words = Inside<Flip<ReturnType<typeof stream<ReturnType<typeof wordShape>>>>>;

/** Which beat, if any, is begun in this clock, and whether it takes a word. */
const chooseBeat = (config: Config, plans: Plans, words: Words, room: Val<1>): BeatInfo => {
  const plan = plans.payload;
  const { at } = reg({
    at: { beat: u(frameBeatBits(config), 0), wordsDone: bit(0), blockBeat: u(blockBeatBits(config)) },
  });
  const lane = plan.place.slice(0, laneBits(config));
  const first = at.beat.eq(0);
  const last = at.beat.eq(plan.lastBeat);
  // The header ends inside the first beat, which therefore takes the first word of the frame.
  const short = named('short_start', lane.lt(beatBytes(config) - netHeaderBytes));
  const takesWord = named('takes_word', at.wordsDone.not().and(first.not().or(short)));
  const working = named('working', plans.valid.and(plan.discard.not()).and(room));
  const begun = named('begun', working.and(words.valid.or(takesWord.not())));
  const blockBeat = mux(first, plan.place.slice(laneBits(config), blockBeatBits(config)), at.blockBeat);

  words.ready.set(plans.valid.and(plan.discard).or(working.and(takesWord)));
  plans.ready.set(mux(plan.discard, words.valid.and(words.payload.last), begun.and(last)));
  when(begun, () => {
    at.beat.set(mux(last, 0, at.beat.add(1)));
    at.wordsDone.set(last.not().and(at.wordsDone.or(takesWord.and(words.payload.last))));
    at.blockBeat.set(blockBeat.add(1));
  });
  return {
    valid: begun,
    takesWord,
    headerHigh: first.and(short.not()),
    headerLow: mux(short, first, at.beat.eq(1)),
    lane,
    first,
    last,
    lastLane: plan.lastLane,
    endsBurst: last.or(blockBeat.andR()),
  };
};

/** Masks of a beat. A word stands in the lanes from `split` upwards, the word before it in those below. */
const recipeOf = (config: Config, info: BeatInfo): Rd<ReturnType<typeof recipeShape>> => {
  const bytes = beatBytes(config);
  const all = lit((1n << BigInt(bytes)) - 1n, bytes);
  const from = (lane: Val): Val => all.shl(lane);
  const upTo = (lane: Val): Val => from(lane).shl(1).not();
  const high = named('high', from(info.lane.add(netHeaderBytes)));
  const strobe = mux(info.first, from(info.lane), all).and(mux(info.last, upTo(info.lastLane), all));
  const header = mux(info.headerHigh, high, 0).or(mux(info.headerLow, high.not(), 0));
  return {
    valid: info.valid,
    takesWord: info.takesWord,
    strobe,
    high: mux(info.headerHigh, 0, strobe.and(high)),
    low: mux(info.headerLow, 0, strobe.and(high.not())),
    header: headerFrom(info.lane, bytes).and(lanesOf(header)),
    endsBurst: info.endsBurst,
  };
};

/** The header's bytes in the lanes from `lane` upwards, around the end of the beat. */
const headerFrom = (lane: Val, bytes: number): Val =>
  receiveNetHeader
    .map((value, i) => ({ value, place: lit(1, bytes).shl(lane.add(i)) }))
    .filter(({ value }) => value !== 0)
    .map(({ value, place }) => lanesOf(place).and(lit(value, 8).repeat(bytes)))
    .reduce((word, part) => word.or(part), lit(0, bytes * 8));

/** A mask bit a lane to a mask bit a data bit. */
const lanesOf = (mask: Val): Val =>
  cat(...Array.from({ length: mask.width }, (_, lane) => mask.bit(lane).repeat(8)).reverse());
