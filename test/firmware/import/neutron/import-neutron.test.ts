// SPDX-License-Identifier: Apache-2.0
/** Security groups as Neutron's API gives them: what they come to, and what is refused where it is. */
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../../firmware/compile/compile.ts';
import { buildFrame, type Payload } from '../../../../firmware/frames/build-frame.ts';
import { judge } from '../../../../firmware/oracle/oracle.ts';
import { parsePolicy } from '../../../../firmware/policy/parse.ts';
import { explain } from '../../../../src/explain/explain.ts';
import { ipNumber } from '../../../support/frames.ts';
import { group, imported, type Json, network, ownRules, port, refusalOf, rule, sendsAll } from './neutron-documents.ts';

test('the default group of a project: all out, and in from members of the group', () => {
  const members = { remote_group_id: 'default' };
  const text = imported(
    [group('default', [...sendsAll, rule(members), rule({ ...members, ethertype: 'IPv6' })])],
    [port('web', 1, ['default']), port('db', 2, ['default'])],
  );
  expect(ownRules(text)).toEqual([
    '{ to: web, match: { ethertype: ipv4, source: 10.0.0.1 }, action: allow }',
    '{ to: web, match: { ethertype: ipv4, source: 10.0.0.2 }, action: allow }',
    '{ to: web, match: { ethertype: ipv6, source: "2001:db8::1" }, action: allow }',
    '{ to: web, match: { ethertype: ipv6, source: "2001:db8::2" }, action: allow }',
    '{ to: db, match: { ethertype: ipv4, source: 10.0.0.1 }, action: allow }',
    '{ to: db, match: { ethertype: ipv4, source: 10.0.0.2 }, action: allow }',
    '{ to: db, match: { ethertype: ipv6, source: "2001:db8::1" }, action: allow }',
    '{ to: db, match: { ethertype: ipv6, source: "2001:db8::2" }, action: allow }',
  ]);
  const { policy } = compilePolicy(text, 'p.yaml');
  // Two of its own, and a link-local one.
  expect(policy.vms.map(({ name, sender }) => [name, sender.addresses.length, sender.egress])).toEqual([
    ['web', 3, undefined],
    ['db', 3, undefined],
  ]);
  expect(ownRules(text, 'from')).toEqual([
    '{ from: web, match: { ethertype: ipv4 }, action: allow }',
    '{ from: web, match: { ethertype: ipv6 }, action: allow }',
    '{ from: db, match: { ethertype: ipv4 }, action: allow }',
    '{ from: db, match: { ethertype: ipv6 }, action: allow }',
  ]);
  expect(policy.defaults).toEqual({ unicast: 'deny', group: 'deny', egress: 'deny' });
});

describe('a rule', () => {
  test.each<[Json, string]>([
    [
      { protocol: 'tcp', port_range_min: 80, port_range_max: 80, remote_ip_prefix: '0.0.0.0/0' },
      'ethertype: ipv4, protocol: tcp, destinationPort: 80',
    ],
    [
      { protocol: 'tcp', port_range_min: '80', port_range_max: '443' },
      'ethertype: ipv4, protocol: tcp, destinationPort: 80-443',
    ],
    [
      { protocol: '17', ethertype: 'IPv6', remote_ip_prefix: 'fd00::/8' },
      'ethertype: ipv6, protocol: udp, source: "fd00::/8"',
    ],
    [{ protocol: 'icmp', port_range_min: 8 }, 'ethertype: ipv4, protocol: icmp, icmpType: 8'],
    [{ protocol: 'icmp', ethertype: 'IPv6' }, 'ethertype: ipv6, protocol: icmpv6'],
    [{ protocol: 'vrrp' }, 'ethertype: ipv4, protocol: 112'],
    [{ protocol: 'any' }, 'ethertype: ipv4'],
    [{ protocol: 'udp', port_range_min: 0, port_range_max: 65535 }, 'ethertype: ipv4, protocol: udp'],
  ])('%j', (more, match) => {
    const text = imported([group('g', [...sendsAll, rule(more)])], [port('web', 1, ['g'])]);
    expect(ownRules(text)).toEqual([`{ to: web, match: { ${match} }, action: allow }`]);
    expect(parsePolicy(text, 'p.yaml').rules.length).toBeGreaterThan(1);
  });
});

