// SPDX-License-Identifier: Apache-2.0
/** Holds the beats of each frame until it is known what of them is to be judged. */
import {
  assert,
  bit,
  component,
  flow,
  indexWidth,
  inst,
  lit,
  master,
  mux,
  output,
  pipeline,
  ram,
  reg,
  slave,
  stream,
  u,
  unused,
  when,
} from 'typescript-hdl';
import { clockedFifo } from '../../lib/clocked-ram.ts';
import { beatShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { positionBits } from './checksum-shapes.ts';
import { coverageMaskClocks } from './coverage-mask.ts';
import { frameCoverageShape } from './coverage-queue.ts';

/** A beat without its data, beside what is to be judged of its frame. */
export const walkedBeatShape = ({ netDataBits }: Pick<Config, 'netDataBits'>) => ({
  first: bit(),
  last: bit(),
  /** Number of the beat in its frame. */
  beat: u(positionBits - Math.log2(netDataBits / 8)),
  lastByte: u(Math.log2(netDataBits / 8)),
  coverage: frameCoverageShape,
});

/**
 * Joins the n-th frame with the n-th of `frames`: one beat a clock as soon as that is there, `data` {@link coverageMaskClocks}
 * clocks later. `beats` cannot be held back; fewer than `depth` - 4 of them may wait. Latency of a beat 2 clocks at
 * least. Logic depth 2 LUTs at 10g.
 */
export const frameWalk = (config: Config, depth: number) =>
  component(
    'frame_walk',
    { netDataBits: config.netDataBits, depth },
    {
      beats: slave(flow(beatShape(config))),
      frames: slave(stream(frameCoverageShape)),
      down: master(flow(walkedBeatShape(config))),
      data: output(u(config.netDataBits)),
    },
    ({ beats, frames, down, data }) => {
      const { lastByte, last } = beatShape(config);
      const { waiting } = inst({ waiting: clockedFifo({ lastByte, last }, depth) });
      const address = u(indexWidth(depth), 0);
      const r = reg({ tail: address, head: address, first: bit(1), beat: u(walkedBeatShape(config).beat.width, 0) });
      const { words } = ram({ words: { shape: u(config.netDataBits), depth } });
      unused(beats.payload.first, beats.payload.error, waiting.up.ready);

      assert('room', beats.valid.not().or(waiting.count.lt(depth - 4)));
      waiting.up.valid.set(beats.valid);
      waiting.up.payload.set({ lastByte: beats.payload.lastByte, last: beats.payload.last });
      when(beats.valid, () => {
        words.write(r.tail, beats.payload.data);
        r.tail.set(r.tail.add(1));
      });

      const ends = waiting.down.payload.last;
      down.valid.set(waiting.down.valid.and(frames.valid));
      waiting.down.ready.set(frames.valid);
      frames.ready.set(waiting.down.valid.and(ends));
      when(down.valid, () => {
        r.head.set(r.head.add(1));
        r.first.set(ends);
        r.beat.set(mux(ends, lit(0, r.beat.width), r.beat.add(1)));
      });
      down.payload.set({ ...waiting.down.payload, first: r.first, beat: r.beat, coverage: frames.payload });

      // The data leaves the memory when it is needed, so that it need not wait in registers.
      const p = pipeline('read', { valid: down.valid });
      const place = p.carry({ address: r.head });
      // The memory takes two clocks.
      while (p.stage < coverageMaskClocks - 2) p.next();
      data.set(words.read(place.address, undefined, { outputRegister: true }));
    },
    { maxDepth: 2, doc: 'Joins the beats of each frame with what is to be judged of it.' },
  );
