// SPDX-License-Identifier: Apache-2.0
/** The designs of a configuration that are measured: each stage of the machine alone, and the whole. */
import { type EmittedDesign, emitVerilog, type ModuleDefinition } from 'typescript-hdl';
import { InputError } from 'typescript-hdl/command-line';
import type { Config } from '../../hdl/spec/configs.ts';
import { top } from '../../hdl/top.ts';
import { designHash } from './design-hash.ts';

/** The name of the row of the whole machine. */
export const wholeMachine = 'whole machine';

export interface MachineDesign {
  /** Name of the instance in the top; {@link wholeMachine} for the top. */
  readonly stage: string;
  /** Name of the component. */
  readonly component: string;
  /** Elaborates, checks and writes it: a second for the whole. */
  readonly emit: () => EmittedDesign;
  /** Paths of all instances in it. */
  readonly instances: () => ReadonlySet<string>;
}

const pathsIn = (definition: ModuleDefinition): string[] =>
  definition
    .elaborate()
    .instances.flatMap(({ name, definition: inner }) => [name, ...pathsIn(inner).map(path => `${name}.${path}`)]);

const designOf = (stage: string, definition: ModuleDefinition): MachineDesign => ({
  stage,
  component: definition.name,
  emit: () => emitVerilog(definition),
  instances: () => new Set(pathsIn(definition)),
});

/** Every stage in the order of the packet's walk, the whole machine last. */
export const machineDesigns = (config: Config): readonly MachineDesign[] => {
  const machine = top(config);
  const stages = machine.elaborate().instances.map(({ name, definition }) => designOf(name, definition));
  return [...stages, designOf(wholeMachine, machine)];
};

/** The stage of that name, of its instance or of its component; an InputError names those that there are. */
export const stageNamed = (designs: readonly MachineDesign[], name: string): MachineDesign => {
  const found = designs.find(({ stage, component }) => stage === name || component === name);
  if (found) return found;
  const names = designs.map(({ stage }) => stage).filter(stage => stage !== wholeMachine);
  throw new InputError({ what: `there is no stage "${name}"`, remedy: `name one of ${names.join(', ')}` });
};

/** Fingerprints by stage, of the sources as they are now. */
export const currentHashes = (config: Config): ReadonlyMap<string, string> =>
  new Map(machineDesigns(config).map(({ stage, emit }) => [stage, designHash(emit().verilog)]));
