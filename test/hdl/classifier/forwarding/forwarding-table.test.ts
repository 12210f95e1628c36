// SPDX-License-Identifier: Apache-2.0
/** The forwarding hash table against linear search: loads of nine tenths and more, two images, writes under full rate. */
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { forwardingLatency, forwardingTable } from '../../../../hdl/classifier/forwarding/forwarding-table.ts';
import { type Config, configs } from '../../../../hdl/spec/configs.ts';
import { packFields } from '../../../../hdl/spec/field.ts';
import {
  drawForwardingRows,
  forwardingBucket,
  forwardingHash,
  forwardingRowBits,
  forwardingSlotFields,
  forwardingSlots,
  forwardingSlotWordBits,
  forwardingSlotWords,
  forwardingWays,
} from '../../../../hdl/spec/tables/forwarding-slot.ts';
import { testBench } from '../../../../sim/vitest.ts';
import { type Random, seededRandom } from '../../../support/random.ts';
import { type WordWrite, wordsOf } from '../table-writes.ts';

interface Destination {
  readonly mac: bigint;
  readonly vlan: number;
}
interface Entry extends Destination {
  readonly functions: bigint;
}
interface Asked extends Destination {
  readonly image: 0 | 1;
}

const groupMac = 0xffff_ffff_ffffn;

/** By linear search; several bits of a group address are all the same destination. */
const naive = (entries: readonly Entry[], { mac, vlan }: Destination): bigint => {
  const sought = (mac >> 40n) & 1n ? groupMac : mac;
  return entries.find(entry => entry.mac === sought && entry.vlan === vlan)?.functions ?? 0n;
};

const randomEntries = (random: Random, config: Config, count: number): readonly Entry[] => {
  const functions = (): bigint => {
    const bytes = random.bytes(8).reduce((word, byte) => (word << 8n) | BigInt(byte), 0n);
    return BigInt.asUintN(config.functions, bytes) || 1n;
  };
  const entries = new Map<string, Entry>();
  while (entries.size < count) {
    const vlan = random.pick([0, 1, 0x801, random.between(0, 4095)]);
    const mac = random.chance(0.05) ? groupMac : 0x5254_0000_0000n + BigInt(random.between(0, 0xffff));
    entries.set(`${mac} ${vlan}`, { mac, vlan, functions: functions() });
  }
  return [...entries.values()];
};

/** Slots of entries by moving others out of the way at random; fails when an entry finds none. */
const place = (
  random: Random,
  config: Config,
  rows: Uint32Array,
  entries: readonly Entry[],
): ReadonlyMap<number, Entry> => {
  const slots = new Map<number, Entry>();
  const placesOf = ({ mac, vlan }: Entry): readonly number[] => {
    const hash = forwardingHash(rows, mac, vlan);
    return Array.from(
      { length: forwardingWays },
      (_, way) => way * config.forwardingBuckets + forwardingBucket(config, way, hash),
    );
  };
  for (const entry of entries) {
    let homeless: Entry | undefined = entry;
    for (let moves = 0; homeless && moves < 5000; moves++) {
      const places = placesOf(homeless);
      const at = places.find(slot => !slots.has(slot)) ?? random.pick(places);
      const moved: Entry | undefined = slots.get(at);
      slots.set(at, homeless);
      homeless = moved;
    }
    if (homeless) throw new Error(`no place for one of ${entries.length} entries`);
  }
  return slots;
};

const packed = (config: Config, { mac, vlan, functions }: Entry, valid: number): bigint =>
  packFields(forwardingSlotFields(config), { mac, vlan, valid, functions });

const slotWrites = (config: Config, slot: number, contents: bigint): readonly WordWrite[] =>
  wordsOf(contents, forwardingSlotWords(config)).map((data, word) => ({
    address: (slot << forwardingSlotWordBits(config)) + word,
    data,
  }));

/** A destination of an entry, one bit beside it, or any. */
const destinationOf = (random: Random, entries: readonly Entry[]): Destination => {
  const { mac, vlan } = random.pick(entries);
  if (random.chance(0.3)) return { mac: mac ^ (1n << BigInt(random.between(0, 47))), vlan };
  if (random.chance(0.2)) return { mac, vlan: vlan ^ (1 << random.between(0, 11)) };
  return { mac, vlan };
};

const open = async (config: Config, seed: number, rows: readonly Uint32Array[]) => {
  const bench = await testBench(emitVerilog(forwardingTable(config)), { seed });
  const destinations = bench.source<'mac' | 'vlan' | 'image'>('destinations');
  const results = bench.sink<'functions'>('results');
  const slots = bench.source<'address' | 'data'>('slot_write');
  const hashes = bench.source<'address' | 'data'>('hash_write');
  await bench.reset();
  hashes.send(
    rows.flatMap((drawn, image) =>
      Array.from(drawn, (data, row) => ({ address: (image << forwardingRowBits) + row, data })),
    ),
  );
  await hashes.drained();
  expect(await bench.runUntil({ port: 'ready', equals: 1 }, config.forwardingBuckets)).toMatchObject({ reached: true });
  const load = async (placed: ReadonlyMap<number, Entry>, valid: number): Promise<void> => {
    slots.send([...placed].flatMap(([slot, entry]) => slotWrites(config, slot, packed(config, entry, valid))));
    await slots.drained();
    await bench.run(2);
  };
  const look = async (asked: readonly Asked[]): Promise<readonly bigint[]> => {
    await destinations.acceptedCycles();
    destinations.send(asked.map(({ mac, vlan, image }) => ({ mac, vlan, image })));
    const got = await results.collectTimed(asked.length);
    const expected = (await destinations.acceptedCycles()).map(cycle => cycle + forwardingLatency);
    expect(got.map(({ cycle }) => cycle)).toEqual(expected);
    return got.map(({ transfer }) => transfer.functions);
  };
  return { bench, destinations, results, slots, load, look };
};

