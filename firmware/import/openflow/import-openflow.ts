// SPDX-License-Identifier: Apache-2.0
/** An OpenFlow table as a policy: the VMs of a policy that has no rules of its own, and a rule or more for each flow. */
import { PolicyError } from '../../policy/diagnostic.ts';
import { readPolicy } from '../../policy/parse.ts';
import { type Policy, type Position, positionOf } from '../../policy/policy.ts';
import { list } from '../../policy/words.ts';
import { type ImportedPolicy, ruleText, type SourceText } from '../imported-policy.ts';
import { openflowRules, type SwitchPorts } from './openflow-rules.ts';
import { orderFlows } from './order-flows.ts';
import { readFlows } from './read-flows.ts';

/** A port of the switch and the name of the VM there; `wire` for none. */
export interface NamedPort {
  readonly port: string;
  readonly vm: string;
}

export interface OpenflowOptions {
  readonly ports: readonly NamedPort[];
  /** Flows about one address beyond the card are left out, with a warning each. */
  readonly leaveOut: boolean;
}

/** The policy with the VMs; refused with what an import would have to guess. */
const readVms = ({ text, file }: SourceText): Policy => {
  const { policy, diagnostics } = readPolicy(text, file);
  if (diagnostics.length > 0) throw new PolicyError(diagnostics);
  const refuse = (position: Position, key: string): never => {
    const message = `${key} of this policy would hold beside what is imported; remove it here`;
    throw new PolicyError([{ file, position, severity: 'error', message }]);
  };
  for (const key of ['rules', 'defaults']) if (policy.positions[key]) refuse(positionOf(policy, key), key);
  for (const vm of policy.vms) if (vm.sender.egress !== undefined) refuse(positionOf(vm, 'egress'), 'egress');
  return policy;
};

/** Who is at each port; a {@link PolicyError} about a port that cannot be so. */
const portsOf = (named: readonly NamedPort[], { file, vms, position }: Policy): SwitchPorts => {
  const refuse = (what: string, remedy: string): never => {
    throw new PolicyError([{ file, position, severity: 'error', message: `${what}; ${remedy}` }]);
  };
  for (const [i, { port, vm }] of named.entries()) {
    const before = named.slice(0, i);
    if (before.some(one => one.port === port)) refuse(`--port names port ${port} twice`, 'name each port once');
    if (before.some(one => one.vm === vm))
      refuse(
        `--port names two ports of ${vm}`,
        'a card has one wire, and one port for each VM: name one port for each',
      );
    if (vm !== 'wire' && !vms.some(({ name }) => name === vm))
      refuse(
        `--port ${port}=${vm} names no VM of this policy`,
        `write wire or ${list(
          vms.map(({ name }) => name),
          'or',
        )}`,
      );
  }
  return new Map(named.map(({ port, vm }) => [port, vms.find(({ name }) => name === vm)]));
};

/** The policy, every rule in the tier `admin`, which decides both ends of a frame; a {@link PolicyError} with everything that it cannot say. */
export const importOpenflow = (
  flows: SourceText,
  vms: SourceText,
  { ports, leaveOut }: OpenflowOptions,
): ImportedPolicy => {
  const policy = readVms(vms);
  const target = { vms: policy.vms, ports: portsOf(ports, policy), leaveOut };
  const decisions = orderFlows(readFlows(flows.text, flows.file), flows.file);
  const { rules, warnings } = openflowRules(decisions, flows.file, target);
  const heading = `# Imported from ${flows.file}: OpenFlow, the first rule that matches decides.`;
  return { text: `${vms.text.trimEnd()}\n\n${heading}\n${ruleText({ admin: rules })}`, warnings };
};
