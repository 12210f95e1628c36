// SPDX-License-Identifier: Apache-2.0
/** What other systems need of a policy: its rules in words that they have, and what none of them can say, refused. */
import { ethertypes as layoutTypes } from '../../hdl/spec/protocol/headers.ts';
import { type Diagnostic, PolicyError } from '../policy/diagnostic.ts';
import { type Policy, positionOf, type Rule, tierOf, type Vm } from '../policy/policy.ts';

/** A rule for unicast frames to one VM, or for frames to a group address (`vm` undefined). */
export interface TargetRule {
  readonly rule: Rule;
  readonly vm: Vm | undefined;
}

const refusal = (policy: Policy, at: Rule | Vm | Policy, path: string, message: string): Diagnostic => ({
  file: policy.file,
  position: positionOf(at, path),
  severity: 'error',
  message,
});

/** Settings of a policy that decide frames and that another system has not. */
export const refuseSettings = (policy: Policy, system: string): void => {
  const found = [
    ...(policy.malformed === 'drop'
      ? []
      : [refusal(policy, policy, 'malformed', `malformed: judge has no counterpart in ${system}; remove it`)]),
    ...policy.vms.flatMap(vm => [
      ...(vm.fragments === 'deny'
        ? [
            refusal(
              policy,
              vm,
              'fragments',
              `fragments: deny is no rule, which is what ${system} has; write a rule instead`,
            ),
          ]
        : []),
      ...(vm.unreadable === 'report'
        ? [refusal(policy, vm, 'unreadable', `unreadable: report has no counterpart in ${system}; remove it`)]
        : []),
    ]),
    ...policy.rules.flatMap(rule =>
      rule.queue > 0 ? [refusal(policy, rule, 'queue', `queues are not those of ${system}; remove queue`)] : [],
    ),
  ];
  if (found.length > 0) throw new PolicyError(found);
};

/** A rule that a system cannot say. */
export const refuseRule = (policy: Policy, rule: Rule, path: string, message: string): PolicyError =>
  new PolicyError([refusal(policy, rule, path, message)]);

/** EtherTypes after which a policy sees an IP packet, and other systems none. */
const carriers: readonly number[] = [layoutTypes.mpls, layoutTypes.mplsMulticast, layoutTypes.pppoeSession];

/** Conditions on the packet in MPLS or PPPoE: a system that does not look into them would take the rule for one about all such frames. */
export const refuseInCarriers = (policy: Policy, rule: Rule, system: string): void => {
  const { ethertype, ...rest } = rule.match;
  if (ethertype === undefined || !carriers.includes(ethertype) || Object.keys(rest).length === 0) return;
  const message = `${system} does not look into MPLS and PPPoE; leave ethertype out, or the other conditions`;
  throw refuseRule(policy, rule, 'match.ethertype', message);
};

/** Each rule for each of its targets, in the order of the rules. */
export const rulesByTarget = (policy: Policy): readonly TargetRule[] => {
  const { rules, vms } = policy;
  return rules.flatMap(rule => {
    const { to } = rule;
    if (tierOf(rule) !== 'ingress' || rule.action === 'pass' || rule.from || rule.match.vlan !== undefined)
      throw refuseRule(policy, rule, '', 'tiers, from, vlan and pass cannot be exported; remove the rule');
    const targets: readonly (Vm | undefined)[] =
      to.kind === 'group'
        ? [undefined]
        : to.kind === 'vm'
          ? vms.filter(({ name }) => name === to.name)
          : [...vms, undefined];
    return targets.map(vm => ({ rule, vm }));
  });
};
