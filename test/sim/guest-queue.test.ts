// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { alignment } from '../../hdl/spec/virtio/virtqueue.ts';
import { deviceRanges, planQueue, type QueueSpace } from '../../sim/guest-queue.ts';

const space: QueueSpace = { base: 0x1_0000_0003n, size: 64, bufferBytes: 100 };

describe('the plan of a queue', () => {
  it.each(['page', 'tight'] as const)('places its parts %s, in order and apart', placement => {
    const plan = planQueue({ ...space, placement, bufferOffset: 5, bufferOffsetJitter: 9 });
    expect(plan.descriptorTable).toBeGreaterThanOrEqual(space.base);
    expect(plan.availRing).toBeGreaterThanOrEqual(plan.descriptorTable + 64n * 16n);
    expect(plan.usedRing).toBeGreaterThanOrEqual(plan.availRing + 4n + 64n * 2n + 2n);
    expect(plan.buffers).toBeGreaterThanOrEqual(plan.usedRing + 4n + 64n * 8n + 2n);
    expect(plan.strideBytes).toBeGreaterThanOrEqual(5 + 9 + 100 + 64);
    expect(plan.end).toBe(plan.buffers + BigInt(64 * plan.strideBytes));
  });

  it('gives a tight queue the demanded alignment and not twice it', () => {
    const plan = planQueue({ ...space, placement: 'tight' });
    const parts = [
      [plan.descriptorTable, alignment.descriptorTable],
      [plan.availRing, alignment.availRing],
      [plan.usedRing, alignment.usedRing],
    ] as const;
    for (const [address, bytes] of parts) {
      expect(address % BigInt(bytes)).toBe(0n);
      expect(address % BigInt(2 * bytes)).toBe(BigInt(bytes));
    }
  });

  it('starts the parts of a page queue on pages', () => {
    const plan = planQueue(space);
    for (const address of [plan.descriptorTable, plan.availRing, plan.usedRing, plan.buffers])
      expect(address % 4096n).toBe(0n);
  });

  it('lets the device write index and elements, not the flags', () => {
    const plan = planQueue(space);
    expect(deviceRanges(plan)).toEqual([{ address: plan.usedRing + 2n, bytes: 2 + 64 * 8 }]);
  });

  it.each([0, 3, 100, 65_536])('refuses %i descriptors', size => {
    expect(() => planQueue({ ...space, size })).toThrow(`${size} is none`);
  });
});
