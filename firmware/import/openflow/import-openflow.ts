// SPDX-License-Identifier: Apache-2.0
/** An OpenFlow table as a policy: the VMs of a policy that has no rules of its own, and a rule or more for each flow. */
import { PolicyError } from '../../policy/diagnostic.ts';
import { readPolicy } from '../../policy/parse.ts';
import { type Policy, positionOf, type Vm } from '../../policy/policy.ts';
import { ruleText, type SourceText } from '../imported-policy.ts';
import { openflowRules, type SwitchPorts } from './openflow-rules.ts';
import { orderFlows } from './order-flows.ts';
import { readFlows } from './read-flows.ts';

/** A port of the switch and the name of the VM there; `wire` for none. */
export interface NamedPort {
  readonly port: string;
  readonly vm: string;
}

/** The policy with the VMs; refused with what an import would have to guess. */
const readVms = ({ text, file }: SourceText): Policy => {
  const { policy, diagnostics } = readPolicy(text, file);
  if (diagnostics.length > 0) throw new PolicyError(diagnostics);
  for (const key of ['rules', 'defaults']) {
    if (!policy.positions[key]) continue;
    const message = `${key} of this policy would stand beside those that are imported; remove them here`;
    throw new PolicyError([{ file, position: positionOf(policy, key), severity: 'error', message }]);
  }
  return policy;
};

const portsOf = (named: readonly NamedPort[], vms: readonly Vm[]): SwitchPorts =>
  new Map(named.map(({ port, vm }) => [port, vms.find(({ name }) => name === vm)]));

/** Text of the policy; a {@link PolicyError} with everything that it cannot say. */
export const importOpenflow = (flows: SourceText, vms: SourceText, ports: readonly NamedPort[]): string => {
  const policy = readVms(vms);
  const decisions = orderFlows(readFlows(flows.text, flows.file), flows.file);
  const rules = openflowRules(decisions, flows.file, policy.vms, portsOf(ports, policy.vms));
  return `${vms.text.trimEnd()}\n\n# Imported from ${flows.file}: OpenFlow, the first rule that matches decides.\n${ruleText(rules)}`;
};
