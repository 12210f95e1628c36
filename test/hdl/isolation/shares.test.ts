// SPDX-License-Identifier: Apache-2.0
/** Shares of the host bus: functions that always have frames get bytes by their weights, whatever the size of their frames. */
import { expect, it } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import type { CounterEventName } from '../../../hdl/spec/events/drop-reasons.ts';
import { tokensOfRate, wireOverheadBytes } from '../../../hdl/spec/shares.ts';
import type { TableImages } from '../../../hdl/spec/tables/table-images.ts';
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

/** Bytes on the host bus that each VM got while all had more frames than they could get rid of. */
const servedWith = async (
  images: TableImages,
  lengths: readonly number[],
  clocks = 450_000,
): Promise<readonly number[]> => {
  const machine = await openTenGig({ record: false, logBursts: true, hostBus: { stall: 0.75 } });
  await machine.start(images);
  machine.mac.send(mixOf(lengths, 2.7 * clocks));
  // Until all buffers are full, nothing has to be shared; after the last frame, what waits is delivered to everyone.
  await machine.bench.run(60_000);
  const before = await machine.counters();
  await machine.memory.takeLog();
  await machine.bench.run(clocks);
  const after = await machine.counters();
  const bursts = await machine.memory.takeLog();
  const during = (vm: number, event: CounterEventName): number =>
    after[vm + 1]![event].frames - before[vm + 1]![event].frames;
  const refused = lengths.map((_, vm) => during(vm, 'quota') + during(vm, 'queue_full'));
  const served = lengths.map((_, vm) =>
    bursts.filter(burst => burst.function === vm + 1).reduce((sum, { bytes }) => sum + bytes, 0),
  );
  if (process.env.SHOW) console.log(JSON.stringify({ served, refused }));
  expect(Math.min(...refused)).toBeGreaterThan(50);
  return served;
};

it.each([
  ['small and large', [1514, 60, 60, 1514]],
  ['all sizes', [60, 300, 1000, 1514]],
])('are equal when the bus is too slow for all: %s', { timeout: 300_000 }, async (_name, lengths) => {
  expect(jain(await servedWith(vms.images, lengths))).toBeGreaterThan(0.999);
});

it('follow the weights within a hundredth', { timeout: 300_000 }, async () => {
  const weights = [2, 1, 3, 2];
  const images = { ...vms.images, weights: vms.images.weights.map((weight, fn) => weights[fn - 1] ?? weight) };
  // Of one length, since what the index reads of a driver cost is not counted to the byte. One turn more or less of the function with the least weight is to be less than a hundredth of what it gets.
  const served = await servedWith(images, [300, 300, 300, 300], 1_200_000);
  const all = served.reduce((sum, bytes) => sum + bytes, 0);
  const parts = served.map((bytes, vm) => bytes / all / (weights[vm]! / 8));
  for (const part of parts) expect(Math.abs(part - 1)).toBeLessThan(0.01);
});

it('end at a rate limit, which holds within a hundredth', { timeout: 300_000 }, async () => {
  const { clockHz } = configs['10g'];
  const bitsPerSecond = 4e9;
  const limited = tokensOfRate(configs['10g'], bitsPerSecond);
  const images = { ...vms.images, rates: vms.images.rates.map((rate, fn) => (fn === 1 ? limited : rate)) };
  const machine = await openTenGig({ record: false });
  await machine.start(images);
  const length = 1000;
  machine.mac.send(Array.from({ length: 3600 }, () => ({ bytes: vms.frameTo(0, length) })));
  await machine.bench.run(60_000);
  const [before, start] = [(await machine.counters())[1]!.delivered.frames, machine.bench.cycle];
  await machine.bench.run(380_000);
  const [after, end] = [(await machine.counters())[1]!.delivered.frames, machine.bench.cycle];
  const bits = (after - before) * 8 * (length + wireOverheadBytes);
  const measured = bits / ((end - start) / clockHz);
  if (process.env.SHOW) console.log(measured);
  expect(Math.abs(measured / bitsPerSecond - 1)).toBeLessThan(0.01);
});
