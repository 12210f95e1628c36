// SPDX-License-Identifier: Apache-2.0
/** Policy to ternary words: minimal prefixes, exact conditions, one forwarding entry a VM and a VLAN. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lowerForwarding, lowerRule, lowerRules, rangeToPrefixes } from '../../../firmware/compile/lower.ts';
import { covers, fieldIs, matches, without } from '../../../firmware/compile/ternary.ts';
import { parsePolicy } from '../../../firmware/policy/parse.ts';
import { packFields } from '../../../hdl/spec/field.ts';
import { type RuleKeyField, ruleKeyFields } from '../../../hdl/spec/tables/rule-key.ts';
import { withRules } from '../../support/policy-diagnostics.ts';

const key = (fields: Partial<Record<RuleKeyField, number | bigint>>): bigint => {
  const zeros = Object.fromEntries(ruleKeyFields.map(({ name }) => [name, 0])) as Record<RuleKeyField, number>;
  return packFields(ruleKeyFields, { ...zeros, ...fields });
};

/** The least number of aligned blocks that make up a range, found by splitting the port space in halves. */
const leastBlocks = (first: number, last: number, low = 0, high = 65535): number => {
  if (last < low || first > high) return 0;
  if (first <= low && last >= high) return 1;
  const middle = (low + high - 1) / 2;
  return leastBlocks(first, last, low, middle) + leastBlocks(first, last, middle + 1, high);
};

describe('port ranges', () => {
  test.each<readonly [number, number, number]>([
    [80, 80, 1],
    [0, 65535, 1],
    [1024, 65535, 6],
    [1, 65534, 30],
    [8000, 8001, 1],
    [8001, 8002, 2],
    [0, 0, 1],
    [65535, 65535, 1],
  ])('%i-%i takes %i entries', (first, last, entries) => {
    expect(rangeToPrefixes({ first, last })).toHaveLength(entries);
  });

  test('any range: aligned blocks in a row from first to last, as few as there can be', () => {
    fc.assert(
      fc.property(fc.nat(0xffff), fc.nat(0xffff), (a, b) => {
        const [first, last] = [Math.min(a, b), Math.max(a, b)];
        const blocks = rangeToPrefixes({ first, last });
        let next = first;
        for (const [value, freeBits] of blocks) {
          expect(value).toBe(next);
          expect(value % 2 ** freeBits).toBe(0);
          next = value + 2 ** freeBits;
        }
        expect(next).toBe(last + 1);
        expect(blocks).toHaveLength(leastBlocks(first, last));
      }),
      { numRuns: 2000 },
    );
  });

  test('two ranges take every combination', () => {
    const text = withRules('  - { action: deny, match: { protocol: udp, sourcePort: 1-3, destinationPort: 6-9 } }');
    const policy = parsePolicy(text, 'p.yaml');
    const words = lowerRules(policy);
    // And one word each for unknown ports and an unknown protocol.
    expect(words.map(({ action }) => action.verdict)).toEqual([
      ...Array.from({ length: 4 }, () => 'deny'),
      ...Array.from({ length: 2 }, () => 'unreadable'),
    ]);
    for (let srcPort = 0; srcPort < 12; srcPort++) {
      for (let dstPort = 0; dstPort < 12; dstPort++) {
        const wanted = srcPort >= 1 && srcPort <= 3 && dstPort >= 6 && dstPort <= 9;
        const hits = words.filter(word => matches(word, key({ l4: 1, ipProtocol: 17, srcPort, dstPort })));
        expect(hits).toHaveLength(wanted ? 1 : 0);
        expect(words.some(word => matches(word, key({ l4: 0, ipProtocol: 17, srcPort, dstPort })))).toBe(false);
      }
    }
  });
});

