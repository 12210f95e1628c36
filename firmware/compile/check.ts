// SPDX-License-Identifier: Apache-2.0
/** Checks of what a policy means: every finding is an error or a warning at the value that causes it. */

import { nearest, quote } from 'typescript-hdl/words';
import type { Config } from '../../hdl/spec/configs.ts';
import { contradictionsIn } from '../policy/contradictions.ts';
import type { Diagnostic } from '../policy/diagnostic.ts';
import { error, type Finding, warning } from '../policy/finding.ts';
import { misreadingsOf } from '../policy/misreadings.ts';
import {
  type Located,
  type Origin,
  type Policy,
  positionOf,
  type Rule,
  ruleLabel,
  type Target,
  tierOf,
  type Vm,
  vmIndex,
} from '../policy/policy.ts';
import { formatPrefix } from '../policy/policy-values.ts';
import { count, few, formatMac, list } from '../policy/words.ts';
import type { CompiledBanks } from './banks/compile-banks.ts';
import { checkCapacity } from './check-capacity.ts';
import { placedRules } from './check-rules.ts';
import { lowerEachRule, type TernaryRule } from './lower.ts';
import { findShadows } from './shadow.ts';

const line = (located: Located, path: string): string => `line ${positionOf(located, path).line}`;

/** Pairs (later item, first item with the same key). */
const repeats = <T>(items: readonly T[], keyOf: (item: T) => string | undefined): readonly (readonly [T, T])[] => {
  const firsts = new Map<string, T>();
  return items.flatMap(item => {
    const key = keyOf(item);
    if (key === undefined) return [];
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, item);
    return first === undefined ? [] : [[item, first] as const];
  });
};

/** Items of a list that have the name of an earlier one; `noun` is what they are. */
const repeatedNames = (items: readonly (Located & { readonly name?: string })[], noun: string): readonly Finding[] =>
  repeats(items, ({ name }) => name).map(([item, first]) => {
    const message = `name ${quote(item.name!)} is already that of the ${noun} in ${line(first, 'name')}; give each ${noun} a name of its own`;
    return error(item, 'name', message);
  });

/** Values of a list of a VM that are there twice. */
const repeatsInList = <T>(vm: Vm, key: string, items: readonly T[], text: (item: T) => string): readonly Finding[] =>
  repeats([...items.map(text).entries()], ([, item]) => item).map(([[index, item]]) =>
    error(vm, `${key}.${index}`, `${key} holds ${item} twice; remove one of them`),
  );

const checkLists = (vm: Vm): readonly Finding[] => [
  ...repeatsInList(vm, 'addresses', vm.sender.addresses, formatPrefix),
  ...repeatsInList(vm, 'linkControl', vm.sender.linkControl, name => name),
  ...repeatsInList(vm, 'macs', vm.sender.macs, formatMac),
];

/** Addresses that a VM says it is from though frames for them go to another VM. */
const checkOtherMacs = (vms: readonly Vm[]): readonly Finding[] => {
  const keyOf = (vlan: number, mac: bigint): string => `${vlan} ${mac}`;
  const owners = new Map(vms.map(vm => [keyOf(vm.vlan, vm.mac), vm]).toReversed() as [string, Vm][]);
  return vms.flatMap(vm =>
    vm.sender.macs.flatMap((mac, i) => {
      const owner = owners.get(keyOf(vm.vlan, mac));
      if (!owner) return [];
      const whose =
        owner === vm
          ? 'its mac already'
          : `the mac of VM ${quote(owner.name)} (${line(owner, 'mac')}), which gets the frames for it`;
      return [error(vm, `macs.${i}`, `macs holds ${formatMac(mac)}, which is ${whose}; remove it here`)];
    }),
  );
};

const checkVms = ({ vms }: Policy): readonly Finding[] => [
  ...repeatedNames(vms, 'VM'),
  ...repeats(vms, vm => `${vm.vlan} ${vm.mac}`).map(([vm, first]) => {
    const where = vm.vlan === 0 ? 'in untagged traffic' : `in VLAN ${vm.vlan}`;
    return error(
      vm,
      'mac',
      `mac ${formatMac(vm.mac)} is already that of VM ${quote(first.name)} (${line(first, 'mac')}) ${where}; give each VM an address of its own there`,
    );
  }),
  ...vms.flatMap(checkLists),
  ...checkOtherMacs(vms),
];

/** Names of VMs that a message lists. */
const mostNames = 8;

/** Names that are compared to say what was meant; in a large policy the search would take minutes. */
const mostCompared = 1000;

