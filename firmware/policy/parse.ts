// SPDX-License-Identifier: Apache-2.0
/** Policy text (YAML) to a {@link Policy}; every mistake in the file is reported at once, each with its place. */

import { nearest, quote } from 'typescript-hdl/words';
import type { z } from 'zod';
import { defaultConfigName } from '../../hdl/spec/configs.ts';
import { type RuleTier, ruleTiers } from '../../hdl/spec/tables/bank-mask.ts';
import { type Diagnostic, PolicyError } from './diagnostic.ts';
import {
  type Expectation,
  type Match,
  type Policy,
  type Position,
  plainSender,
  type Rule,
  type Sender,
  type Vm,
} from './policy.ts';
import {
  expectationSchema,
  knownKeys,
  policySchema,
  ruleListSchema,
  ruleSchema,
  tiersSchema,
  tiersWanted,
  vmSchema,
} from './policy-schema.ts';
import { list } from './words.ts';
import { type PolicyTree, pathKey, readTree, type Tree } from './yaml-tree.ts';

/** What could be read of a policy file, for checks that go on after a mistake. */
export interface ParseResult {
  /** The policy without the VMs, rules and expectations that could not be read. */
  readonly policy: Policy;
  /** Every VM name the file gives, also those of VMs that could not be read. */
  readonly vmNames: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

type Path = readonly (string | number)[];

/** Parts of the path of a VM, a rule or an expectation; of one that is in none of them 0. */
const recordDepth = ([list, of]: Path): number => {
  if (!['vms', 'rules', 'expect'].includes(String(list))) return 0;
  return list === 'rules' && (ruleTiers as readonly unknown[]).includes(of) ? 3 : 2;
};

/** What messages call the record at a path, and the keys it knows. */
const recordAt = (path: Path): readonly [name: string, keys: readonly string[]] => {
  if (path.length === 0) return ['a policy', knownKeys.policy];
  if (path[0] === 'defaults') return ['defaults', knownKeys.defaults];
  if (path[0] === 'vms') return ['a VM', knownKeys.VM];
  if (path[0] === 'rules' && path.length === 1) return ['rules', knownKeys.rules];
  if (path.length > recordDepth(path)) return ['match', knownKeys.match];
  return path[0] === 'expect' ? ['an expectation', knownKeys.expectation] : ['a rule', knownKeys.rule];
};

const unknownKeyMessage = (key: string, path: Path): string => {
  const [name, keys] = recordAt(path);
  const meant = nearest(key, keys);
  return `unknown key ${quote(key)}; ${meant === undefined ? `${name} has ${list(keys, 'and')}` : `did you mean "${meant}"?`}`;
};

/** Places of values below each VM, each rule and (empty path) the policy itself, as dotted key and position. */
const placesByRecord = ({ values }: PolicyTree): ReadonlyMap<string, readonly (readonly [string, Position])[]> => {
  const places = new Map<string, [string, Position][]>();
  for (const [key, position] of values) {
    const path = key.split('\0');
    const depth = path.length >= recordDepth(path) ? recordDepth(path) : 0;
    if (key === '' || path.length === depth) continue;
    const record = pathKey(path.slice(0, depth));
    if (!places.has(record)) places.set(record, []);
    places.get(record)!.push([path.slice(depth).join('.'), position]);
  }
  return places;
};

class PolicyReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly #tree: PolicyTree;
  readonly #file: string;
  readonly #places: ReadonlyMap<string, readonly (readonly [string, Position])[]>;

  constructor(tree: PolicyTree, file: string) {
    this.#tree = tree;
    this.#file = file;
    this.#places = placesByRecord(tree);
    for (const { position, message } of tree.problems) this.#report(position, message);
  }

