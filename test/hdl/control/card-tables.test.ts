// SPDX-License-Identifier: Apache-2.0
/**
 * Loads that go wrong on their way: the card judges by the live image as if there had been none, and takes the next one. Words leave the
 * register block for the tables of a classifier, which judges frames by them.
 */

import fc from 'fast-check';
import { emitVerilog } from 'typescript-hdl';
import { beforeEach, expect, test } from 'vitest';
import { classifier } from '../../../hdl/classifier/classifier.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import type { TableName } from '../../../hdl/spec/tables/tables.ts';
import { tableOf } from '../../../hdl/spec/tables/tables.ts';
import type { RegisterAccess } from '../../../sim/axi-lite.ts';
import type { Bench, StreamSink, StreamSource } from '../../../sim/bench.ts';
import { Card, CardGoneError, type CardRegisters } from '../../../sim/card.ts';
import { emptyHeaderVector } from '../../../sim/model/vector-model.ts';
import { RegisterAccessor } from '../../../sim/register-access.ts';
import { testBench } from '../../../sim/vitest.ts';
import { handMadeImages } from '../../support/table-images.ts';
import { okay, RegisterBus } from './register-bus.ts';

const config = configs.tiny;
const map = new RegisterAccessor(config);
const design = emitVerilog(classifier(config));

/** Writes of the classifier by table; the identity check is no part of it. */
const windows: Readonly<Partial<Record<TableName, string>>> = {
  forwarding: 'forwarding_write',
  forwarding_hash: 'forwarding_hash_write',
  rule_action: 'action_write',
  rule_row: 'row_write',
  rule_slot: 'slot_write',
  rule_mask: 'mask_write',
  rule_hash: 'hash_write',
  rss_profile: 'rss_profile_write',
  rss_key: 'rss_key_write',
  rss_indirection: 'rss_queue_write',
  rule_default: 'default_write',
  conditions: 'condition_write',
};

const mac = 0x52_5400_0000_10n;
/** Frames of which the live image denies the first two, and the next one all. */
const ethertypes = [0x88b5, 0x88b6, 0x88b7];
const policy = (denied: readonly number[]) =>
  handMadeImages({
    config: config.name,
    forwarding: [{ mac, functions: [1] }],
    rules: denied.map(value => ({ match: { ethertype: { value } }, permit: false })),
    permitUnicast: true,
  });
const live = policy(ethertypes.slice(0, 2));
const next = policy(ethertypes);
/** What the other image holds between loads of the next one, so that the next one has to be written. */
const another = policy(ethertypes.slice(0, 1));
const underLive = [false, false, true];
const underNext = [false, false, false];

type Change = (writes: readonly Written[]) => readonly Written[];
interface Written {
  readonly address: number;
  readonly data: number;
}

/** Registers whose writes are changed on their way. */
class Registers implements CardRegisters {
  change: Change = writes => writes;
  /** Whether the bus breaks down in the middle of a batch. */
  breaks = false;
  readonly #bus: RegisterBus;

  constructor(bus: RegisterBus) {
    this.#bus = bus;
  }

  async perform(accesses: readonly RegisterAccess[]) {
    const writes = this.change(accesses.map(({ address, data }) => ({ address, data: data! })));
    const breaks = this.breaks && writes.some(isWord);
    const responses = await this.#bus.write(breaks ? writes.slice(0, writes.length / 2) : writes);
    if (breaks) throw new Error('the bus broke down');
    return responses.map(response => ({ response: Number(response), data: 0 }));
  }

  async write(writes: readonly (RegisterAccess & { data: number })[]): Promise<void> {
    const answers = await this.perform(writes);
    expect(answers.every(({ response }) => response === Number(okay))).toBe(true);
  }

