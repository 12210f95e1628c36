// SPDX-License-Identifier: Apache-2.0
/** Frames between functions in the packet buffer: a memory and accounts of their own, the queues of their receivers. */
import { describe, expect, it } from 'vitest';
import { sideConfig } from '../../../hdl/buffer/buffer-shapes.ts';
import { localFramesPerQueue } from '../../../hdl/buffer/frame-lists.ts';
import { localReserve } from '../../../hdl/buffer/local-ledger.ts';
import { grantableCells } from '../../../hdl/buffer/reserve-ledger.ts';
import { type Config, cellBytes, configs, queueCount } from '../../../hdl/spec/configs.ts';
import { tokenStepClocks, tokensPerByte, wireOverheadBytes } from '../../../hdl/spec/shares.ts';
import { simulatedConfigs } from '../../support/simulated-configs.ts';
import { type BufferBench, openBuffer } from './buffer-bench.ts';
import { frameOf, hex, type JudgedFrame } from './traffic.ts';

const cellsOf = ({ bytes }: JudgedFrame): number => Math.ceil(bytes.length / cellBytes);
const share = (config: Config): number[] => {
  const cells = config.bufferCells - Math.ceil(config.maxFrameBytes / cellBytes);
  return Array.from({ length: config.functions }, () => Math.floor(cells / config.functions));
};
const queueOf = (config: Config, fn: number, local = 0): number => fn * config.queuesPerFunction + local;
const repeat = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** Reads all that the queues hold, which the copies tell of. */
const readAll = async (buffer: BufferBench, queues: readonly number[]) => {
  buffer.read(queues);
  return buffer.leaving(queues.length, 4000 + 400 * queues.length);
};

/** Copies in queues since the last look, and events by name and slot. */
const outcomes = async (buffer: BufferBench) => {
  const { events, copies } = await buffer.outcomes();
  return {
    queues: copies.flatMap(copy => ('queue' in copy ? [copy.queue] : [])),
    events: events.flatMap(event => ('event' in event ? [`${event.event} ${event.slot}`] : [])),
  };
};

