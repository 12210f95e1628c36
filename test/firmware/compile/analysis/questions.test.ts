// SPDX-License-Identifier: Apache-2.0
/** Answers about all frames of a kind, against the policy read directly on frames of that kind; and what they are shown by. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { both, boxOf } from '../../../../firmware/compile/analysis/box.ts';
import { examplePoint, frameWords } from '../../../../firmware/compile/analysis/frame-words.ts';
import { answer, ask, askedTables } from '../../../../firmware/compile/analysis/questions.ts';
import { ruleOverlaps } from '../../../../firmware/compile/analysis/rule-overlaps.ts';
import { frameAt } from '../../../../firmware/compile/analysis/witness.ts';
import type { CompiledPolicy } from '../../../../firmware/compile/compile.ts';
import { lowerRules } from '../../../../firmware/compile/lower.ts';
import { findShadows } from '../../../../firmware/compile/shadow.ts';
import { destinationFate, judge } from '../../../../firmware/oracle/oracle.ts';
import { namesOf } from '../../../../firmware/oracle/oracle-sender.ts';
import type { Policy } from '../../../../firmware/policy/policy.ts';
import type { Question } from '../../../../firmware/policy/question.ts';
import { configs } from '../../../../hdl/spec/configs.ts';
import { fateBy } from '../../../../sim/model/send-model.ts';
import { typedFrame } from '../../../../src/explain/typed-frame.ts';
import { arbitraryPolicy } from '../../../support/arbitrary-policies.ts';
import { compiledIfFits } from '../../../support/compiled-policies.ts';
import { arbitraryPoint, pointOf } from '../../../support/key-points.ts';

const config = configs['10g'];
const budget = () => ({ left: 1e7 });

/** A policy, and a question whose conditions are those of one of its rules. */
const asked = fc
  .tuple(arbitraryPolicy('10g'), fc.nat(), fc.nat(), fc.nat(), fc.boolean())
  .map(([policy, a, b, c, fromVm]): readonly [Policy, Question, number | undefined] => {
    const [vm, sender] = [policy.vms[a % policy.vms.length]!, policy.vms[b % policy.vms.length]!];
    const rule = policy.rules[c % Math.max(1, policy.rules.length)];
    const to = c % 3 === 0 ? ({ kind: 'any' } as const) : ({ kind: 'vm', name: vm.name } as const);
    const question = { from: fromVm ? sender.name : undefined, to, match: c % 5 === 0 ? {} : (rule?.match ?? {}) };
    return [policy, question, fromVm ? policy.vms.indexOf(sender) + 1 : undefined];
  });

const tablesOf = ({ policy, images, banks }: CompiledPolicy) => askedTables(policy, images, banks.tables);

/** What the policy read directly says of a frame that somebody sends. */
const eventOf = (policy: Policy, bytes: Uint8Array, sender: number | undefined): string => {
  if (sender === undefined) return destinationFate(policy, bytes).event;
  const identity = namesOf(policy, sender);
  const { event, local } = fateBy(
    config,
    sender,
    { bytes },
    { identity, lookUp: frame => destinationFate(policy, frame, sender) },
  );
  return local ? local.fate.event : event;
};

/** The match as a rule, asked of the oracle: whether it holds for a frame. */
const applies = (policy: Policy, { match, to }: Question, bytes: Uint8Array): true | 'unknown' | undefined => {
  const nowhere = { position: { line: 1, column: 1 }, positions: {} };
  const rules = [{ to, match, action: 'allow' as const, queue: 0, ...nowhere }];
  const vms = policy.vms.map(vm => ({ ...vm, fragments: 'allow' as const }));
  return judge({ ...policy, vms, rules, malformed: 'judge' }, bytes).asked[0]?.applies;
};

test('any frame of a region is one that is asked about, and is judged so', () => {
  let judged = 0;
  fc.assert(
    fc.property(asked, fc.boolean(), fc.nat(), ([policy, question, sender], possible, dice) => {
      const compiled = compiledIfFits(policy);
      fc.pre(compiled !== undefined);
      const regions = [...answer(tablesOf(compiled), question, possible, budget())];
      for (const region of regions.slice(0, 60)) {
        const [random] = fc.sample(arbitraryPoint(region.box), { numRuns: 1, seed: dice });
        for (const point of [examplePoint(policy, region), random!]) {
          if (point.ethertype === 0x8100n || point.ethertype === 0x88a8n) continue;
          const bytes = frameAt(point, region.to, region.sender);
          expect(eventOf(policy, bytes, sender)).toBe(region.outcome.event);
          expect(applies(policy, question, bytes)).toSatisfy(is => is === true || (possible && is === 'unknown'));
          judged++;
        }
      }
    }),
    { numRuns: 60 },
  );
  expect(judged).toBeGreaterThan(1000);
});

