// SPDX-License-Identifier: Apache-2.0
/** The oracle on policies small enough to judge by reading them. */
import { describe, expect, test } from 'vitest';
import { policyFate } from '../../../firmware/oracle/oracle.ts';
import { type Match, type Policy, plainSender, type Rule, type Vm } from '../../../firmware/policy/policy.ts';
import {
  arp,
  cut,
  ethernet,
  fragmentHeader,
  icmp,
  icmpv6,
  ipNumber,
  ipv4,
  ipv6,
  macNumber,
  type Packet,
  packetOf,
  padded,
  payloadOf,
  type Segment,
  segmentOf,
  tcp,
  udp,
  vlan,
} from '../../support/frames.ts';

const nowhere = { position: { line: 1, column: 1 }, positions: {} } as const;
const vm = (name: string, mac: string, vlanId = 0): Vm => ({
  ...nowhere,
  name,
  mac: macNumber(mac),
  vlan: vlanId,
  weight: 1,
  sender: plainSender,
  queues: 2,
  unreadable: 'enforce',
  fragments: 'allow',
});
const rule = (match: Match, rest: Partial<Rule> = {}): Rule => ({
  ...nowhere,
  to: { kind: 'any' },
  match,
  action: 'allow',
  queue: 0,
  ...rest,
});

const web = '52:54:00:00:00:10';
const vms = [
  vm('web', web),
  vm('database', '52:54:00:00:00:20'),
  vm('other tenant', web, 10),
  vm('last', '52:54:00:00:00:40', 10),
];
const policy = (rules: readonly Rule[] = [], rest: Partial<Policy> = {}): Policy => ({
  ...nowhere,
  file: 'test.yaml',
  config: '10g',
  vms,
  rules,
  defaults: { unicast: 'deny', group: 'deny', egress: 'allow' },
  malformed: 'drop',
  ...rest,
});

const open = policy([], { defaults: { unicast: 'allow', group: 'allow', egress: 'allow' } });
const frameTo = (destination: string, packet: Packet = packetOf(0x88b5, [])): Uint8Array =>
  padded(ethernet({ destination }, packet));
const fate = (p: Policy, bytes: Uint8Array, badFcs = false) => policyFate(p, { bytes, badFcs });

describe('who is addressed', () => {
  test.each([
    ['web', frameTo(web), [1]],
    ['database', frameTo('52:54:00:00:00:20'), [2]],
    ['the same MAC in VLAN 10', frameTo(web, vlan({ id: 10 }, packetOf(0x88b5, []))), [3]],
    ['the outer of two tags', frameTo(web, vlan({ id: 10, tpid: 0x88a8 }, vlan({ id: 5 }, packetOf(1, [])))), [3]],
    ['a priority tag, which is no VLAN', frameTo(web, vlan({ id: 0, priority: 7 }, packetOf(0x88b5, []))), [1]],
    ['broadcast', frameTo('ff:ff:ff:ff:ff:ff'), [1, 2]],
    ['the lowest group address', frameTo('01:00:00:00:00:00'), [1, 2]],
    ['multicast in VLAN 10', frameTo('33:33:00:00:00:01', vlan({ id: 10 }, packetOf(0x88b5, []))), [3, 4]],
  ])('%s', (_, bytes, functions) => {
    expect(fate(open, bytes)).toEqual({ functions, event: 'delivered', queue: 0 });
  });

  test.each([
    ['an unknown MAC', frameTo('52:54:00:00:00:11')],
    ['a VM of another VLAN', frameTo('52:54:00:00:00:40')],
    ['broadcast in an empty VLAN', frameTo('ff:ff:ff:ff:ff:ff', vlan({ id: 11 }, packetOf(0x88b5, [])))],
  ])('%s is unknown', (_, bytes) => {
    expect(fate(open, bytes)).toEqual({ functions: [], event: 'unknown_destination', queue: 0 });
  });
});

describe('frames that are wrong as such', () => {
  test.each([
    [59, false, 'runt'],
    [0, false, 'runt'],
    [60, false, 'delivered'],
    [9022, false, 'delivered'],
    [9023, false, 'oversize'],
    [60, true, 'bad_fcs'],
    [59, true, 'bad_fcs'],
    [9023, true, 'bad_fcs'],
  ])('%i bytes, bad FCS %s: %s', (length, badFcs, event) => {
    const bytes = cut(frameTo(web, packetOf(0x88b5, payloadOf(9100))), length);
    expect(fate(open, bytes, badFcs)).toEqual({ functions: event === 'delivered' ? [1] : [], event, queue: 0 });
  });

  test('the configuration decides what is too long', () => {
    const bytes = cut(frameTo(web, packetOf(0x88b5, payloadOf(9000))), 1523);
    expect(fate({ ...open, config: 'tiny' }, bytes).event).toBe('oversize');
    expect(() => fate({ ...open, config: '11g' }, bytes)).toThrow('"11g", which does not exist');
  });
});

