// SPDX-License-Identifier: Apache-2.0
/** Collects the words of a forwarding slot and writes it with its last one; clears all slots after reset. */
import { bit, component, flow, lit, mux, output, reg, slave } from 'typescript-hdl';
import { decoded, startUpSweep } from 'typescript-hdl/lib';
import { collectedEntry } from '../../lib/entry-words.ts';
import { wordWriteShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { widthOf } from '../../spec/field.ts';
import {
  forwardingSlotFields,
  forwardingSlots,
  forwardingSlotWordBits,
  forwardingWays,
} from '../../spec/tables/forwarding-slot.ts';
import { bucketIndexBits, forwardingSlotWriteShape } from './forwarding-way.ts';

/** Width of the address of a word of a slot. */
export const forwardingSlotAddressBits = (config: Config): number =>
  Math.log2(forwardingSlots(config)) + forwardingSlotWordBits(config);

/**
 * The words of a slot come one after the other; the last one sends the whole slot on, a clock later. After reset all slots are
 * cleared, one clock a bucket in which `ready` is 0 and writes are ignored; `cleared` is 1 from the clock in which the slots
 * may be read. One word a clock; logic depth 2 LUTs at 10g.
 */
export const forwardingLoader = (config: Config) =>
  component(
    'forwarding_loader',
    { config: config.name, buckets: config.forwardingBuckets, functions: config.functions },
    {
      write: slave(flow(wordWriteShape(forwardingSlotAddressBits(config)))),
      slotWrite: output(forwardingSlotWriteShape(config)),
      ready: output(bit()),
      cleared: output(bit()),
    },
    ({ write, slotWrite, ready, cleared }) => {
      const slotBits = widthOf(forwardingSlotFields(config));
      const { complete, number, contents } = collectedEntry(write, slotBits);
      const bits = bucketIndexBits(config);
      const clear = startUpSweep('clear', config.forwardingBuckets);
      ready.set(clear.active.not());
      const r = reg({ write: forwardingSlotWriteShape(config), cleared: bit(0) });
      const last = complete.and(clear.active.not());
      r.write.set({
        ways: decoded(number.slice(bits, number.width - bits), forwardingWays)
          .and(last.repeat(forwardingWays))
          .or(clear.active.repeat(forwardingWays)),
        bucket: mux(clear.active, clear.index, number.slice(0, bits)),
        data: mux(clear.active, lit(0, slotBits), contents),
      });
      slotWrite.set(r.write);
      // The last bucket is cleared at the end of the clock after the sweep.
      r.cleared.set(clear.active.not());
      cleared.set(r.cleared);
    },
    { maxDepth: 2, doc: 'Collects the words of a forwarding slot; clears all slots after reset.' },
  );
