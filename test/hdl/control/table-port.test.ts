// SPDX-License-Identifier: Apache-2.0
/** The table port on the register bus: words reach their place in their table, whole entries only, and what is refused goes nowhere. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { registerAddress } from '../../../hdl/spec/registers/registers.ts';
import { entryWords, tableRefusal, tables } from '../../../hdl/spec/tables/tables.ts';
import { simulatedConfigs } from '../../support/simulated-configs.ts';
import { okay, RegisterBus, slaveError } from './register-bus.ts';

describe.each(Object.entries(simulatedConfigs))('the table port of %s', (name, config) => {
  const at = (register: string): number => registerAddress(config, 'table', 0, register);
  const write = (register: string, data: number) => ({ address: at(register), data: data >>> 0 });
  const status = async (bus: RegisterBus) => {
    const { data } = (await bus.read([at('status')]))[0]!;
    return { refusal: Number(data & 15n), word: Number((data >> 4n) & 0xffn) };
  };
  /** Words of an entry in the address space of its table. */
  const stride = (table: (typeof tables)[number]): number => 2 ** Math.ceil(Math.log2(entryWords(config, table.name)));

  test.each(tables)('passes the words of $name on, entry by entry, from any entry to the last', async table => {
    const bus = await RegisterBus.open(name);
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
        fields: { address: BigInt((first + Math.floor(i / words)) * stride(table) + (i % words)), data: BigInt(word) },
      })),
    );
    // There is no entry after the last one.
    expect(await bus.write([write('data', 1)])).toEqual([slaveError]);
    expect(await status(bus)).toEqual({ refusal: tableRefusal('index'), word: 0 });
    expect(await bus.passed()).toEqual([]);
  });

  test('a write of table or index begins an entry anew', async () => {
    const bus = await RegisterBus.open(name);
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
    const bus = await RegisterBus.open(name);
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

  test('while frames are judged the words are refused and counted, and the entry goes on where it was', async () => {
    const bus = await RegisterBus.open(name);
    const refused = bus.pulses('refused_tables');
    await bus.write([write('select', 0), write('index', 3), write('data', 1)]);
    await bus.bench.poke('judging', 1);
    expect(await bus.write([write('data', 2), write('data', 2), write('data', 2)])).toEqual(Array(3).fill(slaveError));
    expect(await status(bus)).toEqual({ refusal: tableRefusal('judging'), word: 1 });
    expect(await refused()).toBe(3);
    await bus.bench.poke('judging', 0);
    expect(await bus.write([write('data', 5)])).toEqual([okay]);
    const entry = BigInt(3 * stride(tables[0]!));
    expect((await bus.passed()).map(({ fields }) => fields)).toEqual([
      { address: entry, data: 1n },
      { address: entry + 1n, data: 5n },
    ]);
  });
});
