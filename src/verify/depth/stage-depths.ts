// SPDX-License-Identifier: Apache-2.0
/** The depth of every stage of a configuration, and of the whole machine. */
import type { ModuleDefinition } from 'typescript-hdl';
import { type Depth, logicDepth } from 'typescript-hdl/depth';
import type { Config } from '../../../hdl/spec/configs.ts';
import { top } from '../../../hdl/top.ts';

export interface StageDepth extends Depth {
  /** Name of the instance in the machine. */
  readonly stage: string;
}

/** `paths` of the deepest of each stage alone, in the order of the packet's walk; the whole machine last. */
export const stageDepths = (config: Config, paths: number): readonly StageDepth[] => {
  const machine = top(config);
  const rows: (readonly [string, ModuleDefinition])[] = machine
    .elaborate()
    .instances.map(({ name, definition }) => [name, definition] as const);
  return [...rows, ['whole machine', machine] as const].map(([stage, definition]) => ({
    stage,
    ...logicDepth(definition, { paths }),
  }));
};
