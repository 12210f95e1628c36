// SPDX-License-Identifier: Apache-2.0
/** Queue control inside the DMA: settings that are refused, and register writes that come in the midst of a start. */
import { describe, expect, it } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { virtqueueRegisters } from '../../../hdl/spec/registers/virtqueue-registers.ts';
import type { QueueErrorName } from '../../../hdl/spec/virtio/virtqueue.ts';
import { dmaBench, framesFor, type QueueSettings, windowOf } from '../dma/dma-bench.ts';
import { HandRing } from '../dma/hand-ring.ts';

const tenGig = configs['10g'];

const settingsOf = (ring: HandRing): QueueSettings => ring.plan;

describe('settings', () => {
  const refused: readonly [string, QueueErrorName, (good: QueueSettings) => Partial<QueueSettings>][] = [
    ['no size', 'settings', () => ({ size: 0 })],
    ['a size of 2^16', 'settings', () => ({ size: 0x1_0000 })],
    ['a size of 2^16 and more', 'settings', () => ({ size: 0x1_0010 })],
    ['a size that is no power of two', 'settings', () => ({ size: 24 })],
    ['a feature that is not known', 'features', () => ({ features: 1 << 12 })],
    ['a used index ahead of the available', 'settings', () => ({ resume: { available: 7, used: 8 } })],
    ['more under way than there are entries', 'settings', () => ({ resume: { available: 3, used: 0xfff2 } })],
    ['a table off by 8', 'settings', good => ({ descriptorTable: good.descriptorTable + 8n })],
    ['an avail ring off by 1', 'settings', good => ({ availRing: good.availRing + 1n })],
    ['a used ring off by 2', 'settings', good => ({ usedRing: good.usedRing + 2n })],
    ['a table before the window', 'window', () => ({ descriptorTable: windowOf(1).first - 16n })],
    ['a table past the window', 'window', () => ({ descriptorTable: windowOf(1).last + 1n - 15n * 16n })],
    ['an avail ring before the window', 'window', () => ({ availRing: windowOf(1).first - 2n })],
    ['an avail ring past the window', 'window', () => ({ availRing: windowOf(1).last + 1n - 36n })],
    ['a used ring before the window', 'window', () => ({ usedRing: windowOf(1).first - 4n })],
    ['a used ring past the window', 'window', () => ({ usedRing: windowOf(1).last + 1n - 132n })],
    ['a table around the end of memory', 'window', () => ({ descriptorTable: (1n << 64n) - 32n })],
    ['rings of another function', 'window', good => ({ usedRing: good.usedRing + (1n << 36n) })],
  ];

  it.each(refused)('with %s are refused as %s, before any access', async (_name, error, change) => {
    const dma = await dmaBench(tenGig, { log: true });
    await dma.start();
    const ring = new HandRing(dma, 2);
    ring.clear();
    ring.putGood(0);
    dma.enable(2, { ...settingsOf(ring), ...change(settingsOf(ring)) });
    expect(await dma.settled(2)).toMatchObject({ error, enabled: false, busy: false, usedIndex: 0 });
    ring.publish();
    await dma.bench.run(500);
    expect(await dma.memory.takeLog()).toEqual([]);
    // Good settings start it after all, and the error is gone.
    ring.enable();
    expect(await dma.settled(2)).toMatchObject({ error: 'none', enabled: true, busy: false, usedIndex: 0 });
    dma.send(framesFor(2, [60]));
    expect(await dma.events(1)).toEqual([{ slot: 1, name: 'delivered', bytes: 60 }]);
  });

  it('may put the rings at the very ends of the window', async () => {
    const dma = await dmaBench(tenGig);
    await dma.start();
    const ring = new HandRing(dma, 2, { size: 16 });
    const { first, last } = windowOf(1);
    const plan = {
      ...ring.plan,
      descriptorTable: first,
      usedRing: last + 1n - 134n - 2n,
      availRing: last + 1n - 134n - 38n - 10n,
    };
    Object.assign(ring, { plan });
    ring.clear();
    for (let id = 0; id < 16; id++) ring.putGood(id);
    ring.enable();
    expect(await dma.settled(2)).toMatchObject({ error: 'none', enabled: true });
    ring.publish();
    dma.send(
      framesFor(
        2,
        Array.from({ length: 16 }, () => 60),
      ),
    );
    await dma.events(16);
    await dma.bench.run(500);
    expect(await ring.usedIndex()).toBe(16);
    expect(await ring.used(15)).toEqual({ id: 15, length: 72 });
  });

  it('count a window to the byte, and reads in the 16-byte words they are made of', async () => {
    const dma = await dmaBench(tenGig);
    const ring = new HandRing(dma, 2, { size: 16 });
    const base = windowOf(1).first;
    const low = { descriptorTable: base + 0x1000n, availRing: base + 0x2000n, usedRing: base + 0x3000n };
    const cases: readonly [Partial<QueueSettings>, { first?: bigint; last?: bigint }, boolean][] = [
      // A table of 256 bytes, of which the last may not lie outside.
      [{ descriptorTable: base + 0x8000n }, { last: base + 0x80ffn }, true],
      [{ descriptorTable: base + 0x8000n }, { last: base + 0x80fen }, false],
      // An avail ring of 38 bytes, the event among them, in three words.
      [{ availRing: base + 0x8000n }, { last: base + 0x802fn }, true],
      [{ availRing: base + 0x8000n }, { last: base + 0x802en }, false],
      [{ availRing: base + 0x80cn }, { first: base + 0x800n }, true],
      [{ availRing: base + 0x80cn }, { first: base + 0x801n }, false],
      // A used ring of 134 bytes, the event among them, written to the byte.
      [{ usedRing: base + 0x8000n }, { last: base + 0x8085n }, true],
      [{ usedRing: base + 0x8000n }, { last: base + 0x8084n }, false],
      [{ usedRing: base + 0x804n }, { first: base + 0x804n }, true],
      [{ usedRing: base + 0x804n }, { first: base + 0x805n }, false],
    ];
    for (const [place, edge, fits] of cases) {
      await dma.start([windowOf(0), { ...windowOf(1), ...edge }, ...[2, 3, 4, 5, 6, 7].map(windowOf)]);
      dma.enable(2, { ...settingsOf(ring), ...low, ...place });
      expect([place, edge, (await dma.settled(2)).error === 'window']).toEqual([place, edge, !fits]);
    }
  });

  it('may make a ring of one descriptor, which then serves frame after frame', async () => {
    const dma = await dmaBench(tenGig, { log: true });
    await dma.start();
    const ring = new HandRing(dma, 2, { size: 1, bufferBytes: 512 });
    ring.clear();
    ring.putGood(0);
    ring.enable();
    expect(await dma.settled(2)).toMatchObject({ error: 'none', enabled: true, busy: false, usedIndex: 0 });
    ring.publish();
    for (let n = 1; n <= 5; n++) {
      dma.send(framesFor(2, [60 + n]));
      expect(await dma.events(1)).toEqual([{ slot: 1, name: 'delivered', bytes: 60 + n }]);
      await dma.bench.run(200);
      expect([await ring.usedIndex(), await ring.used(n - 1)]).toEqual([n, { id: 0, length: 72 + n }]);
      ring.putGood(0);
      ring.publish();
    }
    // Two buffers are one more than it has.
    ring.publish({ index: ring.index + 1 });
    await dma.bench.run(1000);
    expect(await dma.stopped(2)).toMatchObject({ error: 'avail_index', enabled: false });
  });

  it('written to a running queue change nothing until it starts again', async () => {
    const dma = await dmaBench(tenGig);
    await dma.start();
    const ring = new HandRing(dma, 2);
    ring.clear();
    for (let id = 0; id < 8; id++) ring.putGood(id);
    ring.enable();
    await dma.settled(2);
    for (const { name } of virtqueueRegisters) {
      // What interrupts may wait for is obeyed at once, and tested by them.
      if (name === 'control' || name === 'status' || name === 'moderation') continue;
      dma.setRegister(2, name, 0x7fff_fff0);
    }
    dma.setRegister(2, 'control', 1);
    ring.publish();
    dma.send(framesFor(2, [60, 61]));
    await dma.events(2);
    await dma.bench.run(300);
    expect(await ring.usedIndex()).toBe(2);
    expect((await dma.interrupts.take()).map(({ function: fn, vector }) => [fn, vector])).toContainEqual([1, 0x102]);
    dma.setRegister(2, 'control', 0);
    await dma.settled(2);
    dma.setRegister(2, 'control', 1);
    expect(await dma.settled(2)).toMatchObject({ error: 'features', enabled: false });
  });

  it.each([
    [0x1234, 0xfffe],
    [0xffff_ffff, 0],
    [0, 0xffff_ffff],
  ])('of a start afresh are good whatever `available` and `used` hold: %i, %i', async (available, used) => {
    const dma = await dmaBench(tenGig);
    await dma.start();
    const ring = new HandRing(dma, 2);
    ring.clear();
    ring.putGood(0);
    ring.publish({ ring: false });
    dma.setRegister(2, 'available', available);
    dma.setRegister(2, 'used', used);
    ring.enable();
    expect(await dma.settled(2)).toMatchObject({ error: 'none', enabled: true, usedIndex: 0, availableIndex: 0 });
    dma.send(framesFor(2, [60]));
    expect(await dma.events(1)).toEqual([{ slot: 1, name: 'delivered', bytes: 60 }]);
  });

  it('say where a queue goes on, if they are asked to', async () => {
    const dma = await dmaBench(tenGig);
    await dma.start();
    const ring = new HandRing(dma, 2);
    ring.clear();
    // Seventeen entries were used before, and the next lies right before the wrap of the index.
    ring.index = 0xffff;
    for (const id of [5, 6]) ring.putGood(id);
    ring.publish({ ring: false });
    dma.enable(2, { ...settingsOf(ring), resume: { available: 0xffff, used: 0xffff } });
    expect(await dma.settled(2)).toMatchObject({ error: 'none', enabled: true, usedIndex: 0xffff });
    dma.send(framesFor(2, [60, 61]));
    expect((await dma.events(2)).map(event => event.name)).toEqual(['delivered', 'delivered']);
    await dma.bench.run(300);
    expect([await ring.usedIndex(), await ring.used(0xffff), await ring.used(0)]).toEqual([
      1,
      { id: 5, length: 72 },
      { id: 6, length: 73 },
    ]);
  });

  it.each(['desc_lo', 'desc_hi', 'driver_lo', 'device_hi'] as const)(
    'changed in %s while a queue starts are taken as checked or not at all',
    async name => {
      const dma = await dmaBench(tenGig, { log: true });
      await dma.start();
      const ring = new HandRing(dma, 2);
      let started = 0;
      for (let turn = 0; turn < 70; turn++) {
        dma.setRegister(2, 'control', 0);
        await dma.settled(2);
        ring.clear();
        ring.enable();
        // Each turn the address moves out of the window a clock later.
        await dma.bench.run(turn + 1);
        dma.setRegister(2, name, 0xffff_fff0n);
        const { enabled } = await dma.settled(2);
        if (!enabled) continue;
        started++;
        ring.putGood(0);
        ring.publish();
        dma.send(framesFor(2, [60]));
        await dma.events(1);
        await dma.bench.run(200);
      }
      // The memory fails the run on any access outside the window.
      expect(started).toBeGreaterThan(5);
      expect(started).toBeLessThan(70);
    },
  );
});

