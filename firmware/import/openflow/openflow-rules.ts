// SPDX-License-Identifier: Apache-2.0
/**
 * Decisions of flows as rules of a policy. They hold for frames that the card delivers to its VMs, whose VLAN and MAC address
 * say which VM that is; what a flow says of others is left out, with a comment.
 */
import { ipProtocols } from '../../../hdl/spec/protocol/headers.ts';
import { type Diagnostic, PolicyError } from '../../policy/diagnostic.ts';
import { ethertypes, type IpPrefix, type PortRange, type Position, type Vm } from '../../policy/policy.ts';
import { formatPrefix } from '../../policy/policy-values.ts';
import { formatMac, list } from '../../policy/words.ts';
import { type Conditions, ethertypeText, protocolText, rangeText } from '../conditions.ts';
import type { ImportedRule, LeftOut } from '../imported-policy.ts';
import type { FlowMatch, MaskedMac } from './flow.ts';
import type { Decision } from './order-flows.ts';

/** Port of the switch by name or number, and what is there: a VM, or undefined for the wire. */
export type SwitchPorts = ReadonlyMap<string, Vm | undefined>;

const groupBit = 2n ** 40n;
const isGroup = ({ value, mask }: MaskedMac): boolean => mask === groupBit && value === groupBit;
const isUnicast = ({ value, mask }: MaskedMac): boolean => mask === groupBit && value === 0n;
const isExact = ({ mask }: MaskedMac): boolean => mask === 2n ** 48n - 1n;

/** What the flows are imported for. */
export interface ImportTarget {
  /** File of the flows. */
  readonly file: string;
  readonly vms: readonly Vm[];
  readonly ports: SwitchPorts;
  /** Flows about one address beyond the card, which no rule can say, are left out with a warning. */
  readonly leaveOut: boolean;
}

/** Frames of a rule by who sends them, whom they are for and their VLAN, as they are written in a policy. */
interface Direction {
  readonly from?: string;
  readonly to?: string;
  readonly vlan?: string;
}

/** What a rule is for, or why there is no rule: `lost` if frames that VMs send are judged by other flows then. */
type Directions =
  | readonly Direction[]
  | { readonly because: string; readonly lost?: true }
  | { readonly refused: string };

const leaveOutOption = '--leave-out';

/** A flow about one address that is no VM's: no frame that the card delivers has it, but VMs send such frames to the wire. */
const beyondCard = (mac: string, fromWire: boolean, { leaveOut }: ImportTarget): Directions => {
  if (fromWire) return { because: `${mac} is no VM's address here` };
  if (leaveOut) return { because: `what VMs send to ${mac} beyond the card is judged by the other flows`, lost: true };
  return {
    refused: `dl_dst=${mac} is no VM's address: the flow is about what VMs send to one address beyond the card, for which rules have no condition; add in_port of the wire if it is about frames from there, or leave such flows out with ${leaveOutOption}`,
  };
};

/** Who sends, by the port that a frame comes in at; a sentence if the port is not known. */
const originsOf = ({ inPort }: FlowMatch, ports: SwitchPorts): Pick<Direction, 'from'> | string => {
  if (inPort === undefined) return {};
  return ports.has(inPort)
    ? { from: ports.get(inPort)?.name ?? 'wire' }
    : `port ${inPort} is not known; name it with --port ${inPort}=VM, or =wire`;
};

const vlanName = (vlan: number): string => (vlan === 0 ? 'untagged VMs' : `VLAN ${vlan}`);

const directionsOf = (match: FlowMatch, target: ImportTarget): Directions => {
  const { destinationMac, vlan } = match;
  const { vms } = target;
  const origin = originsOf(match, target.ports);
  if (typeof origin === 'string') return { refused: origin };
  const fromWire = origin.from === 'wire';
  const sender = vms.find(({ name }) => name === origin.from);
  const reach = sender && !sender.sender.trusted ? sender.vlan : undefined;
  if (reach !== undefined && vlan !== undefined && vlan !== reach)
    return { because: `${origin.from} cannot reach ${vlanName(vlan)}` };
  const inVlan = vms.filter(vm => [undefined, vm.vlan].includes(vlan) && [undefined, vm.vlan].includes(reach));
  // A trusted VM may send in every VLAN.
  if (inVlan.length === 0 && (fromWire || !vms.some(({ sender }) => sender.trusted)))
    return { because: vlan === 0 ? 'no VM is untagged' : `no VM is in VLAN ${vlan}` };
  const anyVm = { ...origin, ...(vlan !== undefined && { vlan: vlan === 0 ? 'none' : `${vlan}` }) };
  if (!destinationMac) return [anyVm];
  if (isGroup(destinationMac)) return [{ ...anyVm, to: 'group' }];
  if (isUnicast(destinationMac)) {
    const toVms = inVlan.map(({ name }) => ({ ...origin, to: name }));
    return fromWire ? toVms : [...toVms, { ...anyVm, to: 'wire' }];
  }
  if (!isExact(destinationMac))
    return { refused: 'dl_dst has a mask that no rule can say; name the VMs by their addresses' };
  const { value } = destinationMac;
  if ((value & groupBit) !== 0n)
    return {
      refused: `dl_dst=${formatMac(value)} is one group address, but rules are about all of them; write 01:00:00:00:00:00/01:00:00:00:00:00`,
    };
  const owners = inVlan.filter(({ mac }) => mac === value).map(({ name }) => ({ ...origin, to: name }));
  const beyond = vms.find(({ mac }) => mac === value);
  if (owners.length === 0 && beyond && reach !== undefined)
    return { because: `${origin.from} cannot reach ${vlanName(beyond.vlan)}` };
  return owners.length > 0 ? owners : beyondCard(formatMac(value), fromWire, target);
};

