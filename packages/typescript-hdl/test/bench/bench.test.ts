// SPDX-License-Identifier: Apache-2.0
/** Benches: the same one on the built-in simulator and on Verilator, and what a bench must refuse or notice. */
import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, monitor, Scoreboard, type Step, sendTo, takeFrom, testBench } from '../../src/bench/index.ts';
import { bridge, calculator, everyShape, fast, fickle, lookUp, mirror, slow, small } from '../support/bench-designs.ts';

const open: Bench<any>[] = [];
const opened: typeof testBench = async (top, options) => {
  const bench = await testBench(top, options);
  open.push(bench);
  return bench;
};
afterEach(() => {
  for (const bench of open.splice(0)) bench.close();
});

const simulators = ['built-in', 'verilator'] as const;

describe.each(simulators)('on the simulator %s', simulator => {
  it('sets and reads every shape, signed values with their sign', async () => {
    const { dut, reset, step } = bound(await opened(mirror, { simulator }));
    reset();
    const word = (1n << 69n) | 5n;
    dut.d.set({
      word,
      small: -256,
      mode: 'negate',
      pair: { left: -8n, right: [0, 1, 2].map(i => ({ a: 31 - i, b: i - 4 })) },
      either: 0x041,
    });
    dut.d.small.set(-3);
    dut.d.pair.left.set(7);
    step();
    expect(dut.q.get()).toEqual({
      word,
      small: -3n,
      mode: 'negate',
      pair: { left: 7n, right: [0n, 1n, 2n].map(i => ({ a: 31n - i, b: i - 4n })) },
      either: 0x041n,
    });
    expect(dut.q.small.number()).toBe(-3);
    expect(dut.q.pair.right.get()[2]).toEqual({ a: 29n, b: -2n });
    expect(() => dut.q.word.number()).toThrow(/HDL-RANGE: number\(\) .* 'q\.word'/);
  });

  it('runs drivers, takers, a monitor and a scoreboard with pauses', async () => {
    const bench = await opened(calculator, { simulator, seed: 7 });
    const { dut } = bench;
    const clock = bench.clock();
    const board = new Scoreboard<{ readonly sum: bigint }>('sums');
    const random = bench.random;
    const words = Array.from({ length: 200 }, () => ({
      a: Math.floor(random() * 4096) - 2048,
      b: Math.floor(random() * 4096) - 2048,
      mode: (['add', 'negate', 'keep'] as const)[Math.floor(random() * 3)]!,
    }));
    bench.reset();
    const start = bench.now;
    bench.watch(
      'in',
      monitor('up', clock, dut.up, ({ a, b, mode }) => {
        const sum = mode === 'keep' ? a : mode === 'add' ? a + b : a - b;
        board.expect({ sum: BigInt.asIntN(12, sum) });
      }),
    );
    bench.watch(
      'out',
      monitor('down', clock, dut.down, () => {}),
    );
    bench.start('driver', sendTo(clock, dut.up, words, { pause: 0.3, random }));
    bench.start(
      'taker',
      takeFrom(clock, dut.down, words.length, value => board.check(value), { pause: 0.5, random }),
    );
    await bench.run();
    board.finish();
    expect(board.checked).toBe(200);
    expect(dut.seen.get()).toBe(200n);
    expect(bench.inside('seen_q')).toBe(200n);
    expect(bench.inside('queue.held_q')).toBe(0n);
    expect(bench.memory('queue.words')).toMatchObject({ depth: 4, width: 12 });
    // The number of clocks is the same on both simulators, as is everything else.
    expect((bench.now - start) / 10).toBe(clocksOfRun);
  });

  it('reads and writes a memory without a clock, and what reads it sees that', async () => {
    const { dut, step, ...bench } = bound(await opened(lookUp, { simulator }));
    const table = bench.memory('entries');
    expect(table).toMatchObject({ depth: 16, width: 40 });
    table.write(9, 0xab_cdef_0123n);
    dut.from.set(9);
    step();
    expect(dut.word.get()).toBe(0xab_cdef_0123n);
    // Nothing else has changed since the last edge.
    table.write(9, 6);
    step();
    expect(dut.word.get()).toBe(6n);
    dut.data.set(77);
    dut.write.set(1);
    step();
    expect(table.read(9)).toBe(77n);
    expect(() => table.read(16)).toThrow(/HDL-RANGE: Memory 'entries' of 16 words has no word 16/);
    expect(() => table.write(0, 1n << 40n)).toThrow(/HDL-LITERAL/);
    expect(() => bench.memory('entrys')).toThrow(/HDL-NAME: There is no memory 'entrys' inside; near it: entries\./);
    expect(() => bench.inside('kept')).toThrow(/HDL-NAME: .* near it: kept_q/);
  });

  it('starts with random bits of a seed where nothing says what is there, and with zeros without one', async () => {
    const wild = async (seed?: number): Promise<string> => {
      const bench = await opened(lookUp, { simulator, ...(seed !== undefined && { seed }) });
      return `${bench.dut.wild.get()} ${bench.memory('entries').read(3)}`;
    };
    expect(await wild()).toBe('0 0');
    const [one, again, other] = [await wild(1), await wild(1), await wild(2)];
    expect(again).toBe(one);
    expect(one).not.toBe('0 0');
    expect(other).not.toBe(one);
  });

  it('runs several clocks, whose edges come at their times', async () => {
    const bench = await opened(bridge, {
      simulator,
      clocks: [
        { domain: fast, period: 7 },
        { domain: slow, period: 19, phase: 3 },
      ],
    });
    const { dut } = bench;
    const words = Array.from({ length: 50 }, (_, i) => (i * 977) & 0xffff);
    const got: bigint[] = [];
    const edges: string[] = [];
    function* edgesOf(name: string, domain: typeof fast): Step<never> {
      for (;;) {
        yield* bench.clock(domain).edge();
        edges.push(`${name}${bench.now}`);
      }
    }
    bench.reset();
    bench.watch('fast', edgesOf('f', fast));
    bench.watch('slow', edgesOf('s', slow));
    bench.start('driver', sendTo(bench.clock(fast), dut.up, words));
    bench.start(
      'taker',
      takeFrom(bench.clock(slow), dut.down, words.length, word => got.push(word)),
    );
    await bench.run();
    expect(got).toEqual(words.map(BigInt));
    expect(edges.slice(0, 7).join(' ')).toBe('s3 f7 f14 f21 s22 f28 f35');
    expect(() => bench.clock()).not.toThrow();
  });

  it('lets processes wait for anything, also outside the simulation', async () => {
    const bench = await opened(small, { simulator });
    const clock = bench.clock();
    const seen: bigint[] = [];
    async function* slowly(): AsyncGenerator<any, void, unknown> {
      for (const value of [3, 4, 5]) {
        bench.dut.d.set(await new Promise<number>(resolve => setTimeout(() => resolve(value), 1)));
        yield* clock.edge();
        seen.push(bench.dut.q.get());
      }
    }
    bench.reset();
    bench.start('slowly', slowly());
    await bench.run();
    expect(seen).toEqual([3n, 4n, 5n]);
  });

  it('stops at an assertion of the design', async () => {
    const bench = await opened(small, { simulator });
    bench.reset();
    bench.dut.d.set(6);
    bench.step();
    expect(() => {
      bench.step(2);
      bench.dut.q.get();
    }).toThrow(/at_most_5/);
  });
});

