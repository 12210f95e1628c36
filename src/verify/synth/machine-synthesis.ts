// SPDX-License-Identifier: Apache-2.0
/** Size and depth of a configuration after synthesis, stage by stage, as `docs/synthesis` keeps them. */
import type { Config } from '../../../hdl/spec/configs.ts';
import { yosysVersion } from '../../tools/yosys.ts';
import { designHash } from '../design-hash.ts';
import { type MachineDesign, machineDesigns, wholeMachine } from '../machine-designs.ts';
import { type NamedLine, namedLine } from '../source-lines.ts';
import type { Resources } from './netlist.ts';
import type { PartArea } from './part-areas.ts';
import { type Synthesis, synthesisRecipe, synthesize } from './synthesize.ts';

/** A path of most LUTs, with the TypeScript lines that declare its ends and what has kept a name between them. */
export interface SynthesisPath {
  readonly from: NamedLine;
  readonly through: readonly NamedLine[];
  readonly to: NamedLine;
  /** Pin of the primitive at its end, such as `D`, `CE` or `R`; empty for a port. */
  readonly pin: string;
}

/** One design: a stage alone with all its ports, or the whole machine. */
export interface MachineSynthesis extends Resources {
  readonly stage: string;
  readonly component: string;
  /** Of the emitted Verilog: the figures say something about this text only. */
  readonly hash: string;
  /** LUTs of logic, shift registers and memory. */
  readonly luts: number;
  readonly levels: number;
  readonly path: SynthesisPath | null;
  /** Of the whole machine: its greatest parts, itself first. */
  readonly parts?: readonly PartArea[];
  readonly processorSeconds: number;
}

/** Contents of `docs/synthesis/<config>.json`. */
export interface MachineSynthesisRecord {
  readonly config: string;
  readonly tool: string;
  readonly recipe: string;
  /** In the order of the packet's walk, the whole machine last. */
  readonly rows: readonly MachineSynthesis[];
}

const located = (path: Synthesis['path'], line: (name: string) => NamedLine): SynthesisPath | null =>
  path && { from: line(path.from), through: path.through.map(line), to: line(path.to), pin: path.pin };

const measured = async (
  { stage, component, emit, instances }: MachineDesign,
  directory: string,
): Promise<MachineSynthesis> => {
  const design = emit();
  const {
    levels,
    path,
    parts,
    processorSeconds,
    seconds: _,
    megabytes: __,
    ...resources
  } = await synthesize(
    { ...design, ...(stage === wholeMachine && { instances: instances() }) },
    directory,
    stage.replaceAll(/\W+/g, '-'),
  );
  return {
    stage,
    component,
    hash: designHash(design.verilog),
    luts: resources.logic + resources.shift + resources.memory,
    ...resources,
    levels,
    path: located(path, name => namedLine(design.sourceMap, name)),
    ...(parts && { parts }),
    processorSeconds: Math.round(processorSeconds),
  };
};

/** What a run tells of its progress. */
export interface SynthesisProgress {
  readonly begin: (stage: string, number: number, of: number) => void;
  readonly report: (row: MachineSynthesis) => void;
}

/** Measures one design after the other; files, and what an earlier run has finished, are in `directory`. */
export const synthesizeMachine = async (
  config: Config,
  directory: string,
  { begin, report }: SynthesisProgress,
): Promise<MachineSynthesisRecord> => {
  const tool = await yosysVersion();
  const designs = machineDesigns(config);
  const rows: MachineSynthesis[] = [];
  for (const [i, design] of designs.entries()) {
    begin(design.stage, i + 1, designs.length);
    const row = await measured(design, directory);
    rows.push(row);
    report(row);
  }
  return { config: config.name, tool, recipe: synthesisRecipe, rows };
};