  async read(addresses: readonly number[]): Promise<number[]> {
    return (await this.#bus.read(addresses)).map(({ data }) => Number(data));
  }
}

let bus: RegisterBus;
let registers: Registers;
let card: Card;
let tables: Bench;
let words: ReadonlyMap<string, StreamSource>;
let headers: StreamSource;
let verdicts: StreamSink;

/** Which of the frames the classifier delivers. */
const delivered = async (): Promise<readonly boolean[]> => {
  await bus.bench.run(20);
  for (const { port, fields } of await bus.passed())
    words.get(port)?.send([{ address: fields['address']!, data: fields['data']! }]);
  for (const source of words.values()) await source.drained();
  await tables.run(4);
  await tables.poke('image', await bus.bench.peek('image'));
  headers.send(ethertypes.map(ethertype => ({ ...emptyHeaderVector(), dstMac: mac, ethertype })));
  return (await verdicts.collect(ethertypes.length)).map(verdict => verdict['drop'] === 0n);
};
const accepts = async (): Promise<boolean> => (await bus.bench.peek('enable')) === 1n;

beforeEach(async () => {
  bus = await RegisterBus.open('tiny');
  registers = new Registers(bus);
  card = new Card(config, bus.bench, registers, map);
  tables = await testBench(design, { seed: 1 });
  words = new Map(Object.entries(windows).map(([table, window]) => [`table_words_${table}`, tables.source(window)]));
  headers = tables.source('headers');
  verdicts = tables.sink('verdicts');
  await tables.reset();
  expect(await tables.runUntil({ port: 'ready', equals: 1 }, 1200)).toMatchObject({ reached: true });
  await card.swapTables(live);
  await card.accept(true);
  expect(await delivered()).toEqual(underLive);
});

const at = (name: string): number => map.address('table', 0, name);
const isWord = ({ address }: Written): boolean => [at('select'), at('index'), at('data')].includes(address);

/** One fault of a load, at the place of `draw` among its writes. */
const faults: Readonly<Record<string, (draw: number, bit: number) => Change>> = {
  'a write that is lost': draw => writes => writes.toSpliced(draw % writes.length, 1),
  'a write that comes twice': draw => writes =>
    writes.toSpliced(draw % writes.length, 0, writes[draw % writes.length]!),
  'a bit that is changed': (draw, bit) => writes =>
    writes.map((one, i) => (i === draw % writes.length ? { ...one, data: (one.data ^ (1 << bit)) >>> 0 } : one)),
  'a write to another register': (draw, bit) => writes =>
    writes.map((one, i) =>
      i === draw % writes.length
        ? { ...one, address: at(['select', 'index', 'data', 'begin', 'check', 'commit'][bit % 6]!) }
        : one,
    ),
  'two writes in the other order': draw => writes => {
    const place = draw % (writes.length - 1);
    return writes.toSpliced(place, 2, writes[place + 1]!, writes[place]!);
  },
  'an end before its time': draw => writes => writes.slice(0, draw % writes.length),
  'two words that differ and change places': draw => writes => {
    const data = writes.flatMap((write, place) => (write.address === at('data') ? [{ ...write, place }] : []));
    const one = data[draw % data.length]!;
    const other = data.find(({ place, data: value }) => place > one.place && value !== one.data) ?? data[0]!;
    return writes.with(one.place, writes[other.place]!).with(other.place, writes[one.place]!);
  },
};

test.each(Object.keys(faults))(
  'after %s somewhere in a load the live image is as it was, and the next load is taken',
  async kind => {
    const draws = fc.sample(fc.tuple(fc.nat(1_000_000), fc.nat(31)), { seed: kind.length, numRuns: 15 });
    let refused = 0;
    for (const images of [another, live]) await card.swapTables(images);
    for (const [draw, bit] of draws) {
      const fault = faults[kind]!(draw, bit);
      // Settings are written after the load; they are no part of it.
      registers.change = writes => (writes.some(isWord) ? fault(writes) : writes);
      const taken = await card.swapTables(next).then(
        () => true,
        () => false,
      );
      registers.change = writes => writes;
      if (!taken) refused++;
      expect([kind, draw, bit, await delivered()]).toEqual([kind, draw, bit, taken ? underNext : underLive]);
      expect(await accepts()).toBe(true);
      await card.swapTables(next);
      expect(await delivered()).toEqual(underNext);
      for (const images of [live, another, live]) await card.swapTables(images);
      expect(await delivered()).toEqual(underLive);
    }
    // Some do no harm, such as a beginning that comes twice.
    expect(refused).toBeGreaterThan(draws.length / 2);
  },
  120_000,
);

test('words of every shared table are among those of the load', () => {
  const chosen = map.load(card.tables, next).filter(({ address }) => address === at('select'));
  for (const table of ['rule_row', 'rule_action'] as const)
    expect(chosen.some(({ data }) => data === tableOf(table).id)).toBe(true);
});

test('a commitment that is lost is no success', async () => {
  registers.change = writes => writes.filter(({ address }) => address !== at('commit'));
  await expect(card.swapTables(next)).rejects.toThrow('the card did not take the load of an image: none');
  expect(await delivered()).toEqual(underLive);
  // Nor when the card is closed: it stays so.
  await expect(card.replaceTables(next)).rejects.toThrow('did not take the load');
  expect(await accepts()).toBe(false);
  registers.change = writes => writes;
  await card.replaceTables(next);
  expect(await delivered()).toEqual(underNext);
  expect(await accepts()).toBe(true);
});

test('nothing is written beside an image that somebody else made live', async () => {
  await bus.write(map.loadOf(card.tables.swaps, []));
  await bus.passed();
  await expect(card.swapTables(next)).rejects.toThrow('replace its tables');
  expect(await bus.passed()).toEqual([]);
  expect(() => card.liveImage).toThrow('no image is known to be live');
  await card.replaceTables(live);
  expect(await delivered()).toEqual(underLive);
  expect(card.liveImage).toBe(live);
});

test.each([
  // The bit that says which image is live is as before in both.
  ['two swaps by somebody else', () => bus.write([...map.loadOf(1, []), ...map.loadOf(2, [])]), 3],
  [
    'a reset of which nobody told',
    async () => {
      await card.swapTables(next);
      await bus.bench.reset();
    },
    0,
  ],
])('nothing is written after %s', async (_what, happens, swaps) => {
  await happens();
  await bus.passed();
  expect(card.tables.swaps % 2).toBe(swaps % 2);
  await expect(card.swapTables(another)).rejects.toThrow('replace its tables');
  expect(await card.tableStatus()).toMatchObject({ swaps, loading: false });
  expect(await bus.passed()).toEqual([]);
  expect(() => card.liveImage).toThrow('no image is known to be live');
  await card.replaceTables(another);
  expect(await delivered()).toEqual([false, true, true]);
  expect(card.liveImage).toBe(another);
});

test.each([1, 2])('a load is refused as a whole when somebody else has loaded %i times since its look', async times => {
  registers.change = writes => {
    registers.change = all => all;
    return [...map.loadOf(1, []), ...(times === 2 ? map.loadOf(2, []) : []), ...writes];
  };
  await expect(card.swapTables(next)).rejects.toThrow('did not take the load of an image');
  expect(await card.tableStatus()).toMatchObject({ swaps: 1 + times, loading: false });
  expect(await bus.passed()).toEqual([]);
  await expect(card.swapTables(next)).rejects.toThrow('replace its tables');
});

test('a card that is off the bus is said to be gone, at once, and the driver ends', async () => {
  const read = registers.read.bind(registers);
  // What a root port gives for reads that nobody answers.
  registers.read = async addresses => addresses.map(() => 0xffff_ffff);
  for (const ask of [
    () => card.waitUntilReady(),
    () => card.quiesce(),
    () => card.swapTables(next),
    () => card.replaceTables(next),
    () => card.takeStops(),
    () => card.faults(),
  ])
    await expect(ask()).rejects.toThrow(CardGoneError);
  registers.read = read;
  await card.replaceTables(next);
  expect(await delivered()).toEqual(underNext);
});

test('a register that holds all ones is no card that is gone', async () => {
  const read = registers.read.bind(registers);
  const id = map.address('global', 0, 'id');
  registers.read = async addresses =>
    Promise.all(addresses.map(async one => (one === id ? (await read([one]))[0]! : 0xffff_ffff)));
  expect(await card.refused()).toEqual({ tables: 0xffff_ffff, windows: 0xffff_ffff });
  // And a log that is never empty does not hold its reader for ever.
  await expect(card.takeStops()).rejects.toThrow('the stop log was not empty after 128 entries');
});

test('nothing is written while frames are judged by the other image, however long that is', async () => {
  await bus.bench.poke('draining', 1);
  await expect(card.swapTables(next)).rejects.toThrow('does not cease to judge frames');
  expect(await bus.passed()).toEqual([]);
  await bus.bench.poke('draining', 0);
  await card.swapTables(next);
  expect(await delivered()).toEqual(underNext);
});

test.each<[string, () => Promise<void>]>([
  ['a swap', () => card.swapTables(another)],
  ['a replacement', () => card.replaceTables(another)],
])('%s during a load is refused, and leaves it alone', async (_, second) => {
  for (const first of [() => card.swapTables(next), () => card.replaceTables(live)]) {
    // The second comes at the beginning of the first, and in the middle of its words.
    const begun = first();
    await expect(second()).rejects.toThrow('a load of an image is under way');
    await begun;
    const middle: Promise<void>[] = [];
    registers.change = writes => {
      if (writes.some(isWord)) middle.push(expect(second()).rejects.toThrow('a load of an image is under way'));
      return writes;
    };
    await first();
    expect(middle).not.toEqual([]);
    await Promise.all(middle);
    registers.change = writes => writes;
    expect(await accepts()).toBe(true);
  }
  expect(card.liveImage).toBe(live);
  expect(await delivered()).toEqual(underLive);
  // The next one is no different for it.
  await card.swapTables(next);
  expect(card.liveImage).toBe(next);
  expect(await delivered()).toEqual(underNext);
});

test('a bus that broke down in a load, and one that did after it, leave one of the images live', async () => {
  registers.breaks = true;
  await expect(card.swapTables(next)).rejects.toThrow('broke down');
  registers.breaks = false;
  expect(await delivered()).toEqual(underLive);
  await card.swapTables(next);
  expect(await delivered()).toEqual(underNext);
  // The load is taken, and nobody hears of it.
  const perform = registers.perform.bind(registers);
  registers.perform = async accesses => {
    const answers = await perform(accesses);
    if (accesses.some(({ address }) => address === at('commit'))) throw new Error('the bus broke down');
    return answers;
  };
  await expect(card.swapTables(live)).rejects.toThrow('broke down');
  registers.perform = perform;
  expect(await delivered()).toEqual(underLive);
  await card.swapTables(next);
  expect(await delivered()).toEqual(underNext);
});
