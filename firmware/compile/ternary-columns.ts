// SPDX-License-Identifier: Apache-2.0
/**
 * Places of entries in the ternary array beside those of the live image. Of two entries of an image that match a frame the one with the
 * lower place wins, so places rise with priorities; an entry that the live image has as well may keep its place, and no other may
 * take a place of the live image.
 */
import { findConfig } from '../../hdl/spec/configs.ts';
import { unpackFields } from '../../hdl/spec/field.ts';
import { ruleTiers } from '../../hdl/spec/tables/bank-mask.ts';
import { slotVerdicts } from '../../hdl/spec/tables/bank-slot.ts';
import { chunkBits, chunkCount, chunkRows } from '../../hdl/spec/tables/rule-key.ts';
import { ruleActionFields } from '../../hdl/spec/tables/table-entry.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import type { TernaryEntry } from './banks/bank-tables.ts';
import type { Ternary } from './ternary.ts';

/** What an entry says, as a text to compare. */
export const entryText = ({ value, mask, verdict, tier, queue, priority }: TernaryEntry): string =>
  `${tier} ${verdict} ${queue} ${priority} ${value} ${mask}`;

/** The word whose bits are in the rows of an entry. */
const wordOf = (rows: readonly bigint[], entry: number): Ternary => {
  let [value, mask] = [0n, 0n];
  for (let chunk = 0; chunk < chunkCount; chunk++) {
    const accepted = Array.from({ length: chunkRows }, (_, v) => v).filter(
      v => (rows[chunk * chunkRows + v]! >> BigInt(entry)) & 1n,
    );
    // The values that a word accepts agree in the bits that count, and in no other.
    const ones = accepted.reduce((a, b) => a & b, chunkRows - 1);
    const counts = (chunkRows - 1) & ~(accepted.reduce((a, b) => a | b, 0) & ~ones);
    const shift = BigInt(chunk * chunkBits);
    value |= BigInt(ones & counts) << shift;
    mask |= BigInt(counts) << shift;
  }
  return { value, mask };
};

/** The entries of an image by their places. */
export const ternaryOf = (images: TableImages): ReadonlyMap<number, TernaryEntry> => {
  const found = new Map<number, TernaryEntry>();
  for (const [place, action] of images.ruleActions.entries()) {
    if (action === 0) continue;
    const { verdict, queue, tier, priority } = unpackFields(ruleActionFields, BigInt(action));
    found.set(place, {
      ...wordOf(images.ruleRows, place),
      tier: ruleTiers[Number(tier)]!,
      verdict: slotVerdicts[Number(verdict)]!,
      queue: Number(queue),
      priority: Number(priority),
      rule: -1,
    });
  }
  return found;
};

/** A place for each entry, ascending; those that `kept` gives are kept where that can be. Undefined when there is no room. */
const placesWith = (
  entries: readonly TernaryEntry[],
  free: readonly number[],
  kept: (entry: TernaryEntry) => number | undefined,
): readonly number[] | undefined => {
  const places: number[] = [];
  for (const entry of entries) {
    const last = places.at(-1) ?? -1;
    const own = kept(entry);
    const place = own !== undefined && own > last ? own : free.find(one => one > last);
    if (place === undefined) return undefined;
    places.push(place);
  }
  return places;
};

/** Places of entries, which are in the order of their priorities, beside the live image; undefined when they have no room. */
export const columnsBeside = (live: TableImages, entries: readonly TernaryEntry[]): readonly number[] | undefined => {
  const former = ternaryOf(live);
  const size = findConfig(live.config)!.ternaryRules;
  const free = Array.from({ length: size }, (_, place) => place).filter(place => !former.has(place));
  const known = new Map([...former].map(([place, entry]) => [entryText(entry), place]));
  return placesWith(entries, free, entry => known.get(entryText(entry))) ?? placesWith(entries, free, () => undefined);
};
