/** Runs frames through the parser, the model or the Verilated hardware. */
import type { Config } from '../../hdl/spec/configs.ts';
import { defaultParserTables, type ParserTableValues } from '../../hdl/spec/protocol/parser-tables.ts';
import { type PacketChecksums, packetChecksums } from '../../sim/model/packet-checksum-model.ts';
import { parseFrame } from '../../sim/model/parser-model.ts';
import type { HeaderVector } from '../../sim/model/vector-model.ts';

/** What the parser says about one frame. */
export interface ParsedFrame {
  readonly vector: HeaderVector;
  readonly checksums: PacketChecksums;
}

/** What the reference model says about a frame, by the depth of the configuration. */
export const parseWithModel = (
  frame: Uint8Array,
  { parserBytes }: Config,
  tables: ParserTableValues = defaultParserTables,
): ParsedFrame => {
  const vector = parseFrame(frame, { tables, depthBytes: parserBytes });
  return { vector, checksums: packetChecksums(frame, vector) };
};

/** Answers about frames, given some at a time in the order of their arrival. */
export interface FrameParser extends AsyncDisposable {
  parse(frames: readonly Uint8Array[]): Promise<readonly ParsedFrame[]>;
}

/** A parser that asks the reference model. */
export const modelParser = (config: Config, tables: ParserTableValues): FrameParser => ({
  parse: async frames => frames.map(frame => parseWithModel(frame, config, tables)),
  [Symbol.asyncDispose]: async () => {},
});

/**
 * A parser that asks the Verilated hardware, one simulation from the first frame to the last. A frame of no bytes, which only
 * a capture can hold, never reaches the hardware; the model speaks for it.
 */
export const hardwareParser = async (config: Config, tables: ParserTableValues): Promise<FrameParser> => {
  const { ParserBench } = await import('../../sim/parser-bench.ts');
  const bench = await ParserBench.open({ config, tables, repeatable: false });
  return {
    parse: async frames => {
      const answers = (await bench.parse(frames.filter(frame => frame.length > 0)))[Symbol.iterator]();
      return frames.map(frame => (frame.length > 0 ? answers.next().value! : parseWithModel(frame, config, tables)));
    },
    [Symbol.asyncDispose]: () => bench.close(),
  };
};
