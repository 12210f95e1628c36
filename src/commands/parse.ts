import type { Config } from '../../hdl/spec/configs.ts';
import type { Command } from './command.ts';

interface ParseOptions {
  readonly capture: string;
  readonly json: boolean;
  readonly rtl: boolean;
  readonly config: string | undefined;
  readonly table: string;
  readonly depth: number | undefined;
}

/** Lines written at once: one write a line is slow, one write for all needs the whole text in memory. */
const linesPerWrite = 1000;

/** The depth is a multiple of the widest beat, so that every width has it. */
const leastDepth = 64;

const printLines = async (lines: readonly string[]): Promise<void> => {
  if (lines.length === 0) return;
  const taken = process.stdout.write(`${lines.join('\n')}\n`);
  if (!taken) await new Promise(resolve => process.stdout.once('drain', resolve));
};

/** The configuration with as many bytes looked at as asked for. */
const withDepth = async (config: Config, depth: number | undefined): Promise<Config> => {
  if (depth === undefined) return config;
  if (Number.isInteger(depth) && depth >= leastDepth && depth <= config.parserBytes && depth % leastDepth === 0) {
    return { ...config, parserBytes: depth };
  }
  const { InputError } = await import('../input-error.ts');
  const remedy = `write a multiple of ${leastDepth} from ${leastDepth} to ${config.parserBytes}`;
  throw new InputError({ what: `the parser cannot look at ${depth} bytes`, remedy });
};

const runParse = async ({ capture, json, rtl, config: name, table, depth }: ParseOptions): Promise<void> => {
  const { namedConfig } = await import('../named-config.ts');
  const { readTables } = await import('../parse/read-tables.ts');
  const { readCaptureFile } = await import('../files/read-capture.ts');
  const { parseWithHardware, parseWithModel } = await import('../parse/parse-capture.ts');
  const { frameRecord } = await import('../parse/frame-record.ts');
  const { frameLine } = await import('../parse/frame-line.ts');
  const config = await withDepth(namedConfig(name), depth);
  const tables = readTables(table);
  const frames = (await readCaptureFile(capture)).map(({ bytes }) => bytes);
  const answers = rtl ? await parseWithHardware(frames, config, { tables }) : undefined;
  const lineOf = (frame: Uint8Array, i: number): string => {
    const parsed = answers?.[i] ?? parseWithModel(frame, config, tables);
    return json ? JSON.stringify(frameRecord(i + 1, frame, parsed)) : frameLine(i + 1, frame, parsed);
  };
  for (let from = 0; from < frames.length; from += linesPerWrite) {
    await printLines(frames.slice(from, from + linesPerWrite).map((frame, i) => lineOf(frame, from + i)));
  }
};

/** `sluice parse`: what the hardware sees of every frame of a capture. */
export const parse: Command<ParseOptions> = {
  command: 'parse <capture>',
  describe: 'Print what the header parser sees of every frame of a capture, one frame a line',
  builder: yargs =>
    yargs
      .positional('capture', { type: 'string', demandOption: true, describe: 'Capture (pcap or pcapng)' })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON object a line; keys in docs/parser.md' })
      .option('rtl', {
        type: 'boolean',
        default: false,
        describe: 'Ask the Verilated hardware instead of the model, which is faster',
      })
      .option('config', { type: 'string', requiresArg: true, describe: 'Configuration of the hardware; default 10g' })
      .option('table', {
        type: 'string',
        requiresArg: true,
        default: '',
        describe: 'Values of run-time tables, as in vxlanPorts=8472,4789,genevePorts=6081; default those after reset',
      })
      .option('depth', {
        type: 'number',
        requiresArg: true,
        describe: 'Bytes of each frame that the parser looks at; default those of the configuration',
      }),
  handler: runParse,
};
