// SPDX-License-Identifier: Apache-2.0
/**
 * Segment reader: hands out the pieces of buffers that were taken for a frame, and gives lines back that are used up.
 *
 * The segments of a frame are as long as its bytes together; pieces after that are passed over, and the last segment in a buffer
 * carries the id of the buffer. Of buffers that are `returned` each gives one segment of 0 bytes. A line is given back when the
 * list is followed to the next; with `flush` all lines of the list are.
 *
 * 4 clocks for a frame of one piece, 2 or 3 more for each further one. Waits for segments to be taken. Logic depth 4 LUTs at 10g.
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
  reg,
  slave,
  stream,
  u,
  unused,
  when,
} from 'typescript-hdl';
import { fifo } from 'typescript-hdl/lib';
import { segmentShape, takeBytesBits } from '../../lib/take-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { descriptorsPerLine } from '../../spec/virtio/mover-sizes.ts';
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
    io => read(config, io),
    {
      maxDepth: 4,
      doc: 'Segment reader: pieces of taken buffers in order, lines given back.',
    },
  );

/** What is left of the pieces that were taken. */
const jobShape = (config: Config) => {
  const { queue, cursor, pieces, last } = takenShape(config);
  return { queue, cursor, pieces, last };
};

const read = (config: Config, { taken, place, piece, end, next, free, segment }: Io): void => {
  const { job } = reg({ job: jobShape(config) });
  const { held } = reg({ held: { valid: bit(), ...pieceShape } });
  const { current } = reg({ current: { use: bit(), ...pieceShape, end: endShape } });
  const { left } = reg({ left: u(takeBytesBits) });
  const { frees } = inst({ frees: fifo(ownLineShape(config), 4) });
  unused(frees.count);
  connect(free, frees.down);
  frees.up.payload.set({ queue: job.queue, line: job.cursor.line });

  const uses = named('uses', piece.bytes.ne(0).and(left.ne(0)));
  const fits = named('fits', piece.bytes.le(left));
  const done = named('done', job.pieces.eq(0));
  const state = fsm('state', ['rest', 'hop', 'move', 'read', 'catch', 'plain', 'end', 'drop', 'link'], {
    rest: goto => {
      job.set(pick(jobShape(config), taken.payload));
      left.set(mux(taken.payload.returned, 0, taken.payload.bytes));
      held.valid.set(0);
      when(taken.valid, () => {
        goto('read');
        when(taken.payload.cursor.spent, () => goto('hop'));
        when(taken.payload.flush, () => goto('drop'));
      });
    },
    // The number of the next line comes a clock after that of the line.
    hop: goto => goto('move'),
    move: goto => {
      when(frees.up.ready, () => {
        job.cursor.set({ line: next.following, lane: 0, spent: 0 });
        goto('read');
      });
    },
    read: goto => goto('catch'),
    catch: goto => {
      current.set({
        use: uses,
        address: piece.address,
        bytes: mux(uses, mux(fits, piece.bytes, left), 0),
        end,
      });
      when(uses, () => left.set(mux(fits, left.sub(piece.bytes), 0)));
      job.pieces.set(job.pieces.sub(1));
      job.cursor.lane.set(job.cursor.lane.add(1));
      job.cursor.spent.set(job.cursor.lane.eq(descriptorsPerLine - 1));
      goto('end');
      when(held.valid.and(uses), () => goto('plain'));
    },
    // A piece that was held back is not the last of its buffer: another one with bytes follows.
    plain: goto => when(segment.ready, () => goto('end')),
    end: goto => {
      when(current.use, () => held.set({ valid: 1, address: current.address, bytes: current.bytes }));
      const emits = current.end.endsBuffer;
      when(emits.not().or(segment.ready), () => {
        when(emits, () => held.valid.set(0));
        goto('read');
        when(job.cursor.spent, () => goto('move'));
        when(done, () => goto('rest'));
      });
    },
    drop: goto => {
      when(frees.up.ready, () => {
        goto('link');
        when(job.cursor.line.eq(job.last), () => goto('rest'));
      });
    },
    link: goto => {
      job.cursor.line.set(next.following);
      goto('drop');
    },
  });
  taken.ready.set(state.is('rest'));
  frees.up.valid.set(state.is('move').or(state.is('drop')));
  place.line.set(job.cursor.line);
  place.lane.set(job.cursor.lane);
  next.line.set(job.cursor.line);

  const ends = named('ends', state.is('end'));
  const own = named('own', ends.and(current.use.or(held.valid.not())));
  segment.valid.set(state.is('plain').or(ends.and(current.end.endsBuffer)));
  segment.payload.set({
    address: mux(own, current.address, held.address),
    bytes: mux(own, current.bytes, held.bytes),
    endsBuffer: ends,
    id: current.end.id,
    slots: current.end.slots,
    last: ends.and(done),
  });
};
