// SPDX-License-Identifier: Apache-2.0
/**
 * Every kind of ring and every habit of drivers at once: each queue of the machine has its own, drawn by seed, on a bus that
 * reorders and stalls. Every frame must come whole and in order to the queue that it is for, and nothing be written elsewhere.
 */
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { configs } from '../../hdl/spec/configs.ts';
import { netHeaderBytes } from '../../hdl/spec/virtio/virtqueue.ts';
import { top } from '../../hdl/top.ts';
import { fourVms, vmCount } from '../../sim/benchmarks/four-vms.ts';
import { openMachine } from '../../sim/machine.ts';
import type { QueueHabits } from '../../sim/queue-habits.ts';
import { keepOnFailure } from '../../sim/vitest.ts';
import { type Random, seededRandom } from '../support/random.ts';

const design = emitVerilog(top(configs['10g']));
const longest = 1514;

/** Habits of a driver whose buffers hold every frame: alone, or several together. */
const anyHabits = (random: Random): QueueHabits => {
  const format = random.pick(['split', 'packed'] as const);
  const eventIndex = random.chance(0.5);
  const header = random.pick(['inside', 'apart', 'shared'] as const);
  const pieces = header === 'inside' ? random.pick([1, 1, 2, 5]) : random.pick([2, 3, 6]);
  // A shared header cannot tell of several buffers.
  const mergeable = header !== 'shared' && random.chance(0.4);
  const whole = netHeaderBytes + longest;
  // At most 17 buffers and 32 pieces to a frame.
  const most = Math.min(17, Math.floor(32 / pieces));
  const bufferBytes = mergeable ? random.between(Math.ceil(whole / most), whole) : random.between(whole, 2 * whole);
  return {
    ...{ format, eventIndex, header, pieces, mergeable, bufferBytes },
    queueSize: format === 'split' ? random.pick([128, 256, 512]) : random.between(100, 400),
    indirect: pieces > 1 && random.chance(0.5),
    scatter: random.chance(0.5),
    shuffle: random.chance(0.5),
    wake: random.pick(['poll', 'interrupt', 'adaptive'] as const),
    eventBatch: eventIndex ? random.pick([0, 0, random.between(1, 6)]) : 0,
    placement: random.pick(['page', 'tight'] as const),
    bufferOffset: random.between(0, 63),
    intervalCycles: random.between(20, 300),
  };
};

describe('a machine whose queues are all different', () => {
  it.each(Array.from({ length: 12 }, (_, i) => i + 1))('delivers every frame (seed %i)', async seed => {
    const random = seededRandom(seed);
    const { images, frameTo } = fourVms(configs['10g']);
    const habits = Array.from({ length: configs['10g'].functions }, () => anyHabits(random));
    const machine = keepOnFailure(
      await openMachine(design, configs['10g'], {
        seed,
        queueHabits: fn => habits[fn]!,
        hostBus: { jitterCycles: 60 * (seed % 3), outOfOrder: seed % 2 === 0, stall: seed % 3 === 0 ? 0.2 : 0 },
      }),
    );
    await machine.start(images);
    const lengths = Array.from({ length: 600 }, () =>
      random.pick([60, random.between(60, longest), random.between(60, 200)]),
    );
    const frames = lengths.map((length, i) => ({ bytes: frameTo(i, length), extraGapBytes: 600 }));
    await machine.run(frames);
    // A driver that asked for an interrupt after several frames need not be woken for the last ones.
    for (const driver of machine.drivers) if (habits[driver.function]!.eventBatch) driver.look();
    await machine.rest();
    const got = await machine.deliveries();
    for (let vm = 0; vm < vmCount; vm++) {
      const sent = frames.filter((_, i) => i % vmCount === vm).map(({ bytes }) => Buffer.from(bytes).toString('hex'));
      const queue = machine.queueIndex(vm + 1, 0);
      expect(got[queue]!.map(({ bytes }) => bytes.toString('hex'))).toEqual(sent);
      expect(await machine.queueStatus(machine.drivers[queue]!)).toMatchObject({ error: 'none', enabled: true });
    }
    expect(await machine.strayWrites()).toEqual([]);
    expect(await machine.card.faults()).toEqual([]);
  });
});
