import type { Command } from './command.ts';

interface CorpusCommandOptions {
  readonly corpus: string | undefined;
  readonly generated: number;
  readonly seed: number;
  readonly config: string | undefined;
  readonly widths: string;
  readonly out: string;
}

const shown = 10;
const allWidths = '64,128,256,512';

const widthsOf = async (text: string): Promise<readonly number[]> => {
  const widths = text.split(',').filter(width => width !== '' && width !== 'none');
  const wrong = widths.find(width => !allWidths.split(',').includes(width));
  if (wrong === undefined) return widths.map(Number);
  const { InputError } = await import('../input-error.ts');
  throw new InputError({ what: `--widths names "${wrong}"`, remedy: `give some of ${allWidths}, or none` });
};

const wholeNumber = async (name: string, value: number): Promise<number> => {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  const { InputError } = await import('../input-error.ts');
  throw new InputError({ what: `--${name} is ${value}`, remedy: 'give a whole number from 0 on' });
};

const runCorpusCommand = async (options: CorpusCommandOptions): Promise<void> => {
  const { join } = await import('node:path');
  const { namedConfig } = await import('../named-config.ts');
  const { runCorpus } = await import('../verify/corpus/run-corpus.ts');
  const { corpusTable } = await import('../generate/corpus-table.ts');
  const { writeOutputFile } = await import('../files/write-output-file.ts');
  const { InputError } = await import('../input-error.ts');
  const { corpus: path, out } = options;
  const count = await wholeNumber('generated', options.generated);
  if (path === undefined && count === 0) {
    throw new InputError({
      what: 'there is nothing to compare',
      remedy: 'name captures, or give --generated a number',
    });
  }
  const report = await runCorpus({
    ...(path !== undefined && { corpus: path }),
    ...(count > 0 && { generated: { count, seed: await wholeNumber('seed', options.seed) } }),
    config: namedConfig(options.config),
    widths: await widthsOf(options.widths),
    buildDirectory: join(out, 'tools'),
  });
  const file = join(out, 'report.json');
  await writeOutputFile(file, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`${corpusTable(report)}\n\nreport  ${file}`);
  const mismatches = report.hardware.flatMap(({ width, mismatches: all }) => all.map(one => ({ ...one, width })));
  for (const { capture, frame, fields, width } of mismatches.slice(0, shown)) {
    console.error(`${capture} frame ${frame}: hardware of ${width} bits and model differ in ${fields.join(', ')}`);
  }
  for (const { capture, frame, tool, fields } of report.unclassified.slice(0, shown)) {
    const values = Object.entries(fields).map(([field, { ours, theirs }]) => `${field} is ${ours}, not ${theirs}`);
    console.error(`${capture} frame ${frame}, ${tool}: ${values.join('; ')}`);
  }
  if (mismatches.length + report.unclassified.length === 0) return;
  const what = `${mismatches.length} frames differ between model and hardware, ${report.unclassified.length} answers of other tools are unexplained`;
  throw new InputError({ what, remedy: `see ${file}` });
};

/** `sluice corpus`: model, hardware and other people's parsers on captures of foreign traffic and on generated frames. */
export const corpus: Command<CorpusCommandOptions> = {
  command: 'corpus [corpus]',
  describe: "Compare model, hardware and other people's parsers on captures",
  builder: yargs =>
    yargs
      .positional('corpus', { type: 'string', describe: 'Capture, or directory of captures' })
      .option('generated', {
        type: 'number',
        requiresArg: true,
        default: 0,
        describe: 'Frames to generate besides: every path of the protocol graph, and frames cut and spoilt at random',
      })
      .option('seed', { type: 'number', requiresArg: true, default: 1, describe: 'Seed of the generated frames' })
      .option('config', { type: 'string', requiresArg: true, describe: 'Configuration of the hardware; default 10g' })
      .option('widths', {
        type: 'string',
        requiresArg: true,
        default: allWidths,
        describe: 'Bits a beat of the hardware to ask, or none',
      })
      .option('out', {
        type: 'string',
        requiresArg: true,
        default: 'build/corpus',
        describe: 'Directory for the report',
      }),
  handler: runCorpusCommand,
};