it('a stop in the midst of a start wins, whenever it comes', async () => {
  const dma = await dmaBench(tenGig);
  await dma.start();
  const ring = new HandRing(dma, 2);
  ring.clear();
  for (let turn = 0; turn < 70; turn++) {
    ring.enable();
    await dma.bench.run(turn + 1);
    dma.setRegister(2, 'control', 0);
    expect(await dma.settled(2)).toMatchObject({ enabled: false, error: 'none' });
    await dma.bench.run(100);
    expect(await dma.bench.peek('occupied')).toBe(0n);
  }
  // The same with a start right after: the new settings count.
  for (let turn = 0; turn < 70; turn++) {
    ring.enable();
    await dma.bench.run(turn + 1);
    dma.setRegister(2, 'control', 0);
    dma.setRegister(2, 'vector', turn);
    dma.setRegister(2, 'control', 1);
    expect(await dma.settled(2)).toMatchObject({ enabled: true, error: 'none' });
    ring.clear();
    ring.putGood(turn % 16);
    ring.publish();
    dma.send(framesFor(2, [60]));
    await dma.events(1);
    await dma.bench.run(200);
    expect((await dma.interrupts.take()).map(({ vector }) => vector)).toEqual([turn]);
    dma.setRegister(2, 'control', 0);
    await dma.settled(2);
    ring.clear();
  }
});
