// SPDX-License-Identifier: Apache-2.0
/** The rule banks on a bench: loading images, asking, and what is expected by linear search over the rules. */
import { isDeepStrictEqual } from 'node:util';
import { emitVerilog } from 'typescript-hdl';
import { expect } from 'vitest';
import { bankedRules } from '../../../../../hdl/classifier/rules/bank/banked-rules.ts';
import type { Config } from '../../../../../hdl/spec/configs.ts';
import type { BankKey } from '../../../../../hdl/spec/tables/bank-key.ts';
import { type BankMask, packMask, type RuleTier, ruleTiers } from '../../../../../hdl/spec/tables/bank-mask.ts';
import { bankSlots, type SlotVerdict, slotVerdicts } from '../../../../../hdl/spec/tables/bank-slot.ts';
import { drawHashRows, hashRowBits } from '../../../../../hdl/spec/tables/key-hash.ts';
import { ruleOutcomes } from '../../../../../hdl/spec/tables/rule-outcome.ts';
import type { Transfer } from '../../../../../sim/bench.ts';
import { testBench } from '../../../../../sim/vitest.ts';
import type { Random } from '../../../../support/random.ts';
import { slotWrites, type WordWrite } from '../../table-writes.ts';
import {
  type BankImage,
  type BankRule,
  firstRule,
  keyFor,
  placeRules,
  randomMasks,
  randomRule,
  slotsOf,
} from './bank-rules.ts';
import { foldTiers, type NaiveResult, type Sides, type TierWinner } from './naive-tiers.ts';

/** What is asked of the banks. */
export interface LookUp {
  readonly key: BankKey;
  readonly image: 0 | 1;
  readonly reports: boolean;
  readonly sides: Sides;
}

/** Answers of the ternary array: the same for every look-up while they last. */
export type Ternary = Partial<
  Record<RuleTier, { readonly priority: number; readonly verdict: SlotVerdict; readonly entry: number }>
>;

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
const prefixed = <T>(prefix: string, values: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + capital(name), value]));

export const naive = (
  config: Config,
  image: BankImage,
  { key, reports, sides }: LookUp,
  ternary: Ternary,
): NaiveResult => {
  const rules = image.rules.map(({ rule }) => rule);
  const numberOf = (rule: BankRule): number => image.rules.find(one => one.rule === rule)!.slots[0]!;
  const winner = (tier: RuleTier): TierWinner => {
    // Rules of a sender are never passed over, and admin and baseline are also those of the sender.
    const isOver = reports && (tier === 'ingress' || (tier !== 'egress' && !sides.sent));
    const { rule, passedOver } = firstRule(rules, tier, key, isOver);
    const entry = ternary[tier];
    if (entry && (rule === undefined || entry.priority < rule.priority)) {
      const before = firstRule(rules, tier, key, false).rule;
      const over = before?.verdict === 'unreadable' && before.priority < entry.priority;
      return { rule: { verdict: entry.verdict, number: bankSlots(config) + entry.entry }, passedOver: isOver && over };
    }
    return { rule: rule && { verdict: rule.verdict, number: numberOf(rule) }, passedOver };
  };
  const winners = Object.fromEntries(ruleTiers.map(tier => [tier, winner(tier)])) as Record<RuleTier, TierWinner>;
  return foldTiers(winners, sides);
};

/** Writes of a rule: the rest first; `valid` has a bit an image. */
export const ruleWrites = (rule: BankRule, slots: readonly number[], valid: number): readonly WordWrite[] =>
  slotsOf(rule, valid)
    .map((contents, i) => slotWrites(slots[i]!, contents))
    .toReversed()
    .flat();

/** Writes that make a rule invalid in the images of the missing bits of `valid`: slot 0 first. */
export const rewrites = (rule: BankRule, slots: readonly number[], valid: number): readonly WordWrite[] =>
  slotsOf(rule, valid).flatMap((contents, i) => slotWrites(slots[i]!, contents));

