// SPDX-License-Identifier: Apache-2.0
/**
 * What still comes of frames of a function when it is at a limit: packet buffer, scheduler and receive DMA hold frames that were
 * chosen before. The assembled machine gives no more bursts and used elements than `mover-sizes.ts` keeps room for, whatever the
 * buffers are like, and other functions go on.
 */
import { describe, expect, it } from 'vitest';
import { type Config, configs } from '../../../../hdl/spec/configs.ts';
import {
  frameBurstsPerFunction,
  laterBursts,
  laterElements,
  maxBuffersPerFrame,
  maxSegmentsPerFrame,
  waitingElementsPerFunction,
} from '../../../../hdl/spec/virtio/mover-sizes.ts';
import type { GuestDriver, GuestDriverOptions } from '../../../../sim/guest-driver.ts';
import { featuresOf } from '../../../../sim/queue-habits.ts';
import { pokeWrites } from '../../../support/poke-writes.ts';
import { type DmaBench, dmaBench, expectFrames, framesFor } from '../dma-bench.ts';

const [attacker, victim] = [0, 1];
const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** A bench that drops frames at the door of the packet buffer as the machine does, drivers of all queues of the attacker, and one of a victim. */
const open = async (config: Config, habits: Partial<GuestDriverOptions>) => {
  const write = { maxOutstanding: 8192, outOfOrder: true };
  const dma = await dmaBench(config, { read: { maxOutstanding: 256, outOfOrder: true }, write });
  await dma.start();
  await dma.bench.poke('limit_cells', config.bufferCells * 16);
  await dma.bench.poke('limit_frames', config.bufferCells);
  const quota = Math.floor(config.bufferCells / 4);
  await pokeWrites(
    dma.bench,
    'quota_write',
    times(config.functions, fn => ({ function: fn, cells: quota })),
  );
  const start = async (queue: number, options: Partial<GuestDriverOptions>): Promise<GuestDriver> => {
    const driver = dma.driver(queue, options);
    driver.start();
    dma.enable(driver.queue, { ...driver.plan, features: featuresOf(options) });
    await dma.settled(driver.queue);
    driver.postBuffers();
    return driver;
  };
  const bad: GuestDriver[] = [];
  for (let queue = 0; queue < config.queuesPerFunction; queue++) bad.push(await start(queue, habits));
  return { dma, bad, good: await start(config.queuesPerFunction * victim, {}) };
};

/** A limit, what a frame adds to what it counts, and how much more may come of a function that has reached it. */
interface Promised {
  readonly limit: number;
  readonly each: number;
  readonly later: number;
}

/**
 * Sends frames of 73 bytes to the attacker, whose writes are not answered: as many as keep it below the limit, and when all is at rest, so
 * that its buffers are there, many more at once, while the bus takes no write, so that they are as far as they come. Gives
 * its bursts under way in the end.
 */
const fill = async (dma: DmaBench, queues: number, { limit, each }: Promised): Promise<number> => {
  const writes = dma.bus.write.write!;
  const send = (count: number): void => dma.send(times(count, i => framesFor(i % queues, [73])).flat());
  writes.withhold(attacker);
  send(Math.ceil(limit / each) - 1);
  await dma.bench.run(8000);
  writes.hold('address');
  send(100);
  await dma.bench.run(4000);
  writes.hold('address', false);
  await dma.bench.run(8000);
  return (await writes.activity()).underWay;
};

const elements = (config: Config): Promised => ({
  ...{ limit: waitingElementsPerFunction(config), each: maxBuffersPerFrame, later: laterElements },
});
const bursts = (config: Config): Promised => ({
  ...{ limit: frameBurstsPerFunction(config), each: 2 * maxSegmentsPerFrame, later: laterBursts(config) },
});

/** Every byte of a frame of 73 and its header in buffers of 5: 17 of them, and a burst for each. */
const merged: Partial<GuestDriverOptions> = { size: 1024, shuffle: false, bufferBytes: 5, mergeable: true };
/** 32 pieces, each across an edge of a page: 64 bursts. */
const acrossPages: Partial<GuestDriverOptions> = {
  ...{ shuffle: false, format: 'packed', indirect: true, pieces: 32, pieceBytes: 2, pieceGap: 4094 },
  ...{ bufferOffset: 4095, bufferBytes: 4161 },
};

describe.each([configs['10g'], configs['25g']])('of a function of $name whose writes are not answered', config => {
  it.each([
    ['17 merged buffers', merged, elements(config)],
    ['17 merged buffers in packed rings', { ...merged, format: 'packed' as const }, elements(config)],
    ['32 pieces across pages', acrossPages, bursts(config)],
  ])('no more comes than there is room for, of frames of %s', { timeout: 300_000 }, async (_, habits, promised) => {
    const { dma, bad, good } = await open(config, habits);
    const underWay = await fill(dma, bad.length, promised);
    // More than a frame is on its way when the limit is reached, if the lines of its descriptor cache let the function get there.
    expect(underWay).toBeGreaterThan(Math.min(promised.limit + promised.each, 700));
    expect(underWay).toBeLessThanOrEqual(promised.limit + promised.later);
    const sent = times(10, () => framesFor(good.queue, [60, 300, 1514, 64])).flat();
    for (let i = 0; i < sent.length; i += 4) {
      dma.send(sent.slice(i, i + 4));
      await dma.bench.run(2000);
    }
    expect((await good.statistics()).frames).toBe(sent.length);
    await expectFrames(dma, [good], sent);
  });
});
