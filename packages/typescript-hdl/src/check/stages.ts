// SPDX-License-Identifier: Apache-2.0
/** Do values of different pipeline stages meet, or values of an earlier stage appear in a later one? */

import { HdlError } from '../diagnostic.ts';
import type { Assign, Expression, Instance, MemoryWrite, ModuleDefinition, Signal, Target } from '../ir/index.ts';
import { type Location, onBehalfOf } from '../location.ts';
import { markOf, placeOf, type Stage, stagesOf } from '../pipeline-stage.ts';
import { eachLeaf } from '../walk.ts';
import { checkLoops, declaredPaths, type PortDependencies } from './loops.ts';
import { type Staged, StageSearch } from './stage-search.ts';

/** Throws on the first mixture; costs nothing in a component without a pipeline. */
export const checkStages = (
  definition: ModuleDefinition,
  childDependencies: (instance: Instance) => PortDependencies,
): void => {
  const module = definition.elaborate();
  const record = stagesOf(module);
  if (!record) return;
  const { name } = definition;
  const search = new StageSearch(module, name, childDependencies);
  // What feeds a pipeline may turn out to be a stage of another one.
  for (const { time, signals } of record.sources) {
    for (const signal of signals) for (const { stage } of search.stagedBehind(signal)) time.beginsAt(stage);
  }
  for (const { value, stage, location } of record.carried) {
    judge(name, search.stagedIn([value]), [stage], location, [{ stage, name: 'carry', isValid: false, isLost: false }]);
  }
  checkStatements(definition, search);
  for (const { reads } of module.memories) {
    for (const read of reads) {
      const stages = placeOf(read);
      if (stages) judge(name, search.stagedIn([read.address, read.enable]), stages, read.output.location);
    }
  }
};

/** The same for every component of a design whose combinational paths nobody has asked for yet. */
export const checkAllStages = (definitions: Iterable<ModuleDefinition>): void => {
  const known = new Map<ModuleDefinition, PortDependencies>();
  const pathsOf = (definition: ModuleDefinition): PortDependencies => {
    const paths =
      known.get(definition) ??
      (definition.options.blackBox
        ? declaredPaths(definition)
        : checkLoops(definition.elaborate(), definition.name, ({ definition: child }) => pathsOf(child)));
    known.set(definition, paths);
    return paths;
  };
  for (const definition of new Set(definitions)) {
    onBehalfOf(definition.madeFor, () => checkStages(definition, ({ definition: child }) => pathsOf(child)));
  }
};

/** A statement that drives a signal, and the values of a stage that it takes. */
interface Drive {
  readonly leaf: Assign;
  readonly staged: readonly Staged[];
}

const checkStatements = (definition: ModuleDefinition, search: StageSearch): void => {
  const { name: component } = definition;
  const module = definition.elaborate();
  const drives = new Map<Signal, Drive[]>();
  eachLeaf(module.statements, (leaf, conditions) => {
    const stages = placeOf(leaf);
    if (leaf.kind === 'check' || !stages) return;
    const staged = search.stagedIn([...conditions, ...inputsOf(leaf)]);
    judge(component, staged, stages, leaf.location, targetOf(leaf));
    if (leaf.kind === 'write' || staged.length === 0 || leaf.target.signal.kind === 'reg') return;
    // Stages may set one flag each to a constant; their data must not meet.
    if (leaf.value.op === 'const') return;
    const earlier = drives.get(leaf.target.signal) ?? [];
    for (const other of earlier) if (overlap(leaf, other.leaf)) judgeBoth(component, other, { leaf, staged });
    drives.set(leaf.target.signal, [...earlier, { leaf, staged }]);
  });
  for (const channel of channelsOf(definition)) {
    const all = channel.flatMap(signal => drives.get(signal) ?? []);
    for (const other of all.slice(1)) judgeBoth(component, all[0]!, other);
  }
};

/** The expressions whose values a statement takes. */
const inputsOf = (leaf: Assign | MemoryWrite): readonly (Expression | undefined)[] =>
  leaf.kind === 'write' ? [leaf.address, leaf.data, leaf.mask] : [leaf.value, leaf.target.index?.value];

/** The stage that a driven signal is known to be in, because it feeds a pipeline. */
const targetOf = (leaf: Assign | MemoryWrite): readonly Staged[] => {
  if (leaf.kind === 'write' || leaf.target.signal.kind === 'reg') return [];
  const { signal } = leaf.target;
  const mark = markOf(signal);
  return mark?.stage ? [{ stage: mark.stage, name: signal.name, isValid: mark.isValid, isLost: false }] : [];
};

