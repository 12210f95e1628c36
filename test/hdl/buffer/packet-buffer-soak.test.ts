// SPDX-License-Identifier: Apache-2.0
/** Packet buffer under long random traffic with uneven consumers: nothing is lost uncounted, leaked, or taken from others. */
import { describe, expect, it, test } from 'vitest';
import { type Config, cellBytes, configs, queueCount } from '../../../hdl/spec/configs.ts';
import { simulatedConfigs } from '../../support/simulated-configs.ts';
import { type BufferBench, openBuffer } from './buffer-bench.ts';
import { BufferModel, cellsOf } from './buffer-model.ts';
import { BufferRun, checkLimits, type Ledger } from './buffer-run.ts';
import { frameOf, hex, type JudgedFrame } from './traffic.ts';

const everyone = (config: Config): number[] => Array.from({ length: config.functions }, (_, f) => f);

/** Equal quotas that fill the buffer but for one frame of the greatest length. */
const fullQuotas = (config: Config): number[] => {
  const shared = config.bufferCells - Math.ceil(config.maxFrameBytes / cellBytes);
  return everyone(config).map(() => Math.floor(shared / config.functions));
};

const anyFrame = ({ config, random }: BufferBench): JudgedFrame => {
  const functions = random.chance(0.7)
    ? [random.between(0, config.functions - 1)]
    : everyone(config).filter(() => random.chance(0.5));
  const length = random.chance(0.6) ? random.between(60, 140) : random.between(60, 1514);
  const frame = frameOf(random, length, functions, { queue: random.between(0, config.queuesPerFunction - 1) });
  if (random.chance(0.04)) return { ...frame, bytes: random.bytes(random.between(24, 200)), error: 'bad_fcs' };
  if (random.chance(0.08)) return { ...frame, drop: 'rule_deny' };
  if (random.chance(0.01)) return { ...frame, queue: config.queuesPerFunction };
  return frame;
};

const ledgersOf = (run: BufferRun, config: Config): Ledger[] =>
  [...everyone(config), config.functions].map(slot => run.ledgerOf(slot));

const refusedFor = (ledger: Ledger, event: string): number =>
  ledger.refusals.filter(refusal => refusal.event === event).length;

/** Fills the empty buffer to its last cell: a cell that leaked, or a function that still counts as holding some, shows. */
const expectWhole = async (buffer: BufferBench): Promise<void> => {
  buffer.events.setStall(0);
  const { config, random } = buffer;
  await buffer.setQuotas(everyone(config).map(() => config.bufferCells - 1));
  const model = new BufferModel(
    config,
    everyone(config).map(() => config.bufferCells - 1),
  );
  for (const f of everyone(config)) {
    const frames: JudgedFrame[] = [];
    for (let used = 0; used < config.bufferCells - 1; used += cellsOf(frames.at(-1)!)) {
      const longest = Math.min(1472, (config.bufferCells - 1 - used) * cellBytes);
      frames.push(frameOf(random, longest, [f], { queue: random.between(0, config.queuesPerFunction - 1) }));
    }
    frames.push(frameOf(random, 60, [f]));
    buffer.send(frames);
    await buffer.settle();
    const expected = frames.flatMap(frame => model.offer(frame));
    const { events, copies } = await buffer.outcomes();
    expect(events).toEqual([{ slot: f, event: 'quota', bytes: 60 }]);
    expect(copies).toEqual(expected.slice(0, -1));
    const queues = model.queues.flatMap((list, queue) => list.map(() => queue));
    buffer.read(queues);
    const read = await buffer.leaving(queues.length, 2000 + 40 * queues.length + 64 * config.bufferCells);
    expect(read.map(frame => hex(frame.bytes))).toEqual(queues.map(queue => hex(model.read(queue).bytes)));
  }
};

