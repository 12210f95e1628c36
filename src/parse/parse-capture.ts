// SPDX-License-Identifier: Apache-2.0
/** Runs frames through the parser, the model or the Verilated hardware. */
import type { Config } from '../../hdl/spec/configs.ts';
import { defaultParserTables, type ParserTableValues } from '../../hdl/spec/protocol/parser-tables.ts';
import { type FrameReading, frameReading } from '../../sim/model/frame-reading-model.ts';
import { type PacketChecksums, packetChecksums } from '../../sim/model/packet-checksum-model.ts';
import { parseFrame } from '../../sim/model/parser-model.ts';
import type { HeaderVector } from '../../sim/model/vector-model.ts';

/** What the parser says about one frame. */
export interface ParsedFrame {
  readonly vector: HeaderVector;
  readonly checksums: PacketChecksums;
}

/** The same, and how far the rules of a policy can see into the frame. */
export interface SeenFrame extends ParsedFrame {
  readonly reading: FrameReading;
}

/** What the reference model says about a frame, by the depth of the configuration. */
export const parseWithModel = (
  frame: Uint8Array,
  { parserBytes, maxFrameBytes }: Config,
  tables: ParserTableValues = defaultParserTables,
): SeenFrame => {
  const vector = parseFrame(frame, { tables, depthBytes: parserBytes });
  return { vector, checksums: packetChecksums(frame, vector), reading: frameReading(vector, maxFrameBytes) };
};

/** Answers about frames, given some at a time in the order of their arrival. */
export interface FrameParser extends AsyncDisposable {
  parse(frames: readonly Uint8Array[]): Promise<readonly SeenFrame[]>;
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
      return frames.map(frame => {
        if (frame.length === 0) return parseWithModel(frame, config, tables);
        const answer = answers.next().value!;
        return { ...answer, reading: frameReading(answer.vector, config.maxFrameBytes) };
      });
    },
    [Symbol.asyncDispose]: () => bench.close(),
  };
};
