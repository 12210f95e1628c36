/** The command `typescript-hdl emit FILE`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandModule } from 'yargs';
import { type EmittedDesign, emitVerilog } from '../emit/design.ts';
import { sourceMapFile, sourceMapText } from '../locate/index.ts';
import { exportedComponents } from './exported-components.ts';
import { UsageError } from './usage-error.ts';

interface Arguments {
  readonly file: string;
  readonly only: string | undefined;
  readonly out: string | undefined;
  readonly locators: boolean;
}

/** Every file of a design by its path in the output directory; constraints and stubs only where there are any. */
const filesOf = (design: EmittedDesign, directory: string): ReadonlyMap<string, string> => {
  const { top, modules, stubs, constraints, sourceMap } = design;
  return new Map([
    ...modules.map(({ name, verilog }) => [`${name}.v`, verilog] as const),
    ...stubs.map(({ name, verilog }) => [join('stubs', `${name}.v`), verilog] as const),
    ['files.f', modules.map(({ name }) => `${name}.v\n`).join('')],
    ...(constraints.xdc === '' ? [] : [[`${top}.xdc`, constraints.xdc] as const]),
    ...(constraints.sdc === '' ? [] : [[`${top}.sdc`, constraints.sdc] as const]),
    [sourceMapFile, sourceMapText(sourceMap, directory)],
  ]);
};

const writeDesign = (design: EmittedDesign, directory: string): void => {
  for (const [name, text] of filesOf(design, directory)) {
    const path = join(directory, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  }
  process.stdout.write(`${design.top}: ${design.modules.length} modules in ${directory}\n`);
};

const emitFile = async ({ file, only, out, locators }: Arguments): Promise<void> => {
  const components = await exportedComponents(file, only);
  const names = components.map(({ name }) => name).join(', ');
  if (components.length > 1 && out === undefined) {
    throw new UsageError(`${file} exports ${names}; choose one with --only, or write them all with --out DIRECTORY.`);
  }
  for (const { name, definition } of components) {
    const design = emitVerilog(definition, { locators });
    if (out === undefined) process.stdout.write(design.verilog);
    else writeDesign(design, components.length === 1 ? out : join(out, name));
  }
};

/** Prints the Verilog of an exported component, or writes a directory with one file a module and the source map. */
export const emitCommand: CommandModule<object, Arguments> = {
  command: 'emit <file>',
  describe: 'Print the Verilog of the component that a file exports, or write it to a directory',
  builder: yargs =>
    yargs
      .positional('file', { type: 'string', demandOption: true, describe: 'A TypeScript file' })
      .option('only', { type: 'string', requiresArg: true, describe: 'Name of the export, where there are several' })
      .option('out', {
        type: 'string',
        requiresArg: true,
        describe: 'Directory for one file a module, files.f, constraints and source map',
      })
      .option('locators', {
        type: 'boolean',
        default: false,
        describe: 'Comments with the TypeScript line of declarations and branches',
      }),
  handler: emitFile,
};
