import type { HeaderVector } from '../../sim/model/header-vector.ts';
import type { Command } from './command.ts';

interface ParseOptions {
  readonly capture: string;
  readonly json: boolean;
  readonly rtl: boolean;
  readonly config: string | undefined;
}

/** Lines written at once: one write a line is slow, one write for all needs the whole text in memory. */
const linesPerWrite = 1000;

const printLines = async (lines: readonly string[]): Promise<void> => {
  if (lines.length === 0) return;
  const taken = process.stdout.write(`${lines.join('\n')}\n`);
  if (!taken) await new Promise(resolve => process.stdout.once('drain', resolve));
};

const runParse = async ({ capture, json, rtl, config: name }: ParseOptions): Promise<void> => {
  const { namedConfig } = await import('../named-config.ts');
  const { readCaptureFile } = await import('../files/read-capture.ts');
  const { parseWithHardware, parseWithModel } = await import('../parse/parse-capture.ts');
  const config = namedConfig(name);
  const frames = (await readCaptureFile(capture)).map(({ bytes }) => bytes);
  const vectors = rtl ? await parseWithHardware(frames, config) : parseWithModel(frames);
  const { frameRecord } = await import('../parse/frame-record.ts');
  const { frameLine } = await import('../parse/frame-line.ts');
  const lineOf = (frame: Uint8Array, vector: HeaderVector, i: number): string =>
    json ? JSON.stringify(frameRecord(i + 1, frame, vector)) : frameLine(i + 1, frame, vector);
  for (let from = 0; from < frames.length; from += linesPerWrite) {
    const some = vectors.slice(from, from + linesPerWrite);
    await printLines(some.map((vector, i) => lineOf(frames[from + i]!, vector, from + i)));
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
      .option('config', { type: 'string', requiresArg: true, describe: 'Configuration of the hardware; default 10g' }),
  handler: runParse,
};
