// SPDX-License-Identifier: Apache-2.0
/**
 * The table port on the register bus: an entry reaches its place in its table when the card has taken all words of the load so far, as a
 * whole or not at all; and an image is live only when the card has taken all words of its load.
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
  /** A load of image 1 at first. */
  const begin = write('begin', 1);
  /** A port whose load has begun. */
  const loading = async (): Promise<RegisterBus> => {
    const bus = await RegisterBus.open(name);
    await bus.write([begin]);
    return bus;
  };
  type Write = ReturnType<typeof write>;
  const followed = (before: number, { address, data }: Write): number => {
    const item = Buffer.alloc(5);
    item.writeUInt32LE(data, 0);
    item.writeUInt8(address - at('select'), 4);
    return crc32(item, before);
  };
  /** Writes to select, index and data after a beginning, and for each `check` and `commit` the checksum of those before. */
  const stream = (steps: readonly (Write | 'check' | 'commit')[], from = begin): Write[] => {
    let checksum = followed(0, from);
    return steps.map(step => {
      if (typeof step === 'string') return write(step, checksum);
      checksum = followed(checksum, step);
      return step;
    });
  };
  const imageStatus = async (bus: RegisterBus) => {
    const { data } = (await bus.read([at('status')]))[0]!;
    const bit = (place: number): number => Number((data >> BigInt(place)) & 1n);
    const { name: refusal } = tableRefusals.find(({ id }) => id === Number(data & 15n))!;
    return { refusal, loading: bit(12), live: bit(13), draining: bit(14), swaps: Number(data >> 16n) };
  };
  /** A beginning of the image that is not live after so many swaps. */
  const beginAfter = (swaps: number, whole = 0): Write =>
    write('begin', (swaps << 16) | (whole << 1) | (1 - (swaps % 2)));
  /** Address of the first word of the copy of image 1; 0 for a table that the images share. */
  const copyOf = (table: (typeof tables)[number]): bigint =>
    table.images.kind === 'copies'
      ? BigInt(stride(table) * 2 ** Math.max(1, Math.ceil(Math.log2(table.entries(config)))))
      : 0n;
  /** Words of an entry in the address space of its table. */
  const stride = (table: (typeof tables)[number]): number => 2 ** Math.ceil(Math.log2(entryWords(config, table.name)));

  /** What passes of what was written; the words of an entry leave after its response. */
  const passed = async (bus: RegisterBus) => {
    await bus.bench.run(20);
    return bus.passed();
  };

  test.each(tables)('passes the words of $name on, entry by entry, from any entry to the last', async table => {
    const bus = await loading();
    const words = entryWords(config, table.name);
    const count = Math.min(3, table.entries(config));
    const first = table.entries(config) - count;
    const data = fc.sample(fc.nat(0xffff_ffff), { seed: table.id, numRuns: count * words });
    const steps = data.flatMap((word, i) => {
      const own = write('data', word);
      return i % words === words - 1 ? ([own, 'check'] as const) : [own];
    });
    const sent = stream([write('select', table.id), write('index', first), ...steps, 'commit']);
    expect(await bus.write(sent.slice(0, -1))).toEqual(sent.slice(1).map(() => okay));
    expect(await passed(bus)).toEqual(
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
    expect(await passed(bus)).toEqual([]);
  });

  /** What passed: the words and where they went. */
  const went = async (bus: RegisterBus) => (await passed(bus)).map(({ fields }) => [fields.address, fields.data]);
  /** Two words of a slot of the forwarding table. */
  const slot = (...words: readonly number[]): Write[] => words.map(word => write('data', word));
  const forwardingWords = entryWords(config, 'forwarding');
  const slotWords = Array.from({ length: forwardingWords }, (_, i) => 100 + i);

  test('nothing of an entry passes before its checksum, and nothing more after another checksum', async () => {
    const bus = await loading();
    const [chosen, index] = [write('select', 0), write('index', 1)];
    const right = stream([chosen, index, ...slot(...slotWords), 'check']);
    await bus.write(right.slice(0, -1));
    expect(await went(bus)).toEqual([]);
    await bus.write([write('check', right.at(-1)!.data ^ 0x8000_0000)]);
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'checksum', loading: 1 });
    // Nor with the right one, nor the next entry.
    await bus.write([right.at(-1)!]);
    const next = stream([chosen, index, ...slot(...slotWords), ...slot(...slotWords), 'check', 'commit']);
    await bus.write(next.slice(2 + forwardingWords));
    expect(await went(bus)).toEqual([]);
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'checksum', loading: 0, live: 0 });
  });

  test.each([
    ['select', () => [write('select', 0)]],
    ['index', () => [write('index', 2)]],
  ] as const)('a write of %s begins an entry anew', async (_register, anew) => {
    const bus = await loading();
    const writes = stream([
      write('select', 0),
      write('index', 2),
      write('data', 1),
      ...anew(),
      ...slot(...slotWords),
      'check',
    ]);
    await bus.write(writes);
    const entry = BigInt(2 * stride(tables[0]!));
    expect(await went(bus)).toEqual(slotWords.map((word, i) => [entry + BigInt(i), BigInt(word)]));
    const [select, index] = await bus.read([at('select'), at('index')]);
    expect([select!.data, index!.data]).toEqual([0n, 3n]);
  });

  test('a beginning begins an entry anew', async () => {
    const bus = await loading();
    await bus.write([write('select', 0), write('index', 2), write('data', 1), begin]);
    expect((await status(bus)).word).toBe(0);
    await bus.write(stream([...slot(...slotWords), 'check']));
    const entry = BigInt(2 * stride(tables[0]!));
    expect(await went(bus)).toEqual(slotWords.map((word, i) => [entry + BigInt(i), BigInt(word)]));
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
    expect(await passed(bus)).toEqual([]);
    // The load is lost, and the port is as good as before.
    const rest = stream([write('select', 2), write('index', 0), write('data', 3), 'check']);
    expect(await bus.write(rest)).toEqual(rest.map(() => okay));
    expect(await went(bus)).toEqual([]);
    await bus.write([begin]);
    expect(await status(bus)).toEqual({ refusal: tableRefusal('none'), word: 0 });
    await bus.write(rest);
    expect(await went(bus)).toEqual([[0n, 3n]]);
  });

  test('refuses a word too many', async () => {
    const bus = await loading();
    const refused = bus.pulses('refused_tables');
    expect(await bus.write([write('select', 2), write('index', 0), write('data', 3), write('data', 4)])).toEqual([
      okay,
      okay,
      okay,
      slaveError,
    ]);
    expect(await status(bus)).toEqual({ refusal: tableRefusal('incomplete'), word: 1 });
    expect(await refused()).toBe(1);
  });

  /** A short load that is right after a beginning: an entry of the table of actions. */
  const shortAfter = (from: Write): Write[] =>
    stream([write('select', 2), write('index', 1), write('data', 0x9abc_def0), 'check', 'commit'], from);
  const short = shortAfter(begin);

  test('makes the other image live with the right checksum, one load after the other', async () => {
    const bus = await RegisterBus.open(name);
    const refused = bus.pulses('refused_tables');
    for (const swaps of [0, 1, 2]) {
      const live = 1 - (swaps % 2);
      const from = beginAfter(swaps);
      await bus.write([from]);
      expect(await imageStatus(bus)).toEqual({ refusal: 'none', loading: 1, live: 1 - live, draining: 0, swaps });
      expect(await bus.write(shortAfter(from))).toEqual(Array(5).fill(okay));
      expect(await imageStatus(bus)).toEqual({ refusal: 'none', loading: 0, live, draining: 0, swaps: swaps + 1 });
      expect(await bus.bench.peek('image')).toBe(BigInt(live));
    }
    expect(await refused()).toBe(0);
    // A load of nothing brings back the other image, but zeros written everywhere do not.
    const empty = stream(['commit'], beginAfter(3));
    await bus.write(Array.from({ length: 7 }, (_, i) => ({ address: at('select') + 4 * i, data: 0 })));
    expect((await imageStatus(bus)).live).toBe(1);
    await bus.write([beginAfter(3), ...empty]);
    expect((await imageStatus(bus)).live).toBe(0);
  });

  test('counts swaps to 16 bits, and begins a load for the number that it has counted alone', async () => {
    const bus = await RegisterBus.open(name);
    const refused = bus.pulses('refused_tables');
    const swap = (swaps: number): Write[] => [beginAfter(swaps), ...stream(['commit'], beginAfter(swaps))];
    await bus.write([...swap(0), ...swap(1)]);
    expect(await refused()).toBe(0);
    // As seen before two swaps: the live image is the one of then.
    await bus.write([beginAfter(0)]);
    expect(await imageStatus(bus)).toEqual({ refusal: 'stale', loading: 0, live: 0, draining: 0, swaps: 2 });
    await bus.write(short);
    expect(await went(bus)).toEqual([]);
    expect((await imageStatus(bus)).swaps).toBe(2);
    // As seen of a card that was reset since, or that is another one; of each bit of the number.
    for (const other of [1, 3, ...Array.from({ length: 16 }, (_, bit) => 2 ^ (1 << bit))]) {
      await bus.write([beginAfter(other)]);
      expect(await imageStatus(bus)).toMatchObject({ refusal: 'stale', loading: 0 });
    }
    // A refused beginning, and a load that is refused, count nothing.
    await bus.write([beginAfter(2), write('commit', 1)]);
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'checksum', swaps: 2 });
    await bus.write(swap(2));
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'none', swaps: 3, live: 1 });
  });

  // So many swaps take long to simulate, and their number is as wide in every configuration.
  test.runIf(name === 'tiny')('counts from 0 again after 65,536 swaps, and after a reset', async () => {
    const bus = await RegisterBus.open(name);
    const swaps = Array.from({ length: 0x1_0001 }, (_, i) => i & 0xffff);
    for (let at = 0; at < swaps.length; at += 4096)
      await bus.write(swaps.slice(at, at + 4096).flatMap(n => [beginAfter(n), ...stream(['commit'], beginAfter(n))]));
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'none', swaps: 1, live: 1 });
    await bus.bench.reset();
    expect(await imageStatus(bus)).toMatchObject({ swaps: 0, live: 0 });
  });

  test('an image becomes live when its last entry has left', async () => {
    const bus = await loading();
    const long = tables.toSorted((a, b) => entryWords(config, b.name) - entryWords(config, a.name))[0]!;
    const words = Array.from({ length: entryWords(config, long.name) }, (_, i) => write('data', i));
    bus.sendWrites(stream([write('select', long.id), write('index', 0), ...words, 'check', 'commit']));
    await bus.bench.runUntil({ port: 'image', equals: 1 }, 1000);
    expect(await bus.passed()).toHaveLength(words.length);
  });

  test('writes copies of a table for the image that is not live', async () => {
    const bus = await loading();
    const rows = stream([write('select', 9), write('index', 2), write('data', 5), 'check', 'commit']);
    const from = beginAfter(1);
    await bus.write([
      ...rows,
      from,
      ...stream([write('select', 9), write('index', 2), write('data', 5), 'check', 'commit'], from),
    ]);
    expect((await went(bus)).map(([address]) => address)).toEqual([copyOf(tables[9]!) + 2n, 2n]);
  });

  const [select, index, word, check, commit] = short as [Write, Write, Write, Write, Write];
  const changed = (one: Write): Write => ({ ...one, data: (one.data ^ 1) >>> 0 });
  test.each<readonly [string, TableRefusal, readonly Write[]]>([
    ['a wrong checksum', 'checksum', [select, index, word, check, changed(commit)]],
    ['a wrong checksum of an entry', 'checksum', [select, index, word, changed(check), commit]],
    ['a word that was lost', 'incomplete', [select, index, check, commit]],
    ['a word that was changed', 'checksum', [select, index, changed(word), check, commit]],
    ['an entry that was not chosen', 'checksum', [select, word, check, commit]],
    ['words in another order', 'checksum', [index, select, word, check, commit]],
    ['a value that went to another register', 'checksum', [select, write('select', index.data), word, check, commit]],
    ['a word too many', 'spoiled', [select, index, word, word, check, commit]],
    ['an entry twice', 'incomplete', [select, index, word, check, check, commit]],
    ['an entry without its checksum', 'incomplete', stream([select, index, word, 'commit'])],
    ['no load, as one that was refused is over', 'not_loading', [changed(commit), commit]],
    ['half an entry', 'incomplete', stream([write('select', 0), write('index', 0), write('data', 1), 'commit'])],
    [
      'a word that was refused',
      'spoiled',
      [select, index, word, check, write('select', 0x102), write('data', 1), select, commit],
    ],
  ])('refuses to make an image live after %s, once and for all', async (_what, why, writes) => {
    const bus = await loading();
    const refused = bus.pulses('refused_tables');
    await bus.write(writes);
    expect(await imageStatus(bus)).toMatchObject({ refusal: why, loading: 0, live: 0 });
    expect(await refused()).toBeGreaterThan(0);
    await bus.write([commit]);
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'not_loading', live: 0 });
  });

  /** Every entry of every table. */
  const whole = (from: Write): Write[] => {
    const steps = tables.map(table => {
      const entry = [
        ...Array.from({ length: entryWords(config, table.name) }, () => write('data', 0)),
        'check' as const,
      ];
      return [
        write('select', table.id),
        write('index', 0),
        ...Array.from({ length: table.entries(config) }, () => entry).flat(),
      ];
    });
    return stream([...steps.flat(), 'commit'], from);
  };

  test('takes only a whole load after one that wrote an entry and was not committed', async () => {
    const bus = await loading();
    await bus.write(short.slice(0, -1));
    await bus.write([write('commit', 1)]);
    await bus.write([begin]);
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'torn', loading: 0 });
    // Neither a load of nothing nor one that is short makes it live.
    const wholly = write('begin', 3);
    await bus.write([wholly, ...stream(['commit'], wholly)]);
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'incomplete', live: 0 });
    await bus.write([wholly, ...shortAfter(wholly)]);
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'incomplete', live: 0 });
    await bus.write([wholly]);
    await bus.write(whole(wholly));
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'none', live: 1 });
    // And the next load is as good as any.
    await bus.write([beginAfter(1), ...shortAfter(beginAfter(1))]);
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'none', live: 0 });
  }, 120_000);

  test('begins anew after a load that wrote nothing', async () => {
    const bus = await loading();
    await bus.write([write('select', 0), write('data', 1), begin]);
    await bus.write(short);
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'none', live: 1 });
  });

  test('begins no load of the live image', async () => {
    const bus = await RegisterBus.open(name);
    await bus.write([write('begin', 0)]);
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'image', loading: 0, live: 0 });
    await bus.write(short);
    expect(await went(bus)).toEqual([]);
  });

  test('begins no load while frames are judged by the image that it would change, and says so', async () => {
    const bus = await RegisterBus.open(name);
    const refused = bus.pulses('refused_tables');
    await bus.bench.poke('draining', 1);
    await bus.write([begin]);
    expect(await imageStatus(bus)).toEqual({ refusal: 'draining', loading: 0, live: 0, draining: 1, swaps: 0 });
    expect(await refused()).toBe(1);
    expect(await bus.write([word])).toEqual([slaveError]);
    await bus.bench.poke('draining', 0);
    await bus.write([begin]);
    expect(await imageStatus(bus)).toMatchObject({ refusal: 'none', loading: 1 });
  });

  test('without a load the words are refused and counted', async () => {
    const bus = await loading();
    const refused = bus.pulses('refused_tables');
    await bus.write([write('select', 0), write('index', 3), write('data', 1), write('commit', 0)]);
    expect(await bus.write([write('data', 2), write('data', 2)])).toEqual(Array(2).fill(slaveError));
    expect(await status(bus)).toEqual({ refusal: tableRefusal('not_loading'), word: 1 });
    expect(await refused()).toBe(3);
    expect(await went(bus)).toEqual([]);
  });
});
