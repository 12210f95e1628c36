// SPDX-License-Identifier: Apache-2.0
/** The surplus scheduler: nothing is lost or forgotten, shares and rates hold, and the pace. */
import { logicDepth } from 'typescript-hdl/depth';
import { describe, expect, it, test } from 'vitest';
import { surplusScheduler } from '../../../hdl/scheduler/surplus-scheduler.ts';
import { type Config, configs, queueCount } from '../../../hdl/spec/configs.ts';
import { burstBytes, quantumBytes, tokensOfRate } from '../../../hdl/spec/shares.ts';
import { openAttempts } from '../../../hdl/spec/virtio/mover-sizes.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import { type Delays, type Frame, TurnBench } from './turn-bench.ts';

const large: Config = { ...configs['10g']!, name: 'large', functions: 64, queuesPerFunction: 4, hostDataBits: 512 };
const sizes = [...Object.entries(configs), ['64 x 4', large] as const];

const fixed = (clocks: number): Delays => ({ decide: () => clocks, answer: () => 0, wake: () => 1, pay: () => 2 });
const varied = (random: Random, busBytesPerClock?: number): Delays => ({
  decide: () => random.between(1, 6),
  answer: () => random.between(0, 8),
  wake: () => random.between(0, 4),
  pay: () => random.between(1, 20),
  ...(busBytesPerClock && { busBytesPerClock }),
});
const small = (queue: number): Frame => ({ queue, bus: 110, wire: 84 });
const everyQueue = (config: Config): number[] => Array.from({ length: queueCount(config) }, (_, queue) => queue);

