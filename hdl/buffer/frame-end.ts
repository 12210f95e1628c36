// SPDX-License-Identifier: Apache-2.0
/**
 * Frame end: what becomes of a frame that was decided.
 *
 * - Each is announced on `announced`, in the order of the decisions; who hears of it knows the outcome, and counts the frame.
 * - One that was `granted` buffers leaves to be read. Any other gives back what it holds without being read (`dropped`).
 * - `decided` is taken when both outputs that it goes to have room; neither may wait for the other's offer.
 *
 * Throughput one frame a clock, a dropped one every 2 clocks. Latency 0 for granted frames, 1 clock for dropped ones. Logic
 * depth 2 LUTs at 10g.
 */
import { bit, component, master, mux, named, reg, slave, stream, when } from 'typescript-hdl';
import { frameShape } from '../lib/frame-shapes.ts';
import { takeOutcomes } from '../lib/take-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { decidedShape } from './frame-lists.ts';
import { grantedFrameShape } from './frame-reader.ts';
import { readCopyShape } from './frame-release.ts';

/** The way of frames that were decided; see the header comment. */
export const frameEnd = (config: Config) =>
  component(
    'frame_end',
    { functions: config.functions, queuesPerFunction: config.queuesPerFunction, bufferCells: config.bufferCells },
    {
      decided: slave(stream(decidedShape(config))),
      announced: master(stream(frameShape(config))),
      granted: master(stream(grantedFrameShape(config))),
      dropped: master(stream(readCopyShape(config))),
    },
    ({ decided, announced, granted, dropped }) => {
      const { copy } = reg({ copy: { valid: bit(0), payload: readCopyShape(config) } });
      const { queue, place, epoch, verified, shared, chain, outcome } = decided.payload;
      const isGranted = named('is_granted', outcome.eq(takeOutcomes.granted));
      const room = named('room', mux(isGranted, granted.ready, copy.valid.not()));
      decided.ready.set(room.and(announced.ready));
      announced.valid.set(decided.valid.and(room));
      announced.payload.set({ queue, epoch, length: chain.lastOffset.add(1), verified });
      granted.valid.set(decided.valid.and(isGranted).and(announced.ready));
      granted.payload.set({ queue, place, shared, chain });

      when(dropped.ready, () => copy.valid.set(0));
      when(decided.fire.and(isGranted.not()), () => copy.set({ valid: 1, payload: { queue, place, shared, chain } }));
      dropped.valid.set(copy.valid);
      dropped.payload.set(copy.payload);
    },
    {
      maxDepth: 2,
      doc: 'Announces frames that were decided; those with buffers are read, the others give back what they hold.',
    },
  );
