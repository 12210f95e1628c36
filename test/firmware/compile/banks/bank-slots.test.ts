// SPDX-License-Identifier: Apache-2.0
/** Items in buckets: everyone in one of its own, and as many as a search over all ways can place. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BankItems } from '../../../../firmware/compile/banks/bank-items.ts';
import { BankSlots, none } from '../../../../firmware/compile/banks/bank-slots.ts';
import { insertAll, placeItems } from '../../../../firmware/compile/banks/place-items.ts';

interface Item {
  /** Hash at level 1 of the only dimension. */
  readonly hash: number;
  readonly wide: boolean;
}

const shape = { banks: 3, buckets: 4, slots: 2, bucketOf: (bank: number, hash: number) => (hash >>> (2 * bank)) & 3 };

const itemsOf = (items: readonly Item[]): BankItems => ({
  count: items.length,
  levels: [new Uint8Array(items.length).fill(1)],
  hashes: [[new Uint32Array(items.length), Uint32Array.from(items, ({ hash }) => hash)]],
  wide: Uint8Array.from(items, ({ wide }) => (wide ? 1 : 0)),
  tier: new Uint8Array(items.length),
  cost: new Uint32Array(items.length).fill(1),
});

/** Banks that all look at the only dimension. */
const filled = (items: readonly Item[]) => {
  const slots = new BankSlots(itemsOf(items), shape);
  for (let bank = 0; bank < shape.banks; bank++) slots.setMask(bank, { tier: 0, levels: [1] });
  const left = insertAll(itemsOf(items), slots, [...items.keys()]);
  return { slots, left };
};

/** Whether everyone is in a bucket of its own, all of it when wide, and no slot is counted twice. */
const expectSound = (items: readonly Item[], { slots, left }: ReturnType<typeof filled>): void => {
  const held = new Map<number, number>();
  for (let bucket = 0; bucket < shape.banks * shape.buckets; bucket++) {
    for (let slot = 0; slot < shape.slots; slot++) {
      const item = slots.itemAt(bucket, slot);
      if (item === none) continue;
      expect(slots.homeOf(item)).toBe(bucket);
      const bank = Math.floor(bucket / shape.buckets);
      expect(bucket % shape.buckets).toBe(shape.bucketOf(bank, items[item]!.hash));
      held.set(item, (held.get(item) ?? 0) + 1);
    }
  }
  for (const [item, { wide }] of items.entries())
    expect(held.get(item) ?? 0).toBe(left.includes(item) ? 0 : wide ? shape.slots : 1);
};

/** Most items that have a slot at once: a matching grown one augmenting path at a time, slot by slot. */
const mostPlaced = (items: readonly Item[]): number => {
  const owner = new Map<string, number>();
  const slotsOf = ({ hash }: Item): string[] =>
    [0, 1, 2].flatMap(bank => [0, 1].map(slot => `${bank} ${shape.bucketOf(bank, hash)} ${slot}`));
  const grow = (item: number, seen: Set<string>): boolean =>
    slotsOf(items[item]!).some(slot => {
      if (seen.has(slot)) return false;
      seen.add(slot);
      const holder = owner.get(slot);
      if (holder !== undefined && !grow(holder, seen)) return false;
      owner.set(slot, item);
      return true;
    });
  return items.filter((_, item) => grow(item, new Set())).length;
};

const item = (wide: fc.Arbitrary<boolean>) => fc.record({ hash: fc.nat(63), wide });

describe('insertion', () => {
  test('places as many as can be placed', () => {
    let full = 0;
    fc.assert(
      fc.property(fc.array(item(fc.constant(false)), { minLength: 10, maxLength: 30 }), items => {
        const result = filled(items);
        expectSound(items, result);
        expect(items.length - result.left.length).toBe(mostPlaced(items));
        if (result.left.length > 0) full += 1;
      }),
      { numRuns: 200 },
    );
    expect(full).toBeGreaterThan(20);
  });

  test('gives whole buckets to those that need both slots', () => {
    let wide = 0;
    fc.assert(
      fc.property(fc.array(item(fc.boolean()), { minLength: 6, maxLength: 24 }), items => {
        const result = filled(items);
        expectSound(items, result);
        wide += items.filter((one, i) => one.wide && !result.left.includes(i)).length;
      }),
      { numRuns: 200 },
    );
    expect(wide).toBeGreaterThan(100);
  });

  test('a former place can be gone back to', () => {
    const items = Array.from({ length: 20 }, (_, i) => ({ hash: (i * 29) & 63, wide: i % 5 === 0 }));
    const result = filled(items);
    const before = result.slots.snapshot();
    result.slots.setMask(1, undefined);
    result.slots.setMask(1, { tier: 0, levels: [1] });
    result.slots.restore(before);
    expectSound(items, result);
  });
});

describe('masks', () => {
  const hashed = (n: number): number => Math.imul(n + 1, 0x9e37_79b1) >>> 0;

  /** Items of which a third fixes the first dimension alone, a third the second, a third both. */
  const mixed = (count: number): BankItems => ({
    count,
    levels: [
      Uint8Array.from({ length: count }, (_, i) => (i % 3 === 1 ? 0 : 1)),
      Uint8Array.from({ length: count }, (_, i) => (i % 3 === 0 ? 0 : 1)),
    ],
    hashes: [
      [new Uint32Array(count), Uint32Array.from({ length: count }, (_, i) => (i % 3 === 1 ? 0 : hashed(i)))],
      [new Uint32Array(count), Uint32Array.from({ length: count }, (_, i) => (i % 3 === 0 ? 0 : hashed(3 * i)))],
    ],
    wide: new Uint8Array(count),
    tier: Uint8Array.from({ length: count }, (_, i) => (i % 10 === 0 ? 1 : 0)),
    cost: new Uint32Array(count).fill(1),
  });
  const large = {
    banks: 8,
    buckets: 64,
    slots: 2,
    bucketOf: (bank: number, hash: number) => (hash >>> (3 * bank)) & 63,
  };

  test('are chosen so that all have a place, each in a bank of its tier that asks for nothing it leaves open', () => {
    const items = mixed(500);
    const { slots, masks, left } = placeItems(items, large, 0);
    expect(left).toEqual([]);
    for (let i = 0; i < items.count; i++) {
      const mask = masks[Math.floor(slots.homeOf(i) / large.buckets)]!;
      expect(mask.tier).toBe(items.tier[i]);
      for (const [dimension, level] of mask.levels.entries())
        expect(items.levels[dimension]![i]).toBeGreaterThanOrEqual(level);
    }
  });

  test('leave only what there is no room for', () => {
    const { left } = placeItems(mixed(1100), large, 0);
    expect(left.length).toBeGreaterThanOrEqual(1100 - 8 * 128);
    expect(left.length).toBeLessThan(250);
  });
});
