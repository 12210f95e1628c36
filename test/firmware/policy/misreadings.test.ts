// SPDX-License-Identifier: Apache-2.0
/** Values that mean something else than they read as: refused with what to write, or said in a warning. */
import { describe, expect, test } from 'vitest';
import { lowerRule } from '../../../firmware/compile/lower.ts';
import { parsePolicy } from '../../../firmware/policy/parse.ts';
import { findingsOf, withRules } from '../../support/policy-diagnostics.ts';

/** Findings about one rule with this match, without place and severity. */
const about = (match: string): readonly string[] =>
  findingsOf(withRules(`  - { action: deny, match: { ${match} } }`)).map(line => line.replace(/^p\.yaml:5:\d+: /, ''));

describe('refused:', () => {
  test.each([
    [
      'source: "::ffff:10.0.0.1"',
      'source is an IPv4 address in the form of IPv6, which no IPv4 packet has on the wire; write 10.0.0.1',
    ],
    [
      'source: "::ffff:a00:1"',
      'source is an IPv4 address in the form of IPv6, which no IPv4 packet has on the wire; write 10.0.0.1',
    ],
    [
      'destination: "::ffff:10.1.0.0/112"',
      'destination is an IPv4 address in the form of IPv6, which no IPv4 packet has on the wire; write 10.1.0.0/16',
    ],
    [
      'destination: "::192.0.2.1"',
      'destination is an IPv4 address in the form of IPv6, which no IPv4 packet has on the wire; write 192.0.2.1',
    ],
    [
      'ethertype: 0x8100',
      'ethertype 0x8100 is that of a VLAN tag, but a condition sees the type after the tags; write that type, and the VLAN as vlan of the VM',
    ],
    [
      'ethertype: 0x88a8',
      'ethertype 0x88a8 is that of a VLAN tag, but a condition sees the type after the tags; write that type, and the VLAN as vlan of the VM',
    ],
    [
      'protocol: 51',
      'protocol 51 is the authentication header, but a condition sees the protocol after it; write that protocol',
    ],
    [
      'protocol: 51, source: 10.0.0.1',
      'protocol 51 is the authentication header, but a condition sees the protocol after it; write that protocol',
    ],
    [
      'protocol: 44, source: "fd00::/8"',
      'protocol 44 is a fragment header in IPv6, but a condition sees the protocol after it; write that protocol, or fragment: later',
    ],
    [
      'protocol: 0, destination: "fd00::/8"',
      'protocol 0 is hop-by-hop options in IPv6, but a condition sees the protocol after it; write that protocol',
    ],
  ])('%s', (match, sentence) => {
    expect(about(match)).toEqual([sentence]);
  });
});

describe('an IP version that the EtherType says', () => {
  test.each([0, 43, 44, 60])('protocol %i is an error in IPv6 and plain in IPv4', protocol => {
    expect(about(`ethertype: ipv6, protocol: ${protocol}`)).toEqual([
      expect.stringMatching(
        new RegExp(`^protocol ${protocol} is .* in IPv6, but a condition sees the protocol after it`),
      ),
    ]);
    expect(about(`ethertype: ipv4, protocol: ${protocol}`)).toEqual([]);
    expect(about(`ethertype: mpls, protocol: ${protocol}`)).toEqual([
      expect.stringMatching(/^warning: .* matches IPv4 packets only/),
    ]);
  });
});

describe('said in a warning:', () => {
  test.each([
    ['protocol: tcp, destinationPort: 1-65534', 'destinationPort 1-65534 leaves out port 0 and 65535; write 0-65535'],
    [
      'protocol: udp, sourcePort: 1-65535',
      'sourcePort 1-65535 leaves out port 0; write 0-65535 when every port is meant',
    ],
    ['protocol: udp, sourcePort: 0-65534', 'sourcePort 0-65534 leaves out port 65535; write 0-65535'],
    [
      'protocol: 43',
      'protocol 43 matches IPv4 packets only: in IPv6 it is a routing header, and a condition sees the protocol after it; write that protocol, or add source: 0.0.0.0/0 when IPv4 is meant',
    ],
    ['protocol: 60', 'protocol 60 matches IPv4 packets only: in IPv6 it is destination options'],
  ])('%s', (match, sentence) => {
    expect(about(match).map(line => line.replace('warning: ', ''))).toContainEqual(expect.stringContaining(sentence));
  });
});

test('the range that is said to take many entries takes 16', () => {
  const policy = parsePolicy(
    withRules('  - { action: deny, match: { protocol: tcp, destinationPort: 1-65535 } }'),
    'p.yaml',
  );
  expect(lowerRule(policy, policy.rules[0]!)).toHaveLength(16);
});

describe('taken as they are:', () => {
  test.each([
    'source: "::1"',
    'source: "::"',
    'source: "::ffff:0:0/96"',
    'source: "64:ff9b::10.0.0.1"',
    'source: "fd00::10.0.0.1"',
    'ethertype: 0x8847',
    'protocol: 50',
    'protocol: 44, source: 10.0.0.0/8',
    'protocol: 0, destination: 0.0.0.0/0',
    'protocol: tcp, destinationPort: 0-65535',
    'protocol: tcp, destinationPort: 1024-65535',
    'protocol: tcp, destinationPort: 1-1023',
  ])('%s', match => {
    expect(about(match)).toEqual([]);
  });
});
