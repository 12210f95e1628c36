/**
 * Policy to table contents without places: forwarding entries and ternary rules over the rule key.
 * A rule becomes one ternary word for each combination of the prefixes its port ranges are made of.
 */
import type { RuleKeyField } from '../../hdl/spec/tables/rule-key.ts';
import { groupMac } from '../../hdl/spec/tables/table-entry.ts';
import type { IpPrefix, Match, Policy, PortRange, Rule, Target } from '../policy/policy.ts';
import { anything, both, fieldIs, type Ternary } from './ternary.ts';

export interface RuleAction {
  readonly permit: boolean;
  /** Receive queue of each function that gets the frame. */
  readonly queue: number;
}

export interface TernaryRule extends Ternary {
  readonly action: RuleAction;
  /** Index of the policy's rule it comes from. */
  readonly rule: number;
}

export interface ForwardingEntry {
  readonly mac: bigint;
  /** VLAN id, 0 for untagged traffic. */
  readonly vlan: number;
  /** Functions that get a copy, ascending. */
  readonly functions: readonly number[];
}

/** Function number of the VM at an index of the policy; function 0 is the hypervisor's. */
export const functionOf = (vmIndex: number): number => vmIndex + 1;

/** Ports first..last as the fewest aligned blocks (value, number of free low bits), ascending. */
export const rangeToPrefixes = ({
  first,
  last,
}: PortRange): readonly (readonly [value: number, freeBits: number])[] => {
  const blocks: [number, number][] = [];
  for (let at = first; at <= last; ) {
    let freeBits = 0;
    // The largest block that starts aligned here and ends inside the range.
    while (freeBits < 16 && at % 2 ** (freeBits + 1) === 0 && at + 2 ** (freeBits + 1) - 1 <= last) freeBits++;
    blocks.push([at, freeBits]);
    at += 2 ** freeBits;
  }
  return blocks;
};

const targetConditions = (to: Target, policy: Policy): readonly Ternary[] => {
  if (to.kind === 'any') return [];
  if (to.kind === 'group') return [fieldIs('group', 1)];
  const index = policy.vms.findIndex(vm => vm.name === to.name);
  if (index < 0) throw new RangeError(`the policy has no VM ${to.name}`);
  return [fieldIs('group', 0), fieldIs('function', functionOf(index))];
};

const addressCondition = (name: 'srcIp' | 'dstIp', { version, address, prefixLength }: IpPrefix): Ternary => {
  if (version === 6) return fieldIs(name, address, 128 - prefixLength);
  // The high 96 bits of an IPv4 address are 0 in every key, so they need not be compared.
  const { value, mask } = fieldIs(name, address, 32 - prefixLength);
  return { value, mask: mask & ~fieldIs(name, 0, 32).mask };
};

/** Conditions that one ternary word can hold. */
const plainConditions = (match: Match): readonly Ternary[] => [
  ...(match.ethertype !== undefined ? [fieldIs('ethertype', match.ethertype)] : []),
  ...(match.ipVersion !== undefined ? [fieldIs(match.ipVersion === 4 ? 'ipv4' : 'ipv6', 1)] : []),
  ...(match.protocol !== undefined ? [fieldIs('ipProtocol', match.protocol)] : []),
  ...(match.source ? [addressCondition('srcIp', match.source)] : []),
  ...(match.destination ? [addressCondition('dstIp', match.destination)] : []),
  ...(match.fragment === 'later' ? [fieldIs('laterFragment', 1)] : []),
  ...(match.sourcePort || match.destinationPort || match.icmpType !== undefined ? [fieldIs('l4', 1)] : []),
  ...(match.icmpType !== undefined ? [fieldIs('srcPort', match.icmpType)] : []),
];

const portWords = (name: RuleKeyField, range: PortRange | undefined): readonly Ternary[] =>
  range ? rangeToPrefixes(range).map(([value, freeBits]) => fieldIs(name, value, freeBits)) : [anything];

/** Protocol 0 is also what a key without IP holds: then one word for each IP version. */
const ipPresence = (match: Match): readonly Ternary[] =>
  match.protocol === 0 && match.ipVersion === undefined ? [fieldIs('ipv4', 1), fieldIs('ipv6', 1)] : [anything];

/** All combinations of one word from each list. */
const combine = (lists: readonly (readonly Ternary[])[]): readonly Ternary[] =>
  lists.reduce<readonly Ternary[]>(
    (words, list) => words.flatMap(word => list.flatMap(other => both(word, other) ?? [])),
    [anything],
  );

/** The ternary words that together match exactly what the rule matches; none for a rule that contradicts itself. */
export const lowerRule = (policy: Policy, rule: Rule): readonly Ternary[] =>
  combine([
    ...targetConditions(rule.to, policy).map(word => [word]),
    ...plainConditions(rule.match).map(word => [word]),
    ipPresence(rule.match),
    portWords('srcPort', rule.match.sourcePort),
    portWords('dstPort', rule.match.destinationPort),
  ]);

/** The ternary words of one rule after the other, so that a policy of any size can be counted without being kept. */
export function* lowerEachRule(policy: Policy): Generator<readonly TernaryRule[], void, void> {
  for (const [index, rule] of policy.rules.entries()) {
    const action = { permit: rule.action === 'allow', queue: rule.queue };
    yield lowerRule(policy, rule).map(word => ({ ...word, action, rule: index }));
  }
}

/** Ternary rules of the whole policy in order of priority, first match wins. */
export const lowerRules = (policy: Policy): readonly TernaryRule[] => [...lowerEachRule(policy)].flat();

/** One entry for each VM and one for the group addresses of each VLAN that has a VM. */
export const lowerForwarding = (policy: Policy): readonly ForwardingEntry[] => {
  const unicast = policy.vms.map(({ mac, vlan }, i) => ({ mac, vlan, functions: [functionOf(i)] }));
  const vlans = [...new Set(policy.vms.map(vm => vm.vlan))];
  const group = vlans.map(vlan => ({
    mac: groupMac,
    vlan,
    functions: policy.vms.flatMap((vm, i) => (vm.vlan === vlan ? [functionOf(i)] : [])),
  }));
  return [...unicast, ...group];
};
