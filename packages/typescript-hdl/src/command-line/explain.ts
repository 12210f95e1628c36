/** The command `typescript-hdl explain CODE`. */
import { readFileSync } from 'node:fs';
import type { CommandModule } from 'yargs';
import { diagnosticCodes } from '../diagnostic.ts';
import { UsageError } from './usage-error.ts';

interface Arguments {
  readonly code: string;
}

const explain = ({ code }: Arguments): void => {
  const known = code.toUpperCase();
  if (!(known in diagnosticCodes)) {
    throw new UsageError(`There is no code '${code}'; there are ${Object.keys(diagnosticCodes).join(', ')}.`);
  }
  process.stdout.write(readFileSync(new URL(`../../docs/diagnostics/${known}.md`, import.meta.url), 'utf8'));
};

/** Prints what a diagnostic means, with a wrong and a mended example of each of its sentences. */
export const explainCommand: CommandModule<object, Arguments> = {
  command: 'explain <code>',
  describe: 'Print what the code of a message means, such as HDL-LATCH, and how to mend the mistake',
  builder: yargs => yargs.positional('code', { type: 'string', demandOption: true, describe: 'The code' }),
  handler: explain,
};
