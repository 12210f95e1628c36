// SPDX-License-Identifier: Apache-2.0
/** Rule counters: every decision counts once for its side and its rule, however densely they come, and questions disturb none. */
import { Simulator } from 'typescript-hdl';
import { expect, test } from 'vitest';
import { ruleCounters } from '../../../hdl/control/rule-counters.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { bankSlots } from '../../../hdl/spec/tables/bank-slot.ts';
import { seededRandom } from '../../support/random.ts';

const sides = ['receiver', 'sender'] as const;

test.each([configs.tiny, configs['10g']])('frames of $name are counted by rule and side', config => {
  const s = new Simulator(ruleCounters(config));
  const random = seededRandom(7);
  const rules = bankSlots(config) + config.ternaryRules;
  const model = { receiver: new Map<number, bigint>(), sender: new Map<number, bigint>() };
  const counted = (side: (typeof sides)[number], rule: number): bigint => model[side].get(rule) ?? 0n;
  const decide = (side: (typeof sides)[number], rule: number | undefined): void => {
    s.poke(`decided_${side}_hit_i`, Number(rule !== undefined));
    // Without a hit the number means nothing.
    s.poke(`decided_${side}_number_i`, rule ?? random.between(0, rules - 1));
    if (rule !== undefined) model[side].set(rule, counted(side, rule) + 1n);
  };
  const quiet = (): void => {
    for (const side of sides) decide(side, undefined);
  };
  const ask = (rule: number, clears = false): void => {
    s.poke('question_number_i', rule);
    s.poke('question_clears_i', Number(clears));
    s.poke('question_valid_i', 1);
    s.step();
    s.poke('question_valid_i', 0);
    s.poke('question_number_i', random.between(0, rules - 1));
  };
  const answer = (rule: number): bigint[] => {
    ask(rule);
    let clocks = 0;
    for (; s.peekNumber('answer_busy_o') === 1 && clocks < 10; clocks++) s.step();
    expect(clocks).toBe(4);
    return sides.map(side => s.peek(`answer_${side}_o`));
  };
  s.reset();
  quiet();
  // Every place in which this test counts; nothing else may change.
  const near = (): number => random.between(0, 3);
  const places = [0, 1, 2, 3, bankSlots(config) - 1, bankSlots(config), bankSlots(config) + 1, rules - 1];
  const watched = [...places, ...Array.from({ length: 20 }, () => random.between(0, rules - 1))];
  for (const rule of new Set(watched)) {
    ask(rule, true);
    while (s.peekNumber('answer_busy_o') === 1) s.step();
    expect(answer(rule), `${rule} after it was cleared`).toEqual([0n, 0n]);
  }

  let asked: { rule: number; least: bigint[] } | undefined;
  let answers = 0;
  for (let clock = 0; clock < 4000; clock++) {
    const dense = clock % 400 < 200;
    const few = clock % 200 < 100;
    for (const side of sides)
      decide(side, dense || random.chance(0.6) ? (few ? places[near()]! : random.pick(watched)) : undefined);
    if (s.peekNumber('answer_busy_o') === 0) {
      if (asked) {
        for (const [i, side] of sides.entries()) {
          const count = s.peek(`answer_${side}_o`);
          expect(count, `${side} of ${asked.rule}`).toBeGreaterThanOrEqual(asked.least[i]!);
          expect(count).toBeLessThanOrEqual(counted(side, asked.rule));
        }
        answers++;
        asked = undefined;
        s.step();
        continue;
      }
      const rule = random.pick(watched);
      // What was decided before this clock.
      asked = {
        rule,
        least: sides.map(side => counted(side, rule) - 1n),
      };
      ask(rule);
      continue;
    }
    s.step();
  }
  expect(answers).toBeGreaterThan(100);
  quiet();
  s.step(8);
  for (const rule of new Set(watched)) expect(answer(rule), `${rule}`).toEqual(sides.map(side => counted(side, rule)));

  // Clearing one rule leaves the others, and decisions of the same moment on others count.
  const [cleared, other] = [places[1]!, places[2]!];
  decide('receiver', other);
  ask(cleared, true);
  quiet();
  s.step(10);
  for (const side of sides) model[side].delete(cleared);
  for (const rule of [cleared, other]) expect(answer(rule)).toEqual(sides.map(side => counted(side, rule)));

  // A reset leaves them.
  s.reset();
  quiet();
  for (const rule of new Set(watched)) expect(answer(rule)).toEqual(sides.map(side => counted(side, rule)));
});

test('a question waits only while every clock has a decision', () => {
  const s = new Simulator(ruleCounters(configs.tiny));
  s.reset();
  for (const side of sides) s.poke(`decided_${side}_hit_i`, 1);
  s.poke('question_valid_i', 1);
  s.step();
  s.poke('question_valid_i', 0);
  s.step(50);
  expect(s.peekNumber('answer_busy_o')).toBe(1);
  for (const side of sides) s.poke(`decided_${side}_hit_i`, 0);
  s.step();
  for (const side of sides) s.poke(`decided_${side}_hit_i`, 1);
  s.step(4);
  expect(s.peekNumber('answer_busy_o')).toBe(0);
});
