// SPDX-License-Identifier: Apache-2.0
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configs } from '../../hdl/spec/configs.ts';
import { counterEvents, eventBits, eventId } from '../../hdl/spec/events/drop-reasons.ts';
import { registerAddress } from '../../hdl/spec/registers/registers.ts';
import { hashRowCount } from '../../hdl/spec/tables/key-hash.ts';
import {
  afterCommit,
  afterFailure,
  type CardTables,
  clearedCard,
  unknownCard,
} from '../../hdl/spec/tables/load-writes.ts';
import { chunkCount, chunkRows } from '../../hdl/spec/tables/rule-key.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { entryWords, type TableName, tables } from '../../hdl/spec/tables/tables.ts';
import { functionMemory } from '../../sim/machine-layout.ts';
import { RegisterAccessor, type RegisterWrite } from '../../sim/register-access.ts';

const config = configs['10g'];
const map = new RegisterAccessor(config);

/** Entries that writes of the table port leave behind, by table and number. */
const replayed = (writes: readonly RegisterWrite[]): Record<string, Record<number, bigint>> => {
  const at = { table: tables[0]!, index: 0, word: 0 };
  const written: Record<string, Record<number, bigint>> = {};
  for (const { address, data } of writes) {
    // Clears the counters of a rule; no word of the port.
    if (address === registerAddress(config, 'rule_count', 0, 'select')) continue;
    if (address === registerAddress(config, 'table', 0, 'select')) at.table = tables.find(({ id }) => id === data)!;
    else if (address === registerAddress(config, 'table', 0, 'index')) Object.assign(at, { index: data, word: 0 });
    else if (address === registerAddress(config, 'table', 0, 'check')) {
      expect(at.word).toBe(entryWords(config, at.table.name));
      Object.assign(at, { index: at.index + 1, word: 0 });
    } else {
      written[at.table.name] ??= {};
      const entries = written[at.table.name]!;
      entries[at.index] = (entries[at.index] ?? 0n) | (BigInt(data) << BigInt(32 * at.word));
      at.word++;
    }
  }
  return written;
};

const held: TableImages = {
  config: '10g',
  forwarding: Array.from({ length: 4096 }, (_, i) => (i % 1024 === 77 ? BigInt(i) : 0n)),
  forwardingRows: Array.from({ length: 240 }, (_, i) => 3 * i),
  ruleRows: Array.from({ length: chunkCount * chunkRows }, (_, i) => BigInt(i)),
  ruleActions: Array.from({ length: config.ternaryRules }, (_, i) => i),
  ruleSlots: Array.from({ length: 16_384 }, (_, i) => (i === 5000 ? 1n << 222n : 0n)),
  ruleMasks: Array.from({ length: 16 }, (_, i) => i),
  ruleHashRows: Array.from({ length: hashRowCount }, (_, i) => i),
  ruleDefault: 2,
  rssProfiles: Array.from({ length: config.functions }, (_, i) => 50 + i),
  rssKeys: Array.from({ length: config.functions }, (_, i) => BigInt(i) << 288n),
  rssQueues: Array.from({ length: config.functions * 128 }, (_, i) => i % 2),
  identities: Array.from({ length: config.functions * 32 }, (_, i) => BigInt(i) << 97n),
  weights: Array.from({ length: config.functions }, (_, i) => 1 + i),
  rates: Array.from({ length: config.functions }, (_, i) => 1000 * i),
  groupRate: 77,
  conditions: Array.from({ length: config.functions }, (_, i) => i % 4),
  quotaCells: Array.from({ length: config.functions }, (_, i) => 100 + i),
};

