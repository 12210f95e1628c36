// SPDX-License-Identifier: Apache-2.0
import { argument, command, InputError, text } from 'typescript-hdl/command-line';
import { configName } from '../config-name.ts';
import { jsonFlag, printResult } from '../output-flags.ts';

interface LocateOptions {
  readonly what: string;
  readonly config: string | undefined;
  readonly rtl: string | undefined;
  readonly json: boolean;
}

/** Where `sluice emit` writes a configuration; without one, where it writes any, and where `sluice demo` writes its Verilog. */
const usualDirectories = async (name: string | undefined): Promise<readonly string[]> => {
  const { join } = await import('node:path');
  const { namedConfig } = await import('../named-config.ts');
  const { configNames } = await import('../../hdl/spec/configs.ts');
  const usual = join('build', 'rtl', namedConfig(name).name);
  if (name !== undefined) return [usual];
  return [usual, ...configNames.map(one => join('build', 'rtl', one)), join('build', 'demo', 'rtl')];
};

/** The directory whose source map was written last; the first when none has one. */
const latest = async (directories: readonly string[], file: string): Promise<string> => {
  const { statSync } = await import('node:fs');
  const { join } = await import('node:path');
  const times = directories.map(directory => statSync(join(directory, file), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return directories[times.indexOf(Math.max(...times))]!;
};

const runLocate = async ({ what, config, rtl, json }: LocateOptions): Promise<void> => {
  const { foundLines, locate: find, missingText, readSourceMap, sourceMapFile } = await import('typescript-hdl/locate');
  const directory = rtl ?? (await latest(await usualDirectories(config), sourceMapFile));
  const stored = readSourceMap(directory);
  if (!stored) {
    throw new InputError({
      where: directory,
      what: 'there is no source map',
      remedy: 'write one with "sluice emit" or "sluice demo", or name another directory with --rtl',
    });
  }
  const answer = find(stored.map, what);
  if ('found' in answer) {
    printResult({ json }, answer.found, foundLines(answer.found, stored.directory).join('\n'));
    return;
  }
  const reason = missingText(answer);
  throw new InputError({
    what: reason.charAt(0).toLowerCase() + reason.slice(1),
    remedy: 'give a name, a path of a waveform viewer, FILE.v:LINE or file.ts:LINE',
  });
};

/** `sluice locate`: the TypeScript behind a name or a line of the emitted Verilog, and back. */
export const locate = command({
  name: 'locate',
  describe: 'Lead from a Verilog name, FILE.v:LINE or file.ts:LINE to the other side',
  arguments: { what: argument('Name, path of a waveform viewer (TOP.sluice.parser.x_q), FILE.v:LINE or file.ts:LINE') },
  options: {
    config: configName('Configuration that "sluice emit" wrote; default the last one written'),
    rtl: text('Directory of the Verilog; default what "sluice emit" or "sluice demo" wrote last', 'DIR'),
    json: jsonFlag,
  },
  run: runLocate,
});
