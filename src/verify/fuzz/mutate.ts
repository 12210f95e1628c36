// SPDX-License-Identifier: Apache-2.0
/** Small random changes of frames. */
import { pick, type Random } from './random.ts';

/** Longest frame that mutation makes: past the bytes that headers can reach, short enough to simulate quickly. */
const longest = 320;

/** Values at which parsers go wrong. */
const interesting = [0, 1, 0x7f, 0x80, 0xff, 4, 5, 6, 0x40, 0x45, 0x4f, 0x60, 0x81, 0x88, 0xa8, 0x86, 0xdd, 0x08];

type Mutation = (frame: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

const join = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap(part => [...part]));

const mutations: readonly Mutation[] = [
  // A bit, a byte, an interesting byte.
  (frame, random) => {
    const at = random(frame.length);
    return frame.with(at, frame[at]! ^ (1 << random(8)));
  },
  (frame, random) => frame.with(random(frame.length), random(256)),
  (frame, random) => frame.with(random(frame.length), pick(random, interesting)),
  // Cut, made longer.
  (frame, random) => frame.subarray(0, 1 + random(frame.length)),
  (frame, random) =>
    join(
      frame,
      Uint8Array.from({ length: 1 + random(64) }, () => random(256)),
    ),
  // Bytes taken out, doubled, or put in, in the sizes of headers.
  (frame, random) => {
    const at = random(frame.length);
    return join(frame.subarray(0, at), frame.subarray(at + pick(random, [1, 2, 4, 8, 20])));
  },
  (frame, random) => {
    const at = random(frame.length);
    const size = pick(random, [1, 2, 4, 8, 20]);
    return join(frame.subarray(0, at + size), frame.subarray(at));
  },
  // The tail of another frame.
  (frame, random, other) => join(frame.subarray(0, random(frame.length)), other.subarray(random(other.length))),
];

/** One to four changes of a frame of at least one byte; the result has at least one byte too. */
export const mutate = (frame: Uint8Array, random: Random, other: Uint8Array): Uint8Array => {
  let mutant = frame;
  for (let left = 1 + random(4); left > 0; left--) {
    const next = pick(random, mutations)(mutant, random, other).slice(0, longest);
    if (next.length > 0) mutant = next;
  }
  return mutant;
};
