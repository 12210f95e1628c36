// SPDX-License-Identifier: Apache-2.0
/**
 * Chains that cost the parts that all functions share much time and send nothing: three VMs post such chains without end, and a
 * fourth sends the shortest frames. It gets at least its share of the line.
 */
import { describe, expect, it } from 'vitest';
import type { SenderHabits } from '../../../sim/queue-habits.ts';
import { config, openTenGig, vms } from './open-machine.ts';

const victim = 1;
const attackers = [2, 3, 4];
const frames = 1500;
/** Clocks in which the wire takes a frame of 60 bytes. */
const wireClocks = ((60 + 24) * 8 * config.clockHz) / 10e9;

const layouts: readonly (readonly [string, SenderHabits, number])[] = [
  ['32 pieces, too long for a frame', { queueSize: 128, pieces: 32, bufferBytes: 9400 }, 9200],
  [
    '32 pieces, too long for a frame, in tables of packed rings',
    { queueSize: 128, pieces: 32, bufferBytes: 9400, format: 'packed', indirect: true },
    9200,
  ],
  [
    '32 pieces, of a short frame',
    { queueSize: 128, pieces: 32, bufferBytes: 400, format: 'packed', indirect: true },
    60,
  ],
];

describe.each(layouts)('beside VMs that send chains of %s', (_name, habits, bytes) => {
  it('a VM with less than its share sends at its own pace', { timeout: 300_000 }, async () => {
    const machine = await openTenGig({
      record: false,
      senders: (fn, queue) => {
        if (queue !== 0 || fn === 0 || fn > 4) return undefined;
        return fn === victim ? { queueSize: 512 } : habits;
      },
      hostBus: { outOfOrder: true, maxOutstanding: 256 },
    });
    await machine.start(vms.images);
    const senderOf = (fn: number) => machine.senders.find(one => one.function === fn)!;
    for (const fn of attackers)
      senderOf(fn).send(Array.from({ length: 700 }, (_, i) => ({ bytes: vms.frameFrom(fn, i, bytes) })));
    await machine.bench.run(4000);
    senderOf(victim).send(Array.from({ length: frames }, (_, i) => ({ bytes: vms.frameFrom(victim, i, 60) })));
    const begun = machine.bench.cycle;
    const bound = 1.05 * 4 * wireClocks * frames + 4000;
    let used = 0;
    while (used < frames && machine.bench.cycle - begun < 3 * bound) {
      await machine.bench.run(500);
      ({ used } = await senderOf(victim).statistics());
    }
    const clocks = machine.bench.cycle - begun;
    const left = await Promise.all(attackers.map(async fn => (await senderOf(fn).statistics()).waiting));
    if (process.env['SHOW']) console.log(_name, { clocks, bound, used, left });
    expect(used).toBe(frames);
    expect(clocks).toBeLessThan(bound);
    // They had chains to send all the time.
    expect(Math.min(...left)).toBeGreaterThan(0);
  });
});
