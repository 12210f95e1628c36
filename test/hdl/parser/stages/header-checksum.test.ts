// SPDX-License-Identifier: Apache-2.0
/** The Internet checksum over a header, against a sum by hand, at every width. */
import { Simulator } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { checksumBits, checksumClocks, headerChecksum } from '../../../../hdl/parser/stages/header-checksum.ts';
import type { HeaderRule } from '../../../../hdl/spec/protocol/header-graph.ts';
import { headerLayers } from '../../../../hdl/spec/protocol/headers.ts';
import { seededRandom } from '../../../support/random.ts';

const header = headerLayers.flatMap(({ headers }) => headers).find(({ name }) => name === 'ipv4')!;

/** Sum of the first `length` bytes in ones' complement. */
const onesSum = (bytes: Uint8Array, length: number): number => {
  let sum = 0;
  for (let i = 0; i < length; i += 2) sum += bytes[i]! * 256 + bytes[i + 1]!;
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return sum;
};

/** A frame of at least the header; every other one has a good sum, the rest is off by a little. */
const makeFrame = (random: ReturnType<typeof seededRandom>, i: number): { frame: Uint8Array; good: boolean } => {
  const words = 5 + random.between(0, 10);
  const frame = Uint8Array.from({ length: words * 4 + random.between(0, 39) }, () => random.between(0, 255));
  if (i % 7 === 0) frame.fill(0xff);
  frame[0] = 0x40 | words;
  frame.fill(0, 10, 12);
  const sum = 0xffff - onesSum(frame, words * 4);
  const wrong = i % 2 === 0 ? 0 : 1 << random.between(0, 15);
  frame[10] = (sum ^ wrong) >> 8;
  frame[11] = (sum ^ wrong) & 255;
  return { frame, good: onesSum(frame, words * 4) === 0xffff };
};

describe.each([4, 8, 16, 32, 64, 128])('%i bytes a beat', beatBytes => {
  test.each([0, 0.3])('good and bad sums, idle %d', idle => {
    const bytes = checksumBits(beatBytes) / 8;
    const sim = new Simulator(headerChecksum(beatBytes, 6, header));
    const random = seededRandom(beatBytes);
    const frames = Array.from({ length: 150 }, (_, i) => makeFrame(random, i));
    const due: { clock: number; good: boolean }[] = [];
    sim.poke('up_valid_i', 0);
    sim.reset();
    let clock = 0;
    const step = (): void => {
      const next = due[0];
      if (next?.clock === clock) {
        expect(sim.peekNumber('good_o') === 1, `clock ${clock}`).toBe(next.good);
        due.shift();
      }
      sim.step();
      clock += 1;
    };
    for (const { frame, good } of frames) {
      const beats = Math.ceil(frame.length / beatBytes);
      for (let beat = 0; beat < beats; beat++) {
        while (random.chance(idle)) {
          sim.poke('up_valid_i', 0);
          step();
        }
        const lanes = Uint8Array.from(
          { length: bytes },
          (_, lane) => frame[beat * beatBytes + lane] ?? random.between(0, 255),
        );
        sim.poke('up_valid_i', 1);
        sim.poke('up_index_i', beat);
        sim.poke('up_data_i', BigInt(`0x${Buffer.from(lanes.reverse()).toString('hex')}`));
        if (beat === beats - 1) due.push({ clock: clock + 1 + checksumClocks(beatBytes), good });
        step();
      }
    }
    sim.poke('up_valid_i', 0);
    while (due.length > 0) step();
    expect(frames.filter(({ good }) => good)).toHaveLength(75);
  });
});

test('refuses a header whose length it cannot read', () => {
  const { length, ...fixed } = header;
  expect(length).toBeDefined();
  expect(() => headerChecksum(8, 5, fixed as HeaderRule)).toThrow(/The checksum of "ipv4" covers up to 60 bytes/);
});
