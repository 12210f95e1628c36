// SPDX-License-Identifier: Apache-2.0
/**
 * Whether a policy fits a configuration: what it takes, what has no room, who is to blame and what the next configuration
 * would do.
 */
import { type Config, configNames, configs } from '../../hdl/spec/configs.ts';
import { hashFields, menuOf } from '../../hdl/spec/tables/bank-mask.ts';
import { bankSlots } from '../../hdl/spec/tables/bank-slot.ts';
import { forwardingSlots } from '../../hdl/spec/tables/forwarding-slot.ts';
import { PolicyError } from '../policy/diagnostic.ts';
import { type Policy, positionOf } from '../policy/policy.ts';
import { none } from './banks/bank-slots.ts';
import { type Overflow, tenantName } from './banks/blame.ts';
import { type CompiledBanks, compileBanks, lowerPolicy } from './banks/compile-banks.ts';
import { checkCapacity } from './check-capacity.ts';
import { allOverflows, checkCount, withinFunctions } from './check-rules.ts';
import { lowerForwarding } from './lower.ts';

/** Taken and there. */
export interface Use {
  readonly used: number;
  readonly of: number;
}

export interface BankUse {
  readonly bank: number;
  readonly tier: string;
  /** Leading bits of each field that make the key, those of IPv4 and IPv6 where they differ. */
  readonly key: readonly string[];
  readonly slots: Use;
}

export interface Fit {
  readonly policy: string;
  readonly config: string;
  readonly fits: boolean;
  readonly rules: number;
  readonly slots: Use;
  /** The image can be replaced by one that shares nothing with it while it is live. */
  readonly replaceable: boolean;
  readonly ternary: Use;
  readonly forwarding: Use;
  readonly banks: readonly BankUse[];
  /** Tenants whose rules are refused; null for the rules for all. */
  readonly refused: readonly (string | null)[];
  readonly overflows: readonly Overflow[];
  /** What else does not fit, as sentences. */
  readonly findings: readonly { readonly line: number; readonly message: string }[];
  /** The next larger configuration; null when there is none. */
  readonly larger: { readonly config: string; readonly fits: boolean; readonly left: number } | null;
}

const bankUse = ({ placement, tables }: CompiledBanks): readonly BankUse[] => {
  const { masks, slots } = placement;
  const size = slots.shape.buckets * slots.shape.slots;
  return masks.flatMap((mask, bank) => {
    if (!mask) return [];
    const key = hashFields.flatMap(field => {
      const place = mask[field];
      const bits = [...new Set([menuOf(field, 'ipv4')[place], menuOf(field, 'ipv6')[place]])];
      return place === 0 ? [] : [`${field} ${bits.join(' or ')}`];
    });
    const used = tables.rules.subarray(bank * size, (bank + 1) * size).filter(rule => rule !== none).length;
    return [{ bank, tier: mask.tier, key, slots: { used, of: size } }];
  });
};

/** How many rules of the policy have no place. */
export const leftRules = ({ placement, others, tables }: CompiledBanks, config: Config): number => {
  const banked = new Set(placement.refused.flatMap(({ left }) => left.map(({ rule }) => rule)));
  return banked.size + (tables.ternary.length > config.ternaryRules ? new Set(others.map(({ rule }) => rule)).size : 0);
};

const largerThan = ({ name }: Config): Config | undefined => {
  const next = configNames[configNames.indexOf(name as (typeof configNames)[number]) + 1];
  return next && configs[next];
};

/** What a policy takes of a configuration; `secret` is that of the hash. A {@link PolicyError} when it has more rules than priorities. */
export const fitPolicy = (whole: Policy, config: Config, secret: Uint8Array): Fit => {
  const [tooMany] = checkCount(whole);
  if (tooMany) throw new PolicyError([{ file: whole.file, position: positionOf(whole, 'rules'), ...tooMany }]);
  const policy = withinFunctions(whole, config);
  const lowered = lowerPolicy(policy);
  const compiled = compileBanks(policy, config, secret, { lowered });
  const { placement, tables } = compiled;
  const findings = checkCapacity(whole, config, secret)
    .filter(({ severity }) => severity === 'error')
    .map(({ at, path, message }) => ({ line: positionOf(at, path).line, message }));
  const next = largerThan(config);
  const bigger =
    next &&
    (policy === whole
      ? compileBanks(policy, next, secret, { lowered })
      : compileBanks(withinFunctions(whole, next), next, secret));
  const used = tables.rules.filter(rule => rule !== none).length;
  return {
    policy: policy.file,
    config: config.name,
    fits: compiled.fits && findings.length === 0,
    rules: whole.rules.length,
    slots: { used, of: bankSlots(config) },
    replaceable: 2 * used <= bankSlots(config),
    ternary: { used: tables.ternary.length, of: config.ternaryRules },
    forwarding: { used: lowerForwarding(policy).length, of: forwardingSlots(config) },
    banks: bankUse(compiled),
    refused: placement.refused.map(({ tenant }) => tenantName(policy, tenant)),
    overflows: allOverflows(policy, config, compiled),
    findings,
    larger: next && bigger ? { config: next.name, fits: bigger.fits, left: leftRules(bigger, next) } : null,
  };
};
