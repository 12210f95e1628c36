// SPDX-License-Identifier: Apache-2.0
/** Rules that can never decide: found exactly, and named with the rules that hide them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { functionOf, lowerRules, type TernaryRule } from '../../../firmware/compile/lower.ts';
import { coveringRules, findShadows, possibleKeys } from '../../../firmware/compile/shadow.ts';
import { matches, type Ternary } from '../../../firmware/compile/ternary.ts';
import { parsePolicy } from '../../../firmware/policy/parse.ts';
import type { Policy } from '../../../firmware/policy/policy.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { frameReading } from '../../../sim/model/frame-reading-model.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { packRuleKey, ruleKey } from '../../../sim/model/rule-key-model.ts';
import { arbitraryWireFrame } from '../../support/arbitrary-frames.ts';
import { arbitraryPolicy } from '../../support/arbitrary-policies.ts';
import { findingsOf, withRules } from '../../support/policy-diagnostics.ts';

const rule = (name: string, rest: string): string => `  - { name: ${name}, action: allow, ${rest} }`;
const warningAt = (line: number, name: string, reason: string): string =>
  `p.yaml:${line}:5: warning: rule "${name}" never decides a frame because ${reason} every frame it matches; move it up or remove it`;

const anyPort = 'protocol: tcp, destinationPort';

describe('messages', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    [
      'an equal rule',
      [rule('a', 'to: web, match: { ethertype: arp }'), rule('b', 'to: web, match: { ethertype: 0x0806 }')],
      [warningAt(6, 'b', 'rule "a" (p.yaml:5:5) takes')],
    ],
    [
      'a wider rule without a name, two lines above',
      [
        '  - action: deny',
        '    match: { source: 10.0.0.0/8 }',
        rule('b', 'match: { protocol: tcp, source: 10.1.0.0/16 }'),
      ],
      [warningAt(7, 'b', 'rule number 1 (p.yaml:5:5) takes')],
    ],
    [
      'two rules together, one of which would not be enough',
      [
        rule('low', `match: { ${anyPort}: 0-1023 }`),
        rule('high', `match: { ${anyPort}: 1024-65535 }`),
        rule('b', `match: { ${anyPort}: 1000-2000 }`),
      ],
      [warningAt(7, 'b', 'rule "low" (p.yaml:5:5) and rule "high" (p.yaml:6:5) together take')],
    ],
    [
      'the one rule that is enough, of two that overlap',
      [
        rule('http', `match: { ${anyPort}: 80 }`),
        rule('low', `match: { ${anyPort}: 0-1023 }`),
        rule('b', `match: { ${anyPort}: 79-81 }`),
      ],
      [warningAt(7, 'b', 'rule "low" (p.yaml:6:5) takes')],
    ],
    [
      'a rule for every target hides one for a VM',
      [rule('a', 'match: { protocol: udp }'), rule('b', 'to: web, match: { protocol: udp, sourcePort: 53 }')],
      [warningAt(6, 'b', 'rule "a" (p.yaml:5:5) takes')],
    ],
    [
      'rules for the only VM and for groups hide one for every target',
      [rule('a', 'to: web, match: { ethertype: arp }'), rule('g', 'to: group'), rule('b', 'match: { ethertype: arp }')],
      [warningAt(7, 'b', 'rule "a" (p.yaml:5:5) and rule "g" (p.yaml:6:5) together take')],
    ],
    [
      'what the headers imply: IGMP runs over IPv4, and after no EtherType but these',
      [
        rule('a', 'match: { ethertype: ipv4 }'),
        rule('c', 'match: { ethertype: mpls }'),
        rule('d', 'match: { ethertype: 0x8848 }'),
        rule('e', 'match: { ethertype: pppoe }'),
        rule('b', 'match: { source: 10.0.0.0/8, protocol: 2 }'),
      ],
      [
        warningAt(
          9,
          'b',
          'rule "a" (p.yaml:5:5), rule "c" (p.yaml:6:5), rule "d" (p.yaml:7:5) and rule "e" (p.yaml:8:5) together take',
        ),
      ],
    ],
    [
      'IP after MPLS and PPPoE left',
      [
        rule('a', 'match: { ethertype: ipv4 }'),
        rule('c', 'match: { ethertype: ipv6 }'),
        rule('b', 'match: { protocol: tcp }'),
      ],
      [],
    ],
    [
      'what the headers imply: ICMP over IPv4 has a type of one byte',
      [rule('a', 'match: { protocol: icmp }'), rule('b', 'match: { source: 10.0.0.1, protocol: icmp, icmpType: 8 }')],
      [warningAt(6, 'b', 'rule "a" (p.yaml:5:5) takes')],
    ],
    ['a narrower rule before', [rule('a', `match: { ${anyPort}: 80 }`), rule('b', `match: { ${anyPort}: 80-81 }`)], []],
    ['fragments left', [rule('a', `match: { ${anyPort}: 0-65535 }`), rule('b', 'match: { protocol: tcp }')], []],
    ['another target', [rule('a', 'to: web'), rule('b', 'to: group')], []],
    ['one IP version left', [rule('a', 'match: { ethertype: ipv4 }'), rule('b', 'match: { protocol: udp }')], []],
    [
      'malformed packets left',
      [rule('a', 'match: { source: 0.0.0.0/0 }'), rule('b', 'match: { ethertype: ipv4 }')],
      [],
    ],
  ])('%s', (_, rules, findings) => {
    expect(findingsOf(withRules(...rules))).toEqual(findings);
  });

  test('no warning beside an error', () => {
    const findings = findingsOf(withRules(rule('a', 'to: any'), rule('b', 'to: web'), rule('c', 'to: mail')));
    expect(findings).toEqual(['p.yaml:7:35: to "mail" names no VM; write any, group, wire, or one of the VMs web']);
  });
});

describe('giving up', () => {
  /** Each takes a part of TCP that crosses all the others, so that the cases multiply; together they take all. */
  const crossing = [
    rule('s', 'match: { protocol: tcp, source: 10.0.0.1 }'),
    rule('d', 'match: { protocol: tcp, destination: 10.0.0.2 }'),
    rule('sp', 'match: { protocol: tcp, sourcePort: 5 }'),
    rule('dp', 'match: { protocol: tcp, destinationPort: 6 }'),
    rule('low', `match: { ${anyPort}: 0-32767 }`),
    rule('high', `match: { ${anyPort}: 32768-65535 }`),
  ];
  const all = rule('all', `match: { ${anyPort}: 0-65535 }`);

  test('the compiler says of which rules it was not found out', () => {
    expect(findingsOf(withRules(...crossing, all, rule('too', `match: { ${anyPort}: 0-65535 }`)))).toEqual([
      'p.yaml:11:5: warning: whether earlier rules leave rule "all" any frame was not found out, since they overlap in too many ways; see to it yourself',
      warningAt(12, 'too', 'rule "all" (p.yaml:11:5) takes'),
    ]);
  });

  test('many such rules are one warning', () => {
    const policy = parsePolicy(withRules(...crossing, all), 'p.yaml');
    const { shadows, unknown } = findShadows(policy, lowerRules(policy), { rule: 0, policy: 0 });
    expect([shadows, unknown]).toEqual([[], [1, 2, 3, 4, 5, 6]]);
  });

  test('a rule that is enough is found before the cases of all are tried', () => {
    const whole = rule('whole', 'match: { protocol: tcp }');
    expect(findingsOf(withRules(...crossing, whole, all))).toContain(
      warningAt(12, 'all', 'rule "whole" (p.yaml:11:5) takes'),
    );
  });

  test('the budget of the policy is shared by its rules', () => {
    const policy = parsePolicy(withRules(...crossing, all), 'p.yaml');
    const lowered = lowerRules(policy);
    expect(findShadows(policy, lowered).unknown).toEqual([6]);
    const { unknown } = findShadows(policy, lowered, { rule: 1000, policy: 20 });
    expect(unknown.length).toBeGreaterThan(1);
  });
});
/** The key of a frame to a function of 10g. */
/** A frame in the VLAN of the VM that it is for. */
const keyOf = (bytes: Uint8Array, to: number, vlan = 0): bigint => {
  const vector = parseFrame(bytes);
  return packRuleKey(ruleKey({ ...vector, vlan }, to, frameReading(vector, configs['10g'].maxFrameBytes)));
};

