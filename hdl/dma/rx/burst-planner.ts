// SPDX-License-Identifier: Apache-2.0
/**
 * Burst planner: cuts the beats of each frame into AXI4 bursts that stay inside an aligned block of 4096 bytes and have
 * at most 256 beats. The first burst bears the exact address of the buffer; the others start with their block.
 *
 * A frame takes one clock and one more for each burst. `bursts` stays until taken. Logic depth 3 LUTs at 10g.
 */

import { bit, cat, component, lit, master, mux, reg, slave, stream, u, when } from 'typescript-hdl';
import { blockBeatBits, blockBits, hostAddressBits, laneBits } from '../../lib/host-bus.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import { burstShape, writeKinds } from '../host/host-shapes.ts';
import { burstPlanShape, frameBeatBits } from './frame-plan.ts';

/** Planner of frame bursts; see the header comment. */
export const burstPlanner = (config: Config) =>
  component(
    'burst_planner',
    { config: config.name, hostDataBits: config.hostDataBits },
    { plans: slave(stream(burstPlanShape(config))), bursts: master(stream(burstShape(config))) },
    ({ plans, bursts }) => {
      const { now } = reg({
        now: {
          valid: bit(0),
          address: u(hostAddressBits),
          more: u(frameBeatBits(config)),
          queue: queueIndex(config),
        },
      });
      const bits = Math.max(frameBeatBits(config), blockBeatBits(config)) + 1;
      // Beats after the next one: of the frame, and up to the end of the block.
      const more = now.more.zext(bits);
      const toEnd = now.address.slice(laneBits(config), blockBeatBits(config)).not().zext(bits);
      const final = more.le(toEnd);
      const beats = mux(final, more, toEnd);
      bursts.valid.set(now.valid);
      bursts.payload.address.set(now.address);
      bursts.payload.beats.set(beats.trunc(8));
      bursts.payload.context.set({ kind: writeKinds.frame, queue: now.queue, final, bytes: 0 });
      plans.ready.set(now.valid.not());
      when(plans.fire, () => {
        now.valid.set(1);
        now.address.set(plans.payload.address);
        now.more.set(plans.payload.lastBeat);
        now.queue.set(plans.payload.queue);
      });
      when(bursts.fire, () => {
        now.valid.set(final.not());
        now.more.set(more.sub(beats).sub(1).trunc(frameBeatBits(config)));
        const block = now.address.slice(blockBits(config), hostAddressBits - blockBits(config));
        now.address.set(cat(block.add(1), lit(0, blockBits(config))));
      });
    },
    { maxDepth: 3, doc: 'Burst planner: frames to AXI4 bursts inside aligned blocks of 4096 bytes.' },
  );
