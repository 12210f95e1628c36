// SPDX-License-Identifier: Apache-2.0
/**
 * Policy to table contents without places: forwarding entries and ternary rules over the rule key.
 * A rule becomes one ternary word for each combination of the prefixes its port ranges are made of; one that denies or passes, also
 * the words of `unreadable.ts` for frames that may match or not.
 */
import { networkSender } from '../../hdl/spec/tables/bank-key.ts';
import type { RuleTier } from '../../hdl/spec/tables/bank-mask.ts';
import type { SlotVerdict } from '../../hdl/spec/tables/bank-slot.ts';
import { networkFunction, type RuleKeyField, ruleKeyBits, ruleKeyFields } from '../../hdl/spec/tables/rule-key.ts';
import { groupMac } from '../../hdl/spec/tables/table-entry.ts';
import type { UnreadLevel } from '../../hdl/spec/tables/unread.ts';
import {
  type IpPrefix,
  type Match,
  type Origin,
  type Policy,
  type PortRange,
  type Rule,
  type Target,
  tierOf,
  vmIndex,
} from '../policy/policy.ts';
import { anything, combine, fieldIs, type Ternary } from './ternary.ts';
import { TakenWords, unreadableWords } from './unreadable.ts';

export interface WordAction {
  readonly tier: RuleTier;
  /** `unreadable`: the word holds frames that may match the rule or not. */
  readonly verdict: SlotVerdict;
  /** Receive queue of each function that gets the frame. */
  readonly queue: number;
}

