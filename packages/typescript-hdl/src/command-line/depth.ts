/** The command `typescript-hdl depth FILE`. */
import type { CommandModule } from 'yargs';
import { depthRecord, exceededBounds, exceededLines, logicDepth, pathLines } from '../depth/index.ts';
import { exportedComponents } from './exported-components.ts';
import { UsageError } from './usage-error.ts';

interface Arguments {
  readonly file: string;
  readonly only: string | undefined;
  readonly top: number;
  readonly json: boolean;
}

const printDepths = async ({ file, only, top, json }: Arguments): Promise<void> => {
  if (!Number.isInteger(top) || top < 1) throw new UsageError(`--top is a whole number from 1, not ${top}.`);
  const components = await exportedComponents(file, only);
  const depths = components.map(({ definition }) => logicDepth(definition, { paths: top }));
  if (json) process.stdout.write(`${JSON.stringify(depths.map(depthRecord), null, 2)}\n`);
  else {
    const texts = depths.flatMap(({ component, paths }) =>
      paths.length === 0
        ? [`${component}: no logic`]
        : paths.map(path => `${component}: ${pathLines(path).join('\n')}`),
    );
    process.stdout.write(`${texts.join('\n')}\n`);
  }
  const exceeded = components.flatMap(({ definition }) => exceededBounds(definition));
  for (const line of exceeded.flatMap(exceededLines)) process.stderr.write(`${line}\n`);
  if (exceeded.length > 0) process.exitCode = 1;
};

/** Prints the deepest paths of the exported components; exit code 1 if a component is deeper than it declares. */
export const depthCommand: CommandModule<object, Arguments> = {
  command: 'depth <file>',
  describe: 'Print the deepest logic of the component that a file exports; exit with 1 above a declared maxDepth',
  builder: yargs =>
    yargs
      .positional('file', { type: 'string', demandOption: true, describe: 'A TypeScript file' })
      .option('only', { type: 'string', requiresArg: true, describe: 'Name of the export, where there are several' })
      .option('top', { type: 'number', requiresArg: true, default: 1, describe: 'How many paths' })
      .option('json', { type: 'boolean', default: false, describe: 'Print JSON' }),
  handler: printDepths,
};
