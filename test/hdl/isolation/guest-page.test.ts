// SPDX-License-Identifier: Apache-2.0
/** What a guest can do with its doorbell page: ring its own queues, and nothing else. */
import { expect, it } from 'vitest';
import { config, framesOf, openTenGig, total, vms } from './open-machine.ts';

it('a guest that writes 16 bits with the index of its virtqueue gets its frames, in every queue', async () => {
  const machine = await openTenGig({ record: false, queueSize: 8, refill: 1 });
  // Frames go to queue 1 of each VM.
  const images = {
    ...vms.images,
    ruleRows: vms.images.ruleRows.map(() => 1n),
    ruleActions: vms.images.ruleActions.map(() => 3),
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
  const page = machine.map.address('doorbell', 3, 'notify');
  // Buffers are posted without a doorbell in every queue of every function; whoever is rung reads its avail index.
  const reads = async () => (await machine.hostBus.read!.activity()).done;
  const quiet = await reads();
  const odd = [1, 3, 4, 5, 6, 16, 0x0400, 0xffff].map(data => ({ address: page, data, bytes: 2 as const }));
  const elsewhere = [2, 4, 8, 0x7fe, 0xffc].map(offset => ({ address: page + offset, data: 0, bytes: 2 as const }));
  const bytes = [0, 1, 2, 3].map(offset => ({ address: page + offset, data: 0, bytes: 1 as const }));
  const all = [...odd, ...elsewhere, ...bytes];
  const answers = await machine.registers.perform([...all, ...all.map(({ address }) => ({ address }))]);
  expect(answers.every(({ response, data }) => response === 0 && data === 0)).toBe(true);
  await machine.bench.run(1000);
  expect(await reads()).toBe(quiet);
  // The right ones: one read of an avail index each.
  for (let queue = 0; queue < config.queuesPerFunction; queue++) {
    for (const write of [
      { address: page, data: 2 * queue, bytes: 2 as const },
      { address: page, data: (0xbeef_0000 | (2 * queue)) >>> 0 },
      { address: page + 1, data: 2 * queue, strobe: 7 },
    ]) {
      const before = await reads();
      await machine.registers.write([write]);
      await machine.bench.run(1000);
      expect((await reads()) - before).toBe(1);
    }
  }
});
