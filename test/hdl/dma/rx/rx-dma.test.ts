// SPDX-License-Identifier: Apache-2.0
/** Receive DMA as a whole: frames into the rings of drivers, byte for byte, at speed and under every pressure. */
import { describe, expect, it } from 'vitest';
import { configs, queueCount } from '../../../../hdl/spec/configs.ts';
import type { GuestDriver, GuestDriverOptions } from '../../../../sim/guest-driver.ts';
import { randomBelow } from '../bytes.ts';
import { type DmaBench, dmaBench, expectFrames, framesFor, type QueueFrame } from '../dma-bench.ts';

const tiny = configs.tiny;
const tenGig = configs['10g'];

const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** Frames of random length for random queues. */
const mixture = (count: number, queues: readonly number[], longest: number): QueueFrame[] =>
  times(count, () => framesFor(queues[randomBelow(queues.length)]!, [60 + randomBelow(longest - 59)])[0]!);

const startDrivers = async (
  dma: DmaBench,
  queues: readonly number[],
  options: (queue: number) => Partial<GuestDriverOptions>,
): Promise<GuestDriver[]> => {
  const drivers = queues.map(queue => dma.driver(queue, options(queue)));
  for (const driver of drivers) await dma.startDriver(driver);
  return drivers;
};

const deliveredOf = (dma: DmaBench, sent: readonly QueueFrame[]) =>
  sent.map(({ queue, bytes }) => ({
    slot: Math.floor(queue / dma.config.queuesPerFunction),
    name: 'delivered',
    bytes: bytes.length,
  }));

const sorted = (events: readonly object[]): string[] => events.map(event => JSON.stringify(event)).sort();

describe.each([tiny, tenGig])('the receive DMA of $name', config => {
  const allQueues = times(queueCount(config), queue => queue);
  const pressures = [
    { name: 'a quick host', bus: { latencyCycles: 1, maxOutstanding: 128 } },
    { name: 'a slow host', bus: { latencyCycles: 200, jitterCycles: 100, maxOutstanding: 128 } },
    { name: 'a host of one access at a time', bus: { latencyCycles: 3, maxOutstanding: 1 } },
    {
      name: 'a host that stalls and reorders',
      bus: { latencyCycles: 10, jitterCycles: 60, outOfOrder: true, stall: 0.4, idle: 0.4 },
    },
  ];

  it.each(pressures)('delivers a mixture to all queues with $name', async ({ bus }) => {
    const dma = await dmaBench(config, {
      read: bus,
      write: bus,
      frameIdle: 0.1,
      eventStall: 0.3,
      interruptStall: 0.5,
      seed: bus.latencyCycles,
    });
    await dma.start();
    const drivers = await startDrivers(dma, allQueues, queue => ({
      placement: queue % 2 === 0 ? 'tight' : 'page',
      bufferOffsetJitter: 40,
      size: [64, 8, 256, 32][queue % 4]!,
      bufferBytes: 12 + 1514,
      wake: (['poll', 'interrupt', 'adaptive'] as const)[queue % 3]!,
      refill: 1 + (queue % 5),
    }));
    const sent = mixture(400, allQueues, 1514);
    dma.send(sent);
    const events = await dma.events(sent.length, 400_000);
    expect(sorted(events)).toEqual(sorted(deliveredOf(dma, sent)));
    await expectFrames(dma, drivers, sent);
    await dma.expectNoStrayWrites(drivers);
    expect(await dma.moreEvents()).toEqual([]);
    for (const driver of drivers)
      expect(await dma.status(driver.queue)).toMatchObject({ error: 'none', enabled: true });
  });

  it('writes frames of every alignment and of the longest size across pages', async () => {
    const dma = await dmaBench(config, { read: { maxOutstanding: 64 }, write: { maxOutstanding: 64 } });
    await dma.start();
    const longest = config.maxFrameBytes;
    const drivers = await startDrivers(dma, allQueues.slice(0, 2), queue => ({
      size: 32,
      placement: 'tight',
      bufferBytes: 12 + longest,
      bufferOffset: queue,
      bufferOffsetJitter: 4096,
    }));
    const sent = times(160, i => framesFor(i % 2, [[longest, 60, longest - randomBelow(64), 1500][i % 4]!])[0]!);
    dma.send(sent);
    await dma.events(sent.length, 600_000);
    await expectFrames(dma, drivers, sent);
    await dma.expectNoStrayWrites(drivers);
  });
});

