// SPDX-License-Identifier: Apache-2.0
/** Policies whose form is right and whose meaning is not: the whole sentence and its place for every check. */
import { describe, expect, test } from 'vitest';
import { findingsOf, withRules } from '../../support/policy-diagnostics.ts';

describe('VMs', () => {
  test('a name twice', () => {
    const text = `vms:
  - { name: web, mac: 52:54:00:00:00:10 }
  - { name: db, mac: 52:54:00:00:00:11 }
  - { name: web, mac: 52:54:00:00:00:12 }
`;
    expect(findingsOf(text)).toEqual([
      'p.yaml:4:13: name "web" is already that of the VM in line 2; give each VM a name of its own',
    ]);
  });

  test('an address twice in a VLAN, and among untagged VMs', () => {
    const text = `vms:
  - { name: a, mac: 52:54:00:00:00:10 }
  - { name: b, mac: 52:54:00:00:00:10, vlan: 7 }
  - { name: c, mac: 52:54:00:00:00:10 }
  - { name: d, mac: 52:54:00:00:00:10, vlan: 7 }
  - { name: e, mac: 52:54:00:00:00:10, vlan: 8 }
`;
    expect(findingsOf(text)).toEqual([
      'p.yaml:4:21: mac 52:54:00:00:00:10 is already that of VM "a" (line 2) in untagged traffic; give each VM an address of its own there',
      'p.yaml:5:21: mac 52:54:00:00:00:10 is already that of VM "b" (line 3) in VLAN 7; give each VM an address of its own there',
    ]);
  });
});

