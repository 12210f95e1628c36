/** Starts and stops of queues: refused settings, failing writes, restarts under load, quiet memory after stops. */
import { describe, expect, it } from 'vitest';
import { configs } from '../../../hdl/layout/configs.ts';
import { queueErrors } from '../../../hdl/layout/virtqueue.ts';
import { randomBelow } from './bytes.ts';
import { dmaBench, expectFrames, framesFor, type QueueFrame, type QueueSettings, windowOf } from './dma-bench.ts';
import { HandRing } from './hand-ring.ts';

const tiny = configs.tiny!;
const tenGig = configs['10g']!;

const bus = { latencyCycles: 40, jitterCycles: 30, maxOutstanding: 64, outOfOrder: true, stall: 0.1 };

const settingsOf = (ring: HandRing): QueueSettings => ({ ...ring.plan, sizeLog2: Math.log2(ring.plan.size) });

describe('settings', () => {
  const refused: readonly [string, 'settings' | 'window', (good: QueueSettings) => Partial<QueueSettings>][] = [
    ['a size of one descriptor', 'settings', () => ({ sizeLog2: 0 })],
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
  // The same with a start right behind: the new settings count.
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
    expect(await dma.settled(target)).toMatchObject({ error: 'bus', enabled: false, busy: false });
    const mine = sent.filter(frame => frame.queue === target).length;
    const stopped = events.filter(event => event.name === 'queue_stopped').length;
    const delivered = events.filter(event => event.name === 'delivered').length;
    expect(stopped + delivered).toBe(sent.length);
    expect(stopped).toBeGreaterThan(0);
    // What is reported as used is at most what counts as delivered.
    expect(await ring.usedIndex()).toBeLessThanOrEqual(mine - stopped);
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
    // One on the bus, one before it, one whose address stands already.
    expect((await dma.memory.takeLog()).length).toBeLessThanOrEqual(3);
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
      if (turn % 2 === 1) ring.setDescriptor(5, { ...ring.good(5), length: 0 });
      ring.publish();
      await dma.bench.run(turn * 25);
      const early = framesFor(target, [60, 61, 62]);
      dma.send([...framesFor(others[0]!, [100]), ...early]);
      const events = await dma.events(4, 50_000);
      expect(events.filter(event => event.name === 'delivered').length).toBeGreaterThan(0);
      dma.setRegister(target, 'control', 0);
      const { error } = await dma.settled(target);
      expect(error).toBe(turn % 2 === 1 ? queueErrors[4].name : 'none');
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

  it('a start right behind a stop waits until the earlier run has ended', async () => {
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

  it('a start right behind a stop waits for reads alone, too', async () => {
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

  it('a buffer that is too small stays first for the next frame', async () => {
    const { dma } = await scene();
    const ring = new HandRing(dma, target, { size: 4 });
    ring.clear();
    ring.putGood(2, 100);
    ring.putGood(0, 2000);
    ring.enable();
    await dma.settled(target);
    ring.publish();
    dma.send(framesFor(target, [89, 1500, 88, 100]));
    expect((await dma.events(4)).map(event => event.name)).toEqual(
      ['buffer_too_small', 'buffer_too_small', 'delivered', 'delivered'].sort(),
    );
    await dma.bench.run(400);
    expect(await ring.usedIndex()).toBe(2);
    expect([await ring.used(0), await ring.used(1)]).toEqual([
      { id: 2, length: 100 },
      { id: 0, length: 112 },
    ]);
    expect(await dma.status(target)).toMatchObject({ enabled: true, error: 'none' });
  });

  it('frames that come without a buffer are dropped as of a stopped queue, and hold up nobody', async () => {
    const { dma, neighbours } = await scene();
    const ring = new HandRing(dma, target, { size: 4 });
    ring.clear();
    ring.putGood(0);
    ring.enable();
    await dma.settled(target);
    ring.publish();
    await dma.bench.run(500);
    await dma.bench.poke('open', 2);
    const sent = [...framesFor(target, [60, 70, 80]), ...framesFor(others[0]!, [90])];
    dma.send(sent);
    const events = await dma.events(4);
    expect(events.map(({ name, bytes }) => `${name} ${bytes}`).sort()).toEqual([
      'delivered 60',
      'delivered 90',
      'queue_stopped 70',
      'queue_stopped 80',
    ]);
    await expectFrames(dma, neighbours, sent);
  });
});
