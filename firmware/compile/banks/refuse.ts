// SPDX-License-Identifier: Apache-2.0
/**
 * Who has to go when the rules do not fit: the tenant that has most without a place, until all others have one. Rules of a
 * tenant are refused together, since some of them alone would say something else.
 */
import { groupReceiver, networkReceiver, networkSender } from '../../../hdl/spec/tables/bank-key.ts';
import { groupBy } from '../group-by.ts';
import type { BankRule } from './bank-rules.ts';
import { none } from './bank-slots.ts';
import { ternaryCost } from './bank-ternary.ts';
import { insertAll } from './place-items.ts';
import { fillTernary, type RulePlacement, slotsOf } from './place-rules.ts';

/** Rules of one tenant, none of which is placed. */
export interface Refusal {
  /** Function of the VM whose rules they are; undefined for rules of all. */
  readonly tenant: number | undefined;
  /** Those that found no place; all of them when there are more rules than slots. */
  readonly left: readonly BankRule[];
  /** The tenants need more slots than there are, and this one most. */
  readonly oversize: boolean;
}

export interface SettledPlacement extends RulePlacement {
  /** In the order in which they were refused. */
  readonly refused: readonly Refusal[];
}

/** Ends of a frame that are nobody's: rules for all, for group addresses, and for the network. */
const nobodys: readonly (number | undefined)[] = [undefined, groupReceiver, networkReceiver, networkSender];

/** The tenant whose rule it is, which can be refused without the others: who sends, of an egress rule, else who receives. */
export const ownerOf = ({
  tier,
  sender,
  receiver,
}: Pick<BankRule, 'tier' | 'sender' | 'receiver'>): number | undefined => {
  const end = tier === 'egress' ? sender : receiver;
  return nobodys.includes(end) ? undefined : end;
};

const isOneOf = (tenants: ReadonlySet<number | undefined>, rule: BankRule): boolean => {
  const owner = ownerOf(rule);
  return owner !== undefined && tenants.has(owner);
};

/** Refuses the tenants with most rules until the rules of the others are no more than `slots`. */
export const refuseOversize = (
  rules: readonly BankRule[],
  slots: number,
): { readonly kept: readonly BankRule[]; readonly refused: readonly Refusal[] } => {
  const tenants = [...groupBy(rules, ownerOf)]
    .map(([tenant, left]) => ({ tenant, left, slots: slotsOf(left), oversize: true }))
    .toSorted((a, b) => b.slots - a.slots || (a.tenant ?? 0) - (b.tenant ?? 0));
  let needed = slotsOf(rules);
  const refused = tenants.filter(one => {
    if (needed <= slots || one.tenant === undefined) return false;
    needed -= one.slots;
    return true;
  });
  const gone = new Set(refused.map(({ tenant }) => tenant));
  return {
    kept: gone.size === 0 ? rules : rules.filter(rule => !isOneOf(gone, rule)),
    refused,
  };
};

const cost = (rules: readonly BankRule[]): number => rules.reduce((sum, rule) => sum + ternaryCost(rule), 0);

/**
 * Refuses tenants until the rules of all others have places; `room` is that of the ternary array, in which each of them needs
 * an entry that denies. Rules for all belong to no tenant: when only they lack places, they are named as refused with the
 * others as they are, and such a placement is not to be loaded. `before` are tenants whose rules are not in the placement.
 */
export const refuseTenants = (placement: RulePlacement, room: number, before: readonly Refusal[]): SettledPlacement => {
  const { rules, slots } = placement;
  const refused = [...before];
  let { ternary, left } = placement;
  while (left.length > 0) {
    const tenants = [
      ...groupBy(
        left.map(item => rules[item]!),
        ownerOf,
      ),
    ]
      .map(([tenant, of]) => ({ tenant, left: of, oversize: false }))
      .toSorted((a, b) => cost(b.left) - cost(a.left));
    const worst = tenants.find(({ tenant }) => tenant !== undefined) ?? tenants[0]!;
    refused.push(worst);
    if (worst.tenant === undefined) break;
    const gone = new Set(refused.map(({ tenant }) => tenant));
    const isOf = (item: number): boolean => isOneOf(gone, rules[item]!);
    slots.removeAll([...rules.keys()].filter(item => isOf(item) && slots.homeOf(item) !== none));
    const waiting = [...ternary, ...left].filter(item => !isOf(item));
    const still = insertAll(slots.items, slots, waiting).toSorted((a, b) => a - b);
    ({ ternary, left } = fillTernary(rules, still, Math.max(0, room - refused.length)));
  }
  return { ...placement, ternary, left, refused };
};
