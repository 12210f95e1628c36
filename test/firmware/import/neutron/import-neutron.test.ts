// SPDX-License-Identifier: Apache-2.0
/** Security groups as Neutron's API gives them: what they come to, and what is refused where it is. */
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../../firmware/compile/compile.ts';
import { importNeutron } from '../../../../firmware/import/neutron/import-neutron.ts';
import { parsePolicy } from '../../../../firmware/policy/parse.ts';

type Json = Readonly<Record<string, unknown>>;

const rule = (more: Json): Json => ({
  ...{ id: '1', direction: 'ingress', ethertype: 'IPv4', protocol: null, port_range_min: null, port_range_max: null },
  ...{ remote_ip_prefix: null, remote_group_id: null, remote_address_group_id: null },
  ...more,
});
const sendsAll = [rule({ direction: 'egress' }), rule({ direction: 'egress', ethertype: 'IPv6' })];
const group = (id: string, rules: readonly Json[], more: Json = {}): Json => ({
  ...{ id, name: id, stateful: false, security_group_rules: rules },
  ...more,
});
const port = (name: string, last: number, groups: readonly string[], more: Json = {}): Json => ({
  ...{ id: `${name}-0000-0000`, name, mac_address: `fa:16:3e:00:00:0${last}`, network_id: 'net' },
  ...{ fixed_ips: [{ ip_address: `10.0.0.${last}` }, { ip_address: `2001:db8::${last}` }], security_groups: groups },
  ...more,
});

const imported = (groups: readonly Json[], ports: readonly Json[], more: Json = {}, stateless = false): string => {
  const text = JSON.stringify({ security_groups: groups, ports, ...more }, null, 1);
  return importNeutron([{ text, file: 'groups.json' }], { stateless });
};

/** The rules that are not for every port. */
const ownRules = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter(line => line.startsWith('  - { to:'))
    .map(line => line.slice(4));

const refusalOf = (groups: readonly Json[], ports: readonly Json[], more: Json = {}): string => {
  try {
    imported(groups, ports, more);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the groups were taken');
};

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
  expect(policy.vms.map(({ name, sender }) => [name, sender.addresses.length, sender.egress])).toEqual([
    ['web', 2, undefined],
    ['db', 2, undefined],
  ]);
  expect(policy.defaults).toEqual({ unicast: 'deny', group: 'deny', egress: 'allow' });
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
  test('that may send nothing', () => {
    expect(imported([group('g', [])], [port('web', 1, ['g'])])).toContain('egress: deny');
  });

  test('without port security', () => {
    const text = imported([], [port('router', 1, [], { port_security_enabled: false })]);
    expect(text).toContain('trusted: true, promiscuous: true');
    expect(ownRules(text)).toEqual(['{ to: router, action: allow }']);
  });

  test('has the addresses of its pairs, and the VLAN of its network', () => {
    const text = imported(
      [group('g', sendsAll)],
      [
        port('a b', 1, ['g'], {
          allowed_address_pairs: [{ ip_address: '10.0.0.9', mac_address: '00:00:5e:00:01:01' }],
        }),
      ],
      { networks: [{ id: 'net', 'provider:network_type': 'vlan', 'provider:segmentation_id': 33 }] },
    );
    const { policy } = compilePolicy(text, 'p.yaml');
    expect(policy.vms[0]).toMatchObject({ name: 'port-ab00000000', vlan: 33 });
    expect(policy.vms[0]!.sender).toMatchObject({ macs: [0x00005e000101n] });
    expect(policy.vms[0]!.sender.addresses).toHaveLength(3);
  });
});

describe('refused:', () => {
  const web = [port('web', 1, ['g'])];
  test.each<[string, readonly Json[], readonly Json[], Json, string]>([
    ['state', [group('g', sendsAll, { stateful: true })], web, {}, 'security group g is stateful'],
    [
      'state that is not said',
      [group('g', sendsAll, { stateful: null })],
      web,
      {},
      'take it as it is with --stateless',
    ],
    [
      'a code',
      [group('g', [rule({ protocol: 'icmp', port_range_min: 3, port_range_max: 4 })])],
      web,
      {},
      'code 4 of ICMP is no condition',
    ],
    ['an unknown protocol', [group('g', [rule({ protocol: 'quic' })])], web, {}, 'protocol quic is unknown'],
    [
      'the authentication header',
      [group('g', [rule({ protocol: 'ah' })])],
      web,
      {},
      'the authentication header is no condition',
    ],
    [
      'ports of nothing',
      [group('g', [rule({ port_range_min: 1, port_range_max: 2 })])],
      web,
      {},
      'ports need protocol tcp',
    ],
    [
      'half a range',
      [group('g', [rule({ protocol: 'tcp', port_range_min: 1 })])],
      web,
      {},
      'a range of ports has two ends',
    ],
    [
      'a range turned round',
      [group('g', [rule({ protocol: 'tcp', port_range_min: 9, port_range_max: 2 })])],
      web,
      {},
      'port_range_max 2 is below',
    ],
    [
      'another version',
      [group('g', [rule({ remote_ip_prefix: 'fd00::/8' })])],
      web,
      {},
      'remote_ip_prefix fd00::/8 is not of IPv4',
    ],
    [
      'an address group',
      [group('g', [rule({ remote_address_group_id: 'x' })])],
      web,
      {},
      'address groups are not read',
    ],
    [
      'a group that is not there',
      [group('g', [rule({ remote_group_id: 'x' })])],
      web,
      {},
      'there is no security group x',
    ],
    ['a port of such a group', [], web, {}, 'there is no security group g'],
    [
      'some sending',
      [group('g', [rule({ direction: 'egress', protocol: 'tcp' })])],
      web,
      {},
      'what web may send in IPv4 is restricted',
    ],
    ['no ports', [group('g', [])], [], {}, 'there are no ports'],
    [
      'a tunnel',
      [group('g', sendsAll)],
      web,
      { networks: [{ id: 'net', 'provider:network_type': 'vxlan' }] },
      'networks of type vxlan are in tunnels',
    ],
    [
      'networks without VLANs',
      [group('g', sendsAll)],
      [...web, port('db', 2, ['g'], { network_id: 'other' })],
      {},
      'ports are in several networks',
    ],
  ])('%s', (_, groups, ports, more, sentence) => {
    const refusal = refusalOf(groups, ports, more);
    expect(refusal).toMatch(/^groups\.json:\d+:\d+: /);
    expect(refusal).toContain(sentence);
  });

  test('what is no JSON', () => {
    expect(() => importNeutron([{ text: '[', file: 'x' }], { stateless: false })).toThrow('x:');
  });
});

test('stateful groups are taken for stateless ones when that is asked for', () => {
  const groups = [group('g', sendsAll, { stateful: true })];
  expect(imported(groups, [port('web', 1, ['g'])], {}, true)).toContain('name: web');
});
