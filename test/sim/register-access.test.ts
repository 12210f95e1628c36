// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { configs } from '../../hdl/spec/configs.ts';
import { counterEvents, eventBits, eventId } from '../../hdl/spec/events/drop-reasons.ts';
import { registerAddress } from '../../hdl/spec/registers/registers.ts';
import { hashRowCount } from '../../hdl/spec/tables/key-hash.ts';
import { chunkCount, chunkRows } from '../../hdl/spec/tables/rule-key.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { functionMemory } from '../../sim/machine-layout.ts';
import { RegisterAccessor } from '../../sim/register-access.ts';

const config = configs['10g'];
const map = new RegisterAccessor(config);

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
    expect(map.table('forwarding', [entry], 3).map(write => write.data)).toEqual([
      0, 3, 0xdddd_cccc, 0xffff_eeee, 0x15,
    ]);
  });

  it('writes every table entry once', () => {
    const images: TableImages = {
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
    const writes = map.tables(images);
    expect(writes).toHaveLength(
      4 * 5 +
        2 * 242 +
        9 +
        2 * 18 +
        2 * (2 + hashRowCount) +
        66 * 32 +
        32 +
        8 +
        8 * 10 +
        8 * 128 +
        8 * 32 * 5 +
        6 * 2 +
        4 * 8 +
        2,
    );
    const data = registerAddress(config, 'table', 0, 'data');
    const rows = writes.slice(4 * 5 + 2 * 242).filter(({ address }) => address === data);
    expect(rows[777]!.data).toBe(777);
    const valueAt = new Map(writes.map(({ address, data }) => [address, data]));
    expect(valueAt.get(registerAddress(config, 'function', 5, 'quota_cells'))).toBe(105);
    expect(valueAt.get(registerAddress(config, 'function', 6, 'conditions'))).toBe(2);
    expect(valueAt.get(registerAddress(config, 'function', 6, 'weight'))).toBe(7);
    expect(valueAt.get(registerAddress(config, 'function', 6, 'rate'))).toBe(6000);
    expect(valueAt.get(registerAddress(config, 'global', 0, 'rule_default'))).toBe(2);
    expect(valueAt.get(registerAddress(config, 'global', 0, 'group_rate'))).toBe(77);
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
