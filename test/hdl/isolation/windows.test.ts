// SPDX-License-Identifier: Apache-2.0
/** The window of a function stands still while a queue of it runs. */
import { describe, expect, it } from 'vitest';
import { framesOf, openTenGig, total, vms } from './open-machine.ts';

describe('the window of a running function', () => {
  it('keeps what it was at the start, whichever of its words is written and however often', async () => {
    const machine = await openTenGig({ seed: 9 });
    await machine.start(vms.images);
    const victim = machine.functions[3]!;
    const words = ['window_base_lo', 'window_base_hi', 'window_last_lo', 'window_last_hi'];
    const addresses = words.map(word => machine.map.address('function', 2, word));
    const before = await machine.registers.read(addresses);
    machine.mac.send(framesOf(2000, i => 60 + (i % 200)));
    // Over to the memory of function 3, word by word, under traffic.
    const values = [victim.first, victim.first >> 32n, victim.last, victim.last >> 32n];
    const writes = Array.from({ length: 40 }, (_, i) => ({
      address: addresses[(i * 3) % 4]!,
      data: Number(BigInt.asUintN(32, values[(i * 3) % 4]!)),
    }));
    const answers = await machine.registers.perform(writes);
    expect(answers.map(({ response }) => response)).toEqual(writes.map(() => 2));
    await machine.mac.finished();
    await machine.rest();
    expect(await machine.registers.read(addresses)).toEqual(before);
    expect(await total(machine, 'delivered')).toBe(2000);
    expect(await machine.strayWrites()).toEqual([]);
    expect(await machine.card.refused()).toEqual({ tables: 0, windows: 40 });
    expect(await machine.card.faults()).toEqual(['window_refused']);
  });

  it('is free again when its last queue has drained, and not while a read of it is unanswered', async () => {
    const machine = await openTenGig({ hostBus: { outOfOrder: true } });
    await machine.start(vms.images);
    const { first, last } = machine.functions[2]!;
    const move = async (): Promise<number> =>
      (
        await machine.registers.perform([
          { address: machine.map.address('function', 2, 'window_base_lo'), data: Number(first & 0xffff_ffffn) },
        ])
      )[0]!.response;
    const stop = (queue: number) =>
      machine.registers.write([
        { address: machine.map.address('rx_queue', machine.queueIndex(2, queue), 'control'), data: 0 },
      ]);
    machine.hostBus.read!.withhold(2);
    machine.drivers[machine.queueIndex(2, 0)]!.look();
    // Rings, so that an avail index is read, and never answered.
    const bell = machine.map.address('function_page', 2, 'rx0_notify');
    await machine.registers.perform([{ address: bell, data: 0, bytes: 2 }]);
    await machine.bench.run(300);
    await stop(0);
    await stop(1);
    await machine.bench.run(20_000);
    expect((await machine.queueStatus({ function: 2, queue: 0 })).busy).toBe(true);
    expect((await machine.queueStatus({ function: 2, queue: 1 })).busy).toBe(false);
    expect(await move()).toBe(2);
    machine.hostBus.read!.release(2);
    await machine.bench.run(3000);
    expect((await machine.queueStatus({ function: 2, queue: 0 })).busy).toBe(false);
    expect(await move()).toBe(0);
    await machine.card.setWindow(2, first, last);
    await machine.startQueues([machine.drivers[machine.queueIndex(2, 0)]!]);
    await machine.run(framesOf(4, () => 60));
    expect(await total(machine, 'delivered')).toBe(4);
  });
});