describe('a port', () => {
  test('sends what its groups allow', () => {
    const egress = [
      rule({
        direction: 'egress',
        protocol: 'tcp',
        port_range_min: 443,
        port_range_max: 443,
        remote_ip_prefix: '192.0.2.0/24',
      }),
      rule({ direction: 'egress', ethertype: 'IPv6', remote_group_id: 'g' }),
    ];
    const text = imported([group('g', egress)], [port('web', 1, ['g'])]);
    expect(ownRules(text, 'from')).toEqual([
      '{ from: web, match: { ethertype: ipv4, protocol: tcp, destinationPort: 443, destination: 192.0.2.0/24 }, action: allow }',
      '{ from: web, match: { ethertype: ipv6, destination: "2001:db8::1" }, action: allow }',
    ]);
    compilePolicy(text, 'p.yaml');
  });

  test('sends no answers of a DHCP server and no router advertisements, unless it is without port security', () => {
    const text = imported(
      [group('g', sendsAll)],
      [port('web', 1, ['g']), port('router', 2, [], { port_security_enabled: false }), port('bare', 3, [])],
    );
    const policy = parsePolicy(text, 'p.yaml');
    const ipv4 = (ports: string) =>
      `ffffffffffff fa163e000001 0800 4500001c00000000 40 11 7acf 00000000 ffffffff ${ports} 0008 0000 ${'00'.repeat(18)}`;
    const ipv6 = (next: string, payload: string) =>
      `3333000000fb fa163e000001 86dd 60000000 0008 ${next} ff fe80000000000000f8163efffe000001 ff020000000000000000000000000001 ${payload}`;
    const frames = {
      dhcp: ipv4('0043 0044'),
      dhcpv6: ipv6('11', '0223 0222 0008 0000'),
      advertisement: ipv6('3a', '8600 0000 00000000'),
      request: ipv4('0044 0043'),
      solicitation: ipv6('3a', '8500 0000 00000000'),
      arp: `ffffffffffff fa163e000001 0806 0001080006040001 ${'00'.repeat(38)}`,
      other: ipv4('0044 0045'),
    };
    const sends = (fn: number) =>
      Object.entries(frames)
        .filter(([, text]) => judge(policy, Buffer.from(text.replaceAll(' ', ''), 'hex'), fn).fate.refused !== true)
        .map(([name]) => name);
    expect(sends(1)).toEqual(['request', 'solicitation', 'arp', 'other']);
    expect(sends(2)).toEqual(Object.keys(frames));
    expect(sends(3)).toEqual(['request', 'solicitation', 'arp']);
  });

  test('of another host is only a member of groups, and one that is down is left out', () => {
    const members = rule({ remote_group_id: 'g' });
    const ports = [
      port('web', 1, ['g'], { 'binding:host_id': 'a' }),
      port('far', 2, ['g'], { 'binding:host_id': 'b', network_id: 'elsewhere' }),
      port('off', 3, ['g'], { 'binding:host_id': 'a', status: 'DOWN' }),
      port('shut', 4, ['g'], { 'binding:host_id': 'a', admin_state_up: false }),
    ];
    const text = imported([group('g', [...sendsAll, members])], ports, {}, { host: 'a' });
    expect(compilePolicy(text, 'p.yaml').policy.vms.map(({ name }) => name)).toEqual(['web']);
    expect(ownRules(text)).toEqual(
      [1, 2, 3, 4].map(last => `{ to: web, match: { ethertype: ipv4, source: 10.0.0.${last} }, action: allow }`),
    );
    expect(text).toContain('# left out: "off" is down');
    expect(text).toContain('# left out: "shut" is down');
    expect(() => imported([group('g', [])], ports)).toThrow('ports are on a and b, but a policy is that of one card');
    expect(() => imported([group('g', [])], ports, {}, { host: 'c' })).toThrow(
      'no port has binding:host_id c; write a or b',
    );
  });

  test('without port security', () => {
    const text = imported([], [port('router', 1, [], { port_security_enabled: false })]);
    expect(text).toContain('trusted: true, promiscuous: true');
    expect(ownRules(text)).toEqual(['{ to: router, action: allow }']);
    expect(ownRules(text, 'from')).toEqual(['{ from: router, match: { vlan: none }, action: allow }']);
  });

  test('has the addresses of its pairs, and the VLAN of its network', () => {
    const text = imported(
      [group('g', sendsAll)],
      [
        port('a b', 1, ['g'], {
          allowed_address_pairs: [{ ip_address: '10.0.0.9', mac_address: '00:00:5e:00:01:01' }],
        }),
      ],
      { networks: [network('net', 'vlan', 33)] },
    );
    const { policy } = compilePolicy(text, 'p.yaml');
    expect(policy.vms[0]).toMatchObject({ name: 'port-ab00000000', vlan: 33 });
    expect(policy.vms[0]!.sender).toMatchObject({ macs: [0x00005e000101n] });
    // Its three, and the link-local one of its own MAC address.
    expect(policy.vms[0]!.sender.addresses).toHaveLength(4);
  });
});

