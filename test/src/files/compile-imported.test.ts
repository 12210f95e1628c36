// SPDX-License-Identifier: Apache-2.0
/** What the compiler finds in an imported policy is told with places in the files that were read: nobody has seen its lines. */
import { describe, expect, test } from 'vitest';
import type { ImportedPolicy } from '../../../firmware/import/imported-policy.ts';
import { importNeutron } from '../../../firmware/import/neutron/import-neutron.ts';
import { importOpenflow } from '../../../firmware/import/openflow/import-openflow.ts';
import { PolicyError } from '../../../firmware/policy/diagnostic.ts';
import { compileImported } from '../../../src/files/compile-imported.ts';
import { group, type Json, network, port, rule, sendsAll } from '../../firmware/import/neutron/neutron-documents.ts';

const vms = 'vms:\n  - { name: web, mac: 52:54:00:00:00:10 }\n  - { name: db, mac: 52:54:00:00:00:11, vlan: 10 }\n';

const openflow = (flows: string, policy = vms, file = 'flows'): ImportedPolicy =>
  importOpenflow({ text: flows, file }, { text: policy, file: 'vms.yaml' }, { ports: [], leaveOut: false });

const neutron = (ports: readonly Json[], groups = [group('g', sendsAll)]): ImportedPolicy => {
  const document = { security_groups: groups, ports, networks: [network('net', 'flat')] };
  return importNeutron([{ text: JSON.stringify(document, null, 1), file: 'n.json' }], { stateless: false });
};

/** Everything that is said of an import, errors or warnings. */
const saidOf = (work: () => ImportedPolicy): readonly string[] => {
  const text = ({ file, position, message }: PolicyError['diagnostics'][number]): string =>
    `${file}:${position.line}:${position.column}: ${message}`;
  try {
    return compileImported(work()).map(text);
  } catch (error) {
    if (error instanceof PolicyError) return error.diagnostics.map(text);
    throw error;
  }
};

describe('told of the place in the other files:', () => {
  test.each<[string, () => ImportedPolicy, readonly RegExp[]]>([
    [
      'a flow that others leave nothing',
      () => openflow('priority=9,ip actions=drop\n\npriority=1,tcp actions=NORMAL\n'),
      [/^flows:3:1: rule number 2 never decides a frame because rule number 1 \(flows:1\) takes every frame/],
    ],
    [
      'one of a file whose name has a line break',
      () => openflow('priority=9,ip actions=drop\npriority=1,tcp actions=NORMAL\n', vms, 'a\nb'),
      [/^a\nb:2:1: rule number 2 never decides/],
    ],
    [
      'two VMs of one address',
      () => openflow('ip actions=drop', vms.replace('00:11, vlan: 10', '00:10')),
      [/^vms\.yaml:3:22: mac 52:54:00:00:00:10 is already that of VM "web" \(vms\.yaml:2\)/],
    ],
    [
      'two ports of one address',
      () => neutron([port('web', 1, ['g']), port('db', 2, ['g'], { mac_address: 'fa:16:3e:00:00:01' })]),
      [/^n\.json:\d+:\d+: mac fa:16:3e:00:00:01 is already that of VM "web" \(n\.json:\d+\)/],
    ],
    [
      'a rule twice',
      () =>
        neutron(
          [port('web', 1, ['g'])],
          [group('g', [...sendsAll, rule({ protocol: 'tcp' }), rule({ protocol: 'tcp' })])],
        ),
      [/^n\.json:\d+:\d+: rule number \d+ never decides a frame because rule number \d+ \(n\.json:\d+\)/],
    ],
  ])('%s', (_, work, sentences) => {
    const said = saidOf(work);
    expect(said).toHaveLength(sentences.length);
    for (const [i, sentence] of sentences.entries()) expect(said[i]).toMatch(sentence);
  });
});

test.each<[string, () => ImportedPolicy]>([
  ['a pair', () => neutron([port('web', 1, ['g'], { allowed_address_pairs: [{ ip_address: '10.0.0.0/24' }] })])],
  ['a MAC address', () => neutron([port('web', 1, ['g'], { mac_address: '52-54-00-00-00-10' })])],
  [
    'a remote prefix',
    () =>
      neutron(
        [port('web', 1, ['g'])],
        [group('g', [rule({ ethertype: 'IPv6', remote_ip_prefix: '::ffff:10.0.0.1' })])],
      ),
  ],
  ['ICMPv6', () => neutron([port('web', 1, ['g'])], [group('g', [rule({ protocol: 'icmpv6' })])])],
  [
    'a port with one address twice',
    () =>
      neutron([
        port('web', 1, ['g'], {
          fixed_ips: [1, 2].map(() => ({ ip_address: '10.0.0.1' })),
          port_security_enabled: 'false',
        }),
      ]),
  ],
  ['a length', () => openflow('dl_type=0x5ff actions=drop')],
  ['a tag', () => openflow('dl_type=0x8100 actions=drop')],
  ['IPv4 in IPv6', () => openflow('ipv6,ipv6_src=::ffff:10.0.0.1 actions=drop')],
])('nothing is said of lines of the policy: %s', (_, work) => {
  const said = saidOf(work);
  expect(said).toHaveLength(1);
  for (const one of said) {
    expect(one).toMatch(/^(n\.json|flows|vms\.yaml):\d+:\d+: /);
    expect(one).not.toContain('imported policy');
  }
});

test.each(['openflow', 'neutron'])('no warning is about what the import of %s itself added', format => {
  const work =
    format === 'openflow'
      ? () => openflow('priority=2,udp6 actions=drop\npriority=1 actions=NORMAL\n')
      : () =>
          neutron(
            [port('web', 1, ['g']), port('db', 2, ['g'], { port_security_enabled: 'false' })],
            [group('g', [...sendsAll, rule({}), rule({ ethertype: 'IPv6' })])],
          );
  expect(saidOf(work)).toEqual([]);
});

test('the name of a file ends no comment', () => {
  const flows = openflow('ip actions=drop\n', vms, 'a\nrules: {}\n#');
  expect(saidOf(() => flows)).toEqual([]);
  expect(flows.text).toContain('# Imported from a rules: {} #: OpenFlow');
});
