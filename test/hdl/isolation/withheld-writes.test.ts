// SPDX-License-Identifier: Apache-2.0
/**
 * A VM whose writes are never answered, with receive buffers that make as much of each frame as can be: as many used elements, or
 * as many write bursts. What it may have under way ends early enough for all that comes of the frames which are on their way then, and
 * the others lose no frame.
 */
import { describe, expect, it } from 'vitest';
import {
  frameBurstsPerFunction,
  maxBuffersPerFrame,
  maxSegmentsPerFrame,
  waitingElementsPerFunction,
} from '../../../hdl/spec/virtio/mover-sizes.ts';
import type { QueueHabits } from '../../../sim/queue-habits.ts';
import { config, framesOf, openTenGig, vms } from './open-machine.ts';

const attacker = 2;
const victims = [1, 3, 4];
const count = 1200;

const quick: QueueHabits = { queueSize: 1024, shuffle: false, refill: 64, bufferBytes: 5, mergeable: true };
/** 32 pieces, each across an edge of a page: two bursts each. */
const acrossPages: QueueHabits = {
  ...{ queueSize: 128, format: 'packed', indirect: true, pieces: 32, pieceBytes: 2, pieceGap: 4094 },
  ...{ bufferOffset: 4095, bufferBytes: 4161 },
};
/** Frames of the attacker that keep it below its limit. */
const below = (limit: number, each: number): number => Math.ceil(limit / each) - 1;
const elements = below(waitingElementsPerFunction(config), maxBuffersPerFrame);
const bursts = below(frameBurstsPerFunction(config), 2 * maxSegmentsPerFrame);

const layouts: readonly (readonly [string, QueueHabits, number])[] = [
  ['17 merged buffers a frame', quick, elements],
  ['17 merged buffers a frame, in packed rings', { ...quick, format: 'packed' }, elements],
  ['32 pieces across pages a frame', acrossPages, bursts],
];

describe.each(layouts)('beside a VM with %s whose writes are never answered', (_name, habits, first) => {
  it('the others lose no frame', { timeout: 300_000 }, async () => {
    const machine = await openTenGig({
      record: false,
      hostBus: { outOfOrder: true, maxOutstanding: 4096 },
      queueHabits: fn => (fn === attacker ? habits : {}),
    });
    await machine.start(vms.images);
    machine.hostBus.write!.withhold(attacker);
    // Its buffers are there again before many frames come to it at once.
    for (const frames of [first, 60]) {
      await machine.run(Array.from({ length: frames }, () => ({ bytes: vms.frameTo(attacker - 1, 73) })));
    }
    await machine.run(framesOf(count, () => 73));
    const counters = await machine.counters();
    for (const fn of victims) expect(counters[fn]!.delivered.frames).toBe(count / 4);
    expect(counters[attacker]!.delivered.frames).toBe(0);
  });
});
