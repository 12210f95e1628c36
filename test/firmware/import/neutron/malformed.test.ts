// SPDX-License-Identifier: Apache-2.0
/** Values of Neutron that no policy takes, ids that are there twice and lists that are not there: refused at their key. */
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../../../firmware/policy/parse.ts';
import { group, imported, type Json, network, port, refusalOf, rule, sendsAll } from './neutron-documents.ts';

const groups = [group('g', sendsAll)];
const web = (more: Json): Json => port('web', 1, ['g'], more);
const pair = (more: Json): Json => web({ allowed_address_pairs: [{ ip_address: '10.0.0.9', ...more }] });

/** The line of the document that a message is about, as `imported` writes it. */
const lineOf = (message: string, all: readonly Json[], ports: readonly Json[], more: Json = {}): string => {
  const networks = [network('net', 'flat')];
  const text = JSON.stringify({ security_groups: all, ports, networks, ...more }, null, 1);
  return text.split('\n')[Number(/^groups\.json:(\d+):/.exec(message)![1]) - 1]!.trim();
};

describe('refused at their key:', () => {
  test.each<[string, readonly Json[], readonly Json[], Json, string, RegExp]>([
    [
      'text as MAC address',
      groups,
      [web({ mac_address: 'none' })],
      {},
      'mac_address',
      /mac_address none is not a MAC address; write six bytes/,
    ],
    ['a short one', groups, [web({ mac_address: 'fa:16:3e:00:00' })], {}, 'mac_address', /is not a MAC address/],
    ['dashes', groups, [web({ mac_address: '52-54-00-00-00-10' })], {}, 'mac_address', /is not a MAC address/],
    ['a group address', groups, [web({ mac_address: '01:00:5e:00:00:01' })], {}, 'mac_address', /is a group address/],
    [
      'a MAC address of a pair',
      groups,
      [pair({ mac_address: 'x' })],
      {},
      'mac_address',
      /mac_address x is not a MAC address/,
    ],
    [
      'a MAC address of a pair of IPv6',
      groups,
      [pair({ ip_address: 'fd00::9', mac_address: 'x:y' })],
      {},
      'mac_address',
      /mac_address x:y is not/,
    ],
    [
      'an address',
      groups,
      [web({ fixed_ips: [{ ip_address: '10.0.0.300' }] })],
      {},
      'ip_address',
      /ip_address 10\.0\.0\.300 is not an IP address/,
    ],
    [
      'a prefix',
      groups,
      [pair({ ip_address: '10.0.0.0/24' })],
      {},
      'ip_address',
      /ip_address 10\.0\.0\.0\/24 is no single address/,
    ],
    [
      'every address',
      groups,
      [pair({ ip_address: '0.0.0.0/0' })],
      {},
      'ip_address',
      /ip_address 0\.0\.0\.0\/0 is the unspecified address/,
    ],
    [
      'IPv4 in IPv6',
      groups,
      [pair({ ip_address: '::ffff:10.0.0.1' })],
      {},
      'ip_address',
      /in the form of IPv6; write 10\.0\.0\.1/,
    ],
    [
      'a VLAN id',
      groups,
      [web({})],
      { networks: [network('net', 'vlan', 4095)] },
      'provider:segmentation_id',
      /segmentation_id 4095 is out of range/,
    ],
    [
      'a remote prefix',
      [group('g', [rule({ ethertype: 'IPv6', remote_ip_prefix: '::ffff:10.0.0.1' })])],
      [web({})],
      {},
      'remote_ip_prefix',
      /write 10\.0\.0\.1 with ethertype IPv4/,
    ],
    [
      'ICMPv6 in IPv4',
      [group('g', [rule({ protocol: 'icmpv6' })])],
      [web({})],
      {},
      'protocol',
      /protocol icmpv6 is of IPv6, but the rule is about IPv4/,
    ],
    [
      'another group of the same id',
      [group('g', sendsAll), group('g', [])],
      [web({})],
      {},
      'id',
      /security group g is at groups\.json:\d+ too/,
    ],
    [
      'another network of the same id',
      groups,
      [web({})],
      { networks: [network('net', 'vlan', 7), network('net', 'vlan', 8)] },
      'id',
      /network net is at groups\.json:\d+ too/,
    ],
    [
      'another port of the same id',
      groups,
      [web({}), web({ security_groups: [] })],
      {},
      'id',
      /port web-0000-0000 is at groups\.json:\d+ too/,
    ],
  ])('%s', (_, all, ports, more, key, sentence) => {
    const message = refusalOf(all, ports, more);
    expect(message).toMatch(sentence);
    expect(lineOf(message, all, ports, more)).toMatch(new RegExp(`^"${key}":`));
  });

  test.each<[string, readonly Json[], readonly Json[]]>([
    ['security_group_rules', [{ id: 'g', name: 'g', stateful: false }], [web({})]],
    ['security_group_rules', [group('g', [], { security_group_rules: null })], [web({})]],
    ['security_groups', groups, [web({ security_groups: null })]],
    ['security_groups', groups, [web({ security_groups: undefined })]],
  ])('%s is missing', (key, all, ports) => {
    expect(refusalOf(all, ports)).toContain(
      `${key} is missing; add it, as the API of Neutron gives it, or [] for none`,
    );
  });
});

describe('taken:', () => {
  test('the MAC address of the port in an address pair, however it is written', () => {
    const text = imported(groups, [pair({ mac_address: 'FA:16:3E:00:00:01' })]);
    expect(parsePolicy(text, 'p.yaml').vms[0]!.sender.macs).toEqual([]);
  });

  test('two MAC addresses of pairs that are one', () => {
    const pairs = ['fa:16:3e:00:00:0a', 'FA:16:3E:00:00:0A'].map((mac_address, i) => ({
      ip_address: `10.0.0.9${i}`,
      mac_address,
    }));
    const text = imported(groups, [web({ allowed_address_pairs: pairs })]);
    expect(parsePolicy(text, 'p.yaml').vms[0]!.sender.macs).toEqual([0xfa16_3e00_000an]);
  });

  test('records that are there twice and are equal', () => {
    const again = Object.fromEntries(Object.entries(group('g', sendsAll)).toReversed());
    const twice = imported([...groups, again], [web({}), web({})], {
      networks: [network('net', 'flat'), network('net', 'flat')],
    });
    const comments = / *#.*$/gm;
    expect(twice.replace(comments, '')).toBe(imported(groups, [web({})]).replace(comments, ''));
  });

  test('empty lists', () => {
    expect(imported([group('g', [])], [port('web', 1, ['g']), port('db', 2, [])])).toContain('name: db');
  });

  test('a prefix of a port of another host, as that of a member', () => {
    const members = group('g', [rule({ remote_group_id: 'g' })]);
    const far = port('far', 2, ['g'], {
      'binding:host_id': 'b',
      allowed_address_pairs: [{ ip_address: '10.9.0.0/16' }],
    });
    const text = imported([members], [web({ 'binding:host_id': 'a' }), far], {}, { host: 'a' });
    expect(text).toContain('{ to: web, match: { ethertype: ipv4, source: 10.9.0.0/16 }, action: allow }');
  });
});
