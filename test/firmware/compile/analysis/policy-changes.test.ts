// SPDX-License-Identifier: Apache-2.0
/** What changes from one policy to another: exactly the frames of which the policies, read directly, say something else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { both, boxOf } from '../../../../firmware/compile/analysis/box.ts';
import { boxWords } from '../../../../firmware/compile/analysis/box-words.ts';
import { keySpace } from '../../../../firmware/compile/analysis/key-space.ts';
import {
  otherChanges,
  type PolicyChange,
  policyChanges,
} from '../../../../firmware/compile/analysis/policy-changes.ts';
import { askedTables } from '../../../../firmware/compile/analysis/questions.ts';
import { frameAt } from '../../../../firmware/compile/analysis/witness.ts';
import { type CompiledPolicy, compilePolicy } from '../../../../firmware/compile/compile.ts';
import { destinationFate } from '../../../../firmware/oracle/oracle.ts';
import { namesOf } from '../../../../firmware/oracle/oracle-sender.ts';
import { type Policy, type Rule, tierOf } from '../../../../firmware/policy/policy.ts';
import { ruleTiers } from '../../../../hdl/spec/tables/bank-mask.ts';
import { groupMac } from '../../../../hdl/spec/tables/table-entry.ts';
import { arbitraryPolicy } from '../../../support/arbitrary-policies.ts';
import { compiledIfFits } from '../../../support/compiled-policies.ts';
import { arbitraryPoint } from '../../../support/key-points.ts';

const tablesOf = ({ policy, images, banks }: CompiledPolicy) => askedTables(policy, images, banks.tables);
/** All changes: a trusted sender in many VLANs has thousands. */
const changesOf = (was: CompiledPolicy, is: CompiledPolicy, most = 20_000) =>
  policyChanges(tablesOf(was), tablesOf(is), most, { left: 2e8 });

/** A verdict as the policy has it: who gets the frame, by name, and in which queue if a rule names one. */
const verdictOf = (policy: Policy, bytes: Uint8Array, sender: string | undefined, isLocal: boolean): string => {
  // Without hashes, queue 0 is the queue of no rule.
  const plain = { ...policy, vms: policy.vms.map(({ hash: _, ...vm }) => vm) };
  const fn = sender === undefined ? undefined : policy.vms.findIndex(({ name }) => name === sender) + 1;
  if (fn !== undefined && namesOf(policy, fn).denied) return 'rule_deny';
  const { event, functions, queue, reported, refused } = destinationFate(plain, bytes, fn);
  const others = functions.filter(other => other !== fn);
  if (fn !== undefined && !refused && (others.length === 0 || !isLocal)) return 'sent';
  const names = others.map(other => policy.vms[other - 1]!.name).join();
  return event === 'delivered' ? `${names} ${queue} ${reported}` : event;
};

/** Another policy that has something in common with the first: rules, a VM that left, one that has another name. */
const someTiers = fc.boolean().chain(tiers => arbitraryPolicy('10g', { tiers }));
const pairs = fc.tuple(someTiers, someTiers, fc.nat(5)).map(([before, other, dice]) => {
  const names = before.vms.map(({ name }) => name);
  const isKnown = (end: Rule['from'] | Rule['to']): boolean => end?.kind !== 'vm' || names.includes(end.name);
  const fitting = other.rules.filter(({ from, to, queue }) => queue === 0 && isKnown(from) && isKnown(to));
  const rules = [...before.rules.slice(dice % 3), ...fitting.slice(0, 2)].toSorted(
    (a, b) => ruleTiers.indexOf(tierOf(a)) - ruleTiers.indexOf(tierOf(b)),
  );
  const renamed = { ...before.vms[0]!, name: 'new-name' };
  if (dice === 4)
    return [
      before,
      { ...before, rules, vms: before.vms.map(vm => ({ ...vm, unreadable: 'report' as const })) },
    ] as const;
  if (dice !== 5)
    return [before, { ...before, rules, defaults: dice === 0 ? other.defaults : before.defaults }] as const;
  const others = rules.filter(({ from, to }) => from?.kind !== 'vm' && to.kind !== 'vm');
  return [before, { ...before, rules: others, vms: [renamed, ...before.vms.slice(2)] }] as const;
});

const point = fc.constantFrom(...keySpace).chain(({ box }) => arbitraryPoint(box));