/** What becomes of a frame that a port sends, by the policy and by its tables, which agree. */
const fateOf = (text: string, bytes: Uint8Array, sender: string): string => {
  const compiled = compilePolicy(text, 'p.yaml');
  const fn = compiled.policy.vms.findIndex(({ name }) => name === sender) + 1;
  const { verdicts, agrees } = explain(compiled, bytes, fn);
  expect(agrees).toBe(true);
  return verdicts.policy;
};
const macOf = (last: number): bigint => 0xfa16_3e00_0000n + BigInt(last);
const ipPayload = (source: string, destination: string, udp: readonly [number, number], protocol = 17): Payload => ({
  kind: 'ip',
  packet: {
    ...{
      version: source.includes(':') ? 6 : 4,
      source: ipNumber(source),
      destination: ipNumber(destination),
      protocol,
    },
    content: { kind: 'ports', source: udp[0], destination: udp[1], more: false },
  },
});

describe('a port without port security stays in its network', () => {
  const networks = [network('net', 'vlan', 10), network('other', 'vlan', 20)];
  const open = { port_security_enabled: false };
  const ssh = rule({ protocol: 'tcp', port_range_min: 22, port_range_max: 22, remote_ip_prefix: '10.0.20.0/24' });
  const ports = [
    port('open', 1, [], open),
    port('victim', 2, ['g'], { network_id: 'other' }),
    port('near', 3, ['g']),
    port('filtered', 4, ['g']),
  ];
  const text = imported([group('g', [ssh, ...sendsAll])], ports, { networks });
  const frame = (vlan: number, destination: bigint, { ethertype = 0x0800, mac = 0xeen } = {}): Uint8Array => {
    const payload: Payload =
      ethertype === 0x0806
        ? { kind: 'arp', sender: ipNumber('10.0.20.7'), target: ipNumber('10.0.0.2') }
        : ipPayload('10.0.20.7', '10.0.0.2', [4000, 22], 6);
    return buildFrame({ destinationMac: destination, sourceMac: mac, vlan, ethertype, payload });
  };
  const everybody = 0xffff_ffff_ffffn;

  test.each<[string, number, bigint, number]>([
    ['to a VM of another network', 20, macOf(2), 0x0800],
    ['to all of another network', 20, everybody, 0x0806],
    ['to the wire in another network', 20, 0x02_0000_0000_99n, 0x0800],
    ['to the wire in a VLAN of nobody', 30, 0x02_0000_0000_99n, 0x0800],
    ['to the wire without a tag', 0, 0x02_0000_0000_99n, 0x0800],
    ['of ARP to the wire in a VLAN of nobody', 30, everybody, 0x0806],
  ])('nothing goes %s', (_, vlan, destination, ethertype) => {
    expect(fateOf(text, frame(vlan, destination, { ethertype }), 'open')).toContain('rule_deny');
  });

  test('and is anybody there', () => {
    expect(fateOf(text, frame(10, macOf(3)), 'open')).toContain('near');
    expect(fateOf(text, frame(10, 0x02_0000_0000_99n), 'open')).toContain('sent');
    // Who has port security is none other.
    expect(fateOf(text, frame(10, macOf(3), { mac: macOf(4) }), 'filtered')).toContain('wrong_ip');
    expect(fateOf(text, frame(20, macOf(2), { mac: macOf(4) }), 'filtered')).toContain('wrong_vlan');
  });

  test('also one that has no tag', () => {
    const flat = imported([group('g', sendsAll)], [port('open', 1, [], open), port('near', 3, ['g'])]);
    expect(fateOf(flat, frame(0, 0x02_0000_0000_99n), 'open')).toContain('sent');
    expect(fateOf(flat, frame(10, 0x02_0000_0000_99n), 'open')).toContain('rule_deny');
  });
});