const unknownVm = (
  at: Located,
  key: 'from' | 'to',
  end: Target | Origin | undefined,
  vmNames: ReadonlySet<string>,
  others: readonly string[],
): readonly Finding[] => {
  if (end?.kind !== 'vm' || vmNames.has(end.name)) return [];
  const names = [...vmNames];
  const meant = names.length > mostCompared ? undefined : nearest(end.name, [...names, ...others]);
  const remedy =
    meant === undefined
      ? `write ${others.join(', ')}, or one of the VMs ${names.length > mostNames ? `(there are ${names.length})` : list(names, 'or')}`
      : `did you mean ${meant}?`;
  return [error(at, key, `${key} ${quote(end.name)} names no VM; ${remedy}`)];
};

const isError = ({ severity }: Finding): boolean => severity === 'error';

/** VMs that can get a frame by a rule. */
const receivers = (policy: Policy, { to }: Rule): readonly Vm[] => {
  if (to.kind === 'wire') return [];
  if (to.kind !== 'vm') return policy.vms;
  const index = vmIndex(policy, to.name);
  return index === undefined ? [] : [policy.vms[index]!];
};

/** Answers which of some VMs lack a queue; each list of VMs is looked through once for each queue. */
const queueSearch = (): ((vms: readonly Vm[], queue: number) => readonly Vm[]) => {
  const found = new Map<readonly Vm[], Map<number, readonly Vm[]>>();
  return (vms, queue) => {
    const byQueue = found.get(vms) ?? new Map<number, readonly Vm[]>();
    found.set(vms, byQueue);
    const lacking = byQueue.get(queue) ?? vms.filter(vm => vm.queues <= queue);
    byQueue.set(queue, lacking);
    return lacking;
  };
};

const checkQueue = (rule: Rule, without: readonly Vm[]): readonly Finding[] => {
  const senseless =
    rule.action !== 'allow'
      ? `action: ${rule.action}`
      : tierOf(rule) === 'egress'
        ? 'a rule of the egress tier, which is about the sender'
        : rule.to.kind === 'wire'
          ? 'to: wire'
          : undefined;
  if (senseless)
    return rule.positions.queue ? [error(rule, 'queue', `queue has no meaning with ${senseless}; remove it`)] : [];
  if (without.length === 0) return [];
  const vmList = few(without.map(vm => `${quote(vm.name)} (${count(vm.queues, 'queue')})`));
  return [
    error(
      rule,
      'queue',
      `queue ${rule.queue} does not exist in VM ${vmList}; write a lower queue number (they count from 0) or give the VM more queues`,
    ),
  ];
};

/** Ends that no frame of the tier has. */
const checkPath = (policy: Policy, rule: Rule): readonly Finding[] => {
  const { from, to } = rule;
  const tier = tierOf(rule);
  if (tier === 'egress' && from?.kind === 'wire')
    return [
      error(
        rule,
        'from',
        'rules of the egress tier judge what VMs send, and from: wire never holds; remove it, or write a rule of the ingress tier',
      ),
    ];
  if (tier === 'ingress' && to.kind === 'wire')
    return [
      error(
        rule,
        'to',
        'rules of the ingress tier judge what VMs get, and to: wire never holds; write a rule of the tier egress, admin or baseline',
      ),
    ];
  if (from?.kind === 'wire' && to.kind === 'wire')
    return [error(rule, 'to', 'nothing goes from the wire to the wire; correct from or to')];
  const [sender, receiver] = [from, to].map(end =>
    end?.kind === 'vm' ? policy.vms[vmIndex(policy, end.name) ?? -1] : undefined,
  );
  if (sender && receiver && sender.vlan !== receiver.vlan && !sender.sender.trusted)
    return [
      error(
        rule,
        'to',
        `VM ${quote(receiver.name)} is in another VLAN than ${quote(sender.name)}, which reaches its own alone; correct from or to`,
      ),
    ];
  return [];
};

const checkRules = (policy: Policy, vmNames: ReadonlySet<string>): readonly Finding[] => {
  const vmsWithout = queueSearch();
  return [
    ...repeatedNames(policy.rules, 'rule'),
    ...policy.rules.flatMap(rule => [
      ...unknownVm(rule, 'from', rule.from, vmNames, ['any', 'wire']),
      ...unknownVm(rule, 'to', rule.to, vmNames, ['any', 'group', 'wire']),
      ...checkPath(policy, rule),
      ...checkQueue(rule, vmsWithout(receivers(policy, rule), rule.queue)),
      ...contradictionsIn(rule.match).map(({ field, message }) => error(rule, `match.${field}`, message)),
      ...misreadingsOf(rule),
    ]),
  ];
};

