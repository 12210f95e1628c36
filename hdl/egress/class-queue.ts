// SPDX-License-Identifier: Apache-2.0
/**
 * Class queue: the frames of one wire class, stored whole in block RAM.
 *
 * - `up` never waits: whoever sends asks `room` first, the free beats as they were a clock before, less those that
 *   may have come since. A frame must not begin unless all its beats have room (asserted).
 * - `heads` offers a frame once its last beat is inside, with its bytes on the wire; `beats` then has its beats one after
 *   another without a gap, in the order in which heads are taken.
 * - `stocked` says that more than enough waits: bytes for as long as the next frame may take to come, and two whole frames at least.
 *   2 clocks late.
 *
 * Throughput one beat a clock both ways. Latency from the last beat to its head 2 clocks. Logic depth 2 LUTs at 10g.
 */
import {
  assert,
  bit,
  component,
  connect,
  flow,
  indexWidth,
  inst,
  lit,
  master,
  mux,
  output,
  reg,
  slave,
  stream,
  u,
  unused,
} from 'typescript-hdl';
import { forwardSlice } from 'typescript-hdl/lib';
import { clockedFifo } from '../lib/clocked-ram.ts';
import { lengthBits } from '../lib/frame-shapes.ts';
import { type Config, minFrameBytes } from '../spec/configs.ts';
import { wireOverheadBytes } from '../spec/shares.ts';
import { classAheadBytes, classBytes } from '../spec/wire-classes.ts';
import { paddedBeatShape } from './frame-padder.ts';

/** Beats that a class holds. */
export const classBeats = (config: Config): number => classBytes(config) / (config.netDataBits / 8);
/** Frames that it holds: as many of the shortest as its beats hold. */
const classFrames = (config: Config): number =>
  2 ** Math.ceil(Math.log2(classBeats(config) / Math.ceil(minFrameBytes / (config.netDataBits / 8))));
/** Beats that wait before more is enough; half of a small memory. */
const aheadBeats = (config: Config): number =>
  Math.min(Math.ceil(classAheadBytes(config) / (config.netDataBits / 8)), classBeats(config) / 2);
/** Width of a number of beats of a class. */
export const roomBits = (config: Config): number => indexWidth(classBeats(config)) + 1;

/** A whole frame; `wire` counts preamble, FCS and gap as well. */
export const headShape = (config: Config) => ({
  source: paddedBeatShape(config).source,
  length: u(lengthBits),
  wire: u(lengthBits + 1),
});

/** Beats that may have come since `room` was counted, and one to spare. */
const late = 4;

/** The memory of one class; see the header comment. */
export const classQueue = (config: Config) =>
  component(
    'class_queue',
    { netDataBits: config.netDataBits, functions: config.functions, bytes: classBytes(config) },
    {
      up: slave(flow(paddedBeatShape(config))),
      room: output(u(roomBits(config))),
      stocked: output(bit()),
      heads: master(stream(headShape(config))),
      beats: master(stream({ data: u(config.netDataBits), last: bit() })),
    },
    ({ up, room, stocked, heads, beats }) => {
      const { source, length } = headShape(config);
      const { data, frames, head } = inst({
        data: clockedFifo({ data: u(config.netDataBits), last: bit() }, classBeats(config)),
        frames: clockedFifo({ source, length }, classFrames(config)),
        head: forwardSlice(headShape(config)),
      });
      const { payload } = up;
      unused(payload.first, payload.wireClass);
      data.up.valid.set(up.valid);
      data.up.payload.set({ data: payload.data, last: payload.last });
      frames.up.valid.set(up.valid.and(payload.last));
      frames.up.payload.set({ source: payload.source, length: payload.length });
      assert('room', up.valid.not().or(data.up.ready.and(frames.up.ready)));

      const { free } = reg({ free: u(roomBits(config), 0) });
      const left = lit(classBeats(config), roomBits(config)).sub(data.count);
      free.set(mux(left.lt(late), lit(0, roomBits(config)), left.sub(late)));
      room.set(free);
      const { enough } = reg({ enough: bit(0) });
      // One frame more is at the output of the list, and one in the slice.
      enough.set(data.count.ge(aheadBeats(config)).and(frames.count.ne(0)));
      stocked.set(enough);

      head.up.valid.set(frames.down.valid);
      const wire = frames.down.payload.length.zext(lengthBits + 1).add(wireOverheadBytes);
      head.up.payload.set({ ...frames.down.payload, wire });
      frames.down.ready.set(head.up.ready);
      connect(heads, head.down);
      connect(beats, data.down);
    },
    { maxDepth: 2, doc: 'The frames of one wire class, stored whole in block RAM.' },
  );
