// SPDX-License-Identifier: Apache-2.0
/**
 * Decisions of flows as rules of a policy. They hold for frames that the card delivers to its VMs, whose VLAN and MAC address
 * say which VM that is; what a flow says of others is left out, with a comment.
 */
import { ipProtocols } from '../../../hdl/spec/protocol/headers.ts';
import { type Diagnostic, PolicyError } from '../../policy/diagnostic.ts';
import { ethertypes, type IpPrefix, type PortRange, protocols, type Vm } from '../../policy/policy.ts';
import { formatPrefix } from '../../policy/policy-values.ts';
import { formatMac, list } from '../../policy/words.ts';
import type { ImportedRule, LeftOut } from '../imported-policy.ts';
import type { FlowMatch, MaskedMac } from './flow.ts';
import type { Decision } from './order-flows.ts';

/** Port of the switch by name or number, and what is there: a VM, or undefined for the wire. */
export type SwitchPorts = ReadonlyMap<string, Vm | undefined>;

const groupBit = 2n ** 40n;
const isGroup = ({ value, mask }: MaskedMac): boolean => mask === groupBit && value === groupBit;
const isUnicast = ({ value, mask }: MaskedMac): boolean => mask === groupBit && value === 0n;
const isExact = ({ mask }: MaskedMac): boolean => mask === 2n ** 48n - 1n;

/** What a rule is for, or why there is no rule. */
type Targets = readonly string[] | { readonly because: string } | { readonly refused: string };

const namesIn = (vms: readonly Vm[], vlan: number | undefined): readonly string[] =>
  vms.filter(vm => vlan === undefined || vm.vlan === vlan).map(({ name }) => name);

const targetsOf = ({ destinationMac, vlan }: FlowMatch, vms: readonly Vm[]): Targets => {
  const inVlan = namesIn(vms, vlan);
  if (inVlan.length === 0) return { because: vlan === 0 ? 'no VM is untagged' : `no VM is in VLAN ${vlan}` };
  const everyVm = inVlan.length === vms.length;
  if (!destinationMac || isGroup(destinationMac)) {
    if (!everyVm)
      return {
        refused: `dl_vlan=${vlan || '0xffff'} without a VM's dl_dst is also about group frames of this VLAN alone, for which rules have no condition; add dl_dst of each VM`,
      };
    return [destinationMac ? 'group' : 'any'];
  }
  if (isUnicast(destinationMac)) return inVlan;
  if (!isExact(destinationMac))
    return { refused: 'dl_dst has a mask that no rule can say; name the VMs by their addresses' };
  const { value } = destinationMac;
  if ((value & groupBit) !== 0n)
    return {
      refused: `dl_dst=${formatMac(value)} is one group address, but rules are about all of them; write 01:00:00:00:00:00/01:00:00:00:00:00`,
    };
  const owners = vms.filter(vm => vm.mac === value && inVlan.includes(vm.name)).map(({ name }) => name);
  return owners.length > 0 ? owners : { because: `${formatMac(value)} is no VM's address here` };
};

/** Whether a flow does with frames for these what the switch of the card does, why not, or undefined if it does. */
const wrongOutput = ({ action }: Decision, targets: readonly string[], ports: SwitchPorts): string | undefined => {
  if (action.kind !== 'output') return undefined;
  if (!ports.has(action.port))
    return `port ${action.port} is not known; name it with --port ${action.port}=VM, or =wire`;
  const vm = ports.get(action.port);
  if (vm && targets.length === 1 && targets[0] === vm.name) return undefined;
  return vm
    ? `output to ${vm.name} is for frames with other destinations too, which a card delivers by their address; add dl_dst=${formatMac(vm.mac)}, or write NORMAL`
    : 'output to the wire is for frames that VMs send, of which these rules do not speak; remove the flow';
};

const rangeText = ({ first, last }: PortRange): string => (first === last ? `${first}` : `${first}-${last}`);

