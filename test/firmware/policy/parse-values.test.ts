// SPDX-License-Identifier: Apache-2.0
/** Single values: what each may be, and the whole sentence with its place for every way to get it wrong. */
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../../firmware/policy/parse.ts';
import { type Match, plainSender, type Vm } from '../../../firmware/policy/policy.ts';

import { findingsOf, withRules } from '../../support/policy-diagnostics.ts';

/** A VM `web` whose line 4 is the given one. */
const withVmLine = (line: string): string =>
  ['vms:', '  - name: web', '    mac: 52:54:00:00:00:10', `    ${line}`, ''].join('\n');

const vmWith = (line: string): Vm => parsePolicy(withVmLine(line), 'p.yaml').vms[0]!;

const matchOf = (match: string): Match =>
  parsePolicy(withRules('  - action: deny', `    match: { ${match} }`), 'p.yaml').rules[0]!.match;

const noMac = 'write six bytes in hexadecimal such as 52:54:00:00:00:10';
const noName = 'is no name; use 1 to 32 letters, digits, "-", "_" or ".", a letter or digit first';
const vlanRange = 'write a number from 1 to 4094, or leave vlan out for untagged traffic';

describe('VMs', () => {
  test.each([
    ['52:54:00:00:00:10', 0x5254_0000_0010n],
    ['FE:ff:0A:0b:0c:0d', 0xfeff_0a0b_0c0dn],
    ['00:00:00:00:00:01', 1n],
  ])('mac %s', (text, mac) => {
    const policy = parsePolicy(`vms: [{ name: a, mac: ${text} }]`, 'p.yaml');
    expect(policy.vms[0]!.mac).toBe(mac);
  });

  test.each([
    ['52:54:00:00:00', `is not a MAC address; ${noMac}`],
    ['52-54-00-00-00-10', `is not a MAC address; ${noMac}`],
    ['52:54:00:00:00:1g', `is not a MAC address; ${noMac}`],
    ['5254.0000.0010', `is not a MAC address; ${noMac}`],
    ['00:00:00:00:00:00', 'is the null address; write the address of the VM, such as 52:54:00:00:00:10'],
    [
      '01:00:5e:00:00:fb',
      'is a group address (its first byte is odd); write the unicast address of the VM, such as 52:54:00:00:00:10',
    ],
    [
      'ff:ff:ff:ff:ff:ff',
      'is a group address (its first byte is odd); write the unicast address of the VM, such as 52:54:00:00:00:10',
    ],
  ])('mac %s is refused', (mac, reason) => {
    expect(findingsOf(`vms:\n  - { name: a, mac: ${mac} }\n`)).toEqual([`p.yaml:2:21: mac "${mac}" ${reason}`]);
  });

  test.each([
    ['vlan: 1', { vlan: 1 }],
    ['vlan: 4094', { vlan: 4094 }],
    ['vlan: 0x14', { vlan: 20 }],
    ['vlan: "20"', { vlan: 20 }],
    ['queues: 2', { queues: 2, vlan: 0 }],
    ['quota: 64', { quotaBytes: 64, queues: 1 }],
    ['quota: 640 B', { quotaBytes: 640 }],
    ['weight: 255', { weight: 255 }],
    ['rate: 2.5Gbit/s', { bitsPerSecond: 2_500_000_000 }],
    ['rate: 250 kbit/s', { bitsPerSecond: 250_000 }],
    ['hash: addresses', { hash: 'addresses' }],
    ['hash: ports', { hash: 'ports' }],
    ['quota: 64KiB', { quotaBytes: 65536 }],
    ['quota: 1 MiB', { quotaBytes: 1048576 }],
  ])('%s', (line, values) => {
    expect(vmWith(line)).toMatchObject(values);
  });

  test('a VM without further values is untagged and has one queue and a shared quota', () => {
    const vm = parsePolicy('vms: [{ name: 0.a_B-c, mac: 52:54:00:00:00:10 }]', 'p.yaml').vms[0]!;
    expect(vm).toEqual({
      name: '0.a_B-c',
      mac: 0x5254_0000_0010n,
      vlan: 0,
      queues: 1,
      weight: 1,
      unreadable: 'enforce',
      fragments: 'allow',
      sender: plainSender,
      position: { line: 1, column: 7 },
      positions: { name: { line: 1, column: 15 }, mac: { line: 1, column: 29 } },
    });
  });

  test.each([
    ['vlan: 0', 11, `vlan "0" is out of range; ${vlanRange}`],
    ['vlan: 4095', 11, `vlan "4095" is out of range; ${vlanRange}`],
    ['vlan: -1', 11, `vlan "-1" is not a whole number; ${vlanRange}`],
    ['vlan: 1.5', 11, `vlan "1.5" is not a whole number; ${vlanRange}`],
    ['vlan: 010', 11, 'vlan "010" begins with 0; write it without, or with 0x when it is hexadecimal'],
    ['vlan: ten', 11, `vlan "ten" is not a whole number; ${vlanRange}`],
    ['vlan: 99999999999999999999999999', 11, `vlan "99999999999999999999999999" is out of range; ${vlanRange}`],
    [`vlan: 1${'0'.repeat(400)}`, 11, `vlan "1${'0'.repeat(59)}..." is not a whole number; ${vlanRange}`],
    ['vlan:', 10, 'vlan is empty; write a VLAN id from 1 to 4094'],
    ['vlan: [10]', 11, 'vlan is a list; write a VLAN id from 1 to 4094'],
    ['vlan: { id: 10 }', 11, 'vlan is a record; write a VLAN id from 1 to 4094'],
    ['queues: 0', 13, 'queues "0" is out of range; write a number from 1 to 128'],
    ['queues: two', 13, 'queues "two" is not a whole number; write a number from 1 to 128'],
    ['weight: 0', 13, 'weight "0" is out of range; write a number from 1 to 255'],
    ['rate: 1000', 11, 'rate "1000" is not a rate; write kbit/s, Mbit/s or Gbit/s, such as 2.5Gbit/s'],
    ['rate: 1GB/s', 11, 'rate "1GB/s" is not a rate; write kbit/s, Mbit/s or Gbit/s, such as 2.5Gbit/s'],
    ['rate: 249kbit/s', 11, 'rate "249kbit/s" is less than the card can keep to; write at least 250kbit/s'],
    ['quota: 64KB', 12, 'quota "64KB" is not a size; write bytes, KiB or MiB, such as 64KiB'],
    ['quota: much', 12, 'quota "much" is not a size; write bytes, KiB or MiB, such as 64KiB'],
    ['quota: -64', 12, 'quota "-64" is not a size; write bytes, KiB or MiB, such as 64KiB'],
    ['quota: 0', 12, 'quota "0" leaves the VM no packet buffer; write at least one frame, such as 64KiB'],
    ['quota: 100', 12, 'quota "100" is not a multiple of the 64-byte cell of the packet buffer; write 128'],
    [
      `quota: 9${'0'.repeat(30)}`,
      12,
      `quota "9${'0'.repeat(30)}" is larger than any packet buffer; write a size such as 64KiB`,
    ],
    ['Vlan: 10', 5, 'unknown key "Vlan"; did you mean "vlan"?'],
    ['queue: 2', 5, 'unknown key "queue"; did you mean "queues"?'],
    ['vln: 2', 5, 'unknown key "vln"; did you mean "vlan"?'],
    [
      'ip: 10.0.0.1',
      5,
      'unknown key "ip"; a VM has name, mac, vlan, queues, hash, weight, rate, quota, unreadable, fragments, addresses, macs, trusted, promiscuous, linkControl, egress and class',
    ],
    [
      '__proto__: 1',
      5,
      'unknown key "__proto__"; a VM has name, mac, vlan, queues, hash, weight, rate, quota, unreadable, fragments, addresses, macs, trusted, promiscuous, linkControl, egress and class',
    ],
    ['trusted: yes', 14, 'trusted "yes" is unknown; write true or false'],
    ['egress: denied', 13, 'egress "denied" is unknown; write allow or deny'],
    ['class: control', 12, 'class "control" is unknown; write storage or tenant'],
    ['linkControl: [ldp]', 19, 'linkControl "ldp" is unknown; did you mean lldp?'],
    [
      'addresses: 10.0.0.1',
      16,
      'addresses is plain text; write the IP addresses of the VM, such as [10.0.0.5, fd00::5]',
    ],
    ['addresses: [10.0.0.0/24]', 17, 'addresses "10.0.0.0/24" is no single address; write each IPv4 address of the VM'],
    [
      'addresses: [fd00::/56]',
      17,
      'addresses "fd00::/56" is neither an address nor a prefix of 64 bits; write the addresses of the VM, or their /64',
    ],
    [
      'macs: [02:00:00:00:00:01, 02:00:00:00:00:02, 02:00:00:00:00:03, 02:00:00:00:00:04]',
      11,
      'macs has more than 3 entries, which is what the card keeps of a VM; remove some',
    ],
    [
      'addresses: [10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4, 10.0.0.5]',
      16,
      'addresses has more than 4 of IPv4, which is what the card keeps of a VM; remove some',
    ],
  ])('%s is refused', (line, column, message) => {
    expect(findingsOf(withVmLine(line))).toEqual([`p.yaml:4:${column}: ${message}`]);
  });

  test.each([
    ['any', 'has a meaning of its own where VMs are named; choose another name'],
    ['group', 'has a meaning of its own where VMs are named; choose another name'],
    ['my vm', noName],
    ['-web', noName],
    [`w${'e'.repeat(32)}b`, noName],
  ])('the name %s is refused', (name, reason) => {
    expect(findingsOf(`vms:\n  - { name: ${name}, mac: 52:54:00:00:00:10 }\n`)).toEqual([
      `p.yaml:2:13: name "${name}" ${reason}`,
    ]);
  });

  test('control characters are shown escaped', () => {
    expect(findingsOf('vms:\n  - { name: "a\\e[2Jb", mac: 52:54:00:00:00:10 }\n')).toEqual([
      `p.yaml:2:13: name "a\\u001b[2Jb" ${noName}`,
    ]);
  });

  test('missing name and mac, and a VM that is no record', () => {
    expect(findingsOf('vms:\n  - vlan: 10\n  - web\n  -\n')).toEqual([
      'p.yaml:2:5: name is missing; add a name such as web',
      'p.yaml:2:5: mac is missing; add the MAC address of the VM such as 52:54:00:00:00:10',
      'p.yaml:3:5: a VM is plain text; write a record with name and mac',
      'p.yaml:4:4: a VM is empty; write a record with name and mac',
    ]);
  });
});

