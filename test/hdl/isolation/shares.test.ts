// SPDX-License-Identifier: Apache-2.0
/** Shares of the host bus: functions that always have frames get the same bytes, whatever the size of their frames. */
import { expect, it } from 'vitest';
import type { CounterEventName } from '../../../hdl/spec/events/drop-reasons.ts';
import { wireBytes } from '../../../sim/mac.ts';
import { openTenGig, vms } from './open-machine.ts';

/** Jain's index of fairness: 1 when all are equal. */
const jain = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) ** 2 /
  (values.length * values.reduce((sum, value) => sum + value ** 2, 0));

/** Frames of each VM's own length, so that every VM has the same part of the wire. */
const mixOf = (lengths: readonly number[], bytes: number) => {
  const sent = lengths.map(() => 0);
  const frames = [];
  while (Math.min(...sent) < bytes) {
    const vm = sent.indexOf(Math.min(...sent));
    frames.push({ bytes: vms.frameTo(vm, lengths[vm]!) });
    sent[vm]! += wireBytes(lengths[vm]!);
  }
  return frames;
};

it.each([
  ['small and large', [1514, 60, 60, 1514]],
  ['all sizes', [60, 300, 1000, 1514]],
])('are equal when the bus is too slow for all: %s', { timeout: 300_000 }, async (_name, lengths) => {
  const machine = await openTenGig({ record: false, logBursts: true, hostBus: { stall: 0.75 } });
  await machine.start(vms.images);
  machine.mac.send(mixOf(lengths, 1_200_000));
  // Until all buffers are full, nothing has to be shared; after the last frame, what waits is delivered to everyone.
  await machine.bench.run(60_000);
  const before = await machine.counters();
  await machine.memory.takeLog();
  await machine.bench.run(450_000);
  const after = await machine.counters();
  const bursts = await machine.memory.takeLog();
  const during = (vm: number, event: CounterEventName): number =>
    after[vm + 1]![event].frames - before[vm + 1]![event].frames;
  const refused = lengths.map((_, vm) => during(vm, 'quota') + during(vm, 'queue_full'));
  const served = lengths.map((_, vm) =>
    bursts.filter(burst => burst.function === vm + 1).reduce((sum, { bytes }) => sum + bytes, 0),
  );
  if (process.env.SHOW) console.log(JSON.stringify({ served, refused }));
  // Everyone had more frames than it could get rid of.
  expect(Math.min(...refused)).toBeGreaterThan(50);
  expect(jain(served)).toBeGreaterThan(0.999);
});
