// SPDX-License-Identifier: Apache-2.0
/** Interrupts: who gets them, when, and that the flags are obeyed as they stand once the used index is visible. */
import { describe, expect, it } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { moderation } from '../../../hdl/spec/registers/virtqueue-registers.ts';
import { usedRing } from '../../../hdl/spec/virtio/virtqueue.ts';
import type { WakeMode } from '../../../sim/guest-driver.ts';
import { type DmaBench, dmaBench, expectFrames, framesFor } from '../dma/dma-bench.ts';
import { HandRing } from '../dma/hand-ring.ts';

const tiny = configs.tiny;
const tenGig = configs['10g'];

/** A queue with eight good buffers that the device knows of. */
const readyRing = async (
  dma: DmaBench,
  queue: number,
  options: { availOffset?: bigint; noInterrupt?: boolean } = {},
) => {
  const ring = new HandRing(dma, queue, { size: 8 });
  Object.assign(ring, { plan: { ...ring.plan, availRing: ring.plan.availRing + (options.availOffset ?? 0n) } });
  ring.clear({ noInterrupt: options.noInterrupt ?? false });
  for (let id = 0; id < 8; id++) ring.putGood(id);
  ring.enable();
  await dma.settled(queue);
  ring.publish();
  await dma.bench.run(400);
  return ring;
};

const sendOne = async (dma: DmaBench, queue: number): Promise<void> => {
  dma.send(framesFor(queue, [60]));
  await dma.events(1);
  await dma.bench.run(400);
};

