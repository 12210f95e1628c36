// SPDX-License-Identifier: Apache-2.0
/**
 * A policy as OpenFlow flows for `ovs-ofctl add-flows`: frames that come in at the port of the wire are sent to the port of their VM, which is
 * its number among the VMs and one more, or to all of its VLAN. Ranges of ports become masks.
 */
import {
  ethertypes,
  type Match,
  type Policy,
  type PortRange,
  protocols,
  type Rule,
  type Vm,
} from '../policy/policy.ts';
import { formatPrefix } from '../policy/policy-values.ts';
import { comment, formatMac } from '../policy/words.ts';
import { refuseInCarriers, refuseRule, refuseSettings, rulesByTarget } from './policy-rules.ts';

/** OpenFlow's priorities but 0. */
const mostFlows = 65_535;

/** Port of the wire; VMs follow in their order. */
export const wirePort = 1;

const portOf = (policy: Policy, vm: Vm): number => policy.vms.indexOf(vm) + 1 + wirePort;

/** Ports of a range as aligned blocks, each a value and a mask. */
export const maskedPorts = ({ first, last }: PortRange): readonly string[] => {
  const blocks: string[] = [];
  for (let next = first; next <= last; ) {
    let size = next === 0 ? 0x10000 : next & -next;
    while (next + size - 1 > last) size /= 2;
    blocks.push(size === 1 ? `${next}` : `0x${next.toString(16)}/0x${(0x10000 - size).toString(16)}`);
    next += size;
  }
  return blocks;
};

/** Conditions under which a frame from the wire is for a target; a priority tag is none to a policy. */
const targetConditions = (vm: Vm | undefined, vlan: number): readonly (readonly string[])[] =>
  (vlan === 0 ? ['vlan_tci=0x0000/0x1fff', 'vlan_tci=0x1000/0x1fff'] : [`dl_vlan=${vlan}`]).map(tag => [
    `in_port=${wirePort}`,
    tag,
    vm ? `dl_dst=${formatMac(vm.mac)}` : 'dl_dst=01:00:00:00:00:00/01:00:00:00:00:00',
  ]);

/** EtherTypes under which the conditions of a match can hold; undefined for any. */
const typesOf = ({ ethertype, ipVersion, protocol, fragment }: Match): readonly (number | undefined)[] => {
  if (ethertype !== undefined) return [ethertype];
  if (ipVersion !== undefined) return [ipVersion === 4 ? ethertypes.ipv4 : ethertypes.ipv6];
  return protocol === undefined && fragment === undefined ? [undefined] : [ethertypes.ipv4, ethertypes.ipv6];
};

const addressConditions = ({ source, destination }: Match, isIpv4: boolean): readonly string[] => [
  ...(source ? [`${isIpv4 ? 'nw_src' : 'ipv6_src'}=${formatPrefix(source)}`] : []),
  ...(destination ? [`${isIpv4 ? 'nw_dst' : 'ipv6_dst'}=${formatPrefix(destination)}`] : []),
];

/** Conditions of a match, one list for each combination of an IP version and of blocks of ports. */
const matchConditions = (match: Match): readonly (readonly string[])[] =>
  typesOf(match).flatMap(type => {
    const isIpv4 = type === ethertypes.ipv4;
    const { protocol, icmpType, fragment, sourcePort, destinationPort } = match;
    const plain = [
      ...(type === undefined ? [] : [`dl_type=0x${type.toString(16).padStart(4, '0')}`]),
      ...(protocol === undefined ? [] : [`nw_proto=${protocol}`]),
      ...addressConditions(match, isIpv4),
      ...(icmpType === undefined ? [] : [`${isIpv4 ? 'icmp_type' : 'icmpv6_type'}=${icmpType}`]),
      ...(fragment === undefined ? [] : ['nw_frag=later']),
    ];
    const needsHeader = icmpType !== undefined || sourcePort !== undefined || destinationPort !== undefined;
    const blocks = (key: string, range: PortRange | undefined): readonly (readonly string[])[] =>
      range ? maskedPorts(range).map(block => [`${key}=${block}`]) : [[]];
    // Open vSwitch says 0 for ports and types of fragments, which a policy takes for absent.
    const whole = needsHeader ? ['nw_frag=no'] : [];
    return blocks('tp_src', sourcePort).flatMap(source =>
      blocks('tp_dst', destinationPort).map(destination => [...plain, ...whole, ...source, ...destination]),
    );
  });

const portProtocols: readonly number[] = [protocols.tcp, protocols.udp, protocols.sctp];

/** What Open vSwitch cannot match as a policy does. */
const refuseForOvs = (policy: Policy, rule: Rule): void => {
  const { protocol, sourcePort, destinationPort, fragment, ipVersion } = rule.match;
  if ((sourcePort || destinationPort) && !portProtocols.includes(protocol ?? -1))
    throw refuseRule(
      policy,
      rule,
      'match.protocol',
      'Open vSwitch knows no ports of this protocol; write tcp, udp or sctp',
    );
  if (fragment && protocol !== undefined && ipVersion !== 4)
    throw refuseRule(
      policy,
      rule,
      'match.protocol',
      'Open vSwitch knows no protocol of later fragments of IPv6; leave protocol out, or add an IPv4 prefix',
    );
};

/** Text of the flows, the first of the policy with the highest priority. */
export const exportOpenflow = (policy: Policy): string => {
  refuseSettings(policy, 'OpenFlow');
  const vlans = [...new Set(policy.vms.map(({ vlan }) => vlan))];
  const outputTo = (vm: Vm | undefined, vlan: number): string =>
    policy.vms
      .filter(one => (vm ? one === vm : one.vlan === vlan))
      .map(one => `output:${portOf(policy, one)}`)
      .join(',');
  const rows = rulesByTarget(policy).flatMap(({ rule, vm }) => {
    refuseInCarriers(policy, rule, 'Open vSwitch');
    refuseForOvs(policy, rule);
    return (vm ? [vm.vlan] : vlans).flatMap(vlan =>
      targetConditions(vm, vlan).flatMap(target =>
        matchConditions(rule.match).map(conditions => ({
          conditions: [...target, ...conditions],
          actions: rule.action === 'allow' ? outputTo(vm, vlan) : 'drop',
        })),
      ),
    );
  });
  const defaults = [
    ...policy.vms.map(vm => ({ vm, vlan: vm.vlan, action: policy.defaults.unicast })),
    ...vlans.map(vlan => ({ vm: undefined, vlan, action: policy.defaults.group })),
  ].flatMap(({ vm, vlan, action }) =>
    targetConditions(vm, vlan).map(conditions => ({
      conditions,
      actions: action === 'allow' ? outputTo(vm, vlan) : 'drop',
    })),
  );
  const all = [...rows, ...defaults];
  const [last] = policy.rules.slice(-1);
  if (last && all.length > mostFlows)
    throw refuseRule(
      policy,
      last,
      '',
      `the policy comes to ${all.length} flows, but OpenFlow has ${mostFlows} priorities; export fewer rules`,
    );
  const ports = [`port ${wirePort}: wire`, ...policy.vms.map(vm => `port ${portOf(policy, vm)}: ${vm.name}`)];
  const lines = all.map(
    ({ conditions, actions }, i) => `priority=${all.length - i},${conditions.join(',')},actions=${actions}`,
  );
  return [`# ${comment(policy.file)}; ${ports.join(', ')}`, ...lines, 'priority=0,actions=drop', ''].join('\n');
};
