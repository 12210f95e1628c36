/** The command `typescript-hdl locate MAP WHAT`. */
import type { CommandModule } from 'yargs';
import { foundLines, locate, missingText, readSourceMap, sourceMapFile } from '../locate/index.ts';
import { UsageError } from './usage-error.ts';

interface Arguments {
  readonly map: string;
  readonly what: string;
}

const locateIn = ({ map: path, what }: Arguments): void => {
  const stored = readSourceMap(path);
  if (!stored) {
    throw new UsageError(
      `There is no source map in ${path}; name ${sourceMapFile}, or the directory that 'emit --out' wrote.`,
    );
  }
  const answer = locate(stored.map, what);
  if ('found' in answer) {
    process.stdout.write(`${foundLines(answer.found, stored.directory).join('\n')}\n`);
    return;
  }
  process.stderr.write(`typescript-hdl: ${missingText(answer)}.\n`);
  process.exitCode = 1;
};

/** Prints the TypeScript line behind a Verilog name or line, and the Verilog that comes from a TypeScript line. */
export const locateCommand: CommandModule<object, Arguments> = {
  command: 'locate <map> <what>',
  describe: 'Lead from a Verilog name, FILE.v:LINE or file.ts:LINE to the other side; exit with 1 if nothing is found',
  builder: yargs =>
    yargs
      .positional('map', { type: 'string', demandOption: true, describe: `Directory of Verilog, or ${sourceMapFile}` })
      .positional('what', {
        type: 'string',
        demandOption: true,
        describe: 'Name, path of a waveform viewer, FILE.v:LINE or file.ts:LINE',
      }),
  handler: locateIn,
};
