// SPDX-License-Identifier: Apache-2.0
/** The example policies compile without a warning and do what their comments say. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type CompiledPolicy, compilePolicy } from '../../firmware/compile/compile.ts';
import { lowerRules } from '../../firmware/compile/lower.ts';
import { policyFate } from '../../firmware/oracle/oracle.ts';
import { frameFate } from '../../sim/model/pipeline-model.ts';
import {
  arp,
  ethernet,
  icmp,
  icmpv6,
  ipv4,
  ipv6,
  type Packet,
  padded,
  payloadOf,
  segmentOf,
  tcp,
  udp,
  vlan,
} from '../support/frames.ts';

const example = (name: string): CompiledPolicy => {
  const file = new URL(`../../firmware/examples/${name}.yaml`, import.meta.url);
  return compilePolicy(readFileSync(file, 'utf8'), `${name}.yaml`);
};

const macs = {
  web: '52:54:00:00:00:10',
  db: '52:54:00:00:00:11',
  dns: '52:54:00:00:00:12',
  vlanguest: '52:54:00:00:00:20',
  nobody: '52:54:00:00:00:99',
  everybody: 'ff:ff:ff:ff:ff:ff',
  neighbours: '33:33:ff:00:00:10',
} as const;
type Host = keyof typeof macs;

/** Fate in words, the same by the policy read directly and by its tables: `web, db: delivered to queue 0`. */
const fateOf = ({ policy, images }: CompiledPolicy, to: Host, packet: Packet): string => {
  const bytes = padded(ethernet({ destination: macs[to] }, packet));
  const fate = frameFate(images, { bytes });
  expect(fate).toEqual(policyFate(policy, { bytes }));
  const names = fate.functions.map(f => policy.vms[f - 1]!.name);
  return `${names.join(', ') || 'nobody'}: ${fate.event}${fate.event === 'delivered' ? ` to queue ${fate.queue}` : ''}`;
};

const client4 = (destination: string, segment: Parameters<typeof ipv4>[1], source = '10.0.0.1'): Packet =>
  ipv4({ source, destination }, segment);
const client6 = (destination: string, segment: Parameters<typeof ipv6>[1]): Packet =>
  ipv6({ source: 'fd00::1', destination }, segment);
const toPort = (destinationPort: number, sourcePort = 40000): Parameters<typeof tcp>[0] => ({
  sourcePort,
  destinationPort,
});

