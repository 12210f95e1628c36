// SPDX-License-Identifier: Apache-2.0
/**
 * The part of each frame that may hold headers: its first `windowBeats` beats. The beat that ends the frame or the window
 * is marked `last`, the rest is left out, so that later stages never wait for bytes they do not need.
 *
 * Flow in, flow out, never stalls. Latency 1 clock. Logic depth 2 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  flow,
  indexWidth,
  master,
  mux,
  output,
  reg,
  slave,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { beatShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import type { ParserPlan } from '../graph/plan.ts';
import { alignedBeat } from './stage-shapes.ts';

/**
 * Window of the first stage of `plan`. Valid with the last beat: `bytes`, the length of the frame inside the window, and
 * `longer`, 1 when the frame goes on after it.
 */
export const parserWindow = (config: Config, plan: ParserPlan) =>
  component(
    'parser_window',
    { netDataBits: config.netDataBits, windowBeats: plan.windowBeats },
    {
      up: slave(flow(beatShape(config))),
      down: master(flow(alignedBeat(plan.stages[0]!))),
      bytes: output(u(plan.leftBits)),
      longer: output(bit()),
    },
    ({ up, down, bytes, longer }) => {
      const { data, lastByte, last, first, error } = up.payload;
      unused(first, error);
      // Counts to windowBeats, where it stays until the frame ends.
      const { beat } = reg({ beat: u(indexWidth(plan.windowBeats + 1), 0) });
      const open = beat.ne(plan.windowBeats);
      when(up.valid, () => beat.set(mux(last, 0, mux(open, beat.add(1), beat))));

      const { held } = reg({
        held: {
          valid: bit(0),
          data: u(config.netDataBits),
          last: bit(),
          lastPosition: u(plan.leftBits),
          longer: bit(),
        },
      });
      held.valid.set(up.valid.and(open));
      held.data.set(data);
      held.last.set(last.or(beat.eq(plan.windowBeats - 1)));
      held.lastPosition.set((cat(beat, lastByte) as Val).trunc(plan.leftBits));
      held.longer.set(last.not());
      down.valid.set(held.valid);
      down.payload.set({ data: held.data.trunc(down.payload.data.width), last: held.last, next: {} });
      bytes.set(held.lastPosition.add(1));
      longer.set(held.longer);
    },
    { maxDepth: 2, doc: 'Cuts each frame to the beats that may hold headers.' },
  );
