// SPDX-License-Identifier: Apache-2.0
/**
 * The guards at work: a window that shrinks under a running queue makes accesses wrong that were right when they were
 * checked. None reaches the bus, each is told, and the queue stops with a reason, gets to idle and can be started again.
 */
import { describe, expect, it } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { type DmaBench, dmaBench, expectFrames, framesFor, type Window, windowOf } from './dma-bench.ts';
import { HandRing } from './hand-ring.ts';

const tiny = configs.tiny;
const tenGig = configs['10g'];

/** Which part of a queue lies outside after the change, and what happens then. */
interface Loss {
  readonly name: string;
  readonly side: 'reads' | 'writes';
  window(ring: HandRing, whole: Window): Window;
  act(dma: DmaBench, ring: HandRing): void;
}

const send = (dma: DmaBench, ring: HandRing): void => dma.send(framesFor(ring.queue, [700, 60, 61]));
const post = (_dma: DmaBench, ring: HandRing): void => {
  ring.putGood(1);
  ring.publish();
};

const losses: readonly Loss[] = [
  {
    name: 'the buffers',
    side: 'writes',
    window: (ring, { first }) => ({ first, last: ring.plan.buffers - 1n }),
    act: send,
  },
  {
    name: 'the end of the first buffer',
    side: 'writes',
    window: (ring, { first }) => ({ first, last: ring.good(0).address + 300n }),
    act: send,
  },
  {
    name: 'all but the last byte of the first frame',
    side: 'writes',
    window: (ring, { first }) => ({ first, last: ring.good(0).address + 710n }),
    act: send,
  },
  {
    name: 'the used ring',
    side: 'writes',
    window: (ring, { last }) => ({ first: ring.plan.buffers, last }),
    act: send,
  },
  {
    name: 'the avail ring',
    side: 'reads',
    window: (ring, { last }) => ({ first: ring.plan.usedRing, last }),
    act: post,
  },
  {
    name: 'the descriptor table',
    side: 'reads',
    window: (ring, { last }) => ({ first: ring.plan.availRing & ~15n, last }),
    act: post,
  },
];

describe.each([tiny, tenGig])('in the DMA of $name', config => {
  const target = config.queuesPerFunction === 1 ? 1 : 6;
  const fn = Math.floor(target / config.queuesPerFunction);

  it.each(losses)('a queue that loses $name stops with the reason and touches nothing outside', async loss => {
    const dma = await dmaBench(config, { write: { latencyCycles: 30 }, log: true, seed: 21 });
    await dma.start();
    const neighbour = dma.driver(0, { intervalCycles: 20, refill: 4 });
    await dma.startDriver(neighbour);
    const ring = new HandRing(dma, target, { size: 16 });
    ring.clear({ noInterrupt: true });
    for (let id = 0; id < 4; id++) ring.putGood(id);
    ring.enable();
    await dma.settled(target);
    ring.publish();
    await dma.bench.run(600);

    const windows = Array.from({ length: config.functions }, (_, one) => windowOf(one));
    const small = loss.window(ring, windowOf(fn));
    await dma.setWindows(windows.with(fn, small));
    await dma.memory.takeLog();
    loss.act(dma, ring);
    const toNeighbour = framesFor(0, [200, 201, 202]);
    dma.send(toNeighbour);
    await dma.bench.run(2500);
    expect(await dma.settled(target)).toMatchObject({ error: 'refused', enabled: false, busy: false });
    expect(await dma.isStuck(target)).toBe(false);
    const outside = (await dma.memory.takeLog()).filter(
      access => access.function === fn && (access.address < small.first || access.address > small.last),
    );
    expect(outside).toEqual([]);
    const written = (await dma.memory.written()).filter(({ address, bytes }) => {
      const owned = address >= windowOf(fn).first && address <= windowOf(fn).last;
      return owned && (address < small.first || address + BigInt(bytes) - 1n > small.last);
    });
    expect(written).toEqual([]);
    const told = { reads: await dma.refused.reads.received(), writes: await dma.refused.writes.received() };
    expect(told[loss.side].length).toBeGreaterThan(0);
    expect(told[loss.side].every(({ transfer }) => Number(transfer.function) === fn)).toBe(true);
    expect(told[loss.side === 'reads' ? 'writes' : 'reads']).toEqual([]);
    // Whatever memory shows as used is in memory.
    expect((await dma.status(target)).usedIndex).toBe(await ring.usedIndex());
    await dma.moreEvents();
    await expectFrames(dma, [neighbour], toNeighbour);

    await dma.setWindows(windows);
    ring.clear();
    for (let id = 0; id < 4; id++) ring.putGood(id);
    ring.publish({ ring: false });
    ring.enable();
    await dma.settled(target);
    dma.send(framesFor(target, [500]));
    expect((await dma.events(1)).map(event => event.name)).toEqual(['delivered']);
  });
});