describe.each([tiny, tenGig])('in the DMA of $name', config => {
  const queue = config.queuesPerFunction === 1 ? 1 : 3;
  const bus = { latencyCycles: 25, jitterCycles: 20, outOfOrder: true };
  const open = async (options = {}) => {
    const dma = await dmaBench(config, { read: bus, write: bus, log: true, ...options });
    await dma.start();
    return dma;
  };

  it('an interrupt follows the used index and a look at the flags after it', async () => {
    const dma = await open({ interruptStall: 0.5 });
    const ring = await readyRing(dma, queue);
    await dma.memory.takeLog();
    await sendOne(dma, queue);
    const log = await dma.memory.takeLog();
    const published = log.find(
      access => access.writing && access.address === ring.plan.usedRing + BigInt(usedRing.idx),
    )!;
    const looked = log.find(access => !access.writing && access.cycle > published.cycle)!;
    expect(looked.address).toBe(ring.plan.availRing & ~15n);
    const messages = await dma.interrupts.take();
    expect(messages).toEqual([{ cycle: expect.any(Number), function: 1, vector: 0x100 + queue }]);
    expect(messages[0]!.cycle).toBeGreaterThan(looked.cycle);
  });

  it('the writes of a frame reach memory in order: data, element, index', async () => {
    const dma = await open({ write: { latencyCycles: 5, jitterCycles: 100, outOfOrder: true } });
    const ring = await readyRing(dma, queue);
    await dma.memory.takeLog();
    await sendOne(dma, queue);
    const writes = (await dma.memory.takeLog()).filter(access => access.writing);
    expect(writes.map(({ address }) => address)).toEqual([
      ring.good(0).address,
      ring.plan.usedRing + BigInt(usedRing.ring),
      ring.plan.usedRing + BigInt(usedRing.idx),
    ]);
    // Nothing is begun before the answer to what it depends on: 5 cycles are the least that an answer takes.
    for (const [i, access] of writes.slice(1).entries()) expect(access.cycle - writes[i]!.cycle).toBeGreaterThan(5);
  });

  it('none comes while the flags forbid it, whatever they were when the device read them last', async () => {
    const dma = await open();
    const ring = await readyRing(dma, queue);
    ring.setFlags(1);
    await sendOne(dma, queue);
    await sendOne(dma, queue);
    expect(await dma.interrupts.take()).toEqual([]);
    expect(await ring.usedIndex()).toBe(2);
    ring.setFlags(0);
    await sendOne(dma, queue);
    expect(await dma.interrupts.take()).toHaveLength(1);
    // Bits that mean nothing do not forbid.
    ring.setFlags(0xfffe);
    await sendOne(dma, queue);
    expect(await dma.interrupts.take()).toHaveLength(1);
  });

  it.each([0n, 2n, 8n, 10n, 12n, 14n, 4094n - 8n, 4094n])(
    'flags and index are found %i bytes into a page',
    async availOffset => {
      const dma = await open();
      const ring = await readyRing(dma, queue, { availOffset, noInterrupt: true });
      await sendOne(dma, queue);
      expect(await dma.interrupts.take()).toEqual([]);
      ring.setFlags(0);
      for (let i = 1; i < 8; i++) {
        await sendOne(dma, queue);
        expect(await dma.interrupts.take()).toHaveLength(1);
      }
      expect(await ring.usedIndex()).toBe(8);
      // A second round through the ring.
      for (let id = 0; id < 8; id++) ring.putGood(7 - id);
      ring.publish();
      await sendOne(dma, queue);
      expect(await ring.used(8)).toEqual({ id: 7, length: 72 });
    },
  );

  describe('moderated', () => {
    const tick = moderation.tickClocks;
    const moderated = async (elements: number, ticks: number) => {
      const dma = await open();
      const ring = await readyRing(dma, queue);
      dma.setRegister(queue, 'moderation', elements | (ticks << 16));
      await dma.bench.run(100);
      return { dma, ring };
    };

    it('one comes for so many elements, which are in the used ring at once', async () => {
      const { dma, ring } = await moderated(3, 1000);
      for (let sent = 1; sent <= 6; sent++) {
        await sendOne(dma, queue);
        expect(await ring.usedIndex()).toBe(sent);
        expect(await dma.interrupts.take()).toHaveLength(sent % 3 === 0 ? 1 : 0);
      }
    });

    it('one comes after the time from the first of them, and none later', async () => {
      const { dma } = await moderated(0, 50);
      await sendOne(dma, queue);
      const first = dma.bench.cycle;
      await sendOne(dma, queue);
      await dma.bench.run(60 * tick);
      const messages = await dma.interrupts.take();
      expect(messages).toHaveLength(1);
      // The frame was sent up to 400 clocks and a few before, and a time is exact to a tick.
      expect(messages[0]!.cycle - first).toBeGreaterThan(49 * tick - 800);
      expect(messages[0]!.cycle - first).toBeLessThan(51 * tick);
      await dma.bench.run(120 * tick);
      expect(await dma.interrupts.take()).toEqual([]);
    });

    it('a wish that changes while it waits is obeyed', async () => {
      const { dma, ring } = await moderated(0, 30);
      await sendOne(dma, queue);
      ring.setFlags(1);
      await dma.bench.run(40 * tick);
      expect(await dma.interrupts.take()).toEqual([]);
      ring.setFlags(0);
      await sendOne(dma, queue);
      await dma.bench.run(40 * tick);
      expect(await dma.interrupts.take()).toHaveLength(1);
    });

    it('a queue that stops in order sends what waits before it has stopped', async () => {
      const { dma } = await moderated(0, 1000);
      await sendOne(dma, queue);
      expect(await dma.interrupts.take()).toEqual([]);
      dma.setRegister(queue, 'control', 0);
      await dma.bench.run(600);
      expect(await dma.interrupts.take()).toHaveLength(1);
      expect((await dma.status(queue)).busy).toBe(false);
    });

    it.each([
      [0, 5],
      [2, 40],
      [200, 3],
    ])('a driver that sleeps misses no frame with %i elements and %i ticks', async (elements, ticks) => {
      const dma = await open({ log: false, interruptStall: 0.5 });
      const driver = dma.driver(queue, { wake: 'interrupt', size: 8, refill: 1, intervalCycles: 13 });
      await dma.startDriver(driver);
      dma.setRegister(queue, 'moderation', elements | (ticks << 16));
      await dma.bench.run(100);
      const sent = framesFor(
        queue,
        Array.from({ length: 300 }, (_, i) => 60 + (i % 50)),
      );
      dma.send(sent);
      // With eight buffers this ends only if every wake-up comes.
      await dma.events(sent.length, 400_000);
      await dma.bench.run((ticks + 4) * tick + 2000);
      const { frames, interrupts } = await driver.statistics();
      expect(frames).toBe(sent.length);
      expect(interrupts).toBeLessThanOrEqual(300 / (elements || 8) + 300 / 8 + 4);
      await expectFrames(dma, [driver], sent);
    });
  });

  it.each(['interrupt', 'adaptive'] as WakeMode[])('a driver that sleeps until its %s misses no frame', async wake => {
    const dma = await open({ log: false, interruptStall: 0.8 });
    const driver = dma.driver(queue, { wake, size: 4, refill: 1, intervalCycles: 13 });
    await dma.startDriver(driver);
    const sent = framesFor(
      queue,
      Array.from({ length: 400 }, (_, i) => 60 + (i % 50)),
    );
    dma.send(sent);
    // With four buffers this ends only if every wake-up comes.
    await dma.events(sent.length, 400_000);
    await dma.bench.run(1000);
    const { frames } = await driver.statistics();
    expect(frames).toBe(sent.length);
    await expectFrames(dma, [driver], sent);
  });

  it('interrupts that the receiver is slow to take become fewer, never none', async () => {
    const dma = await open({ interruptStall: 0.98, log: false });
    const queues = config.queuesPerFunction === 1 ? [0, 1] : [0, 1, 2, 3];
    const drivers = queues.map(one => dma.driver(one, { wake: 'interrupt', refill: 1, intervalCycles: 3, size: 32 }));
    for (const driver of drivers) await dma.startDriver(driver);
    const sent = Array.from({ length: 600 }, (_, i) => framesFor(queues[i % queues.length]!, [60 + (i % 7)])[0]!);
    dma.send(sent);
    await dma.events(sent.length, 400_000);
    await dma.bench.run(5000);
    const statistics = await Promise.all(drivers.map(driver => driver.statistics()));
    expect(statistics.reduce((sum, one) => sum + one.frames, 0)).toBe(sent.length);
    expect(await dma.interrupts.count()).toBeLessThan(sent.length / 2);
    await expectFrames(dma, drivers, sent);
  });
});