const overlap = (a: Assign, b: Assign): boolean => {
  const [one, other] = [extentOf(a.target), extentOf(b.target)];
  return one.lo < other.hi && other.lo < one.hi;
};

const extentOf = ({ signal, lo, width, index }: Target): { readonly lo: number; readonly hi: number } => ({
  lo,
  hi: index ? signal.width : lo + width,
});

/** The driven signals of every channel, own ones and those of instances: valid and payload travel together. */
const channelsOf = (definition: ModuleDefinition): readonly (readonly Signal[])[] => {
  const { signals, instances } = definition.elaborate();
  const outputs = new Map(signals.flatMap(signal => (signal.kind === 'output' ? [[signal.name, signal]] : [])));
  return [
    ...channelsIn(definition, 'out', outputs),
    ...instances.flatMap(instance => channelsIn(instance.definition, 'in', instance.connections)),
  ];
};

const channelsIn = (
  { words }: ModuleDefinition,
  driven: 'in' | 'out',
  signals: ReadonlyMap<string, Signal>,
): readonly (readonly Signal[])[] => {
  const channels = new Map<string, Signal[]>();
  for (const { key, name, direction } of words) {
    const channel = /^(.*?)\.?(valid$|payload(\.|$))/.exec(key);
    if (!channel || direction !== driven) continue;
    const known = channels.get(channel[1]!) ?? [];
    channels.set(channel[1]!, [...known, signals.get(name)!]);
  }
  return [...channels.values()];
};

/** Values that are read together, in these stages of the pipelines under construction. */
const judge = (
  component: string,
  staged: readonly Staged[],
  stages: readonly Stage[],
  location: Location,
  target: readonly Staged[] = [],
): void => {
  const all = [...staged, ...target].sort((a, b) => a.stage.number - b.stage.number);
  const here = (stage: Stage): readonly Stage[] => stages.filter(one => one.pipeline.isOn(stage.position.line));
  const lost = staged.find(one => one.isLost && (all.length > 1 || here(one.stage).length > 0));
  if (lost) {
    throw new HdlError(
      'HDL-STAGE',
      `In component '${component}' pipeline '${lost.stage.pipeline.name}' can stall, and '${lost.name}' is overwritten while ` +
        `${lost.stage} waits; carry it, or read a memory with the pipeline's moves as its enable and without an output register.`,
      location,
    );
  }
  if (isOccupancy(all)) return;
  // What arrives in a later stage may be passed on alone.
  const stale = staged.find(({ stage }) => here(stage).length > 0 && here(stage).every(one => one.isAfter(stage)));
  if (stale) {
    throw new HdlError(
      'HDL-STAGE',
      `In component '${component}' ${here(stale.stage)[0]} reads '${stale.name}' of ${stale.stage.beside(here(stale.stage)[0]!)}; ${advice}`,
      location,
    );
  }
  const other = all.find(one => !one.stage.isSameAs(all[0]!.stage));
  if (other) {
    throw new HdlError(
      'HDL-STAGE',
      `In component '${component}' '${all[0]!.name}' of ${all[0]!.stage.beside(other.stage)} meets '${other.name}' of ${other.stage}; ${advice}`,
      location,
    );
  }
};

/** Two statements that drive the same bits or the same channel. */
const judgeBoth = (component: string, one: Drive, other: Drive): void => {
  if (isOccupancy([...one.staged, ...other.staged])) return;
  const [a, b] = [one.staged[0]!, other.staged[0]!];
  if (a.stage.isSameAs(b.stage)) return;
  throw new HdlError(
    'HDL-STAGE',
    `In component '${component}' '${one.leaf.target.signal.name}' takes '${a.name}' of ${a.stage.beside(b.stage)}, but ` +
      `'${other.leaf.target.signal.name}' takes '${b.name}' of ${b.stage}; ${advice}`,
    one.leaf.location,
    other.leaf.location,
  );
};

/** Only whether stages hold a payload: how full a pipeline is concerns several of them. */
const isOccupancy = (staged: readonly Staged[]): boolean =>
  staged.every(one => one.isValid) && staged.some(one => !one.stage.isSameAs(staged[0]!.stage));

const advice =
  'carry it, and read the property of what carry returned in the stage that needs it, or say unstaged(...).';
