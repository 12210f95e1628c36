// SPDX-License-Identifier: Apache-2.0
/** A function that is suspended under load stops at a frame and leaves its memory alone; afterwards it goes on where it was. */
import { describe, expect, it } from 'vitest';
import type { Machine } from '../../../sim/machine.ts';
import { framesOf, openTenGig, vms } from './open-machine.ts';

const victim = 1;

const suspend = (machine: Machine, functions: number): Promise<unknown> =>
  machine.registers.write([{ address: machine.map.address('suspension', 0, 'suspend_0'), data: functions }]);

const suspended = async (machine: Machine): Promise<number> =>
  (await machine.registers.read([machine.map.address('suspension', 0, 'suspended_0')]))[0]!;

describe('a function that is suspended', () => {
  it.each([1, 2, 3, 4, 5])(
    'does nothing more, loses nobody else a frame, and goes on where it was (seed %i)',
    async seed => {
      const machine = await openTenGig({
        seed,
        record: true,
        logBursts: true,
        writeLatencyNs: 400,
        hostBus: { jitterCycles: 40, outOfOrder: true },
      });
      await machine.start(vms.images);
      const count = 2000;
      machine.mac.send(framesOf(count, i => 60 + ((i * 37) % 300)));
      await machine.bench.run(2000 + 777 * seed);
      await suspend(machine, 1 << victim);
      let polls = 0;
      while ((await suspended(machine)) !== 1 << victim) {
        expect(polls++).toBeLessThan(2000);
        await machine.bench.run(20);
      }
      const places = await machine.queueStatus({ function: victim, queue: 0 });
      expect(places).toMatchObject({ enabled: false, busy: false });
      await machine.memory.takeLog();
      await machine.bench.run(4000);
      const during = await machine.memory.takeLog();
      expect(during.filter(burst => burst.function === victim)).toEqual([]);
      expect(during.filter(burst => burst.function === 2).length).toBeGreaterThan(20);
      await suspend(machine, 0);
      await machine.mac.finished();
      await machine.bench.run(20_000);
      expect(await suspended(machine)).toBe(0);
      const counters = await machine.counters();
      for (const fn of [2, 3, 4]) expect(counters[fn]!.delivered.frames).toBe(count / 4);
      const { delivered, queue_stopped: stopped } = counters[victim]!;
      expect(delivered.frames + stopped.frames).toBe(count / 4);
      expect(stopped.frames).toBeGreaterThan(0);
      // Each delivery once, in order, and what is delivered after the stop began where the ring was.
      const got = (await machine.deliveries()).flat().filter(frame => frame.bytes[5] === vms.frameTo(0, 60)[5]);
      expect(got).toHaveLength(delivered.frames);
      expect(await machine.queueStatus({ function: victim, queue: 0 })).toMatchObject({
        error: 'none',
        enabled: true,
        usedIndex: delivered.frames % 65_536,
      });
      expect(await machine.strayWrites()).toEqual([]);
      expect(await machine.card.faults()).toEqual([]);
    },
  );

  it('is not said to be while an access of it has no answer', async () => {
    const machine = await openTenGig({ record: false, hostBus: { outOfOrder: true } });
    await machine.start(vms.images);
    machine.mac.send(framesOf(800, () => 200));
    await machine.bench.run(1500);
    machine.hostBus.write!.withhold(victim);
    await machine.bench.run(1500);
    await suspend(machine, 1 << victim);
    await machine.bench.run(20_000);
    expect(await suspended(machine)).toBe(0);
    machine.hostBus.write!.release(victim);
    await machine.bench.run(2000);
    expect(await suspended(machine)).toBe(1 << victim);
  });
});
