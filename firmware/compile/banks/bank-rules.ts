// SPDX-License-Identifier: Apache-2.0
/**
 * Policy to rules as the banks hold them, without places: one conjunction for most rules, and for a rule that denies or passes those for
 * the frames that may match it or not.
 */
import { ethertypes } from '../../../hdl/spec/protocol/headers.ts';
import { groupReceiver, networkReceiver, networkSender, unreadNumbers } from '../../../hdl/spec/tables/bank-key.ts';
import type { RuleTier } from '../../../hdl/spec/tables/bank-mask.ts';
import { priorityBits, restStep, type SlotVerdict, slotAddressBits } from '../../../hdl/spec/tables/bank-slot.ts';
import { type UnreadLevel, unreadLevels } from '../../../hdl/spec/tables/unread.ts';
import { type IpPrefix, type Match, type Policy, type Rule, tierOf } from '../../policy/policy.ts';
import { functionOf } from '../lower.ts';
import {
  type Conjunction,
  conjunctionText,
  everything,
  flagIs,
  meetAll,
  ofVersions,
  unreadFromTo,
} from './conjunction.ts';

/** What one slot, or the two of an IPv6 rule, will hold. */
export interface BankRule extends Conjunction {
  readonly tier: RuleTier;
  readonly verdict: SlotVerdict;
  readonly priority: number;
  /** Receive queue of a frame that it allows; 0 leaves it to RSS. */
  readonly queue: number;
  /** Index of the policy's rule it comes from. */
  readonly rule: number;
}

/** Rules of a policy as banks can hold them. */
export interface LoweredRules {
  readonly bankRules: readonly BankRule[];
  /** Indices of the rules that only the ternary array can hold, ascending. */
  readonly ternaryOnly: readonly number[];
}

/** The number of `unreadNumbers` from which on a level is unknown. */
const unknownFrom = (level: UnreadLevel): number => unreadNumbers.indexOf(level);

const known = (level: UnreadLevel): Conjunction => unreadFromTo(0, unknownFrom(level) - 1);
const unknown = (level: UnreadLevel): Conjunction => unreadFromTo(unknownFrom(level), unreadNumbers.length - 1);

/** EtherTypes after which IP is read though they do not name it: where ports are known, the key does not hold the type. */
const carrierTypes: readonly number[] = [ethertypes.mpls, ethertypes.mplsMulticast, ethertypes.pppoeSession];

/** Who sends it to whom, in which VLAN: what a rule asks of a frame and no frame leaves unknown. */
const pathConditions = ({ from, to, match: { vlan } }: Rule, functions: ReadonlyMap<string, number>): Conjunction => {
  const functionNamed = (name: string): number => {
    const found = functions.get(name);
    if (found === undefined) throw new RangeError(`the policy has no VM ${name}`);
    return found;
  };
  const receivers = { group: groupReceiver, wire: networkReceiver } as const;
  const sender = from && (from.kind === 'wire' ? networkSender : functionNamed(from.name));
  return {
    ...everything,
    ...(to.kind !== 'any' && { receiver: to.kind === 'vm' ? functionNamed(to.name) : receivers[to.kind] }),
    ...(sender !== undefined && { sender }),
    ...(vlan !== undefined && { vlan }),
  };
};

/** The key holds the EtherType in the place of the destination port where there are no ports. */
const ethertypeCondition = (ethertype: number): readonly Conjunction[] => {
  const range = { first: ethertype, last: ethertype };
  const withoutPorts = { ...flagIs('l4', 0), destinationPort: range };
  const version = ethertype === ethertypes.ipv4 ? 'ipv4' : ethertype === ethertypes.ipv6 ? 'ipv6' : undefined;
  if (!version) return [withoutPorts];
  return [
    ...meetAll([[ofVersions(version)], [flagIs('plain', 1)]]),
    ...meetAll([[ofVersions('notIp')], [withoutPorts]]),
  ];
};

/** The prefixes, of lengths that slots can compare, that together are a prefix; undefined means every address. */
const prefixesOf = (prefix: IpPrefix | undefined): readonly (IpPrefix | undefined)[] => {
  if (!prefix || prefix.prefixLength === 0) return [undefined];
  const { version, address, prefixLength } = prefix;
  const rest = prefixLength - slotAddressBits;
  if (version === 4 || rest <= 0 || rest % restStep === 0) return [prefix];
  const longer = slotAddressBits + Math.ceil(rest / restStep) * restStep;
  const size = 1n << BigInt(128 - longer);
  return Array.from({ length: 2 ** (longer - prefixLength) }, (_, i) => ({
    version,
    address: address + BigInt(i) * size,
    prefixLength: longer,
  }));
};

type Alternatives = readonly Conjunction[];