describe('register access by name', () => {
  it('agrees with the declared map', () => {
    expect(map.address('rx_queue', 7, 'device_hi')).toBe(registerAddress(config, 'rx_queue', 7, 'device_hi'));
    expect(map.address('counter', 130, 'bytes_lo')).toBe(registerAddress(config, 'counter', 130, 'bytes_lo'));
    expect(() => map.address('rx_queue', 16, 'size')).toThrow('rx_queue has 16 entries, not 16');
    expect(() => map.address('rx_queue', 0, 'sizes')).toThrow('no rx_queue.sizes');
  });

  it('splits wide values, lowest word first', () => {
    expect(map.pair('function', 1, 'window_base', 0x1234_5678_9abc_def0n)).toEqual([
      { address: map.address('function', 1, 'window_base_lo'), data: 0x9abc_def0 },
      { address: map.address('function', 1, 'window_base_hi'), data: 0x1234_5678 },
    ]);
    const entry = (0x15n << 64n) | 0xffff_eeee_dddd_ccccn;
    const [, ...words] = map.loadOf(0, [{ table: 'forwarding', index: 3, entry }]);
    expect(words.slice(0, 5).map(write => write.data)).toEqual([0, 3, 0xdddd_cccc, 0xffff_eeee, 0x15]);
  });

  it('says which image a load is for, after how many swaps, and whether it is whole', () => {
    const begin = (card: CardTables): number => map.load(card, held)[0]!.data;
    expect(begin(clearedCard)).toBe(1);
    expect(begin(afterCommit(clearedCard, held))).toBe(0x1_0000);
    expect(begin(afterCommit({ swaps: 0xffff, images: [held, held] }, held))).toBe(1);
    expect(begin(afterFailure(clearedCard))).toBe(3);
    expect(begin(unknownCard(1))).toBe(0x1_0002);
    expect(begin(unknownCard(0xfffe))).toBe(0xfffe_0003);
    expect(map.load(clearedCard, held)[0]!.address).toBe(registerAddress(config, 'table', 0, 'begin'));
  });

  it('ends every entry, and the load, with the checksum of all words before and their registers', () => {
    const at = (name: string): number => registerAddress(config, 'table', 0, name);
    const [words, checksums] = [
      [at('begin'), at('select'), at('index'), at('data')],
      [at('check'), at('commit')],
    ];
    const stream = map.load(clearedCard, held);
    let expected = 0;
    for (const { address, data } of stream) {
      if (address === registerAddress(config, 'rule_count', 0, 'select')) continue;
      const bytes = [data & 0xff, (data >>> 8) & 0xff, (data >>> 16) & 0xff, data >>> 24, address - at('select')];
      if (words.includes(address)) expected = crc32(Buffer.from(bytes), expected);
      else if (!checksums.includes(address) || data !== expected)
        expect([address, data]).toEqual(['a checksum', expected]);
    }
    expect(stream.at(-1)!.address).toBe(at('commit'));
    expect(stream.filter(({ address }) => address === at('check')).length).toBeGreaterThan(chunkCount * chunkRows);
  });

  it('loads an image beside another', () => {
    const images = held;
    const written = replayed(map.load(clearedCard, images).slice(1, -1));
    const entries = (name: TableName): Record<number, bigint> => written[name] ?? {};
    expect(entries('forwarding')).toEqual(
      Object.fromEntries([77, 1101, 2125, 3149].map(i => [i, BigInt(i) | (1n << 61n)])),
    );
    expect(entries('forwarding_hash')[200]).toBe(600n);
    expect(Object.keys(entries('rule_row'))).toHaveLength(chunkCount * chunkRows - 1);
    expect(entries('rule_row')[777]).toBe(777n);
    expect(entries('rule_action')[20]).toBe(20n | (1n << 29n));
    expect(entries('rule_slot')).toEqual({ 5000: (1n << 222n) | (1n << 213n) });
    expect(entries('rule_mask')[9]).toBe(9n);
    expect(Object.keys(entries('rule_hash'))).toHaveLength(2048);
    expect(entries('rule_default')).toEqual({ 0: 2n });
    expect(entries('conditions')[6]).toBe(2n);
    expect(entries('rss_profile')[3]).toBe(53n);
    expect(entries('rss_key')[5]).toBe(5n << 288n);
    expect(Object.keys(entries('rss_indirection'))).toHaveLength(config.functions * 128);
    expect(entries('identity')[130]).toBe(130n << 97n);
    // What the other image holds as well costs no write but for its valid bits.
    const loaded = afterCommit(clearedCard, images);
    const beside = replayed(map.load(loaded, images).slice(1, -1));
    expect(beside['forwarding']).toEqual(
      Object.fromEntries([77, 1101, 2125, 3149].map(i => [i, BigInt(i) | (3n << 60n)])),
    );
    expect(beside['rule_row']).toBeUndefined();
    expect(map.load(afterCommit(loaded, images), images)).toHaveLength(2);
    const valueAt = new Map(map.settings(images, 'cleared').map(({ address, data }) => [address, data]));
    expect(valueAt.get(registerAddress(config, 'function', 5, 'quota_cells'))).toBe(105);
    expect(valueAt.get(registerAddress(config, 'function', 6, 'weight'))).toBe(7);
    expect(valueAt.get(registerAddress(config, 'function', 6, 'rate'))).toBe(6000);
    expect(valueAt.get(registerAddress(config, 'global', 0, 'group_rate'))).toBe(77);
  });

  it('never has quotas together above those before or those after', () => {
    const quotas = (cells: readonly number[]): TableImages => ({ ...held, quotaCells: cells });
    const cells = fc.array(fc.nat(1000), { minLength: config.functions, maxLength: config.functions });
    fc.assert(
      fc.property(cells, cells, fc.boolean(), (before, after, known) => {
        const now = [...before];
        const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
        const most = Math.max(sum(before), sum(after));
        for (const { address, data } of map.settings(quotas(after), known ? quotas(before) : 'unknown')) {
          const fn = now.findIndex((_, i) => map.address('function', i, 'quota_cells') === address);
          if (fn >= 0) now[fn] = data;
          expect(sum(now)).toBeLessThanOrEqual(most);
        }
        expect(now).toEqual(after);
      }),
    );
  });

  it('finds counters again by slot and event', () => {
    const addresses = map.counterAddresses();
    expect(addresses).toHaveLength(9 * counterEvents.length * 4);
    const at = (slot: number, event: 'quota' | 'runt', word: string) =>
      addresses.indexOf(registerAddress(config, 'counter', (slot << eventBits) + eventId(event), word));
    const words = new Array(addresses.length).fill(0);
    words[at(3, 'quota', 'frames_lo')] = 7;
    words[at(3, 'quota', 'frames_hi')] = 1;
    words[at(8, 'runt', 'bytes_lo')] = 59;
    const slots = map.decodeCounters(words);
    expect(slots[3]!.quota).toEqual({ frames: 2 ** 32 + 7, bytes: 0 });
    expect(slots[8]!.runt).toEqual({ frames: 0, bytes: 59 });
  });
});

describe('the memory of the functions', () => {
  it('lies apart, holds all queues and straddles a multiple of 2^32', () => {
    const memories = Array.from({ length: config.functions }, (_, fn) =>
      functionMemory(config, fn, () => ({ queueSize: 128 })),
    );
    for (const [fn, { first, last, queues }] of memories.entries()) {
      expect(queues).toHaveLength(config.queuesPerFunction);
      expect(first >> 32n).toBe((last >> 32n) - 1n);
      if (fn > 0) expect(first).toBeGreaterThan(memories[fn - 1]!.last);
    }
  });
});
