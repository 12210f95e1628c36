// SPDX-License-Identifier: Apache-2.0
/**
 * Large policies as a cloud writes them, made from a seed: tenants with VMs, whose security groups are written out member by
 * member. The same seed and sizes give the same text.
 */
import { pick, type Random, randomNumbers } from '../fuzz/random.ts';

export interface CloudSizes {
  readonly config: string;
  readonly vms: number;
  readonly rules: number;
  readonly seed: number;
}

/** VMs of one tenant, which share a VLAN. */
const vmsOfTenant = 4;
/** Sizes of security groups, small ones oftener. */
const groupSizes = [5, 10, 10, 20, 20, 40, 80];
const services = ['22', '80', '443', '3306', '5432', '6379', '2379-2380', '8080-8090', '9000-9100', '10250-10259'];
const wideServices = ['30000-32767', '49152-65535', '1024-65535'];

const hex = (n: number, digits: number): string => n.toString(16).padStart(digits, '0');

const vmLine = (index: number): string => {
  const mac = `52:54:00:00:${hex(index >> 8, 2)}:${hex(index & 255, 2)}`;
  return `  - { name: vm${index + 1}, mac: "${mac}", vlan: ${10 + Math.floor(index / vmsOfTenant)} }`;
};

const host = (member: number): string => `10.${member >> 16}.${(member >> 8) & 255}.${member & 255}`;
const host6 = (member: number): string => `"fd00:0:${hex(member >> 8, 1)}::${hex(member & 255, 1)}"`;

const ruleLine = (to: string, match: string, action = 'allow'): string =>
  `  - { to: ${to}, match: { ${match} }, action: ${action} }`;

/** Rules of the kinds that a VM has, without end. */
function* rulesOf(random: Random, to: string, groups: readonly (readonly number[])[]): Generator<string, never, void> {
  yield ruleLine(to, `protocol: tcp, source: 10.${random(200) + 20}.0.0/16`, 'deny');
  yield ruleLine(to, 'protocol: icmp, icmpType: 8');
  yield ruleLine(to, 'protocol: icmpv6');
  for (;;) {
    const group = pick(random, groups);
    const service = pick(random, services);
    const hasIpv6 = random(8) === 0;
    for (const member of group)
      yield ruleLine(to, `protocol: tcp, source: ${host(member)}, destinationPort: ${service}`);
    if (hasIpv6)
      for (const member of group)
        yield ruleLine(to, `protocol: tcp, source: ${host6(member)}, destinationPort: ${service}`);
    const subnet = `10.0.${random(256)}.0/24`;
    const protocol = pick(random, ['tcp', 'udp']);
    yield ruleLine(to, `protocol: ${protocol}, source: ${subnet}, destinationPort: ${pick(random, wideServices)}`);
    if (random(4) === 0) yield ruleLine(to, `protocol: udp, destinationPort: ${pick(random, services)}`);
    if (random(6) === 0) yield ruleLine(to, `source: 10.${random(200) + 20}.${random(256)}.0/24`, 'deny');
  }
}

/** Text of a policy with exactly so many VMs and rules. */
export const cloudPolicy = ({ config, vms, rules, seed }: CloudSizes): string => {
  const random = randomNumbers(seed);
  const groups = Array.from({ length: 24 }, () => {
    const size = pick(random, groupSizes);
    return Array.from({ length: size }, () => random(60_000));
  });
  const share = Math.ceil(rules / vms);
  const lines = Array.from({ length: vms }, (_, index) => {
    const kinds = rulesOf(random, `vm${index + 1}`, groups);
    const wanted = Math.max(0, Math.min(share, rules - index * share));
    return Array.from({ length: wanted }, () => kinds.next().value);
  }).flat();
  const machines = Array.from({ length: vms }, (_, index) => vmLine(index));
  return [`config: ${config}`, 'vms:', ...machines, 'rules:', ...lines, ''].join('\n');
};