it('the receive DMA goes on past 65,536 buffers of a queue', { timeout: 400_000 }, async () => {
  const dma = await dmaBench(tiny, {
    read: { latencyCycles: 4, maxOutstanding: 64 },
    write: { latencyCycles: 4, maxOutstanding: 64 },
  });
  await dma.start();
  const driver = dma.driver(1, { size: 8, bufferBytes: 80, intervalCycles: 4, refill: 1, bufferOffset: 2 });
  await dma.startDriver(driver);
  for (let done = 0; done < 66_000; done += 2000) {
    const sent = framesFor(
      1,
      times(2000, i => 60 + (i % 9)),
    );
    dma.send(sent);
    await dma.events(sent.length, 2_000_000);
    await expectFrames(dma, [driver], sent);
  }
  expect((await dma.status(1)).usedIndex).toBe(66_000 - 65_536);
});

describe.each([256, 512])('the receive DMA on a host bus of %i bits', hostDataBits => {
  it('delivers a mixture', async () => {
    const config = { ...tenGig, name: `host${hostDataBits}`, hostDataBits };
    const bus = { latencyCycles: 20, jitterCycles: 40, outOfOrder: true, stall: 0.3, idle: 0.3, maxOutstanding: 64 };
    const dma = await dmaBench(config, { read: bus, write: bus, frameIdle: 0.1 });
    await dma.start();
    const drivers = await startDrivers(dma, [0, 1, 6, 15], queue => ({
      placement: queue % 2 === 0 ? 'tight' : 'page',
      bufferOffsetJitter: 130,
      size: 16,
      bufferBytes: 12 + 1514,
      wake: 'adaptive',
      refill: 2,
    }));
    const sent = mixture(400, [0, 1, 6, 15], 1514);
    dma.send(sent);
    expect(sorted(await dma.events(sent.length, 400_000))).toEqual(sorted(deliveredOf(dma, sent)));
    await expectFrames(dma, drivers, sent);
    await dma.expectNoStrayWrites(drivers);
  });
});

describe('the rate of the receive DMA of 10g', () => {
  /** Clocks a frame takes at 10 Gbit/s: preamble, FCS and gap are 24 bytes. */
  const wireClocks = (bytes: number): number => ((bytes + 24) * 8) / (tenGig.lineRateBps / tenGig.clockHz);

  it.each([
    { bytes: 60, bufferOffset: 2, queues: 4 },
    { bytes: 60, bufferOffset: 0, queues: 4 },
    { bytes: 61, bufferOffset: 13, queues: 4 },
    { bytes: 60, bufferOffset: 2, queues: 1 },
    { bytes: 124, bufferOffset: 2, queues: 4 },
    { bytes: 1514, bufferOffset: 2, queues: 2 },
  ])(
    'is that of the wire with $bytes bytes at offset $bufferOffset in $queues queues',
    async ({ bytes, bufferOffset, queues }) => {
      const dma = await dmaBench(tenGig, {
        read: { latencyCycles: 125, maxOutstanding: 128 },
        write: { latencyCycles: 32, maxOutstanding: 128 },
      });
      await dma.start();
      const list = times(queues, i => i * 3);
      const drivers = await startDrivers(dma, list, () => ({
        size: queues === 1 ? 1024 : 256,
        bufferBytes: bytes + 12,
        bufferOffset,
        intervalCycles: 64,
        record: false,
      }));
      await dma.bench.run(3000);
      const count = 2000;
      dma.send(times(count, i => framesFor(list[i % queues]!, [bytes])[0]!));
      await dma.events(count, 400_000);
      const cycles = await dma.frameCycles();
      const clocks = (cycles.at(-1)! - cycles[0]!) / (count - 1);
      expect(clocks).toBeLessThanOrEqual(wireClocks(bytes));
      await dma.bench.run(2000);
      const received = await Promise.all(drivers.map(driver => driver.statistics()));
      expect(received.reduce((sum, one) => sum + one.frames, 0)).toBe(count);
    },
  );
});