export const open = async (config: Config, seed: number, { idle = 0, wait = true } = {}) => {
  const bench = await testBench(emitVerilog(bankedRules(config)), { seed });
  const lookUps = bench.source('look_ups', { idle });
  const results = bench.sink('results');
  const [slots, masks, rows] = (['slot_write', 'mask_write', 'hash_write'] as const).map(name =>
    bench.source<'address' | 'data'>(name),
  ) as [
    ReturnType<typeof bench.source<'address' | 'data'>>,
    ReturnType<typeof bench.source<'address' | 'data'>>,
    ReturnType<typeof bench.source<'address' | 'data'>>,
  ];
  const tell = async (ternary: Ternary): Promise<void> => {
    const none = { rank: 1n << 17n, verdict: 0n, slot: 0n };
    const answers = ruleTiers.map(tier => {
      const entry = ternary[tier];
      if (!entry) return none;
      return {
        rank: BigInt(entry.priority),
        verdict: BigInt(slotVerdicts.indexOf(entry.verdict)),
        slot: BigInt(entry.entry),
      };
    });
    const joined = (bits: number, of: (answer: (typeof answers)[number]) => bigint): bigint =>
      answers.reduce((word, answer, i) => word | (of(answer) << BigInt(bits * i)), 0n);
    await bench.poke(
      'ternary_best_rank',
      joined(18, ({ rank }) => rank),
    );
    await bench.poke(
      'ternary_best_verdict',
      joined(2, ({ verdict }) => verdict),
    );
    await bench.poke(
      'ternary_best_slot',
      joined(Math.log2(bankSlots(config)), ({ slot }) => slot),
    );
    await bench.poke(
      'ternary_passed_over',
      joined(18, () => none.rank),
    );
  };
  await tell({});
  await bench.reset();
  const ready = async (): Promise<void> => {
    expect(await bench.runUntil({ port: 'ready', equals: 1 }, config.bucketsPerBank + 2)).toMatchObject({
      reached: true,
    });
  };
  if (wait) await ready();

  const sendMasks = (image: 0 | 1, of: readonly BankMask[]): void =>
    masks.send(of.map((mask, bank) => ({ address: image * config.ruleBanks + bank, data: packMask(mask) })));
  /** Masks and rows of an image. */
  const prepare = async (
    image: 0 | 1,
    { masks: of, rows: drawn }: Pick<BankImage, 'masks' | 'rows'>,
  ): Promise<void> => {
    sendMasks(image, of);
    rows.send(Array.from(drawn, (data, row) => ({ address: (image << hashRowBits) + row, data })));
    await masks.drained();
    await rows.drained();
  };
  const load = async (image: 0 | 1, contents: BankImage): Promise<void> => {
    await prepare(image, contents);
    slots.send(contents.rules.flatMap(({ rule, slots: places }) => ruleWrites(rule, places, 1 << image)));
    await slots.drained();
    await bench.run(2);
  };
  const ask = (asked: readonly LookUp[]): void =>
    lookUps.send(
      asked.map(({ key, image, reports, sides }) => ({
        ...prefixed('key', key),
        image,
        reports,
        ...prefixed('sides', sides as unknown as Readonly<Record<string, boolean>>),
      })),
    );
  return { bench, lookUps, results, slots, ready, sendMasks, prepare, load, ask, tell };
};

export const read = (transfer: Transfer): NaiveResult => {
  const rule = (side: string): number | undefined =>
    transfer[`${side}Hit`] === 1n ? Number(transfer[`${side}Number`]) : undefined;
  return {
    refusal: ruleOutcomes[Number(transfer['refusal'])]!,
    outcome: ruleOutcomes[Number(transfer['outcome'])]!,
    sender: rule('sender'),
    receiver: rule('receiver'),
    reported: transfer['reported'] === 1n,
  };
};

const randomSides = (random: Random): Sides => ({
  sent: random.chance(0.7),
  received: random.chance(0.7),
  allowsSent: random.chance(0.5),
  allowsReceived: random.chance(0.5),
});

export const rulesFor = (random: Random, count: number): readonly BankRule[] =>
  Array.from({ length: count }, () => randomRule(random, random.pick(ruleTiers)));

export const randomImage = (
  random: Random,
  config: Config,
  rules: readonly BankRule[],
  taken?: Set<number>,
): BankImage => {
  const secret = drawHashRows(random.bytes(16));
  const masks = randomMasks(random, config);
  return { masks, rows: secret, rules: placeRules(random, config, { masks, rows: secret }, rules, taken) };
};

export const lookUpsFor = (random: Random, image: BankImage, number: 0 | 1, count: number): readonly LookUp[] => {
  const rules = image.rules.map(({ rule }) => rule);
  return Array.from({ length: count }, () => ({
    key: keyFor(random, rules),
    image: number,
    reports: random.chance(0.3),
    sides: randomSides(random),
  }));
};

/** Compares results one by one, and shows the first that differ alone. */
export const expectSame = (got: readonly NaiveResult[], expected: readonly NaiveResult[]): void => {
  expect(got).toHaveLength(expected.length);
  const differing = got.flatMap((one, i) => (isDeepStrictEqual(one, expected[i]) ? [] : [i]));
  expect(differing.slice(0, 3).map(i => got[i])).toEqual(differing.slice(0, 3).map(i => expected[i]));
};

export const everything: Sides = { sent: true, received: true, allowsSent: false, allowsReceived: false };
