// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { ternaryLatency, ternaryMatch } from '../../../../hdl/classifier/rules/ternary-match.ts';
import { type Config, configs } from '../../../../hdl/spec/configs.ts';
import { unpackFields } from '../../../../hdl/spec/field.ts';
import { ruleTiers } from '../../../../hdl/spec/tables/bank-mask.ts';
import { ruleKeyFields } from '../../../../hdl/spec/tables/rule-key.ts';
import { testBench } from '../../../../sim/vitest.ts';
import { rowWrites, type WordWrite } from '../table-writes.ts';

const keyBits = 349;
const chunks = 70;
const keyMask = (1n << BigInt(keyBits)) - 1n;

/** Number of the tier in which the rules are, where that does not matter. */
const ingress = ruleTiers.indexOf('ingress');

/** A rule accepts a key that equals `value` in the bits that `mask` sets. */
interface Rule {
  readonly value: bigint;
  readonly mask: bigint;
}

const naive = (rules: readonly Rule[], key: bigint): number | undefined => {
  const first = rules.findIndex(({ value, mask }) => ((key ^ value) & mask) === 0n);
  return first < 0 ? undefined : first;
};

/** Rows by trying every value of every chunk of 5 bits. */
const rowsOf = (rules: readonly Rule[]): readonly bigint[] =>
  Array.from({ length: chunks * 32 }, (_, row) => {
    const shift = BigInt(Math.floor(row / 32) * 5);
    const chunk = BigInt(row % 32);
    return rules.reduce((word, { value, mask }, rule) => {
      const differs = (chunk ^ (value >> shift)) & (mask >> shift) & 31n;
      return differs === 0n ? word | (1n << BigInt(rule)) : word;
    }, 0n);
  });

const bits = (width: number): fc.Arbitrary<bigint> =>
  fc.noBias(fc.bigInt({ min: 0n, max: (1n << BigInt(width)) - 1n }));

/** Masks of scattered bits, of a run, and of all; few enough keys match by accident. */
const arbitraryRule: fc.Arbitrary<Rule> = fc.record({
  value: bits(keyBits),
  mask: fc.oneof(
    fc.tuple(bits(keyBits), bits(keyBits), bits(keyBits)).map(([a, b, c]) => a & b & c),
    fc.tuple(fc.nat(150), fc.nat(150)).map(([from, to]) => (keyMask << BigInt(from)) & (keyMask >> BigInt(to))),
    fc.constant(keyMask),
  ),
});

/** Keys of a rule with what it does not look at at random, sometimes with one more bit turned over. */
const arbitraryKeys = (rules: readonly Rule[]): fc.Arbitrary<bigint> =>
  fc
    .tuple(fc.constantFrom(...rules), bits(keyBits), fc.option(fc.nat(keyBits - 1), { freq: 2 }))
    .map(
      ([{ value, mask }, noise, flip]) =>
        ((value & mask) | (noise & ~mask)) ^ (flip === null ? 0n : 1n << BigInt(flip)),
    );

const others: readonly Config[] = [
  { ...configs.tiny, name: 'few', ternaryRules: 3 },
  { ...configs.tiny, name: 'two_words', ternaryRules: 64 },
];

