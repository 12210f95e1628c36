// SPDX-License-Identifier: Apache-2.0
/** The command `typescript-hdl emit FILE`. */
import { argument, command, flag, InputError, outputDirectory, text, writeOutputFile } from '../command-line/index.ts';
import type { EmittedDesign } from '../emit/design.ts';

interface EmitOptions {
  readonly file: string;
  readonly only: string | undefined;
  readonly out: string | undefined;
  readonly locators: boolean;
  readonly prefix: string | undefined;
}

/** Every file of a design by its path in the output directory; constraints and stubs only where there are any. */
const filesOf = async (design: EmittedDesign, directory: string): Promise<ReadonlyMap<string, string>> => {
  const { sourceMapFile, sourceMapText } = await import('../locate/index.ts');
  const { top, modules, stubs, constraints, sourceMap } = design;
  return new Map([
    ...modules.map(({ name, verilog }) => [`${name}.v`, verilog] as const),
    ...stubs.map(({ name, verilog }) => [`stubs/${name}.v`, verilog] as const),
    ['files.f', modules.map(({ name }) => `${name}.v\n`).join('')],
    ...(constraints.xdc === '' ? [] : [[`${top}.xdc`, constraints.xdc] as const]),
    ...(constraints.sdc === '' ? [] : [[`${top}.sdc`, constraints.sdc] as const]),
    [sourceMapFile, sourceMapText(sourceMap, directory)],
  ]);
};

const writeDesign = async (design: EmittedDesign, directory: string): Promise<void> => {
  const { join } = await import('node:path');
  for (const [name, content] of await filesOf(design, directory)) await writeOutputFile(join(directory, name), content);
  process.stdout.write(`${design.top}: ${design.modules.length} modules in ${directory}\n`);
};

const emitFile = async ({ file, only, out, locators, prefix }: EmitOptions): Promise<void> => {
  const { join } = await import('node:path');
  const { emitVerilog } = await import('../emit/design.ts');
  const { exportedComponents } = await import('./exported-components.ts');
  const components = await exportedComponents(file, only);
  if (components.length > 1 && out === undefined) {
    throw new InputError({
      where: file,
      what: `it exports ${components.map(({ name }) => name).join(', ')}`,
      remedy: 'choose one with --only, or write them all with --out DIR',
    });
  }
  for (const { name, definition } of components) {
    const design = emitVerilog(definition, { locators, ...(prefix === undefined ? {} : { prefix }) });
    if (out === undefined) process.stdout.write(design.verilog);
    else await writeDesign(design, components.length === 1 ? out : join(out, name));
  }
};

/** Prints the Verilog of an exported component, or writes a directory with one file a module and the source map. */
export const emit = command({
  name: 'emit',
  describe: 'Print the Verilog of the component that a file exports, or write it to a directory',
  arguments: { file: argument('A TypeScript file') },
  options: {
    only: text('Name of the export, where there are several', 'NAME'),
    out: outputDirectory('Directory for one file a module, files.f, constraints and source map'),
    prefix: text('Begins the name of every module but the top', 'NAME'),
    locators: flag('Comments with the TypeScript line of declarations and branches'),
  },
  run: emitFile,
});
