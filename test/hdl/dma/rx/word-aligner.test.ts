// SPDX-License-Identifier: Apache-2.0
/** Word aligner against bytes laid out one by one: every lane, sizes around every edge, three bus widths, pressure. */
import fc from 'fast-check';
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { wordAligner } from '../../../../hdl/dma/rx/word-aligner.ts';
import { type Config, configs } from '../../../../hdl/spec/configs.ts';
import { receiveNetHeader } from '../../../../hdl/spec/virtio/virtqueue.ts';
import type { Transfer } from '../../../../sim/bench.ts';
import { testBench } from '../../../../sim/vitest.ts';
import { littleEndian, randomBytes } from '../bytes.ts';

const tenGig = configs['10g'];
const widthOf = (hostDataBits: number): Config => ({ ...tenGig, name: `host${hostDataBits}`, hostDataBits });

interface Job {
  /** Place of the buffer in its block of 4096 bytes. */
  readonly place: number;
  readonly bytes: Uint8Array;
  readonly discard: boolean;
}

const job = (place: number, length: number, discard = false): Job => ({ place, bytes: randomBytes(length), discard });

/** What must leave for one frame: every beat that holds a byte of header or frame, other lanes 0. */
const expectedBeats = ({ place, bytes, discard }: Job, beatBytes: number): Transfer[] => {
  if (discard) return [];
  const content = [...receiveNetHeader, ...bytes];
  const first = Math.floor(place / beatBytes);
  const last = Math.floor((place + content.length - 1) / beatBytes);
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const start = (first + i) * beatBytes - place;
    const lanes = Array.from({ length: beatBytes }, (_lane, lane) => content[start + lane]);
    return {
      data: littleEndian(Uint8Array.from(lanes, byte => byte ?? 0)),
      strobe: lanes.reduceRight((mask, byte) => (mask << 1n) | (byte === undefined ? 0n : 1n), 0n),
      last: BigInt(first + i === last || ((first + i + 1) * beatBytes) % 4096 === 0),
    };
  });
};

const planOf = ({ place, bytes, discard }: Job, beatBytes: number) => {
  const end = (place % beatBytes) + receiveNetHeader.length + bytes.length - 1;
  return { discard, place, lastBeat: Math.floor(end / beatBytes), lastLane: end % beatBytes };
};

/** The words of a frame as the packet buffer gives them: noise after the end. */
const wordsOf = ({ bytes }: Job, beatBytes: number) =>
  Array.from({ length: Math.ceil(bytes.length / beatBytes) }, (_, i) => {
    const word = randomBytes(beatBytes);
    word.set(bytes.subarray(i * beatBytes, (i + 1) * beatBytes));
    return { data: littleEndian(word), last: (i + 1) * beatBytes >= bytes.length };
  });

interface Pressure {
  readonly seed?: number;
  readonly planIdle?: number;
  readonly wordIdle?: number;
  readonly stall?: number;
}

/** Runs the jobs; returns the beats with the cycles they left in, and the first cycle. */
const align = async (config: Config, jobs: readonly Job[], { seed = 1, ...pressure }: Pressure = {}) => {
  const beatBytes = config.hostDataBits / 8;
  const bench = await testBench(emitVerilog(wordAligner(config)), { seed });
  await bench.reset();
  const start = bench.cycle;
  const plans = bench.source('plans', { idle: pressure.planIdle ?? 0 });
  const words = bench.source('words', { idle: pressure.wordIdle ?? 0 });
  const beats = bench.sink('beats', { stall: pressure.stall ?? 0 });
  plans.send(jobs.map(one => planOf(one, beatBytes)));
  words.send(jobs.flatMap(one => wordsOf(one, beatBytes)));
  const expected = jobs.flatMap(one => expectedBeats(one, beatBytes));
  const got = await beats.collectTimed(expected.length, { maxCycles: 1000 + 20 * expected.length });
  await words.drained();
  await plans.drained();
  await bench.run(50);
  expect(await beats.received()).toEqual([]);
  expect(got.map(record => record.transfer)).toEqual(expected);
  return { cycles: got.map(record => record.cycle - start), wordCycles: await words.acceptedCycles() };
};

describe.each([128, 256, 512])('the word aligner of a %i-bit bus', hostDataBits => {
  const config = widthOf(hostDataBits);
  const lanes = Array.from({ length: hostDataBits / 8 }, (_, lane) => lane);

  it('writes every length up to four words at every lane', async () => {
    const lengths = Array.from({ length: hostDataBits / 2 }, (_, i) => i + 1);
    await align(
      config,
      lanes.flatMap(lane => lengths.map(length => job(0x100 + lane, length))),
    );
  });

  it('writes ordinary and the longest frames at every lane, across blocks', async () => {
    const sizes = [60, 61, 64, 1500, 1514, 1518, tenGig.maxFrameBytes];
    await align(
      config,
      lanes.flatMap(lane => sizes.map(length => job(4096 - hostDataBits / 8 + lane, length))),
    );
  });

  it('stands any mixture, discards among them, under pressure', async () => {
    const arbitraryJob = fc
      .tuple(fc.nat(4095), fc.integer({ min: 1, max: 300 }), fc.nat(3))
      .map(([place, length, kind]) => job(place, length, kind === 0));
    const jobs = fc.sample(arbitraryJob, { numRuns: 300, seed: 7 });
    const pressures = [
      { planIdle: 0.9 },
      { wordIdle: 0.6 },
      { stall: 0.6 },
      { planIdle: 0.3, wordIdle: 0.3, stall: 0.3 },
      { stall: 0.95, wordIdle: 0.01 },
    ];
    for (const [seed, pressure] of pressures.entries()) await align(config, jobs, { seed: seed + 1, ...pressure });
  });
});

describe('the word aligner', () => {
  it.each(Array.from({ length: 16 }, (_, lane) => lane))(
    'leaves no gap between small frames at lane %i',
    async lane => {
      const jobs = Array.from({ length: 200 }, () => job(0x200 + lane, 60));
      const { cycles } = await align(tenGig, jobs);
      expect(cycles.at(-1)! - cycles[0]!).toBe(cycles.length - 1);
      // Header and frame are 72 bytes.
      expect(cycles.length).toBe(200 * Math.ceil((lane + 72) / 16));
    },
  );

  it('takes the words of discarded frames one a clock', async () => {
    const { wordCycles } = await align(tenGig, [...Array.from({ length: 50 }, () => job(0, 100, true)), job(2, 60)]);
    expect(wordCycles[50 * 7 - 1]! - wordCycles[0]!).toBe(50 * 7 - 1);
  });

  it('refuses a bus that is narrower than the header', () => {
    expect(() => emitVerilog(wordAligner(widthOf(64)))).toThrow('at least 128 bits, not 64');
  });
});