describe('which rule decides', () => {
  test('the first whose conditions hold, with its queue', () => {
    const p = policy([
      rule({ ethertype: 0x88cc }, { action: 'deny' }),
      rule({ ethertype: 0x88b5 }, { queue: 1 }),
      rule({ ethertype: 0x88b5 }, { action: 'deny' }),
    ]);
    expect(fate(p, frameTo(web))).toEqual({ functions: [1], event: 'delivered', queue: 1 });
    expect(fate(p, frameTo(web, packetOf(0x88cc, [])))).toEqual({ functions: [1], event: 'rule_deny', queue: 0 });
    expect(fate(p, frameTo(web, packetOf(0x88cd, []))).event).toBe('default_deny');
  });

  test('targets', () => {
    const toWeb = policy([rule({}, { to: { kind: 'vm', name: 'web' } })]);
    expect(fate(toWeb, frameTo(web)).event).toBe('delivered');
    expect(fate(toWeb, frameTo('52:54:00:00:00:20')).event).toBe('default_deny');
    expect(fate(toWeb, frameTo('ff:ff:ff:ff:ff:ff')).event).toBe('default_deny');
    const toGroup = policy([rule({}, { to: { kind: 'group' } })]);
    expect(fate(toGroup, frameTo(web)).event).toBe('default_deny');
    expect(fate(toGroup, frameTo('01:00:5e:00:00:01'))).toEqual({ functions: [1, 2], event: 'delivered', queue: 0 });
  });

  test('defaults differ for unicast and group', () => {
    const p = policy([], { defaults: { unicast: 'allow', group: 'deny', egress: 'allow' } });
    expect(fate(p, frameTo(web)).event).toBe('delivered');
    expect(fate(p, frameTo('ff:ff:ff:ff:ff:ff'))).toEqual({ functions: [1, 2], event: 'default_deny', queue: 0 });
  });
});

