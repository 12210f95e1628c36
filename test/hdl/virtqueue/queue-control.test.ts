// SPDX-License-Identifier: Apache-2.0
/** Queue control inside the DMA: settings that are refused, and register writes that come in the midst of a start. */
import { describe, expect, it } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { dmaBench, framesFor, type QueueSettings, windowOf } from '../dma/dma-bench.ts';
import { HandRing } from '../dma/hand-ring.ts';

const tenGig = configs['10g'];

const settingsOf = (ring: HandRing): QueueSettings => ({ ...ring.plan, sizeLog2: Math.log2(ring.plan.size) });

describe('settings', () => {
  const refused: readonly [string, 'settings' | 'window', (good: QueueSettings) => Partial<QueueSettings>][] = [
    ['a size of 2^16', 'settings', () => ({ sizeLog2: 16 })],
    ['a size in bits above the fourth', 'settings', () => ({ sizeLog2: 0x104 })],
    ['a table off by 8', 'settings', good => ({ descriptorTable: good.descriptorTable + 8n })],
    ['an avail ring off by 1', 'settings', good => ({ availRing: good.availRing + 1n })],
    ['a used ring off by 2', 'settings', good => ({ usedRing: good.usedRing + 2n })],
    ['a table before the window', 'window', () => ({ descriptorTable: windowOf(1).first - 16n })],
    ['a table past the window', 'window', () => ({ descriptorTable: windowOf(1).last + 1n - 15n * 16n })],
    ['an avail ring before the window', 'window', () => ({ availRing: windowOf(1).first - 2n })],
    ['an avail ring past the window', 'window', () => ({ availRing: windowOf(1).last + 1n - 34n })],
    ['a used ring before the window', 'window', () => ({ usedRing: windowOf(1).first - 4n })],
    ['a used ring past the window', 'window', () => ({ usedRing: windowOf(1).last + 1n - 128n })],
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
    expect(await dma.settled(2)).toEqual({ error, enabled: false, busy: false, usedIndex: 0 });
    ring.publish();
    await dma.bench.run(500);
    expect(await dma.memory.takeLog()).toEqual([]);
    // Good settings start it after all, and the error is gone.
    ring.enable();
    expect(await dma.settled(2)).toEqual({ error: 'none', enabled: true, busy: false, usedIndex: 0 });
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
      usedRing: last + 1n - 132n,
      availRing: last + 1n - 132n - 36n - 8n,
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
      // An avail ring of 36 bytes in three words.
      [{ availRing: base + 0x8000n }, { last: base + 0x802fn }, true],
      [{ availRing: base + 0x8000n }, { last: base + 0x802en }, false],
      [{ availRing: base + 0x80cn }, { first: base + 0x800n }, true],
      [{ availRing: base + 0x80cn }, { first: base + 0x801n }, false],
      // A used ring of 132 bytes, written to the byte.
      [{ usedRing: base + 0x8000n }, { last: base + 0x8083n }, true],
      [{ usedRing: base + 0x8000n }, { last: base + 0x8082n }, false],
      [{ usedRing: base + 0x804n }, { first: base + 0x804n }, true],
      [{ usedRing: base + 0x804n }, { first: base + 0x805n }, false],
    ];
    for (const [place, edge, fits] of cases) {
      await dma.start([windowOf(0), { ...windowOf(1), ...edge }, ...[2, 3, 4, 5, 6, 7].map(windowOf)]);
      dma.enable(2, { ...settingsOf(ring), ...low, ...place });
      await dma.bench.run(60);
      expect([place, edge, (await dma.status(2)).error === 'window']).toEqual([place, edge, !fits]);
    }
  });

  it('may make a ring of one descriptor, which then serves frame after frame', async () => {
    const dma = await dmaBench(tenGig, { log: true });
    await dma.start();
    const ring = new HandRing(dma, 2, { size: 1, bufferBytes: 512 });
    ring.clear();
    ring.putGood(0);
    ring.enable();
    expect(await dma.settled(2)).toEqual({ error: 'none', enabled: true, busy: false, usedIndex: 0 });
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
    expect(await dma.settled(2)).toMatchObject({ error: 'avail_index', enabled: false });
  });

  it('written to a running queue change nothing until it starts again', async () => {
    const dma = await dmaBench(tenGig);
    await dma.start();
    const ring = new HandRing(dma, 2);
    ring.clear();
    for (let id = 0; id < 8; id++) ring.putGood(id);
    ring.enable();
    await dma.settled(2);
    for (const name of ['desc_lo', 'desc_hi', 'avail_lo', 'avail_hi', 'used_lo', 'used_hi', 'size', 'vector']) {
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
    expect(await dma.settled(2)).toMatchObject({ error: 'settings', enabled: false });
  });

  it.each(['desc_lo', 'desc_hi', 'avail_lo', 'used_hi'])(
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
    expect(await dma.bench.peek('enabled')).toBe(0n);
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
