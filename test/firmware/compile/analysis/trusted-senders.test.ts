// SPDX-License-Identifier: Apache-2.0
/** A trusted VM sends in every VLAN: answers, proofs, changes and overlaps are about its frames there as well. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Box, both, boxOf, type Point } from '../../../../firmware/compile/analysis/box.ts';
import { isGroup } from '../../../../firmware/compile/analysis/decisions.ts';
import { frameWords } from '../../../../firmware/compile/analysis/frame-words.ts';
import { keySpace } from '../../../../firmware/compile/analysis/key-space.ts';
import { policyChanges } from '../../../../firmware/compile/analysis/policy-changes.ts';
import { ask, askedTables, judgesSenders, senderOf } from '../../../../firmware/compile/analysis/questions.ts';
import { ruleOverlaps } from '../../../../firmware/compile/analysis/rule-overlaps.ts';
import { sendableBoxes, senderIdentity } from '../../../../firmware/compile/analysis/sendable.ts';
import { frameAt } from '../../../../firmware/compile/analysis/witness.ts';
import { type CompiledPolicy, compilePolicy } from '../../../../firmware/compile/compile.ts';
import { destinationFate } from '../../../../firmware/oracle/oracle.ts';
import { namesOf } from '../../../../firmware/oracle/oracle-sender.ts';
import type { Policy, Target } from '../../../../firmware/policy/policy.ts';
import { configs } from '../../../../hdl/spec/configs.ts';
import { groupMac } from '../../../../hdl/spec/tables/table-entry.ts';
import { fateBy } from '../../../../sim/model/send-model.ts';
import { arbitraryPolicy } from '../../../support/arbitrary-policies.ts';
import { compiledIfFits } from '../../../support/compiled-policies.ts';
import { arbitraryPoint } from '../../../support/key-points.ts';

const config = configs['10g'];
const budget = () => ({ left: 2e7 });
const tablesOf = ({ policy, images, banks }: CompiledPolicy) => askedTables(policy, images, banks.tables);

interface Place {
  readonly vlan: number;
  readonly mac: bigint;
}

/** Nobody's address, and a VLAN that no generated policy names. */
const stranger = 0x0200_0000_9999n;
const strangeVlan = 3999;

const allTrusted = (policy: Policy): Policy => ({
  ...policy,
  vms: policy.vms.map(vm => ({ ...vm, sender: { ...vm.sender, trusted: true } })),
});
const trusting = fc
  .boolean()
  .chain(tiers => arbitraryPolicy('10g', { tiers }))
  .map(allTrusted);
/** A key, and draws of the VLAN and the address of its frame. */
const draws = fc.array(
  fc.tuple(
    fc.constantFrom(...keySpace).chain(({ box }) => arbitraryPoint(box)),
    fc.nat(),
    fc.nat(),
  ),
  {
    minLength: 12,
    maxLength: 12,
  },
);
const isTag = ({ ethertype }: Point): boolean => ethertype === 0x8100n || ethertype === 0x88a8n;

const vlansIn = ({ vms, rules }: Policy): readonly number[] => [
  ...new Set([...vms.map(({ vlan }) => vlan), ...rules.flatMap(({ match }) => match.vlan ?? [])]),
];
const placeOf = (policy: Policy, vlanDraw: number, macDraw: number): Place => {
  const vlans = [...vlansIn(policy), strangeVlan];
  const macs = [...policy.vms.map(({ mac }) => mac), groupMac, stranger];
  return { vlan: vlans[vlanDraw % vlans.length]!, mac: macs[macDraw % macs.length]! };
};

/** Whom a frame is for, as a reader of the policy sees it; undefined for its sender itself. */
const targetOf = ({ vms }: Policy, { vlan, mac }: Place, fn: number): Target | undefined => {
  const there = vms.filter(vm => vm.vlan === vlan);
  const own = vms[fn - 1]!;
  if (mac === groupMac) return there.some(vm => vm !== own) ? { kind: 'group' } : { kind: 'wire' };
  const receiver = there.find(vm => vm.mac === mac);
  if (receiver === own) return undefined;
  return receiver ? { kind: 'vm', name: receiver.name } : { kind: 'wire' };
};

/** How the frame ends, by the policy read directly. */
const eventOf = (policy: Policy, bytes: Uint8Array, fn: number, to: Target): string => {
  const lookUp = (frame: Uint8Array) => destinationFate(policy, frame, fn);
  const { event, local } = fateBy(config, fn, { bytes }, { identity: namesOf(policy, fn), lookUp });
  return local && to.kind !== 'wire' ? local.fate.event : event;
};

