// SPDX-License-Identifier: Apache-2.0
/** An OpenFlow table as a policy: the VMs of a policy that has no rules of its own, and a rule or more for each flow. */
import { PolicyError } from '../../policy/diagnostic.ts';
import { readPolicy } from '../../policy/parse.ts';
import { type Policy, type Position, positionOf } from '../../policy/policy.ts';
import { comment, few, list } from '../../policy/words.ts';
import { readTree } from '../../policy/yaml-tree.ts';
import {
  type ImportedPolicy,
  type LeftOut,
  type PlacedLine,
  policyOfLines,
  ruleLines,
  type SourceText,
} from '../imported-policy.ts';
import type { Flow } from './flow.ts';
import { openflowRules, type SwitchPorts } from './openflow-rules.ts';
import { orderFlows, unreachedFlows } from './order-flows.ts';
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

/** Lines of the policy with the VMs, to which rules can be added: not all of YAML goes on after its end. */
const vmLines = ({ text, file }: SourceText): readonly PlacedLine[] => {
  const lines = text.trimEnd().split('\n');
  const { root, problems } = readTree(`${lines.join('\n')}\nrules: []\n`);
  if (problems.length > 0 || typeof root === 'string' || !('rules' in root)) {
    const message =
      'rules cannot be written after the VMs as they are; write vms: at the beginning of a line, a VM a line after it, and no "..." at the end';
    throw new PolicyError([{ file, position: { line: 1, column: 1 }, severity: 'error', message }]);
  }
  return lines.map((line, i) => ({ text: line, place: { file, position: { line: i + 1 } } }));
};

/** The flows of a file; refused when no frame comes to any, which would be a policy that denies everything. */
const flowsOf = ({ text, file }: SourceText): readonly Flow[] => {
  const flows = readFlows(text, file);
  const refuse = (line: number, message: string): never => {
    throw new PolicyError([{ file, position: { line, column: 1 }, severity: 'error', message }]);
  };
  const [first] = flows;
  if (!first) return refuse(1, 'the file holds no flows; name what ovs-ofctl dump-flows printed');
  if (flows.every(({ table }) => table !== 0))
    refuse(first.line, 'no flow is in table 0, to which frames come first; add the flows of that table');
  return flows;
};

/** What to say of the flows of a table that no frame comes to. */
const unreached = ([table, flows]: readonly [number, readonly Flow[]]): LeftOut => ({
  origin: `${flows.length === 1 ? 'line' : 'lines'} ${few(flows.map(({ line }) => `${line}`))}: table ${table}`,
  because: `no flow goes on to table ${table}`,
});

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
  const target = { file: flows.file, vms: policy.vms, ports: portsOf(ports, policy), leaveOut };
  const given = flowsOf(flows);
  const decisions = orderFlows(given, flows.file);
  const { rules, warnings } = openflowRules(decisions, target);
  const heading = comment(`# Imported from ${flows.file}: OpenFlow, the first rule that matches decides.`);
  const admin = [...rules, ...[...unreachedFlows(given, decisions)].map(unreached)];
  const lines = [...vmLines(vms), { text: '' }, { text: heading }, ...ruleLines({ admin })];
  return policyOfLines(lines, flows.file, warnings);
};
