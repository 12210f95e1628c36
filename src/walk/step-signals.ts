// SPDX-License-Identifier: Apache-2.0
/** The signals of a step of the packet's walk, as a waveform names them. */
import type { top } from '../../hdl/top.ts';
import { codeIn, type WalkStep } from './walk-steps.ts';

/** A word that viewers can show. */
export interface StepSignal {
  /** Names of instances and its own, from the top module on: `sluice.gate.room_o`. */
  readonly name: string;
  readonly width: number;
}

type Definition = ReturnType<typeof top>;

/** The component at a path of instances; undefined when the configuration has none there. */
const componentAt = (from: Definition, path: string): Pick<Definition, 'words'> | undefined => {
  let at: Pick<Definition, 'words' | 'elaborate'> | undefined = from;
  for (const name of path.split('.')) at = at?.elaborate().instances.find(one => one.name === name)?.definition;
  return at;
};

/** Ports at the edge of the chip, which the page names beside those of a module. */
const isEdge = (name: string): boolean => /^[sm]_axi/.test(name);

/** Words of the ports that the page names, in its order: `down_*` is every port that begins so. */
export const stepSignals = (machine: ReturnType<typeof top>, step: WalkStep): readonly StepSignal[] => {
  const part = componentAt(machine, step.instance);
  const names = ['in', 'out'].flatMap(row => codeIn(step.rows.get(row) ?? ''));
  return names.flatMap(pattern => {
    const words = (isEdge(pattern) ? machine.words : part?.words) ?? [];
    const path = isEdge(pattern) ? machine.name : `${machine.name}.${step.instance}`;
    return words
      .filter(({ name }) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern))
      .map(({ name, width }) => ({ name: `${path}.${name}`, width }));
  });
};