test('no frame in any VLAN is missing from the answer', () => {
  const met = { own: 0, other: 0, wire: 0 };
  fc.assert(
    fc.property(trusting, draws, (policy, points) => {
      const compiled = compiledIfFits(policy);
      fc.pre(compiled !== undefined);
      const tables = tablesOf(compiled);
      for (const [point, vlanDraw, macDraw] of points) {
        const place = placeOf(policy, vlanDraw, macDraw);
        const fn = (macDraw % policy.vms.length) + 1;
        const to = targetOf(policy, place, fn);
        if (to === undefined || isTag(point)) continue;
        const event = eventOf(policy, frameAt(point, place, senderOf(tables, fn)), fn, to);
        // What the link alone speaks is no matter of rules.
        if (event === 'link_control') continue;
        const question = { from: policy.vms[fn - 1]!.name, to, match: { vlan: place.vlan } };
        const { delivered, dropped } = ask(tables, question, budget(), true);
        const arrives = event === 'delivered' || event === 'sent' || event === 'switched';
        expect([event, arrives ? delivered : dropped]).not.toEqual([event, undefined]);
        if (to.kind === 'wire') met.wire++;
        else met[place.vlan === policy.vms[fn - 1]!.vlan ? 'own' : 'other']++;
      }
    }),
    { numRuns: 40 },
  );
  expect(met.other).toBeGreaterThan(20);
  expect(met.wire).toBeGreaterThan(40);
});

const settingsDiffer = ({ vms }: Policy): boolean => {
  const settings = vms.map(({ vlan, fragments, unreadable }) => `${vlan} ${fragments} ${unreadable}`);
  return new Set(settings).size > new Set(vms.map(({ vlan }) => vlan)).size;
};

/** Who gets a frame, or why nobody does. */
const verdictOf = (policy: Policy, bytes: Uint8Array, fn: number): string => {
  const plain = { ...policy, vms: policy.vms.map(({ hash: _, ...vm }) => vm) };
  if (namesOf(policy, fn).denied) return 'rule_deny';
  const { event, functions, queue, reported, refused } = destinationFate(plain, bytes, fn);
  const others = functions.filter(other => other !== fn);
  if (others.length === 0 && !refused) return 'sent';
  return event === 'delivered' ? `${others.join()} ${queue} ${reported}` : event;
};

test('a frame of a VM to a group that only others keep back is a change', () => {
  const text = (rules: readonly object[]): string =>
    JSON.stringify({
      vms: [
        { name: 'strict', mac: '52:54:00:00:00:11', trusted: true, fragments: 'deny' },
        { name: 'lax', mac: '52:54:00:00:00:20', trusted: true, fragments: 'allow' },
      ],
      defaults: { group: 'allow' },
      rules,
    });
  const [was, is] = [[{ to: 'group', action: 'deny' }], []].map(rules =>
    tablesOf(compilePolicy(text(rules), 'groups.yaml')),
  );
  const { found, complete } = policyChanges(was!, is!, 1000, { left: 2e8 });
  const laterOfIpv4: Box = { fragment: [[1n, 1n]], version: [[1n, 1n]], unread: [[0n, 0n]] };
  const later = found.filter(({ box }) => both(box, laterOfIpv4));
  // What lax sends strict keeps back, and nobody keeps back what strict sends.
  expect([...new Set(later.map(({ before }) => before.sender.fn))]).toEqual([1]);
  expect(complete).toBe(true);
});

test('a frame in any VLAN is in one change if its verdict is another, and in none if it is not', () => {
  const counts = { changed: 0, unchanged: 0 };
  fc.assert(
    fc.property(trusting, fc.nat(), draws, (before, dice, points) => {
      // A rule less changes what it decided.
      fc.pre(before.rules.length > 0);
      const after = { ...before, rules: before.rules.toSpliced(dice % before.rules.length, 1) };
      const [was, is] = [compiledIfFits(before), compiledIfFits(after)];
      fc.pre(was !== undefined && is !== undefined);
      const tables = [tablesOf(was), tablesOf(is)] as const;
      const { found, complete } = policyChanges(...tables, 100_000, { left: 2e8 });
      expect(complete).toBe(true);
      const macs = new Set([...before.vms.map(({ mac }) => mac), groupMac]);
      for (const [point, vlanDraw, macDraw] of points) {
        const place = placeOf(before, vlanDraw, macDraw);
        const fn = (macDraw % before.vms.length) + 1;
        const sender = senderOf(tables[0], fn);
        const boxes = sendableBoxes({ ...senderIdentity(was.images, fn), denied: false });
        const to = targetOf(before, place, fn);
        if (to === undefined || isTag(point) || !boxes.some(box => both(box, boxOf(point)))) continue;
        const onCard = tables[0].destinations.some(({ vlan, mac }) => vlan === place.vlan && mac === place.mac);
        const told = vlansIn(before).includes(place.vlan);
        const here = found.filter(({ box, before: region }) => {
          const isMac = onCard || place.mac === groupMac ? region.to.mac === place.mac : !macs.has(region.to.mac);
          const isVlan = told ? region.to.vlan === place.vlan : !vlansIn(before).includes(region.to.vlan);
          return region.sender.fn === fn && isMac && isVlan && both(box, boxOf(point));
        });
        const bytes = frameAt(point, place, sender);
        const isChanged = verdictOf(before, bytes, fn) !== verdictOf(after, bytes, fn);
        // Where nobody's rules know senders, frames of the wire stand for all, but for groups of VMs that want different things.
        const judged = [before, after].some(judgesSenders) || (to.kind === 'group' && settingsDiffer(before));
        if (!judged && !isChanged) continue;
        if (!judged && to.kind !== 'wire') {
          const fromWire = found.some(
            ({ box, before: region }) =>
              region.to.vlan === place.vlan && region.to.mac === place.mac && both(box, boxOf(point)),
          );
          expect(fromWire).toBe(true);
        } else expect([here.length, place, point]).toEqual([isChanged ? 1 : 0, place, point]);
        counts[isChanged ? 'changed' : 'unchanged']++;
      }
    }),
    { numRuns: 150 },
  );
  expect(Math.min(counts.changed, counts.unchanged)).toBeGreaterThan(10);
});

