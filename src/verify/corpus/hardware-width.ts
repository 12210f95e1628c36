// SPDX-License-Identifier: Apache-2.0
/** The Verilated parser of one width beside the model. */
import type { Config } from '../../../hdl/spec/configs.ts';
import { headerVectorFields, packetChecksumFields } from '../../../hdl/spec/protocol/header-vector.ts';
import type { ParserBench } from '../../../sim/parser-bench.ts';
import { type ParsedFrame, parseWithModel } from '../../parse/parse-capture.ts';
import type { CorpusFrame } from './compare.ts';

/** A frame that the hardware reads otherwise than the model. */
export interface HardwareMismatch {
  readonly capture: string;
  readonly frame: number;
  readonly fields: readonly string[];
}

export interface HardwareResult {
  readonly config: string;
  /** Bits a beat. */
  readonly width: number;
  readonly frames: number;
  readonly mismatches: readonly HardwareMismatch[];
}

/** Fields in which two answers to one frame differ. */
const differingFields = (model: ParsedFrame, hardware: ParsedFrame): readonly string[] => [
  ...headerVectorFields.map(({ name }) => name).filter(name => model.vector[name] !== hardware.vector[name]),
  ...packetChecksumFields.map(({ name }) => name).filter(name => model.checksums[name] !== hardware.checksums[name]),
];

/** A simulation that starts with the first frames it is asked about and must be closed. */
export class HardwareWidth {
  readonly #config: Config;
  readonly #width: number;
  readonly #mismatches: HardwareMismatch[] = [];
  #bench: ParserBench | undefined;
  #frames = 0;

  constructor(config: Config, width: number) {
    this.#config = config;
    this.#width = width;
  }

  /**
   * Holds what the hardware says of the frames, each of at least one byte, against what the model says. Captures hold frames
   * longer than any that a card accepts; of those both get what the ingress leaves, the longest frame's worth.
   */
  async compare(frames: readonly CorpusFrame[], model: readonly ParsedFrame[]): Promise<void> {
    const { ParserBench } = await import('../../../sim/parser-bench.ts');
    this.#bench ??= await ParserBench.open({ config: this.#config, beatBits: this.#width });
    const { maxFrameBytes } = this.#config;
    const hardware = await this.#bench.parse(frames.map(({ bytes }) => bytes.subarray(0, maxFrameBytes)));
    for (const [i, { capture, number, bytes }] of frames.entries()) {
      const isCut = bytes.length > maxFrameBytes;
      const left = isCut ? parseWithModel(bytes.subarray(0, maxFrameBytes), this.#config) : model[i]!;
      const fields = differingFields(left, hardware[i]!);
      if (fields.length > 0) this.#mismatches.push({ capture, frame: number, fields });
    }
    this.#frames += frames.length;
  }

  get result(): HardwareResult {
    return { config: this.#config.name, width: this.#width, frames: this.#frames, mismatches: this.#mismatches };
  }

  async close(): Promise<void> {
    await this.#bench?.close();
  }
}
