// SPDX-License-Identifier: Apache-2.0
/** Is the transmit DMA honest to its drivers? Every byte that it writes is watched in the cycle in which memory takes it. */
import { expect, it } from 'vitest';
import { configs } from '../../../../hdl/spec/configs.ts';
import { usedRing } from '../../../../hdl/spec/virtio/virtqueue.ts';
import type { MemoryRange } from '../../../../sim/host-memory.ts';
import { HonestDevice } from '../../../../sim/model/honest-device.ts';
import { seededRandom } from '../../../support/random.ts';
import { type SendBench, sendBench } from './send-bench.ts';
import type { SendQueue } from './send-queue.ts';

/** The ring that a device publishes in: without the word by which it asks for notifications. */
const ringOf = ({ plan }: SendQueue): MemoryRange =>
  plan.format === 'packed'
    ? { address: plan.descriptorTable, bytes: 16 * plan.size }
    : { address: plan.usedRing, bytes: usedRing.ring + usedRing.elementBytes * plan.size };

interface Watched {
  readonly queue: SendQueue;
  readonly honest: HonestDevice;
}

/** Runs cycle by cycle; each is looked at before the next. */
const watch = async (bench: SendBench, watched: readonly Watched[], cycles: number): Promise<number> => {
  const { memory } = bench;
  let bytes = 0;
  for (let cycle = 0; cycle < cycles; cycle++) {
    await bench.bench.run(1);
    for (const range of await memory.written()) {
      const data = await memory.read(range.address, range.bytes);
      memory.clearWritten(range);
      bytes += range.bytes;
      const one = watched.find(({ queue }) => {
        const { address, bytes: length } = ringOf(queue);
        return address <= range.address && range.address < address + BigInt(length);
      });
      expect(one, `a write to ${range.address.toString(16)} is one to a ring`).toBeDefined();
      const written = new Map([...data].map((byte, i) => [range.address + BigInt(i), byte]));
      one!.honest.visible(written);
      one!.honest.issue(written);
    }
  }
  return bytes;
};

it.each([
  { format: 'split', sizes: [8, 64] },
  { format: 'packed', sizes: [7, 64] },
] as const)(
  'publishes in $format rings what was made available, once, when it was read, with a length of 0',
  async one => {
    const random = seededRandom(one.sizes[0]);
    const bus = { latencyCycles: 10, jitterCycles: 60, outOfOrder: true, stall: 0.2, idle: 0.2, maxOutstanding: 64 };
    const bench = await sendBench(configs['10g'], { read: bus, write: bus, stall: 0.2 });
    await bench.start();
    const watched = one.sizes.map((size, i): Watched => {
      const queue = bench.open(3 * i, { size, format: one.format, placement: 'tight' });
      const { address } = ringOf(queue);
      return { queue, honest: new HonestDevice({ kind: one.format, size, address, index: 0, wrap: true }) };
    });
    for (const { queue } of watched) bench.enable(queue);
    for (const { queue } of watched) expect(await bench.settled(queue.queue)).toMatchObject({ enabled: true });
    let bytes = 0;
    for (let turn = 0; turn < 40; turn++) {
      for (const w of watched) {
        for (let i = random.between(0, 6); i > 0; i--) {
          const length = random.between(14, 200);
          const content = Uint8Array.from([...Array(12).fill(0), ...random.bytes(length)]);
          if (!w.queue.post({ content, sizes: random.chance(0.5) ? [12 + length] : [12, length] })) break;
          const { posted } = w.queue.frames.at(-1)!;
          w.honest.post({ id: posted.id, areas: [], slots: posted.descriptors.length });
        }
        await bench.ring(w.queue);
      }
      bytes += await watch(bench, watched, random.between(20, 120));
      await bench.collect();
    }
    bytes += await watch(bench, watched, 1500);
    await bench.collect();
    expect(bytes).toBeGreaterThan(500);
    for (const { queue, honest } of watched) {
      expect(queue.frames.length).toBeGreaterThan(12);
      expect([queue.outstanding.length, honest.outstanding]).toEqual([0, 0]);
      expect(honest.frames.flatMap(({ buffers }) => buffers)).toEqual(
        queue.frames.map(({ posted }) => ({ id: posted.id, bytes: 0 })),
      );
    }
  },
);
