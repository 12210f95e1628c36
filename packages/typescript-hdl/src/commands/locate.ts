// SPDX-License-Identifier: Apache-2.0
/** The command `typescript-hdl locate MAP WHAT`. */
import { argument, command, InputError } from '../command-line/index.ts';
import { sourceMapFile } from '../locate/map-file.ts';

interface LocateArguments {
  readonly map: string;
  readonly what: string;
}

const locateIn = async ({ map: path, what }: LocateArguments): Promise<void> => {
  const { foundLines, locate: find, missingText, readSourceMap } = await import('../locate/index.ts');
  const stored = readSourceMap(path);
  if (!stored) {
    throw new InputError({
      where: path,
      what: 'there is no source map',
      remedy: `name ${sourceMapFile}, or the directory that "emit --out" wrote`,
    });
  }
  const answer = find(stored.map, what);
  if ('found' in answer) {
    process.stdout.write(`${foundLines(answer.found, stored.directory).join('\n')}\n`);
    return;
  }
  process.stderr.write(`typescript-hdl: ${missingText(answer)}.\n`);
  process.exitCode = 1;
};

/** Prints the TypeScript line behind a Verilog name or line, and the Verilog that comes from a TypeScript line. */
export const locate = command({
  name: 'locate',
  describe: 'Lead from a Verilog name, FILE.v:LINE or file.ts:LINE to the other side; exit with 1 if nothing is found',
  arguments: {
    map: argument(`Directory of Verilog, or ${sourceMapFile}`),
    what: argument('Name, path of a waveform viewer, FILE.v:LINE or file.ts:LINE'),
  },
  options: {},
  run: locateIn,
});
