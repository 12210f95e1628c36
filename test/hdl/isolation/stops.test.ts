// SPDX-License-Identifier: Apache-2.0
/** Function 0 hears of every queue that stops by itself. */
import { describe, expect, it } from 'vitest';
import { stopLogDepth } from '../../../hdl/spec/registers/registers.ts';
import type { Machine } from '../../../sim/machine.ts';
import { config, framesOf, openTenGig, vms } from './open-machine.ts';

const stopVector = 0x2a7;

/** Puts an avail index into the ring of a queue that is far too great, and rings. */
const breakRing = async (machine: Machine, fn: number, queue: number): Promise<void> => {
  const { plan } = machine.drivers[machine.queueIndex(fn, queue)]!;
  const index = Buffer.alloc(2);
  index.writeUInt16LE(0x7000 + fn);
  machine.memory.write(plan.availRing + 2n, index);
  const bell = machine.map.address('function_page', fn, `rx${queue}_notify`);
  await machine.registers.perform([{ address: bell, data: 2 * queue, bytes: 2 }]);
};

const stopInterrupts = async (machine: Machine): Promise<number> =>
  (await machine.interrupts.take()).filter(({ function: fn, vector }) => fn === 0 && vector === stopVector).length;

describe('a queue that stops', () => {
  it('is told by an interrupt of function 0, with its reason, and counted; a stop by register is not', async () => {
    const machine = await openTenGig({ record: false });
    await machine.start(vms.images);
    await machine.card.setStopVector(stopVector);
    await breakRing(machine, 3, 1);
    await machine.bench.run(2000);
    expect(await stopInterrupts(machine)).toBe(1);
    expect(await machine.card.takeStops()).toEqual([{ queue: machine.queueIndex(3, 1), error: 'avail_index' }]);
    machine.hostBus.write!.inject({ function: 2, response: 'decodeError' });
    await machine.run(framesOf(40, () => 60));
    const second = machine.queueIndex(2, 0);
    expect(await machine.card.takeStops()).toEqual([{ queue: second, error: 'bus' }]);
    expect(await stopInterrupts(machine)).toBe(1);
    // Stopped by register, and started with a ring that is not aligned.
    const register = (name: string, data: number) => ({ address: machine.map.address('rx_queue', 2, name), data });
    await machine.registers.write([register('control', 0)]);
    await machine.bench.run(2000);
    expect(await stopInterrupts(machine)).toBe(0);
    await machine.registers.write([register('device_lo', 2), register('control', 1)]);
    await machine.bench.run(2000);
    expect(await machine.card.takeStops()).toEqual([{ queue: 2, error: 'settings' }]);
    expect(await machine.card.stopCounts()).toEqual({ avail_index: 1, bus: 1, settings: 1 });
    expect(await machine.card.faults()).toEqual([]);
  });

  it('at the same time as all others is told for each of them, once', async () => {
    const machine = await openTenGig({ record: false, hostBus: { outOfOrder: true } });
    await machine.start(vms.images);
    // All answers are kept back and come in one go.
    for (let fn = 0; fn < config.functions; fn++) machine.hostBus.read!.withhold(fn);
    const all = Array.from({ length: config.functions * config.queuesPerFunction }, (_, queue) => queue);
    for (const queue of all) {
      await breakRing(machine, Math.floor(queue / config.queuesPerFunction), queue % config.queuesPerFunction);
    }
    await machine.bench.run(500);
    for (let fn = 0; fn < config.functions; fn++) machine.hostBus.read!.release(fn);
    await machine.bench.run(3000);
    // What came before the interrupt was enabled is told when it is.
    expect(await stopInterrupts(machine)).toBe(0);
    await machine.card.setStopVector(stopVector);
    await machine.bench.run(100);
    expect(await stopInterrupts(machine)).toBe(1);
    const stops = await machine.card.takeStops();
    expect(stops.map(({ queue }) => queue).toSorted((a, b) => a - b)).toEqual(all);
    expect(new Set(stops.map(({ error }) => error))).toEqual(new Set(['avail_index']));
    expect(await machine.card.stopCounts()).toEqual({ avail_index: all.length });
  });

  it('when the log is full is counted, and the loss is told', async () => {
    const machine = await openTenGig({ record: false });
    await machine.start(vms.images);
    await machine.card.setStopVector(stopVector);
    const register = (name: string, data: number) => ({ address: machine.map.address('rx_queue', 7, name), data });
    await machine.registers.write([register('control', 0)]);
    await machine.bench.run(1000);
    await machine.registers.write([register('size', 17)]);
    const starts = stopLogDepth + 5;
    for (let i = 0; i < starts; i++) {
      await machine.registers.write([register('control', 1)]);
      await machine.bench.run(100);
      if (i === stopLogDepth - 1) expect(await machine.card.faults()).toEqual([]);
    }
    expect(await machine.card.faults()).toEqual(['stop_lost']);
    expect(await machine.card.stopCounts()).toEqual({ settings: starts });
    expect((await machine.card.takeStops()).length).toBe(stopLogDepth);
    expect(await stopInterrupts(machine)).toBe(starts);
  });
});