describe('rules', () => {
  test('a name twice', () => {
    const text = withRules(
      '  - { name: arp, to: group, action: allow }',
      '  - { action: deny, to: web }',
      '  - { action: deny, name: arp }',
    );
    expect(findingsOf(text)).toEqual([
      'p.yaml:7:27: name "arp" is already that of the rule in line 5; give each rule a name of its own',
    ]);
  });

  test.each([
    ['wbe', 'did you mean web?'],
    ['groups', 'did you mean group?'],
    ['Any', 'did you mean any?'],
    ['database', 'write any, group, wire, or one of the VMs web'],
  ])('a target that is no VM: %s', (to, remedy) => {
    expect(findingsOf(withRules(`  - { action: allow, to: ${to} }`))).toEqual([
      `p.yaml:5:26: to "${to}" names no VM; ${remedy}`,
    ]);
  });

  test('a rule may name a VM that could not be read, and no other', () => {
    const text = `vms:
  - { name: web, mac: 52:54:00:00:00:10 }
  - { name: db, mac: nothing }
rules:
  - { action: allow, to: db }
  - { action: allow, to: mail }
`;
    expect(findingsOf(text)).toEqual([
      'p.yaml:3:22: mac "nothing" is not a MAC address; write six bytes in hexadecimal such as 52:54:00:00:00:10',
      'p.yaml:6:26: to "mail" names no VM; write any, group, wire, or one of the VMs web or db',
    ]);
  });

  test('queues that a receiver does not have', () => {
    const text = `vms:
  - { name: web, mac: 52:54:00:00:00:10, queues: 2 }
  - { name: db, mac: 52:54:00:00:00:11 }
  - { name: dns, mac: 52:54:00:00:00:12 }
rules:
  - { action: allow, to: web, queue: 1, match: { ethertype: arp } }
  - { action: allow, to: web, queue: 2 }
  - { action: allow, to: group, queue: 1 }
  - { action: allow, queue: 0 }
`;
    const remedy = 'write a lower queue number (they count from 0) or give the VM more queues';
    expect(findingsOf(text)).toEqual([
      `p.yaml:7:38: queue 2 does not exist in VM "web" (2 queues); ${remedy}`,
      `p.yaml:8:40: queue 1 does not exist in VM "db" (1 queue) and "dns" (1 queue); ${remedy}`,
    ]);
  });

  test('a queue for denied frames', () => {
    expect(findingsOf(withRules('  - { action: deny, queue: 0 }'))).toEqual([
      'p.yaml:5:28: queue has no meaning with action: deny; remove it',
    ]);
  });

  const needsTcp = 'needs a protocol that has ports; add protocol: tcp, udp, sctp or udplite';
  const ipv6Ethertype = 'never matches together with source, which needs IPv4; remove ethertype or source';

  test.each([
    ['destinationPort: 80', `destinationPort ${needsTcp}`, 'destinationPort'],
    ['destinationPort: 80, sourcePort: 1', `sourcePort ${needsTcp}`, 'sourcePort'],
    [
      'protocol: icmp, destinationPort: 80',
      'destinationPort never matches together with protocol icmp, which has no ports here; write protocol: tcp, udp, sctp or udplite, or remove destinationPort',
      'destinationPort',
    ],
    [
      'protocol: 47, sourcePort: 80',
      'sourcePort never matches together with protocol 47, which has no ports here; write protocol: tcp, udp, sctp or udplite, or remove sourcePort',
      'sourcePort',
    ],
    ['icmpType: 8', 'icmpType needs to know which ICMP is meant; add protocol: icmp or protocol: icmpv6', 'icmpType'],
    [
      'protocol: tcp, icmpType: 8',
      'icmpType never matches together with protocol tcp; write protocol: icmp or protocol: icmpv6, or remove icmpType',
      'icmpType',
    ],
    [
      'protocol: tcp, destinationPort: 80, fragment: later',
      'destinationPort never matches together with fragment: later, because only the first fragment holds it; remove one of the two',
      'destinationPort',
    ],
    [
      'protocol: icmp, icmpType: 8, fragment: later',
      'icmpType never matches together with fragment: later, because only the first fragment holds it; remove one of the two',
      'icmpType',
    ],
    [
      'source: 10.0.0.1, destination: fd00::/64',
      'destination is an IPv6 prefix but source an IPv4 one; write a rule for each IP version',
      'destination',
    ],
    [
      'protocol: icmpv6, source: 10.0.0.1',
      'source is an IPv4 prefix but protocol icmpv6 runs over IPv6; write protocol: icmp, or an IPv6 prefix',
      'source',
    ],
    [
      'protocol: icmp, destination: fd00::/64',
      'destination is an IPv6 prefix but protocol icmp runs over IPv4; write protocol: icmpv6, or an IPv4 prefix',
      'destination',
    ],
    [
      'ethertype: arp, protocol: tcp',
      'ethertype arp never matches together with protocol, which needs IP; remove ethertype or protocol',
      'ethertype',
    ],
    [
      'ethertype: 0x88f7, fragment: later',
      'ethertype ptp never matches together with fragment, which needs IP; remove ethertype or fragment',
      'ethertype',
    ],
    ['ethertype: ipv6, source: 10.0.0.0/8', `ethertype ipv6 ${ipv6Ethertype}`, 'ethertype'],
    ['ethertype: arp, source: 10.0.0.0/8', `ethertype arp ${ipv6Ethertype}`, 'ethertype'],
    [
      'ethertype: ipv4, protocol: icmpv6',
      'ethertype ipv4 never matches together with protocol, which needs IPv6; remove ethertype or protocol',
      'ethertype',
    ],
  ])('contradiction: %s', (match, message, field) => {
    const line = `    match: { ${match} }`;
    const value = line.indexOf(`${field}: `) + field.length + 3;
    expect(findingsOf(withRules('  - action: allow', line))).toEqual([`p.yaml:6:${value}: ${message}`]);
  });

  test('two contradictions of one rule', () => {
    const findings = findingsOf(
      withRules('  - action: deny', '    match: { ethertype: arp, protocol: icmp, sourcePort: 1 }'),
    );
    expect(findings).toEqual([
      'p.yaml:6:25: ethertype arp never matches together with protocol, which needs IPv4; remove ethertype or protocol',
      'p.yaml:6:58: sourcePort never matches together with protocol icmp, which has no ports here; write protocol: tcp, udp, sctp or udplite, or remove sourcePort',
    ]);
  });

  test.each([
    'ethertype: ipv4, source: 10.0.0.1, protocol: tcp, destinationPort: 80',
    'ethertype: ipv6, fragment: later',
    'protocol: icmpv6, icmpType: 135, destination: fd00::/8',
    'protocol: 0, source: 10.0.0.0/8',
    'source: fd00::1, destination: "::/0", protocol: udp',
  ])('no contradiction: %s', match => {
    expect(findingsOf(withRules('  - action: allow', `    match: { ${match} }`))).toEqual([]);
  });
});
