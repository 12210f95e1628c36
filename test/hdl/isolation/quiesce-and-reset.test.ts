// SPDX-License-Identifier: Apache-2.0
/** A reset while the host bus goes on: harmless after a quiesce, and never unnoticed without one. */
import { describe, expect, it } from 'vitest';
import type { Machine } from '../../../sim/machine.ts';
import { framesOf, openTenGig, total, vms } from './open-machine.ts';

const load = async (seed: number, foreignBeats: 'fail' | 'count' = 'fail'): Promise<Machine> => {
  const machine = await openTenGig({
    seed,
    writeLatencyNs: 900,
    foreignBeats,
    hostBus: { jitterCycles: 40, outOfOrder: true },
  });
  await machine.start(vms.images);
  machine.mac.send(framesOf(400, i => 60 + ((i * 37) % 1000)));
  return machine;
};

describe('a card that is quiesced', () => {
  it.each([1, 2, 3, 4])(
    'is quiet only when nothing is under way, and a reset then harms nothing (seed %i)',
    async seed => {
      const machine = await load(seed);
      await machine.bench.run(900 + 777 * seed);
      expect(await machine.card.quiesce()).toBe(true);
      for (const half of [machine.hostBus.read!, machine.hostBus.write!]) {
        expect((await half.activity()).underWay).toBe(0);
      }
      for (const driver of machine.drivers) {
        expect(await machine.queueStatus(driver)).toMatchObject({ enabled: false, busy: false });
      }
      await machine.mac.finished();
      await machine.resetCore(1 + seed);
      await machine.bringUp(vms.images);
      await machine.deliveries();
      const again = framesOf(200, i => 60 + ((i * 53) % 400));
      await machine.run(again);
      expect(await total(machine, 'delivered')).toBe(again.length);
      expect((await machine.deliveries()).flat().length).toBe(again.length);
      expect(await machine.strayWrites()).toEqual([]);
      expect(await machine.card.faults()).toEqual([]);
      expect((await machine.hostBus.write!.activity()).foreign).toBe(0);
    },
  );

  it('starts no queue until that is over, and is not quiet while an access has no answer', async () => {
    const machine = await load(7);
    await machine.bench.run(1500);
    machine.hostBus.write!.withhold(3);
    await machine.bench.run(1500);
    expect(await machine.card.quiesce({ maxCycles: 20_000 })).toBe(false);
    machine.hostBus.write!.release(3);
    expect(await machine.card.quiesce({ maxCycles: 20_000 })).toBe(true);
    const control = machine.map.address('rx_queue', machine.queueIndex(1, 0), 'control');
    await machine.registers.write([{ address: control, data: 1 }]);
    await machine.bench.run(500);
    expect(await machine.queueStatus({ function: 1, queue: 0 })).toMatchObject({ enabled: false, busy: false });
    await machine.mac.finished();
    await machine.card.accept(true);
    await machine.startQueues(machine.drivers);
    const before = await total(machine, 'delivered');
    await machine.run(framesOf(100, () => 80));
    expect((await total(machine, 'delivered')) - before).toBe(100);
  });
});

