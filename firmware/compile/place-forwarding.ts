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

/** The shortest chain of moves that ends in a free slot, carried out; false when there is none. Slots in `barred` stay as they are. */
const insert = (table: Map<number, Placing>, first: Placing, barred: ReadonlySet<number>): boolean => {
  const seen = new Set<number>(barred);
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

/**
 * The slot of each entry; undefined when they have no places under these rows of the hash. Entries that are among `live`, words by their slots,
 * keep their slots, and no other takes one of these.
 */
const placesOf = (
  config: Config,
  rows: Uint32Array,
  entries: readonly ForwardingEntry[],
  live: ReadonlyMap<number, bigint> = new Map(),
): ReadonlyMap<number, ForwardingEntry> | undefined => {
  const table = new Map<number, Placing>();
  const barred = new Set(live.keys());
  const kept = new Map([...live].map(([slot, word]) => [word, slot]));
  const places = new Map<number, ForwardingEntry>();
  for (const entry of entries) {
    const slot = kept.size === 0 ? undefined : kept.get(wordOf(config, entry));
    if (slot !== undefined) places.set(slot, entry);
    else if (!insert(table, { entry, slots: forwardingSlotsOf(config, rows, entry.mac, entry.vlan) }, barred))
      return undefined;
  }
  for (const [slot, { entry }] of table) places.set(slot, entry);
  return places;
};

/** An entry as its slot holds it, in both images. */
const wordOf = (config: Config, { mac, vlan, functions }: ForwardingEntry): bigint =>
  packFields(forwardingSlotFields(config), {
    mac,
    vlan,
    valid: inBothImages,
    functions: functions.reduce((sum, f) => sum | (1n << BigInt(f)), 0n),
  });

/** Whether the entries have places under a secret. */
export const forwardingFits = (config: Config, secret: Uint8Array, entries: readonly ForwardingEntry[]): boolean =>
  placesOf(config, drawForwardingRows(secret), entries) !== undefined;

/** The tables of entries; a RangeError when they do not fit. Equal entries and secrets give equal tables. */
export const placeForwarding = (
  config: Config,
  secret: Uint8Array,
  entries: readonly ForwardingEntry[],
): Pick<TableImages, 'forwarding' | 'forwardingRows'> => {
  const rows = drawForwardingRows(secret);
  const places = placesOf(config, rows, entries);
  const size = forwardingSlots(config);
  if (!places) throw new RangeError(`${entries.length} forwarding entries have no places in ${size} slots`);
  return { forwarding: wordsAt(config, places), forwardingRows: [...rows] };
};

/**
 * The same beside a live image, whose rows of the hash it keeps, and the slots of all entries that did not change; undefined when they have
 * no room there.
 */
export const placeForwardingBeside = (
  config: Config,
  live: TableImages,
  entries: readonly ForwardingEntry[],
): Pick<TableImages, 'forwarding' | 'forwardingRows'> | undefined => {
  const { forwardingRows } = live;
  const held = new Map([...live.forwarding.entries()].filter(([, word]) => word !== 0n));
  const places = placesOf(config, Uint32Array.from(forwardingRows), entries, held);
  return places && { forwarding: wordsAt(config, places), forwardingRows };
};

const wordsAt = (config: Config, places: ReadonlyMap<number, ForwardingEntry>): readonly bigint[] =>
  Array.from({ length: forwardingSlots(config) }, (_, slot) => {
    const entry = places.get(slot);
    return entry ? wordOf(config, entry) : 0n;
  });