/** The conditions of a match, each as the conjunctions in which it is true; undefined where the match has none. */
const conditionsOf = ({ ethertype, ipVersion, protocol, source, destination, ...match }: Match) => {
  const version = ipVersion === undefined ? everything : ofVersions(ipVersion === 4 ? 'ipv4' : 'ipv6');
  const { sourcePort, destinationPort, icmpType } = match;
  const ports = sourcePort !== undefined || destinationPort !== undefined || icmpType !== undefined;
  return {
    ethertype: ethertype === undefined ? undefined : meetAll([[known('ethertype')], ethertypeCondition(ethertype)]),
    network:
      ipVersion === undefined
        ? undefined
        : meetAll([
            [version],
            prefixesOf(source).map(one => (one ? { ...everything, source: one } : everything)),
            prefixesOf(destination).map(one => (one ? { ...everything, destination: one } : everything)),
          ]),
    protocol:
      protocol === undefined
        ? undefined
        : meetAll([
            [known('protocol')],
            [{ ...everything, protocol }],
            // A key without IP holds protocol 0 as well.
            [protocol === 0 ? ofVersions('ipv4', 'ipv6') : everything],
          ]),
    ports: ports
      ? meetAll([
          [flagIs('l4', 1)],
          [icmpType === undefined ? everything : { ...everything, sourcePort: { first: icmpType, last: icmpType } }],
          [{ ...everything, ...(sourcePort && { sourcePort }), ...(destinationPort && { destinationPort }) }],
        ])
      : undefined,
    fragment: match.fragment === 'later' ? [flagIs('laterFragment', 1)] : undefined,
  } satisfies Readonly<Record<UnreadLevel | 'fragment', Alternatives | undefined>>;
};

const orAny = (condition: Alternatives | undefined): Alternatives => condition ?? [everything];

/** Frames of which it is unknown whether they are later fragments. */
const unreadFragment = meetAll([[flagIs('unreadFragment', 1)], [unknown('protocol')]]);

/** Conjunctions of the frames in which no condition is false and at least one is unknown. */
const mayMatch = (path: Conjunction, conditions: ReturnType<typeof conditionsOf>): Alternatives => {
  const fragment = conditions.fragment ? [...conditions.fragment, ...unreadFragment] : [everything];
  const byLevel = unreadLevels
    .filter(level => conditions[level] !== undefined)
    .flatMap(level => {
      const before = unreadLevels.slice(0, unreadLevels.indexOf(level)).map(one => orAny(conditions[one]));
      return meetAll([[path], [unknown(level)], ...before, fragment]);
    });
  if (!conditions.fragment) return byLevel;
  const byFragment = meetAll([[path], unreadFragment, ...unreadLevels.map(level => orAny(conditions[level]))]);
  return [...byLevel, ...byFragment];
};

/** Whether a slot cannot say what the rule says: the type after which IP was read, of a frame with ports. */
const needsTernary = ({ match }: Rule): boolean =>
  match.ethertype !== undefined && carrierTypes.includes(match.ethertype);

/** Priorities of the rules of a policy, far apart, so that later ones find room between them. RangeError when there are too many. */
export const spreadPriorities = (count: number): ((rule: number) => number) => {
  const most = 2 ** priorityBits;
  if (count > most) throw new RangeError(`${count} rules are more than the ${most} that priorities tell apart`);
  const step = Math.floor(most / Math.max(1, count));
  return rule => rule * step + (step >> 1);
};

/**
 * Rules of a policy for the banks. Of conjunctions of a tier that are alike only the first is kept, since it always wins.
 */
export const lowerToBanks = (
  policy: Pick<Policy, 'rules' | 'vms'>,
  priorityOf: (rule: number) => number = spreadPriorities(policy.rules.length),
): LoweredRules => {
  const functions = new Map(policy.vms.map((vm, index) => [vm.name, functionOf(index)]));
  const taken = new Set<string>();
  const bankRules: BankRule[] = [];
  const ternaryOnly: number[] = [];
  for (const [rule, policyRule] of policy.rules.entries()) {
    if (needsTernary(policyRule)) {
      ternaryOnly.push(rule);
      continue;
    }
    const path = pathConditions(policyRule, functions);
    const tier = tierOf(policyRule);
    const conditions = conditionsOf(policyRule.match);
    const add = (conjunction: Conjunction, verdict: SlotVerdict): void => {
      const text = `${tier} ${verdict === 'unreadable' ? 'may ' : ''}${conjunctionText(conjunction)}`;
      if (taken.has(text)) return;
      taken.add(text);
      const queue = verdict === 'allow' ? policyRule.queue : 0;
      bankRules.push({ ...conjunction, tier, verdict, priority: priorityOf(rule), queue, rule });
    };
    for (const one of meetAll([[path], ...Object.values(conditions).map(orAny)])) add(one, policyRule.action);
    if (policyRule.action !== 'allow') for (const one of mayMatch(path, conditions)) add(one, 'unreadable');
  }
  return { bankRules, ternaryOnly };
};
