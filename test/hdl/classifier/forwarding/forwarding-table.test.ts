// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { forwardingLatency, forwardingTable } from '../../../../hdl/classifier/forwarding/forwarding-table.ts';
import { type Config, configs } from '../../../../hdl/spec/configs.ts';
import { testBench } from '../../../../sim/vitest.ts';
import { entryWords, entryWrites, type WordWrite } from '../table-writes.ts';

interface Entry {
  readonly mac: bigint;
  readonly vlan: bigint;
  readonly valid: boolean;
  readonly functions: bigint;
}
interface Destination {
  readonly mac: bigint;
  readonly vlan: bigint;
}

const broadcast = 0xffff_ffff_ffffn;
const isGroup = (mac: bigint): boolean => ((mac >> 40n) & 1n) === 1n;

/** Lowest field first: mac 48, vlan 12, valid 1, functions. */
const packed = ({ mac, vlan, valid, functions }: Entry): bigint =>
  mac | (vlan << 48n) | (valid ? 1n << 60n : 0n) | (functions << 61n);

const naive = (entries: readonly Entry[], { mac, vlan }: Destination): bigint => {
  const sought = isGroup(mac) ? broadcast : mac;
  return entries.find(entry => entry.valid && entry.mac === sought && entry.vlan === vlan)?.functions ?? 0n;
};

/** Sizes that the configurations do not have: two entries, odd trees, many functions. */
const others: readonly Config[] = [
  { ...configs.tiny, name: 'one_entry', forwardingEntries: 1 },
  { ...configs.tiny, name: 'two_entries', forwardingEntries: 2 },
  { ...configs.tiny, name: 'odd', forwardingEntries: 18, functions: 5 },
  { ...configs.tiny, name: 'large', forwardingEntries: 64, functions: 40 },
];

describe.each([configs.tiny, configs['10g'], ...others])('forwarding table of $name', config => {
  const size = config.forwardingEntries;
  const design = emitVerilog(forwardingTable(config));
  const all = (1n << BigInt(config.functions)) - 1n;
  /** Destinations that differ in one bit somewhere, and group addresses. */
  const macs = [0x52_5400_0000_10n, 0x52_5400_0000_11n, 0xd2_5400_0000_10n, 0x01_005e_0000_01n, broadcast];
  const vlans = [0n, 1n, 0x801n];
  const destination: fc.Arbitrary<Destination> = fc.record({
    mac: fc.constantFrom(...macs),
    vlan: fc.constantFrom(...vlans),
  });
  const entry: fc.Arbitrary<Entry> = fc.record({
    mac: fc.constantFrom(...macs),
    vlan: fc.constantFrom(...vlans),
    valid: fc.noBias(fc.nat(3)).map(die => die > 0),
    functions: fc.bigInt({ min: 1n, max: all }),
  });

  const open = async (seed: number, idle = 0) => {
    const bench = await testBench(design, { seed });
    await bench.reset();
    expect(await bench.runUntil({ port: 'ready', equals: 1 }, size + 2)).toMatchObject({ reached: true });
    const write = bench.source<'address' | 'data'>('write', { idle });
    const destinations = bench.source<'mac' | 'vlan'>('destinations', { idle });
    const results = bench.sink<'functions'>('results');
    const load = async (writes: readonly WordWrite[]): Promise<void> => {
      write.send(writes);
      await write.drained();
    };
    return { bench, write, destinations, results, load };
  };

  test('finds the first valid entry, and every group address under the broadcast address', async () => {
    const { destinations, results, load } = await open(1, 0.3);
    let hits = 0;
    for (const seed of [1, 2, 3, 4]) {
      const entries = fc.sample(entry, { seed, numRuns: size });
      await load(entries.flatMap((one, i) => entryWrites(config.functions, i, packed(one))));
      const asked = fc.sample(destination, { seed, numRuns: 100 });
      destinations.send(asked.map(({ mac, vlan }) => ({ mac, vlan })));
      const got = await results.collectTimed(asked.length);
      expect(got.map(({ transfer }) => transfer.functions)).toEqual(asked.map(one => naive(entries, one)));
      const latency = forwardingLatency(config);
      expect(got.map(({ cycle }) => cycle)).toEqual(
        (await destinations.acceptedCycles()).map(cycle => cycle + latency),
      );
      hits += got.filter(({ transfer }) => transfer.functions !== 0n).length;
    }
    expect(hits).toBeGreaterThan(5);
  });

  test('takes the words of several entries in turns, each entry changing with its own last word', async () => {
    const { bench, destinations, results, load } = await open(2);
    const entries = Array.from({ length: size }, (_, i) => ({
      mac: 0x52_5400_0001_00n + BigInt(i),
      vlan: BigInt(i),
      valid: true,
      functions: BigInt(i + 1) & all || 1n,
    }));
    const writes = entries.map((one, i) => entryWrites(config.functions, i, packed(one)));
    const look = async (): Promise<readonly bigint[]> => {
      destinations.send(entries.map(({ mac, vlan }) => ({ mac, vlan })));
      return (await results.collect(size)).map(transfer => transfer.functions);
    };
    const last = entryWords(config.functions) - 1;
    for (let word = 0; word < last; word++) await load(writes.map(words => words[word]!));
    await bench.run(5);
    expect(await look()).toEqual(entries.map(() => 0n));
    await load(writes.map(words => words[last]!));
    expect(await look()).toEqual(entries.map(({ functions }) => functions));
  });

  test('never mixes an entry with the one that replaces it', async () => {
    const { write, destinations, results } = await open(3);
    const before = { mac: 0x52_5400_0000_10n, vlan: 1n, valid: true, functions: 1n };
    const after = { mac: 0x52_5400_0000_11n, vlan: 1n, valid: true, functions: 2n };
    const rounds = 60;
    const at = size - 1;
    write.setIdle(0.4);
    write.send(
      Array.from({ length: rounds }, (_, i) =>
        entryWrites(config.functions, at, packed(i % 2 ? after : before)),
      ).flat(),
    );
    const asked = Array.from({ length: rounds * 4 }, (_, i) => (i % 2 ? after : before));
    destinations.send(asked.map(({ mac, vlan }) => ({ mac, vlan })));
    const got = (await results.collect(asked.length)).map(transfer => transfer.functions);
    const wrong = got.filter((functions, i) => functions !== 0n && functions !== asked[i]!.functions);
    expect(wrong).toEqual([]);
    for (const functions of [0n, 1n, 2n]) expect(got).toContain(functions);
  });
});
