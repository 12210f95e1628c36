// SPDX-License-Identifier: Apache-2.0
/** What a received frame is charged, against arithmetic on its segments. */
import { Simulator } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { receiveCost } from '../../../../hdl/dma/rx/receive-cost.ts';
import { type Config, configs } from '../../../../hdl/spec/configs.ts';
import { type Random, seededRandom } from '../../../support/random.ts';

interface Charged {
  readonly function: number;
  readonly granted: boolean;
  readonly length: number;
  readonly buffers: number;
  /** Pieces of the buffers, those without a byte of the frame included. */
  readonly pieces: number;
  /** Beats of each segment, 0 for one without data. */
  readonly segments: readonly number[];
}

/** Descriptor 16, avail entry 2, used element 8; a piece takes three clocks, the first one two; a clock carries a beat. */
const costOf = ({ hostDataBits }: Config, frame: Charged) => {
  const beatBytes = hostDataBits / 8;
  const beats = frame.segments.reduce((sum, count) => sum + count, 0);
  const carried = beats * beatBytes + 16 * frame.pieces + 10 * frame.buffers;
  const held = (3 * frame.pieces - 1) * beatBytes;
  return {
    function: frame.function,
    bus: Math.max(carried, held),
    wire: frame.granted ? frame.length + 24 : 0,
  };
};

const arbitrary = (config: Config, random: Random): Charged => {
  const granted = random.chance(0.7);
  const length = random.pick([60, 1514, random.between(60, config.maxFrameBytes)]);
  const count = random.pick([1, 1, 2, 32]);
  const most = Math.ceil((length + 12) / (config.hostDataBits / 8)) + 1;
  const segments = Array.from({ length: count }, () => (granted ? random.between(0, Math.ceil(most / count)) : 0));
  const pieces = Math.min(63, count + random.pick([0, 0, 31]));
  return {
    ...{ function: random.between(0, config.functions - 1), granted, length, pieces, segments },
    buffers: random.between(1, Math.min(17, count)),
  };
};

/** Tells the frames one after the other, with `pause` as the chance of a clock without a segment; gives the costs with their clocks. */
const charge = (config: Config, frames: readonly Charged[], random: Random, pause: number) => {
  const sim = new Simulator(receiveCost(config), { powerUpSeed: 1 });
  sim.reset();
  const told: { readonly clock: number; readonly cost: ReturnType<typeof costOf> }[] = [];
  const ended: number[] = [];
  let clock = 0;
  const step = (): void => {
    if (sim.peekNumber('cost_valid_o')) {
      const [fn, bus, wire] = ['function', 'bus', 'wire'].map(name => sim.peekNumber(`cost_${name}_o`));
      told.push({ clock, cost: { function: fn!, bus: bus!, wire: wire! } });
    }
    sim.step();
    clock++;
    for (const port of ['begun', 'segment']) sim.poke(`${port}_valid_i`, 0);
  };
  const begin = ({ segments: _, granted, ...frame }: Charged): void => {
    for (const [name, value] of Object.entries(frame)) sim.poke(`begun_${name}_i`, value);
    sim.poke('begun_granted_i', Number(granted));
    sim.poke('begun_valid_i', 1);
  };
  begin(frames[0]!);
  step();
  for (const [i, { segments }] of frames.entries()) {
    for (const [at, beats] of segments.entries()) {
      while (random.chance(pause)) step();
      const last = at === segments.length - 1;
      const fields = { valid: 1, writes: Number(beats > 0), last_beat: Math.max(0, beats - 1), last: Number(last) };
      for (const [name, value] of Object.entries(fields)) sim.poke(`segment_${name}_i`, value);
      // The next frame begins in the clock of the last segment.
      if (last && frames[i + 1]) begin(frames[i + 1]!);
      if (last) ended.push(clock);
      step();
    }
  }
  for (let i = 0; i < 5; i++) step();
  return { told, ended };
};

describe.each(Object.entries(configs))('at %s', (_name, config) => {
  it.each([0, 0.5])('frames are charged what they take (pauses %d)', pause => {
    const random = seededRandom(3);
    const frames = Array.from({ length: 200 }, () => arbitrary(config, random));
    const { told, ended } = charge(config, frames, random, pause);
    expect(told.map(({ cost }) => cost)).toEqual(frames.map(frame => costOf(config, frame)));
    expect(told.map(({ clock }, i) => clock - ended[i]!)).toEqual(frames.map(() => 3));
  });

  it('the longest frame in the most pieces has a cost of its own', () => {
    const whole = Math.ceil((config.maxFrameBytes + 12) / (config.hostDataBits / 8));
    const segments = Array.from({ length: 32 }, () => Math.ceil(whole / 32) + 1);
    const frame = { function: 1, granted: true, length: config.maxFrameBytes, buffers: 17, pieces: 63, segments };
    expect(charge(config, [frame], seededRandom(1), 0).told[0]!.cost).toEqual(costOf(config, frame));
  });
});