const prefixes = (match: FlowMatch): Readonly<Record<string, string>> => {
  const one = (key: string, prefix: IpPrefix | undefined) => (prefix ? { [key]: formatPrefix(prefix) } : {});
  return { ...one('source', match.source), ...one('destination', match.destination) };
};

const nameOf = (names: Readonly<Record<string, number>>, value: number): string | undefined =>
  Object.keys(names).find(name => names[name] === value);

const ethertypeText = (type: number): string => nameOf(ethertypes, type) ?? `0x${type.toString(16).padStart(4, '0')}`;

const protocolText = (protocol: number): string => nameOf(protocols, protocol) ?? `${protocol}`;

type Conditions = Readonly<Record<string, string>>;

/** Open vSwitch says 0 for ports and ICMP types that a later fragment does not have. */
const holdsWithoutHeader = ({ sourcePorts, destinationPorts, icmpType }: FlowMatch): boolean =>
  [sourcePorts, destinationPorts].every(ranges => !ranges || ranges.some(({ first }) => first === 0)) &&
  (icmpType ?? 0) === 0;

/** The conditions of a flow: one match for each combination of ranges. Later fragments of IPv6 are told apart before. */
const matchesOf = (match: FlowMatch): readonly Conditions[] => {
  const { ethertype, protocol, sourcePorts, destinationPorts, icmpType, laterFragment } = match;
  const network = {
    ...(ethertype !== undefined && { ethertype: ethertypeText(ethertype) }),
    ...(protocol !== undefined && { protocol: protocolText(protocol) }),
    ...prefixes(match),
  };
  const ofFragments =
    ethertype === ethertypes.ipv4 && holdsWithoutHeader(match) ? [{ ...network, fragment: 'later' }] : [];
  const hasHeader = sourcePorts !== undefined || destinationPorts !== undefined || icmpType !== undefined;
  if (laterFragment) return ofFragments;
  if (!hasHeader) return [network];
  const texts = (key: string, ranges: readonly PortRange[] | undefined) =>
    ranges === undefined ? [{}] : ranges.map(range => ({ [key]: rangeText(range) }));
  const sources = texts('sourcePort', sourcePorts);
  const destinations = texts('destinationPort', destinationPorts);
  const type = icmpType === undefined ? {} : { icmpType: `${icmpType}` };
  const whole = sources.flatMap(source =>
    destinations.map(destination => ({ ...network, ...source, ...destination, ...type })),
  );
  return [...whole, ...ofFragments];
};

/** A later fragment of IPv6 has protocol 44 for Open vSwitch, and no ports: the conditions of a flow for these alone. */
const matchesOfLaterIpv6 = ({ ethertype = ethertypes.ipv6, protocol, ...match }: FlowMatch): readonly Conditions[] =>
  ethertype === ethertypes.ipv6 && (protocol ?? ipProtocols.fragment) === ipProtocols.fragment
    ? [{ ethertype: 'ipv6', ...prefixes(match), fragment: 'later' }]
    : [];

/** Headers that Open vSwitch steps over in IPv6, so that no frame has their protocol but a later fragment. */
const steppedOver: readonly number[] = [
  ...[ipProtocols.hopByHop, ipProtocols.routing, ipProtocols.fragment],
  ...[ipProtocols.authentication, ipProtocols.destination],
];

const originOf = ({ flows, missed }: Decision): string => {
  const lines = `${flows.length === 1 ? 'line' : 'lines'} ${list(
    flows.map(({ line }) => `${line}`),
    'and',
  )}`;
  return missed === undefined
    ? `${lines}: ${flows.at(-1)!.text.replace(/^.*?(?=priority=|actions=)/, '')}`
    : `${lines}, and no flow of table ${missed}`;
};