  #report(position: Position, message: string): void {
    this.diagnostics.push({ file: this.#file, position, severity: 'error', message });
  }

  /** Place of a value; of the nearest record around it when the file does not give it. */
  #place(path: Path): Position {
    return (
      this.#tree.values.get(pathKey(path)) ??
      (path.length === 0 ? { line: 1, column: 1 } : this.#place(path.slice(0, -1)))
    );
  }

  /** Places of a VM, a rule or (empty path) the policy, and of every value of its own; keys are joined with dots. */
  located(path: Path): { position: Position; positions: Record<string, Position> } {
    const positions = this.#places.get(pathKey(path)) ?? [];
    return { position: this.#place(path), positions: Object.fromEntries(positions) };
  }

  /** The value that a schema makes of the tree, or undefined after reporting what is wrong with it. */
  validate<S extends z.ZodType>(schema: S, tree: unknown, at: Path): z.output<S> | undefined {
    const result = schema.safeParse(tree);
    for (const issue of result.error?.issues ?? []) {
      const path = [...at, ...(issue.path as Path)];
      if (issue.code === 'unrecognized_keys') {
        for (const key of issue.keys) {
          this.#report(this.#tree.keys.get(pathKey([...path, key])) ?? this.#place(path), unknownKeyMessage(key, path));
        }
      } else this.#report(this.#place(path), issue.message);
    }
    return result.data;
  }

  vm(tree: Tree, index: number): Vm | undefined {
    const path = ['vms', index];
    const data = this.validate(vmSchema, tree, path);
    if (!data) return undefined;
    const {
      name,
      mac,
      vlan = 0,
      queues = 1,
      hash,
      weight = 1,
      rate,
      quota,
      unreadable = 'enforce',
      fragments = 'allow',
      ...sends
    } = data;
    const given = { name, mac, vlan, queues, weight, unreadable, fragments, sender: senderOf(sends) };
    const options = { ...(hash && { hash }), ...(rate !== undefined && { bitsPerSecond: rate }) };
    return { ...given, ...options, ...(quota !== undefined && { quotaBytes: quota }), ...this.located(path) };
  }

  #rule(tree: Tree, path: Path, tier?: RuleTier): Rule | undefined {
    const data = this.validate(ruleSchema, tree, path);
    if (!data) return undefined;
    const { name, from, to = { kind: 'any' }, match = {}, action, queue = 0 } = data;
    const origin = from === undefined || from.kind === 'any' ? {} : { from };
    const given = { ...(name !== undefined && { name }), ...(tier && tier !== 'ingress' && { tier }), ...origin };
    return { ...given, to, match: resolveMatch(match), action, queue, ...this.located(path) };
  }

  /** Rules of the ingress tier as a list, or of every tier by its name. */
  rules(tree: Tree | undefined): readonly Rule[] {
    const read = (list: readonly Tree[], path: Path, tier?: RuleTier): readonly Rule[] =>
      list.map((rule, i) => this.#rule(rule, [...path, i], tier)).filter(isRead);
    if (tree === undefined) return [];
    if (typeof tree === 'string' || Array.isArray(tree)) {
      this.validate(ruleListSchema, tree, ['rules']);
      return Array.isArray(tree) ? read(tree, ['rules']) : [];
    }
    if (Object.keys(tree).length === 0)
      this.#report(this.#place(['rules']), `rules is an empty record; write ${tiersWanted}`);
    this.validate(tiersSchema, tree, ['rules']);
    return ruleTiers.flatMap(tier => read(listAt(tree, tier), ['rules', tier], tier));
  }

  expectation(tree: Tree, index: number): Expectation | undefined {
    const path = ['expect', index];
    const data = this.validate(expectationSchema, tree, path);
    if (!data) return undefined;
    const { name, from, to = { kind: 'any' }, match = {}, verdict } = data;
    const given = { ...(name !== undefined && { name }), ...(from?.vm !== undefined && { from: from.vm }) };
    return { ...given, to, match: resolveMatch(match), verdict, ...this.located(path) };
  }
}

type SenderKeys = { readonly [K in keyof Omit<Sender, 'wireClass'>]?: Sender[K] | undefined } & {
  readonly class?: Sender['wireClass'] | undefined;
};

/** What a VM may send; what is not given is that of a plain VM. */
const senderOf = ({
  egress,
  trusted = plainSender.trusted,
  promiscuous = plainSender.promiscuous,
  macs = plainSender.macs,
  addresses = plainSender.addresses,
  linkControl = plainSender.linkControl,
  class: wireClass = plainSender.wireClass,
}: SenderKeys): Sender => ({
  ...(egress !== undefined && { egress }),
  ...{ trusted, promiscuous, macs, addresses, linkControl, wireClass },
});

/** Drops absent fields and adds the IP version that the given ones imply. */
export const resolveMatch = (match: z.output<typeof ruleSchema>['match'] & {}): Match => {
  const given = Object.fromEntries(Object.entries(match).filter(([, value]) => value !== undefined)) as Match;
  const ofProtocol = given.protocol === 1 ? 4 : given.protocol === 58 ? 6 : undefined;
  const ipVersion = given.source?.version ?? given.destination?.version ?? ofProtocol;
  return ipVersion === undefined ? given : { ...given, ipVersion };
};

const child = (tree: Tree, key: string): Tree | undefined =>
  typeof tree === 'object' && !Array.isArray(tree) ? (tree as Readonly<Record<string, Tree>>)[key] : undefined;

const listAt = (tree: Tree, key: string): readonly Tree[] => {
  const value = child(tree, key);
  return Array.isArray(value) ? value : [];
};

const nameIn = (tree: Tree): readonly string[] => {
  const name = child(tree, 'name');
  return typeof name === 'string' ? [name] : [];
};

const isRead = <T>(value: T | undefined): value is T => value !== undefined;

/** Reads as much of a policy as can be understood; never throws, whatever the text. */
export const readPolicy = (text: string, file: string): ParseResult => {
  const tree = readTree(text);
  const reader = new PolicyReader(tree, file);
  const syntaxIsGood = tree.problems.length === 0;
  const data = syntaxIsGood ? reader.validate(policySchema, tree.root, []) : undefined;
  const vms = listAt(tree.root, 'vms');
  const policy: Policy = {
    file,
    config: data?.config ?? defaultConfigName,
    vms: vms.map((vm, i) => reader.vm(vm, i)).filter(isRead),
    rules: reader.rules(syntaxIsGood ? child(tree.root, 'rules') : undefined),
    ...(data?.expect !== undefined && {
      expect: listAt(tree.root, 'expect')
        .map((one, i) => reader.expectation(one, i))
        .filter(isRead),
    }),
    malformed: data?.malformed ?? 'drop',
    ...(data?.groupRate !== undefined && { groupBitsPerSecond: data.groupRate }),
    defaults: {
      unicast: data?.defaults?.unicast ?? 'deny',
      group: data?.defaults?.group ?? 'deny',
      egress: data?.defaults?.egress ?? 'allow',
    },
    ...reader.located([]),
  };
  return { policy, vmNames: new Set(vms.flatMap(nameIn)), diagnostics: reader.diagnostics };
};

/** Reads a policy; throws a {@link PolicyError} with every mistake of the file's form. */
export const parsePolicy = (text: string, file: string): Policy => {
  const { policy, diagnostics } = readPolicy(text, file);
  if (diagnostics.length > 0) throw new PolicyError(diagnostics);
  return policy;
};