test('no frame that is asked about is missing, and the answer is that of them all', () => {
  let met = 0;
  fc.assert(
    fc.property(asked, fc.array(fc.nat(), { minLength: 10, maxLength: 10 }), ([policy, question, sender], seeds) => {
      const compiled = compiledIfFits(policy);
      fc.pre(compiled !== undefined);
      const tables = tablesOf(compiled);
      const { delivered, dropped } = ask(tables, question, budget());
      const everything = [...answer(tables, { ...question, match: {} }, true, budget())];
      fc.pre(everything.length > 0);
      const own = [...answer(tables, question, false, budget())];
      for (const seed of seeds) {
        const region = everything[seed % everything.length]!;
        const [point] = fc.sample(arbitraryPoint(region.box), { numRuns: 1, seed });
        if (point!.malformed === 1n || point!.ethertype === 0x8100n || point!.ethertype === 0x88a8n) continue;
        const bytes = frameAt(point!, region.to, region.sender);
        const isAsked = applies(policy, question, bytes) === true;
        const held = own.filter(
          ({ box, to }) => to.mac === region.to.mac && to.vlan === region.to.vlan && both(box, boxOf(point!)),
        );
        expect(held).toHaveLength(isAsked ? 1 : 0);
        if (!isAsked) continue;
        met++;
        expect(eventOf(policy, bytes, sender) === 'delivered' ? delivered : dropped).toBeDefined();
      }
    }),
    { numRuns: 120 },
  );
  expect(met).toBeGreaterThan(100);
});

test('words of a witness make a frame with its key', () => {
  let words = 0;
  fc.assert(
    fc.property(asked, ([policy, question, sender]) => {
      const compiled = compiledIfFits(policy);
      fc.pre(compiled !== undefined);
      for (const region of [...answer(tablesOf(compiled), question, true, budget())].slice(0, 60)) {
        const text = frameWords(policy, region);
        const vm = sender === undefined ? undefined : policy.vms[sender - 1];
        const bytes = text.startsWith('frame ')
          ? Uint8Array.from(Buffer.from(text.slice(6), 'hex'))
          : typedFrame(text.split(' '), policy, vm);
        expect([text, pointOf(bytes, config.maxFrameBytes)]).toEqual([text, examplePoint(policy, region)]);
        if (!text.startsWith('frame ')) words++;
      }
    }),
    { numRuns: 60 },
  );
  expect(words).toBeGreaterThan(60);
});

test('rules in the way: witnesses are decided by the one and match the other; who never decides is known to the compiler', () => {
  const kinds = { shadowed: 0, conflict: 0 };
  fc.assert(
    fc.property(arbitraryPolicy('10g'), policy => {
      const compiled = compiledIfFits(policy);
      fc.pre(compiled !== undefined);
      const { found, complete } = ruleOverlaps(policy, tablesOf(compiled), { left: 1e7 });
      expect(complete).toBe(true);
      for (const { earlier, later, witness, kind } of found) {
        const bytes = frameAt(examplePoint(policy, witness), witness.to);
        const { asked: rules, fate } = judge(policy, bytes);
        expect(fate.event).toBe(witness.outcome.event);
        expect(rules.at(-1)).toEqual({ rule: earlier, side: 'receiver', applies: true, does: 'decides' });
        const alone = judge({ ...policy, rules: [policy.rules[later]!] }, bytes);
        expect(alone.asked).toEqual([{ rule: 0, side: 'receiver', applies: true, does: 'decides' }]);
        kinds[kind]++;
      }
      const { shadows, unknown } = findShadows(policy, lowerRules(policy));
      const never = found.flatMap(({ kind, later }) => (kind === 'shadowed' ? [later] : []));
      const hidden = shadows.flatMap(({ rule, by }) => (by.length > 0 ? [rule] : []));
      if (unknown.length === 0 && policy.vms.every(vm => vm.fragments === 'allow' && vm.unreadable === 'enforce'))
        expect(never).toEqual(hidden);
    }),
    { numRuns: 120 },
  );
  expect(Math.min(kinds.shadowed, kinds.conflict)).toBeGreaterThan(5);
});