describe('exactness', () => {
  const bits = 6;
  const everyKey = Array.from({ length: 2 ** bits }, (_, key) => BigInt(key));
  const word: fc.Arbitrary<Ternary> = fc
    .tuple(fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n }), fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n }))
    .map(([value, mask]) => ({ value: value & mask, mask }));
  const asRule = (ternary: Ternary, index: number): TernaryRule => ({
    ...ternary,
    action: { tier: 'ingress' as const, verdict: 'allow' as const, queue: 0 },
    rule: index,
  });

  test('on small words the answer is that of trying every key', () => {
    let covered = 0;
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 3 }),
        fc.array(word, { maxLength: 8 }),
        (words, earlier) => {
          const keys = everyKey.filter(key => words.some(each => matches(each, key)));
          const rules = earlier.map(asRule);
          const isTaken = (by: readonly TernaryRule[]): boolean =>
            keys.every(key => by.some(each => matches(each, key)));
          const by = coveringRules(words, rules);
          expect(by !== undefined).toBe(isTaken(rules));
          if (by === undefined || by === 'unknown') return;
          covered += 1;
          expect(isTaken(rules.filter(each => by.includes(each.rule)))).toBe(true);
        },
      ),
      { numRuns: 1500 },
    );
    expect(covered).toBeGreaterThan(200);
  });

  test('real frames have possible keys only', () => {
    const policy: Policy = parsePolicy(
      'vms: [{ name: a, mac: 52:54:00:00:00:10 }, { name: b, mac: 52:54:00:00:00:11 }]',
      'p',
    );
    const possible = possibleKeys(policy);
    fc.assert(
      fc.property(arbitraryWireFrame, fc.constantFrom(0, 1), (bytes, vm) => {
        const key = keyOf(bytes, functionOf(vm));
        expect(possible.some(each => matches(each, key))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('in random policies a hidden rule decides no frame', () => {
    let hidden = 0;
    fc.assert(
      fc.property(
        arbitraryPolicy(),
        fc.array(arbitraryWireFrame, { minLength: 20, maxLength: 20 }),
        (policy, frames) => {
          const lowered = lowerRules(policy);
          const shadows = new Set(findShadows(policy, lowered).shadows.map(shadow => shadow.rule));
          hidden += shadows.size;
          for (const bytes of frames) {
            const key = keyOf(bytes, functionOf(0), policy.vms[0]!.vlan);
            const first = lowered.find(each => each.action.verdict !== 'unreadable' && matches(each, key));
            if (first) expect(shadows.has(first.rule)).toBe(false);
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(hidden).toBeGreaterThan(10);
  });
});
