// SPDX-License-Identifier: Apache-2.0
/** Forwarding entries to their slots in the hash table: cuckoo placement, in which an entry makes room by moving others. */
import type { Config } from '../../hdl/spec/configs.ts';
import { packFields } from '../../hdl/spec/field.ts';
import {
  drawForwardingRows,
  forwardingSlotFields,
  forwardingSlots,
  forwardingSlotsOf,
} from '../../hdl/spec/tables/forwarding-slot.ts';
import { inBothImages } from '../../hdl/spec/tables/table-entry.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import type { ForwardingEntry } from './lower.ts';

/** An entry and the slots in which the hardware looks for it. */
interface Placing {
  readonly entry: ForwardingEntry;
  readonly slots: readonly number[];
}

/** A step of a search: an entry that is to move, and the step that wants its slot. */
interface Step {
  readonly placing: Placing;
  readonly before: { readonly step: Step; readonly slot: number } | undefined;
}

/** The shortest chain of moves that ends in a free slot, carried out; false when there is none. */
const insert = (table: Map<number, Placing>, first: Placing): boolean => {
  const seen = new Set<number>();
  const steps: Step[] = [{ placing: first, before: undefined }];
  for (const step of steps) {
    for (const slot of step.placing.slots) {
      if (seen.has(slot)) continue;
      seen.add(slot);
      const other = table.get(slot);
      if (other) {
        steps.push({ placing: other, before: { step, slot } });
        continue;
      }
      for (let at: Step | undefined = step, to = slot; at; ) {
        table.set(to, at.placing);
        to = at.before?.slot ?? to;
        at = at.before?.step;
      }
      return true;
    }
  }
  return false;
};

/** The slot of each entry; undefined when they have no places under these rows of the hash. */
const placesOf = (
  config: Config,
  rows: Uint32Array,
  entries: readonly ForwardingEntry[],
): ReadonlyMap<number, ForwardingEntry> | undefined => {
  const table = new Map<number, Placing>();
  for (const entry of entries) {
    if (!insert(table, { entry, slots: forwardingSlotsOf(config, rows, entry.mac, entry.vlan) })) return undefined;
  }
  return new Map([...table].map(([slot, { entry }]) => [slot, entry]));
};

/** Whether the entries have places under a secret. */
export const forwardingFits = (config: Config, secret: Uint8Array, entries: readonly ForwardingEntry[]): boolean =>
  placesOf(config, drawForwardingRows(secret), entries) !== undefined;

/** The tables of entries, valid in both images; a RangeError when they do not fit. Equal entries and secrets give equal tables. */
export const placeForwarding = (
  config: Config,
  secret: Uint8Array,
  entries: readonly ForwardingEntry[],
): Pick<TableImages, 'forwarding' | 'forwardingRows'> => {
  const rows = drawForwardingRows(secret);
  const places = placesOf(config, rows, entries);
  const size = forwardingSlots(config);
  if (!places) throw new RangeError(`${entries.length} forwarding entries have no places in ${size} slots`);
  const words = Array.from({ length: size }, (_, slot) => {
    const entry = places.get(slot);
    if (!entry) return 0n;
    const functions = entry.functions.reduce((sum, f) => sum | (1n << BigInt(f)), 0n);
    return packFields(forwardingSlotFields(config), {
      mac: entry.mac,
      vlan: entry.vlan,
      valid: inBothImages,
      functions,
    });
  });
  return { forwarding: words, forwardingRows: [...rows] };
};