/** Clocks that the run of the calculator takes with its seed, on whatever simulator. */
const clocksOfRun = 413;

/** The functions of a bench as values of their own. */
const bound = <B extends Bench<any>>(bench: B) => ({
  dut: bench.dut as B['dut'],
  reset: () => bench.reset(),
  step: (edges?: number) => bench.step(edges),
  inside: (path: string) => bench.inside(path),
  memory: (path: string) => bench.memory(path),
});

describe('what a bench refuses', () => {
  it('values that do not fit, and sets nothing of them', async () => {
    const { dut } = await opened(mirror);
    expect(() => dut.d.small.set(256)).toThrow(/HDL-LITERAL: The literal 256 does not fit 9 signed bits/);
    expect(() => dut.d.mode.set('subtract' as never)).toThrow(/HDL-CASE: There is no state 'subtract'/);
    expect(() => dut.d.pair.set({ left: 1, right: [] })).toThrow(/HDL-SHAPE: 'right' takes an array of 3, not 0/);
    expect(() => dut.d.pair.set({ left: 1 } as never)).toThrow(/HDL-SHAPE: .*left, right, and 'right' is missing/);
    expect(() => dut.d.word.set('5' as never)).toThrow(/HDL-KIND: The value takes a number or a bigint/);
    const whole = { word: 1, small: 400, mode: 'add', pair: dut.d.pair.get(), either: 0 } as const;
    expect(() => dut.d.set(whole)).toThrow(/HDL-LITERAL/);
    expect(dut.d.word.get()).toBe(0n);
  });

  it('types what a port is: outputs cannot be set, fields must be there', async () => {
    const { dut } = await opened(mirror);
    // @ts-expect-error an output is read only
    expect(dut.q.small.set).toBeUndefined();
    // @ts-expect-error there is no such field
    expect(dut.d.smal).toBeUndefined();
    // @ts-expect-error a state is a name
    expect(() => dut.d.mode.set(1)).toThrow(/HDL-CASE/);
    const read: { readonly left: bigint; readonly right: readonly { readonly a: bigint; readonly b: bigint }[] } =
      dut.q.pair.get();
    expect(Object.keys(read)).toEqual(Object.keys(everyShape.pair));
  });

  it('a stream whose offers do not stay', async () => {
    const bench = await opened(fickle);
    const clock = bench.clock();
    bench.watch(
      'watch',
      monitor('down', clock, bench.dut.down, () => {}),
    );
    function* wait(): Step {
      yield* clock.edge(10);
    }
    bench.start('wait', wait());
    bench.reset();
    await expect(bench.run()).rejects.toThrow(/HDL-ASSERT: The offer on 'down' changed from 0x2 to 0x3 before/);
  });

  it('what differs from a scoreboard, what is too much and what is missing', () => {
    const board = new Scoreboard<{ readonly a: bigint }>('words');
    board.expect({ a: 1n });
    board.expect({ a: -2n });
    board.expect({ a: 3n });
    board.check({ a: 1n });
    expect(() => board.check({ a: 2n })).toThrow("'words' got {a:0x2} as number 1, not {a:-0x2}.");
    expect(() => board.finish()).toThrow("'words' still expects 1, next {a:0x3}.");
    board.check({ a: 3n });
    board.finish();
    expect(() => board.check({ a: 4n })).toThrow("'words' got {a:0x4} and expected nothing more.");
  });

  it('to run for ever', async () => {
    const bench = await opened(calculator);
    bench.reset();
    bench.start('driver', sendTo(bench.clock(), bench.dut.up, Array(9).fill({ a: 1, b: 1, mode: 'add' } as const)));
    await expect(bench.run({ within: 50 })).rejects.toThrow(/not done after 50 edges: 'driver' still waits/);
  });

  it('clocks that the design has not, and periods that are none', async () => {
    await expect(testBench(small, { clocks: [{ domain: fast }] })).rejects.toThrow(/HDL-DOMAIN: .*'fast'/);
    await expect(testBench(bridge, { clocks: [{ domain: fast, period: 0 }] })).rejects.toThrow(/HDL-PARAMETER/);
  });
});
