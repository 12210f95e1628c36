// SPDX-License-Identifier: Apache-2.0
/**
 * Receive buffers that cost the parts that all functions share much time for little data: three VMs post such buffers, and a fourth, with
 * buffers as drivers post them, gets a quarter of the shortest frames of the line. It loses none, whatever the others lose.
 */
import { describe, expect, it } from 'vitest';
import type { QueueHabits } from '../../../sim/queue-habits.ts';
import { framesOf, openTenGig, vms } from './open-machine.ts';

const victim = 1;
const attackers = [2, 3, 4];
/** So many that what a VM is kept from is more than its queue holds. */
const frameCount = 16_000;

/** Rings that are read with as few accesses as can be, so that their buffers are there as soon as the frames before are written. */
const quick: QueueHabits = { queueSize: 1024, shuffle: false, refill: 64 };
const chains: QueueHabits = { ...quick, buffers: 64, refill: 8, bufferBytes: 2048, pieces: 32, pieceBytes: 2 };

const layouts: readonly (readonly [string, QueueHabits])[] = [
  ['31 pieces of 2 bytes and a long one', { ...chains, indirect: true }],
  ['31 pieces of 2 bytes and a long one, in packed rings', { ...chains, format: 'packed', indirect: true }],
  ['the same without tables', { ...chains, format: 'packed' }],
  [
    'a piece that holds the frame and 31 that it does not need',
    { ...chains, format: 'packed', indirect: true, bufferBytes: 2800, pieceBytes: 80 },
  ],
  ['64 bytes, of which a frame takes two', { ...quick, format: 'packed', bufferBytes: 64, mergeable: true }],
  ['13 bytes, of which a frame takes six', { ...quick, bufferBytes: 13, bufferOffset: 13, mergeable: true }],
  ['4 bytes, of which 17 hold no frame', { ...quick, bufferBytes: 4, mergeable: true, returns: true }],
  [
    '4 bytes, of which 17 hold no frame, in packed rings',
    { ...quick, format: 'packed', bufferBytes: 4, mergeable: true, returns: true },
  ],
  ['4 bytes, of which one holds no frame', { ...quick, format: 'packed', bufferBytes: 4, returns: true }],
];

describe.each(layouts)('beside VMs with buffers of %s', (_name, habits) => {
  it('a VM at its guaranteed share loses no frame', { timeout: 300_000 }, async () => {
    const machine = await openTenGig({
      record: false,
      queueHabits: fn => (attackers.includes(fn) ? habits : {}),
    });
    await machine.start(vms.images);
    await machine.run(framesOf(frameCount, () => 60));
    const counters = await machine.counters();
    if (process.env.SHOW) {
      const lost = (fn: number) =>
        Object.entries(counters[fn]!)
          .filter(([, { frames }]) => frames > 0)
          .map(([event, { frames }]) => `${event} ${frames}`);
      console.log(_name, [victim, ...attackers].map(lost));
    }
    expect(counters[victim]!.delivered.frames).toBe(frameCount / 4);
    // Each frame of the others ended under a reason, too.
    for (const fn of attackers) {
      const all = Object.values(counters[fn]!).reduce((sum, { frames }) => sum + frames, 0);
      expect(all).toBe(frameCount / 4);
    }
  });
});
