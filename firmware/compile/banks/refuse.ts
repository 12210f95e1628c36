// SPDX-License-Identifier: Apache-2.0
/**
 * Who has to go when the rules do not fit: the tenant that has most without a place, until all others have one. Rules of a
 * tenant are refused together, since some of them alone would say something else.
 */
import type { BankRule } from './bank-rules.ts';
import { none } from './bank-slots.ts';
import { ternaryCost } from './bank-ternary.ts';
import { insertAll } from './place-items.ts';
import { fillTernary, type RulePlacement } from './place-rules.ts';

/** Rules without a place, as indices into those of the placement, of one tenant. */
export interface Refusal {
  /** Function of the VM that the rules are for; undefined for rules of all. */
  readonly tenant: number | undefined;
  readonly left: readonly number[];
}

export interface SettledPlacement extends RulePlacement {
  /** Tenants none of whose rules are placed, in the order in which they were refused. */
  readonly refused: readonly Refusal[];
}

const byTenant = (rules: readonly BankRule[], items: readonly number[]): readonly Refusal[] => {
  const found = new Map<number | undefined, number[]>();
  for (const item of items) {
    const tenant = rules[item]!.receiver;
    const known = found.get(tenant);
    if (known) known.push(item);
    else found.set(tenant, [item]);
  }
  return [...found].map(([tenant, left]) => ({ tenant, left }));
};

const cost = (rules: readonly BankRule[], items: readonly number[]): number =>
  items.reduce((sum, item) => sum + ternaryCost(rules[item]!), 0);

/**
 * Refuses tenants until the rules of all others have places; `room` is that of the ternary array, in which each of them needs
 * an entry that denies. Rules that are for all are never taken from the others: when they lack places, they are refused at last,
 * alone.
 */
export const refuseTenants = (placement: RulePlacement, room: number): SettledPlacement => {
  const { rules, slots } = placement;
  const refused: Refusal[] = [];
  let { ternary, left } = placement;
  while (left.length > 0) {
    const tenants = byTenant(rules, left).toSorted((a, b) => cost(rules, b.left) - cost(rules, a.left));
    const worst = tenants.find(({ tenant }) => tenant !== undefined) ?? tenants[0]!;
    refused.push(worst);
    const gone = new Set(refused.map(({ tenant }) => tenant));
    const isOf = (item: number): boolean => gone.has(rules[item]!.receiver);
    slots.removeAll([...rules.keys()].filter(item => isOf(item) && slots.homeOf(item) !== none));
    const waiting = [...ternary, ...left].filter(item => !isOf(item));
    const still = insertAll(slots.items, slots, waiting).toSorted((a, b) => a - b);
    ({ ternary, left } = fillTernary(rules, still, Math.max(0, room - refused.length)));
  }
  return { ...placement, ternary, left, refused };
};