const policy = (rules: string): CompiledPolicy =>
  compilePolicy(
    `vms:
  - { name: router, mac: 52:54:00:00:00:10, vlan: 10, addresses: [10.0.10.1], trusted: true }
  - { name: db, mac: 52:54:00:00:00:11, vlan: 20, addresses: [10.0.20.11] }
rules:
${rules}`,
    'p.yaml',
  );
const dbTakes = '  ingress:\n    - { name: db-any, to: db, match: { protocol: tcp }, action: allow }\n';

describe('a router in another VLAN', () => {
  test('is no proof of a denial', () => {
    expect(() => policy(`${dbTakes}expect:\n  - { name: apart, from: router, to: db, verdict: deny }\n`)).toThrow(
      /expectation "apart" is not met: from router, .* to db is delivered to db by rule "db-any"/,
    );
  });

  test('has a change where a rule between the two goes', () => {
    const admin = '  admin:\n    - { name: no, from: router, to: db, action: deny }\n';
    const [was, is] = [policy(`${admin}${dbTakes}`), policy(dbTakes)];
    const { found, complete } = policyChanges(tablesOf(was), tablesOf(is), 100, budget());
    expect(complete).toBe(true);
    const delivered = found.filter(({ after }) => after.outcome.event === 'delivered');
    expect(delivered.length).toBeGreaterThan(0);
    for (const { before, after } of delivered)
      expect([before.outcome.event, after.sender.fn, after.to.functions]).toEqual(['rule_deny', 1, [2]]);
  });

  test('has rules in the way of each other there, and on the wire', () => {
    const rules = `  egress:
    - { name: own, from: router, match: { vlan: 10 }, action: allow }
    - { name: no-other, from: router, action: deny }
    - { name: hidden, from: router, to: wire, match: { vlan: 99 }, action: allow }
  ingress:
    - { name: no, from: router, to: db, match: { protocol: tcp }, action: deny }
    - { name: port, from: router, to: db, match: { protocol: tcp, destinationPort: 22 }, action: allow }
`;
    const compiled = policy(rules);
    const { found, complete } = ruleOverlaps(compiled.policy, tablesOf(compiled), budget());
    expect(complete).toBe(true);
    expect(found.map(({ kind, earlier, later }) => [kind, earlier, later])).toEqual([['shadowed', 1, 2]]);
    const open = policy(rules.replace('    - { name: no-other, from: router, action: deny }\n', ''));
    const overlaps = ruleOverlaps(open.policy, tablesOf(open), budget()).found;
    expect(overlaps.map(({ kind, earlier, later }) => [kind, earlier, later])).toEqual([['shadowed', 2, 3]]);
  });

  test('is shown by frames that say their VLAN', () => {
    const compiled = policy(`  egress:
    - { name: own, from: router, match: { vlan: 10 }, action: allow }
    - { name: no-other, from: router, action: deny }
  ingress: []
`);
    const tables = tablesOf(compiled);
    const words = (vlan: number): string => {
      const { dropped, delivered } = ask(tables, { from: 'router', to: { kind: 'wire' }, match: { vlan } }, budget());
      expect([dropped === undefined, delivered === undefined]).toEqual([vlan === 10, vlan !== 10]);
      expect(isGroup((dropped ?? delivered)!.to)).toBe(false);
      return frameWords(compiled.policy, (dropped ?? delivered)!);
    };
    expect(words(10)).toMatch(/ to 02:[0-9a-f:]+$/);
    expect(words(30)).toMatch(/ to 02:[0-9a-f:]+ vlan 30$/);
    // No words take the tag of a VM away.
    expect(words(0)).toMatch(/^frame 02/);
  });
});
