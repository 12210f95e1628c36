// SPDX-License-Identifier: Apache-2.0
/** How fast the parser model reads frames. */
import { packetChecksums } from '../model/packet-checksum-model.ts';
import { parseFrame } from '../model/parser-model.ts';
import { type Measurement, median, secondsOf } from './measurement.ts';

/** Passes over the frames: the first ones warm up, the others are measured. */
const warmPasses = 3;
const passes = 7;

/** Frames a second that the model parses, and that it parses and judges the checksums of; `of` says which frames. */
export const measureParserModel = async (frames: readonly Uint8Array[], of: string): Promise<Measurement[]> => {
  const rateOf = async (work: (frame: Uint8Array) => unknown): Promise<number> => {
    const rates: number[] = [];
    for (let pass = 0; pass < warmPasses + passes; pass++) {
      const seconds = await secondsOf(() => {
        for (const frame of frames) work(frame);
      });
      rates.push(frames.length / seconds);
    }
    return median(rates.slice(warmPasses));
  };
  const figure = (name: string, value: number): Measurement => ({ name, value, unit: 'frames/s', config: of });
  return [
    figure('parser_model_frames_per_second', await rateOf(frame => parseFrame(frame))),
    figure(
      'parser_model_with_checksums_frames_per_second',
      await rateOf(frame => packetChecksums(frame, parseFrame(frame))),
    ),
  ];
};
