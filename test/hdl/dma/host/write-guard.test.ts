// SPDX-License-Identifier: Apache-2.0
/** The write guard against arithmetic on whole numbers: what reaches the bus, what is swallowed, what is told. */
import { Simulator } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { writeGuard } from '../../../../hdl/dma/host/write-guard.ts';
import type { Config } from '../../../../hdl/spec/configs.ts';
import { type Random, seededRandom } from '../../../support/random.ts';
import { simulatedConfigs } from '../../../support/simulated-configs.ts';

const laneCount = 16;
const lanes = BigInt(laneCount);

interface Window {
  readonly base: bigint;
  readonly last: bigint;
}

interface Burst {
  readonly function: number;
  readonly address: bigint;
  readonly strobes: readonly number[];
  /** The beat at which its maker ends it; that of the burst, unless the maker is wrong. */
  readonly endsAt: number;
}

const windowsOf = (config: Config): Window[] =>
  Array.from({ length: config.functions }, (_, fn) => {
    if (fn === 0) return { base: 0n, last: (1n << 64n) - 1n };
    const base = (BigInt(fn) << 40n) + 0x1000n + BigInt(7 * fn);
    return { base, last: base + 0x2345n + BigInt(3 * fn) };
  });

/** What must become of a burst: the strobes that reach the bus, or undefined if nothing does. */
const fate = ({ base, last }: Window, burst: Burst): { strobes: number[] | undefined; bad: boolean } => {
  const first = burst.address - (burst.address % lanes);
  const blockEnd = (burst.address | 0xfffn) + 1n;
  const begins = burst.strobes.map((_, i) => (i === 0 ? burst.address : first + lanes * BigInt(i)));
  if (begins.some(address => address < base || address > last || address >= blockEnd)) {
    return { strobes: undefined, bad: true };
  }
  const allowed = (beat: number, lane: number): boolean => {
    const address = first + lanes * BigInt(beat) + BigInt(lane);
    return address >= burst.address && address <= last;
  };
  const strobes = burst.strobes.map((strobe, beat) =>
    Array.from({ length: laneCount }, (_, lane) => (allowed(beat, lane) ? strobe & (1 << lane) : 0)).reduce(
      (a, b) => a | b,
    ),
  );
  const torn = burst.endsAt !== burst.strobes.length - 1;
  return { strobes, bad: torn || strobes.some((strobe, i) => strobe !== burst.strobes[i]) };
};

const arbitraryBurst = (config: Config, windows: readonly Window[], random: Random): Burst => {
  const fn = random.between(0, config.functions - 1);
  const { base, last } = windows[random.chance(0.9) ? fn : random.between(0, config.functions - 1)]!;
  const beats = random.chance(0.5) ? 1 : random.between(1, 9);
  const near = BigInt(random.between(0, 40)) - 20n;
  const edge = random.pick([
    base,
    last - lanes * BigInt(beats - 1),
    last,
    (base | 0xfffn) + 1n - lanes * BigInt(beats),
  ]);
  const address = BigInt.asUintN(64, edge + near);
  const lane = Number(address % lanes);
  // Strobes as a good master would have them, or any.
  const good = random.chance(0.8);
  const strobes = Array.from({ length: beats }, (_, i) => {
    if (!good) return random.between(0, 0xffff);
    return i === 0 ? (0xffff << lane) & 0xffff : i === beats - 1 ? 0xffff >> random.between(0, 15) : 0xffff;
  });
  const endsAt = random.chance(0.03) && beats > 1 ? random.between(0, beats - 2) : beats - 1;
  return { function: fn, address, strobes, endsAt };
};