test('a frame is in one change if its verdict is another, and in none if it is not', () => {
  const counts = { changes: 0, changed: 0, unchanged: 0, sent: 0 };
  fc.assert(
    fc.property(pairs, fc.array(point, { minLength: 40, maxLength: 40 }), ([before, after], points) => {
      const [was, is] = [compiledIfFits(before), compiledIfFits(after)];
      fc.pre(was !== undefined && is !== undefined);
      const { found, complete } = changesOf(was, is);
      expect(complete).toBe(true);
      counts.changes += found.length;
      const destinations = new Map(
        [...tablesOf(was).destinations, ...tablesOf(is).destinations].map(to => [`${to.vlan} ${to.mac}`, to]),
      );
      const isTo = ({ before: { to, sender } }: PolicyChange, { vlan, mac }: { vlan: number; mac: bigint }): boolean =>
        to.vlan === vlan && to.mac === mac && sender.fn === undefined;
      for (const change of found) {
        const { to, sender } = change.before.to.functions.length > 0 ? change.before : change.after;
        if (sender.fn === undefined) continue;
        // What a VM sends: a frame of the change, judged by both.
        const { name } = after.vms[change.after.sender.fn! - 1]!;
        const [at] = fc.sample(arbitraryPoint(change.box), { numRuns: 1, seed: 1 });
        if (at!.ethertype === 0x8100n || at!.ethertype === 0x88a8n) continue;
        const bytes = frameAt(at!, to, sender);
        const isLocal = to.functions.length > 0;
        expect(verdictOf(before, bytes, name, isLocal)).not.toBe(verdictOf(after, bytes, name, isLocal));
        counts.sent++;
      }
      for (const to of destinations.values()) {
        const here = found.filter(change => isTo(change, to));
        const inside = here.slice(0, 8).flatMap(({ box }) => fc.sample(arbitraryPoint(box), { numRuns: 2, seed: 1 }));
        for (const at of [...points, ...inside]) {
          if (at.ethertype === 0x8100n || at.ethertype === 0x88a8n) continue;
          const bytes = frameAt(at, to);
          const isChanged = verdictOf(before, bytes, undefined, true) !== verdictOf(after, bytes, undefined, true);
          expect([here.filter(({ box }) => both(box, boxOf(at))).length, at, to]).toEqual([isChanged ? 1 : 0, at, to]);
          counts[isChanged ? 'changed' : 'unchanged']++;
        }
      }
      for (const { box } of found) expect(boxWords(box)).not.toBe('');
    }),
    { numRuns: 60 },
  );
  expect(Math.min(counts.changes, counts.changed, counts.unchanged)).toBeGreaterThan(200);
  expect(counts.sent).toBeGreaterThan(20);
});

const text = (more = '', rules = ''): string => `config: tiny
vms:
  - { name: web, mac: 52:54:00:00:00:10${more} }
rules:
  - { match: { protocol: tcp, destinationPort: 80 }, action: allow }
${rules}`;
const compiled = (source: string): CompiledPolicy => compilePolicy(source, 'p.yaml');

describe('two policies', () => {
  test('that differ in comments and names of rules are the same', () => {
    const named = text().replace('- { match', '- { name: http, match').replace('vms:', '# the VMs\nvms:');
    expect(changesOf(compiled(text()), compiled(named))).toEqual({ found: [], complete: true });
  });

  test('say which frames changed in words', () => {
    const wider = compiled(text().replace('destinationPort: 80', 'destinationPort: 80-89'));
    const { found } = changesOf(compiled(text()), wider);
    const words = found.map(({ box, before: { to } }) => `${to.mac === groupMac ? 'group' : 'web'}: ${boxWords(box)}`);
    expect(words.toSorted()).toEqual(
      ['group', 'web'].flatMap(to => ['IPv4', 'IPv6'].map(ip => `${to}: ${ip}, protocol tcp, destinationPort 81-89`)),
    );
  });

  test('may differ in what is no verdict', () => {
    const other = compiled(text(', addresses: [10.0.0.5], rate: 1Gbit/s, hash: ports'));
    expect(otherChanges(compiled(text()).policy, other.policy)).toEqual(
      ['hash', 'rate', 'addresses'].map(key => `VM web: ${key} is another (p.yaml:3:5)`),
    );
    const gone = compiled(text().replace('web', 'www'));
    expect(otherChanges(compiled(text()).policy, gone.policy)).toEqual(['VM web is gone', 'VM www is new']);
  });

  test('of which not all can be shown: it says so', () => {
    const open = compiled(text('', 'defaults: { unicast: allow, group: allow }\n'));
    const { found, complete } = changesOf(compiled(text()), open, 2);
    expect([found.length, complete]).toEqual([2, false]);
  });
});

test('a change of one of a thousand rules is found without looking at the others', () => {
  const rules = (last: number): string =>
    Array.from({ length: 1000 }, (_, i) => {
      const source = `10.${i % 200}.${i % 7}.${i % 251}`;
      return `  - { match: { protocol: tcp, source: ${source}, destinationPort: ${i === 999 ? last : 1000 + i} }, action: ${i % 3 === 0 ? 'deny' : 'allow'} }\n`;
    }).join('');
  const policy = (last: number): CompiledPolicy =>
    compiled(`vms:\n  - { name: web, mac: 52:54:00:00:00:10 }\nrules:\n${rules(last)}`);
  const [was, is] = [tablesOf(policy(1)), tablesOf(policy(2))];
  const budget = { left: 2e6 };
  const { found, complete } = policyChanges(was, is, 100, budget);
  expect(complete).toBe(true);
  expect(found.map(({ box }) => boxWords(box)).slice(0, 2)).toEqual([
    'IPv4, protocol tcp, source 10.199.5.246, destinationPort 1',
    'IPv4, protocol tcp, source 10.199.5.246, destinationPort 2',
  ]);
});