describe('rules', () => {
  const v4 = { version: 4, address: 0x0a00_0005n, prefixLength: 32 } as const;
  const v6 = { version: 6, address: 0xfd00n << 112n, prefixLength: 8 } as const;

  test.each<[string, Match]>([
    ['ethertype: arp', { ethertype: 0x0806 }],
    ['ethertype: ipv4', { ethertype: 0x0800 }],
    ['ethertype: ipv6', { ethertype: 0x86dd }],
    ['ethertype: 0x88F7', { ethertype: 0x88f7 }],
    ['ethertype: 1536', { ethertype: 0x0600 }],
    ['protocol: tcp', { protocol: 6 }],
    ['protocol: udp', { protocol: 17 }],
    ['protocol: 0', { protocol: 0 }],
    ['protocol: 0xff', { protocol: 255 }],
    ['protocol: icmp', { protocol: 1, ipVersion: 4 }],
    ['protocol: 1', { protocol: 1, ipVersion: 4 }],
    ['protocol: icmpv6', { protocol: 58, ipVersion: 6 }],
    ['source: 10.0.0.5', { source: v4, ipVersion: 4 }],
    ['destination: 10.0.0.5/32', { destination: v4, ipVersion: 4 }],
    ['source: 0.0.0.0/0', { source: { version: 4, address: 0n, prefixLength: 0 }, ipVersion: 4 }],
    ['destination: "fd00::/8"', { destination: v6, ipVersion: 6 }],
    [
      'source: "::ffff:10.0.0.5"',
      { source: { version: 6, address: 0xffff_0a00_0005n, prefixLength: 128 }, ipVersion: 6 },
    ],
    ['source: "::10.0.0.5"', { source: { version: 6, address: 0x0a00_0005n, prefixLength: 128 }, ipVersion: 6 }],
    [
      'source: "64:ff9b::10.0.0.0/104"',
      { source: { version: 6, address: (0x64_ff9bn << 96n) | 0x0a00_0000n, prefixLength: 104 }, ipVersion: 6 },
    ],
    ['protocol: tcp, sourcePort: 80', { protocol: 6, sourcePort: { first: 80, last: 80 } }],
    ['protocol: udp, destinationPort: 0-65535', { protocol: 17, destinationPort: { first: 0, last: 65535 } }],
    ['protocol: udp, destinationPort: 8000 - 8001', { protocol: 17, destinationPort: { first: 8000, last: 8001 } }],
    ['protocol: icmp, icmpType: 8', { protocol: 1, icmpType: 8, ipVersion: 4 }],
    ['fragment: later', { fragment: 'later' }],
  ])('%s', (text, match) => {
    expect(matchOf(text)).toEqual(match);
  });

  const noPort =
    'is neither a port nor a range; write one such as 80 or 8000-8001, and a rule of its own for other ports';
  const noPrefix = 'is not an IP address or prefix; write one such as 10.0.0.0/24 or fd00::/64';

  test.each([
    ['ethertype', '0800', 'begins with 0; write it without, or with 0x when it is hexadecimal'],
    [
      'ethertype',
      '64',
      'is out of range; write a number from 1536 to 65535 such as 0x88f7 (smaller ones are 802.3 lengths)',
    ],
    ['ethertype', 'arpp', 'is unknown; did you mean arp?'],
    [
      'ethertype',
      'vlan',
      'is unknown; write ipv4, arp, ipv6, mpls, pppoe, lldp, ptp, fcoe, fip or roce, or a number from 1536 to 65535',
    ],
    ['protocol', 'icmp6', 'is unknown; did you mean icmpv6?'],
    ['protocol', '256', 'is out of range; write a number from 0 to 255'],
    ['protocol', 'toString', 'is unknown; write icmp, tcp, udp, icmpv6, sctp or udplite, or a number from 0 to 255'],
    [
      'source',
      '10.0.0.5/24',
      'has bits set after its 24-bit prefix; write 10.0.0.0/24, or 10.0.0.5/32 for this address alone',
    ],
    [
      'source',
      'fd00:0:0:1::/48',
      'has bits set after its 48-bit prefix; write fd00::/48, or fd00:0:0:1::/128 for this address alone',
    ],
    ['source', '10.0.0.0/33', 'has no valid prefix length; write a number from 0 to 32 after the "/"'],
    ['source', 'fd00::/129', 'has no valid prefix length; write a number from 0 to 128 after the "/"'],
    ['source', '10.0.0.0/', 'has no valid prefix length; write a number from 0 to 32 after the "/"'],
    ['destination', '10.0.0', noPrefix],
    ['destination', '10.0.0.256', noPrefix],
    ['destination', '010.0.0.1', noPrefix],
    ['destination', '0x0a000001', noPrefix],
    ['destination', '10.0.0.0/24/8', noPrefix],
    ['destination', 'fe80::1%eth0', noPrefix],
    ['destination', 'web', noPrefix],
    ['destinationPort', '65536', 'is out of range; write a number from 0 to 65535'],
    ['destinationPort', '99999999999999999999', 'is out of range; write a number from 0 to 65535'],
    ['destinationPort', '8001-8000', 'is empty because 8001 is above 8000; write 8000-8001'],
    ['destinationPort', 'http', noPort],
    ['destinationPort', '80-', noPort],
    ['destinationPort', '1-2-3', noPort],
    ['destinationPort', '1-70000', noPort],
    ['icmpType', '256', 'is out of range; write a number from 0 to 255'],
    ['icmpType', 'echo', 'is not a whole number; write a number from 0 to 255'],
    ['fragment', 'first', 'is unknown; write later'],
  ])('%s: %s is refused', (key, value, reason) => {
    const text = withRules('  - action: deny', '    match:', `      ${key}: '${value}'`);
    expect(findingsOf(text)).toEqual([`p.yaml:7:${9 + key.length}: ${key} "${value}" ${reason}`]);
  });

  test('a list of ports is refused', () => {
    const text = withRules('  - action: deny', '    match: { protocol: tcp, sourcePort: [80, 81] }');
    expect(findingsOf(text)).toEqual([
      'p.yaml:6:41: sourcePort is a list; write a port such as 80 or a range such as 8000-8001',
    ]);
  });

  test.each([
    ['action: alow', 13, 'action "alow" is unknown; did you mean allow?'],
    ['action: permit', 13, 'action "permit" is unknown; write allow, deny or pass'],
    ['action:', 12, 'action is empty; write action: allow, action: deny or action: pass'],
    ['{}', 5, 'action is missing; add action: allow, action: deny or action: pass'],
    ['deny', 5, 'a rule is plain text; write a record with action and, mostly, to and match'],
    ['{ action: deny, group: web }', 21, 'unknown key "group"; a rule has name, from, to, match, action and queue'],
    ['{ action: deny, mach: {} }', 21, 'unknown key "mach"; did you mean "match"?'],
    [
      '{ action: deny, match: tcp }',
      28,
      'match is plain text; write the fields to match, one a line, or leave match out to match every frame',
    ],
    ['{ action: deny, match: { dport: 80 } }', 30, 'unknown key "dport"; did you mean "destinationPort"?'],
    ['{ action: deny, match: { src: 10.0.0.1 } }', 30, 'unknown key "src"; did you mean "source"?'],
    [
      '{ action: deny, match: { queue: 80 } }',
      30,
      'unknown key "queue"; match has vlan, ethertype, protocol, source, destination, sourcePort, destinationPort, icmpType and fragment',
    ],
    ['{ action: allow, queue: 128 }', 29, 'queue "128" is out of range; write a number from 0 to 127'],
    ['{ action: deny, to: [web] }', 25, 'to is a list; write any, group, wire or the name of a VM'],
    ['{ action: deny, name: "" }', 27, 'name is empty; write a name such as web-http'],
  ])('the rule "%s" is refused', (rule, column, message) => {
    expect(findingsOf(withRules(`  - ${rule}`))).toEqual([`p.yaml:5:${column}: ${message}`]);
  });
});

