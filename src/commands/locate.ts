import { InputError } from '../input-error.ts';
import type { Command } from './command.ts';

interface LocateOptions {
  readonly what: string;
  readonly config: string | undefined;
  readonly rtl: string | undefined;
}

/** Where `sluice emit` writes a configuration when it is not told otherwise. */
const usualDirectory = async (name: string | undefined): Promise<string> => {
  const { join } = await import('node:path');
  const { namedConfig } = await import('../named-config.ts');
  return join('build', 'rtl', namedConfig(name).name);
};

const runLocate = async ({ what, config, rtl }: LocateOptions): Promise<void> => {
  const { foundLines, locate: find, missingText, readSourceMap } = await import('typescript-hdl/locate');
  const directory = rtl ?? (await usualDirectory(config));
  const stored = readSourceMap(directory);
  if (!stored) {
    throw new InputError({
      where: directory,
      what: 'there is no source map',
      remedy: 'write one with "sluice emit", or name another directory with --rtl',
    });
  }
  const answer = find(stored.map, what);
  if ('found' in answer) {
    console.log(foundLines(answer.found, stored.directory).join('\n'));
    return;
  }
  const reason = missingText(answer);
  throw new InputError({
    what: reason.charAt(0).toLowerCase() + reason.slice(1),
    remedy: 'give a name, a path of a waveform viewer, FILE.v:LINE or file.ts:LINE',
  });
};

/** `sluice locate`: the TypeScript behind a name or a line of the emitted Verilog, and back. */
export const locate: Command<LocateOptions> = {
  command: 'locate <what>',
  describe: 'Lead from a Verilog name, FILE.v:LINE or file.ts:LINE to the other side',
  builder: yargs =>
    yargs
      .positional('what', {
        type: 'string',
        demandOption: true,
        describe: 'Name, path of a waveform viewer (TOP.sluice.parser.x_q), FILE.v:LINE or file.ts:LINE',
      })
      .option('config', { type: 'string', requiresArg: true, describe: 'Configuration; default 10g' })
      .option('rtl', { type: 'string', requiresArg: true, describe: 'Directory; default build/rtl/CONFIG' }),
  handler: runLocate,
};
