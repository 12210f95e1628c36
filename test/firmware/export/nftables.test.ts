// SPDX-License-Identifier: Apache-2.0
/** A policy as a ruleset: what Linux then does with frames is what the policy says of them, or differs for a named reason. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportNftables } from '../../../firmware/export/nftables.ts';
import { judge as byPolicy } from '../../../firmware/oracle/oracle.ts';
import { PolicyError } from '../../../firmware/policy/diagnostic.ts';
import { parsePolicy } from '../../../firmware/policy/parse.ts';
import type { Policy } from '../../../firmware/policy/policy.ts';
import { nftReasonOf } from '../../../src/verify/nft/nft-differences.ts';
import { canJudge, type NftJudge, openJudge } from '../../../src/verify/nft/nft-judge.ts';
import { arbitraryWireFrame } from '../../support/arbitrary-frames.ts';
import { arbitraryPolicy } from '../../support/arbitrary-policies.ts';
import { ethernet, icmp, ipv4, ipv6, type Packet, padded, segmentOf, tcp, udp, vlan } from '../../support/frames.ts';

const policyOf = (rules: string, more = ''): Policy =>
  parsePolicy(`vms: [{ name: web, mac: 52:54:00:00:00:10, queues: 2${more} }]\nrules: [${rules}]\n`, 'p.yaml');

const refusalOf = (rules: string, more?: string): string => {
  try {
    exportNftables(policyOf(rules, more));
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
  throw new Error('the policy was exported');
};

test.each([
  ['{ action: allow, queue: 1 }', '', 'p.yaml:2:33: queues are not those of nftables; remove queue'],
  ['{ action: allow }, { from: web, action: deny }', '', 'p.yaml:2:28: tiers, from, vlan and pass cannot be exported'],
  ['{ match: { vlan: 7 }, action: deny }', '', 'p.yaml:2:9: tiers, from, vlan and pass cannot be exported'],
  [
    '{ match: { ethertype: mpls, protocol: tcp }, action: deny }',
    '',
    'p.yaml:2:31: nftables does not look into MPLS and PPPoE; leave ethertype out, or the other conditions',
  ],
  ...['0x8847', '0x8848', '0x8864'].flatMap(type =>
    ['source: 10.0.0.0/8', 'fragment: later'].map((inner): [string, string, string] => [
      `{ match: { ethertype: ${type}, ${inner} }, action: deny }`,
      '',
      'p.yaml:2:31: nftables does not look into MPLS and PPPoE',
    ]),
  ),
  ['', ', fragments: deny', 'fragments: deny is no rule'],
  ['', ', unreadable: report', 'unreadable: report has no counterpart in nftables'],
])('refused: %s%s', (rules, more, sentence) => {
  expect(refusalOf(rules, more)).toContain(sentence);
});

/** Rules of the VM, without the default. */
const rulesOf = (rules: string): readonly string[] =>
  exportNftables(policyOf(rules))
    .split('  chain vm_1 {\n    # web\n')[1]!
    .split('    drop\n  }')[0]!
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');

test.each([
  ['{ match: { ethertype: arp }, action: allow }', ['meta protocol 0x0806 accept']],
  [
    '{ match: { protocol: tcp, source: 10.0.0.0/8, sourcePort: 1024-65535, destinationPort: 80 }, action: allow }',
    ['meta protocol 0x0800 meta l4proto 6 ip saddr 10.0.0.0/8 th sport 1024-65535 th dport 80 accept'],
  ],
  [
    '{ match: { protocol: icmpv6, icmpType: 1 }, action: deny }',
    ['meta protocol 0x86dd meta l4proto 58 icmpv6 type 1 drop'],
  ],
  [
    '{ match: { protocol: udp, fragment: later }, action: deny }',
    [
      'meta protocol 0x0800 meta l4proto 17 ip frag-off & 0x1fff != 0 drop',
      'meta protocol 0x86dd meta l4proto 17 frag frag-off != 0 drop',
    ],
  ],
  ['{ action: allow }', ['accept']],
])('%s', (rule, lines) => {
  expect(rulesOf(rule)).toEqual(lines);
});

