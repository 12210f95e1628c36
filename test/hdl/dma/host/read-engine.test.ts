// SPDX-License-Identifier: Apache-2.0
/** The read engine against a naive model: every read is answered once, as it was asked, whatever the bus does. */
import { describe, expect, it } from 'vitest';
import { slowBeatClocks } from '../../../../hdl/dma/host/read-shapes.ts';
import { beatBytes } from '../../../../hdl/lib/host-bus.ts';
import type { Config } from '../../../../hdl/spec/configs.ts';
import { readTags, readTagsReserved } from '../../../../hdl/spec/virtio/mover-sizes.ts';
import { type Random, seededRandom } from '../../../support/random.ts';
import { type ClientConduct, type Ending, ReadBench } from './read-bench.ts';
import { asking, clients, expectAnswers, goodBus, nobody, sizes, windowsOf } from './read-traffic.ts';

const benchOf = (config: Config, seed: number, of = clients): ReadBench =>
  new ReadBench(config, of, windowsOf(config), seededRandom(seed));
/** The same with one that gets a beat now and then. */
const withSlow = clients.map((client, i) => (i === 0 ? { ...client, slow: true as const } : client));
const anyFunction = (config: Config) => (random: Random) => random.between(0, config.functions - 1);

describe.each(sizes)('the read engine of %s', (_, config) => {
  it.each([
    [1, 0.9, 1, clients],
    [2, 0.3, 0.5, clients],
    [3, 1, 0.1, clients],
    [4, 1, 1, withSlow],
    [5, 0.9, 0.5, withSlow],
  ])('answers every read as asked, in any order (seed %i, bus %d, clients %d)', (seed, bus, ready, of) => {
    const bench = benchOf(config, seed, of);
    const conduct = {
      ...goodBus,
      addressReady: bus,
      answers: bus,
      ending: (r: Random) => (r.chance(0.1) ? 'error' : 'good') as Ending,
    };
    bench.run(2500, conduct, asking(bench, anyFunction(config), { ready, bad: 0.2 }));
    // All that is under way comes back one beat a clock, or one in some to a slow client.
    const clocksOfBeat = of === withSlow ? slowBeatClocks : 1;
    bench.run(readTags(config) * 40 * clocksOfBeat, { ...goodBus, ending: conduct.ending }, nobody);
    expect(bench.trace.accepted.length).toBeGreaterThan(40);
    expect(bench.trace.refused.length).toBeGreaterThan(2);
    expect(bench.trace.strays + bench.trace.broken).toBe(0);
    expectAnswers(bench);
  });

  it.skipIf(readTags(config) < 64)('passes one read a clock and one beat a clock', () => {
    const bench = benchOf(config, 4);
    const bus = { ...goodBus, addressReady: 1, answers: 1, latency: 1 };
    const small: ClientConduct = {
      ready: () => 1,
      next: (client, allowed, clock) => {
        const fn = clock % config.functions;
        if (!allowed(fn)) return undefined;
        return {
          client,
          function: fn,
          address: bench.windows[fn]!.base + BigInt(64 * (clock % 50)),
          bytes: 2,
          context: clock % 1024,
        };
      },
    };
    bench.run(600, bus, small);
    const { issued, answers } = bench.trace;
    const between = <T extends { clock: number }>(all: readonly T[]) =>
      all.filter(({ clock }) => clock >= 200 && clock < 600).length;
    expect(between(issued)).toBe(400);
    expect(between(answers)).toBe(400);
  });

  it('gives a slow client a beat in the clocks that it says, and the others theirs meanwhile', () => {
    const bench = benchOf(config, 9, withSlow);
    const both = asking(bench, anyFunction(config), { rate: 1, ready: 1, bad: 0 });
    const conduct: ClientConduct = {
      ready: () => 1,
      next: (client, allowed, clock) => (client === 2 ? undefined : both.next(client, allowed, clock)),
    };
    bench.run(2000, { ...goodBus, addressReady: 1, answers: 1, latency: 1 }, conduct);
    const clocksOf = (of: number) => bench.trace.beats.filter(({ client }) => client === of).map(({ clock }) => clock);
    const gaps = clocksOf(0).flatMap((clock, i, all) => (i === 0 ? [] : [clock - all[i - 1]!]));
    expect(Math.min(...gaps)).toBe(slowBeatClocks);
    expect(clocksOf(1).length).toBeGreaterThan(clocksOf(0).length);
  });

  it('takes the clocks that it says', () => {
    const bench = benchOf(config, 7);
    let left = 1;
    const once: ClientConduct = {
      ready: () => 1,
      next: client =>
        client === 1 && left-- > 0
          ? { client, function: 1, address: windowsOf(config)[1]!.base, bytes: 16, context: 5 }
          : undefined,
    };
    bench.run(60, { ...goodBus, addressReady: 1, answers: 1, latency: 9 }, once);
    const { accepted, issued, answers } = bench.trace;
    expect(issued[0]!.clock - accepted[0]!.clock).toBe(9);
    expect(answers[0]!.clock - issued[0]!.clock - 9).toBe(9);
  });

  it('delivers to the others while a client takes nothing', () => {
    const bench = benchOf(config, 8);
    // The slow one asks for so little that tags are left.
    const fast = asking(bench, anyFunction(config), { bad: 0 });
    let slow = 3;
    const conduct: ClientConduct = {
      ready: client => (client === 0 ? 0 : 1),
      next: (client, allowed, clock) => (client !== 0 || slow-- > 0 ? fast.next(client, allowed, clock) : undefined),
    };
    bench.run(1000, goodBus, conduct);
    const others = bench.trace.answers.filter(({ clock }) => clock > 800).length;
    bench.run(readTags(config) * 40, goodBus, nobody);
    expect(others).toBeGreaterThan(2);
    expectAnswers(bench);
  });

  it('contains answers that are too short, too long or not asked for', () => {
    const bench = benchOf(config, 5);
    // Each takes a tag away for good.
    let left = 3;
    const ending = (r: Random): Ending =>
      left > 0 && r.chance(0.2) && left-- > 0 ? r.pick(['early', 'late']) : 'good';
    const bus = { ...goodBus, ending, strays: 0.1 };
    bench.run(1500, bus, asking(bench, anyFunction(config)));
    bench.run(readTags(config) * 40, { ...goodBus }, nobody);
    expect(bench.trace.broken).toBe(
      bench.trace.issued.filter(read => read.ending === 'early' || read.ending === 'late').length,
    );
    expect(bench.trace.broken).toBeGreaterThan(1);
    expect(bench.trace.strays).toBeGreaterThan(5);
    expectAnswers(bench);
  });

  it('lets functions whose reads are not answered hold back nobody', () => {
    const bench = benchOf(config, 6);
    const victims = [0, config.functions - 1];
    const hostile = (fn: number): boolean => fn !== 0 && fn !== config.functions - 1;
    const withheld = (fn: number): boolean => (config.functions > 2 ? hostile(fn) : fn === 1);
    const mine = config.functions > 2 ? victims : [0];
    const stuck = { ...goodBus, withheld };
    // Those that are not answered take all they can get.
    bench.run(
      1500,
      stuck,
      asking(
        bench,
        (random, allowed) => {
          const all = Array.from({ length: config.functions }, (_, fn) => fn).filter(fn => withheld(fn) && allowed(fn));
          return all.length > 0 ? random.pick(all) : undefined;
        },
        { rate: 1, ready: 1, bad: 0 },
      ),
    );
    expect(bench.underWay()).toBeGreaterThanOrEqual(readTagsReserved(config));
    const before = bench.trace.accepted.length;
    bench.run(
      1500,
      stuck,
      asking(bench, random => random.pick(mine), { ready: 1, bad: 0 }),
    );
    bench.run(5000, stuck, nobody);
    const late = bench.trace.accepted.slice(before).filter(read => !withheld(read.function));
    // Its own tags, the time that a read takes and two clocks a function until its next turn give a victim at least so many; and the
    // bus, a beat a clock, for reads of 256 bytes and an edge.
    const byTags = (mine.length * readTagsReserved(config) * 1500) / Math.max(150, 2 * config.functions + 60);
    const byBus = (0.7 * 1500) / (256 / beatBytes(config) + 1);
    expect(late.length).toBeGreaterThan(Math.min(byTags, byBus));
    expectAnswers(bench, withheld);
    // And when they come after all, nothing is missing.
    bench.run(Math.max(6000, readTags(config) * 60), goodBus, nobody);
    expectAnswers(bench);
  });
});
