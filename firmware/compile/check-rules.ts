// SPDX-License-Identifier: Apache-2.0
/** Whether the rules of a policy have places, and what to say when they have not. */
import type { Config } from '../../hdl/spec/configs.ts';
import { priorityBits } from '../../hdl/spec/tables/bank-slot.ts';
import { error, type Finding } from '../policy/finding.ts';
import type { Origin, Policy, Target } from '../policy/policy.ts';
import { count } from '../policy/words.ts';
import { type Overflow, overflowsOf, overflowText } from './banks/blame.ts';
import { type CompiledBanks, compileBanks } from './banks/compile-banks.ts';

/** Overflows that are named. */
const mostNamed = 4;

/** Rules that only the ternary array can hold, when there are too many of them. */
const ternaryOverflow = (policy: Policy, { others, tables }: CompiledBanks, config: Config): readonly Overflow[] => {
  if (tables.ternary.length <= config.ternaryRules || others.length === 0) return [];
  const indices = [...new Set(others.map(({ rule }) => rule))];
  return [
    {
      tenant: null,
      key: 'ethertype of MPLS or PPPoE, which no slot holds together with ports',
      shortage: 'ternary',
      left: indices.length,
      sharing: others.length,
      lines: indices.slice(0, 8).map(index => policy.rules[index]!.position.line),
    },
  ];
};

/** Every overflow of the rules of a policy, the greatest of the banks first. */
export const allOverflows = (policy: Policy, config: Config, compiled: CompiledBanks): readonly Overflow[] => [
  ...overflowsOf(policy, config, compiled.placement),
  ...ternaryOverflow(policy, compiled, config),
];

/** The policy without the rules of VMs for which the configuration has no function; a finding names those VMs. */
export const withinFunctions = (policy: Policy, { functions }: Config): Policy => {
  const beyond = new Set(policy.vms.slice(functions - 1).map(({ name }) => name));
  if (beyond.size === 0) return policy;
  const isBeyond = (end: Target | Origin | undefined): boolean => end?.kind === 'vm' && beyond.has(end.name);
  return { ...policy, rules: policy.rules.filter(({ from, to }) => !isBeyond(from) && !isBeyond(to)) };
};

/** The finding about a policy with more rules than priorities. */
export const checkCount = (policy: Policy): readonly Finding[] => {
  const most = 2 ** priorityBits;
  const { length } = policy.rules;
  if (length <= most) return [];
  const message = `the policy has ${length} rules, but priorities tell no more than ${most} apart; remove ${length - most}`;
  return [error(policy, 'rules', message)];
};

/** The rules of a policy in their places, and findings about those that have none. */
export const placedRules = (
  whole: Policy,
  config: Config,
  secret: Uint8Array,
): { readonly banks: CompiledBanks | undefined; readonly findings: readonly Finding[] } => {
  const tooMany = checkCount(whole);
  if (tooMany.length > 0) return { banks: undefined, findings: tooMany };
  const policy = withinFunctions(whole, config);
  const banks = compileBanks(policy, config, secret);
  if (banks.fits) return { banks, findings: [] };
  const overflows = allOverflows(policy, config, banks);
  const rest = overflows.length - mostNamed;
  const findings = overflows.slice(0, mostNamed).map((overflow, i) => {
    const more =
      i === mostNamed - 1 && rest > 0
        ? ` (rules of ${count(rest, 'other key')} have no room either; sluice fit names all)`
        : '';
    const at = policy.rules.find(rule => rule.position.line === overflow.lines[0]) ?? policy;
    return error(at, '', `${overflowText(overflow)}${more}`);
  });
  return { banks, findings };
};
