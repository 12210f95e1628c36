import { argument, command, flag, outputDirectory, someOf } from 'typescript-hdl/command-line';
import type { Config } from '../../hdl/spec/configs.ts';
import { configName } from '../config-name.ts';
import type { SynthesisRow } from '../generate/synthesis-table.ts';

interface SynthOptions {
  readonly config: string | undefined;
  readonly widths: readonly number[] | undefined;
  readonly out: string;
  readonly record: boolean;
}

/** Widths of the network that the parser is built for. */
const allWidths = [64, 128, 256, 512];

const show = (row: SynthesisRow, luts: number): string =>
  [
    `${row.beatBits} bits, ${row.vectorBits} of the vector:`.padEnd(30),
    `${luts} LUT (${row.shift} shift registers, ${row.memory} memory), ${row.registers} FF, ${row.blockRams} BRAM,`,
    `${row.levels} levels, ${row.latencyClocks} clocks; ${Math.round(row.seconds)} s, ${Math.round(row.megabytes)} MB`,
  ].join(' ');

/** Keeps the figures in the repository, where the page about the parser shows them. */
const keep = async (record: string): Promise<void> => {
  const { readTextFile } = await import('../files/read-text-file.ts');
  const { writeOutputFile } = await import('typescript-hdl/command-line');
  const { parserSections, withParserSections } = await import('../generate/parser-sections.ts');
  await writeOutputFile('docs/parser-synthesis.json', record);
  const page = await readTextFile('docs/parser.md', 'run this at the root of the repository');
  await writeOutputFile('docs/parser.md', withParserSections(page, parserSections()));
  console.log('recorded in docs/parser-synthesis.json and docs/parser.md');
};

/** What the machine reads of the header vector: so many bits, and none of some outputs of the parser. */
const readByMachine = async (
  config: Config,
  out: string,
): Promise<{ readonly vectorBits: number; readonly unread: readonly string[] }> => {
  const { emitVerilog } = await import('typescript-hdl');
  const { classifier } = await import('../../hdl/classifier/classifier.ts');
  const { usedPorts } = await import('../verify/synth/used-ports.ts');
  const ports = await usedPorts(emitVerilog(classifier(config)), out);
  const fields = ports.filter(({ name }) => /^headers_(?!valid_i$)\w+_i$/.test(name));
  return {
    vectorBits: fields.reduce((sum, { usedBits }) => sum + usedBits, 0),
    unread: fields.filter(({ usedBits }) => usedBits === 0).map(({ name }) => name.replace(/_i$/, '_o')),
  };
};

const runSynth = async ({ config: name, widths, out, record }: SynthOptions): Promise<void> => {
  if (record && widths !== undefined) {
    const { InputError } = await import('typescript-hdl/command-line');
    throw new InputError({ what: '--record takes the figures of all widths', remedy: 'leave out --widths' });
  }
  const { join } = await import('node:path');
  const { namedConfig } = await import('../named-config.ts');
  const config = namedConfig(name);
  const { emitVerilog } = await import('typescript-hdl');
  const { headerParser, headerParserTiming } = await import('../../hdl/parser/header-parser.ts');
  const { lutsOf } = await import('../generate/synthesis-table.ts');
  const { synthesize } = await import('../verify/synth/synthesize.ts');
  const { yosysVersion } = await import('../tools/yosys.ts');
  const { writeOutputFile } = await import('typescript-hdl/command-line');
  const tool = await yosysVersion();
  const { headerVectorBits } = await import('../../hdl/spec/protocol/header-vector.ts');
  const machine = await readByMachine(config, out);
  const uses = [
    { name: 'parser', vectorBits: headerVectorBits, unread: [] },
    { name: 'parser-in-machine', ...machine },
  ];
  const rows: SynthesisRow[] = [];
  for (const { name: use, vectorBits, unread } of uses) {
    for (const beatBits of widths ?? allWidths) {
      const wide = { ...config, netDataBits: beatBits };
      const design = emitVerilog(headerParser(wide));
      const synthesis = await synthesize(design, out, `${use}-${beatBits}`, unread);
      const row = { beatBits, vectorBits, latencyClocks: headerParserTiming(wide).latencyClocks, ...synthesis };
      console.log(show(row, lutsOf(row)));
      rows.push(row);
    }
  }
  const text = `${JSON.stringify({ tool, rows }, null, 2)}\n`;
  const path = join(out, 'parser.json');
  await writeOutputFile(path, text);
  console.log(`written to ${path}`);
  if (record) await keep(text);
};

/** `sluice synth`: size and logic depth of a part of the machine after synthesis by Yosys. */
export const synth = command({
  name: 'synth',
  describe: 'Synthesise the header parser with Yosys and report its size, depth and latency (minutes a width)',
  arguments: { what: argument('Part of the machine: parser', ['parser']) },
  options: {
    config: configName(),
    widths: someOf('Bits a beat, one or several', allWidths),
    out: outputDirectory('Directory of the results', 'build/synth'),
    record: flag('Keep the figures of all widths in docs/parser-synthesis.json and docs/parser.md'),
  },
  run: runSynth,
});
