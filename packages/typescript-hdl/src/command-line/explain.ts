/** The command `typescript-hdl explain CODE`. */
import type { CommandModule } from 'yargs';
import { UsageError } from './usage-error.ts';

interface Arguments {
  readonly code: string;
}

const explain = async ({ code }: Arguments): Promise<void> => {
  // Loaded here because the other commands do without the catalog.
  const { catalog, pageOf } = await import('../diagnostics/index.ts');
  const entry = catalog.find(one => one.code === code.toUpperCase());
  if (!entry) throw new UsageError(`There is no code '${code}'; there are ${catalog.map(one => one.code).join(', ')}.`);
  process.stdout.write(pageOf(entry));
};

/** Prints what a diagnostic means, with a wrong and a right example of each of its sentences. */
export const explainCommand: CommandModule<object, Arguments> = {
  command: 'explain <code>',
  describe: 'Print what the code of a message means, such as HDL-LATCH, and how to mend the mistake',
  builder: yargs => yargs.positional('code', { type: 'string', demandOption: true, describe: 'The code' }),
  handler: explain,
};