describe.each(sizes)('at %s', (_, config) => {
  it.each([
    [1, 0],
    [2, 0],
    [3, 0],
    [4, 0],
    [5, 0.05],
    [6, 0.2],
  ])('every frame goes once its queue has buffers, whatever overtakes what (seed %i, queues end %d)', (seed, ends) => {
    const random = seededRandom(seed);
    const bench = new TurnBench(config, varied(random));
    const queues = everyQueue(config).slice(-6);
    const all = (1n << BigInt(config.functions)) - 1n;
    let [sent, posted] = [0, 0];
    for (const queue of queues) bench.buffers[queue] = 0;
    for (let round = 0; round < 1500; round++) {
      const queue = random.pick(queues);
      if (random.chance(0.5) && bench.waiting[queue]!.length + 2 < config.framesPerQueue) {
        bench.enqueue(small(queue));
        sent++;
      }
      if (posted < sent && random.chance(0.5)) {
        const count = random.between(1, Math.min(3, sent - posted));
        bench.post(random.pick(queues), count);
        posted += count;
      }
      const mask = () =>
        random.chance(0.7) ? all : BigInt(random.between(0, 2 ** Math.min(31, config.functions) - 1));
      if (random.chance(0.1)) bench.allowed = { reads: mask(), writes: mask(), elements: mask() };
      const changed = random.pick(queues);
      if (random.chance(ends)) bench.change(changed, bench.ended[changed]!);
      bench.run(random.between(0, 12));
    }
    bench.run(queues.length);
    for (const queue of queues) bench.change(queue, true);
    bench.run(queues.length + 1);
    bench.allowed = { reads: all, writes: all, elements: all };
    for (const queue of queues) bench.post(queue, bench.waiting[queue]!.length);
    bench.run(400 + 60 * queues.reduce((sum, queue) => sum + bench.waiting[queue]!.length, 0));
    expect(bench.waiting.map(frames => frames.length)).toEqual(bench.waiting.map(() => 0));
    if (ends === 0) expect(bench.grants.length).toBe(sent);
    expect(sent).toBeGreaterThan(300);
  });

  it('leaves out functions that may not be served, in time', () => {
    const bench = new TurnBench(config, fixed(3));
    bench.onGrant = frame => bench.enqueue(frame);
    for (const queue of everyQueue(config)) for (let i = 0; i < 4; i++) bench.enqueue(small(queue));
    const rounds = 60 * config.functions + 400;
    bench.run(4 * queueCount(config) + rounds);
    for (const name of ['reads', 'writes', 'elements'] as const) {
      const all = bench.allowed;
      bench.allowed = { ...all, [name]: all[name] & ~2n };
      const closed = bench.now;
      bench.run(rounds);
      bench.allowed = all;
      const during = bench.selects.filter(({ clock, queue }) => clock >= closed && bench.functionOf(queue) === 1);
      // What was chosen already leaves, and nothing later: a decision takes 4 clocks.
      expect(during.every(({ clock }) => clock <= closed + 5)).toBe(true);
      const opened = bench.now;
      bench.run(rounds);
      expect(bench.selects.filter(({ clock, queue }) => clock >= opened && bench.functionOf(queue) === 1)).not.toEqual(
        [],
      );
    }
  });

  it('lets the frames of ended queues go, though their function may do nothing', () => {
    const bench = new TurnBench(config, fixed(2));
    bench.onGrant = frame => bench.enqueue(frame);
    const [first, last] = [0, queueCount(config) - 1];
    bench.buffers[first] = 0;
    const count = config.framesPerQueue;
    for (let i = 0; i < count; i++) bench.enqueue(small(first));
    for (let i = 0; i < 8; i++) bench.enqueue(small(last));
    bench.run(200);
    bench.allowed = { ...bench.allowed, reads: bench.allowed.reads & ~1n };
    const before = { now: bench.now, grants: bench.grants.length };
    bench.change(first, false);
    bench.run(8 * count);
    expect(bench.waiting[first]).toEqual([]);
    // The other function keeps its turns: 2,048 bytes for every 16 frames that end.
    const others = bench.grants.length - before.grants;
    expect(others).toBeGreaterThan(count);
    // What comes for the ended queue later leaves too; when it begins again, frames need buffers as before.
    bench.enqueue(small(first));
    bench.run(150);
    expect(bench.waiting[first]).toEqual([]);
    bench.change(first, true);
    bench.allowed = { ...bench.allowed, reads: bench.allowed.reads | 1n };
    bench.enqueue(small(first));
    bench.run(150);
    expect(bench.waiting[first]).toHaveLength(1);
    bench.onGrant = () => {};
    bench.post(first, 1);
    bench.run(150);
    expect(bench.waiting[first]).toEqual([]);
  });

  it('frames that nothing is told of keep nobody from the others', () => {
    const bench = new TurnBench(config, fixed(2));
    const [first, last] = [0, queueCount(config) - 1];
    bench.returns.add(first);
    bench.onReturn = frame => bench.enqueue(frame);
    bench.onGrant = frame => bench.enqueue(frame);
    for (const queue of [first, last]) for (let i = 0; i < 8; i++) bench.enqueue(small(queue));
    bench.run(20_000);
    // A turn of the last function is 19 frames, one of the first 32 tries.
    const tries = (queue: number) => bench.selects.filter(select => select.queue === queue).length;
    expect(tries(last)).toBeGreaterThan(0.5 * tries(first));
    expect(tries(first)).toBeGreaterThan(1000);
  });

  it('forgets no frame of a queue that begins again before all frames of its last run have ended', () => {
    for (let clocks = 0; clocks < 40; clocks++) {
      const bench = new TurnBench(config, fixed(4));
      const queue = queueCount(config) - 1;
      const { allowed } = bench;
      bench.allowed = { ...allowed, writes: 0n };
      bench.run(3);
      for (let i = 0; i < 12; i++) bench.enqueue(small(queue));
      bench.run(60);
      bench.change(queue, false);
      bench.run(clocks);
      bench.change(queue, true);
      bench.run(100);
      bench.allowed = allowed;
      bench.run(200);
      expect(bench.waiting[queue], `${clocks} clocks`).toEqual([]);
    }
  });

  it.each([
    ['one queue', (f: Config) => [queueCount(f) - 1], 2.1],
    ['the queues of one function', (f: Config) => everyQueue(f).slice(0, f.queuesPerFunction), 2.1],
    ['a queue of each function', (f: Config) => everyQueue(f).filter(q => q % f.queuesPerFunction === 0), 2.17],
    ['every queue', everyQueue, 2.17],
  ] as const)('decides every 2 clocks on small frames: %s', (_name, of, most) => {
    const bench = new TurnBench(config, fixed(1));
    bench.onGrant = frame => bench.enqueue(frame);
    for (const queue of of(config)) for (let i = 0; i < 12; i++) bench.enqueue(small(queue));
    bench.run(12 * queueCount(config) + 100);
    const from = bench.selects.length;
    bench.run(4000);
    expect(4000 / (bench.selects.length - from)).toBeLessThan(most);
  });

  it('decides every 2 clocks on functions that have a frame now and then', () => {
    const bench = new TurnBench(config, fixed(1));
    const queues = everyQueue(config).filter(queue => queue % config.queuesPerFunction === 0);
    for (let i = 0; i < 1000; i++) bench.enqueue(small(queues[i % queues.length]!));
    const start = bench.now;
    // A frame a clock comes, faster than they can be served: what waits is one frame a function in most turns.
    bench.run(400);
    expect(400 / bench.selects.filter(({ clock }) => clock >= start).length).toBeLessThan(2.2);
  });

  it('selects a frame within 7 clocks after it came, or after the wake', () => {
    const bench = new TurnBench(config, fixed(1));
    const queue = queueCount(config) - 1;
    bench.enqueue(small(queue));
    const start = bench.now;
    bench.run(20);
    expect(bench.selects[0]!.clock - start).toBeLessThanOrEqual(7);
    bench.buffers[queue] = 0;
    bench.enqueue(small(queue));
    bench.run(40);
    bench.post(queue, 1);
    const woken = bench.now + 1;
    bench.run(20);
    expect(bench.selects.at(-1)!.clock - woken).toBeLessThanOrEqual(7);
    expect(bench.waiting[queue]).toEqual([]);
  });

  test('keeps to its depth', () => expect(logicDepth(surplusScheduler(config)).levels).toBeLessThanOrEqual(5));
});

