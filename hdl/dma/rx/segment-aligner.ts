// SPDX-License-Identifier: Apache-2.0
/**
 * Segment aligner: cuts the words of frames into write beats for pieces of memory at any address and of any length.
 *
 * A beat takes bytes of a word of the frame and of the one after it; a network of registers turns them to their lanes. Strobes cover
 * the bytes of the piece and nothing else, and unmarked lanes carry zeros. A beat ends its burst at the end of its piece and
 * at the end of a block of 4,096 bytes.
 *
 * Should a frame be longer than its pieces, the rest of it goes nowhere; should it be shorter, the bytes that are missing are
 * zeros: no frame's bytes ever get into the pieces of another.
 *
 * One beat a clock, from piece to piece without a gap; from frame to frame a clock is lost if the last beat takes bytes of
 * two words. Beats pass a FIFO of 32; none is begun that it could not hold. Latency from word to beat 5 clocks at
 * 128 bits and one more for each factor of 4.
 */
import {
  bit,
  cat,
  component,
  type Inside,
  inst,
  lit,
  master,
  mux,
  named,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { delayed, fifo } from 'typescript-hdl/lib';
import { byteRotator, rotatorStages } from '../../lib/byte-rotator.ts';
import { wordShape } from '../../lib/frame-shapes.ts';
import { beatBytes, blockBeatBits, laneBits } from '../../lib/host-bus.ts';
import type { Config } from '../../spec/configs.ts';
import { writeBeatShape } from '../host/host-shapes.ts';
import { pieceShape, segmentBeatBits } from './rx-shapes.ts';

const fifoDepth = 32;

const ports = (config: Config) => ({
  pieces: slave(stream(pieceShape(config))),
  words: slave(stream(wordShape(config))),
  beats: master(stream(writeBeatShape(config))),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The lanes of a beat, and whether it ends its burst. */
const markShape = (config: Config) => ({
  valid: bit(0),
  from: u(laneBits(config)),
  to: u(laneBits(config)),
  endsBurst: bit(),
});

/** The aligner; see the header comment. */
export const segmentAligner = (config: Config) =>
  component(
    'segment_aligner',
    { config: config.name, hostDataBits: config.hostDataBits },
    ports(config),
    io => {
      const { queue } = inst({ queue: fifo(writeBeatShape(config), fifoDepth) });
      const stages = rotatorStages(config.hostDataBits);
      const { room, mixed, turn, mark } = reg({
        room: bit(0),
        mixed: u(config.hostDataBits),
        turn: u(laneBits(config)),
        mark: markShape(config),
      });
      // Not in the count yet: what the registers from `mark` to `beat` hold, the beat of this clock, and one for the age of `room`.
      room.set(queue.count.le(fifoDepth - (stages + 5)));
      const beat = chooseBeat(config, io, room);
      mixed.set(beat.data);
      turn.set(beat.turn);
      mark.set(beat.mark);
      const turned = byteRotator('turned', mixed, turn);
      const lanes = beatBytes(config);
      const all = lit((1n << BigInt(lanes)) - 1n, lanes);
      const early = delayed('mark', markShape(config), mark, stages - 1);
      const { strobe, made } = reg({
        strobe: { valid: bit(0), lanes: u(lanes), endsBurst: bit() },
        made: { valid: bit(0), beat: writeBeatShape(config) },
      });
      strobe.set({
        valid: early.valid,
        lanes: all.shl(early.from).and(all.shl(early.to).shl(1).not()),
        endsBurst: early.endsBurst,
      });
      made.set({
        valid: strobe.valid,
        beat: { data: turned.and(lanesOf(strobe.lanes)), strobe: strobe.lanes, last: strobe.endsBurst },
      });
      queue.up.valid.set(made.valid);
      queue.up.payload.set(made.beat);
      io.beats.valid.set(queue.down.valid);
      io.beats.payload.set(queue.down.payload);
      queue.down.ready.set(io.beats.ready);
    },
    { maxDepth: 6, doc: 'Segment aligner: words of frames to write beats for pieces of memory anywhere, one a clock.' },
  );

/** The beat, if any, that is begun in this clock. */
const chooseBeat = (config: Config, { pieces, words }: Io, room: Val<1>) => {
  const bits = laneBits(config);
  const piece = pieces.payload;
  const r = reg({
    beat: u(segmentBeatBits(config), 0),
    blockBeat: u(blockBeatBits(config)),
    // The word that the next byte is in, and its place there.
    word: { valid: bit(0), ...wordShape(config) },
    place: u(bits, 0),
    // The rest of a frame that was longer than its pieces.
    skipping: bit(0),
  });
  const { word, place } = r;
  const first = named('first', r.beat.eq(0));
  const last = named('last', r.beat.eq(piece.lastBeat));
  const span = mux(first, piece.firstSpan, mux(last, piece.lastLane, 2 ** bits - 1));
  const to = named('to', place.addWide(span));
  const spans = named('spans', to.bit(bits));
  const usesUp = named('uses_up', spans.or(to.slice(0, bits).andR()));
  const ends = named('ends_frame', last.and(piece.last));
  const takesNext = named('takes_next', spans.and(word.last.not()));
  const begun = named('begun', pieces.valid.and(room).and(word.valid).and(words.valid.or(takesNext.not())));
  const blockBeat = mux(first, piece.blockBeat, r.blockBeat);

  pieces.ready.set(begun.and(last));
  when(begun, () => {
    r.beat.set(mux(last, 0, r.beat.add(1)));
    r.blockBeat.set(blockBeat.add(1));
    place.set(mux(ends, 0, to.slice(0, bits).add(1)));
  });
  // A frame ends with its last word; so what comes after that word is of the next frame.
  const loads = named('loads', word.valid.not().and(r.skipping.not()));
  const moves = named('moves', begun.and(mux(ends, word.last, usesUp.and(word.last.not()))));
  const dropsBoth = named('drops_both', begun.and(ends).and(word.last.not()));
  words.ready.set(loads.or(moves).or(dropsBoth.and(spans)).or(r.skipping));
  when(loads.or(moves), () => word.set({ valid: words.valid, ...words.payload }));
  when(dropsBoth, () => {
    word.valid.set(0);
    r.skipping.set(spans.and(words.payload.last).not());
  });
  when(r.skipping.and(words.valid).and(words.payload.last), () => r.skipping.set(0));
  // The frame was too short: zeros from here on.
  when(begun.and(usesUp).and(word.last).and(ends.not()), () => word.data.set(0));

  const lanes = beatBytes(config);
  const ofWord = named('of_word', lit((1n << BigInt(lanes)) - 1n, lanes).shl(place));
  const ofNext = lanesOf(ofWord.not().and(takesNext.repeat(lanes)));
  return {
    data: word.data.and(lanesOf(ofWord)).or(words.payload.data.and(ofNext)),
    turn: mux(first, piece.lane, 0).sub(place),
    mark: {
      valid: begun,
      from: mux(first, piece.lane, 0),
      to: mux(last, piece.lastLane, 2 ** bits - 1),
      endsBurst: last.or(blockBeat.andR()),
    },
  };
};

/** A mask bit a lane to a mask bit a data bit. */
const lanesOf = (mask: Val): Val =>
  cat(...Array.from({ length: mask.width }, (_, lane) => mask.bit(lane).repeat(8)).reverse());
