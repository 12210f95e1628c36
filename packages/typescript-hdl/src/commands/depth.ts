// SPDX-License-Identifier: Apache-2.0
/** The command `typescript-hdl depth FILE`. */
import { argument, command, flag, text, wholeNumber } from '../command-line/index.ts';

interface DepthOptions {
  readonly file: string;
  readonly only: string | undefined;
  readonly top: number;
  readonly json: boolean;
}

const printDepths = async ({ file, only, top, json }: DepthOptions): Promise<void> => {
  const { depthRecord, exceededBounds, exceededLines, logicDepth, pathLines } = await import('../depth/index.ts');
  const { exportedComponents } = await import('./exported-components.ts');
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
export const depth = command({
  name: 'depth',
  describe: 'Print the deepest logic of the component that a file exports; exit with 1 above a declared maxDepth',
  arguments: { file: argument('A TypeScript file') },
  options: {
    only: text('Name of the export, where there are several', 'NAME'),
    top: wholeNumber('How many paths', { least: 1, fallback: 1 }),
    json: flag('Print JSON'),
  },
  run: printDepths,
});
