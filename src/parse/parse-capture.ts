/** Runs the frames of a capture through the parser, the model or the Verilated hardware. */
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
): Promise<ParsedFrame[]> => {
  const { ParserBench } = await import('../../sim/parser-bench.ts');
  const bench = await ParserBench.open({ config, ...options });
  try {
    const answers = (await bench.parse(frames.filter(frame => frame.length > 0)))[Symbol.iterator]();
    return frames.map(frame => (frame.length > 0 ? answers.next().value! : parseWithModel(frame, config)));
  } finally {
    await bench.close();
  }
};