describe('tenants', () => {
  const tenants = example('tenants');
  const guest = (packet: Packet): Packet => vlan({ id: 20 }, packet);

  test('takes 21 of the 32 ternary entries of the 10g configuration, 5 of them for unreadable frames, without a warning', () => {
    expect(tenants.warnings).toEqual([]);
    expect(tenants.policy.config).toBe('10g');
    const lowered = lowerRules(tenants.policy);
    expect(lowered).toHaveLength(21);
    expect(lowered.filter(({ action }) => action.verdict === 'unreadable')).toHaveLength(5);
    expect(tenants.policy.vms.map(vm => vm.name)).toEqual(['web', 'db', 'dns', 'vlanguest']);
  });

  const ask = arp({ senderIp: '10.0.0.1', targetIp: '10.0.0.10' });
  const neighbourSolicitation = client6('ff02::1:ff00:10', icmpv6({ type: 135 }, payloadOf(24)));

  test.each<readonly [string, Host, Packet, string]>([
    ['ARP to everybody', 'everybody', ask, 'web, db, dns: delivered to queue 0'],
    ['ARP to everybody in VLAN 20', 'everybody', guest(ask), 'vlanguest: delivered to queue 0'],
    ['ARP in a VLAN without VMs', 'everybody', vlan({ id: 30 }, ask), 'nobody: unknown_destination'],
    ['ARP to one VM', 'db', ask, 'db: delivered to queue 0'],
    ['an address that no VM has', 'nobody', ask, 'nobody: unknown_destination'],
    ["a VM's address in another VLAN", 'web', guest(ask), 'nobody: unknown_destination'],
    ['neighbour solicitation', 'neighbours', neighbourSolicitation, 'web, db, dns: delivered to queue 0'],
    ['ping', 'dns', client4('10.0.0.12', icmp({ type: 8 })), 'dns: delivered to queue 0'],
    ['IPv6 ping', 'db', client6('fd00::11', icmpv6({ type: 128 })), 'db: delivered to queue 0'],
    [
      'ping in VLAN 20',
      'vlanguest',
      guest(client4('10.0.20.20', icmp({ type: 8 }), '10.0.20.1')),
      'vlanguest: delivered to queue 0',
    ],
    ['redirect', 'web', client4('10.0.0.10', icmp({ type: 5 })), 'web: rule_deny'],
    ['router advertisement', 'neighbours', client6('ff02::1', icmpv6({ type: 134 })), 'web, db, dns: rule_deny'],
    ['HTTP', 'web', client4('10.0.0.10', tcp(toPort(80))), 'web: delivered to queue 1'],
    ['HTTP over IPv6', 'web', client6('fd00::10', tcp(toPort(80))), 'web: delivered to queue 1'],
    ['HTTP on port 8000', 'web', client4('10.0.0.10', tcp(toPort(8000))), 'web: delivered to queue 1'],
    ['HTTP on port 8001', 'web', client4('10.0.0.10', tcp(toPort(8001))), 'web: delivered to queue 1'],
    ['port 8002', 'web', client4('10.0.0.10', tcp(toPort(8002))), 'web: default_deny'],
    ['HTTP to another VM', 'dns', client4('10.0.0.12', tcp(toPort(80))), 'dns: default_deny'],
    ['SSH', 'web', client4('10.0.0.10', tcp(toPort(22))), 'web: default_deny'],
    ['DNS', 'dns', client4('10.0.0.12', udp(toPort(53))), 'dns: delivered to queue 0'],
    ['DNS over TCP', 'dns', client6('fd00::12', tcp(toPort(53))), 'dns: delivered to queue 0'],
    ['DNS to another VM', 'web', client4('10.0.0.10', udp(toPort(53))), 'web: default_deny'],
    ['iperf3', 'db', client4('10.0.0.11', tcp(toPort(5201))), 'db: delivered to queue 0'],
    ['PostgreSQL', 'db', client4('10.0.0.11', tcp(toPort(5432))), 'db: delivered to queue 0'],
    ['PostgreSQL from elsewhere', 'db', client4('10.0.0.11', tcp(toPort(5432)), '10.0.1.1'), 'db: default_deny'],
    ['the answer of a web server', 'db', client4('10.0.0.11', tcp(toPort(40000, 443))), 'db: delivered to queue 0'],
    ['the answer of a name server', 'dns', client4('10.0.0.12', udp(toPort(40000, 53))), 'dns: delivered to queue 0'],
    ['an answer from a high port', 'db', client4('10.0.0.11', tcp(toPort(40000, 5201))), 'db: default_deny'],
    [
      'TCP to the guest',
      'vlanguest',
      guest(client4('10.0.20.20', tcp(toPort(8080)), '10.0.20.1')),
      'vlanguest: delivered to queue 0',
    ],
    [
      'TCP to the guest from elsewhere',
      'vlanguest',
      guest(client4('10.0.20.20', tcp(toPort(8080)))),
      'vlanguest: default_deny',
    ],
    ['UDP to everybody', 'everybody', client4('10.0.0.255', udp(toPort(5353))), 'web, db, dns: default_deny'],
  ])('%s', (_, to, packet, fate) => {
    expect(fateOf(tenants, to, packet)).toBe(fate);
  });

  test.each<readonly [string, Host, number, string]>([
    ['ping to web', 'web', 1, 'web: delivered to queue 0'],
    ['ping to db', 'db', 1, 'db: rule_deny'],
    ['HTTP to web', 'web', 6, 'web: rule_deny'],
  ])('later fragment of a large %s', (_, to, protocol, fate) => {
    const packet = ipv4(
      { source: '10.0.0.1', destination: '10.0.0.10', fragmentOffset: 1480 },
      segmentOf(protocol, payloadOf(100)),
    );
    expect(fateOf(tenants, to, packet)).toBe(fate);
  });
});

describe('minimal', () => {
  const minimal = example('minimal');
  const ask = arp({ senderIp: '10.0.0.1', targetIp: '10.0.0.10' });

  test('compiles without a warning for every configuration', () => {
    expect(minimal.warnings).toEqual([]);
    expect(() => compilePolicy('vms: [{ name: guest, mac: 52:54:00:00:00:10 }]', 'm', 'tiny')).not.toThrow();
  });

  test.each<readonly [string, Host, Packet, string]>([
    ['anything to the VM', 'web', client4('10.0.0.10', udp(toPort(9))), 'guest: delivered to queue 0'],
    ['ARP to everybody', 'everybody', ask, 'guest: delivered to queue 0'],
    ['other broadcasts', 'everybody', client4('10.0.0.255', udp(toPort(9))), 'guest: default_deny'],
    ['frames for others', 'db', ask, 'nobody: unknown_destination'],
  ])('%s', (_, to, packet, fate) => {
    expect(fateOf(minimal, to, packet)).toBe(fate);
  });
});