describe.each(Object.values(simulatedConfigs))('local frames at $name', config => {
  const ofLocal = sideConfig(config, 'local');
  const grantable = grantableCells(ofLocal);
  const reserve = localReserve(ofLocal);
  const shared = grantable - config.functions * reserve;
  const last = config.functions - 1;

  it.each([
    { idle: 0, stall: 0 },
    { idle: 0.2, stall: 0.4 },
  ])('mix with those from the wire, each whole and in its order (idle $idle, stall $stall)', async options => {
    const buffer = await openBuffer(config, { quotas: share(config), seed: 11, ...options });
    const { random } = buffer;
    for (let round = 0; round < 8; round++) {
      const make = (length: number): JudgedFrame => {
        const group = random.chance(0.3);
        const functions = group ? repeat(config.functions, f => f) : [random.between(0, last)];
        return frameOf(random, length, functions, { queue: random.between(0, config.queuesPerFunction - 1) });
      };
      const wire = repeat(6, () => make(random.between(60, 300)));
      const local = repeat(5, () => make(random.between(14, 60)));
      buffer.send(wire);
      buffer.sendLocal(random.between(0, last), local);
      await buffer.settle();
      const { queues, events } = await outcomes(buffer);
      expect(events).toEqual([]);
      const copies = [...wire, ...local].reduce((sum, { functions }) => sum + functions.length, 0);
      expect(queues).toHaveLength(copies);
      const got = await readAll(buffer, queues);
      for (const queue of repeat(queueCount(config), i => i)) {
        const mine = got.filter(frame => frame.queue === queue).map(({ bytes }) => hex(bytes));
        const due = (frames: readonly JudgedFrame[]): string[] =>
          frames
            .filter(({ functions, queue: one }) => functions.some(fn => queueOf(config, fn, one) === queue))
            .map(({ bytes }) => hex(bytes));
        const [fromWire, fromVm] = [due(wire), due(local)];
        expect(mine.filter(text => fromWire.includes(text))).toEqual(fromWire);
        expect(mine.filter(text => fromVm.includes(text))).toEqual(fromVm);
        expect(mine).toHaveLength(fromWire.length + fromVm.length);
      }
      // Nobody has looked at the checksum of a local frame.
      const text = new Set(local.map(({ bytes }) => hex(bytes)));
      expect(got.filter(({ bytes, verified }) => text.has(hex(bytes)) && verified)).toEqual([]);
    }
  });

  it('take nothing from the wire, and nothing from the reserve of others, however many there are', async () => {
    const buffer = await openBuffer(config, { quotas: share(config), seed: 12 });
    const { random } = buffer;
    for (let round = 0; round < 3; round++) {
      // Long ones, so that no queue is full first; to function 0 as many cells as it can get.
      const longest = repeat(2, () => frameOf(random, config.maxFrameBytes, [0]));
      const filling = [...longest, ...repeat(reserve + 4, () => frameOf(random, 3 * cellBytes, [0]))];
      buffer.sendLocal(last, filling);
      await buffer.settle();
      const full = await outcomes(buffer);
      expect(full.events.every(event => event === 'quota 0')).toBe(true);
      expect(full.events.length).toBeGreaterThan(0);
      const held = full.queues.length;
      expect(held).toBeGreaterThan(0);

      const others = repeat(config.functions - 1, f => repeat(reserve, () => frameOf(random, 60, [f + 1]))).flat();
      buffer.sendLocal(0, others);
      const wire = repeat(Math.min(share(config)[0]!, config.framesPerQueue), () => frameOf(random, 60, [0]));
      buffer.send(wire);
      await buffer.settle();
      const rest = await outcomes(buffer);
      expect(rest.events).toEqual([]);
      expect(rest.queues).toHaveLength(others.length + wire.length);
      const got = await readAll(buffer, [...full.queues, ...rest.queues]);
      expect(got).toHaveLength(held + others.length + wire.length);
    }
  });

  it('find room in a queue that is full of frames from the wire, and leave them room', async () => {
    const buffer = await openBuffer(config, { quotas: repeat(config.functions, () => config.bufferCells), seed: 13 });
    const { random } = buffer;
    const most = Math.min(localFramesPerQueue(config), reserve + shared);
    const some = (count: number): JudgedFrame[] => repeat(count, () => frameOf(random, 60, [0]));
    for (const wireFirst of [true, false]) {
      const parts = [
        () => buffer.send(some(config.framesPerQueue + 3)),
        () => buffer.sendLocal(last, some(localFramesPerQueue(config) + 3)),
      ];
      for (const part of wireFirst ? parts : parts.reverse()) {
        part();
        await buffer.settle();
      }
      const { queues, events } = await outcomes(buffer);
      expect(queues).toHaveLength(config.framesPerQueue + most);
      expect(events.filter(event => event === 'queue_full 0').length).toBeGreaterThanOrEqual(3);
      await readAll(buffer, queues);
    }
  });

  it('come back to an empty memory: a frame of the greatest length fits again and again', async () => {
    const buffer = await openBuffer(config, { quotas: share(config), seed: 14 });
    const { random } = buffer;
    for (let round = 0; round < 12; round++) {
      const frame = frameOf(random, config.maxFrameBytes, [round % config.functions]);
      expect(cellsOf(frame)).toBeLessThanOrEqual(shared);
      buffer.sendLocal(last, [frame]);
      await buffer.settle();
      const { queues, events } = await outcomes(buffer);
      expect(events).toEqual([]);
      const [got] = await readAll(buffer, queues);
      expect(hex(got!.bytes)).toBe(hex(frame.bytes));
    }
  });

  it('that go to a group are paid for by their sender alone', async () => {
    const buffer = await openBuffer(config, { quotas: share(config), seed: 15 });
    const { bench, random } = buffer;
    const everyone = 2n ** BigInt(config.functions) - 1n;
    const bytes = 300;
    // A byte a clock for all of them.
    await bench.poke('group_rate', tokensPerByte * tokenStepClocks);
    await bench.run(2 * tokenStepClocks);
    expect(await bench.peek('group_open')).toBe(everyone);
    const members = repeat(config.functions, f => f).filter(f => f !== 1);
    const frame = frameOf(random, bytes, members.length > 1 ? members : [0, 1]);
    buffer.sendLocal(
      1,
      repeat(2, () => frame),
    );
    await buffer.settle();
    expect(await bench.peek('group_open')).toBe(everyone & ~2n);
    const owed = 2 * frame.functions.length * (bytes + wireOverheadBytes);
    await bench.run(owed * config.functions - 2000);
    expect(await bench.peek('group_open')).toBe(everyone & ~2n);
    await bench.run(4000);
    expect(await bench.peek('group_open')).toBe(everyone);
    // A unicast frame costs nothing of it.
    buffer.sendLocal(
      1,
      repeat(4, () => frameOf(random, bytes, [0])),
    );
    await buffer.settle();
    expect(await bench.peek('group_open')).toBe(everyone);
  });
});

it('every function can get the longest frame from another one, in every configuration', () => {
  for (const config of Object.values(configs)) {
    const local = sideConfig(config, 'local');
    const longest = Math.ceil(config.maxFrameBytes / cellBytes);
    expect(grantableCells(local) - config.functions * localReserve(local)).toBeGreaterThanOrEqual(longest);
    if (config.name !== 'tiny') expect(localReserve(local)).toBeGreaterThanOrEqual(Math.ceil(1518 / cellBytes));
  }
});
