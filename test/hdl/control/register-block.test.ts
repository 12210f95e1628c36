// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Config, configs, findConfig, queueCount } from '../../../hdl/spec/configs.ts';
import { parserTables } from '../../../hdl/spec/protocol/parser-tables.ts';
import { registerAddress } from '../../../hdl/spec/registers/registers.ts';
import { ruleNumberBits } from '../../../hdl/spec/tables/bank-slot.ts';
import {
  okay,
  type Passed,
  type Place,
  placesOf,
  RegisterBus,
  slaveError,
  tablePort,
  type Write,
} from './register-bus.ts';

const random32 = (seed: number, count: number): readonly number[] =>
  fc.sample(fc.noBias(fc.nat(0xffff_ffff)), { seed, numRuns: count });

const shuffled = <T>(seed: number, list: readonly T[]): readonly T[] =>
  fc.sample(fc.shuffledSubarray([...list], { minLength: list.length }), { seed, numRuns: 1 })[0]!;

/** What a write must cause outside the register block, from the declared map alone. */
const expectedPassed = (config: Config, { block, index, register }: Place, data: number): readonly Passed[] => {
  const port = { rx_queue: 'receive_write', tx_queue: 'transmit_write' }[block.name];
  const camel = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  const fn = BigInt(index);
  if (register.name === 'quota_cells') {
    const cells = BigInt(data) & ((1n << BigInt(Math.ceil(Math.log2(config.bufferCells + 1)))) - 1n);
    return [{ port: 'quota_write', fields: { function: fn, cells } }];
  }
  if (register.name === 'weight')
    return [{ port: 'weight_write', fields: { function: fn, weight: BigInt(data & 0xff) } }];
  if (register.name === 'rate')
    return [{ port: 'rate_write', fields: { function: fn, rate: BigInt(data & 0x1ff_ffff) } }];
  if (block.name === 'function') {
    const word = BigInt(
      ['window_base_lo', 'window_base_hi', 'window_last_lo', 'window_last_hi'].indexOf(register.name),
    );
    return [{ port: 'window_write', fields: { function: fn, word, data: BigInt(data) } }];
  }
  if (port && register.access !== 'ro') {
    const address = BigInt((index * block.stride + register.offset) / 4);
    return [{ port, fields: { address, data: BigInt(data) } }];
  }
  if (register.access !== 'wo') return [];
  if (register.name === 'faults_clear') {
    const fields = register.fields.map(({ name, lsb }) => [camel(name), BigInt((data >>> lsb) & 1)]);
    return [{ port: 'faults_clear', fields: Object.fromEntries(fields) }];
  }
  if (register.name === 'stop_next') return [];
  if (block.name === 'rule_count') {
    const number = BigInt(data) & ((1n << BigInt(ruleNumberBits(config))) - 1n);
    return [{ port: 'rule_question', fields: { number, clears: BigInt(data >>> 31) } }];
  }
  expect(block.name).toBe('function_page');
  const [, side, n] = /^(rx|tx)(\d+)_notify$/.exec(register.name)!;
  const direction = side === 'rx' ? 'receive' : 'transmit';
  return [{ port: `${direction}_doorbell`, fields: { queue: BigInt(index * config.queuesPerFunction + Number(n)) } }];
};

/** Whether the register block holds a register itself; those of a queue are asked of queue control. */
const isSetting = ({ block, register }: Place): boolean =>
  register.access === 'rw' && !['rx_queue', 'tx_queue'].includes(block.name);

/** The bits that a register keeps of a word. */
const kept = ({ register }: Place, data: number): bigint => {
  if (register.fields.length === 0) return BigInt(data);
  const mask = register.fields.reduce((sum, { lsb, bits }) => sum | (((1n << BigInt(bits)) - 1n) << BigInt(lsb)), 0n);
  return BigInt(data) & mask;
};

