// SPDX-License-Identifier: Apache-2.0
/** Lists of ports, registers, memories and instances; elements of elements chosen by values; match by patterns. */
import {
  array,
  bit,
  component,
  connect,
  emitVerilog,
  expose,
  input,
  inst,
  instArray,
  master,
  match,
  output,
  ramArray,
  reg,
  regArray,
  s,
  slave,
  stream,
  u,
  type Val,
  vec,
  when,
  wireArray,
} from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { testBench } from '../src/bench/index.ts';
import { fifo } from '../src/lib/index.ts';
import { runClocked } from './support/clocked.ts';

/** A FIFO for each of several streams, and a count for each of what came. */
const lanes = (count: number) =>
  component(
    'lanes',
    { count },
    {
      ups: array(count, slave(stream(u(8)))),
      downs: array(count, master(stream(u(8)))),
      counts: array(count, i => output(u(4 + i))),
    },
    ({ ups, downs, counts }) => {
      const queues = instArray('queue', count, () => fifo(u(8), 2));
      const totals = regArray('total', count, i => u(4 + i, 0));
      const taken = wireArray('taken', count, bit());
      queues.forEach((queue, i) => {
        connect(queue.up, ups[i]!);
        connect(downs[i]!, queue.down);
        taken[i]!.set(ups[i]!.fire);
        const total = totals[i]! as Val & { set(value: Val): void };
        when(taken[i]!, () => total.set(total.add(1)));
        counts[i]!.set(total as never);
      });
    },
  );

describe('lists', () => {
  it('of ports, registers, wires and instances are arrays, numbered in the Verilog', async () => {
    const bench = await testBench(lanes(3));
    const { dut } = bench;
    bench.reset();
    dut.ups[1]!.payload.set(9);
    dut.ups[1]!.valid.set(1);
    bench.step(3);
    expect(dut.downs.map(down => down.valid.get())).toEqual([0n, 1n, 0n]);
    expect(dut.downs[1]!.payload.get()).toBe(9n);
    expect(dut.counts.map(count => count.get())).toEqual([0n, 2n, 0n]);
    const { ports, verilog } = emitVerilog(lanes(2));
    expect(ports.map(({ name }) => name)).toEqual([
      ...['clk', 'rst'],
      ...['ups_0_valid_i', 'ups_0_ready_o', 'ups_0_payload_i', 'ups_1_valid_i', 'ups_1_ready_o', 'ups_1_payload_i'],
      ...['downs_0_valid_o', 'downs_0_ready_i', 'downs_0_payload_o'],
      ...['downs_1_valid_o', 'downs_1_ready_i', 'downs_1_payload_o'],
      ...['counts_0_o', 'counts_1_o'],
    ]);
    for (const name of ['total_0_q', 'total_1_q', 'taken_1', 'fifo queue_0 (', 'fifo queue_1 (']) {
      expect(verilog).toContain(name);
    }
  });

  it('are seen from outside as arrays, are exposed, and may be empty or have one element', () => {
    const around = component(
      'around',
      {},
      { ups: array(2, slave(stream(u(8)))), downs: array(2, master(stream(u(8)))), most: output(u(5)) },
      ({ ups, downs, most }) => {
        const { inner } = inst({ inner: lanes(2) });
        expose({ ups, downs }, { ups: inner.ups, downs: inner.downs });
        most.set(inner.counts[0]!.zext(5).max(inner.counts[1]! as Val<5>));
        // @ts-expect-error what an instance gives cannot be set
        const wrong = () => inner.counts[0]!.set(1);
        expect(wrong).toThrow();
      },
    );
    expect(emitVerilog(around).modules.map(({ name }) => name)).toEqual(['fifo', 'lanes', 'around']);
    expect(emitVerilog(lanes(1)).ports.map(({ name }) => name)).toContain('ups_0_valid_i');
    expect(emitVerilog(lanes(0)).ports).toEqual([]);
  });

  it('of memories: a bank for each part of a word', async () => {
    const banked = component(
      'banked',
      {},
      { at: input(u(2)), data: input(u(16)), write: input(u(4)), word: output(u(16)) },
      ({ at, data, write, word }) => {
        const banks = ramArray('bank', 4, i => ({ shape: u(4), depth: 4, init: [BigInt(i)] }));
        banks.forEach((bank, i) => {
          when(write.bit(i), () => bank.write(at, data.slice(4 * i, 4)));
          word.slice(4 * i, 4).set(bank.read(at));
        });
      },
    );
    const rows = await runClocked(banked, [{ at: 0 }, { at: 0, data: 0xabcd, write: 0b0101 }, { at: 0 }, { at: 0 }]);
    expect(rows.map(row => row['word']).slice(1)).toEqual([0x3210, 0x3210, 0x3b1d]);
    expect(emitVerilog(banked).verilog).toContain('bank_3');
  });
});

