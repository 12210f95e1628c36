// SPDX-License-Identifier: Apache-2.0
/** What is left of a run of a queue when it counts as over: nothing, anywhere. And a run that cannot end never counts so. */
import { describe, expect, it } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { availRing } from '../../../hdl/spec/virtio/virtqueue.ts';
import { stuckClocks } from '../../../hdl/virtqueue/control/run-state.ts';
import { dmaBench, framesFor } from './dma-bench.ts';
import { HandRing } from './hand-ring.ts';

const tiny = configs.tiny;
const tenGig = configs['10g'];

describe.each([tiny, tenGig])('in the mover of $name', config => {
  const target = config.queuesPerFunction === 1 ? 1 : 5;

  it('frames, accesses, grants and interrupts of a run all come before its end, whenever it is stopped', async () => {
    const mover = await dmaBench(config, {
      read: { latencyCycles: 3, maxOutstanding: 64 },
      write: { latencyCycles: 3, maxOutstanding: 64 },
      log: true,
      seed: 11,
    });
    await mover.start();
    let turns = 0;
    for (let clocks = 0; clocks < 80; clocks++) {
      const ring = new HandRing(mover, target, { size: 32, place: 0x2000_0000n + BigInt(clocks) * 0x10_0000n });
      ring.clear();
      for (let id = 0; id < 32; id++) ring.putGood(id);
      ring.enable();
      await mover.settled(target);
      ring.publish();
      // Frames of the queue back to back, so that each clock of the stop meets them in another place.
      mover.send(framesFor(target, new Array(24).fill(60 + (clocks % 5))));
      await mover.bench.run(90 + clocks);
      await mover.changes.received();
      await mover.outcomes.received();
      await mover.moreEvents();
      await mover.interrupts.take();
      await mover.memory.takeLog();
      mover.setRegister(target, 'control', 0);
      await mover.bench.run(600);
      const end = (await mover.ends(target)).at(-1)!;
      const events = (await mover.moreEvents()).filter(({ door }) => !door);
      const late = {
        events: events.filter(event => event.cycle > end + 2),
        accesses: (await mover.memory.takeLog()).filter(access => access.cycle > end),
        grants: (await mover.outcomes.received()).filter(({ cycle }) => cycle > end),
        interrupts: (await mover.interrupts.take()).filter(({ cycle }) => cycle > end),
      };
      expect([clocks, late]).toEqual([clocks, { events: [], accesses: [], grants: [], interrupts: [] }]);
      turns += Number(events.length > 0);
    }
    expect(turns).toBeGreaterThan(40);
  });

  it('a lone frame that is being let in when its queue is stopped is part of the run', async () => {
    const mover = await dmaBench(config, { seed: 14 });
    await mover.start();
    let inTime = 0;
    for (let clocks = 0; clocks < 45; clocks++) {
      const ring = new HandRing(mover, target, { size: 4 });
      ring.clear();
      ring.putGood(0);
      ring.publish({ ring: false });
      ring.enable();
      await mover.settled(target);
      await mover.bench.run(300);
      await mover.changes.received();
      await mover.moreEvents();
      mover.send(framesFor(target, [60]));
      await mover.bench.run(clocks);
      mover.setRegister(target, 'control', 0);
      await mover.bench.run(500);
      const end = (await mover.ends(target)).at(-1)!;
      const events = await mover.moreEvents();
      expect([clocks, events.length]).toEqual([clocks, 1]);
      const delivered = events.filter(({ name }) => name === 'delivered');
      expect([clocks, delivered.filter(({ cycle }) => cycle > end + 2)]).toEqual([clocks, []]);
      inTime += delivered.length;
    }
    expect(inTime).toBeGreaterThan(10);
  });

  it('nothing stored before a stop is delivered after the next start', async () => {
    const mover = await dmaBench(config, { seed: 12 });
    await mover.start();
    const first = new HandRing(mover, target, { size: 4 });
    first.clear();
    for (let id = 0; id < 4; id++) first.putGood(id);
    first.enable();
    await mover.settled(target);
    first.publish();
    await mover.bench.run(300);
    const count = Math.min(config.framesPerQueue, 16) - 1;
    mover.send(framesFor(target, new Array(count).fill(61)));
    await mover.bench.run(1500);
    expect(await first.usedIndex()).toBe(4);
    await mover.changes.received();
    mover.setRegister(target, 'control', 0);
    const second = new HandRing(mover, target, { size: 64, place: 0x3000_0000n });
    second.clear();
    for (let id = 0; id < 64; id++) second.putGood(id);
    second.enable();
    second.publish();
    await mover.settled(target);
    mover.send(framesFor(target, [700, 700]));
    await mover.bench.run(2000);
    expect(await second.usedIndex()).toBe(2);
    expect((await second.used(0)).length).toBe(712);
    const events = await mover.moreEvents();
    const stopped = events.filter(({ name, bytes }) => name === 'queue_stopped' && bytes === 61);
    expect(stopped).toHaveLength(count - 4);
    // All of them were decided on before the run counted as over.
    const [end] = await mover.ends(target);
    expect(stopped.filter(({ cycle }) => cycle > end! + 4)).toEqual([]);
    expect(events.filter(({ name, bytes }) => name === 'delivered' && bytes === 700)).toHaveLength(2);
    expect(events).toHaveLength(count + 2);
  });

  it('frames of a running queue wait for buffers, however the run before it ended', async () => {
    const slow = { latencyCycles: 150, jitterCycles: 40, maxOutstanding: 2 };
    const mover = await dmaBench(config, { write: slow, seed: 13 });
    await mover.start();
    for (let turn = 0; turn < 12; turn++) {
      const old = new HandRing(mover, target, { size: 16, place: 0x2000_0000n + BigInt(turn) * 0x10_0000n });
      old.clear();
      for (let id = 0; id < 16; id++) old.putGood(id);
      old.enable();
      await mover.settled(target);
      old.publish();
      mover.send(framesFor(target, new Array(9).fill(64)));
      await mover.bench.run(200 + 61 * turn);
      mover.setRegister(target, 'control', 0);
      const ring = new HandRing(mover, target, { size: 16, place: 0x4000_0000n + BigInt(turn) * 0x10_0000n });
      ring.clear();
      for (let id = 0; id < 3; id++) ring.putGood(id);
      ring.enable();
      ring.publish();
      await mover.settled(target);
      await mover.moreEvents();
      mover.send(framesFor(target, new Array(8).fill(90)));
      await mover.bench.run(4000);
      expect([turn, await ring.usedIndex()]).toEqual([turn, 3]);
      for (let id = 3; id < 8; id++) ring.putGood(id);
      ring.publish();
      await mover.bench.run(5000);
      expect([turn, await ring.usedIndex()]).toEqual([turn, 8]);
      const events = await mover.moreEvents();
      expect(events.map(({ name, bytes }) => `${name} ${bytes}`)).toEqual(new Array(8).fill('delivered 90'));
      mover.setRegister(target, 'control', 0);
      await mover.settled(target);
    }
  });

  it('an interrupt that a run is owed goes out before its end, and none into the next run', async () => {
    const bus = { latencyCycles: 120, maxOutstanding: 64 };
    const dma = await dmaBench(config, { read: bus, write: bus });
    await dma.start();
    let owed = 0;
    for (let clocks = 0; clocks < 800; clocks += 13) {
      const ring = new HandRing(dma, target, { size: 8, place: 0x2000_0000n + BigInt(clocks) * 0x1_0000n });
      ring.clear();
      for (let id = 0; id < 8; id++) ring.putGood(id);
      ring.enable();
      await dma.settled(target);
      ring.publish();
      await dma.bench.run(700);
      await dma.changes.received();
      dma.send(framesFor(target, [60]));
      await dma.bench.run(clocks);
      dma.setRegister(target, 'control', 0);
      const stopped = dma.bench.cycle;
      await dma.settled(target);
      const end = (await dma.ends(target)).at(-1)!;
      const sent = await dma.interrupts.take();
      // What was begun is finished: every used buffer is told of, and before the run is over.
      expect([clocks, sent.length]).toEqual([clocks, await ring.usedIndex()]);
      expect(sent.filter(({ cycle }) => cycle > end)).toEqual([]);
      owed += sent.filter(({ cycle }) => cycle > stopped + 10).length;
      ring.enable();
      await dma.settled(target);
      await dma.bench.run(700);
      expect(await dma.interrupts.take()).toEqual([]);
      dma.setRegister(target, 'control', 0);
      await dma.settled(target);
      await dma.moreEvents();
    }
    expect(owed).toBeGreaterThan(3);
  });

  it('an interrupt that a run is owed when an error ends it goes neither out nor into the next run', async () => {
    const bus = { latencyCycles: 120, maxOutstanding: 64 };
    const dma = await dmaBench(config, { read: bus, write: bus });
    await dma.start();
    let owed = 0;
    for (let clocks = 0; clocks < 800; clocks += 13) {
      const ring = new HandRing(dma, target, { size: 8, place: 0x2000_0000n + BigInt(clocks) * 0x1_0000n });
      ring.clear();
      for (let id = 0; id < 7; id++) ring.putGood(id);
      ring.enable();
      await dma.settled(target);
      ring.publish();
      await dma.bench.run(700);
      dma.send(framesFor(target, [60]));
      await dma.bench.run(clocks);
      await dma.changes.received();
      ring.put(0xffff);
      ring.publish();
      expect(await dma.stopped(target)).toMatchObject({ error: 'descriptor_index' });
      const [stopped] = await dma.ends(target);
      const sent = await dma.interrupts.take();
      // A message that shows already must be taken.
      expect(sent.filter(({ cycle }) => cycle > stopped! + 2)).toEqual([]);
      owed += Number((await ring.usedIndex()) === 1 && sent.length === 0);
      ring.clear();
      ring.enable();
      await dma.settled(target);
      await dma.bench.run(700);
      expect(await dma.interrupts.take()).toEqual([]);
      dma.setRegister(target, 'control', 0);
      await dma.settled(target);
      await dma.moreEvents();
    }
    expect(owed).toBeGreaterThan(3);
  });

  it('a run whose interrupt shows and is not taken is not over', async () => {
    const dma = await dmaBench(config, { interruptStall: 0.995 });
    await dma.start();
    let waited = 0;
    for (let turn = 0; turn < 16; turn++) {
      const ring = new HandRing(dma, target, { size: 8, place: 0x2000_0000n + BigInt(turn) * 0x10_0000n });
      ring.clear();
      for (let id = 0; id < 8; id++) ring.putGood(id);
      ring.publish({ ring: false });
      ring.enable();
      await dma.settled(target);
      await dma.bench.run(400);
      dma.send(framesFor(target, [60]));
      await dma.bench.run(200);
      await dma.changes.received();
      dma.setRegister(target, 'control', 0);
      const stopped = dma.bench.cycle;
      await dma.settled(target);
      await dma.bench.run(1500);
      const end = (await dma.ends(target)).at(-1);
      const messages = (await dma.interrupts.take()).map(({ cycle }) => cycle);
      expect(messages.filter(cycle => cycle > end!)).toEqual([]);
      waited += messages.filter(cycle => cycle > stopped + 60).length;
    }
    expect(waited).toBeGreaterThan(2);
  });

  it.each(['flags', 'index'])('a failed read of the %s of a split avail word stops the queue', async half => {
    const dma = await dmaBench(config);
    await dma.start();
    const ring = new HandRing(dma, target);
    // The flags end one word of 16 bytes, the index begins the next.
    Object.assign(ring, { plan: { ...ring.plan, availRing: ring.plan.availRing + 14n } });
    const at = ring.plan.availRing + BigInt(half === 'flags' ? availRing.flags : availRing.idx);
    dma.memory.addRegion({ first: at & ~15n, last: at | 15n, slaveError: true });
    ring.clear();
    for (let id = 0; id < 8; id++) ring.putGood(id);
    ring.publish({ ring: false });
    ring.enable();
    await dma.settled(target);
    // The flags are read when a frame was published.
    if (half === 'flags') dma.send(framesFor(target, [60]));
    expect(await dma.stopped(target)).toMatchObject({ error: 'bus', enabled: false });
  });
});