describe('the whole policy', () => {
  const vm = 'vms: [{ name: a, mac: 52:54:00:00:00:10 }]';

  test('without rules and defaults everything is denied on the default configuration', () => {
    const { config, rules, defaults } = parsePolicy(vm, 'p.yaml');
    expect({ config, rules, defaults }).toEqual({
      config: '10g',
      rules: [],
      defaults: { unicast: 'deny', group: 'deny', egress: 'allow' },
    });
  });

  test.each([
    ['config: 10gb', 9, 'config "10gb" is unknown; did you mean 10g?'],
    ['config: huge', 9, 'config "huge" is unknown; write tiny, 10g-ecp5, 10g, 25g or 100g'],
    ['rules: none', 8, 'rules is plain text; write a list of rules, or leave rules out when the defaults are all'],
    [
      'rules: {}',
      8,
      'rules is an empty record; write a list of rules, or admin, egress, ingress and baseline with one each',
    ],
    ['rules: { inress: [] }', 10, 'unknown key "inress"; did you mean "ingress"?'],
    ['rules: { admin: none }', 17, 'admin is plain text; write a list of rules, or leave admin out'],
    ['rules: { egress: [{ action: alow }] }', 29, 'action "alow" is unknown; did you mean allow?'],
    ['rules: { egress: [{ action: allow, match: { prot: 6 } }] }', 45, 'unknown key "prot"; did you mean "protocol"?'],
    ['defaults: allow', 11, 'defaults is plain text; write unicast, group and egress with allow or deny'],
    ['defaults: { unicast: yes }', 22, 'unicast "yes" is unknown; write allow or deny'],
    ['defaults: { multicast: deny }', 13, 'unknown key "multicast"; defaults has unicast, group and egress'],
    ['default: { group: deny }', 1, 'unknown key "default"; did you mean "defaults"?'],
    [
      'tenants: []',
      1,
      'unknown key "tenants"; a policy has config, vms, rules, expect, defaults, malformed and groupRate',
    ],
  ])('%s is refused', (line, column, message) => {
    expect(findingsOf(`${vm}\n${line}\n`)).toEqual([`p.yaml:2:${column}: ${message}`]);
  });

  test.each([
    ['{}', 1, 'vms is missing; add a list with one VM or more, each with name and mac'],
    ['vms:', 5, 'vms is empty; write a list with one VM or more, each with name and mac'],
    ['vms: []', 6, 'vms is an empty list; write a list with one VM or more, each with name and mac'],
    ['vms: { web: 52:54:00:00:00:10 }', 6, 'vms is a record; write a list with one VM or more, each with name and mac'],
  ])('%s is refused', (text, column, message) => {
    expect(findingsOf(text)).toEqual([`p.yaml:1:${column}: ${message}`]);
  });

  test('every mistake is reported, in the order of the file', () => {
    const text = `vms:
  - name: web
    mac: 52:54:00:00:00
    vlan: 5000
  - name: db
    mac: 52:54:00:00:00:11
rules:
  - to: web
    match: { protocol: tcp, destinationPort: 80-79 }
    acton: allow
  - to: dbb
    action: allow
    queue: 1
defaults:
  unicast: no
`;
    expect(findingsOf(text)).toEqual([
      `p.yaml:3:10: mac "52:54:00:00:00" is not a MAC address; ${noMac}`,
      `p.yaml:4:11: vlan "5000" is out of range; ${vlanRange}`,
      'p.yaml:8:5: action is missing; add action: allow, action: deny or action: pass',
      'p.yaml:9:46: destinationPort "80-79" is empty because 80 is above 79; write 79-80',
      'p.yaml:10:5: unknown key "acton"; did you mean "action"?',
      'p.yaml:11:9: to "dbb" names no VM; did you mean db?',
      'p.yaml:15:12: unicast "no" is unknown; write allow or deny',
    ]);
  });
});
