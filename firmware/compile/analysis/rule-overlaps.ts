// SPDX-License-Identifier: Apache-2.0
/**
 * Rules that are in each other's way: one that never decides a frame, and pairs that say the opposite of some frames while each
 * also matches others, so that their order matters and may be meant otherwise. A narrow rule before a wide one is neither.
 */
import { type Policy, type Rule, tierOf, vmIndex } from '../../policy/policy.ts';
import { type Box, both, covers } from './box.ts';
import { holdingBox } from './condition-boxes.ts';
import { type Destination, isGroup } from './decisions.ts';
import { keySpace } from './key-space.ts';
import {
  type AskedTables,
  besideSender,
  inReach,
  judgesSenders,
  type RegionTo,
  senderOf,
  wireDestinations,
} from './questions.ts';
import { type Budget, BudgetSpent, regionsOf, spend } from './regions.ts';
import { type FrameSender, wireSender } from './witness.ts';

export interface RuleOverlap {
  /** `shadowed`: the later rule never decides. `conflict`: the two say the opposite. */
  readonly kind: 'shadowed' | 'conflict';
  /** Indices of the rule that decides the frames of the witness, and of the one that matches them as well. */
  readonly earlier: number;
  readonly later: number;
  readonly witness: RegionTo;
}

export interface RuleOverlaps {
  readonly found: readonly RuleOverlap[];
  /** All frames were looked at; else there may be more, and `shadowed` was not looked for. */
  readonly complete: boolean;
}

/** Well-formed frames: of the others it is mostly not the rules that decide. */
const space: readonly Box[] = keySpace.map(({ box }) => box).filter(box => box.malformed?.[0]?.[0] === 0n);

/** Frames of somebody to somebody; `others` get them, of whom the sender is none. */
interface Way {
  readonly sender: FrameSender;
  readonly to: Destination;
  readonly others: Destination;
}

/** The frames of each way that a rule certainly matches, by rule. */
type Matches = ReadonlyMap<Way, ReadonlyMap<number, Box>>;

/** From the wire to all that are on the card; and from each VM, where rules know senders. */
const waysOf = (tables: AskedTables): readonly Way[] => {
  const { policy, destinations } = tables;
  const fromWire = destinations.map(to => ({ sender: wireSender, to, others: to }));
  if (!judgesSenders(policy)) return fromWire;
  const outside = wireDestinations([policy]);
  const fromVms = policy.vms.flatMap((_, i) => {
    const beyond = inReach(outside, tables, i + 1).map(to => ({ to, others: to }));
    const sender = senderOf(tables, i + 1);
    return [...besideSender(destinations, tables, i + 1), ...beyond].map(meant => ({ sender, ...meant }));
  });
  return [...fromWire, ...fromVms];
};

const isFor = (policy: Policy, rule: Rule, { sender: { fn }, to: destination }: Way): boolean => {
  const { from, to, match } = rule;
  const group = isGroup(destination);
  const [receiver] = destination.functions;
  const tier = tierOf(rule);
  if (tier === 'egress' ? fn === undefined : tier === 'ingress' && receiver === undefined) return false;
  if (match.vlan !== undefined && match.vlan !== destination.vlan) return false;
  if (from && (from.kind === 'wire' ? fn !== undefined : vmIndex(policy, from.name)! + 1 !== fn)) return false;
  if (to.kind === 'any') return true;
  if (to.kind === 'group') return group;
  if (to.kind === 'wire') return !group && receiver === undefined;
  return !group && receiver === vmIndex(policy, to.name)! + 1;
};

/** As the policy has it: of a rule that never decides, the tables need hold nothing. */
const matchesOf = (policy: Policy, tables: AskedTables): Matches => {
  const boxes = policy.rules.map(({ match }) => holdingBox(match));
  return new Map(
    waysOf(tables).map(way => {
      const rules = policy.rules.flatMap((rule, index) => {
        const box = isFor(policy, rule, way) ? boxes[index] : undefined;
        return box ? [[index, box] as const] : [];
      });
      return [way, new Map(rules)];
    }),
  );
};