export interface TernaryRule extends Ternary {
  readonly action: WordAction;
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

/** Function numbers that the rule key can hold. */
const keyFunctions = 2 ** ruleKeyFields.find(({ name }) => name === 'function')!.bits;

/**
 * Frames to a function. One that the key cannot hold is written above the key, where no frame has anything: the rules of a
 * policy with too many VMs are counted like any others, and are refused later. Below it stands function 0, which no VM is.
 */
const toFunction = (number: number): Ternary => {
  if (number < keyFunctions) return fieldIs('function', number);
  const none = fieldIs('function', 0);
  const above = BigInt(ruleKeyBits);
  return { value: none.value | (BigInt(number) << above), mask: none.mask | (0xffff_ffffn << above) };
};

/** Function of a VM by its name. */
const functionNamed = (policy: Policy, name: string): number => {
  const index = vmIndex(policy, name);
  if (index === undefined) throw new RangeError(`the policy has no VM ${name}`);
  return functionOf(index);
};

const targetConditions = (to: Target, policy: Policy): readonly Ternary[] => {
  if (to.kind === 'any') return [];
  if (to.kind === 'group') return [fieldIs('group', 1)];
  if (to.kind === 'wire') return [fieldIs('group', 0), fieldIs('function', networkFunction)];
  return [fieldIs('group', 0), toFunction(functionNamed(policy, to.name))];
};

/** Functions that the rule key can hold as senders; rules of others are refused, as they are of receivers. */
const keySenders = 2 ** ruleKeyFields.find(({ name }) => name === 'sender')!.bits - 1;

const originConditions = (from: Origin | undefined, policy: Policy): readonly Ternary[] => {
  if (from === undefined) return [];
  if (from.kind === 'wire') return [fieldIs('sender', networkSender)];
  const number = functionNamed(policy, from.name);
  if (number < keySenders) return [fieldIs('sender', number)];
  // As for receivers: above the key, where no frame has anything.
  const above = BigInt(ruleKeyBits + 32);
  return [{ value: BigInt(number) << above, mask: 0xffff_ffffn << above }];
};

/** What a rule asks of a frame beside the conditions that may be unknown: who sends it to whom, in which VLAN. */
const pathConditions = (policy: Policy, { from, to, match: { vlan } }: Rule): readonly (readonly Ternary[])[] =>
  [
    ...originConditions(from, policy),
    ...targetConditions(to, policy),
    ...(vlan === undefined ? [] : [fieldIs('vlan', vlan)]),
  ].map(word => [word]);

const addressCondition = (name: 'srcIp' | 'dstIp', { version, address, prefixLength }: IpPrefix): Ternary => {
  if (version === 6) return fieldIs(name, address, 128 - prefixLength);
  // The high 96 bits of an IPv4 address are 0 in every key, so they need not be compared.
  const { value, mask } = fieldIs(name, address, 32 - prefixLength);
  return { value, mask: mask & ~fieldIs(name, 0, 32).mask };
};

const portWords = (name: RuleKeyField, range: PortRange | undefined): readonly Ternary[] =>
  range ? rangeToPrefixes(range).map(([value, freeBits]) => fieldIs(name, value, freeBits)) : [anything];

/** Protocol 0 is also what a key without IP holds: then one word for each IP version. */
const ipPresence = (match: Match): readonly Ternary[] =>
  match.protocol === 0 && match.ipVersion === undefined ? [fieldIs('ipv4', 1), fieldIs('ipv6', 1)] : [anything];

const whenGiven = (given: boolean, ...lists: readonly (readonly Ternary[])[]): readonly Ternary[] | undefined =>
  given ? combine(lists) : undefined;

/**
 * The conditions of a match, each as the words in which it is true, under the level of `unread.ts` at which it becomes
 * unknown; undefined where the match has none. A known field is asked for where an unknown one could look like it.
 */
export const conditionsOf = (match: Match) => {
  const { ethertype, ipVersion, protocol, source, destination, fragment, sourcePort, destinationPort, icmpType } =
    match;
  const one = (given: boolean, word: () => Ternary): readonly Ternary[] => [given ? word() : anything];
  return {
    ethertype: whenGiven(
      ethertype !== undefined,
      [fieldIs('ethertype', ethertype ?? 0)],
      [fieldIs('unreadEthertype', 0)],
    ),
    network: whenGiven(
      ipVersion !== undefined,
      [fieldIs(ipVersion === 4 ? 'ipv4' : 'ipv6', 1)],
      one(source !== undefined, () => addressCondition('srcIp', source!)),
      one(destination !== undefined, () => addressCondition('dstIp', destination!)),
    ),
    protocol: whenGiven(
      protocol !== undefined,
      [fieldIs('ipProtocol', protocol ?? 0)],
      [fieldIs('unreadProtocol', 0)],
      ipPresence(match),
    ),
    ports: whenGiven(
      sourcePort !== undefined || destinationPort !== undefined || icmpType !== undefined,
      [fieldIs('l4', 1)],
      one(icmpType !== undefined, () => fieldIs('srcPort', icmpType!)),
      portWords('srcPort', sourcePort),
      portWords('dstPort', destinationPort),
    ),
    fragment: whenGiven(fragment === 'later', [fieldIs('laterFragment', 1)]),
  } satisfies Readonly<Record<UnreadLevel | 'fragment', readonly Ternary[] | undefined>>;
};

/** The ternary words that together match exactly what the rule matches; none for a rule that contradicts itself. */
export const lowerRule = (policy: Policy, rule: Rule): readonly Ternary[] =>
  combine([
    ...pathConditions(policy, rule),
    ...Object.values(conditionsOf(rule.match)).map(words => words ?? [anything]),
  ]);

/** The ternary words of one rule after the other, so that a policy of any size can be counted without being kept. */
export function* lowerEachRule(policy: Policy): Generator<readonly TernaryRule[], void, void> {
  const taken = new Map<RuleTier, TakenWords>();
  for (const [index, rule] of policy.rules.entries()) {
    const tier = tierOf(rule);
    const known = taken.get(tier) ?? new TakenWords();
    taken.set(tier, known);
    const path = combine(pathConditions(policy, rule));
    const mayMatch =
      rule.action === 'allow' ? [] : unreadableWords(path, conditionsOf(rule.match)).filter(word => known.isNew(word));
    const action = { tier, verdict: rule.action, queue: rule.queue };
    const otherwise = { tier, verdict: 'unreadable', queue: 0 } as const;
    yield [
      ...lowerRule(policy, rule).map(word => ({ ...word, action, rule: index })),
      ...mayMatch.map(word => ({ ...word, action: otherwise, rule: index })),
    ];
  }
}

/** Ternary rules of the whole policy in order of priority; in each tier the first match wins. */
export const lowerRules = (policy: Policy): readonly TernaryRule[] => [...lowerEachRule(policy)].flat();

/** One entry for each VM and one for the group addresses of each VLAN that has a VM. */
export const lowerForwarding = (policy: Policy): readonly ForwardingEntry[] => {
  const unicast = policy.vms.map(({ mac, vlan }, i) => ({ mac, vlan, functions: [functionOf(i)] }));
  const members = new Map<number, number[]>();
  for (const [i, { vlan }] of policy.vms.entries()) {
    if (!members.has(vlan)) members.set(vlan, []);
    members.get(vlan)!.push(functionOf(i));
  }
  const group = Array.from(members, ([vlan, functions]) => ({ mac: groupMac, vlan, functions }));
  return [...unicast, ...group];
};
