// SPDX-License-Identifier: Apache-2.0
import { argument, command, flag, valueOption, wholeNumber } from 'typescript-hdl/command-line';
import type { Config } from '../../hdl/spec/configs.ts';
import type { ParserTableValues } from '../../hdl/spec/protocol/parser-tables.ts';
import { configName } from '../config-name.ts';
import type { FrameParser } from '../parse/parse-capture.ts';
import type { Progress } from '../progress.ts';

interface ParseOptions {
  readonly capture: string;
  readonly json: boolean;
  readonly rtl: boolean;
  readonly config: string | undefined;
  readonly table: string | undefined;
  readonly depth: number | undefined;
}

/** Frames parsed and written at once: one write a line is slow, and the first lines shall not wait for all. */
const framesPerWrite = 500;

/** The depth is a multiple of the widest beat, so that every width has it. */
const leastDepth = 64;

const printLines = async (lines: readonly string[]): Promise<void> => {
  const taken = process.stdout.write(`${lines.join('\n')}\n`);
  if (!taken) await new Promise(resolve => process.stdout.once('drain', resolve));
};

/** The configuration with as many bytes looked at as asked for. */
const withDepth = async (config: Config, depth: number | undefined): Promise<Config> => {
  if (depth === undefined) return config;
  if (depth <= config.parserBytes && depth % leastDepth === 0) return { ...config, parserBytes: depth };
  const { InputError } = await import('typescript-hdl/command-line');
  const remedy = `write a multiple of ${leastDepth} from ${leastDepth} to ${config.parserBytes}`;
  throw new InputError({ what: `the parser cannot look at ${depth} bytes`, remedy });
};

const openParser = async (
  rtl: boolean,
  config: Config,
  tables: ParserTableValues,
  progress: Progress,
): Promise<FrameParser> => {
  const { hardwareParser, modelParser } = await import('../parse/parse-capture.ts');
  if (!rtl) return modelParser(config, tables);
  progress.show('building the co-simulation (a minute or two the first time)');
  return hardwareParser(config, tables);
};

const runParse = async ({ capture, json, rtl, config: name, table, depth }: ParseOptions): Promise<void> => {
  const { namedConfig } = await import('../named-config.ts');
  const { readTables } = await import('../parse/read-tables.ts');
  const { capturedFrames, noteOnStandardError } = await import('../files/read-capture.ts');
  const { frameRecord } = await import('../parse/frame-record.ts');
  const { frameLine } = await import('../parse/frame-line.ts');
  const { Progress } = await import('../progress.ts');
  const config = await withDepth(namedConfig(name), depth);
  const tables = readTables(table ?? '');
  const progress = new Progress();
  let parser: FrameParser | undefined;
  try {
    for await (const arrived of capturedFrames(capture, noteOnStandardError)) {
      // Opened for the first frames: what is no capture is refused before anything is built.
      parser ??= await openParser(rtl, config, tables, progress);
      for (let from = 0; from < arrived.length; from += framesPerWrite) {
        const frames = arrived.slice(from, from + framesPerWrite);
        const answers = await parser.parse(frames.map(({ bytes }) => bytes));
        const lines = frames.map((frame, i) =>
          json ? JSON.stringify(frameRecord(frame, answers[i]!)) : frameLine(frame, answers[i]!),
        );
        if (process.stdout.isTTY) progress.clear();
        await printLines(lines);
        if (!process.stdout.isTTY) progress.show(`parsed ${frames.at(-1)!.number} frames`);
      }
    }
  } finally {
    progress.clear();
    await parser?.[Symbol.asyncDispose]();
  }
};

/** `sluice parse`: what the hardware sees of every frame of a capture. */
export const parse = command({
  name: 'parse',
  describe: 'Print what the header parser sees of every frame of a capture, one frame a line',
  arguments: { capture: argument('Capture (pcap or pcapng, also with gzip), also a pipe; - for standard input') },
  options: {
    json: flag('One JSON object a line; keys in docs/parser.md'),
    rtl: flag('Ask the Verilated hardware instead of the model, which is faster'),
    config: configName('Configuration of the hardware; default 10g'),
    table: valueOption({
      describe: 'Values of run-time tables, as in vxlanPorts=8472,4789,genevePorts=6081; default those after reset',
      placeholder: 'TABLES',
      wanted: 'give tables such as vxlanPorts=8472,4789',
      read: given => given,
    }),
    depth: wholeNumber('Bytes of each frame that the parser looks at; default those of the configuration', {
      least: leastDepth,
    }),
  },
  run: runParse,
});