/** Why no policy can say what a flow matches; undefined if one can. */
const refusedMatch = ({ inPort, ethertype, protocol }: FlowMatch): string | undefined => {
  if (inPort !== undefined)
    return `in_port=${inPort} is no condition of a rule; import the flows of one port, without it`;
  if (ethertype === ethertypes.ipv4 && protocol === ipProtocols.authentication)
    return 'protocol 51 is the authentication header, but a policy sees the protocol after it; remove the flow';
  return undefined;
};

/** Why a flow matches no frame; undefined if it matches some. */
const matchesNothing = ({ ethertype, protocol, laterFragment }: FlowMatch): string | undefined => {
  if (ethertype === ethertypes.ipv6 && steppedOver.includes(protocol ?? -1))
    return `protocol ${protocol} is stepped over in IPv6`;
  return ethertype === ethertypes.ipv6 && laterFragment ? 'it is about later fragments of IPv6, see above' : undefined;
};

/** The rules that one decision comes to, with the conditions that `conditionsOf` gives; a sentence if no policy can say it. */
const rulesOf = (
  decision: Decision,
  vms: readonly Vm[],
  ports: SwitchPorts,
  conditionsOf: (match: FlowMatch) => readonly Conditions[],
): readonly (ImportedRule | LeftOut)[] | string => {
  const { match, action } = decision;
  const origin = originOf(decision);
  const targets = targetsOf(match, vms);
  if ('refused' in targets) return targets.refused;
  if ('because' in targets) return [{ origin, because: targets.because }];
  const wrong = refusedMatch(match) ?? wrongOutput(decision, targets, ports);
  if (wrong !== undefined) return wrong;
  return targets.flatMap(to =>
    conditionsOf(match).map(one => ({
      origin,
      ...(to !== 'any' && { to }),
      match: one,
      action: action.kind === 'drop' ? 'deny' : 'allow',
    })),
  );
};

/** Whether a flow of IPv6 says of later fragments what no rule for all packets says: by a protocol, or as such. */
const tellsLaterIpv6 = ({ match: { ethertype, protocol, laterFragment } }: Decision): boolean =>
  ethertype === ethertypes.ipv6 && (protocol !== undefined || laterFragment !== undefined);

/** Where flows tell later fragments of IPv6 from other packets: rules before all others, for these alone. */
const laterIpv6 = (
  decisions: readonly Decision[],
  vms: readonly Vm[],
  ports: SwitchPorts,
): readonly (ImportedRule | LeftOut)[] => {
  if (!decisions.some(tellsLaterIpv6)) return [];
  const rules = decisions.flatMap(decision => {
    const found = rulesOf(decision, vms, ports, matchesOfLaterIpv6);
    return typeof found === 'string' ? [] : found.filter(rule => !('because' in rule));
  });
  const rest: ImportedRule = {
    origin: 'later fragments of IPv6, which have protocol 44: no other flow is about them',
    match: { ethertype: 'ipv6', fragment: 'later' },
    action: 'deny',
  };
  return [...rules.map(rule => ({ ...rule, origin: `${rule.origin}, of later fragments of IPv6` })), rest];
};

/** The rules of decisions in their order; a {@link PolicyError} with every one that no policy can say. */
export const openflowRules = (
  decisions: readonly Decision[],
  file: string,
  vms: readonly Vm[],
  ports: SwitchPorts,
): readonly (ImportedRule | LeftOut)[] => {
  const mistakes: Diagnostic[] = [];
  const rules = decisions.flatMap(decision => {
    const nothing = matchesNothing(decision.match);
    const found = rulesOf(decision, vms, ports, matchesOf);
    if (typeof found !== 'string')
      return nothing === undefined ? found : [{ origin: originOf(decision), because: nothing }];
    const position = { line: decision.flows.at(-1)!.line, column: 1 };
    mistakes.push({ file, position, severity: 'error', message: found });
    return [];
  });
  if (mistakes.length > 0) throw new PolicyError(mistakes);
  return [...laterIpv6(decisions, vms, ports), ...rules];
};
