// SPDX-License-Identifier: Apache-2.0
/** Rules of a policy to the tables of the large classifier: lowered, placed, and what could not be placed refused. */
import type { Config } from '../../../hdl/spec/configs.ts';
import { bankSlots } from '../../../hdl/spec/tables/bank-slot.ts';
import { inBothImages } from '../../../hdl/spec/tables/table-entry.ts';
import { type Policy, tierOf } from '../../policy/policy.ts';
import { lowerRules } from '../lower.ts';
import { type BankRule, lowerToBanks, spreadPriorities } from './bank-rules.ts';
import { type BankTables, bankTables, type TernaryEntry } from './bank-tables.ts';
import { ternaryWords } from './bank-ternary.ts';
import { everything } from './conjunction.ts';
import { placeRules } from './place-rules.ts';
import { refuseOversize, refuseTenants, type SettledPlacement } from './refuse.ts';

export interface CompiledBanks {
  readonly placement: SettledPlacement;
  /** Entries of the rules that only the ternary array can hold. */
  readonly others: readonly TernaryEntry[];
  /** Whether every rule has its places. */
  readonly fits: boolean;
  readonly tables: BankTables;
}

/** Rules of a policy without places. */
export interface LoweredPolicy {
  readonly bankRules: readonly BankRule[];
  /** Entries of the rules that only the ternary array can hold. */
  readonly others: readonly TernaryEntry[];
}

/** Entries of the rules that no slot can hold, in their order. */
export const entriesOfOthers = (
  policy: Policy,
  others: readonly number[],
  priorityOf: (rule: number) => number,
): readonly TernaryEntry[] =>
  others.flatMap(rule =>
    lowerRules({ ...policy, rules: [policy.rules[rule]!] }).map(({ value, mask, action }) => ({
      value,
      mask,
      ...action,
      priority: priorityOf(rule),
      queue: action.verdict === 'allow' ? action.queue : 0,
      rule,
    })),
  );

/** What may be given besides. */
export interface CompileOptions {
  /** Valid bits of the slots: bit i for image i. */
  readonly valid?: number;
  /** The policy as {@link lowerPolicy} gives it. */
  readonly lowered?: LoweredPolicy;
}

/** Lowers a policy, for any number of configurations. */
export const lowerPolicy = (policy: Policy): LoweredPolicy => {
  const priorityOf = spreadPriorities(policy.rules.length);
  const { bankRules, ternaryOnly } = lowerToBanks(policy, priorityOf);
  return { bankRules, others: entriesOfOthers(policy, ternaryOnly, priorityOf) };
};

/** The index that entries have which come from no rule. */
export const noRule = -1;

/** Everything to a tenant whose rules were refused is denied, before all other rules. */
const guards = ({ refused }: SettledPlacement): readonly TernaryEntry[] =>
  refused.flatMap(({ tenant, left }) => {
    if (tenant === undefined) return [];
    const deny = { verdict: 'deny', priority: 0, queue: 0, rule: noRule } as const;
    const sent = ternaryWords({ ...everything, sender: tenant }).map(word => ({
      ...word,
      ...deny,
      tier: 'egress' as const,
    }));
    const received = ternaryWords({ ...everything, receiver: tenant }).map(word => ({
      ...word,
      ...deny,
      tier: 'ingress' as const,
    }));
    return [...(left.some(({ tier }) => tier === 'egress') ? sent : []), ...received];
  });

/**
 * Places the rules of a policy; what finds no place is refused tenant by tenant, and `placement.refused` says who. Equal
 * policies, configurations and secrets give equal tables.
 */
export const compileBanks = (
  policy: Policy,
  config: Config,
  secret: Uint8Array,
  { valid = inBothImages, lowered = lowerPolicy(policy) }: CompileOptions = {},
): CompiledBanks => {
  const { bankRules, others } = lowered;
  const room = Math.max(0, config.ternaryRules - others.length);
  const { kept, refused } = refuseOversize(bankRules, bankSlots(config) + room);
  const guarded = Math.max(0, room - refused.length);
  const placement = refuseTenants(placeRules(kept, config, secret, guarded), room, refused);
  const gone = new Set(placement.refused.map(({ tenant }) => tenant));
  const standing = others.filter(({ rule }) => !isOfTenant(policy, rule, gone));
  const tables = bankTables(placement, config, [...guards(placement), ...standing], valid);
  const fits = placement.refused.length === 0 && tables.ternary.length <= config.ternaryRules;
  return { placement, others, fits, tables };
};

const isOfTenant = (policy: Policy, rule: number, tenants: ReadonlySet<number | undefined>): boolean => {
  const one = policy.rules[rule]!;
  const end = tierOf(one) === 'egress' ? one.from : one.to;
  return end?.kind === 'vm' && tenants.has(policy.vms.findIndex(vm => vm.name === end.name) + 1);
};
