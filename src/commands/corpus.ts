import type { Command } from './command.ts';

interface CorpusCommandOptions {
  readonly corpus: string;
  readonly config: string | undefined;
  readonly out: string;
}

const shown = 10;

const runCorpusCommand = async ({ corpus: path, config: name, out }: CorpusCommandOptions): Promise<void> => {
  const { join } = await import('node:path');
  const { namedConfig } = await import('../named-config.ts');
  const { runCorpus } = await import('../corpus/run-corpus.ts');
  const { corpusTable } = await import('../report/corpus-table.ts');
  const { writeOutputFile } = await import('../files/write-output-file.ts');
  const { InputError } = await import('../input-error.ts');
  const report = await runCorpus({ corpus: path, config: namedConfig(name), buildDirectory: join(out, 'tools') });
  const file = join(out, 'report.json');
  await writeOutputFile(file, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`${corpusTable(report)}\n\nreport  ${file}`);
  const { hardware, unclassified } = report;
  for (const { capture, frame, fields } of hardware.mismatches.slice(0, shown)) {
    console.error(`${capture} frame ${frame}: hardware and model differ in ${fields.join(', ')}`);
  }
  for (const { capture, frame, tool, fields } of unclassified.slice(0, shown)) {
    const values = Object.entries(fields).map(([field, { ours, theirs }]) => `${field} is ${ours}, not ${theirs}`);
    console.error(`${capture} frame ${frame}, ${tool}: ${values.join('; ')}`);
  }
  if (hardware.mismatches.length + unclassified.length === 0) return;
  const what = `${hardware.mismatches.length} frames differ between model and hardware, ${unclassified.length} answers of other tools are unexplained`;
  throw new InputError({ what, remedy: `see ${file}` });
};

/** `sluice corpus`: model, hardware and other people's parsers on captures of foreign traffic. */
export const corpus: Command<CorpusCommandOptions> = {
  command: 'corpus <corpus>',
  describe: "Compare model, hardware and other people's parsers on captures",
  builder: yargs =>
    yargs
      .positional('corpus', { type: 'string', demandOption: true, describe: 'Capture, or directory of captures' })
      .option('config', { type: 'string', requiresArg: true, describe: 'Configuration of the hardware; default 10g' })
      .option('out', {
        type: 'string',
        requiresArg: true,
        default: 'build/corpus',
        describe: 'Directory for the report',
      }),
  handler: runCorpusCommand,
};
