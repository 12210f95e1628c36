// SPDX-License-Identifier: Apache-2.0
/** Logic depth: designs whose depth is known, what begins and ends a path, and that more logic is never less deep. */
import fc from 'fast-check';
import {
  bit,
  blackBox,
  cat,
  component,
  type Definition,
  HdlError,
  input,
  inst,
  lit,
  mux,
  output,
  priorityMux,
  ram,
  reg,
  u,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import {
  componentsOf,
  type DepthPath,
  exceededBounds,
  exceededLines,
  levelsText,
  logicDepth,
} from 'typescript-hdl/depth';
import { describe, expect, it } from 'vitest';

/** A register of what `make` computes from the bits of a register. */
const between = (bits: number, make: (word: Val) => Val): Definition =>
  component('between', {}, { word: input(u(bits)), y: output(u(64)) }, ({ word, y }) => {
    const from = reg({ word: u(bits) });
    from.word.set(word);
    const value = make(from.word as Val);
    const to = reg({ result: u(value.width) });
    (to.result as any).set(value);
    y.set((to.result as Val).zext(64) as never);
  });

const worst = (definition: Definition): DepthPath => logicDepth(definition).paths[0]!;
const levels = (bits: number, make: (word: Val) => Val): number => logicDepth(between(bits, make)).levels;
const halves = (word: Val): readonly [Val, Val] => [
  word.slice(0, word.width / 2),
  word.slice(word.width / 2, word.width / 2),
];

describe('levels of', () => {
  it.each([
    [1, 0],
    [4, 1],
    [6, 1],
    [16, 2],
    [64, 3],
  ])('and, or and parity of %i bits: %i', (bits, expected) => {
    expect(levels(bits, word => word.andR())).toBe(expected);
    expect(levels(bits, word => word.orR())).toBe(expected);
    expect(levels(bits, word => word.xorR())).toBe(expected);
  });

  it('a chain of and is a tree', () => {
    const chain = (word: Val): Val =>
      Array.from({ length: 63 }, (_, i) => word.bit(i + 1)).reduce((all, one) => all.and(one), word.bit(0));
    expect(levels(64, chain)).toBe(3);
  });

  it.each([
    [4, 1],
    [16, 2],
    [64, 3],
  ])('a multiplexer of %i: %i', (count, expected) => {
    const bits = Math.log2(count);
    expect(levels(count + bits, word => word.slice(0, count).at(word.slice(count, bits)))).toBe(expected);
  });

  it('a chain of multiplexers is no longer than its products', () => {
    const chain = (word: Val): Val =>
      priorityMux(
        Array.from({ length: 16 }, (_, i) => [word.bit(2 * i), word.bit(2 * i + 1)] as never),
        word.bit(32),
      ) as Val;
    expect(levels(33, chain)).toBeLessThanOrEqual(4);
  });

  it.each([
    ['an adder', (word: Val) => halves(word)[0].add(halves(word)[1]), '1 LUT and 1 carry chain'],
    ['a difference', (word: Val) => halves(word)[0].sub(halves(word)[1]), '1 LUT and 1 carry chain'],
    [
      'two adders',
      (word: Val) => halves(word)[0].add(halves(word)[1]).add(halves(word)[0]),
      '2 LUTs and 2 carry chains',
    ],
    ['a counter', (word: Val) => word.add(1), '0 LUTs and 1 carry chain'],
    ['adding zero', (word: Val) => word.add(0), '0 LUTs'],
    ['less', (word: Val) => halves(word)[0].lt(halves(word)[1]), '1 LUT and 1 carry chain'],
    ['less than a power of two', (word: Val) => word.lt(256), '3 LUTs'],
    ['equal', (word: Val) => halves(word)[0].eq(halves(word)[1]), '3 LUTs'],
    ['equal to a constant', (word: Val) => word.slice(0, 6).eq(17), '1 LUT'],
    ['wires', (word: Val) => cat(word.slice(0, 8), word.slice(8, 56).not()), '0 LUTs'],
    ['a constant', (word: Val) => word.and(0), '0 LUTs'],
    ['a shift by 4 bits', (word: Val) => word.slice(0, 16).shl(word.slice(16, 4)), '2 LUTs'],
  ])('%s', (_, make, expected) => {
    expect(levelsText(worst(between(64, make)))).toBe(expected);
  });

  it('elements beyond the last read as 0, which costs their test', () => {
    const element = (word: Val): Val => word.slice(0, 60).dynamicSlice(word.slice(60, 3), 12) as Val;
    expect(levels(63, element)).toBe(2);
    expect(levels(5, word => word.slice(0, 3).at(word.slice(3, 2)))).toBe(1);
  });

  it('narrow sums are logic', () =>
    expect(levelsText(worst(between(4, word => halves(word)[0].add(halves(word)[1]))))).toBe('1 LUT'));

  it('a chain tells how long it is', () => {
    const path = worst(between(64, word => halves(word)[0].add(halves(word)[1])));
    expect(path.steps.map(({ kind, length }) => [kind, length])).toEqual([
      ['LUT', 1],
      ['carry chain', 32],
    ]);
  });
});

const buffer = (kind: 'block' | 'distributed' | 'registered', depth: number): Definition =>
  component(
    'buffer',
    {},
    { address: input(u(Math.log2(depth))), data: input(u(8)), all: output(bit()) },
    ({ address, data, all }) => {
      const { words } = ram({ words: { shape: u(8), depth, kind } });
      const r = reg({ address: u(Math.log2(depth)), all: bit() });
      r.address.set(address as never);
      words.write(r.address as Val, data);
      r.all.set((words.read(r.address as Val) as Val).xorR());
      all.set(r.all);
    },
  );

describe('paths', () => {
  it('begin at a block RAM', () => {
    const path = worst(buffer('block', 64));
    expect([path.start.kind, path.levels]).toEqual(['block RAM', 2]);
  });

  it('go through LUT RAM, with a multiplexer beyond 64 words', () => {
    const path = worst(buffer('distributed', 64));
    expect([path.start.name, path.steps.map(({ kind }) => kind)]).toEqual(['address_q', ['LUT RAM', 'LUT', 'LUT']]);
    expect(logicDepth(buffer('distributed', 256)).levels).toBe(4);
  });

  it('end at the register after a LUT RAM, behind the RAM, and begin there', () => {
    const path = worst(buffer('registered', 256));
    expect([path.start.kind, path.levels]).toEqual(['register', 2]);
    const address = component('address', {}, { at: input(u(8)), word: output(u(8)) }, ({ at, word }) => {
      const { words } = ram({ words: { shape: u(8), depth: 256, kind: 'registered' } });
      const r = reg({ at: u(8) });
      r.at.set(at as never);
      words.write(r.at as Val, r.at as Val);
      word.set(words.read(r.at as Val) as never);
    });
    const { start, steps, end } = worst(address);
    expect([start.name, steps.map(({ kind }) => kind), end.kind, end.name]).toEqual([
      'at_q',
      ['LUT RAM', 'LUT'],
      'register',
      'words_rdata_q',
    ]);
  });

  const parity = component('parity', {}, { a: input(u(6)), y: output(bit()) }, ({ a, y }) => y.set(a.xorR()));

  it('cross instances, and say where they are', () => {
    const outer = component('outer', {}, { a: input(u(11)), y: output(bit()) }, ({ a, y }) => {
      const { first, second } = inst({ first: parity, second: parity });
      const { held } = reg({ held: u(11) });
      held.set(a);
      first.a.set(held.slice(0, 6));
      second.a.set(cat(first.y, held.slice(6, 5)) as never);
      y.set(second.y);
    });
    const path = worst(outer);
    expect([path.levels, path.start.name, path.end.kind, path.end.name]).toEqual([2, 'held_q', 'output', 'y_o']);
    expect([...new Set(path.steps.map(({ name }) => name))]).toEqual(['first.y_o', 'second.y_o']);
    expect(`${path.steps[0]!.location}`).toMatch(/depth\.test\.ts:\d+$/);
  });

  it('pass a black box only where it says so', () => {
    const through = (combinational: Record<string, readonly string[]>): Definition => {
      const cell = blackBox('CELL', { A: input(u(16)), Z: output(bit()) }, { combinational });
      return component('around', {}, { a: input(u(16)), y: output(bit()) }, ({ a, y }) => {
        const { one } = inst({ one: cell });
        one.A.set(a.xor(a.shl(1)) as never);
        y.set(one.Z.and(a.bit(0)));
      });
    };
    expect(logicDepth(through({ Z: ['A'] })).levels).toBe(3);
    const apart = logicDepth(through({}), { paths: 2 }).paths.map(({ levels: count, start, end }) => [
      count,
      start.kind,
      end.kind,
    ]);
    expect(apart).toEqual(expect.arrayContaining([[1, 'input', 'black box']]));
    expect(apart.every(([count]) => count === 1)).toBe(true);
  });

  it('end at data, clock enable and reset apart', () => {
    const held = component(
      'held',
      {},
      { a: input(u(16)), b: input(u(4)), c: input(u(64)), y: output(u(1)) },
      ({ a, b, c, y }) => {
        const { value } = reg({ value: u(1, 0) });
        when(c.andR(), () => value.set(0)).elsewhen(a.andR(), () => value.set(b.xorR()));
        y.set(value);
      },
    );
    const ends = logicDepth(held, { paths: 5 }).paths.map(({ levels: count, end }) => `${end.kind} ${count}`);
    expect(ends).toEqual(['reset 3', 'clock enable 2', 'register 1', 'output 0']);
  });

  it('are not looked for where nothing reads', () => {
    const dead = component('dead', {}, { a: input(u(64)), y: output(bit()) }, ({ a, y }) => {
      const { kept, unread } = reg({ kept: bit(), unread: bit() });
      unread.set(a.xorR());
      kept.set(a.bit(0));
      y.set(kept);
    });
    expect(logicDepth(dead).levels).toBe(0);
  });

  it('do not end where a word feeds itself bit by bit, and loops are refused', () => {
    const ladder = component('ladder', {}, { a: input(u(4)), y: output(u(4)) }, ({ a, y }) => {
      const { w } = wire({ w: u(4) });
      w.set(cat((w.slice(0, 3) as Val).xor(a.slice(1, 3)), a.bit(0)) as never);
      y.set(w);
    });
    expect(logicDepth(ladder).levels).toBe(1);
    const loop = component('loop', {}, { a: input(bit()), y: output(bit()) }, ({ a, y }) => {
      const { w } = wire({ w: bit() });
      w.set(w.xor(a));
      y.set(w);
    });
    expect(() => logicDepth(loop)).toThrow(HdlError);
    expect(() => logicDepth(loop)).toThrow("HDL-LOOP: Combinational loop in component 'loop': w <- w.");
  });

  it('may be long', () => {
    const steps = 3000;
    const ladder = (word: Val): Val =>
      Array.from({ length: steps }, (_, i) => i % 8).reduce((sum, i) => sum.add(word).xor(word.shl(i)), word);
    expect(levelsText(worst(between(8, ladder)))).toBe(`${steps} LUTs and ${steps} carry chains`);
  });
});

describe('more logic', () => {
  it.each<[string, (word: Val) => Val]>([
    ['and', word => word.andR()],
    ['parity', word => word.xorR()],
    ['equality', word => word.eq(lit(5n, word.width))],
    ['sum', word => word.slice(0, word.width >> 1).add(word.slice(word.width >> 1, word.width >> 1))],
  ])('%s: wider words are not less deep', (_, make) => {
    const depths = Array.from({ length: 40 }, (_, i) => levels(i + 3, make));
    expect(depths).toEqual(depths.toSorted((a, b) => a - b));
    expect(depths.at(-1)!).toBeGreaterThanOrEqual(1);
  });

  /** A tree of operators over the bits of a word. */
  const expression: fc.Arbitrary<(word: Val) => Val> = fc.letrec<{ tree: (word: Val) => Val }>(tie => ({
    tree: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.nat(23).map(i => (word: Val) => word.slice(i, 8)),
      fc.tuple(tie('tree'), tie('tree'), fc.constantFrom('and', 'or', 'xor', 'add', 'sub')).map(
        ([a, b, op]) =>
          (word: Val) =>
            (a(word) as any)[op](b(word)),
      ),
      fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(
        ([test, a, b]) =>
          (word: Val) =>
            mux(test(word).bit(0) as never, a(word), b(word)) as Val,
      ),
    ),
  })).tree;

  it('a gate after any expression adds to it', () => {
    fc.assert(
      fc.property(expression, make => {
        const inner = levels(32, make);
        expect(levels(32, word => make(word).xor(word.bit(31).repeat(8) as Val))).toBeGreaterThanOrEqual(inner);
        expect(levels(32, word => make(word).add(word.bit(31).repeat(8) as Val))).toBeGreaterThanOrEqual(inner);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

describe('bounds', () => {
  const parity = (bits: number, maxDepth?: number): Definition =>
    component('parity', { bits }, { a: input(u(bits)), y: output(bit()) }, ({ a, y }) => y.set(a.xorR() as never), {
      ...(maxDepth !== undefined && { maxDepth }),
    });
  const around = (inner: Definition): Definition =>
    component('around', {}, { y: output(bit()) }, ({ y }) => {
      const { word } = reg({ word: u(64, 0) });
      word.set((word as Val).add(1) as never);
      const { tail } = inst({ tail: inner }) as any;
      tail.a.set(word);
      y.set(tail.y);
    });

  it('hold for instances, and the message names the path', () => {
    expect(exceededBounds(around(parity(64)))).toEqual([]);
    expect(exceededBounds(around(parity(64, 3)))).toEqual([]);
    const text = exceededBounds(around(parity(64, 2)))
      .flatMap(exceededLines)
      .join('\n');
    expect(text).toMatch(/^parity is 3 LUTs deep, above its bound of 2 \(.*depth\.test\.ts:\d+\):\n/);
    expect(text).toMatch(/from input +a_i .*\n.*LUT +y_o .*depth\.test\.ts:\d+\n[\s\S]*to output +y_o /);
  });

  it('that mean nothing hold nothing back, so they are above', () => {
    expect(exceededBounds(parity(4, Number.NaN))).toHaveLength(1);
    expect(exceededBounds(parity(4, -1))).toHaveLength(1);
  });

  it('of a component that is used twice are looked at once', () => {
    const inner = parity(64, 2);
    const twice = component('twice', {}, { a: input(u(64)), y: output(u(2)) }, ({ a, y }) => {
      const { one, two } = inst({ one: inner, two: inner }) as any;
      one.a.set(a);
      two.a.set(a.not());
      y.set(cat(one.y, two.y) as never);
    });
    expect(componentsOf(twice)).toHaveLength(2);
    expect(exceededBounds(twice)).toHaveLength(1);
  });
});