/** The outputs that show settings, from the values of the `rw` registers by address. */
const expectedSettings = (value: (block: string, index: number, name: string) => bigint) => {
  const table = (name: string, entries: number): bigint =>
    Array.from({ length: entries }, (_, i) => {
      const register = `${name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)}_${i}`;
      return value('parser_table', 0, register) << (16n * BigInt(i));
    }).reduce((a, b) => a | b);
  return {
    enable: value('global', 0, 'control') === 1n ? 1n : 0n,
    quiesce: value('global', 0, 'control') >> 1n,
    wire_settings_weights: value('wire', 0, 'weight_storage') | (value('wire', 0, 'weight_tenant') << 8n),
    wire_settings_strict_rate: value('wire', 0, 'control_rate'),
    wire_settings_paused_by: value('wire', 0, 'paused_by'),
    wire_settings_watchdog: value('wire', 0, 'watchdog'),
    ...Object.fromEntries(parserTables.map(({ name, entries }) => [tablePort(name), table(name, entries)])),
  };
};

describe.each(['tiny', '10g'])('register block of %s', name => {
  const config = findConfig(name)!;
  const everywhere = placesOf(config);
  /** Without the table port, which table-port.test.ts is about. */
  const places = everywhere.filter(({ block }) => block.name !== 'table');
  const at = (block: string, index: number, register: string): number =>
    registerAddress(config, block, index, register);

  test('every setting starts at its reset value, reads back and reaches its output alone', async () => {
    const bus = await RegisterBus.open(name);
    const settings = places.filter(isSetting);
    const values = new Map(settings.map(place => [place.address, BigInt(place.register.reset)]));
    const read = (block: string, index: number, register: string) => values.get(at(block, index, register))!;
    const expectAll = async (): Promise<void> => {
      const answers = await bus.read([...values.keys()]);
      expect(answers).toEqual([...values.values()].map(data => ({ data, response: okay })));
      expect(await bus.settings()).toEqual(expectedSettings(read));
    };
    await expectAll();
    const words = random32(1, settings.length);
    for (const [i, place] of shuffled(1, settings).entries()) {
      expect(await bus.write([{ address: place.address, data: words[i]! }])).toEqual([okay]);
      values.set(place.address, kept(place, words[i]!));
      await expectAll();
    }
    expect(await bus.passed()).toEqual(
      shuffled(1, settings).flatMap((place, i) => expectedPassed(config, place, words[i]!)),
    );
    await bus.bench.reset();
    for (const { address, register } of settings) values.set(address, BigInt(register.reset));
    await expectAll();
  });

  test.each([
    { seed: 1, pace: {} },
    { seed: 2, pace: { aw: 0.6, w: 0.2, b: 0.5, ar: 0.3, r: 0.7 } },
    { seed: 3, pace: { aw: 0.1, w: 0.7, b: 0.2, ar: 0.6, r: 0.1 } },
  ])('every write of every register reaches its port and nothing else (seed $seed)', async ({ seed, pace }) => {
    const bus = await RegisterBus.open(name, seed);
    bus.pace(pace);
    const order = shuffled(seed, places);
    const words = random32(seed, order.length);
    const before = await bus.settings();
    const responses = await bus.write(order.map(({ address }, i) => ({ address, data: words[i]! })));
    const accepted = order.map(({ block, register }) =>
      register.access === 'ro' && !block.tolerant ? slaveError : okay,
    );
    expect(responses).toEqual(accepted);
    expect(await bus.passed()).toEqual(order.flatMap((place, i) => expectedPassed(config, place, words[i]!)));
    expect(before).not.toEqual(await bus.settings());
  });

  test('what no setting holds reads what is declared or answered, write-only ones nothing', async () => {
    const bus = await RegisterBus.open(name);
    bus.pace({ ar: 0.3, r: 0.3 });
    await bus.bench.poke('salt', 0xa5);
    await bus.bench.poke('ready', 1);
    const order = shuffled(
      4,
      places.filter(place => !isSetting(place) && !/counter$|^host_access$/.test(place.block.name)),
    );
    const answers = await bus.read(order.map(({ address }) => address));
    const expected = order.map(({ block, index, register }) => {
      const [, side, n] = /^(rx|tx)(\d+)_status$/.exec(register.name) ?? [];
      if (n !== undefined) {
        const queue = index * config.queuesPerFunction + Number(n);
        return { data: BigInt((side === 'rx' ? 0xa500_0000 : 0xa580_0000) + queue), response: okay };
      }
      if (block.tolerant) return { data: 0n, response: okay };
      if (register.access === 'wo') return { data: 0n, response: slaveError };
      const live: Readonly<Record<string, number>> = {
        'global.status': 1,
        'rx_queue.status': 0xa500_0000 + index,
        'rx_queue.available': 0xa501_0000 + index,
        'rx_queue.used': 0xa502_0000 + index,
        'tx_queue.status': 0xa580_0000 + index,
        'tx_queue.available': 0xa581_0000 + index,
        'tx_queue.used': 0xa582_0000 + index,
        'access.refused_reads': 0xa500_0000 + index,
        'access.refused_writes': 0xa501_0000 + index,
      };
      return { data: BigInt(live[`${block.name}.${register.name}`] ?? register.reset), response: okay };
    });
    expect(answers).toEqual(expected);
    await bus.bench.poke('ready', 0);
    expect(await bus.read([at('global', 0, 'status')])).toEqual([{ data: 0n, response: okay }]);
  });

  test.each(['counter', 'tx_counter', 'host_access'])('%s is read as of the moment its low word was', async which => {
    const bus = await RegisterBus.open(name);
    const counters = places.filter(({ block, register }) => block.name === which && register.offset === 0);
    const words = (place: Place, salt: bigint) => {
      const side = which === 'counter' ? 0n : 0x80_0000n;
      const counted = (salt << 24n) | side | BigInt(place.index);
      const inverse = ~counted & 0xffff_ffffn;
      return [counted, inverse, inverse, counted].map(data => ({ data, response: okay }));
    };
    for (const [i, place] of shuffled(5, counters).entries()) {
      const salt = i % 200;
      await bus.bench.poke('salt', salt);
      const low = await bus.read([place.address]);
      // What the counters say meanwhile must not be seen.
      await bus.bench.poke('salt', 0xff - salt);
      const rest = await bus.read([4, 8, 12].map(offset => place.address + offset));
      expect([...low, ...rest]).toEqual(words(place, BigInt(salt)));
    }
    const [first, second] = counters as [Place, Place];
    await bus.bench.poke('salt', 7);
    const mixed = await bus.read([first.address, second.address + 4]);
    expect(mixed[1]).toEqual(words(first, 7n)[1]);
  });

  test('counters of a rule are read as they are answered, and writes wait until they are', async () => {
    const bus = await RegisterBus.open(name);
    const [receiver, sender] = [0x1122_3344_5566_7788n, 0x99aa_bbcc_ddee_ff00n];
    await bus.bench.poke('rule_answer_receiver', receiver);
    await bus.bench.poke('rule_answer_sender', sender);
    const words = ['state', 'receiver_lo', 'receiver_hi', 'sender_lo', 'sender_hi'];
    const addresses = words.map(word => at('rule_count', 0, word));
    const halves = [receiver, sender].flatMap(value => [value & 0xffff_ffffn, value >> 32n]);
    expect((await bus.read(addresses)).map(({ data }) => data)).toEqual([0n, ...halves]);
    await bus.bench.poke('rule_answer_busy', 1);
    expect((await bus.read(addresses)).map(({ data }) => data)).toEqual([1n, ...halves]);
    bus.sendWrites([{ address: at('rule_count', 0, 'select'), data: 5 }]);
    await bus.bench.run(200);
    expect(await bus.passed()).toEqual([]);
    await bus.bench.poke('rule_answer_busy', 0);
    expect(await bus.b.collect(1)).toEqual([{ response: okay }]);
    expect(await bus.passed()).toEqual([{ port: 'rule_question', fields: { number: 5n, clears: 0n } }]);
  });

  test('addresses without a register answer an error and do nothing', async () => {
    const bus = await RegisterBus.open(name);
    const known = new Set(everywhere.map(({ address }) => address));
    const near = places.flatMap(({ block, address }) => {
      const end = block.base + block.count * block.stride;
      return [address + 4, address + 7, address - 4, end, end + 4, block.base - 4];
    });
    const anywhere = fc.sample(fc.nat(2 ** 21 - 1), { seed: 6, numRuns: 8000 });
    const doorbells = at('function_page', 0, 'rx0_notify');
    const sample = shuffled(6, [...new Set([...near, ...anywhere])])
      .filter(address => address >= 0 && address < doorbells && !known.has(address - (address % 4)))
      .slice(0, 4000);
    expect(sample.length).toBeGreaterThan(2000);
    const before = await bus.settings();
    expect(await bus.write(sample.map(address => ({ address, data: 1 })))).toEqual(sample.map(() => slaveError));
    expect(await bus.read(sample)).toEqual(sample.map(() => ({ data: 0n, response: slaveError })));
    expect(await bus.settings()).toEqual(before);
    expect(await bus.passed()).toEqual([]);
  });

  test('a write of some bytes changes just these, and none of a register that takes whole words', async () => {
    const bus = await RegisterBus.open(name);
    const address = at('global', 0, 'stop_vector');
    let word = 0;
    for (let strobe = 0; strobe < 16; strobe++) {
      const data = (0x1122_3344 * (strobe + 1)) >>> 0;
      // The address is that of any byte of the word.
      expect(await bus.write([{ address: address + (strobe % 4), data, strobe }])).toEqual([okay]);
      for (let byte = 0; byte < 4; byte++) {
        const mask = 0xff << (8 * byte);
        if ((strobe >> byte) & 1) word = (word & ~mask) | (data & mask);
      }
      word &= 0x1_ffff;
      expect(await bus.read([address + ((strobe + 1) % 4)])).toEqual([{ data: BigInt(word >>> 0), response: okay }]);
    }
    const tables = [
      at('rx_queue', 1, 'control'),
      at('function', 1, 'window_last_hi'),
      at('function', 0, 'quota_cells'),
      at('table', 0, 'data'),
      at('table', 0, 'index'),
    ];
    const writes = tables.flatMap(table =>
      Array.from({ length: 15 }, (_, strobe): Write => ({ address: table, data: 0xffff_ffff, strobe })),
    );
    expect(await bus.write(writes)).toEqual(writes.map(({ strobe }) => (strobe === 0 ? okay : slaveError)));
    expect(await bus.passed()).toEqual([]);
  });

  test('the doorbells of a page ring for queues of its own function, with any write of bytes 0 and 1', async () => {
    const bus = await RegisterBus.open(name);
    const virtqueues = Array.from({ length: 2 * config.queuesPerFunction }, (_, i) => i);
    const calls = Array.from({ length: config.functions }, (_, f) => f).flatMap(f =>
      virtqueues.flatMap(virtqueue =>
        Array.from({ length: 16 }, (_, strobe) => ({ f, virtqueue, strobe, data: (strobe * 0x0777_1357) >>> 0 })),
      ),
    );
    const writes = calls.map(({ f, virtqueue, data, strobe }) => ({
      // Any byte of the word is its address.
      address: at('function_page', f, 'rx0_notify') + 4 * virtqueue + (strobe % 4),
      data,
      strobe,
    }));
    expect(await bus.write(writes)).toEqual(calls.map(() => okay));
    const rung = calls.filter(({ strobe }) => (strobe & 3) === 3);
    expect(rung.length).toBe(2 * 4 * queueCount(config));
    expect(await bus.passed()).toEqual(
      rung.map(({ f, virtqueue }) => ({
        port: virtqueue % 2 === 0 ? 'receive_doorbell' : 'transmit_doorbell',
        fields: { queue: BigInt(f * config.queuesPerFunction + (virtqueue >> 1)) },
      })),
    );
  });

  test('the page of a function never answers an error, reads 0 and ignores what it does not know', async () => {
    const bus = await RegisterBus.open(name);
    await bus.bench.poke('salt', 0);
    const pages = at('function_page', 0, 'rx0_notify');
    const known = (offset: number): boolean => (offset & 0x7fc) < 8 * config.queuesPerFunction;
    const anywhere = fc.sample(fc.nat(config.functions * 4096 - 1), { seed: 9, numRuns: 600 });
    const offsets = [8 * config.queuesPerFunction, 0x7fe, 0xffc, 0xfff, ...anywhere].filter(offset => !known(offset));
    const addresses = offsets.map(offset => pages + offset);
    const before = await bus.settings();
    expect(await bus.read(addresses)).toEqual(addresses.map(() => ({ data: 0n, response: okay })));
    const strobes = [15, 3, 12, 1, 8, 0];
    const writes = addresses.map((address, i) => ({ address, data: i, strobe: strobes[i % strobes.length]! }));
    expect(await bus.write(writes)).toEqual(writes.map(() => okay));
    expect(await bus.passed()).toEqual([]);
    expect(await bus.settings()).toEqual(before);
  });

  test('the tables of the parser refuse writes while frames are judged, and each refusal is told', async () => {
    const bus = await RegisterBus.open(name);
    const refused = bus.pulses('refused_tables');
    const tables = places.filter(({ block }) => block.name === 'parser_table');
    const writes = shuffled(11, tables)
      .slice(0, 200)
      .map(({ address }, i) => ({ address, data: 0x55 + i }));
    const before = await bus.settings();
    await bus.bench.poke('judging', 1);
    // Whether queues of a function run is of no matter here.
    await bus.bench.poke('occupied', 1n);
    expect(await bus.write(writes)).toEqual(writes.map(() => slaveError));
    expect(await bus.passed()).toEqual([]);
    expect(await bus.settings()).toEqual(before);
    expect(await refused()).toBe(writes.length);
    // Everything else goes on.
    const others = [
      at('function', 1, 'quota_cells'),
      at('function', 1, 'window_base_lo'),
      at('rx_queue', 1, 'control'),
    ];
    expect(await bus.write(others.map(address => ({ address, data: 1 })))).toEqual(others.map(() => okay));
    expect(await bus.read([at('global', 0, 'status')])).toEqual([{ data: 2n, response: okay }]);
    await bus.bench.poke('judging', 0);
    expect(await bus.write(writes)).toEqual(writes.map(() => okay));
    expect(await refused()).toBe(0);
  });

  test('a window refuses writes while a queue of its function runs, every word of it, and no other', async () => {
    const bus = await RegisterBus.open(name);
    const refused = bus.pulses('refused_windows');
    const words = ['window_base_lo', 'window_base_hi', 'window_last_lo', 'window_last_hi'];
    const all = Array.from({ length: config.functions }, (_, f) => f).flatMap(f =>
      words.map((word, i) => ({ f, address: at('function', f, word), data: 0x1000 * f + i + 1 })),
    );
    const busy = (f: number): boolean => f % 2 === 1;
    await bus.bench.poke(
      'occupied',
      all.reduce((mask, { f }) => (busy(f) ? mask | (1n << BigInt(f)) : mask), 0n),
    );
    expect(await bus.write(all)).toEqual(all.map(({ f }) => (busy(f) ? slaveError : okay)));
    expect(await bus.read(all.map(({ address }) => address))).toEqual(
      all.map(({ f, data }) => ({ data: busy(f) ? 0n : BigInt(data), response: okay })),
    );
    expect(await refused()).toBe(all.filter(({ f }) => busy(f)).length);
    expect((await bus.passed()).map(({ fields }) => fields.data)).toEqual(
      all.filter(({ f }) => !busy(f)).map(({ data }) => BigInt(data)),
    );
    // Quotas may change at any time.
    expect(await bus.write([{ address: at('function', 1, 'quota_cells'), data: 7 }])).toEqual([okay]);
  });

  test('quiesce stops acceptance, and the card is quiet when nothing is left', async () => {
    const bus = await RegisterBus.open(name);
    const { bench } = bus;
    const status = async () => (await bus.read([at('global', 0, 'status')]))[0]!.data;
    await bus.write([{ address: at('global', 0, 'control'), data: 3 }]);
    expect([await bench.peek('enable'), await bench.peek('quiesce')]).toEqual([0n, 1n]);
    expect(await status()).toBe(0n);
    await bench.poke('bus_idle', 1);
    expect(await status()).toBe(4n);
    for (const [port, on] of [
      ['judging', 1],
      ['occupied', 2],
    ] as const) {
      await bench.poke(port, on);
      expect((await status()) & 4n).toBe(0n);
      await bench.poke(port, 0);
    }
    await bus.write([{ address: at('global', 0, 'control'), data: 1 }]);
    expect([await bench.peek('enable'), await bench.peek('quiesce'), await status()]).toEqual([1n, 0n, 0n]);
  });

  test('shows the head of the stop log and removes it on command', async () => {
    const bus = await RegisterBus.open(name);
    const next = bus.pulses('stops_next');
    const event = async () => (await bus.read([at('global', 0, 'stop_event')]))[0]!.data;
    await bus.bench.poke('stops_head_queue', 1);
    await bus.bench.poke('stops_head_error', 6);
    expect(await event()).toBe(0n);
    await bus.bench.poke('stops_head_valid', 1);
    expect(await event()).toBe(0x8006_0001n);
    await bus.bench.poke('stops_head_transmit', 1);
    expect(await event()).toBe(0x8016_0001n);
    await bus.write([{ address: at('global', 0, 'stop_next'), data: 0 }]);
    expect(await next()).toBe(0);
    await bus.write([{ address: at('global', 0, 'stop_next'), data: 1 }]);
    expect(await next()).toBe(1);
    await bus.write([{ address: at('global', 0, 'stop_vector'), data: 0x1_1234 }]);
    expect(await bus.bench.peek('stops_vector_vector')).toBe(0x1234n);
    expect(await bus.bench.peek('stops_vector_enable')).toBe(1n);
  });
});