/** Whether all that one rule matches another does as well. */
const isWithin = (matches: Matches, inner: number, outer: number, budget: Budget): boolean =>
  [...matches.values()].every(byRule => {
    const [box, taken] = [byRule.get(inner), byRule.get(outer)];
    if (!box) return true;
    spend(budget, space.length);
    const real = space.flatMap(one => both(one, box) ?? []);
    return real.every(one => taken !== undefined && covers(taken, one));
  });

class OverlapSearch {
  readonly deciding = new Set<number>();
  /** Witnesses by later rule and the earlier one that takes frames from it. */
  readonly taken = new Map<number, Map<number, RegionTo>>();
  readonly #tables: AskedTables;
  readonly #matches: Matches;
  readonly #budget: Budget;

  constructor(tables: AskedTables, matches: Matches, budget: Budget) {
    this.#tables = tables;
    this.#matches = matches;
    this.#budget = budget;
  }

  run(): void {
    for (const way of this.#matches.keys()) {
      const { sender, to, others } = way;
      for (const box of space) {
        for (const region of regionsOf(box, this.#tables.stepsTo(to, sender.fn), this.#budget)) {
          // Frames that a rule may match or not are no reason to keep one that decides no others.
          const last = region.outcome.event === 'unreadable' ? [] : [region.cause];
          for (const cause of [...region.passedBy, ...last]) {
            if (!('rule' in cause) || cause.rule < 0) continue;
            this.deciding.add(cause.rule);
            this.#noteLater(way, { ...region, to: others, sender }, cause.rule);
          }
        }
      }
    }
  }

  /** Rules of the same tier that would have been asked after one that decided, or passed the frame on. */
  #noteLater(way: Way, region: RegionTo, earlier: number): void {
    const { rules } = this.#tables.policy;
    const tier = tierOf(rules[earlier]!);
    for (const [later, matched] of this.#matches.get(way)!) {
      if (later <= earlier || tierOf(rules[later]!) !== tier || this.taken.get(later)?.has(earlier)) continue;
      spend(this.#budget, 1);
      const box = both(region.box, matched);
      if (!box) continue;
      const by = this.taken.get(later) ?? new Map<number, RegionTo>();
      this.taken.set(later, by.set(earlier, { ...region, box }));
    }
  }
}

const pairsOf = (taken: OverlapSearch['taken']) =>
  [...taken].flatMap(([later, by]) => [...by].map(([earlier, witness]) => ({ earlier, later, witness })));

/** Looks for all of them, as far as the budget goes. */
export const ruleOverlaps = (policy: Policy, tables: AskedTables, budget: Budget): RuleOverlaps => {
  const matches = matchesOf(policy, tables);
  const search = new OverlapSearch(tables, matches, budget);
  const found: RuleOverlap[] = [];
  let complete = false;
  try {
    search.run();
    const shadowed = [...search.taken.keys()].filter(later => !search.deciding.has(later));
    for (const later of shadowed.toSorted((a, b) => a - b)) {
      const [earlier, witness] = [...search.taken.get(later)!].toSorted(([a], [b]) => a - b)[0]!;
      found.push({ kind: 'shadowed', earlier, later, witness });
    }
    for (const pair of pairsOf(search.taken)) {
      const { earlier, later } = pair;
      const actions = [earlier, later].map(index => policy.rules[index]!.action);
      const isOpposite = actions.includes('allow') && actions.includes('deny');
      if (!isOpposite || !search.deciding.has(later)) continue;
      const isException = isWithin(matches, earlier, later, budget) || isWithin(matches, later, earlier, budget);
      if (!isException) found.push({ kind: 'conflict', ...pair });
    }
    complete = true;
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
  }
  return { found: found.toSorted((a, b) => a.later - b.later || a.earlier - b.earlier), complete };
};