/** Sends bursts through the guard with everybody in a changing mood, and notes what comes out where. */
const run = (config: Config, windows: readonly Window[], bursts: readonly Burst[], random: Random, mood: number) => {
  const s = new Simulator(writeGuard(config), { powerUpSeed: 1 });
  s.reset();
  const beats = bursts.flatMap(({ strobes, endsAt }) =>
    strobes.map((strobe, i) => ({ strobe, last: Number(i === endsAt) })),
  );
  const seen = {
    addresses: [] as { address: bigint; beats: number; user: number }[],
    beats: [] as { strobe: number; last: number; data: number }[],
    outcomes: [] as { function: number; sent: boolean; bad: boolean }[],
    refused: [] as number[],
  };
  let [burstAt, beatAt] = [0, 0];
  const offers = { burst: false, beat: false };
  for (let clock = 0; clock < 60 * bursts.length + 500; clock++) {
    offers.burst ||= burstAt < bursts.length && random.chance(mood);
    offers.beat ||= beatAt < beats.length && random.chance(mood);
    const burst = bursts[burstAt];
    const beat = beats[beatAt];
    s.poke('bursts_valid_i', Number(offers.burst));
    if (burst) {
      s.poke('bursts_function_i', burst.function);
      s.poke('bursts_address_i', burst.address);
      s.poke('bursts_beats_i', burst.strobes.length - 1);
    }
    const looked = windows[s.peekNumber('lookup_function_o')]!;
    s.poke('lookup_window_base_i', looked.base);
    s.poke('lookup_window_last_i', looked.last);
    s.poke('beats_valid_i', Number(offers.beat));
    if (beat) {
      s.poke('beats_strobe_i', beat.strobe);
      s.poke('beats_last_i', beat.last);
      s.poke('beats_data_i', BigInt(beatAt));
    }
    const ready = { aw: random.chance(mood), w: random.chance(mood) };
    s.poke('write_awready_i', Number(ready.aw));
    s.poke('write_wready_i', Number(ready.w));
    if (s.peekNumber('refused_valid_o')) seen.refused.push(s.peekNumber('refused_function_o'));
    if (ready.aw && s.peekNumber('write_awvalid_o')) {
      const [address, user] = [s.peek('write_awaddr_o'), s.peekNumber('write_awuser_o')];
      seen.addresses.push({ address, user, beats: s.peekNumber('write_awlen_o') + 1 });
    }
    if (ready.w && s.peekNumber('write_wvalid_o')) {
      const last = s.peekNumber('write_wlast_o');
      seen.beats.push({ strobe: s.peekNumber('write_wstrb_o'), last, data: s.peekNumber('write_wdata_o') });
    }
    if (s.peekNumber('outcomes_valid_o')) {
      const [sent, bad] = [s.peekNumber('outcomes_sent_o') === 1, s.peekNumber('outcomes_bad_o') === 1];
      seen.outcomes.push({ function: s.peekNumber('outcomes_function_o'), sent, bad });
    }
    const [burstTaken, beatTaken] = [s.peekNumber('bursts_ready_o') === 1, s.peekNumber('beats_ready_o') === 1];
    s.step();
    if (offers.burst && burstTaken) [burstAt, offers.burst] = [burstAt + 1, false];
    if (offers.beat && beatTaken) [beatAt, offers.beat] = [beatAt + 1, false];
  }
  return seen;
};

const check = (config: Config, seed: number, mood: number): void => {
  const random = seededRandom(seed);
  const windows = windowsOf(config);
  const bursts = Array.from({ length: 250 }, () => arbitraryBurst(config, windows, random));
  const fates = bursts.map(burst => fate(windows[burst.function]!, burst));
  const seen = run(config, windows, bursts, random, mood);
  const passed = bursts.filter((_, i) => fates[i]!.strobes !== undefined);
  expect(seen.addresses).toEqual(
    passed.map(({ address, strobes, function: user }) => ({ address, user, beats: strobes.length })),
  );
  const numbers = bursts.flatMap(({ strobes }, i) => strobes.map((_, beat) => ({ i, beat })));
  const data = numbers.flatMap(({ i, beat }, number) => {
    const { strobes } = fates[i]!;
    return strobes ? [{ strobe: strobes[beat]!, last: Number(beat === strobes.length - 1), data: number }] : [];
  });
  expect(seen.beats).toEqual(data);
  expect(seen.outcomes).toEqual(
    bursts.map((burst, i) => ({
      function: burst.function,
      sent: fates[i]!.strobes !== undefined,
      bad: fates[i]!.bad,
    })),
  );
  expect(seen.refused).toEqual(bursts.filter((_, i) => fates[i]!.bad).map(({ function: fn }) => fn));
  // The mixture has everything in it.
  const swallowed = fates.filter(({ strobes }) => strobes === undefined).length;
  const trimmed = fates.filter(({ strobes, bad }) => strobes !== undefined && bad).length;
  for (const count of [swallowed, trimmed, fates.filter(({ bad }) => !bad).length]) expect(count).toBeGreaterThan(15);
};

describe.each(Object.entries(simulatedConfigs))('the write guard of %s', (_, config) => {
  it.each([
    [1, 1],
    [2, 0.7],
    [3, 0.25],
  ])('passes what is inside, trims and swallows the rest, tells of each in order (seed %i, mood %d)', (seed, mood) =>
    check(config, seed, mood),
  );
});