describe('register block on the bus', () => {
  const config = configs['10g'];
  const row = registerAddress(config, 'rx_queue', 5, 'size');
  const identification = registerAddress(config, 'global', 0, 'id');
  const control = registerAddress(config, 'global', 0, 'control');

  test('takes data long before its address and the other way round', async () => {
    const bus = await RegisterBus.open('10g');
    bus.w.send([{ data: 1, strobe: 15 }]);
    await bus.bench.run(50);
    expect(await bus.passed()).toEqual([]);
    expect(await bus.b.received()).toEqual([]);
    bus.aw.send([{ address: row, prot: 0 }]);
    expect(await bus.b.collect(1)).toEqual([{ response: okay }]);
    bus.aw.send([{ address: row + 4, prot: 0 }]);
    await bus.bench.run(50);
    expect(await bus.passed()).toHaveLength(1);
    bus.w.send([{ data: 2, strobe: 15 }]);
    expect(await bus.b.collect(1)).toEqual([{ response: okay }]);
    expect(await bus.passed()).toEqual([{ port: 'receive_write', fields: { address: 87n, data: 2n } }]);
  });

  test('keeps one write and one read under way, each waiting for its own response alone', async () => {
    const bus = await RegisterBus.open('10g');
    bus.pace({ b: 1 });
    bus.sendWrites(Array.from({ length: 4 }, (_, data) => ({ address: row, data })));
    await bus.bench.run(100);
    expect(await bus.passed()).toHaveLength(1);
    expect(await bus.aw.acceptedCycles()).toHaveLength(1);
    expect(await bus.w.acceptedCycles()).toHaveLength(1);
    expect(await bus.read([identification])).toEqual([{ data: 0x534c_4345n, response: okay }]);

    bus.pace({ r: 1 });
    expect(await bus.b.collect(4)).toHaveLength(4);
    bus.sendReads([identification, identification]);
    await bus.bench.run(100);
    expect(await bus.ar.acceptedCycles()).toHaveLength(2);
    expect(await bus.write([{ address: control, data: 1 }])).toEqual([okay]);
    bus.pace({});
    expect(await bus.r.collect(2)).toHaveLength(2);
  });

  test('lets writes wait until the tables are ready, and reads not', async () => {
    const bus = await RegisterBus.open('10g');
    await bus.bench.poke('tables_ready', 0);
    bus.sendWrites([{ address: row, data: 9 }]);
    await bus.bench.run(100);
    expect(await bus.passed()).toEqual([]);
    expect(await bus.read([control])).toEqual([{ data: 0n, response: okay }]);
    await bus.bench.poke('tables_ready', 1);
    expect(await bus.b.collect(1)).toEqual([{ response: okay }]);
    expect(await bus.passed()).toHaveLength(1);
  });

  test('answers a write 3 clocks and a read 7 clocks after it was accepted', async () => {
    const bus = await RegisterBus.open('10g');
    // A write before the settings are cleared would wait.
    await bus.bench.run(100);
    bus.sendWrites(Array.from({ length: 5 }, (_, data) => ({ address: row, data })));
    const written = (await bus.b.collectTimed(5)).map(({ cycle }) => cycle);
    expect(written).toEqual((await bus.aw.acceptedCycles()).map(cycle => cycle + 3));
    bus.sendReads(Array.from({ length: 5 }, () => identification));
    const read = (await bus.r.collectTimed(5)).map(({ cycle }) => cycle);
    expect(read).toEqual((await bus.ar.acceptedCycles()).map(cycle => cycle + 7));
  });
});
