/** Runs the frames of a capture through the parser, the model or the Verilated hardware. */
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

export interface HardwareOptions {
  readonly tables?: ParserTableValues;
  /** Width of a beat in bits, instead of the configuration's. */
  readonly beatBits?: number;
}

/**
 * What the Verilated parser says about the frames. A frame of no bytes, which only a capture can hold, never reaches the
 * hardware; the model speaks for it.
 */
export const parseWithHardware = async (
  frames: readonly Uint8Array[],
  config: Config,
  options: HardwareOptions = {},
): Promise<SeenFrame[]> => {
  const { ParserBench } = await import('../../sim/parser-bench.ts');
  const bench = await ParserBench.open({ config, ...options });
  try {
    const answers = (await bench.parse(frames.filter(frame => frame.length > 0)))[Symbol.iterator]();
    return frames.map(frame => {
      if (frame.length === 0) return parseWithModel(frame, config);
      const answer = answers.next().value!;
      return { ...answer, reading: frameReading(answer.vector, config.maxFrameBytes) };
    });
  } finally {
    await bench.close();
  }
};
