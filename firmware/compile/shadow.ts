// SPDX-License-Identifier: Apache-2.0
/**
 * Finds rules that can never decide a frame because earlier rules of their tier take every frame they match.
 *
 * The comparison is exact over the keys that real frames can have (the header vector's rules of presence, the functions
 * the policy has), found by cutting each word into cases and taking the earlier words away. It may give up on rules that
 * overlap in very many ways; then it says of which, and is never wrong. Frames that a rule may match or not are left out: they
 * are no reason to keep a rule that no frame can be seen to match.
 */

import { ethertypes, ipProtocols } from '../../hdl/spec/protocol/headers.ts';
import { type RuleTier, ruleTiers } from '../../hdl/spec/tables/bank-mask.ts';
import { groupFunction, networkFunction } from '../../hdl/spec/tables/rule-key.ts';
import { type Policy, portProtocols, protocols, tierOf } from '../policy/policy.ts';
import { functionOf, type TernaryRule } from './lower.ts';
import { anything, both, covers, fieldIs, type Ternary, without } from './ternary.ts';

export interface Shadow {
  /** Index of the rule that never decides. */
  readonly rule: number;
  /** Indices of the earlier rules that together take its frames, ascending; empty when no frame can match it at all. */
  readonly by: readonly number[];
}

/** What became of the search. */
export interface ShadowSearch {
  readonly shadows: readonly Shadow[];
  /** Indices of the rules for which it gave up. */
  readonly unknown: readonly number[];
}

/** Words compared before the search for one rule gives up; and before the search for all does, a few seconds. */
export const workLimits = { rule: 200_000, policy: 5_000_000 } as const;

/** Steps that a search may take; what is left of them. */
export interface WorkBudget {
  left: number;
}

/** The search gave up. */
class GivenUp extends Error {}

const all = (...words: readonly Ternary[]): Ternary =>
  words.reduce((sum, word) => {
    const joined = both(sum, word);
    if (!joined) throw new RangeError('the cases of real keys contradict each other');
    return joined;
  }, anything);

const noL4 = fieldIs('l4', 0);
const ports = all(fieldIs('l4', 1), fieldIs('laterFragment', 0));
const typeAndCode = all(ports, fieldIs('srcPort', 0, 8), fieldIs('dstPort', 0, 8));

/** Transport cases of an IP packet; only these protocols have an L4 header in the header vector. */
const transportCases = (icmp: number): readonly Ternary[] => [
  noL4,
  ...portProtocols.map(protocol => all(ports, fieldIs('ipProtocol', protocol))),
  all(typeAndCode, fieldIs('ipProtocol', icmp)),
];

const igmp = all(typeAndCode, fieldIs('ipProtocol', ipProtocols.igmp));

const noIp = all(noL4, fieldIs('ipv4', 0), fieldIs('ipv6', 0), fieldIs('laterFragment', 0), fieldIs('ipProtocol', 0));
const readable = all(fieldIs('unreadEthertype', 0), fieldIs('unreadNetwork', 0));
const ipv4 = all(readable, fieldIs('ipv4', 1), fieldIs('ipv6', 0), fieldIs('srcIp', 0, 32), fieldIs('dstIp', 0, 32));
const ipv6 = all(readable, fieldIs('ipv4', 0), fieldIs('ipv6', 1));

/** EtherTypes after which either version of IP is read. */
const labelTypes = [ethertypes.mpls, ethertypes.mplsMulticast, ethertypes.pppoeSession];
const behind = (types: readonly number[], cases: readonly Ternary[]): Ternary[] =>
  types.flatMap(type => cases.map(one => all(fieldIs('ethertype', type), one)));

const headerCases: readonly Ternary[] = [
  noIp,
  ...behind(
    [ethertypes.ipv4, ...labelTypes],
    [...transportCases(protocols.icmp), igmp].map(transport => all(ipv4, transport)),
  ),
  ...behind(
    [ethertypes.ipv6, ...labelTypes],
    transportCases(protocols.icmpv6).map(transport => all(ipv6, transport)),
  ),
];