/** Jain's index of fairness. */
const jain = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) ** 2 / (values.length * values.reduce((sum, value) => sum + value ** 2, 0));

interface Tenant {
  readonly weight: number;
  readonly bytes: () => number;
}

/** Serves tenants that always have frames; checks the bound of the header comment at all times. */
const compete = (config: Config, tenants: readonly Tenant[], clocks: number, random: Random): number[] => {
  const bench = new TurnBench(config, {
    decide: () => random.between(1, 3),
    answer: () => random.between(0, 3),
    wake: () => 0,
    pay: () => random.between(1, 4),
  });
  const cost = ({ bytes }: Tenant, queue: number): Frame => {
    const length = bytes();
    return { queue, bus: length + 38, wire: length + 24 };
  };
  const greatest = 9022 + 38;
  const tenantOf = (frame: Frame) => tenants[bench.functionOf(frame.queue)]!;
  bench.onGrant = frame => bench.enqueue(cost(tenantOf(frame), frame.queue));
  tenants.forEach(({ weight }, fn) => {
    bench.share(fn, weight);
  });
  bench.run(tenants.length + 2);
  tenants.forEach((tenant, fn) => {
    for (let i = 0; i < 10; i++) {
      for (let n = 0; n < config.queuesPerFunction; n++) {
        bench.enqueue(cost(tenant, fn * config.queuesPerFunction + n));
      }
    }
  });
  bench.run(10 * queueCount(config) + 200);
  const start = [...bench.served];
  // Attempts that may be undecided, the two chosen, and what is granted in the 4 clocks until the first is paid for.
  const unpaid = openAttempts + 2 + 2;
  for (let clock = 0; clock < clocks; clock += 50) {
    bench.run(50);
    const each = tenants.map(({ weight }, fn) => (bench.served[fn]! - start[fn]!) / weight);
    const slack = tenants.map(({ weight }) => ((unpaid + 1) * greatest) / weight);
    const [low, high] = [each.indexOf(Math.min(...each)), each.indexOf(Math.max(...each))];
    expect(each[high]! - each[low]!).toBeLessThanOrEqual(3 * quantumBytes + slack[high]! + slack[low]!);
  }
  return tenants.map((_, fn) => bench.served[fn]! - start[fn]!);
};

