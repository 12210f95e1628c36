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
  .tuple(
    fc.boolean().chain(tiers => arbitraryPolicy('10g', { tiers })),
    fc.nat(),
    fc.nat(),
    fc.nat(),
    fc.boolean(),
  )
  .map(([policy, a, b, c, fromVm]): readonly [Policy, Question, number | undefined] => {
    const [vm, sender] = [policy.vms[a % policy.vms.length]!, policy.vms[b % policy.vms.length]!];
    const rule = policy.rules[c % Math.max(1, policy.rules.length)];
    const isToWire = fromVm && c % 4 === 1;
    const known = c % 3 === 0 ? ({ kind: 'any' } as const) : ({ kind: 'vm', name: vm.name } as const);
    const to = isToWire ? ({ kind: 'wire' } as const) : known;
    const question = { from: fromVm ? sender.name : undefined, to, match: c % 5 === 0 ? {} : (rule?.match ?? {}) };
    return [policy, question, fromVm ? policy.vms.indexOf(sender) + 1 : undefined];
  });

const tablesOf = ({ policy, images, banks }: CompiledPolicy) => askedTables(policy, images, banks.tables);

/** What the policy read directly says of a frame that somebody sends. */
const eventOf = (policy: Policy, bytes: Uint8Array, sender: number | undefined, { to }: Question): string => {
  if (sender === undefined) return destinationFate(policy, bytes).event;
  const identity = namesOf(policy, sender);
  const { event, local } = fateBy(
    config,
    sender,
    { bytes },
    { identity, lookUp: frame => destinationFate(policy, frame, sender) },
  );
  return local && to.kind !== 'wire' ? local.fate.event : event;
};

/** The match as a rule, asked of the oracle: whether it holds for a frame. */
const applies = (
  policy: Policy,
  { match, to }: Question,
  bytes: Uint8Array,
  sender: number | undefined,
): true | 'unknown' | undefined => {
  const nowhere = { position: { line: 1, column: 1 }, positions: {} };
  const tier = sender === undefined ? ('ingress' as const) : ('egress' as const);
  // Beyond the card are those whom the policy does not name, and groups.
  const target = to.kind === 'wire' ? ({ kind: 'any' } as const) : to;
  const rules = [{ tier, to: target, match, action: 'allow' as const, queue: 0, ...nowhere }];
  const vms = policy.vms.map(vm => ({ ...vm, fragments: 'allow' as const }));
  return judge({ ...policy, vms, rules, malformed: 'judge' }, bytes, sender).asked[0]?.applies;
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
          expect(eventOf(policy, bytes, sender, question)).toBe(region.outcome.event);
          expect(applies(policy, question, bytes, sender)).toSatisfy(
            is => is === true || (possible && is === 'unknown'),
          );
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
        const isAsked = applies(policy, question, bytes, sender) === true;
        const held = own.filter(
          ({ box, to }) => to.mac === region.to.mac && to.vlan === region.to.vlan && both(box, boxOf(point!)),
        );
        expect(held).toHaveLength(isAsked ? 1 : 0);
        if (!isAsked) continue;
        met++;
        const arrives = ['delivered', 'sent'].includes(eventOf(policy, bytes, sender, question));
        expect(arrives ? delivered : dropped).toBeDefined();
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
    fc.property(fc.boolean(), fc.nat(), (tiers, seed) => {
      const [policy] = fc.sample(arbitraryPolicy('10g', { tiers }), { numRuns: 1, seed });
      const compiled = compiledIfFits(policy!);
      fc.pre(compiled !== undefined);
      const { found, complete } = ruleOverlaps(policy!, tablesOf(compiled), { left: 3e7 });
      expect(complete).toBe(true);
      for (const { earlier, later, witness, kind } of found) {
        const { fn } = witness.sender;
        const bytes = frameAt(examplePoint(policy!, witness), witness.to, witness.sender);
        const { asked: rules, fate } = judge(policy!, bytes, fn);
        if (witness.outcome.event === 'sent') expect(fate.refused).toBeUndefined();
        else expect(fate.event).toBe(witness.outcome.event);
        expect(rules.filter(({ rule, does }) => rule === earlier && does !== 'is passed over')).not.toEqual([]);
        const open = policy!.vms.map(vm => ({ ...vm, sender: { ...vm.sender, egress: 'allow' as const } }));
        const alone = judge({ ...policy!, vms: open, rules: [policy!.rules[later]!] }, bytes, fn);
        expect(alone.asked[0]).toMatchObject({ rule: 0, applies: true });
        kinds[kind]++;
      }
      const { shadows, unknown } = findShadows(policy!, lowerRules(policy!));
      const never = found.flatMap(({ kind, later }) => (kind === 'shadowed' ? [later] : []));
      const hidden = shadows.flatMap(({ rule, by }) => (by.length > 0 ? [rule] : []));
      const isPlain = policy!.vms.every(vm => vm.fragments === 'allow' && vm.unreadable === 'enforce');
      if (!tiers && unknown.length === 0 && isPlain) expect(never).toEqual(hidden);
      // What the compiler knows never to decide does not.
      if (unknown.length === 0)
        for (const rule of hidden) expect(found.every(({ earlier }) => earlier !== rule)).toBe(true);
    }),
    { numRuns: 120 },
  );
  expect(Math.min(kinds.shadowed, kinds.conflict)).toBeGreaterThan(5);
});
