// SPDX-License-Identifier: Apache-2.0
/**
 * The table port on the register bus: words reach their place in their table, whole entries only, what is refused goes nowhere, and an
 * image is live only when the card has taken all words of its load.
 */
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { registerAddress } from '../../../hdl/spec/registers/registers.ts';
import { entryWords, type TableRefusal, tableRefusal, tableRefusals, tables } from '../../../hdl/spec/tables/tables.ts';
import { simulatedConfigs } from '../../support/simulated-configs.ts';
import { okay, RegisterBus, slaveError } from './register-bus.ts';

describe.each(Object.entries(simulatedConfigs))('the table port of %s', (name, config) => {
  const at = (register: string): number => registerAddress(config, 'table', 0, register);
  const write = (register: string, data: number) => ({ address: at(register), data: data >>> 0 });
  const status = async (bus: RegisterBus) => {
    const { data } = (await bus.read([at('status')]))[0]!;
    return { refusal: Number(data & 15n), word: Number((data >> 4n) & 0xffn) };
  };
  /** A port whose load has begun. */
  const loading = async (): Promise<RegisterBus> => {
    const bus = await RegisterBus.open(name);
    await bus.write([write('begin', 0)]);
    return bus;
  };
  const imageStatus = async (bus: RegisterBus) => {
    const { data } = (await bus.read([at('status')]))[0]!;
    const bit = (place: number): number => Number((data >> BigInt(place)) & 1n);
    const { name: refusal } = tableRefusals.find(({ id }) => id === Number(data & 15n))!;
    return { refusal, loading: bit(12), live: bit(13), draining: bit(14) };
  };
  /** Address of the first word of the copy of image 1; 0 for a table that the images share. */
  const copyOf = (table: (typeof tables)[number]): bigint =>
    table.images.kind === 'copies'
      ? BigInt(stride(table) * 2 ** Math.max(1, Math.ceil(Math.log2(table.entries(config)))))
      : 0n;
  /** Words of an entry in the address space of its table. */
  const stride = (table: (typeof tables)[number]): number => 2 ** Math.ceil(Math.log2(entryWords(config, table.name)));

  test.each(tables)('passes the words of $name on, entry by entry, from any entry to the last', async table => {
    const bus = await loading();
    const words = entryWords(config, table.name);
    const count = Math.min(3, table.entries(config));
    const first = table.entries(config) - count;
    const data = fc.sample(fc.nat(0xffff_ffff), { seed: table.id, numRuns: count * words });
    await bus.write([write('select', table.id), write('index', first)]);
    const sent = data.map(word => write('data', word));
    expect(await bus.write(sent)).toEqual(sent.map(() => okay));
    expect(await bus.passed()).toEqual(
      data.map((word, i) => ({
        port: `table_words_${table.name}`,
        // A copy is that of the image that is not live, which is number 1.
        fields: {
          address: copyOf(table) + BigInt((first + Math.floor(i / words)) * stride(table) + (i % words)),
          data: BigInt(word),
        },
      })),
    );
    // There is no entry after the last one.
    expect(await bus.write([write('data', 1)])).toEqual([slaveError]);
    expect(await status(bus)).toEqual({ refusal: tableRefusal('index'), word: 0 });
    expect(await bus.passed()).toEqual([]);
  });

  test('a write of table or index begins an entry anew', async () => {
    const bus = await loading();
    await bus.write([write('select', 0), write('index', 1), write('data', 1)]);
    expect((await status(bus)).word).toBe(1);
    await bus.write([write('index', 2), write('data', 7)]);
    await bus.write([write('select', 0), write('data', 8)]);
    const passed = (await bus.passed()).map(({ fields }) => [fields.address, fields.data]);
    const entry = BigInt(stride(tables[0]!));
    expect(passed).toEqual([
      [entry, 1n],
      [2n * entry, 7n],
      [2n * entry, 8n],
    ]);
    const [select, index] = await bus.read([at('select'), at('index')]);
    expect([select!.data, index!.data]).toEqual([0n, 2n]);
  });

  test.each([
    ['a table that does not exist', 'table', tables.length, 0],
    ['the last number of a table', 'table', 0xff, 0],
    ['a bank that does not exist', 'bank', 0x100, 0],
    ['the entry after the last', 'index', 2, config.ternaryRules],
    ['an entry far beyond the table', 'index', 2, 0x10_0000],
    ['an entry of the highest number', 'index', 0, 0xffff_ffff],
  ] as const)('refuses %s', async (_what, why, select, index) => {
    const bus = await loading();
    const refused = bus.pulses('refused_tables');
    await bus.write([write('select', select), write('index', index)]);
    expect(await bus.write([write('data', 1), write('data', 2)])).toEqual([slaveError, slaveError]);
    expect(await status(bus)).toEqual({ refusal: tableRefusal(why), word: 0 });
    expect(await refused()).toBe(2);
    expect(await bus.passed()).toEqual([]);
    await bus.write([write('select', 2), write('index', 0)]);
    expect(await status(bus)).toEqual({ refusal: tableRefusal('none'), word: 0 });
    expect(await bus.write([write('data', 3)])).toEqual([okay]);
    expect((await bus.passed()).map(({ fields }) => fields)).toEqual([{ address: 0n, data: 3n }]);
  });

  /** A short load that is right: an entry of the table of actions. */
  const stream = [write('select', 2), write('index', 1), write('data', 0x9abc_def0)];
  const checksumOf = (writes: readonly { readonly data: number }[]): number => {
    const words = Buffer.alloc(4 * writes.length);
    for (const [i, { data }] of writes.entries()) words.writeUInt32LE(data, 4 * i);
    return crc32(words);
  };

  test('makes the other image live with the right checksum, one load after the other', async () => {
    const bus = await RegisterBus.open(name);
    const refused = bus.pulses('refused_tables');
    for (const live of [1, 0, 1]) {
      await bus.write([write('begin', 0)]);
      expect(await imageStatus(bus)).toEqual({ refusal: 'none', loading: 1, live: 1 - live, draining: 0 });
      expect(await bus.write([...stream, write('commit', checksumOf(stream))])).toEqual(Array(4).fill(okay));
      expect(await imageStatus(bus)).toEqual({ refusal: 'none', loading: 0, live, draining: 0 });
      expect(await bus.bench.peek('image')).toBe(BigInt(live));
    }
    expect(await refused()).toBe(0);
    // The checksum of nothing is 0.
    await bus.write([write('begin', 0), write('commit', 0)]);
    expect((await imageStatus(bus)).live).toBe(0);
  });

  test('writes copies of a table for the image that is not live', async () => {
    const bus = await loading();
    const rows = [write('select', 9), write('index', 2), write('data', 5)];
    await bus.write([...rows, write('commit', checksumOf(rows)), write('begin', 0), ...rows]);
    const passed = (await bus.passed()).map(({ fields }) => fields.address);
    expect(passed).toEqual([copyOf(tables[9]!) + 2n, 2n]);
  });

  const wrong = checksumOf(stream) ^ 1;
  test.each<readonly [string, TableRefusal, readonly ReturnType<typeof write>[]]>([
    ['a wrong checksum', 'checksum', [...stream, write('commit', wrong)]],
    ['a word that was lost', 'checksum', [...stream.slice(0, 2), write('commit', checksumOf(stream))]],
    ['a word too many', 'checksum', [...stream, write('data', 0), write('commit', checksumOf(stream))]],
    ['words in another order', 'checksum', [stream[1]!, stream[0]!, stream[2]!, write('commit', checksumOf(stream))]],
    ['no load, as one that was refused is over', 'not_loading', [write('commit', 1), write('commit', 0)]],
    [
      'half an entry',
      'incomplete',
      [write('select', 0), write('data', 1), write('commit', checksumOf([{ data: 0 }, { data: 1 }]))],
    ],
    [
      'a word that was refused',
      'spoiled',
      [...stream, write('select', 0x102), write('data', 1), write('select', 2), write('commit', checksumOf(stream))],
    ],
  ])('refuses to make an image live after %s, once and for all', async (_what, why, writes) => {
    const bus = await loading();
    const refused = bus.pulses('refused_tables');
    await bus.write(writes);
    expect(await imageStatus(bus)).toMatchObject({ refusal: why, loading: 0, live: 0 });
    expect(await refused()).toBeGreaterThan(0);
    await bus.write([write('commit', checksumOf(stream))]);
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'not_loading', live: 0 });
    // And the next load is as good as any.
    await bus.write([write('begin', 0), ...stream, write('commit', checksumOf(stream))]);
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'none', live: 1 });
  });

  test('forgets a load when another begins', async () => {
    const bus = await loading();
    await bus.write([write('select', 0), write('data', 1), write('begin', 0)]);
    await bus.write([...stream, write('commit', checksumOf(stream))]);
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'none', live: 1 });
  });

  test('begins no load while frames are judged by the image that it would change, and says so', async () => {
    const bus = await RegisterBus.open(name);
    const refused = bus.pulses('refused_tables');
    await bus.bench.poke('draining', 1);
    await bus.write([write('begin', 0)]);
    expect(await imageStatus(bus)).toEqual({ refusal: 'draining', loading: 0, live: 0, draining: 1 });
    expect(await refused()).toBe(1);
    expect(await bus.write([stream[2]!])).toEqual([slaveError]);
    await bus.bench.poke('draining', 0);
    await bus.write([write('begin', 0)]);
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'none', loading: 1 });
  });

  test('without a load the words are refused and counted, and the entry goes on where it was', async () => {
    const bus = await loading();
    const refused = bus.pulses('refused_tables');
    await bus.write([write('select', 0), write('index', 3), write('data', 1), write('commit', 0)]);
    expect(await bus.write([write('data', 2), write('data', 2)])).toEqual(Array(2).fill(slaveError));
    expect(await status(bus)).toEqual({ refusal: tableRefusal('not_loading'), word: 1 });
    expect(await refused()).toBe(3);
    await bus.write([write('begin', 0)]);
    expect(await bus.write([write('data', 5)])).toEqual([okay]);
    const entry = BigInt(3 * stride(tables[0]!));
    expect((await bus.passed()).map(({ fields }) => fields)).toEqual([
      { address: entry, data: 1n },
      { address: entry + 1n, data: 5n },
    ]);
  });
});
