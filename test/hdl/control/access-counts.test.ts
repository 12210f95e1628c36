// SPDX-License-Identifier: Apache-2.0
/** Access counts: every access counts once, for its function and its kind, with its bytes, however densely they come. */
import { Simulator } from 'typescript-hdl';
import { expect, test } from 'vitest';
import { accessCounts } from '../../../hdl/control/access-counts.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { accessCounters, accessKindBits, readKinds, writeKinds } from '../../../hdl/spec/host-accesses.ts';
import { seededRandom } from '../../support/random.ts';

interface Count {
  accesses: bigint;
  bytes: bigint;
}

const clearClocks = (functions: number): number => (functions << accessKindBits) + 2;
/** Clocks after the last beat of a burst until it counts. */
const countClocks = 9;

test.each([configs.tiny, configs['10g'], configs['100g']])(
  'accesses of $name are counted by function and kind',
  config => {
    const s = new Simulator(accessCounts(config));
    const random = seededRandom(11);
    const lanes = config.hostDataBits / 8;
    const start = (): void => {
      s.reset();
      s.step(clearClocks(config.functions));
      expect(s.peekNumber('ready_o')).toBe(1);
    };
    const ask = (fn: number, counter: number): Count => {
      s.poke('read_function_i', fn);
      s.poke('read_counter_i', counter);
      s.poke('read_request_i', 1);
      s.step();
      s.poke('read_request_i', 0);
      s.step(3);
      return { accesses: s.peek('read_accesses_o'), bytes: s.peek('read_bytes_o') };
    };
    const all = (): Count[] =>
      Array.from({ length: config.functions }, (_, fn) => accessCounters.map(({ counter }) => ask(fn, counter))).flat();
    const zeros = (): Count[] =>
      Array.from({ length: config.functions * accessCounters.length }, () => ({ accesses: 0n, bytes: 0n }));

    start();
    const model = zeros();
    const at = (fn: number, counter: number): Count =>
      model[fn * accessCounters.length + accessCounters.findIndex(one => one.counter === counter)]!;
    const count = (fn: number, counter: number, bytes: number): void => {
      const one = at(fn, counter);
      one.accesses += 1n;
      one.bytes += BigInt(bytes);
    };
    let burst = { fn: 0, kind: 0, bytes: 0, left: 0 };
    for (let clock = 0; clock < 1500; clock++) {
      // Long runs without a gap, and of the same counters, alternate with gaps: forwarding has to be right in both.
      const dense = clock % 300 < 200;
      const few = clock % 300 < 100;
      const fn = random.between(0, few ? 1 : config.functions - 1);
      const reads = dense || random.chance(0.4);
      const kind = random.between(0, few ? 1 : readKinds.length - 1);
      const beats = random.between(1, 256);
      s.poke('issued_reads_valid_i', Number(reads));
      s.poke('issued_reads_function_i', fn);
      s.poke('issued_reads_kind_i', kind);
      s.poke('issued_reads_beats_i', beats - 1);
      if (reads) count(fn, kind, beats * lanes);

      if (burst.left === 0) {
        const kind = random.between(0, few ? 1 : writeKinds.length - 1);
        burst = { fn, kind, bytes: 0, left: random.chance(0.5) ? 1 : random.between(2, 9) };
      }
      const writes = dense || random.chance(0.4);
      const strobe = BigInt.asUintN(
        lanes,
        Array.from({ length: lanes / 8 }, () => random.between(0, 255)).reduce(
          (word, byte) => (word << 8n) | BigInt(byte),
          0n,
        ),
      );
      s.poke('issued_beats_valid_i', Number(writes));
      s.poke('issued_beats_function_i', burst.fn);
      s.poke('issued_beats_kind_i', burst.kind);
      s.poke('issued_beats_strobe_i', random.chance(0.2) ? 2n ** BigInt(lanes) - 1n : strobe);
      s.poke('issued_beats_last_i', Number(burst.left === 1));
      const marked = [...s.peek('issued_beats_strobe_i').toString(2)].filter(bit => bit === '1').length;
      if (writes) {
        burst.bytes += marked;
        burst.left -= 1;
        if (burst.left === 0) count(burst.fn, (1 << accessKindBits) + burst.kind, burst.bytes);
      }
      // Whoever reads the counts takes no turn from the accesses.
      s.poke('read_request_i', Number(random.chance(0.3)));
      s.step();
    }
    for (const half of ['reads', 'beats']) s.poke(`issued_${half}_valid_i`, 0);
    s.poke('read_request_i', 0);
    s.step(countClocks);
    expect(all()).toEqual(model);
    expect(model.some(({ accesses }) => accesses > 100n)).toBe(true);
    start();
    expect(all()).toEqual(zeros());
  },
);
