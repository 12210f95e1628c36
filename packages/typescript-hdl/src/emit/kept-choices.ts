// SPDX-License-Identifier: Apache-2.0
/**
 * Choices whose wire Yosys must keep. Where both sides of an outer choice read one inner choice, and a side of the inner choice
 * reads the bit that decides the outer one, as in `ch[0] = e ? d[0] : c[0]` and `c[0] ? {ch[0], ch[3:1]} : ch`, its pass
 * `opt_muxtree` puts the value that the bit has on one side of the outer choice into the inner one, for both sides (0.23 and 0.52;
 * YosysHQ/yosys issues 4151 and 5957). It leaves alone what feeds something besides choices, such as a wire with `keep`.
 */
import { type Scope, scopesOf } from '../clocks/scopes.ts';
import { dataflowOf } from '../dataflow.ts';
import type { Expression, ModuleDefinition, Signal } from '../ir/index.ts';
import { eachNode, eachRoot } from '../walk.ts';
import { isWiring, WiredWords, type Word } from './wired-words.ts';

/** Inner choices of that kind: signals that statements choose, and nodes of expressions. */
export interface KeptChoices {
  readonly signals: ReadonlySet<Signal>;
  readonly nodes: ReadonlySet<Expression>;
}

/** Those of a design, also where the two choices are in different modules. `circuit` is the same for definitions that share a module. */
export const keptChoices = (top: ModuleDefinition, circuit: (definition: ModuleDefinition) => string): KeptChoices => {
  const found = new Set<Signal | Expression>();
  const words = new WiredWords();
  for (const scope of scopesOf(top)) {
    const inner = suspects(scope.definition).flatMap(outer => innerChoices(scope, outer, words));
    for (const { what } of inner) found.add(what);
  }
  if (found.size > 0) spread(found, top, circuit);
  const all = [...found];
  return { signals: new Set(all.filter(isSignal)), nodes: new Set(all.filter(isNode)) };
};

const suspectsOf = new WeakMap<ModuleDefinition, readonly Expression[]>();

/** The choices of a module both of whose sides have one word that is, or outside the module may be, a choice. */
const suspects = (definition: ModuleDefinition): readonly Expression[] => {
  const known = suspectsOf.get(definition);
  if (known) return known;
  const module = definition.elaborate();
  const { values, writes, checks } = dataflowOf(module);
  const roots: Expression[] = [...values.values(), ...checks.map(({ enable }) => enable)];
  for (const { enable, address, data } of writes) roots.push(enable, address, data);
  eachRoot(module, root => roots.push(root));
  const alone: Scope = { path: '', definition, module, parent: undefined, instance: undefined, children: new Map() };
  const words = new WiredWords();
  const list: Expression[] = [];
  eachNode(roots, node => {
    if (node.op !== 'mux') return;
    const [, a, b] = node.args as [Expression, Expression, Expression];
    if (!mayHaveChoice(a) || !mayHaveChoice(b)) return;
    const ofB = words.of(alone, b);
    if ([...words.of(alone, a)].some(word => mayBeChoice(word) && ofB.has(word))) list.push(node);
  });
  suspectsOf.set(definition, list);
  return list;
};

/** A cheap look: whether a choice may be among what a value is put together from. */
const mayHaveChoice = ({ op, signal }: Expression): boolean =>
  op === 'signal' ? signal!.kind !== 'reg' : op === 'mux' || isWiring(op);

const mayBeChoice = ({ what, sides }: Word): boolean =>
  sides !== undefined || (isSignal(what) && (what.kind === 'input' || what.kind === 'instance-output'));

const isSignal = (one: Signal | Expression): one is Signal => 'kind' in one;
const isNode = (one: Signal | Expression): one is Expression => 'op' in one;

/** The inner choices that Yosys gets wrong below an outer one. */
const innerChoices = (scope: Scope, outer: Expression, words: WiredWords): Word[] => {
  const [test, a, b] = outer.args as [Expression, Expression, Expression];
  const ofB = words.of(scope, b);
  const deciding = [test, ...(compared.has(test.op) ? test.args : [])];
  const decides = deciding.flatMap(value => [...words.of(scope, value)]);
  return [...words.of(scope, a)].filter(
    inner => inner.sides && ofB.has(inner) && decides.some(({ key }) => words.readBy(inner).has(key)),
  );
};

/** Comparisons and reductions that tools make the bit itself where it is only one. */
const compared: ReadonlySet<Expression['op']> = new Set(['eq', 'ne', 'andR', 'orR', 'xorR']);

/** Marks in every definition of one circuit what is marked in one of them, so that their modules stay the same text. */
const spread = (
  found: Set<Signal | Expression>,
  top: ModuleDefinition,
  circuit: (definition: ModuleDefinition) => string,
): void => {
  const places = new Map<string, Set<number>>();
  const definitions = [...new Set(scopesOf(top).map(({ definition }) => definition))];
  const listOf = (definition: ModuleDefinition): (Signal | Expression)[] => {
    const module = definition.elaborate();
    const roots: Expression[] = [];
    eachRoot(module, root => roots.push(root));
    const nodes: Expression[] = [];
    eachNode(roots, node => nodes.push(node));
    return [...module.signals, ...nodes];
  };
  for (const definition of definitions) {
    const own = places.get(circuit(definition)) ?? new Set();
    for (const [place, one] of listOf(definition).entries()) if (found.has(one)) own.add(place);
    places.set(circuit(definition), own);
  }
  for (const definition of definitions) {
    const own = places.get(circuit(definition))!;
    if (own.size > 0) for (const [place, one] of listOf(definition).entries()) if (own.has(place)) found.add(one);
  }
};
