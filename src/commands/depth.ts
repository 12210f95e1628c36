// SPDX-License-Identifier: Apache-2.0
import { command, flag, optionalArgument, wholeNumber } from 'typescript-hdl/command-line';
import type { DepthPath } from 'typescript-hdl/depth';
import { jsonFlag } from '../output-flags.ts';
import type { StageDepth } from '../verify/depth/stage-depths.ts';

interface DepthOptions {
  readonly config: string | undefined;
  readonly top: number;
  readonly json: boolean;
  readonly bounds: boolean;
  readonly calibrate: boolean;
}

const titles = ['stage', 'LUTs', 'carry chains', 'from', 'to', 'line'];

const cellsOf = (stage: string, { levels, carryChains, start, end }: DepthPath): string[] => [
  stage,
  `${levels}`,
  `${carryChains}`,
  `${start.name} (${start.kind})`,
  `${end.name} (${end.kind})`,
  `${end.location}`,
];

/** Rows with columns of one width. */
const aligned = (rows: readonly (readonly string[])[]): string[] => {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  return rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
};

const show = async (stages: readonly StageDepth[], top: number): Promise<void> => {
  const { pathLines } = await import('typescript-hdl/depth');
  console.log(aligned([titles, ...stages.map(({ stage, paths }) => cellsOf(stage, paths[0]!))]).join('\n'));
  if (top === 1) return;
  for (const { stage, paths } of stages) console.log(`\n${stage}\n${paths.flatMap(pathLines).join('\n')}`);
};

const runDepth = async ({ config: name, top, json, bounds, calibrate }: DepthOptions): Promise<void> => {
  if (calibrate) return (await import('../verify/depth/calibrate.ts')).calibrate();
  const { namedConfig } = await import('../named-config.ts');
  const config = namedConfig(name, 'name one of them');
  const { depthRecord, exceededBounds, exceededLines } = await import('typescript-hdl/depth');
  const { stageDepths } = await import('../verify/depth/stage-depths.ts');
  const { top: machine } = await import('../../hdl/top.ts');
  if (!bounds) {
    const stages = stageDepths(config, top);
    if (json)
      console.log(
        JSON.stringify(
          stages.map(one => ({ stage: one.stage, ...depthRecord(one) })),
          null,
          2,
        ),
      );
    else await show(stages, top);
  }
  const exceeded = exceededBounds(machine(config));
  if (exceeded.length === 0) return;
  console.error(exceeded.flatMap(exceededLines).join('\n'));
  process.exitCode = 1;
};

/** `sluice depth`: the logic depth of every stage, estimated in the elaborated design. */
export const depth = command({
  name: 'depth',
  describe: 'Print the deepest logic of every stage without synthesis; fail above a bound that a component declares',
  arguments: { config: optionalArgument('Configuration; default 10g') },
  options: {
    top: wholeNumber('Paths of each stage; more than one are printed with every step', { least: 1, fallback: 1 }),
    json: jsonFlag,
    bounds: flag('Print nothing but components above their bounds'),
    calibrate: flag('Compare with Yosys on many modules and keep it in docs (minutes)'),
  },
  run: runDepth,
});