/** Names and conditions of what a policy must come to. */
const checkExpectations = ({ expect = [] }: Policy, vmNames: ReadonlySet<string>): readonly Finding[] => [
  ...repeatedNames(expect, 'expectation'),
  ...expect.flatMap(one => {
    const { from: name } = one;
    const from = name === undefined ? undefined : ({ kind: 'vm', name } as const);
    return [
      ...unknownVm(one, 'to', one.to, vmNames, ['any', 'group', 'wire']),
      ...unknownVm(one, 'from', from, vmNames, ['wire']),
      ...(one.to.kind === 'wire' && !from
        ? [error(one, 'to', 'to: wire is about frames that a VM sends; name it as from')]
        : []),
      ...contradictionsIn(one.match).map(({ field, message }) => error(one, `match.${field}`, message)),
      ...misreadingsOf(one),
    ];
  }),
];

/** Ternary words up to which rules are searched for such as hide others. */
const mostSearched = 1000;

/** The ternary words of a policy; undefined when there are more than are searched. */
const searchedWords = (policy: Policy): readonly TernaryRule[] | undefined => {
  const words: TernaryRule[] = [];
  for (const more of lowerEachRule(policy)) {
    words.push(...more);
    if (words.length > mostSearched) return undefined;
  }
  return words;
};

const checkShadows = (policy: Policy): readonly Finding[] => {
  const words = searchedWords(policy);
  if (!words) {
    const message = `whether some of the ${policy.rules.length} rules never decide a frame was not found out, since there are too many; see to it yourself`;
    return [warning(policy, 'rules', message)];
  }
  const label = (index: number): string => `rule ${ruleLabel(policy.rules[index]!, index)}`;
  const place = (index: number): string => {
    const { line: l, column } = policy.rules[index]!.position;
    return `${label(index)} (${policy.file}:${l}:${column})`;
  };
  const { shadows, unknown } = findShadows(policy, words);
  const found = shadows.map(({ rule, by }) => {
    const reason =
      by.length === 0
        ? 'because no frame can match it; correct its match or remove it'
        : `because ${few(by.map(place))} ${by.length === 1 ? 'takes' : 'together take'} every frame it matches; move it up or remove it`;
    const message = `${label(rule)} never decides a frame ${reason}`;
    return { ...warning(policy.rules[rule]!, '', message), about: 'shadow' as const };
  });
  if (unknown.length === 0) return found;
  const first = policy.rules[unknown[0]!]!;
  const message = `whether earlier rules leave ${few(unknown.map(label))} any frame was not found out, since they overlap in too many ways; see to it yourself`;
  return [...found, warning(first, '', message)];
};

/** Findings with their file and place. */
export const located = (policy: Policy, findings: readonly Finding[]): readonly Diagnostic[] =>
  findings.map(({ at, path, ...finding }) => ({ file: policy.file, position: positionOf(at, path), ...finding }));

/** Findings about what a policy says, whatever it is compiled for; `vmNames` as of {@link checkPolicy}. */
export const checkMeaning = (policy: Policy, vmNames: ReadonlySet<string>): readonly Diagnostic[] =>
  located(policy, [...checkVms(policy), ...checkRules(policy, vmNames), ...checkExpectations(policy, vmNames)]);

/** A policy looked through, and its rules in their places, if they could be told. */
export interface CheckedPolicy {
  readonly diagnostics: readonly Diagnostic[];
  readonly banks: CompiledBanks | undefined;
}

/**
 * All findings about a policy; `vmNames` are the names that rules may use (more than the policy's own VMs when some VM
 * could not be read), `secret` is that of the hashes. Without a configuration, checks of its sizes are left out.
 */
export const checkPolicy = (
  policy: Policy,
  config: Config | undefined,
  vmNames: ReadonlySet<string>,
  secret: Uint8Array,
): CheckedPolicy => {
  const meaning = [...checkVms(policy), ...checkRules(policy, vmNames), ...checkExpectations(policy, vmNames)];
  const isKnown = (end: Target | Origin | undefined): boolean =>
    end?.kind !== 'vm' || vmIndex(policy, end.name) !== undefined;
  const canLower = policy.vms.length > 0 && policy.rules.every(({ from, to }) => isKnown(from) && isKnown(to));
  const capacity = config ? checkCapacity(policy, config, secret) : [];
  const placed = config && canLower ? placedRules(policy, config, secret) : undefined;
  const found = [...meaning, ...capacity, ...(placed?.findings ?? [])];
  // Beside an error, a warning about rules that hide each other would more often confuse than help.
  const shadows = placed && !found.some(isError) ? checkShadows(policy) : [];
  return { diagnostics: located(policy, [...found, ...shadows]), banks: placed?.banks };
};
