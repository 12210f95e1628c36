// SPDX-License-Identifier: Apache-2.0
/** Documents of Neutron that are refused, each where it is. */
import { describe, expect, test } from 'vitest';
import { importNeutron } from '../../../../firmware/import/neutron/import-neutron.ts';
import { group, type Json, network, port, refusalOf, rule, sendsAll } from './neutron-documents.ts';

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
    ['no ports', [group('g', [])], [], {}, 'there are no ports'],
    [
      'a tunnel',
      [group('g', sendsAll)],
      web,
      { networks: [network('net', 'vxlan')] },
      'networks of type vxlan are in tunnels',
    ],
    [
      'a network that is not there',
      [group('g', sendsAll)],
      [...web, port('db', 2, ['g'], { network_id: 'other' })],
      {},
      'there is no network other',
    ],
    ['no networks at all', [group('g', sendsAll)], web, { networks: [] }, 'there is no network net'],
    [
      'a network of an unknown type',
      [group('g', sendsAll)],
      web,
      { networks: [network('net', null)] },
      'provider:network_type is missing',
    ],
    [
      'two networks without a tag',
      [group('g', sendsAll)],
      [...web, port('db', 2, ['g'], { network_id: 'other' })],
      { networks: [network('net', 'flat'), network('other', 'local')] },
      'network other has no VLAN tag like network net',
    ],
    [
      'two networks of one VLAN',
      [group('g', sendsAll)],
      [...web, port('db', 2, ['g'], { network_id: 'other' })],
      { networks: [network('net', 'vlan', 7), network('other', 'vlan', 7)] },
      'network other has VLAN 7 like network net',
    ],
    ...(['ipv6-frag', 'ipv6-route', 'ipv6-opts'] as const).map(
      (protocol): [string, readonly Json[], readonly Json[], Json, string] => [
        protocol,
        [group('g', [rule({ protocol, ethertype: 'IPv6' })])],
        web,
        {},
        'is no condition of a policy, which sees the protocol after it',
      ],
    ),
  ])('%s', (_, groups, ports, more, sentence) => {
    const refusal = refusalOf(groups, ports, more);
    expect(refusal).toMatch(/^groups\.json:\d+:\d+: /);
    expect(refusal).toContain(sentence);
  });

  test('what is no JSON', () => {
    expect(() => importNeutron([{ text: '[', file: 'x' }], { stateless: false })).toThrow('x:');
  });
});
