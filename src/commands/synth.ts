// SPDX-License-Identifier: Apache-2.0
import { command, flag, optionalArgument, outputDirectory, someOf } from 'typescript-hdl/command-line';
import { isQuiet, jsonFlag, type OutputFlags, printResult, quietFlag, say } from '../output-flags.ts';
import type { MachineSynthesis } from '../verify/synth/machine-synthesis.ts';
import type { ParserSynthesis } from '../verify/synth/parser-synthesis.ts';

interface SynthOptions extends OutputFlags {
  readonly what: string | undefined;
  readonly widths: readonly number[] | undefined;
  readonly 'check-fresh': boolean;
  readonly out: string;
}

/** Widths of the network that the parser is built for. */
const allWidths = [64, 128, 256, 512];

const showStage = ({ stage, path, ...row }: MachineSynthesis): string => {
  const { luts, registers, blockRams, memory, dsps, controlSets, levels } = row;
  const size = `${luts} LUT (${memory} memory), ${registers} FF, ${blockRams} BRAM, ${dsps} DSP, ${controlSets} control sets`;
  const end = path === null ? '' : ` to ${path.to.name} at ${path.to.line ?? 'an unnamed cell'}`;
  return `${stage.padEnd(14)} ${size}, ${levels} levels${end}`;
};

const runMachine = async (name: string | undefined, out: string, flags: OutputFlags): Promise<void> => {
  const { join } = await import('node:path');
  const { namedConfig } = await import('../named-config.ts');
  const config = namedConfig(name, 'name one of them, or "parser"');
  const { checkSizePages, writeSizePages } = await import('../generate/write-size-pages.ts');
  await checkSizePages();
  const { writeOutputFile } = await import('typescript-hdl/command-line');
  const { Progress } = await import('../progress.ts');
  const { synthesisFile } = await import('../verify/machine-records.ts');
  const { synthesizeMachine } = await import('../verify/synth/machine-synthesis.ts');
  using progress = new Progress({ quiet: isQuiet(flags) });
  const record = await synthesizeMachine(config, join(out, config.name), {
    begin: (stage, number, of) => {
      if (number === 1)
        progress.step(`synthesising ${of} designs of ${config.name} (ten minutes; what is finished is kept)`, of);
      progress.at(number - 1, `synthesising ${stage}`);
    },
    report: row => {
      progress.clear();
      say(flags, showStage(row));
    },
  });
  const { partLines } = await import('../generate/part-table.ts');
  for (const { parts } of record.rows) if (parts) say(flags, partLines(parts, 'LUT', 'BRAM').join('\n'));
  const file = synthesisFile(config.name);
  await writeOutputFile(file, `${JSON.stringify(record, null, 2)}\n`);
  await writeSizePages();
  printResult(flags, record, `recorded in ${file}, docs/synthesis.md and README.md`);
};

const showWidth = (row: ParserSynthesis, luts: number): string =>
  [
    `${row.beatBits} bits, ${row.vectorBits} of the vector:`.padEnd(30),
    `${luts} LUT (${row.shift} shift registers, ${row.memory} memory), ${row.registers} FF, ${row.blockRams} BRAM,`,
    `${row.levels} levels, ${row.latencyClocks} clocks; ${Math.round(row.seconds)} s, ${Math.round(row.megabytes)} MB`,
  ].join(' ');

/** The parser at its widths; all of them are kept in the repository, where the page about the parser shows them. */
const runParser = async (widths: readonly number[] | undefined, out: string, flags: OutputFlags): Promise<void> => {
  const { join } = await import('node:path');
  const { namedConfig } = await import('../named-config.ts');
  const { readTextFile } = await import('../files/read-text-file.ts');
  const { writeOutputFile } = await import('typescript-hdl/command-line');
  const { lutsOf } = await import('../generate/parser-size-table.ts');
  const { synthesizeParser } = await import('../verify/synth/parser-synthesis.ts');
  const page = 'docs/parser-sizes.md';
  const remedy = 'run this at the root of the repository';
  if (widths === undefined) await readTextFile(page, remedy);
  const report = (row: ParserSynthesis): void => say(flags, showWidth(row, lutsOf(row)));
  const record = await synthesizeParser(namedConfig(), widths ?? allWidths, out, report);
  const file = widths === undefined ? 'docs/parser-synthesis.json' : join(out, 'parser.json');
  await writeOutputFile(file, `${JSON.stringify(record, null, 2)}\n`);
  if (widths === undefined) {
    const { parserSections, withParserSections } = await import('../generate/parser-sections.ts');
    await writeOutputFile(page, withParserSections(await readTextFile(page, remedy), parserSections()));
  }
  printResult(flags, record, `recorded in ${file}${widths === undefined ? ` and ${page}` : ''}`);
};

/** Says what is not of the Verilog as it is now, and fails if there is any. */
const runCheck = async (flags: OutputFlags): Promise<void> => {
  const { checkSizePages } = await import('../generate/write-size-pages.ts');
  await checkSizePages();
  const { readRecords, staleness } = await import('../verify/machine-records.ts');
  const { recordedStaleness } = await import('../verify/recorded-figures.ts');
  const complaints = [...(await readRecords()).flatMap(staleness), ...(await recordedStaleness())];
  if (complaints.length > 0) process.exitCode = 1;
  if (flags.json || complaints.length === 0)
    printResult(flags, complaints, 'every recorded size, clock and figure is of the Verilog as it is now');
  else for (const complaint of complaints) console.error(complaint);
};

const runSynth = async ({ what, widths, 'check-fresh': checkFresh, out, ...flags }: SynthOptions): Promise<void> => {
  const { InputError } = await import('typescript-hdl/command-line');
  if (widths !== undefined && what !== 'parser')
    throw new InputError({
      what: '--widths is for the parser alone',
      remedy: 'leave it out, or run "sluice synth parser"',
    });
  if (checkFresh && what !== undefined)
    throw new InputError({ what: '--check-fresh looks at every record', remedy: `leave out "${what}"` });
  if (checkFresh) await runCheck(flags);
  else if (what === 'parser') await runParser(widths, out, flags);
  else await runMachine(what, out, flags);
};

/** `sluice synth`: size and logic depth of the machine after synthesis by Yosys. */
export const synth = command({
  name: 'synth',
  describe: 'Synthesise every stage and the whole machine with Yosys and keep size and depth in docs (minutes)',
  arguments: { what: optionalArgument('Configuration, default 10g; or parser: the parser at four widths') },
  options: {
    widths: someOf('Of the parser: bits a beat, one or several; kept in the directory of the results', allWidths),
    'check-fresh': flag('Synthesise nothing; fail if a record is of other Verilog than that of today'),
    quiet: quietFlag,
    json: jsonFlag,
    out: outputDirectory('Directory of Verilog, logs and finished steps', 'build/synth'),
  },
  run: runSynth,
});