test.each([1, 2])(
  'shares follow the weights within a hundredth, whatever the frames (seed %i)',
  { timeout: 120_000 },
  seed => {
    const random = seededRandom(seed);
    const config = configs['10g']!;
    const kinds = [
      () => 60,
      () => 1514,
      () => random.pick([60, 60, 576, 1514]),
      () => random.between(60, 1514),
      () => 64,
    ];
    const tenants = Array.from({ length: 8 }, (_, i) => ({
      weight: [1, 2, 3, 4, 1, 8, 1, 5][i]!,
      bytes: kinds[(i + seed) % kinds.length]!,
    }));
    const served = compete(config, tenants, 200_000, random);
    const total = served.reduce((a, b) => a + b, 0);
    const weights = tenants.reduce((sum, { weight }) => sum + weight, 0);
    tenants.forEach(({ weight }, fn) => {
      expect(Math.abs(served[fn]! / total / (weight / weights) - 1), `function ${fn}`).toBeLessThan(0.01);
    });
    expect(jain(tenants.map(({ weight }, fn) => served[fn]! / weight))).toBeGreaterThan(0.9999);
  },
);

test('64 functions of equal weight get equal shares, whatever the frames', { timeout: 120_000 }, () => {
  const random = seededRandom(5);
  const kinds = [() => 60, () => 1514, () => random.pick([60, 200, 576, 1514])];
  const tenants = Array.from({ length: 64 }, (_, fn) => ({ weight: 1, bytes: kinds[fn % kinds.length]! }));
  const served = compete(large, tenants, 150_000, random);
  expect(jain(served)).toBeGreaterThan(0.9999);
});

test('jumbo frames beside small ones stay within the bound', { timeout: 120_000 }, () => {
  const random = seededRandom(4);
  const tenants = Array.from({ length: 8 }, (_, fn) => ({
    weight: 1 + (fn % 3),
    bytes: fn % 2 === 0 ? () => 9022 : () => random.pick([60, 60, 1514, 9022]),
  }));
  expect(
    jain(compete(configs['10g']!, tenants, 100_000, random).map((b, i) => b / tenants[i]!.weight)),
  ).toBeGreaterThan(0.999);
});

test.each([0.1e9, 0.9e9, 2.5e9, 6e9])('a rate of %d bit/s holds within a hundredth', { timeout: 120_000 }, rate => {
  const random = seededRandom(6);
  const config = configs['10g']!;
  const bench = new TurnBench(config, varied(random, config.hostDataBits / 8));
  const lengths = [60, 1514, 300];
  bench.onGrant = ({ queue }) => {
    const length = random.pick(lengths);
    bench.enqueue({ queue, bus: length + 38, wire: length + 24 });
  };
  bench.share(1, 1, tokensOfRate(config, rate));
  bench.run(3);
  const queues = [1, 2].map(fn => fn * config.queuesPerFunction);
  for (const queue of queues) for (let i = 0; i < 12; i++) bench.enqueue({ queue, bus: 98, wire: 84 });
  bench.run(2000);
  const start = { now: bench.now, grants: bench.grants.length };
  bench.run(rate < 1e9 ? 600_000 : 200_000);
  const bytesOf = (queue: number | undefined): number =>
    bench.grants
      .slice(start.grants)
      .filter(({ frame }) => frame.queue === queue)
      .reduce((sum, { frame }) => sum + frame.wire, 0);
  const expected = (rate / 8) * ((bench.now - start.now) / config.clockHz);
  // One step of the bucket at the ends, at the pace of the bus.
  const ends = 128 * (config.hostDataBits / 8) + 1538;
  expect(Math.abs(bytesOf(queues[0]) - expected)).toBeLessThan(0.01 * expected + ends);
  // The other function takes what is left of the bus.
  const left = (bench.now - start.now) * (config.hostDataBits / 8) - expected;
  expect(bytesOf(queues[1])).toBeGreaterThan(0.8 * left);
});

test('a function that was idle sends a burst and no more before its rate holds', () => {
  const config = configs['10g']!;
  const bench = new TurnBench(config, fixed(2));
  bench.share(0, 1, tokensOfRate(config, 1e6));
  // Long enough for the bucket to fill: 16 KiB at 1 Mbit/s would take 20 million clocks, so it is paid faster first.
  bench.share(0, 1, tokensOfRate(config, 10e9));
  bench.run(10_000);
  bench.share(0, 1, tokensOfRate(config, 1e6));
  bench.run(300);
  for (let i = 0; i < 100; i++) bench.enqueue({ queue: 0, bus: 1000, wire: 1000 });
  bench.run(3000);
  const sent = bench.grants.length * 1000;
  expect(sent).toBeGreaterThan(burstBytes - 1000);
  expect(sent).toBeLessThan(burstBytes + 70_000);
});