/** Fills the empty buffer with frames of one cell, all of which must find room, and reads them. */
const useEveryCell = async (buffer: BufferBench): Promise<void> => {
  const { config, random } = buffer;
  const queues = queueCount(config);
  await buffer.setQuotas(everyone(config).map(() => config.bufferCells - 1));
  buffer.events.setStall(0);
  await buffer.settle();
  await buffer.outcomes();
  const frames = Array.from({ length: config.bufferCells - 1 }, (_, i) => {
    const queue = i % queues;
    const owner = Math.floor(queue / config.queuesPerFunction);
    return frameOf(random, 60, [owner], { queue: queue % config.queuesPerFunction });
  });
  buffer.send(frames);
  await buffer.settle();
  expect((await buffer.outcomes()).events).toEqual([]);
  buffer.read(frames.map((_, i) => i % queues));
  const read = await buffer.leaving(frames.length, 20 * frames.length);
  expect(read.map(({ bytes }) => hex(bytes))).toEqual(frames.map(({ bytes }) => hex(bytes)));
};

describe.each(Object.entries(simulatedConfigs))('the buffer at %s', (_, config) => {
  it('accounts for every frame of a long run, and is whole afterwards', { timeout: 240_000 }, async () => {
    const quotas = fullQuotas(config);
    const buffer = await openBuffer(config, { quotas, seed: 31, stall: 0.15, eventStall: 0 });
    const run = new BufferRun(buffer);
    // Queue 0 is hardly read, the others at speeds of their own.
    await run.run({
      frames: 3500,
      makeFrame: () => anyFrame(buffer),
      appetite: queue => (queue === 0 ? 0.002 : 0.15 + queue / 16),
    });
    expect(buffer.bench.cycle).toBeGreaterThan(100_000);
    const ledgers = ledgersOf(run, config);
    for (const f of everyone(config)) {
      checkLimits(ledgers[f]!, quotas[f]!, config.framesPerQueue);
      expect(refusedFor(ledgers[f]!, 'buffer_full')).toBe(0);
      expect(ledgers[f]!.copies.length).toBeGreaterThan(30);
    }
    expect(refusedFor(ledgers[0]!, 'quota')).toBeGreaterThan(50);
    await expectWhole(buffer);
  });

  it('survives quotas that promise more than there is', { timeout: 240_000 }, async () => {
    const quotas = everyone(config).map(() => config.bufferCells);
    const buffer = await openBuffer(config, { quotas, seed: 32, stall: 0.3, eventStall: 0.3, idle: 0.05 });
    const run = new BufferRun(buffer);
    await run.run({ frames: 1500, makeFrame: () => anyFrame(buffer), appetite: () => 0.08 / queueCount(config) });
    const ledgers = ledgersOf(run, config);
    const refused = ledgers.reduce((sum, ledger) => sum + refusedFor(ledger, 'buffer_full'), 0);
    expect(refused).toBeGreaterThan(10);
    await expectWhole(buffer);
  });

  it('takes nothing from the others when one function is flooded and never read', async () => {
    const quotas = fullQuotas(config);
    const buffer = await openBuffer(config, { quotas, seed: 33, eventStall: 0 });
    const run = new BufferRun(buffer);
    const { random } = buffer;
    const victims = everyone(config).filter(f => f !== 1);
    const makeFrame = (): JudgedFrame => {
      const length = random.pick([60, 65, 200, 1000, 1514]);
      if (random.chance(0.8))
        return frameOf(random, length, [1], { queue: random.between(0, config.queuesPerFunction - 1) });
      return frameOf(random, length, random.chance(0.5) ? everyone(config) : [random.pick(victims)]);
    };
    const isHog = (queue: number): boolean => Math.floor(queue / config.queuesPerFunction) === 1;
    await run.run({ frames: 1500, makeFrame, appetite: queue => (isHog(queue) ? 0 : 1) });
    const ledgers = ledgersOf(run, config);
    for (const f of victims) expect(ledgers[f]!.refusals).toEqual([]);
    expect(refusedFor(ledgers[1]!, 'quota') + refusedFor(ledgers[1]!, 'queue_full')).toBeGreaterThan(500);
    expect(refusedFor(ledgers[1]!, 'buffer_full')).toBe(0);
    checkLimits(ledgers[1]!, quotas[1]!, config.framesPerQueue);
    await expectWhole(buffer);
  });
});