describe('what every port may send, it sends from its link-local address', () => {
  const text = imported([group('g', [])], [port('web', 1, ['g'], { fixed_ips: [{ ip_address: 'fd00::1' }] })]);
  const own = 'fe80::f816:3eff:fe00:1';
  const groupOf = (last: number): bigint => 0x3333_0000_0000n + BigInt(last);
  const ask = (destination: bigint, payload: Payload): string =>
    fateOf(
      text,
      buildFrame({ destinationMac: destination, sourceMac: macOf(1), vlan: 0, ethertype: 0x86dd, payload }),
      'web',
    );
  const icmpv6 = (source: string, destination: string, type: number, target?: string): Payload => ({
    kind: 'ip',
    packet: {
      ...{ version: 6, source: ipNumber(source), destination: ipNumber(destination), protocol: 58 },
      content: { kind: 'type', type, code: 0, more: false, ...(target !== undefined && { target: ipNumber(target) }) },
    },
  });

  test.each<[string, bigint, Payload]>([
    ['a request of DHCPv6', groupOf(0x10002), ipPayload(own, 'ff02::1:2', [546, 547])],
    ['a router solicitation', groupOf(2), icmpv6(own, 'ff02::2', 133)],
    ['a router solicitation before it has an address', groupOf(2), icmpv6('::', 'ff02::2', 133)],
    ['a query for listeners', groupOf(1), icmpv6(own, 'ff02::1', 130)],
    ['a neighbour solicitation', groupOf(9), icmpv6(own, 'ff02::1:ff00:9', 135, 'fd00::9')],
    ['duplicate address detection of it', groupOf(1), icmpv6('::', 'ff02::1:ff00:1', 135, own)],
    ['duplicate address detection of its other', groupOf(1), icmpv6('::', 'ff02::1:ff00:1', 135, 'fd00::1')],
    ['a neighbour advertisement of it', groupOf(1), icmpv6(own, 'ff02::1', 136, own)],
  ])('%s', (_, destination, payload) => expect(ask(destination, payload)).toContain('sent'));

  test.each<[string, bigint, Payload, string]>([
    [
      'from that of another',
      groupOf(0x10002),
      ipPayload('fe80::f816:3eff:fe00:2', 'ff02::1:2', [546, 547]),
      'wrong_ip',
    ],
    ['detection of one of another', groupOf(2), icmpv6('::', 'ff02::1:ff00:2', 135, 'fd00::2'), 'wrong_neighbour'],
    ['what its groups do not allow', groupOf(0x10002), ipPayload(own, 'ff02::1:2', [546, 548]), 'default_deny'],
  ])('but not %s', (_, destination, payload, reason) => expect(ask(destination, payload)).toContain(reason));

  test('and from that of a MAC address that a pair gives to an IPv6 address', () => {
    const pairs = {
      fixed_ips: [{ ip_address: '10.0.0.1' }],
      allowed_address_pairs: [
        { ip_address: 'fd00::9', mac_address: '00:00:5e:00:02:01' },
        { ip_address: '10.0.0.9', mac_address: '00:00:5e:00:01:01' },
      ],
    };
    const { policy } = compilePolicy(imported([group('g', [])], [port('web', 1, ['g'], pairs)]), 'p.yaml');
    const addresses = policy.vms[0]!.sender.addresses.filter(({ version }) => version === 6);
    expect(addresses.map(({ address }) => address)).toEqual(['fd00::9', own, 'fe80::200:5eff:fe00:201'].map(ipNumber));
  });

  test('which counts among the addresses of a VM', () => {
    const fixed = (count: number) => ({
      fixed_ips: Array.from({ length: count }, (_, i) => ({ ip_address: `fd00::${i + 1}` })),
    });
    compilePolicy(imported([group('g', [])], [port('web', 1, ['g'], fixed(3))]), 'p.yaml');
    // One that is listed already takes no room.
    const listed = [...fixed(3).fixed_ips, { ip_address: 'FE80::F816:3EFF:FE00:1' }];
    compilePolicy(imported([group('g', [])], [port('web', 1, ['g'], { fixed_ips: listed })]), 'p.yaml');
    expect(refusalOf([group('g', [])], [port('web', 1, ['g'], fixed(4))])).toMatch(
      /^groups\.json:\d+:\d+: port web sends from 5 addresses of IPv6, link-local ones among them, but a card keeps 4/,
    );
  });
});

test('stateful groups are taken for stateless ones when that is asked for', () => {
  const groups = [group('g', sendsAll, { stateful: true })];
  expect(imported(groups, [port('web', 1, ['g'])], {}, { stateless: true })).toContain('name: web');
});
