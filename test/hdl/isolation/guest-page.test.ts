// SPDX-License-Identifier: Apache-2.0
/** What a guest can do with its doorbell page: ring its own queues, and nothing else. */
import { expect, it } from 'vitest';
import { allowsTo, config, framesOf, openTenGig, total, vms } from './open-machine.ts';

it('a guest that writes 16 bits with the index of its virtqueue gets its frames, in every queue', async () => {
  const machine = await openTenGig({ record: false, queueSize: 8, refill: 1 });
  // Frames go to queue 1 of each VM.
  const images = {
    ...vms.images,
    ruleRows: vms.images.ruleRows.map(() => 1n),
    ruleActions: vms.images.ruleActions.map(() => allowsTo(1)),
  };
  await machine.start(images);
  const frames = framesOf(400, () => 60).map(frame => ({ ...frame, extraGapBytes: 500 }));
  await machine.run(frames);
  expect(await total(machine, 'delivered')).toBe(frames.length);
  for (const fn of [1, 2, 3, 4]) {
    const { frames: got, doorbells } = await machine.drivers[machine.queueIndex(fn, 1)]!.statistics();
    expect(got).toBe(100);
    expect(doorbells).toBeGreaterThan(10);
  }
});

it('a guest that pokes about in its page provokes no error and reaches no queue of another', async () => {
  const machine = await openTenGig({ record: false });
  await machine.start(vms.images);
  const page = machine.map.address('function_page', 3, 'rx0_notify');
  // Buffers are posted without a doorbell in every queue of every function; whoever is rung reads its avail index.
  const reads = async () => (await machine.hostBus.read!.activity()).done;
  const quiet = await reads();
  const transmit = Array.from({ length: config.queuesPerFunction }, (_, n) => page + 8 * n + 4);
  const odd = transmit.map(address => ({ address, data: 0, bytes: 2 as const }));
  const elsewhere = [2, 8 * config.queuesPerFunction, 0x7fe, 0x80c, 0x8fe, 0xffc].map(offset => ({
    address: page + offset,
    data: 0,
    bytes: 2 as const,
  }));
  const bytes = [0, 1, 2, 3].map(offset => ({ address: page + offset, data: 0, bytes: 1 as const }));
  const all = [...odd, ...elsewhere, ...bytes];
  const answers = await machine.registers.perform([...all, ...all.map(({ address }) => ({ address }))]);
  expect(answers.every(({ response, data }) => response === 0 && data === 0)).toBe(true);
  await machine.bench.run(1000);
  expect(await reads()).toBe(quiet);
  // The right ones: one read of an avail index each.
  for (let queue = 0; queue < config.queuesPerFunction; queue++) {
    for (const write of [
      { address: page + 8 * queue, data: 2 * queue, bytes: 2 as const },
      // What the guest has made available goes with it: VIRTIO_F_NOTIFICATION_DATA.
      { address: page + 8 * queue, data: (0xbeef_0000 | (2 * queue)) >>> 0 },
      { address: page + 8 * queue + 1, data: 0xffff, strobe: 7 },
    ]) {
      const before = await reads();
      await machine.registers.write([write]);
      await machine.bench.run(1000);
      expect((await reads()) - before).toBe(1);
    }
  }
});

it('a guest reads the status of its own queues on its page, and of no other', async () => {
  const machine = await openTenGig({ record: false });
  await machine.start(vms.images);
  const page = (fn: number, name: string) => machine.map.address('function_page', fn, name);
  const [own, other, transmit] = [page(3, 'rx1_status'), page(2, 'rx1_status'), page(3, 'tx1_status')];
  const running = 0x100;
  expect((await machine.registers.read([own, other, transmit])).map(word => word & 0x70f)).toEqual([
    running,
    running,
    0,
  ]);
  const control = machine.map.address('rx_queue', machine.queueIndex(3, 1), 'control');
  await machine.registers.write([{ address: control, data: 0 }]);
  await machine.rest();
  expect((await machine.registers.read([own, other, transmit])).map(word => word & 0x70f)).toEqual([0, running, 0]);
  // The hypervisor sees the same, and reads of the two kinds do not mix.
  const status = machine.map.address('rx_queue', machine.queueIndex(3, 1), 'status');
  const words = await machine.registers.read([other, status, own, status, other]);
  expect(words[1]).toBe(words[2]);
  expect(words[0]).toBe(words[4]);
  expect(words[3]).toBe(words[1]);
  const answers = await machine.registers.perform([{ address: own, data: 0xffff_ffff }, { address: own }]);
  expect(answers.map(({ response }) => response)).toEqual([0, 0]);
  expect((await machine.registers.read([own]))[0]! & 0x70f).toBe(0);
});
