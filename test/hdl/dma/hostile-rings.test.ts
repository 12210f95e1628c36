// SPDX-License-Identifier: Apache-2.0
/** Hostile rings: every error stops its own queue with its own code, and the neighbours lose nothing. */
import { describe, expect, it } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { descriptorFlags, type QueueErrorName } from '../../../hdl/spec/virtio/virtqueue.ts';
import type { GuestDriver } from '../../../sim/guest-driver.ts';
import { randomBelow } from './bytes.ts';
import { type DmaBench, dmaBench, expectFrames, framesFor, type QueueFrame, windowOf } from './dma-bench.ts';
import { HandRing } from './hand-ring.ts';

const tiny = configs.tiny;
const tenGig = configs['10g'];

interface Attack {
  readonly name: string;
  readonly error: QueueErrorName;
  /** Good buffers before the attack. */
  readonly good: number;
  /** Writes the attack into the rings; the index is published after it. */
  readonly attack: (ring: HandRing, dma: DmaBench) => void | Promise<void>;
}

/** A bad descriptor after the good ones. */
const badDescriptor = (
  name: string,
  error: QueueErrorName,
  change: (ring: HandRing) => Partial<ReturnType<HandRing['good']>>,
  good = 3,
): Attack => ({
  name,
  error,
  good,
  attack: ring => {
    ring.setDescriptor(9, { ...ring.good(9), ...change(ring) });
    ring.put(9);
    ring.putGood(10);
  },
});

const { write, next, indirect } = descriptorFlags;
const window = (ring: HandRing) => windowOf(Math.floor(ring.queue / ring.dma.config.queuesPerFunction));

const attacks: readonly Attack[] = [
  {
    name: 'an avail index one too far',
    error: 'avail_index',
    good: 0,
    attack: ring => {
      for (let i = 0; i < ring.plan.size + 1; i++) ring.put(i % ring.plan.size);
    },
  },
  {
    name: 'an avail index half way round',
    error: 'avail_index',
    good: 0,
    attack: ring => {
      ring.index = 0x8000;
    },
  },
  {
    name: 'an avail index that goes back',
    error: 'avail_index',
    good: 0,
    attack: ring => {
      ring.index = 0xffff;
    },
  },
  {
    name: 'an entry just outside the table',
    error: 'descriptor_index',
    good: 2,
    attack: ring => ring.put(ring.plan.size),
  },
  { name: 'an entry far outside the table', error: 'descriptor_index', good: 5, attack: ring => ring.put(0xffff) },
  badDescriptor('a buffer to be read', 'descriptor_flags', () => ({ flags: 0 })),
  badDescriptor('a chain that leads outside the table', 'descriptor_index', () => ({ flags: write | next })),
  badDescriptor('a chain to itself', 'chain_length', () => ({ flags: write | next, next: 9 })),
  badDescriptor('a chain of which the second piece is to be read', 'descriptor_flags', ring => {
    ring.setDescriptor(11, { ...ring.good(11), flags: 0 });
    return { flags: write | next, next: 11 };
  }),
  badDescriptor('a chain of which the second piece lies outside', 'window', ring => {
    ring.setDescriptor(11, { ...ring.good(11), address: windowOf(0).first });
    return { flags: write | next, next: 11 };
  }),
  badDescriptor('an indirect table', 'indirect_table', () => ({ flags: indirect })),
  badDescriptor('an indirect table to be written', 'indirect_table', () => ({ flags: write | indirect }), 0),
  badDescriptor('a buffer one byte before the window', 'window', ring => ({ address: window(ring).first - 1n })),
  badDescriptor('a buffer one byte past the window', 'window', ring => ({ address: window(ring).last - 2046n })),
  badDescriptor('a buffer of another function', 'window', () => ({ address: windowOf(0).first + 0x5000n }), 0),
  badDescriptor('a buffer around the end of memory', 'window', () => ({
    address: (1n << 64n) - 16n,
    length: 0xffff_ffff,
  })),
  badDescriptor('a buffer at address 0', 'window', () => ({ address: 0n })),
  badDescriptor('a buffer of 4 GiB', 'window', ring => ({ address: window(ring).first + 2n, length: 0xffff_ffff })),
  {
    name: 'an avail index that cannot be read',
    error: 'bus',
    good: 0,
    attack: (ring, dma) => {
      const first = ring.plan.availRing;
      dma.memory.addRegion({ first, last: first + 15n, slaveError: true });
    },
  },
  {
    name: 'an avail ring that cannot be read',
    error: 'bus',
    good: 6,
    attack: async (ring, dma) => {
      // Those before it must have been read, since one read takes all there are.
      ring.publish();
      await dma.bench.run(600);
      const first = ring.plan.availRing + 16n;
      dma.memory.addRegion({ first, last: first + 15n, slaveError: true });
      ring.putGood(6);
    },
  },
  {
    name: 'a descriptor that cannot be read',
    error: 'bus',
    good: 4,
    attack: (ring, dma) => {
      const first = ring.plan.descriptorTable + 16n * 9n;
      dma.memory.addRegion({ first, last: first + 15n, slaveError: true });
      ring.putGood(9);
    },
  },
];

