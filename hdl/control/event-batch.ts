// SPDX-License-Identifier: Apache-2.0
/** Counter events of a source that cannot wait. */
import { bit, component, flow, indexWidth, master, reg, slave, stream, u, when } from 'typescript-hdl';
import { eventShape, lengthBits } from '../lib/frame-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { eventBits } from '../spec/events/drop-reasons.ts';
import { counterSlots } from '../spec/registers/registers.ts';

/** Counters of the machine. */
export const counterDepth = (config: Config): number => counterSlots(config) << eventBits;

/** Width of a number of frames: one a clock while the counters are cleared, and as long again. */
const framesBits = (config: Config): number => indexWidth(2 * counterDepth(config));

/** Frames that ended alike, and all their bytes. */
export const batchShape = (config: Config) => {
  const { slot, event } = eventShape(config);
  return { slot, event, frames: u(framesBits(config)), bytes: u(lengthBits + framesBits(config)) };
};

/**
 * Adds up events that cannot be held back, all of one slot and event, until the counters take them: none is lost, however
 * long that takes up to twice the clocks in which the counters are cleared. Takes one event a clock, latency 2 clocks.
 * Logic depth 2 LUTs at 10g.
 */
export const eventBatch = (config: Config) =>
  component(
    'event_batch',
    { config: config.name, functions: config.functions },
    { up: slave(flow(eventShape(config))), down: master(stream(batchShape(config))) },
    ({ up, down }) => {
      const { sum } = reg({ sum: batchShape(config) });
      const { some, out } = reg({ some: bit(0), out: { valid: bit(0), batch: batchShape(config) } });
      const { slot, event, bytes } = up.payload;
      const leaves = some.and(out.valid.not().or(down.ready));
      when(down.ready, () => out.valid.set(0));
      when(leaves, () => out.set({ valid: 1, batch: sum }));
      when(up.valid, () => {
        some.set(1);
        sum.slot.set(slot);
        sum.event.set(event);
        when(some.and(leaves.not()), () => {
          sum.frames.set(sum.frames.add(1));
          sum.bytes.set(sum.bytes.add(bytes.zext(sum.bytes.width)));
        }).otherwise(() => {
          sum.frames.set(1);
          sum.bytes.set(bytes.zext(sum.bytes.width));
        });
      }).elsewhen(leaves, () => some.set(0));
      down.valid.set(out.valid);
      down.payload.set(out.batch);
    },
    { maxDepth: 2, doc: 'Adds up counter events of a source that cannot wait.' },
  );
