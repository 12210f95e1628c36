// SPDX-License-Identifier: Apache-2.0
/** Frames as the beats that a stage receives. */

/** A beat stream of frames; lanes after the end of a frame hold noise. */
export const beatsOf = (frames: readonly Uint8Array[], beatBytes: number, seed: number) => {
  const noise = noiseBytes(seed);
  return frames.flatMap(frame => {
    const count = Math.ceil(frame.length / beatBytes);
    return Array.from({ length: count }, (_, i) => {
      const bytes = frame.subarray(i * beatBytes, (i + 1) * beatBytes);
      const lanes = Uint8Array.from({ length: beatBytes }, (_lane, lane) => bytes[lane] ?? noise());
      return {
        data: BigInt(`0x${Buffer.from(lanes.reverse()).toString('hex')}`),
        lastByte: bytes.length - 1,
        first: i === 0,
        last: i === count - 1,
        error: i === count - 1 ? noise() & 3 : 0,
      };
    });
  });
};

/** A linear congruential generator (Numerical Recipes constants), its high byte. */
const noiseBytes = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
};