describe('conditions', () => {
  const addresses4 = { source: '10.0.0.9', destination: '10.0.0.5' };
  const addresses6 = { source: '2001:db8::9', destination: '2001:db8::5' };
  const ip4 = (segment: Segment, more: object = {}) => frameTo(web, ipv4({ ...addresses4, ...more }, segment));
  const ip6 = (segment: Segment, more: object = {}) => frameTo(web, ipv6({ ...addresses6, ...more }, segment));
  const ports = { sourcePort: 1024, destinationPort: 80 };
  const prefix = (version: 4 | 6, text: string, prefixLength: number) => ({
    version,
    address: ipNumber(text),
    prefixLength,
  });
  const range = (first: number, last = first) => ({ first, last });

  const anyPort = range(0, 65535);

  test.each<[string, Match, Uint8Array, boolean]>([
    ['ethertype', { ethertype: 0x0806 }, frameTo(web, arp({ senderIp: '10.0.0.9', targetIp: '10.0.0.5' })), true],
    ['ethertype of a malformed IPv4', { ethertype: 0x0800 }, ip4(udp(ports), { lie: { version: 5 } }), true],
    ['ethertype after a tag', { ethertype: 0x88b5 }, frameTo(web, vlan({ id: 0 }, packetOf(0x88b5, []))), true],
    ['TPID as ethertype after that tag', { ethertype: 0x8100 }, frameTo(web, vlan({ id: 0 }, packetOf(1, []))), false],
    ['protocol over IPv4', { protocol: 6 }, ip4(tcp(ports)), true],
    ['protocol over IPv6', { protocol: 6 }, ip6(tcp(ports)), true],
    ['another protocol', { protocol: 6 }, ip4(udp(ports)), false],
    ['protocol of a malformed IPv4', { protocol: 17 }, ip4(udp(ports), { lie: { ihl: 4 } }), false],
    ['protocol 0 without IP', { protocol: 0 }, frameTo(web), false],
    ['protocol 0, hop-by-hop', { protocol: 0 }, ip6(segmentOf(0, payloadOf(8))), true],
    ['protocol in the fragment header', { protocol: 17 }, ip6(fragmentHeader({ more: true }, udp(ports))), true],
    ['IP version 6 and its protocol', { ipVersion: 6, protocol: 58 }, ip6(icmpv6({ type: 128 })), true],
    ['IP version 6 on IPv4', { ipVersion: 6, protocol: 58 }, ip4(segmentOf(58, payloadOf(8))), false],
    ['source in the prefix', { source: prefix(4, '10.0.0.8', 29), ipVersion: 4 }, ip4(udp(ports)), true],
    ['source just outside', { source: prefix(4, '10.0.0.10', 31), ipVersion: 4 }, ip4(udp(ports)), false],
    ['source in the low half', { source: prefix(4, '128.0.0.0', 1) }, ip4(udp(ports), { source: '64.0.0.9' }), false],
    ['source by itself', { source: prefix(4, '10.0.0.9', 32), ipVersion: 4 }, ip4(udp(ports)), true],
    ['prefix of length 0', { destination: prefix(4, '0.0.0.0', 0), ipVersion: 4 }, ip4(udp(ports)), true],
    ['prefix of length 0, other version', { destination: prefix(4, '0.0.0.0', 0) }, ip6(udp(ports)), false],
    ['destination in the IPv6 prefix', { destination: prefix(6, '2001:db8::', 125) }, ip6(udp(ports)), true],
    ['destination outside it', { destination: prefix(6, '2001:db8::6', 127) }, ip6(udp(ports)), false],
    ['source is not destination', { destination: prefix(4, '10.0.0.9', 32) }, ip4(udp(ports)), false],
    ['port range, first', { protocol: 17, sourcePort: range(1024, 65535) }, ip4(udp(ports)), true],
    ['port range, last', { protocol: 17, destinationPort: range(1, 80) }, ip4(udp(ports)), true],
    ['port range, below', { protocol: 17, sourcePort: range(1025, 65535) }, ip4(udp(ports)), false],
    ['port range, above', { protocol: 17, destinationPort: range(1, 79) }, ip4(udp(ports)), false],
    ['source port is not destination port', { protocol: 17, sourcePort: range(80) }, ip4(udp(ports)), false],
    ['ports of TCP over IPv6', { protocol: 6, destinationPort: range(80) }, ip6(tcp(ports)), true],
    [
      'no ports in a later fragment',
      { protocol: 17, sourcePort: anyPort },
      ip4(udp(ports), { fragmentOffset: 8 }),
      false,
    ],
    [
      'no ports where the IP length ends',
      { protocol: 17, sourcePort: anyPort },
      ip4(udp(ports), { lie: { totalLength: 27 } }),
      false,
    ],
    [
      '19 bytes are no TCP header',
      { protocol: 6, sourcePort: anyPort },
      ip4(tcp(ports), { lie: { totalLength: 39 } }),
      false,
    ],
    ['20 bytes are one', { protocol: 6, sourcePort: anyPort }, ip4(tcp(ports), { lie: { totalLength: 40 } }), true],
    [
      '19 bytes over IPv6',
      { protocol: 6, sourcePort: anyPort },
      ip6(tcp(ports), { lie: { payloadLength: 19 } }),
      false,
    ],
    [
      '7 bytes are no UDP header',
      { protocol: 17, sourcePort: anyPort },
      ip6(udp(ports), { lie: { payloadLength: 7 } }),
      false,
    ],
    ['ICMP type', { protocol: 1, ipVersion: 4, icmpType: 8 }, ip4(icmp({ type: 8 })), true],
    ['another ICMP type', { protocol: 1, ipVersion: 4, icmpType: 0 }, ip4(icmp({ type: 8 })), false],
    ['ICMPv6 type', { protocol: 58, ipVersion: 6, icmpType: 135 }, ip6(icmpv6({ type: 135 })), true],
    ['no ICMP type without ICMP', { protocol: 1, icmpType: 0 }, ip4(segmentOf(1, payloadOf(3))), false],
    ['later fragment', { fragment: 'later' }, ip4(segmentOf(17, payloadOf(40)), { fragmentOffset: 1480 }), true],
    ['first fragment is no later one', { fragment: 'later' }, ip4(udp(ports), { moreFragments: true }), false],
    ['smallest offset of IPv4', { fragment: 'later' }, ip4(udp(ports), { fragmentOffset: 8 }), true],
    [
      'reserved bits below the offset of IPv6',
      { fragment: 'later' },
      ip6(segmentOf(44, [17, 0, 0, 7, 0, 0, 0, 0])),
      false,
    ],
    ['later fragment of IPv6', { fragment: 'later' }, ip6(fragmentHeader({ offset: 8 }, segmentOf(6, []))), true],
    [
      'all conditions but one',
      { protocol: 17, sourcePort: range(1024), destinationPort: range(81) },
      ip4(udp(ports)),
      false,
    ],
  ])('%s', (_, match, bytes, holds) => {
    expect(fate(policy([rule(match)], { malformed: 'judge' }), bytes).event).toBe(holds ? 'delivered' : 'default_deny');
  });
});