/** Words that together hold every key of a frame of this policy that the rules of a tier are asked about, and few others. */
export const possibleKeys = (policy: Policy, tier: RuleTier = 'ingress'): readonly Ternary[] => {
  const unicast = policy.vms.map(({ vlan }, i) =>
    all(fieldIs('group', 0), fieldIs('function', functionOf(i)), fieldIs('vlan', vlan)),
  );
  const group = all(fieldIs('group', 1), fieldIs('function', groupFunction));
  const network = tier === 'ingress' ? [] : [all(fieldIs('group', 0), fieldIs('function', networkFunction))];
  return [...unicast, group, ...network].flatMap(target => headerCases.map(headers => all(target, headers)));
};

/** Looks for the earlier words that take every key of a word, until the budget is spent. */
class Cover {
  readonly users = new Set<number>();
  readonly #earlier: readonly TernaryRule[];
  readonly #budget: WorkBudget;

  constructor(earlier: readonly TernaryRule[], budget: WorkBudget) {
    this.#earlier = earlier;
    this.#budget = budget;
  }

  /** Whether the earlier words from index `from` take all of `word`. */
  takes(word: Ternary, from = 0): boolean {
    for (let i = from; i < this.#earlier.length; i++) {
      if (--this.#budget.left < 0) throw new GivenUp();
      const taken = this.#earlier[i]!;
      if (!both(word, taken)) continue;
      this.users.add(taken.rule);
      return covers(taken, word) || without(word, taken).every(piece => this.takes(piece, i + 1));
    }
    return false;
  }
}

/** The words of each rule; those of a rule stand together. */
const byRule = (words: readonly TernaryRule[]): readonly (readonly TernaryRule[])[] => {
  const starts = [...words.keys()].filter(i => words[i]!.rule !== words[i - 1]?.rule);
  return starts.map((start, i) => words.slice(start, starts[i + 1]));
};

/**
 * Indices of the rules that together take all of `words`, one rule alone if that is enough; undefined when some key is left,
 * `unknown` when the budget does not last.
 */
export const coveringRules = (
  words: readonly Ternary[],
  earlier: readonly TernaryRule[],
  budget: WorkBudget = { left: workLimits.rule },
): readonly number[] | 'unknown' | undefined => {
  const takenBy = (candidates: readonly TernaryRule[]): readonly number[] | undefined => {
    const cover = new Cover(candidates, budget);
    return words.every(word => cover.takes(word)) ? [...cover.users].toSorted((a, b) => a - b) : undefined;
  };
  try {
    // One rule first: it is the better answer, and found where the cases of all together are too many.
    for (const candidates of byRule(earlier)) {
      const single = takenBy(candidates);
      if (single) return single;
    }
    return takenBy(earlier);
  } catch (error) {
    if (error instanceof GivenUp) return 'unknown';
    throw error;
  }
};

/** Looks for every rule that can never decide; `all` are the words of all rules in their order. */
export const findShadows = (
  policy: Policy,
  all: readonly TernaryRule[],
  limits: Readonly<Record<keyof typeof workLimits, number>> = workLimits,
): ShadowSearch => {
  const cases = new Map(ruleTiers.map(tier => [tier, possibleKeys(policy, tier)]));
  const lowered = all.filter(({ action }) => action.verdict !== 'unreadable');
  const shadows: Shadow[] = [];
  const unknown: number[] = [];
  let left = limits.policy;
  for (let start = 0, end = 0, rule = 0; rule < policy.rules.length; rule++, start = end) {
    while (end < lowered.length && lowered[end]!.rule === rule) end++;
    const tier = tierOf(policy.rules[rule]!);
    const possible = cases.get(tier)!;
    const words = lowered.slice(start, end).flatMap(word => possible.flatMap(one => both(word, one) ?? []));
    const earlier = lowered.slice(0, start).filter(({ action }) => action.tier === tier);
    const granted = Math.min(left, limits.rule);
    const budget = { left: granted };
    const by = coveringRules(words, earlier, budget);
    left -= granted - Math.max(budget.left, 0);
    if (by === 'unknown') unknown.push(rule);
    else if (by) shadows.push({ rule, by });
  }
  return { shadows, unknown };
};
