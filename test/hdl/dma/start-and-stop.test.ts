// SPDX-License-Identifier: Apache-2.0
/** Starts and stops of queues: failing writes, restarts under load, quiet memory after stops, buffers that do not fit. */
import { describe, expect, it } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { randomBelow } from './bytes.ts';
import { dmaBench, expectFrames, framesFor, type QueueFrame, windowOf } from './dma-bench.ts';
import { HandRing } from './hand-ring.ts';

const tiny = configs.tiny;
const tenGig = configs['10g'];

const bus = { latencyCycles: 40, jitterCycles: 30, maxOutstanding: 64, outOfOrder: true, stall: 0.1 };

describe.each([tiny, tenGig])('in the DMA of $name', config => {
  const target = config.queuesPerFunction === 1 ? 1 : 3;
  const others = config.queuesPerFunction === 1 ? [0] : [0, 2, 5];

  const scene = async (options = {}) => {
    const dma = await dmaBench(config, { read: bus, write: bus, ...options });
    await dma.start();
    const neighbours = others.map(queue => dma.driver(queue, { bufferOffset: 2, intervalCycles: 20, refill: 4 }));
    for (const neighbour of neighbours) await dma.startDriver(neighbour);
    return { dma, neighbours };
  };

  const mixed = (count: number): QueueFrame[] =>
    Array.from({ length: count }, () => {
      const queues = [...others, target];
      return framesFor(queues[randomBelow(queues.length)]!, [60 + randomBelow(1000)])[0]!;
    });

  const failing: readonly [string, (ring: HandRing) => { first: bigint; last: bigint }][] = [
    ['a buffer', ring => ({ first: ring.good(2).address, last: ring.good(2).address + 15n })],
    [
      'the second page of a buffer',
      ring => ({ first: pageAfter(ring.good(2).address), last: pageAfter(ring.good(2).address) + 15n }),
    ],
    ['the used ring', ring => ({ first: ring.plan.usedRing + 16n, last: ring.plan.usedRing + 4095n })],
    ['the used index', ring => ({ first: ring.plan.usedRing, last: ring.plan.usedRing + 3n })],
  ];
  const pageAfter = (address: bigint): bigint => (address & ~0xfffn) + 0x1000n;

  it.each(failing)('a failing write to %s stops the queue, and nothing false is reported', async (_name, place) => {
    const { dma, neighbours } = await scene();
    const ring = new HandRing(dma, target, { size: 16, bufferBytes: 3000 });
    ring.clear();
    for (let id = 0; id < 16; id++) ring.putGood(id, 3000);
    ring.enable();
    await dma.settled(target);
    ring.publish();
    await dma.bench.run(500);
    const { first, last } = place(ring);
    // The burst that covers the place is answered with an error.
    dma.memory.addRegion({ first: first & ~0xfffn, last: (first & ~0xfffn) + 0xfffn, slaveError: true });
    expect(last).toBeGreaterThan(first);
    const sent = mixed(150).map(frame => ({
      ...frame,
      bytes: frame.queue === target ? frame.bytes.slice(0, 1400) : frame.bytes,
    }));
    dma.send(sent);
    const events = await dma.events(sent.length, 200_000);
    expect(await dma.stopped(target)).toMatchObject({ error: 'bus', enabled: false, busy: false });
    const mine = sent.filter(frame => frame.queue === target).length;
    const stopped = events.filter(event => event.name === 'queue_stopped').length;
    const delivered = events.filter(event => event.name === 'delivered').length;
    expect(stopped + delivered).toBe(sent.length);
    expect(stopped).toBeGreaterThan(0);
    // What is reported as used is at most what counts as delivered.
    expect(await ring.usedIndex()).toBeLessThanOrEqual(mine - stopped);
    // The status tells what memory holds, failed frames or not.
    expect((await dma.status(target)).usedIndex).toBe(await ring.usedIndex());
    await expectFrames(dma, neighbours, sent);

    // Once the host is in order, the queue can be started again.
    dma.memory.addRegion({ ...windowOf(1), owner: 1 });
    ring.clear();
    for (let id = 0; id < 4; id++) ring.putGood(id, 3000);
    ring.enable();
    expect(await dma.settled(target)).toMatchObject({ error: 'none', enabled: true });
    ring.publish();
    dma.send(framesFor(target, [60, 61, 62]));
    expect((await dma.events(3)).map(event => event.name)).toEqual(['delivered', 'delivered', 'delivered']);
    await dma.bench.run(500);
    expect(await ring.usedIndex()).toBe(3);
  });

  it('a disabled queue leaves its memory alone once it is no longer busy', async () => {
    const { dma, neighbours } = await scene({ log: true });
    for (let turn = 0; turn < 12; turn++) {
      const ring = new HandRing(dma, target, { size: 16, place: 0x2000_0000n + BigInt(turn) * 0x10_0000n });
      ring.clear();
      for (let id = 0; id < 16; id++) ring.putGood(id);
      ring.enable();
      await dma.settled(target);
      ring.publish();
      const sent = mixed(60);
      dma.send(sent);
      await dma.bench.run(60 + 37 * turn);
      dma.setRegister(target, 'control', 0);
      expect(await dma.settled(target)).toMatchObject({ enabled: false, error: 'none' });
      await dma.memory.takeLog();
      const used = await ring.usedIndex();
      const events = await dma.events(sent.length, 100_000);
      await dma.bench.run(500);
      const { first, last } = { first: ring.plan.descriptorTable, last: ring.plan.end };
      const touched = (await dma.memory.takeLog()).filter(access => access.address >= first && access.address < last);
      expect(touched).toEqual([]);
      expect(await ring.usedIndex()).toBe(used);
      // Whatever was accepted has been reported before: used elements and delivered frames agree.
      const slot = Math.floor(target / config.queuesPerFunction);
      const delivered = events.filter(event => event.name === 'delivered').length;
      const neighbourFrames = sent.filter(frame => frame.queue !== target).length;
      expect(delivered - neighbourFrames).toBe(used);
      const stopped = events.filter(event => event.name === 'queue_stopped');
      expect(stopped.every(event => event.slot === slot)).toBe(true);
      expect(delivered + stopped.length).toBe(sent.length);
      await expectFrames(dma, neighbours, sent);
    }
  });

  it('a stopped queue begins no further reads', async () => {
    const dma = await dmaBench(config, { read: { latencyCycles: 100, maxOutstanding: 1 }, log: true });
    await dma.start();
    const ring = new HandRing(dma, target);
    ring.clear();
    for (let id = 0; id < 16; id++) ring.putGood(id);
    ring.enable();
    await dma.settled(target);
    ring.publish();
    // Index, ring words and the first descriptors have been read; the others wait for the bus.
    await dma.bench.run(700);
    expect((await dma.memory.takeLog()).length).toBeGreaterThan(3);
    dma.setRegister(target, 'control', 0);
    await dma.settled(target);
    // One on the bus, one before it, one in the arbiter, three in the guard.
    expect((await dma.memory.takeLog()).length).toBeLessThanOrEqual(6);
  });

  it('a queue starts again from index 0, as often as it is told to', async () => {
    const { dma, neighbours } = await scene();
    for (let turn = 0; turn < 10; turn++) {
      const ring = new HandRing(dma, target, { size: 8 });
      ring.clear();
      ring.enable();
      await dma.settled(target);
      // Some turns end by an error, some by the register, with descriptors fetched and under way.
      for (let id = 0; id < 8; id++) ring.putGood(id);
      if (turn % 2 === 1) ring.setDescriptor(5, { ...ring.good(5), flags: 0 });
      ring.publish();
      await dma.bench.run(turn * 25);
      const early = framesFor(target, [60, 61, 62]);
      dma.send([...framesFor(others[0]!, [100]), ...early]);
      const events = await dma.events(4, 50_000);
      expect(events.filter(event => event.name === 'delivered').length).toBeGreaterThan(0);
      dma.setRegister(target, 'control', 0);
      const { error } = await dma.settled(target);
      expect(error).toBe(turn % 2 === 1 ? 'descriptor_flags' : 'none');
    }
    const driver = dma.driver(target, {
      base: windowOf(Math.floor(target / config.queuesPerFunction)).first + 0x4000_0000n,
    });
    await dma.startDriver(driver);
    const sent = mixed(200);
    dma.send(sent);
    await dma.events(sent.length, 200_000);
    await expectFrames(dma, [driver], sent);
    expect((await dma.status(target)).usedIndex).toBe(sent.filter(frame => frame.queue === target).length);
    for (const neighbour of neighbours) await neighbour.frames();
  });

  it('a start right after a stop waits until the earlier run has ended', async () => {
    const slow = { latencyCycles: 200, jitterCycles: 60, maxOutstanding: 64, outOfOrder: true };
    const { dma, neighbours } = await scene({ read: slow, write: slow });
    let ring = new HandRing(dma, target, { size: 64 });
    const begin = (): void => {
      ring.clear();
      // Numbers tell the runs apart: each begins with another one.
      for (let i = 0; i < 64; i++) ring.putGood((i * 5 + turn) % 64);
      ring.enable();
      ring.publish();
    };
    let turn = 0;
    begin();
    for (turn = 1; turn < 16; turn++) {
      const early = mixed(30);
      dma.send(early);
      await dma.bench.run(150 + 91 * turn);
      ring = new HandRing(dma, target, { size: 64, place: 0x2000_0000n + BigInt(turn) * 0x10_0000n });
      dma.setRegister(target, 'control', 0);
      begin();
      await dma.events(early.length, 100_000);
      expect(await dma.settled(target)).toMatchObject({ error: 'none', enabled: true });
      await dma.bench.run(1000);
      const before = await ring.usedIndex();
      dma.send(framesFor(target, [600 + turn, 700]));
      const events = await dma.events(2, 100_000);
      expect(events.map(event => event.name)).toEqual(['delivered', 'delivered']);
      await dma.bench.run(1000);
      expect(await ring.usedIndex()).toBe(before + 2);
      for (let n = 0; n < before + 2; n++) expect((await ring.used(n)).id).toBe((n * 5 + turn) % 64);
      expect((await ring.used(before)).length).toBe(612 + turn);
      await expectFrames(dma, neighbours, early);
    }
  });

  it('a start right after a stop waits for reads alone, too', async () => {
    const { dma } = await scene({ read: { latencyCycles: 200, jitterCycles: 60, maxOutstanding: 64 } });
    let turn = 0;
    const begin = (): HandRing => {
      const ring = new HandRing(dma, target, { size: 64, place: 0x2000_0000n + BigInt(turn) * 0x10_0000n });
      ring.clear();
      for (let i = 0; i < 64; i++) ring.putGood((i * 5 + turn) % 64);
      ring.enable();
      ring.publish();
      return ring;
    };
    for (turn = 0; turn < 30; turn++) {
      begin();
      await dma.settled(target);
      // Index, ring words and descriptors are under way in their turn.
      await dma.bench.run(20 * turn);
      dma.setRegister(target, 'control', 0);
      turn++;
      const ring = begin();
      expect(await dma.settled(target)).toMatchObject({ error: 'none', enabled: true });
      await dma.bench.run(1000);
      dma.send(
        framesFor(
          target,
          Array.from({ length: 20 }, () => 60),
        ),
      );
      const events = await dma.events(20);
      expect(events.every(event => event.name === 'delivered')).toBe(true);
      await dma.bench.run(500);
      expect(await ring.usedIndex()).toBe(20);
      for (let n = 0; n < 20; n++) expect((await ring.used(n)).id).toBe((n * 5 + turn) % 64);
      dma.setRegister(target, 'control', 0);
      await dma.settled(target);
    }
  });

  it('buffers that were posted before the start are found without a doorbell', async () => {
    const { dma } = await scene();
    const ring = new HandRing(dma, target);
    ring.clear();
    ring.putGood(3);
    ring.publish({ ring: false });
    ring.enable();
    await dma.settled(target);
    dma.send(framesFor(target, [77]));
    expect((await dma.events(1)).map(({ name, bytes }) => [name, bytes])).toEqual([['delivered', 77]]);
  });

  it('a buffer that a frame does not fit goes back with length 0, and the next frame gets the next one', async () => {
    const { dma, neighbours } = await scene();
    const ring = new HandRing(dma, target, { size: 8 });
    ring.clear();
    // Shorter than header and frame by one byte, exactly as long, far too short, long enough.
    const lengths = [100, 101, 72, 2000, 1500, 73];
    for (const [id, length] of lengths.entries()) ring.putGood(id, length);
    ring.enable();
    await dma.settled(target);
    ring.publish();
    await dma.memory.written().then(ranges => expect(ranges).toEqual([]));
    const frames = framesFor(target, [89, 89, 1514, 1514, 1514, 61]);
    const mixedIn = framesFor(others[0]!, [300, 301]);
    dma.send([...frames.slice(0, 3), mixedIn[0]!, ...frames.slice(3), mixedIn[1]!]);
    const events = await dma.events(8);
    const slot = Math.floor(target / config.queuesPerFunction);
    const mine = events.filter(event => event.slot === slot).map(({ name, bytes }) => `${name} ${bytes}`);
    expect(mine.sort()).toEqual(
      [
        'buffer_too_small 1514',
        'buffer_too_small 1514',
        'buffer_too_small 89',
        'delivered 1514',
        'delivered 61',
        'delivered 89',
      ].sort(),
    );
    await dma.bench.run(600);
    expect(await ring.usedIndex()).toBe(6);
    const used = await Promise.all(lengths.map((_, n) => ring.used(n)));
    expect(used).toEqual([0, 101, 0, 1526, 0, 73].map((length, id) => ({ id, length })));
    // Nothing was written to a buffer that went back.
    for (const id of [0, 2, 4]) {
      const { address, length } = ring.good(id, lengths[id]!);
      const touched = (await dma.memory.written()).filter(
        range => range.address < address + BigInt(length) && range.address + BigInt(range.bytes) > address,
      );
      expect(touched).toEqual([]);
    }
    expect(await dma.status(target)).toMatchObject({ enabled: true, error: 'none', usedIndex: 6 });
    await expectFrames(dma, neighbours, mixedIn);
  });

  it.each([0, 1, 11, 12, 13, 40, 71])('a buffer of %i bytes, which no frame fits, costs one frame', async length => {
    const { dma, neighbours } = await scene();
    const ring = new HandRing(dma, target, { size: 8 });
    ring.clear();
    ring.putGood(5);
    ring.setDescriptor(3, { ...ring.good(3), length });
    ring.put(3);
    ring.putGood(1);
    ring.enable();
    await dma.settled(target);
    ring.publish();
    const sent = [...framesFor(target, [60, 60, 60]), ...framesFor(others[0]!, [62])];
    dma.send(sent);
    expect((await dma.events(4)).map(event => event.name).sort()).toEqual([
      'buffer_too_small',
      'delivered',
      'delivered',
      'delivered',
    ]);
    await dma.bench.run(600);
    expect(await ring.usedIndex()).toBe(3);
    expect(await Promise.all([0, 1, 2].map(n => ring.used(n)))).toEqual([
      { id: 5, length: 72 },
      { id: 3, length: 0 },
      { id: 1, length: 72 },
    ]);
    expect(await dma.status(target)).toMatchObject({ enabled: true, error: 'none' });
    await expectFrames(dma, neighbours, sent);
  });

  it('frames for which there are no buffers wait, then end with their queue, and hold up nobody', async () => {
    const { dma, neighbours } = await scene();
    const ring = new HandRing(dma, target, { size: 4 });
    ring.clear();
    ring.putGood(0);
    ring.enable();
    await dma.settled(target);
    ring.publish();
    await dma.bench.run(500);
    const sent = [...framesFor(target, [60, 70, 80]), ...framesFor(others[0]!, [90])];
    dma.send(sent);
    const named = (events: readonly { name: string; bytes: number }[]) =>
      events.map(({ name, bytes }) => `${name} ${bytes}`).sort();
    expect(named(await dma.events(2))).toEqual(['delivered 60', 'delivered 90']);
    await dma.bench.run(3000);
    expect(await dma.moreEvents()).toEqual([]);
    dma.setRegister(target, 'control', 0);
    await dma.settled(target);
    expect(named(await dma.events(2))).toEqual(['queue_stopped 70', 'queue_stopped 80']);
    await expectFrames(dma, neighbours, sent);
  });
});
