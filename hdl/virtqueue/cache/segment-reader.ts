// SPDX-License-Identifier: Apache-2.0
/**
 * Segment reader: hands out the pieces of buffers that were taken for a frame, and gives lines back that are used up.
 *
 * The segments of a frame are as long as its bytes together; pieces after that are passed over, and the last segment in a buffer
 * carries the id of the buffer. Of buffers that are `returned` each gives one segment of 0 bytes. A line is given back when the
 * list is followed to the next; with `flush` all lines of the list are.
 *
 * How it works: places of pieces go to the RAM one a clock as long as the words that come of them have room, and segments are made of the
 * words. What block RAM says of the line after one waits a clock in a register: a place in a line that was only just come to is
 * named a clock later if it is in the next one already. Two clocks a piece, 3 where a piece before it in the buffer was held back, 2 for a line of a flush. Waits
 * for segments to be taken. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  component,
  connect,
  fsm,
  type Inside,
  input,
  inst,
  master,
  mux,
  named,
  output,
  pick,
  type Rd,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import { fifo } from 'typescript-hdl/lib';
import { segmentShape, takeBytesBits } from '../../lib/take-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { descriptorsPerLine, readPieces } from '../../spec/virtio/mover-sizes.ts';
import { endShape, laneIndex, lineIndex, ownLineShape, pieceShape, takenShape } from './cache-shapes.ts';

const ports = (config: Config) => ({
  taken: slave(stream(takenShape(config))),
  place: { line: output(lineIndex(config)), lane: output(laneIndex) },
  piece: input(pieceShape),
  end: input(endShape),
  next: { line: output(lineIndex(config)), following: input(lineIndex(config)) },
  free: master(stream(ownLineShape(config))),
  segment: master(stream(segmentShape)),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The part that reads segments; see the header comment. */
export const segmentReader = (config: Config) =>
  component(
    'segment_reader',
    { config: config.name, functions: config.functions },
    ports(config),
    io => {
      const { found } = inst({ found: fifo(wordShape, readPieces) });
      // The word that is on its way from the RAM must have room.
      const room = named('room', found.count.lt(readPieces - 1));
      const asked = followJobs(config, io, room);
      found.up.valid.set(asked.valid);
      found.up.payload.set({ ...io.piece, end: io.end, first: asked.first, last: asked.last, frameBytes: asked.bytes });
      unused(found.up.ready);
      makeSegments(io, found.down);
    },
    {
      maxDepth: 3,
      doc: 'Segment reader: pieces of taken buffers in order, lines given back.',
    },
  );

/** A piece with its place among those of its frame, and the bytes of segments that the frame is to get. */
const currentShape = { ...pieceShape, end: endShape, last: bit() };
const wordShape = { ...currentShape, first: bit(), frameBytes: u(takeBytesBits) };

/** Names the places of pieces, and the lines that are used up; gives what belongs to the word that comes a clock later. */
const followJobs = (config: Config, { taken, place, next, free }: Io, room: Val<1>) => {
  const { queue, flush, cursor, pieces, bytes, last } = takenShape(config);
  const { job, asked, after, ripe } = reg({
    job: { valid: bit(0), first: bit(), queue, flush, cursor, pieces, bytes, last },
    asked: { valid: bit(0), first: bit(), last: bit(), bytes },
    // The line after that of the cursor, when the cursor has been there for a clock.
    after: lineIndex(config),
    ripe: bit(0),
  });
  const { frees } = inst({ frees: fifo(ownLineShape(config), 4) });
  unused(frees.count);
  connect(free, frees.down);

  const { spent, lane } = job.cursor;
  const hops = named('hops', job.flush.or(spent));
  const line = mux(hops, after, job.cursor.line);
  const mayHop = frees.up.ready.and(ripe);
  const moves = named('moves', job.valid.and(job.flush.or(room)).and(mayHop.or(hops.not())));
  const lastPiece = named('last_piece', job.pieces.eq(1));
  const ends = mux(job.flush, job.cursor.line.eq(job.last), lastPiece);
  const accepts = named('accepts', job.valid.not().or(moves.and(ends)));
  frees.up.valid.set(moves.and(hops));
  frees.up.payload.set({ queue: job.queue, line: job.cursor.line });
  place.line.set(line);
  place.lane.set(lane);
  next.line.set(mux(accepts, taken.payload.cursor.line, mux(moves, line, job.cursor.line)));
  when(moves, () => {
    job.first.set(0);
    job.pieces.set(job.pieces.sub(1));
    job.cursor.set({ line, lane: lane.add(1), spent: lane.eq(descriptorsPerLine - 1) });
  });
  after.set(next.following);
  ripe.set(accepts.or(moves.and(hops)).not());
  taken.ready.set(accepts);
  when(accepts, () => {
    const { returned, bytes: frameBytes, ...rest } = taken.payload;
    job.set({ valid: taken.valid, first: 1, bytes: mux(returned, 0, frameBytes), ...rest });
  });
  asked.set({ valid: moves.and(job.flush.not()), first: job.first, last: lastPiece, bytes: job.bytes });
  return asked;
};

type Words = {
  readonly valid: Val<1>;
  readonly payload: Rd<typeof wordShape>;
  readonly ready: { set(value: Val<1>): void };
};

/** Makes the segments of words. */
const makeSegments = ({ segment }: Io, words: Words): void => {
  const { current, left, held } = reg({
    current: { word: currentShape, uses: bit(), fits: bit() },
    left: u(takeBytesBits),
    held: { valid: bit(0), ...pieceShape },
  });
  const { word } = current;
  const uses = named('uses', word.bytes.ne(0).and(left.ne(0)));
  const used = mux(current.uses, mux(current.fits, word.bytes, left), 0);
  const rest = mux(current.uses, mux(current.fits, left.sub(word.bytes), 0), left);
  const { endsBuffer } = word.end;
  const { takes } = wire({ takes: bit() });
  takes.set(0);
  words.ready.set(takes);
  const take = (goto: (state: 'weigh' | 'rest') => void): void => {
    takes.set(1);
    current.word.set(pick(currentShape, words.payload));
    current.uses.set(0);
    left.set(mux(words.valid.and(words.payload.first), words.payload.frameBytes, rest));
    goto('rest');
    when(words.valid, () => goto('weigh'));
  };
  const state = fsm('state', ['rest', 'weigh', 'plain', 'end'], {
    rest: goto => take(goto),
    weigh: goto => {
      current.uses.set(uses);
      current.fits.set(word.bytes.le(left));
      goto('end');
      when(held.valid.and(uses), () => goto('plain'));
    },
    // A piece that was held back is not the last of its buffer: another one with bytes follows.
    plain: goto => when(segment.ready, () => goto('end')),
    end: goto => {
      when(current.uses, () => held.set({ valid: 1, address: word.address, bytes: used }));
      when(endsBuffer.not().or(segment.ready), () => {
        when(endsBuffer, () => held.valid.set(0));
        take(goto);
      });
    },
  });
  const ends = named('ends', state.is('end'));
  const own = named('own', ends.and(current.uses.or(held.valid.not())));
  segment.valid.set(state.is('plain').or(ends.and(endsBuffer)));
  segment.payload.set({
    address: mux(own, word.address, held.address),
    bytes: mux(own, used, held.bytes),
    endsBuffer: ends,
    id: word.end.id,
    slots: word.end.slots,
    last: ends.and(word.last),
  });
};
