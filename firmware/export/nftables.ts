// SPDX-License-Identifier: Apache-2.0
/**
 * A policy as a ruleset of nftables, so that Linux can be asked what becomes of a frame: a chain in the family netdev, which sees each frame
 * that comes in at an interface. Accepted is what a VM would get, everything else is dropped.
 */
import { ethertypes, type IpPrefix, type Match, type Policy, type PortRange, type Vm } from '../policy/policy.ts';
import { formatPrefix } from '../policy/policy-values.ts';
import { comment, formatMac } from '../policy/words.ts';
import { refuseInCarriers, refuseSettings, rulesByTarget } from './policy-rules.ts';

/** Interface that the text names for the wire; one line of it. */
export const wireInterface = 'wire';

/** EtherTypes under which the conditions of a match can hold; undefined for any. */
const typesOf = ({ ethertype, ipVersion, protocol, fragment }: Match): readonly (number | undefined)[] => {
  if (ethertype !== undefined) return [ethertype];
  if (ipVersion !== undefined) return [ipVersion === 4 ? ethertypes.ipv4 : ethertypes.ipv6];
  return protocol === undefined && fragment === undefined ? [undefined] : [ethertypes.ipv4, ethertypes.ipv6];
};

const rangeText = ({ first, last }: PortRange): string => (first === last ? `${first}` : `${first}-${last}`);

const addressText = (name: 'saddr' | 'daddr', prefix: IpPrefix | undefined): readonly string[] =>
  prefix ? [`${prefix.version === 4 ? 'ip' : 'ip6'} ${name} ${formatPrefix(prefix)}`] : [];

/** A statement for each IP version that a match may be about. */
const statements = (match: Match): readonly string[] =>
  typesOf(match).map(type => {
    const isIpv4 = type === ethertypes.ipv4;
    const { protocol, source, destination, sourcePort, destinationPort, icmpType, fragment } = match;
    const icmp = isIpv4 ? 'icmp' : 'icmpv6';
    return [
      ...(type === undefined ? [] : [`meta protocol 0x${type.toString(16).padStart(4, '0')}`]),
      ...(protocol === undefined ? [] : [`meta l4proto ${protocol}`]),
      ...addressText('saddr', source),
      ...addressText('daddr', destination),
      ...(sourcePort ? [`th sport ${rangeText(sourcePort)}`] : []),
      ...(destinationPort ? [`th dport ${rangeText(destinationPort)}`] : []),
      ...(icmpType === undefined ? [] : [`${icmp} type ${icmpType}`]),
      ...(fragment === undefined ? [] : [isIpv4 ? 'ip frag-off & 0x1fff != 0' : 'frag frag-off != 0']),
    ].join(' ');
  });

/** Conditions under which the frames of a VLAN come: with a tag of either type, or without one, of which a priority tag is none. */
const vlanConditions = (vlan: number): readonly string[] => {
  const tagTypes = '{ 0x8100, 0x88a8 }';
  const tagged = `@ll,96,16 ${tagTypes} @ll,116,12 ${vlan}`;
  return vlan === 0 ? [`@ll,96,16 != ${tagTypes}`, tagged] : [tagged];
};

interface Chain {
  readonly name: string;
  readonly vm: Vm | undefined;
  readonly vlan: number;
}

/** A chain for each VM, named by its number since names of VMs may hold what those of chains may not, and one for the groups of each VLAN. */
const chainsOf = ({ vms }: Policy): readonly Chain[] => [
  ...vms.map((vm, i) => ({ name: `vm_${i + 1}`, vm, vlan: vm.vlan })),
  ...[...new Set(vms.map(({ vlan }) => vlan))].map(vlan => ({ name: `group_${vlan}`, vm: undefined, vlan })),
];

const verdictOf = (action: string): string => (action === 'allow' ? 'accept' : 'drop');

/** Text of the ruleset; a `PolicyError` with the place of a rule that nftables cannot say. */
export const exportNftables = (policy: Policy): string => {
  refuseSettings(policy, 'nftables');
  const rules = rulesByTarget(policy).map(({ rule, vm }) => {
    refuseInCarriers(policy, rule, 'nftables');
    return { vm, lines: statements(rule.match).map(text => `${text} ${verdictOf(rule.action)}`.trim()) };
  });
  const chains = chainsOf(policy);
  const { unicast, group } = policy.defaults;
  const texts = chains.map(({ name, vm }) => {
    const lines = rules.filter(one => one.vm === vm).flatMap(one => one.lines);
    const about = vm ? `    # ${vm.name}` : '    # frames to a group address';
    const all = [...lines, verdictOf(vm ? unicast : group)].map(line => `    ${line}`);
    return [`  chain ${name} {`, about, ...all, '  }'].join('\n');
  });
  const dispatch = chains.flatMap(({ name, vm, vlan }) =>
    vlanConditions(vlan).map(tag => {
      const group = '01:00:00:00:00:00';
      const address = vm ? `ether daddr ${formatMac(vm.mac)}` : `ether daddr & ${group} == ${group}`;
      return `    ${tag} ${address} goto ${name}`;
    }),
  );
  return [
    `# ${comment(policy.file)}: frames that come in at an interface, the wire.`,
    `define wire = "${wireInterface}"`,
    'table netdev sluice {',
    ...texts,
    '  chain from_wire {',
    '    type filter hook ingress device $wire priority 0; policy drop;',
    ...dispatch,
    '  }',
    '}',
    '',
  ].join('\n');
};
