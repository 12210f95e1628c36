// SPDX-License-Identifier: Apache-2.0
/** Collects the words of a slot and writes it when its last word comes; clears all slots after reset. */
import { bit, component, flow, lit, mux, output, reg, slave, u } from 'typescript-hdl';
import { decoded, startUpSweep } from 'typescript-hdl/lib';
import { collectedEntry } from '../../../lib/entry-words.ts';
import { wordWriteShape } from '../../../lib/frame-shapes.ts';
import { type Config, slotsPerBucket } from '../../../spec/configs.ts';
import { slotBits, slotEntryBits, slotWordBits } from '../../../spec/tables/bank-slot.ts';
import { bucketBits, slotNumberBits } from './bank-shapes.ts';

/** Width of the address of a word of a slot. */
export const slotAddressWidth = (config: Config): number => slotNumberBits(config) + slotWordBits;

/** Writes a slot of one bucket in the banks and at the places in it whose bits are 1. */
export const slotWriteShape = (config: Config) => ({
  banks: u(config.ruleBanks, 0),
  slots: u(slotsPerBucket),
  bucket: u(bucketBits(config)),
  data: u(slotBits),
});

/** Writes the queue of the rule in a slot. */
export const queueWriteShape = (config: Config) => ({
  valid: bit(0),
  slot: u(slotNumberBits(config)),
  queue: u(slotEntryBits - slotBits),
});

/**
 * The words of a slot come one after the other; the last one sends the whole slot on, a clock later, with the words before it as they
 * were written last, and its queue beside it. After reset all slots are cleared, one clock a bucket in which `ready` is 0 and writes are ignored;
 * `cleared` is 1 from the clock in which the slots may be read. One word a clock; logic depth 2 LUTs at 10g.
 */
export const slotLoader = (config: Config) =>
  component(
    'slot_loader',
    { config: config.name, banks: config.ruleBanks, buckets: config.bucketsPerBank },
    {
      write: slave(flow(wordWriteShape(slotAddressWidth(config)))),
      slotWrite: output(slotWriteShape(config)),
      queueWrite: output(queueWriteShape(config)),
      ready: output(bit()),
      cleared: output(bit()),
    },
    ({ write, slotWrite, queueWrite, ready, cleared }) => {
      const { complete, number, contents } = collectedEntry(write, slotEntryBits);
      const slot = number.bit(0);
      const bucket = number.slice(1, bucketBits(config));
      const bank = number.slice(1 + bucketBits(config), number.width - 1 - bucketBits(config));
      const clear = startUpSweep('clear', config.bucketsPerBank);
      ready.set(clear.active.not());

      const r = reg({ write: slotWriteShape(config), queue: queueWriteShape(config), cleared: bit(0) });
      const last = complete.and(clear.active.not());
      r.write.set({
        banks: decoded(bank, config.ruleBanks)
          .and(last.repeat(config.ruleBanks))
          .or(clear.active.repeat(config.ruleBanks)),
        slots: decoded(slot, slotsPerBucket).or(clear.active.repeat(slotsPerBucket)),
        bucket: mux(clear.active, clear.index, bucket),
        data: mux(clear.active, lit(0, slotBits), contents.trunc(slotBits)),
      });
      slotWrite.set(r.write);
      r.queue.set({ valid: last, slot: number, queue: contents.slice(slotBits, slotEntryBits - slotBits) });
      queueWrite.set(r.queue);
      // The last bucket is cleared at the end of the clock after the sweep.
      r.cleared.set(clear.active.not());
      cleared.set(r.cleared);
    },
    { maxDepth: 2, doc: 'Collects the words of a slot and writes it with its last one; clears all slots after reset.' },
  );