/** Queue under attack: the last of function 1. Its neighbours are all other kinds of queue there are. */
const scene = (config: typeof tiny) =>
  config.queuesPerFunction === 1 ? { attacker: 1, victims: [0] } : { attacker: 3, victims: [0, 2, 9] };

const startVictims = async (dma: DmaBench, queues: readonly number[]): Promise<GuestDriver[]> => {
  const victims = queues.map(queue => dma.driver(queue, { bufferOffset: 2, intervalCycles: 20, refill: 4 }));
  for (const victim of victims) await dma.startDriver(victim);
  return victims;
};

const traffic = (count: number, queues: readonly number[]): QueueFrame[] =>
  Array.from({ length: count }, () => framesFor(queues[randomBelow(queues.length)]!, [60 + randomBelow(200)])[0]!);

const slotOf = (dma: DmaBench, queue: number): number => Math.floor(queue / dma.config.queuesPerFunction);

describe.each([tiny, tenGig])('in the DMA of $name', config => {
  const { attacker, victims: victimQueues } = scene(config);
  const bus = { latencyCycles: 30, jitterCycles: 20, maxOutstanding: 64, outOfOrder: true };

  it.each(attacks)('$name stops its queue alone', async ({ error, good, attack }) => {
    const dma = await dmaBench(config, { read: bus, write: bus });
    await dma.start();
    const victims = await startVictims(dma, victimQueues);
    const ring = new HandRing(dma, attacker);
    ring.clear();
    for (let id = 0; id < good; id++) ring.putGood(id);
    ring.enable();
    await dma.settled(attacker);
    expect(await dma.status(attacker)).toMatchObject({ enabled: true, error: 'none' });
    await dma.changes.received();

    // The attack falls into the middle of the neighbours' traffic.
    const before = traffic(60, victimQueues);
    dma.send(before);
    await dma.bench.run(100);
    await attack(ring, dma);
    ring.publish();
    await dma.events(before.length);
    expect(await dma.stopped(attacker)).toMatchObject({ error, enabled: false, busy: false });
    expect((await dma.ends(attacker)).length).toBeGreaterThan(0);

    const after = traffic(120, [...victimQueues, attacker]);
    dma.send(after);
    const events = await dma.events(after.length);
    const lost = after.filter(frame => frame.queue === attacker);
    expect(lost.length).toBeGreaterThan(0);
    const stopped = events.filter(event => event.name === 'queue_stopped');
    expect(stopped.map(event => event.bytes)).toEqual(lost.map(frame => frame.bytes.length));
    expect(new Set(stopped.map(event => event.slot))).toEqual(new Set([slotOf(dma, attacker)]));
    expect(events.filter(event => event.name === 'delivered')).toHaveLength(after.length - lost.length);
    await expectFrames(dma, victims, [...before, ...after]);
    // Nothing at all was written for the attacker.
    await dma.expectNoStrayWrites(victims);
  });

  it('a ring full of wild entries costs the neighbours no descriptor on its way', async () => {
    const dma = await dmaBench(config, {
      read: { latencyCycles: 20, maxOutstanding: 128 },
      write: { latencyCycles: 20, maxOutstanding: 128 },
    });
    await dma.start();
    const size = 64;
    for (let turn = 0; turn < 12; turn++) {
      const rings = [attacker, ...victimQueues].map(
        queue => new HandRing(dma, queue, { size, bufferBytes: 80, place: 0x1000_0000n + BigInt(queue) * 0x10_0000n }),
      );
      for (const ring of rings) {
        dma.setRegister(ring.queue, 'control', 0);
        await dma.settled(ring.queue);
        ring.clear();
        ring.enable();
        await dma.settled(ring.queue);
        for (let id = 0; id < size; id++) {
          if (ring.queue === attacker) ring.put(0xf000 + id);
          else ring.putGood(id, 80);
        }
      }
      for (const ring of rings.slice(1)) ring.publish();
      await dma.bench.run(3 * turn);
      rings[0]!.publish();
      expect(await dma.stopped(attacker)).toMatchObject({ error: 'descriptor_index' });
      const sent = Array.from(
        { length: size * victimQueues.length },
        (_, i) => framesFor(victimQueues[i % victimQueues.length]!, [60])[0]!,
      );
      dma.send(sent);
      const events = await dma.events(sent.length);
      expect(events.every(event => event.name === 'delivered')).toBe(true);
      await dma.bench.run(300);
      for (const ring of rings.slice(1)) expect(await ring.usedIndex()).toBe(size);
    }
  });

  it('buffers that fill the window to its last byte are good', async () => {
    const dma = await dmaBench(config, { read: bus, write: bus });
    await dma.start();
    const ring = new HandRing(dma, attacker);
    const { first, last } = window(ring);
    ring.clear();
    ring.setDescriptor(0, { ...ring.good(0), address: last - 79n, length: 80 });
    ring.setDescriptor(1, { ...ring.good(1), address: first, length: 80 });
    ring.put(0);
    ring.put(1);
    ring.enable();
    await dma.settled(attacker);
    ring.publish();
    const sent = framesFor(attacker, [68, 68]);
    dma.send(sent);
    expect((await dma.events(2)).map(event => event.name)).toEqual(['delivered', 'delivered']);
    expect(await dma.memory.read(last - 67n, 68)).toEqual(Buffer.from(sent[0]!.bytes));
    expect(await dma.memory.read(first + 12n, 68)).toEqual(Buffer.from(sent[1]!.bytes));
    expect(await dma.status(attacker)).toMatchObject({ error: 'none', enabled: true });
  });

  it.each([0x7fff, 0x8000, 0x1_0000, 0x4_0001, 0xffff_ffff])('a buffer of %i bytes holds any frame', async length => {
    const dma = await dmaBench(config, { read: bus, write: bus });
    await dma.start();
    const ring = new HandRing(dma, attacker);
    ring.clear();
    ring.setDescriptor(0, { ...ring.good(0), address: window(ring).first + 1n, length });
    ring.put(0);
    ring.enable();
    await dma.settled(attacker);
    ring.publish();
    dma.send(framesFor(attacker, [config.maxFrameBytes]));
    expect((await dma.events(1)).map(event => event.name)).toEqual(['delivered']);
  });

  it('a flood of doorbells takes nothing from the neighbours', async () => {
    const dma = await dmaBench(config, {
      read: { latencyCycles: 125, maxOutstanding: 128 },
      write: { latencyCycles: 32, maxOutstanding: 128 },
    });
    await dma.start();
    // Buffers for all frames, so that the neighbours have no need to ring.
    const victims = victimQueues.map(queue => dma.driver(queue, { bufferOffset: 2, size: 1024, bufferBytes: 80 }));
    for (const victim of victims) await dma.startDriver(victim);
    const ring = new HandRing(dma, attacker);
    ring.clear();
    ring.enable();
    await dma.settled(attacker);
    await dma.bench.run(2000);
    // More doorbells than the frames take clocks.
    dma.doorbell.send(Array.from({ length: 20_000 }, () => ({ queue: attacker })));
    const sent = Array.from({ length: 1000 }, (_, i) => framesFor(victimQueues[i % victimQueues.length]!, [60])[0]!);
    dma.send(sent);
    await dma.events(sent.length);
    const cycles = await dma.frameCycles();
    if (victimQueues.length > 1) expect((cycles.at(-1)! - cycles[0]!) / (sent.length - 1)).toBeLessThan(10.5);
    await dma.doorbell.drained({ maxCycles: 100_000 });
    await expectFrames(dma, victims, sent);
    // One read a round trip, not one a doorbell.
    const { done } = await dma.bus.read.read!.activity();
    expect(done).toBeLessThan(5000);
  });
});
