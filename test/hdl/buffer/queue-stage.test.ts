// SPDX-License-Identifier: Apache-2.0
/** Gate, packet buffer and scheduler together: the pace of the wire, group frames, slow and uneven consumers. */
import { describe, expect, it } from 'vitest';
import { type Config, cellBytes, queueCount } from '../../../hdl/spec/configs.ts';
import { simulatedConfigs } from '../../support/simulated-configs.ts';
import { BufferRun, checkLimits } from './buffer-run.ts';
import { openStage, type StageBench } from './stage-bench.ts';
import { frameOf, hex, type JudgedFrame } from './traffic.ts';

const everyone = (config: Config): number[] => Array.from({ length: config.functions }, (_, f) => f);
const fullQuotas = (config: Config): number[] => {
  const shared = config.bufferCells - Math.ceil(config.maxFrameBytes / cellBytes);
  return everyone(config).map(() => Math.floor(shared / config.functions));
};

/** Credits that each queue has at first. */
const buffersAhead = 64;

/** Feeds beats without a pause, more than the wire brings, while every frame that was read is given its credit back. */
const flood = async (stage: StageBench, frames: readonly JudgedFrame[]) => {
  const { config } = stage;
  const queues = Array.from({ length: queueCount(config) }, (_, queue) => queue);
  stage.read(queues.flatMap(queue => Array.from({ length: buffersAhead }, () => queue)));
  await stage.bench.run(queues.length * buffersAhead + 10);
  const expected = queues.map((): string[] => []);
  for (const { bytes, functions, queue } of frames) {
    for (const f of functions) expected[f * config.queuesPerFunction + queue]!.push(hex(bytes));
  }
  const read = queues.map((): string[] => []);
  const beats = frames.reduce((sum, { bytes }) => sum + Math.ceil(bytes.length / 8), 0);
  const words = frames.reduce((sum, { bytes, functions }) => sum + Math.ceil(bytes.length / 16) * functions.length, 0);
  stage.send(frames);
  let room = true;
  for (let clocks = 0; clocks < Math.max(beats, words) + 2000; clocks += 50) {
    room = (await stage.runWithRoom(50)) && room;
    for (const frame of await stage.collector.take()) {
      read[frame.queue]!.push(hex(frame.bytes));
      stage.read([frame.queue]);
    }
  }
  return { room, read, expected, events: await stage.timedEvents() };
};

describe.each(Object.entries(simulatedConfigs))('the queue stage at %s', (_, config) => {
  it('loses no frame of any length when beats follow each other without a pause', async () => {
    const stage = await openStage(config, { quotas: fullQuotas(config), seed: 41 });
    const lengths = Array.from({ length: 1455 }, (_, i) => 60 + i).filter(length => length < 200 || length % 13 === 0);
    const frames = lengths.flatMap(length =>
      Array.from({ length: length < 200 ? 8 : 2 }, (_, i) =>
        frameOf(stage.random, length, [(length + i) % config.functions], { queue: i % config.queuesPerFunction }),
      ),
    );
    const { room, read, expected, events } = await flood(stage, frames);
    expect({ room, events }).toEqual({ room: true, events: [] });
    expect(read).toEqual(expected);
  });

  it('takes a burst of group frames at full speed', async () => {
    const stage = await openStage(config, { quotas: fullQuotas(config), seed: 42 });
    // As many as every function may hold and every queue may list, since each takes the reading side a copy a function.
    const count = Math.min(config.framesPerQueue, fullQuotas(config)[0]!) - 4;
    const groups = Array.from({ length: count }, () => frameOf(stage.random, 60, everyone(config)));
    const { room, read, expected, events } = await flood(stage, groups);
    expect({ room, events }).toEqual({ room: true, events: [] });
    expect(read).toEqual(expected);
  });

  it('accounts for every frame with slow and uneven consumers', { timeout: 240_000 }, async () => {
    const quotas = fullQuotas(config);
    const stage = await openStage(config, { quotas, seed: 43, idle: 0.1, stall: 0.2 });
    const { random } = stage;
    const makeFrame = (): JudgedFrame => {
      const one = [random.between(0, config.functions - 1)];
      const functions = random.chance(0.8) ? one : everyone(config).filter(() => random.chance(0.6));
      const length = random.chance(0.7) ? random.between(60, 200) : random.between(60, 1514);
      const frame = frameOf(random, length, functions, { queue: random.between(0, config.queuesPerFunction - 1) });
      if (random.chance(0.05)) return { ...frame, error: 'bad_fcs' };
      return random.chance(0.1) ? { ...frame, drop: 'default_deny' } : frame;
    };
    const run = new BufferRun(stage);
    await run.run({ frames: 3000, makeFrame, appetite: queue => [0.02, 0.9, 0.3, 0.1][queue % 4]!, step: 120 });
    expect(stage.bench.cycle).toBeGreaterThan(60_000);
    for (const f of everyone(config)) {
      const ledger = run.ledgerOf(f);
      checkLimits(ledger, quotas[f]!, config.framesPerQueue);
      expect(ledger.copies.length).toBeGreaterThan(50);
      const events = new Set(ledger.refusals.map(refusal => refusal.event));
      for (const event of events) expect(['quota', 'queue_full', 'default_deny']).toContain(event);
    }
    run.ledgerOf(config.functions);
  });

  it('serves everyone else at full speed while one function takes nothing', async () => {
    const quotas = fullQuotas(config);
    const stage = await openStage(config, { quotas, seed: 44 });
    const { random } = stage;
    const makeFrame = (): JudgedFrame =>
      frameOf(
        random,
        random.pick([60, 65, 128, 600]),
        random.chance(0.1) ? everyone(config) : [random.between(0, config.functions - 1)],
      );
    const run = new BufferRun(stage);
    const isStuck = (queue: number): boolean => Math.floor(queue / config.queuesPerFunction) === 1;
    await run.run({ frames: 2500, makeFrame, appetite: queue => (isStuck(queue) ? 0 : 1), step: 40 });
    for (const f of everyone(config)) {
      if (f !== 1) expect(run.ledgerOf(f).refusals).toEqual([]);
    }
    expect(run.ledgerOf(1).refusals.length).toBeGreaterThan(50);
  });

  it('lets go of what a disabled queue holds', async () => {
    const stage = await openStage(config, { quotas: fullQuotas(config), seed: 45 });
    const frames = Array.from({ length: 4 }, () => frameOf(stage.random, 100, [1]));
    stage.send(frames);
    await stage.bench.run(300);
    expect(await stage.collector.take()).toEqual([]);
    await stage.setEnabled(false);
    await stage.bench.run(300);
    const stopped = frames.map(() => ({ slot: 1, event: 'queue_stopped' }));
    const ended = async () => (await stage.timedEvents()).map(({ slot, event }) => ({ slot, event }));
    expect(await ended()).toEqual(stopped);
    stage.send(frames);
    await stage.bench.run(300);
    expect(await ended()).toEqual(stopped);
    expect(await stage.collector.take()).toEqual([]);
  });
});