const many: Config = { ...configs['10g-ecp5'], name: 'many_functions', functions: 40, forwardingBuckets: 16 };
const rowsOf = (random: Random): readonly Uint32Array[] => [0, 1].map(() => drawForwardingRows(random.bytes(16)));

describe.each([configs.tiny, configs['10g-ecp5'], many])('the forwarding table of $name', config => {
  const size = forwardingSlots(config);

  test('finds every entry at a load of nine tenths, and none beside them', async () => {
    const random = seededRandom(size);
    const rows = rowsOf(random);
    const { load, look } = await open(config, 1, rows);
    const entries = randomEntries(random, config, Math.floor(0.9 * size));
    const placed = place(random, config, rows[0]!, entries);
    expect(placed.size).toBe(entries.length);
    await load(placed, 1);
    const asked = [
      ...entries.map(entry => ({ ...entry, image: 0 as const })),
      ...Array.from({ length: 1000 }, () => ({ ...destinationOf(random, entries), image: 0 as const })),
    ];
    expect(await look(asked)).toEqual(asked.map(one => naive(entries, one)));
    // The other image has none of them.
    expect(new Set(await look(entries.map(entry => ({ ...entry, image: 1 as const }))))).toEqual(new Set([0n]));
  });

  test('every bit of MAC and VLAN counts', async () => {
    const random = seededRandom(3);
    const rows = rowsOf(random);
    const { load, look, slots } = await open(config, 3, rows);
    const entry = { mac: 0x5254_1234_5678n, vlan: 0x5a5, functions: 1n };
    const [[slot]] = [...place(random, config, rows[0]!, [entry])] as [[number, Entry]];
    await load(new Map([[slot, entry]]), 3);
    const flips = Array.from({ length: 60 }, (_, bit) => ({
      mac: bit < 48 ? entry.mac ^ (1n << BigInt(bit)) : entry.mac,
      vlan: bit < 48 ? entry.vlan : entry.vlan ^ (1 << (bit - 48)),
    }));
    // The entry with one bit turned, put where the hash of what is asked looks for it.
    for (const wrong of flips) {
      slots.send(slotWrites(config, slot, packed(config, { ...wrong, functions: 1n }, 3)));
      await slots.drained();
      expect(await look([{ ...entry, image: 0 }])).toEqual([0n]);
    }
    await load(new Map([[slot, entry]]), 3);
    expect(await look([{ ...entry, image: 0 }])).toEqual([1n]);
  });
});

test('at 10g and above, entries fill more than nine tenths of the slots', () => {
  for (const seed of [1, 2]) {
    const random = seededRandom(seed);
    const entries = randomEntries(random, configs['10g'], Math.floor(0.95 * forwardingSlots(configs['10g'])));
    const placed = place(random, configs['10g'], drawForwardingRows(random.bytes(16)), entries);
    expect(placed.size).toBe(entries.length);
  }
  expect(['10g-ecp5', '10g', '25g', '100g'].map(name => forwardingSlots(configs[name as '10g']))).toEqual([
    512, 4096, 4096, 4096,
  ]);
});

test('an image is replaced under full rate: each look-up sees one, and none is lost', async () => {
  const config = configs['10g-ecp5'];
  const random = seededRandom(21);
  const [rows] = rowsOf(random) as [Uint32Array];
  const { bench, destinations, results, slots, load } = await open(config, 21, [rows, rows]);
  const size = forwardingSlots(config);
  const entries = randomEntries(random, config, Math.floor(size / 2));
  const isNew = (entry: Entry): boolean => entries.indexOf(entry) % 2 === 1;
  const placed = place(random, config, rows, entries);
  const stays = new Map([...placed].filter(([, entry]) => entry.mac % 3n === 0n && !isNew(entry)));
  const old = new Map([...placed].filter(([slot, entry]) => !isNew(entry) && !stays.has(slot)));
  const fresh = new Map([...placed].filter(([, entry]) => isNew(entry)));
  await load(stays, 3);
  await load(old, 1);
  const images = [
    [...stays.values(), ...old.values()],
    [...stays.values(), ...fresh.values()],
  ] as const;
  const writes = [...fresh].flatMap(([slot, entry]) => slotWrites(config, slot, packed(config, entry, 2)));
  const ask = (image: 0 | 1, count: number): readonly Asked[] => {
    const asked = Array.from({ length: count }, () => ({ ...destinationOf(random, entries), image }));
    destinations.send(asked);
    return asked;
  };
  await destinations.acceptedCycles();
  const before = ask(0, writes.length + 50);
  slots.send(writes);
  await slots.drained();
  const after = ask(1, 500);
  const asked = [...before, ...after];
  const got = (await results.collect(asked.length)).map(({ functions }) => functions);
  expect(got).toEqual(asked.map(one => naive(images[one.image], one)));
  const cycles = await destinations.acceptedCycles();
  expect(cycles.at(-1)! - cycles[0]!).toBe(asked.length - 1);
  expect(stays.size).toBeGreaterThan(20);
  await bench.reset();
  destinations.send([...placed.values()].map(({ mac, vlan }) => ({ mac, vlan, image: 1 })));
  const cleared = (await results.collect(placed.size)).map(({ functions }) => functions);
  expect(new Set(cleared)).toEqual(new Set([0n]));
});