describe('an element of an element, both chosen by values', () => {
  const grid = component(
    'grid',
    {},
    {
      row: input(u(2)),
      column: input(u(2)),
      place: input(u(1)),
      d: input(u(3)),
      low: input(bit()),
      all: output(vec(3, vec(4, { a: u(3), b: vec(2, s(2)) }))),
    },
    ({ row, column, place, d, low, all }) => {
      const { cells } = reg({ cells: vec(3, vec(4, { a: u(3, 0), b: vec(2, s(2, 0)) })) });
      const cell = cells.get(row).get(column);
      when(low, () => cell.a.slice(0, 2).set(d.slice(0, 2))).otherwise(() => cell.a.set(d));
      cell.b.get(place).set(d.slice(0, 2).asSigned());
      all.set(cells);
    },
  );

  it('is set, and only that', async () => {
    const bench = await testBench(grid);
    const { dut } = bench;
    bench.reset();
    const model = Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => ({ a: 0n, b: [0n, 0n] })));
    for (let i = 0; i < 200; i++) {
      const chosen = [i % 4, (i * 7) % 4, (i >> 2) % 2, (i * 5) % 8, (i >> 3) % 2] as const;
      const [row, column, place, d, low] = chosen;
      for (const [j, name] of (['row', 'column', 'place', 'd', 'low'] as const).entries()) dut[name].set(chosen[j]!);
      bench.step();
      const cell = model[row]?.[column];
      if (cell) {
        cell.a = low ? (cell.a & 4n) | BigInt(d & 3) : BigInt(d);
        cell.b[place] = BigInt.asIntN(2, BigInt(d & 3));
      }
      expect(dut.all.get()).toEqual(model);
    }
  });

  it('means the same in Verilog, without a word of the tools', async () => {
    const few = component(
      'few',
      {},
      { row: input(u(2)), column: input(u(2)), d: input(u(2)), all: output(u(24)) },
      ({ row, column, d, all }) => {
        const { cells } = reg({ cells: vec(3, vec(4, u(2, 1))) });
        cells.get(row).get(column).set(d);
        all.set(cellsOf(cells));
      },
    );
    const steps = Array.from({ length: 40 }, (_, i) => ({ row: i % 4, column: (i * 3) % 4, d: (i * 5) % 4 }));
    const rows = await runClocked(few, steps);
    expect(rows.at(-1)!['all']).not.toBe(rows[0]!['all']);
  });
});

/** All bits of a vector of vectors, element 0 of the first in the lowest. */
const cellsOf = (cells: { get(index: number): { get(index: number): Val } }): Val<24> => {
  const words = [0, 1, 2].flatMap(row => [0, 1, 2, 3].map(column => cells.get(row).get(column)));
  return words.reduce(
    (all, word, i) => all.or(word.zext(24).shl(2 * i) as Val),
    words[0]!.zext(24).and(0) as Val,
  ) as Val<24>;
};

describe('match', () => {
  it('takes patterns with bits that do not count; numbers come first, then the patterns in order', async () => {
    const decoder = component('decoder', {}, { code: input(u(5)), kind: output(u(3)) }, ({ code, kind }) => {
      match(code, {
        '0b1???1': () => kind.set(1),
        '0b10???': () => kind.set(2),
        '0b0?1?0': () => kind.set(3),
        17: () => kind.set(4),
        '0b00011': () => kind.set(5),
        default: () => kind.set(0),
      });
    });
    const meaning = (code: number): number => {
      if (code === 17) return 4;
      if (code === 3) return 5;
      if ((code & 0b10001) === 0b10001) return 1;
      if ((code & 0b11000) === 0b10000) return 2;
      return (code & 0b10101) === 0b00100 ? 3 : 0;
    };
    const steps = Array.from({ length: 32 }, (_, code) => ({ code }));
    const rows = await runClocked(decoder, steps);
    expect(rows.map(row => row['kind'])).toEqual(steps.map(({ code }) => meaning(code)));
  });

  it('takes patterns alone, one that fits all, and none', async () => {
    const top = component('top', {}, { code: input(u(2)), y: output(u(2)), z: output(bit()) }, ({ code, y, z }) => {
      match(code, { '0b1?': () => y.set(3), '0b??': () => y.set(1), default: () => y.set(0) });
      match(code, { default: () => z.set(1) });
    });
    const rows = await runClocked(
      top,
      [0, 1, 2, 3].map(code => ({ code })),
    );
    expect(rows.map(({ y, z }) => [y, z])).toEqual([
      [1, 1],
      [1, 1],
      [3, 1],
      [3, 1],
    ]);
  });

  it('takes signed subjects, and refuses what they cannot be', async () => {
    const sign = component('sign', {}, { a: input(s(4)), y: output(u(2)) }, ({ a, y }) => {
      y.set(0);
      match(a, { [-8]: () => y.set(1), [-1]: () => y.set(2), 7: () => y.set(3) });
      expect(() => match(a, { 8: () => y.set(1) })).toThrow(/HDL-LITERAL: The literal 8 does not fit 4 signed bits/);
    });
    const steps = Array.from({ length: 16 }, (_, i) => ({ a: i - 8 }));
    const rows = await runClocked(sign, steps);
    expect(rows.map(row => row['y'])).toEqual(steps.map(({ a }) => (a === -8 ? 1 : a === -1 ? 2 : a === 7 ? 3 : 0)));
    component('unsigned_subject', {}, { a: input(u(4)), y: output(bit()) }, ({ a, y }) => {
      expect(() => match(a, { [-1]: () => y.set(1) })).toThrow(/HDL-CASE: .* of 4 bits .*'0b\?\?\?\?'.* unlike '-1'/);
      expect(() => match(a, { '0b1?': () => y.set(1) })).toThrow(/HDL-CASE/);
      expect(() => match(a, { 16: () => y.set(1) })).toThrow(/HDL-CASE: Case 16 cannot occur/);
    }).elaborate();
  });

  it('takes bigints as keys of a Map', async () => {
    const wide = component('wide', {}, { a: input(u(50)), y: output(u(2)) }, ({ a, y }) => {
      const cases = new Map<bigint | 'default', () => void>([
        [2n ** 49n + 1n, () => y.set(1)],
        [5n, () => y.set(2)],
        ['default', () => y.set(0)],
      ]);
      match(a, cases);
    });
    const bench = await testBench(wide);
    const read = (a: bigint): bigint => {
      bench.dut.a.set(a);
      return bench.dut.y.get();
    };
    expect([2n ** 49n + 1n, 2n ** 49n, 5n].map(read)).toEqual([1n, 0n, 2n]);
  });
});
