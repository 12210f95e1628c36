/** Runs the frames of a capture through the parser, the model or the Verilated hardware. */
import type { Config } from '../../hdl/layout/configs.ts';
import type { HeaderVector } from '../../sim/model/header-vector.ts';
import { parseFrame } from '../../sim/model/parser-model.ts';

/** Header vectors of the frames from the reference model. */
export const parseWithModel = (frames: readonly Uint8Array[]): HeaderVector[] => frames.map(frame => parseFrame(frame));

/**
 * Header vectors of the frames from the Verilated header parser. A frame of no bytes, which only a capture can hold, never
 * reaches the hardware; its vector is the model's.
 */
export const parseWithHardware = async (
  frames: readonly Uint8Array[],
  config: Config,
  beatBits: number = config.netDataBits,
): Promise<HeaderVector[]> => {
  const { ParserBench } = await import('../../sim/parser-bench.ts');
  const bench = await ParserBench.open({ config, beatBits });
  try {
    const answers = (await bench.parse(frames.filter(frame => frame.length > 0)))[Symbol.iterator]();
    return frames.map(frame => (frame.length > 0 ? answers.next().value! : parseFrame(frame)));
  } finally {
    await bench.close();
  }
};