/** Whether a flow does with frames for these what the switch of the card does, why not, or undefined if it does. */
const wrongOutput = (
  { action }: Decision,
  directions: readonly Direction[],
  ports: SwitchPorts,
): string | undefined => {
  if (action.kind !== 'output') return undefined;
  if (!ports.has(action.port))
    return `port ${action.port} is not known; name it with --port ${action.port}=VM, or =wire`;
  const vm = ports.get(action.port);
  if (vm && directions.length === 1 && directions[0]!.to === vm.name) return undefined;
  return vm
    ? `output to ${vm.name} is for frames with other destinations too, which a card delivers by their address; add dl_dst=${formatMac(vm.mac)}, or write NORMAL`
    : 'output to the wire is for frames to VMs of the card and to groups too, which a card delivers; write NORMAL';
};

const prefixes = (match: FlowMatch): Readonly<Record<string, string>> => {
  const one = (key: string, prefix: IpPrefix | undefined) => (prefix ? { [key]: formatPrefix(prefix) } : {});
  return { ...one('source', match.source), ...one('destination', match.destination) };
};

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

const positionOf = ({ flows }: Decision): Position => ({ line: flows.at(-1)!.line, column: 1 });

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
const refusedMatch = ({ ethertype, protocol }: FlowMatch): string | undefined => {
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

type Rules = readonly (ImportedRule | LeftOut)[];

/** The rules that one decision comes to, with the conditions that `conditionsOf` gives; a sentence if no policy can say it. */
const rulesOf = (
  decision: Decision,
  target: ImportTarget,
  conditionsOf: (match: FlowMatch) => readonly Conditions[],
): Rules | string => {
  const { match, action } = decision;
  const origin = originOf(decision);
  const place = { file: target.file, position: positionOf(decision) };
  const directions = directionsOf(match, target);
  if ('refused' in directions) return directions.refused;
  if ('because' in directions) return [{ origin, ...directions }];
  const wrong = refusedMatch(match) ?? wrongOutput(decision, directions, target.ports);
  if (wrong !== undefined) return wrong;
  return directions.flatMap(({ vlan, ...ends }) =>
    conditionsOf(match).map(one => ({
      ...{ origin, place, ...ends },
      match: { ...(vlan !== undefined && { vlan }), ...one },
      action: action.kind === 'drop' ? 'deny' : 'allow',
    })),
  );
};

/** Whether a flow of IPv6 says of later fragments what no rule for all packets says: by a protocol, or as such. */
const tellsLaterIpv6 = ({ match: { ethertype, protocol, laterFragment } }: Decision): boolean =>
  ethertype === ethertypes.ipv6 && (protocol !== undefined || laterFragment !== undefined);

/** Whether a rule made of {@link matchesOfLaterIpv6} leaves no such fragment. */
const takesAllLaterIpv6 = (rule: ImportedRule | LeftOut): boolean =>
  'match' in rule &&
  rule.from === undefined &&
  rule.to === undefined &&
  Object.keys(rule.match).every(key => key === 'ethertype' || key === 'fragment');

/** Where flows tell later fragments of IPv6 from other packets: rules before all others, for these alone. */
const laterIpv6 = (decisions: readonly Decision[], target: ImportTarget): Rules => {
  if (!decisions.some(tellsLaterIpv6)) return [];
  const rules = decisions.flatMap(decision => {
    const found = rulesOf(decision, target, matchesOfLaterIpv6);
    return typeof found === 'string' ? [] : found.filter(rule => !('because' in rule));
  });
  const rest: ImportedRule = {
    origin: 'later fragments of IPv6, which have protocol 44: no other flow is about them',
    match: { ethertype: 'ipv6', fragment: 'later' },
    action: 'deny',
  };
  const named = rules.map(rule => ({ ...rule, origin: `${rule.origin}, of later fragments of IPv6` }));
  return rules.some(takesAllLaterIpv6) ? named : [...named, rest];
};

/** The rules of decisions in their order, and what of them is lost; a {@link PolicyError} with every one that no policy can say. */
export const openflowRules = (
  decisions: readonly Decision[],
  target: ImportTarget,
): { readonly rules: Rules; readonly warnings: readonly Diagnostic[] } => {
  const { file } = target;
  const mistakes: Diagnostic[] = [];
  const warnings: Diagnostic[] = [];
  const rules = decisions.flatMap((decision): Rules => {
    const position = positionOf(decision);
    const found = rulesOf(decision, target, matchesOf);
    if (typeof found === 'string') {
      mistakes.push({ file, position, severity: 'error', message: found });
      return [];
    }
    const nothing = matchesNothing(decision.match);
    if (nothing !== undefined) return [{ origin: originOf(decision), because: nothing }];
    for (const rule of found)
      if ('because' in rule && rule.lost)
        warnings.push({ file, position, severity: 'warning', message: `the flow is left out: ${rule.because}` });
    return found;
  });
  if (mistakes.length > 0) throw new PolicyError(mistakes);
  return { rules: [...laterIpv6(decisions, target), ...rules], warnings };
};