/** The policy without what is no rule. */
const exportable = (policy: Policy): Policy => ({
  ...policy,
  malformed: 'drop',
  vms: policy.vms.map(vm => ({ ...vm, fragments: 'allow', unreadable: 'enforce' })),
  rules: policy.rules.map(rule => ({ ...rule, queue: 0 })),
});

const rulesetOf = (policy: Policy): string | undefined => {
  try {
    return exportNftables(policy);
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
};

describe.skipIf(!(await canJudge()))('nftables', () => {
  let nft: NftJudge;
  beforeAll(() => {
    nft = openJudge();
  });
  afterAll(() => nft?.close());

  const ends = { source: '10.0.0.1', destination: '10.0.0.2' };
  const six = { source: 'fd00::1', destination: 'fd00::2' };
  const ports = { sourcePort: 1000, destinationPort: 80 };
  const to = (packet: Packet) => padded(ethernet({ destination: '52:54:00:00:00:10' }, packet));

  test.each<readonly [string, readonly Packet[], readonly Packet[]]>([
    [
      'protocol: tcp, destinationPort: 80-90',
      [ipv4(ends, tcp(ports, [])), ipv6(six, tcp(ports, []))],
      [ipv4(ends, udp(ports, [])), ipv4(ends, tcp({ ...ports, destinationPort: 91 }, []))],
    ],
    [
      'protocol: icmp, icmpType: 3',
      [ipv4(ends, icmp({ type: 3, code: 4 }, []))],
      [ipv4(ends, icmp({ type: 8, code: 3 }, []))],
    ],
    [
      'protocol: udp, fragment: later',
      [ipv4({ ...ends, fragmentOffset: 1480 }, segmentOf(17, new Uint8Array(40)))],
      [ipv4({ ...ends, moreFragments: true }, udp(ports, [])), vlan({ id: 7 }, ipv4(ends, udp(ports, [])))],
    ],
  ])('%s', async (match, accepted, dropped) => {
    const policy = policyOf(`{ match: { ${match} }, action: allow }`);
    const frames = [...accepted, ...dropped].map(to);
    const wanted = frames.map((_, i) => i < accepted.length);
    expect(frames.map(bytes => byPolicy(policy, bytes).fate.event === 'delivered')).toEqual(wanted);
    expect(await nft.accepts(exportNftables(policy), frames)).toEqual(wanted);
  });

  test('does what random policies say of random frames', async () => {
    const faults: string[] = [];
    const verdicts = { delivered: 0, dropped: 0, excused: 0 };
    for (const policy of fc.sample(arbitraryPolicy(), { numRuns: 60, seed: 11 }).map(exportable)) {
      const ruleset = rulesetOf(policy);
      if (ruleset === undefined) continue;
      const frames = fc.sample(arbitraryWireFrame, { numRuns: 60, seed: verdicts.dropped });
      const wire = frames.filter(({ length }) => length >= 60);
      for (const [i, isAccepted] of (await nft.accepts(ruleset, wire)).entries()) {
        const { fate } = byPolicy(policy, wire[i]!);
        const isDelivered = fate.event === 'delivered';
        verdicts[isDelivered ? 'delivered' : 'dropped'] += 1;
        if (isAccepted === isDelivered) continue;
        if (nftReasonOf(wire[i]!, 9022) === undefined)
          faults.push(`${fate.event}, but ${isAccepted}: ${Buffer.from(wire[i]!).toString('hex')}\n${ruleset}`);
        else verdicts.excused += 1;
      }
    }
    expect(faults.slice(0, 2)).toEqual([]);
    expect(verdicts.delivered).toBeGreaterThan(100);
    expect(verdicts.excused).toBeLessThan(verdicts.dropped / 5);
  }, 240_000);
});