describe('conditions', () => {
  /** Fields that the single word of a rule compares, with the wanted value; prefixes as [value, mask]. */
  const comparedBy = (rule: string): Record<string, bigint | readonly [bigint, bigint]> => {
    const policy = parsePolicy(withRules(`  - { ${rule} }`), 'p.yaml');
    const words = lowerRule(policy, policy.rules[0]!);
    expect(words).toHaveLength(1);
    const { value, mask } = words[0]!;
    return Object.fromEntries(
      ruleKeyFields.flatMap(({ name, bits }) => {
        const low = BigInt.asUintN(bits, mask / fieldIs(name, 1).value);
        const wanted = BigInt.asUintN(bits, value / fieldIs(name, 1).value);
        if (low === 0n) return [];
        return [[name, low === (1n << BigInt(bits)) - 1n ? wanted : ([wanted, low] as const)]];
      }),
    );
  };

  test.each<readonly [string, Record<string, bigint | readonly [bigint, bigint]>]>([
    ['action: allow', {}],
    ['action: allow, to: any', {}],
    ['action: allow, to: group', { group: 1n }],
    ['action: allow, to: web', { group: 0n, function: 1n }],
    ['action: allow, match: { ethertype: arp }', { ethertype: 0x0806n, unreadEthertype: 0n }],
    ['action: allow, match: { protocol: tcp }', { ipProtocol: 6n, unreadProtocol: 0n }],
    ['action: allow, match: { protocol: icmp }', { ipv4: 1n, ipProtocol: 1n, unreadProtocol: 0n }],
    [
      'action: allow, match: { protocol: icmpv6, icmpType: 135 }',
      { ipv6: 1n, ipProtocol: 58n, unreadProtocol: 0n, l4: 1n, srcPort: 135n },
    ],
    ['action: allow, match: { fragment: later }', { laterFragment: 1n }],
    ['action: allow, match: { source: 10.1.0.0/16 }', { ipv4: 1n, srcIp: [0x0a01_0000n, 0xffff_0000n] }],
    ['action: allow, match: { destination: 0.0.0.0/0 }', { ipv4: 1n }],
    [
      'action: allow, match: { destination: "fd00::/8", protocol: udp, destinationPort: 53 }',
      { ipv6: 1n, dstIp: [0xfdn << 120n, 0xffn << 120n], ipProtocol: 17n, unreadProtocol: 0n, l4: 1n, dstPort: 53n },
    ],
    ['action: allow, match: { source: "fd00::1" }', { ipv6: 1n, srcIp: (0xfd00n << 112n) | 1n }],
    [
      'action: allow, match: { protocol: 0, source: 10.0.0.1 }',
      { ipv4: 1n, ipProtocol: 0n, unreadProtocol: 0n, srcIp: [0x0a00_0001n, 0xffff_ffffn] },
    ],
  ])('%s', (rule, fields) => {
    expect(comparedBy(rule)).toEqual(fields);
  });

  test('protocol 0 is told from no IP by one word for each version', () => {
    const policy = parsePolicy(withRules('  - { action: deny, match: { protocol: 0 } }'), 'p.yaml');
    const words = lowerRules(policy);
    const hits = (fields: Parameters<typeof key>[0]): number => words.filter(word => matches(word, key(fields))).length;
    expect([hits({}), hits({ ipv4: 1 }), hits({ ipv6: 1 }), hits({ ipv6: 1, ipProtocol: 6 })]).toEqual([0, 1, 1, 0]);
  });

  test('words keep the order, action and rule number of the policy', () => {
    const text = withRules(
      '  - { action: deny, match: { protocol: tcp, destinationPort: 1-2 } }',
      '  - { action: allow, to: web }',
    ).replace('rules:', '    queues: 2\nrules:');
    const words = lowerRules(parsePolicy(text.replace('to: web', 'to: web, queue: 1'), 'p.yaml'));
    expect(words.map(({ rule, action }) => [rule, action.verdict, action.queue])).toEqual([
      [0, 'deny', 0],
      [0, 'deny', 0],
      [0, 'unreadable', 0],
      [0, 'unreadable', 0],
      [1, 'allow', 1],
    ]);
  });
});

test('one forwarding entry a VM, and one a VLAN for its group frames', () => {
  const policy = parsePolicy(
    `vms:
  - { name: a, mac: 52:54:00:00:00:10 }
  - { name: b, mac: 52:54:00:00:00:11, vlan: 7 }
  - { name: c, mac: 52:54:00:00:00:10, vlan: 7 }
`,
    'p.yaml',
  );
  expect(lowerForwarding(policy)).toEqual([
    { mac: 0x5254_0000_0010n, vlan: 0, functions: [1] },
    { mac: 0x5254_0000_0011n, vlan: 7, functions: [2] },
    { mac: 0x5254_0000_0010n, vlan: 7, functions: [3] },
    { mac: 0xffff_ffff_ffffn, vlan: 0, functions: [1] },
    { mac: 0xffff_ffff_ffffn, vlan: 7, functions: [2, 3] },
  ]);
});

describe('ternary words', () => {
  test('a value that does not fit its field is refused', () => {
    expect(() => fieldIs('group', 2)).toThrow('group has 1 bits; 2 with 0 free low bits does not fit it');
    expect(() => fieldIs('srcPort', 3, 1)).toThrow('srcPort has 16 bits; 3 with 1 free low bits does not fit it');
    expect(() => fieldIs('srcPort', 0, 17)).toThrow('srcPort has 16 bits; 0 with 17 free low bits does not fit it');
  });

  test('taking a word away leaves exactly the other keys, each once', () => {
    const byte = fc.bigInt({ min: 0n, max: 255n });
    const word = fc.tuple(byte, byte).map(([value, mask]) => ({ value: value & mask, mask }));
    fc.assert(
      fc.property(word, word, byte, (from, taken, at) => {
        const overlaps = ((from.value ^ taken.value) & from.mask & taken.mask) === 0n;
        fc.pre(overlaps);
        const left = without(from, taken).filter(piece => matches(piece, at)).length;
        expect(left).toBe(matches(from, at) && !matches(taken, at) ? 1 : 0);
        expect(covers(taken, from)).toBe(without(from, taken).length === 0);
      }),
      { numRuns: 3000 },
    );
  });
});
