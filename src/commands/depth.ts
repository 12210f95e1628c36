import type { DepthPath } from 'typescript-hdl/depth';
import type { StageDepth } from '../verify/depth/stage-depths.ts';
import type { Command } from './command.ts';

interface DepthOptions {
  readonly config: string | undefined;
  readonly top: number;
  readonly json: boolean | undefined;
  readonly bounds: boolean | undefined;
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
  return rows.map(row => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd());
};

const show = async (stages: readonly StageDepth[], top: number): Promise<void> => {
  const { pathLines } = await import('typescript-hdl/depth');
  console.log(aligned([titles, ...stages.map(({ stage, paths }) => cellsOf(stage, paths[0]!))]).join('\n'));
  if (top === 1) return;
  for (const { stage, paths } of stages) console.log(`\n${stage}\n${paths.flatMap(pathLines).join('\n')}`);
};

const runDepth = async ({ config: name, top, json, bounds }: DepthOptions): Promise<void> => {
  const { InputError } = await import('../input-error.ts');
  if (!Number.isInteger(top) || top < 1) {
    throw new InputError({ what: '--top is no whole number from 1', remedy: 'say how many paths to print' });
  }
  const { namedConfig } = await import('../named-config.ts');
  const config = namedConfig(name);
  const { depthRecord, exceededBounds, exceededLines } = await import('typescript-hdl/depth');
  const { stageDepths } = await import('../verify/depth/stage-depths.ts');
  const { top: machine } = await import('../../hdl/top.ts');
  if (!bounds) {
    const stages = stageDepths(config, top);
    if (json) console.log(JSON.stringify(stages.map(one => ({ stage: one.stage, ...depthRecord(one) })), null, 2));
    else await show(stages, top);
  }
  const exceeded = exceededBounds(machine(config));
  if (exceeded.length === 0) return;
  for (const line of exceeded.flatMap(exceededLines)) console.error(line);
  process.exitCode = 1;
};

/** `sluice depth`: the logic depth of every stage, estimated in the elaborated design. */
export const depth: Command<DepthOptions> = {
  command: 'depth [config]',
  describe: 'Print the deepest logic of every stage without synthesis; fail above a bound that a component declares',
  builder: yargs =>
    yargs
      .positional('config', { type: 'string', describe: 'Configuration; default 10g' })
      .option('top', { type: 'number', requiresArg: true, default: 1, describe: 'Paths of each stage, with every step' })
      .option('json', { type: 'boolean', describe: 'Print JSON' })
      .option('bounds', { type: 'boolean', describe: 'Print nothing but components above their bounds' })
      .conflicts('bounds', 'json'),
  handler: runDepth,
};