test('a frame of the greatest length finds room whenever its function has quota left', async () => {
  const config = configs.tiny;
  const quotas = fullQuotas(config);
  const buffer = await openBuffer(config, { quotas, seed: 34, eventStall: 1 });
  const { random } = buffer;
  // Function 0 holds all it may, and nobody takes events: what follows fills the buffer and waits to be judged.
  buffer.send([1514, 1514, 64 * (quotas[0]! - 48)].map(length => frameOf(random, length, [0])));
  buffer.send(Array.from({ length: 9 }, () => frameOf(random, 8, [], { error: 'runt' })));
  const beyond = Array.from({ length: 3 }, () => frameOf(random, 1514, [0]));
  buffer.send([...beyond, frameOf(random, 1514, [1])]);
  await buffer.bench.run(1500);
  expect(await buffer.bench.peek('up_ready')).toBe(0n);
  buffer.events.setStall(0);
  await buffer.settle();
  const { events, copies } = await buffer.outcomes();
  expect(events.slice(9)).toEqual(beyond.map(() => ({ slot: 0, event: 'quota', bytes: 1514 })));
  expect(copies.map(copy => 'queue' in copy && copy.queue)).toEqual([0, 0, 0, 1]);
});

test.each([1, 2, 3])('cells that a refused frame brings back are used at once, %i being free before', async free => {
  const config = configs.tiny;
  const quotas = fullQuotas(config);
  const buffer = await openBuffer(config, { quotas, seed: 36 });
  const { random } = buffer;
  const full = [1514, 1514, 64 * (quotas[0]! - 48)].map(length => frameOf(random, length, [0]));
  for (const length of [60, 65, 129, 193]) {
    buffer.send(full);
    await buffer.settle();
    // A frame beyond the quota of function 0 takes the other cells and waits to be judged: nobody takes events.
    buffer.events.setStall(1);
    buffer.send(Array.from({ length: 10 }, () => frameOf(random, 8, [], { error: 'runt' })));
    buffer.send([frameOf(random, 64 * (config.bufferCells - quotas[0]! - free), [0])]);
    const fitting = Array.from({ length: 3 }, () => frameOf(random, length, [1]));
    buffer.send(fitting);
    await buffer.bench.run(1500);
    buffer.events.setStall(0);
    await buffer.settle();
    expect((await buffer.outcomes()).events.map(event => 'slot' in event && event.slot)).toEqual([
      2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0,
    ]);
    buffer.read([1, 0, 1, 0, 1, 0]);
    const read = (await buffer.leaving(6, 4000)).map(({ bytes }) => hex(bytes));
    expect(read).toEqual([0, 1, 2].flatMap(i => [hex(fitting[i]!.bytes), hex(full[i]!.bytes)]));
  }
  await expectWhole(buffer);
});

test('a copy that was read waits with its release until all copies are handed out', async () => {
  const config = configs['10g'];
  const buffer = await openBuffer(config, { quotas: fullQuotas(config), seed: 35, eventStall: 1 });
  // Every cell but one has been the head of a frame with one copy before.
  await useEveryCell(buffer);
  const last = config.functions - 1;
  let early = 0;
  for (const waiting of [6, 7, 8, 9, 7, 8, 7, 8]) {
    // All functions between the first and the last refuse, and their events halt the judgement somewhere in between.
    await buffer.setQuotas(everyone(config).map(f => (f === 0 || f === last ? 200 : 0)));
    buffer.events.setStall(1);
    await buffer.enqueued.received();
    const frame = frameOf(buffer.random, 300, everyone(config));
    buffer.send(Array.from({ length: waiting }, () => frameOf(buffer.random, 8, [], { error: 'runt' })));
    buffer.send([frame]);
    await buffer.bench.run(100);
    const begun = await buffer.enqueued.received();
    if (begun.length === 1) {
      early++;
      buffer.read([0]);
      await buffer.bench.run(200);
    }
    buffer.events.setStall(0);
    await buffer.settle();
    buffer.read([0, last * config.queuesPerFunction].slice(begun.length === 1 ? 1 : 0));
    const read = await buffer.leaving(2, 2000);
    expect(read.map(({ bytes }) => hex(bytes))).toEqual([hex(frame.bytes), hex(frame.bytes)]);
  }
  expect(early).toBeGreaterThan(2);
  // A count left wrong shows when the cell is the head of a frame again: that frame would never be freed.
  await useEveryCell(buffer);
  await useEveryCell(buffer);
});