describe.each([configs.tiny, ...others])('ternary match of $name', config => {
  const count = config.ternaryRules;
  const design = emitVerilog(ternaryMatch(config));

  const open = async (seed: number, { wait = true } = {}) => {
    const bench = await testBench(design, { seed });
    const write = bench.source<'address' | 'data'>('write', { idle: 0.1 });
    const keys = bench.source('keys');
    const matches = bench.sink<'hit' | 'rule' | 'over' | 'overRule'>('matches');
    await bench.poke('reports', 0);
    await bench.poke('judged_sender', 0);
    await bench.poke('unreadable', 0);
    const all = (1n << BigInt(count)) - 1n;
    await bench.poke('tiers', all << BigInt(ingress * count));
    for (const port of ['held_zero', 'held_one']) await bench.poke(port, all);
    await bench.poke('image', 0);
    await bench.reset();
    if (wait) expect(await bench.runUntil({ port: 'ready', equals: 1 }, 40)).toMatchObject({ reached: true });
    const load = async (writes: readonly WordWrite[]): Promise<void> => {
      write.send(writes);
      await write.drained();
      await bench.run(1);
    };
    const lookClosely = async (asked: readonly bigint[]) => {
      await keys.acceptedCycles();
      keys.send(asked.map(key => unpackFields(ruleKeyFields, key)));
      const got = await matches.collectTimed(asked.length);
      const latency = (await keys.acceptedCycles()).map(cycle => cycle + ternaryLatency);
      expect(got.map(({ cycle }) => cycle)).toEqual(latency);
      return got.map(({ transfer }) => answersIn(transfer));
    };
    const ruleBits = Math.ceil(Math.log2(count));
    /** The rules that matched, and were passed over, of each tier. */
    const answersIn = (transfer: Readonly<Record<'hit' | 'rule' | 'over' | 'overRule', bigint>>) =>
      ruleTiers.map((_, i) => {
        const part = (word: bigint, bits: number): number => Number(BigInt.asUintN(bits, word >> BigInt(bits * i)));
        return {
          rule: part(transfer.hit, 1) === 1 ? part(transfer.rule, ruleBits) : undefined,
          over: part(transfer.over, 1) === 1 ? part(transfer.overRule, ruleBits) : undefined,
        };
      });
    const nobody = { rule: undefined, over: undefined };
    const look = async (asked: readonly bigint[]): Promise<readonly (number | undefined)[]> =>
      (await lookClosely(asked)).map(answers => {
        expect(answers.map((answer, i) => (i === ingress ? nobody : answer))).toEqual(ruleTiers.map(() => nobody));
        return answers[ingress]!.rule;
      });
    return { bench, keys, load, look, lookClosely };
  };

  const loadRules = (rules: readonly Rule[]): readonly WordWrite[] =>
    rowsOf(rules).flatMap((row, i) => rowWrites(count, i, row));

  test.each([
    { seed: 1, idle: 0 },
    { seed: 2, idle: 0.4 },
  ])('gives the lowest rule whose masked bits are equal (seed $seed)', async ({ seed, idle }) => {
    const { keys, load, look } = await open(seed);
    keys.setIdle(idle);
    let matched = 0;
    for (const round of [1, 2, 3]) {
      const rules = fc.sample(arbitraryRule, { seed: 10 * seed + round, numRuns: count });
      await load(loadRules(rules));
      const asked = fc.sample(arbitraryKeys(rules), { seed: 10 * seed + round, numRuns: 300 });
      const expected = asked.map(key => naive(rules, key));
      expect(await look(asked)).toEqual(expected);
      matched += expected.filter(rule => rule !== undefined).length;
    }
    expect(matched).toBeGreaterThan(300);
    expect(matched).toBeLessThan(880);
  });

  test('rules that may match or not are passed over for whoever only reports them', async () => {
    const { bench, load, lookClosely } = await open(6);
    const rules = fc.sample(arbitraryRule, { seed: 6, numRuns: count });
    await load(loadRules(rules));
    const asked = fc.sample(arbitraryKeys(rules), { seed: 6, numRuns: 300 });
    const met = new Map<string, number>();
    for (const [unreadable, places] of fc.sample(
      fc.tuple(bits(count), fc.array(fc.nat(3), { minLength: count, maxLength: count })),
      { seed: 6, numRuns: 3 },
    )) {
      await bench.poke('unreadable', unreadable);
      const tiers = places.reduce((word, tier, rule) => word | (1n << BigInt(tier * count + rule)), 0n);
      await bench.poke('tiers', tiers);
      for (const [reports, judgedSender] of [
        [0, 0],
        [1, 0],
        [1, 1],
      ] as const) {
        await bench.poke('reports', reports);
        await bench.poke('judged_sender', judgedSender);
        const expected = asked.map(key =>
          ruleTiers.map((name, tier) => {
            // Rules of a sender are never passed over, nor those that judge two sides.
            const passes = reports === 1 && (name === 'ingress' || (name !== 'egress' && judgedSender === 0));
            const isMarked = (rule: number): boolean => passes && ((unreadable >> BigInt(rule)) & 1n) === 1n;
            const matching = rules.flatMap(({ value, mask }, rule) =>
              places[rule] === tier && ((key ^ value) & mask) === 0n ? [rule] : [],
            );
            return { rule: matching.find(rule => !isMarked(rule)), over: matching.find(isMarked) };
          }),
        );
        expect(await lookClosely(asked)).toEqual(expected);
        for (const answers of expected)
          for (const [tier, { rule, over }] of answers.entries()) {
            if (rule !== undefined) met.set(`rule ${tier}`, (met.get(`rule ${tier}`) ?? 0) + 1);
            if (over !== undefined) met.set(`over ${tier}`, (met.get(`over ${tier}`) ?? 0) + 1);
          }
      }
    }
    // Of few rules not every tier has one.
    if (count >= 16)
      for (const kind of ['rule 0', 'rule 1', 'rule 2', 'rule 3', 'over 0', 'over 2', 'over 3'])
        expect(met.get(kind) ?? 0, kind).toBeGreaterThan(9);
  });

  test('rules of the other image do not match', async () => {
    const { bench, load, look } = await open(7);
    const rules = fc.sample(arbitraryRule, { seed: 7, numRuns: count });
    await load(loadRules(rules));
    const asked = fc.sample(arbitraryKeys(rules), { seed: 7, numRuns: 200 });
    const held = fc.sample(bits(count), { seed: 7, numRuns: 2 });
    await bench.poke('held_zero', held[0]!);
    await bench.poke('held_one', held[1]!);
    const found = [];
    for (const image of [0, 1]) {
      await bench.poke('image', image);
      const isHeld = (rule: number): boolean => ((held[image]! >> BigInt(rule)) & 1n) === 1n;
      const expected = asked.map(key => {
        const first = rules.findIndex(({ value, mask }, rule) => isHeld(rule) && ((key ^ value) & mask) === 0n);
        return first < 0 ? undefined : first;
      });
      expect(await look(asked)).toEqual(expected);
      found.push(expected);
    }
    expect(found[0]).not.toEqual(found[1]);
  });

  test('every bit of the key counts', async () => {
    const { load, look } = await open(3);
    const value = fc.sample(bits(keyBits), { seed: 3, numRuns: 1 })[0]!;
    const last = count - 1;
    const never = { value: 0n, mask: 0n };
    const rows = rowsOf([...Array.from({ length: last }, () => never), { value, mask: keyMask }]);
    await load(rows.flatMap((row, i) => rowWrites(count, i, row & (1n << BigInt(last)))));
    const flipped = Array.from({ length: keyBits }, (_, bit) => value ^ (1n << BigInt(bit)));
    expect(await look([value, ...flipped])).toEqual([last, ...flipped.map(() => undefined)]);
  });

  test('one rewritten row changes the keys with its chunk value alone', async () => {
    const { load, look } = await open(4);
    await load(loadRules(Array.from({ length: count }, () => ({ value: 0n, mask: 0n }))));
    const all = (1n << BigInt(count)) - 1n;
    for (const [chunk, value] of [
      [0, 7],
      [33, 0],
      [68, 31],
    ] as const) {
      await load(rowWrites(count, chunk * 32 + value, all & ~1n));
      const keyWith = (part: number): bigint => BigInt(part) << BigInt(chunk * 5);
      const asked = Array.from({ length: 32 }, (_, part) => keyWith(part));
      const second = count > 1 ? 1 : undefined;
      expect(await look(asked)).toEqual(asked.map((_, part) => (part === value ? second : 0)));
      await load(rowWrites(count, chunk * 32 + value, all));
    }
  });

  test('matches nothing from reset until rows are written, whatever they held', async () => {
    const { bench, load, look } = await open(5);
    await load(loadRules([{ value: 0n, mask: 0n }]));
    expect(await look([0n])).toEqual([0]);
    await bench.reset();
    const keys = fc.sample(bits(keyBits), { seed: 5, numRuns: 100 });
    expect(await look([...keys, ...Array.from({ length: 32 }, (_, value) => BigInt(value))])).toEqual(
      Array.from({ length: 132 }, () => undefined),
    );
  });
});

test('rule counts that leave part of a word unused are refused', () => {
  for (const ternaryRules of [40, 96]) {
    expect(() => ternaryMatch({ ...configs.tiny, ternaryRules })).toThrow(RangeError);
  }
});