describe('a reset that finds accesses under way', () => {
  it.each([
    [650, 1],
    [1311, 2],
    [2222, 5],
  ])('after %i clocks is told, until software has seen it, whatever resets come', async (clocks, seed) => {
    const machine = await load(seed, 'count');
    await machine.bench.run(clocks);
    const { read, write } = machine.hostBus;
    expect((await read!.activity()).underWay + (await write!.activity()).underWay).toBeGreaterThan(0);
    await machine.resetCore(2);
    await machine.bench.run(3000);
    expect(await machine.card.faults()).toContain('reset_under_access');
    await machine.mac.finished();
    await machine.resetCore(1);
    await machine.bench.run(100);
    expect(await machine.card.faults()).toContain('reset_under_access');
    await machine.card.clearFaults();
    expect(await machine.card.faults()).toEqual([]);
    await machine.resetCore(4);
    await machine.bench.run(100);
    expect(await machine.card.faults()).toEqual([]);
  });

  it.each([
    [650, 1],
    [1311, 2],
    [2222, 5],
    [3001, 6],
  ])('after %i clocks ends what it cut off, without a byte written, and the card works again', async (clocks, seed) => {
    const machine = await load(seed);
    await machine.bench.run(clocks);
    for (const fn of [1, 2, 3, 4]) machine.hostBus.read!.withhold(fn, 2500);
    await machine.bench.run(500);
    await machine.mac.finished();
    machine.mac.send(framesOf(40, i => 300 + i));
    await machine.bench.run(400);
    // Bursts are certain to lack their data.
    machine.hostBus.write!.hold('data');
    await machine.bench.run(150);
    await machine.resetCore(1 + (seed % 3));
    await machine.bench.run(20);
    machine.hostBus.write!.hold('data', false);
    expect((await machine.card.status()).purging).toBe(true);
    for (let looks = 0; (await machine.card.status()).purging; looks++) {
      expect(looks).toBeLessThan(2000);
      await machine.bench.run(10);
    }
    for (const half of [machine.hostBus.read!, machine.hostBus.write!]) {
      expect((await half.activity()).underWay).toBe(0);
    }
    expect(await machine.card.faults()).toEqual(['reset_under_access']);
    await machine.mac.finished();
    for (const { address, bytes } of await machine.memory.written()) machine.memory.clearWritten({ address, bytes });
    await machine.card.clearFaults();
    await machine.bringUp(vms.images);
    await machine.deliveries();
    const again = framesOf(300, i => 60 + ((i * 53) % 400));
    await machine.run(again);
    expect((await machine.deliveries()).flat().length).toBe(again.length);
    expect(await machine.strayWrites()).toEqual([]);
    expect(await machine.card.faults()).toEqual([]);
    expect((await machine.hostBus.write!.activity()).foreign).toBe(0);
  });

  it('waits for answers that never come until software says that the bus was reset too', async () => {
    const machine = await load(3);
    for (const fn of [1, 2, 3, 4]) machine.hostBus.read!.withhold(fn);
    await machine.bench.run(4000);
    await machine.mac.finished();
    await machine.resetCore();
    await machine.bench.run(5000);
    expect(await machine.card.status()).toMatchObject({ purging: true, quiet: false });
    // A queue that starts now reads nothing yet.
    const { underWay } = await machine.hostBus.read!.activity();
    const { first, last } = machine.functions[6]!;
    await machine.card.setWindow(6, first, last);
    await machine.startQueues([machine.drivers[machine.queueIndex(6, 0)]!]);
    await machine.bench.run(1000);
    expect((await machine.hostBus.read!.activity()).underWay).toBe(underWay);
    machine.hostBus.read!.forget();
    machine.hostBus.write!.forget();
    for (const fn of [1, 2, 3, 4]) machine.hostBus.read!.release(fn);
    await machine.card.clearFaults();
    expect((await machine.card.status()).purging).toBe(false);
    expect(await machine.card.quiesce()).toBe(true);
    await machine.card.accept(false);
    await machine.bringUp(vms.images);
    await machine.deliveries();
    await machine.run(framesOf(60, () => 60));
    expect((await machine.deliveries()).flat().length).toBe(60);
    expect(await machine.card.faults()).toEqual([]);
  });

  it('is not told after power-up, or after a reset of a card at rest', async () => {
    const machine = await openTenGig({ seed: 12 });
    await machine.start(vms.images);
    expect(await machine.card.faults()).toEqual([]);
    await machine.run(framesOf(50, () => 100));
    await machine.resetCore(3);
    await machine.bench.run(100);
    expect(await machine.card.faults()).toEqual([]);
  });
});

describe('a host bus that ends reads at the wrong beat', () => {
  it('and answers once too often tells both, and the answer goes to nobody', async () => {
    const machine = await openTenGig({ record: false });
    await machine.start(vms.images);
    machine.hostBus.read!.inject({ function: 5, last: 'late' });
    const bell = { address: machine.map.address('function_page', 5, 'rx0_notify'), data: 0, bytes: 2 as const };
    await machine.registers.write([bell]);
    await machine.bench.run(1000);
    expect(await machine.card.faults()).toEqual(['stray_answer', 'bus_protocol']);
    expect((await machine.queueStatus({ function: 5, queue: 0 })).error).toBe('bus');
    expect((await machine.card.stopCounts()).bus).toBe(1);
  });

  it.each(['late', 'missing'] as const)('(%s) stops the queues that read and delivers nothing wrong', async last => {
    const machine = await openTenGig({ seed: 2, record: true });
    await machine.start(vms.images);
    machine.hostBus.read!.inject({ function: 2, last, after: 3 });
    await machine.run(framesOf(1200, i => 60 + (i % 50)));
    expect(await machine.card.faults()).toContain('bus_protocol');
    expect((await machine.queueStatus({ function: 2, queue: 0 })).error).toBe('bus');
    // The drivers check every byte that they get; nothing may be written elsewhere.
    const stopped = await machine.card.takeStops();
    for (const { queue } of stopped) expect([2, 4, 6, 8]).toContain(queue);
    expect(await machine.strayWrites(stopped.map(({ queue }) => machine.drivers[queue]!))).toEqual([]);
  });
});
