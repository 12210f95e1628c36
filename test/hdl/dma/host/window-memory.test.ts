// SPDX-License-Identifier: Apache-2.0
/** The window memory against an array: every port by itself, one word at a time, and the sweep after each reset. */
import { Simulator } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { windowMemory } from '../../../../hdl/dma/host/window-memory.ts';
import { configs } from '../../../../hdl/spec/configs.ts';
import { seededRandom } from '../../../support/random.ts';

const readers = ['check', 'reads', 'writes'] as const;

describe.each(Object.entries(configs))('the windows of %s', (_, config) => {
  it('are seen by every reader from the clock after their write on, and are one byte at 0 after reset', () => {
    const random = seededRandom(7);
    const s = new Simulator(windowMemory(config, readers));
    const words = Array.from({ length: config.functions }, () => [0n, 0n, 0n, 0n]);
    let looks = 0;
    for (let round = 0; round < 3; round++) {
      s.reset();
      for (let f = 0; f < config.functions; f++) s.step();
      for (const window of words) window.fill(0n);
      // Long enough that the windows of many functions have been written.
      for (let clock = 0; clock < 600 + 10 * config.functions; clock++) {
        const writes = random.chance(0.3);
        const [owner, word] = [random.between(0, config.functions - 1), random.between(0, 3)];
        const data = BigInt(random.between(0, 0xffff_ffff));
        s.poke('write_valid_i', Number(writes));
        s.poke('write_function_i', owner);
        s.poke('write_word_i', word);
        s.poke('write_data_i', data);
        for (const reader of readers) {
          const asked = random.between(0, config.functions - 1);
          s.poke(`lookups_${reader}_function_i`, asked);
          const [baseLow, baseHigh, lastLow, lastHigh] = words[asked]! as [bigint, bigint, bigint, bigint];
          const seen = [s.peek(`lookups_${reader}_window_base_o`), s.peek(`lookups_${reader}_window_last_o`)];
          expect([reader, asked, ...seen]).toEqual([
            reader,
            asked,
            (baseHigh << 32n) | baseLow,
            (lastHigh << 32n) | lastLow,
          ]);
          looks += Number(baseLow !== 0n && lastHigh !== 0n);
        }
        s.step();
        if (writes) words[owner]![word] = data;
      }
      s.poke('write_valid_i', 0);
    }
    expect(looks).toBeGreaterThan(1000);
  });
});
