// SPDX-License-Identifier: Apache-2.0
/**
 * Loads that go wrong on their way: what the card makes of them, and how its manager brings the policy back. Words leave the register block for
 * the tables of a classifier, which judges a frame by them.
 */
import { emitVerilog } from 'typescript-hdl';
import { beforeEach, describe, expect, test } from 'vitest';
import { classifier } from '../../../hdl/classifier/classifier.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { eventId } from '../../../hdl/spec/events/drop-reasons.ts';
import type { TableName } from '../../../hdl/spec/tables/tables.ts';
import { tableOf } from '../../../hdl/spec/tables/tables.ts';
import type { RegisterAccess } from '../../../sim/axi-lite.ts';
import type { Bench, StreamSink, StreamSource } from '../../../sim/bench.ts';
import { Card, type CardRegisters } from '../../../sim/card.ts';
import { emptyHeaderVector } from '../../../sim/model/vector-model.ts';
import { RegisterAccessor } from '../../../sim/register-access.ts';
import { testBench } from '../../../sim/vitest.ts';
import { handMadeImages, type TernaryRule } from '../../support/table-images.ts';
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
const ethertype = 0x88b5;
const policy = (rules: readonly TernaryRule[], permitUnicast: boolean) =>
  handMadeImages({ config: config.name, forwarding: [{ mac, functions: [1] }], rules, permitUnicast });
const deny: TernaryRule = { match: { ethertype: { value: ethertype } }, permit: false };
const others: TernaryRule[] = [1, 2, 3].map(value => ({ match: { function: { value } }, permit: false }));
/** Denies the frame by a rule. */
const live = policy([deny], true);
/** Denies it as well, and more. */
const next = policy([deny, ...others], true);

/** Registers that lose the writes of a card which `loses` names by their place among all. */
class Registers implements CardRegisters {
  loses: (access: RegisterAccess, place: number) => boolean = () => false;
  /** Whether the bus breaks down in the middle of a batch. */
  breaks = false;
  readonly #bus: RegisterBus;

  constructor(bus: RegisterBus) {
    this.#bus = bus;
  }

  async perform(accesses: readonly RegisterAccess[]) {
    const arriving = accesses.filter((access, i) => !this.loses(access, i));
    const writes = arriving.map(({ address, data }) => ({ address, data: data! }));
    const responses = await this.#bus.write(this.breaks ? writes.slice(0, writes.length / 2) : writes);
    if (this.breaks) throw new Error('the bus broke down');
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

/** What the classifier does with the frame: delivers it, or why not. */
const verdict = async (): Promise<'delivered' | bigint> => {
  for (const { port, fields } of await bus.passed())
    words.get(port)?.send([{ address: fields['address']!, data: fields['data']! }]);
  for (const source of words.values()) await source.drained();
  await tables.run(4);
  await tables.poke('image', await bus.bench.peek('image'));
  headers.send([{ ...emptyHeaderVector(), dstMac: mac, ethertype }]);
  const [found] = await verdicts.collect(1);
  return found!['drop'] === 1n ? found!['reason']! : 'delivered';
};
const denied = BigInt(eventId('rule_deny'));
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
  expect(await verdict()).toBe(denied);
});

/** Place of a word of a table in the load of the next image, which writes the entries of that table one after the other. */
const placeOf = (table: TableName, word: number): number => {
  const writes = map.load(card.tables, next);
  const select = map.address('table', 0, 'select');
  return writes.findIndex(({ address, data }) => address === select && data === tableOf(table).id) + 2 + word;
};

describe.each([
  ['rule_row', 40],
  ['rule_action', 0],
] as const)('a load that loses a word of %s', (table, word) => {
  beforeEach(async () => {
    const lost = placeOf(table, word);
    registers.loses = (_access, place) => place === lost;
    await expect(card.swapTables(next)).rejects.toThrow('is closed: checksum');
    registers.loses = () => false;
  });

  test('changes what the live image says, is refused, and closes the card', async () => {
    // The entries after the word went one place too low, those of the live image with them: its rule no longer denies the frame.
    expect(await verdict()).toBe('delivered');
    expect(await accepts()).toBe(false);
    expect((await card.tableStatus()).live).toBe(1);
    expect(() => card.liveImage).toThrow('no image is known to be live');
    await expect(card.swapTables(next)).rejects.toThrow('replace its tables');
  });

  test.each([
    ['former', live],
    ['next', next],
  ])('is mended when the card gets the %s image while it is closed', async (_which, images) => {
    expect(await verdict()).toBe('delivered');
    await card.replaceTables(images);
    expect(await accepts()).toBe(true);
    expect(await verdict()).toBe(denied);
    expect(card.liveImage).toBe(images);
    // And images are swapped as ever.
    await card.swapTables(policy([], true));
    expect(await verdict()).toBe('delivered');
    await card.swapTables(live);
    expect(await verdict()).toBe(denied);
  });
});

test('a commitment that is lost is no success', async () => {
  const commit = map.address('table', 0, 'commit');
  registers.loses = ({ address }) => address === commit;
  await expect(card.swapTables(policy([], true))).rejects.toThrow('is closed: none');
  expect(await verdict()).toBe(denied);
  expect(await accepts()).toBe(false);
  // Nor when the card is closed: it stays so.
  await expect(card.replaceTables(live)).rejects.toThrow('is closed: none');
  expect(await accepts()).toBe(false);
  registers.loses = () => false;
  await card.replaceTables(live);
  expect(await verdict()).toBe(denied);
});

test('nothing is written beside an image that somebody else made live', async () => {
  await bus.write(map.committed([]));
  await bus.passed();
  await expect(card.swapTables(next)).rejects.toThrow('image 0 is live, not 1');
  expect(await bus.passed()).toEqual([]);
  await expect(card.swapTables(next)).rejects.toThrow('replace its tables');
  await card.replaceTables(live);
  expect(await verdict()).toBe(denied);
});

test('nothing is written while frames are judged by the other image, however long that is', async () => {
  await bus.bench.poke('draining', 1);
  await expect(card.swapTables(next)).rejects.toThrow('does not cease to judge frames');
  expect(await bus.passed()).toEqual([]);
  await bus.bench.poke('draining', 0);
  await card.swapTables(next);
  expect(await verdict()).toBe(denied);
});

test('after a bus that broke down in a load the next one is no swap', async () => {
  registers.breaks = true;
  await expect(card.swapTables(next)).rejects.toThrow('broke down');
  registers.breaks = false;
  await expect(card.swapTables(next)).rejects.toThrow('replace its tables');
  await card.replaceTables(next);
  expect(await verdict()).toBe(denied);
});