describe('a run whose access is not answered', () => {
  const late = 3 * stuckClocks;
  const cases: readonly [string, object, (dma: Awaited<ReturnType<typeof dmaBench>>, ring: HandRing) => void][] = [
    ['a read of its index', { read: { latencyCycles: late } }, () => {}],
    [
      'a write of a frame',
      { write: { latencyCycles: late } },
      (dma, ring) => {
        ring.publish();
        dma.send(framesFor(1, [300]));
      },
    ],
  ];
  it.each(cases)('is busy, then stuck, and idle only after the answer: %s', async (_name, options, act) => {
    const dma = await dmaBench(tiny, options);
    await dma.start();
    const ring = new HandRing(dma, 1);
    ring.clear();
    for (let id = 0; id < 8; id++) ring.putGood(id);
    ring.enable();
    await dma.settled(1);
    await dma.changes.received();
    act(dma, ring);
    await dma.bench.run(1000);
    dma.setRegister(1, 'control', 0);
    await dma.bench.run(stuckClocks - 2000);
    expect(await dma.status(1)).toMatchObject({ enabled: false, busy: true });
    expect(await dma.isStuck(1)).toBe(false);
    await dma.bench.run(stuckClocks + 3000);
    expect(await dma.status(1)).toMatchObject({ enabled: false, busy: true });
    expect(await dma.isStuck(1)).toBe(true);
    // A start waits as well, and is told apart by nothing.
    ring.enable();
    await dma.bench.run(100);
    expect(await dma.status(1)).toMatchObject({ enabled: false, busy: true });
    expect(await dma.ends(1)).toEqual([]);
    // The answers to a frame, its used element and its used index come one after the other.
    for (let answers = 0; answers < 3; answers++) await dma.bench.run(late + 1000);
    expect(await dma.status(1)).toMatchObject({ enabled: true, busy: false });
    expect(await dma.isStuck(1)).toBe(false);
    expect(await dma.ends(1)).toHaveLength(1);
  });
});
