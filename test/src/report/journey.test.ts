// SPDX-License-Identifier: Apache-2.0
/** The journey of a frame out of a trace: made-up traces whose answer is plain, and a real one. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { framesEntered, journeyOf, tracedSignals } from '../../../src/report/journey.ts';
import { journeyPoints, pointSignal } from '../../../src/report/journey-points.ts';
import { type RecordedFrame, type RunTrace, recordSchema, traceSchema } from '../../../src/report/run-record.ts';

const config = configs['10g'];
const toVm = (fn: number, queue = 0): RecordedFrame => ({
  bytes: 60,
  cycle: 0,
  functions: [fn],
  event: 'delivered',
  queue,
});

/** One hand-over: its clock, whose it is, and what it says. */
type HandOver = readonly [cycle: number, whose?: number, address?: number];

/** A trace in which each point has the hand-overs that are given; all signals are 0 otherwise. */
const traceWith = (given: readonly (readonly HandOver[])[]): Pick<RunTrace, 'signals'> => {
  const signals: Record<string, { width: number; changes: [number, string][] }> = {};
  const pulse = (name: string, width: number, cycle: number, value: number): void => {
    signals[name] ??= { width, changes: [[0, '0']] };
    signals[name].changes.push([cycle, value.toString(16)], [cycle + 1, '0']);
  };
  for (const [i, point] of journeyPoints.entries()) {
    for (const [cycle, whose = 0, address] of given[i] ?? []) {
      for (const name of point.when) pulse(pointSignal('sluice', point, name), 1, cycle, 1);
      if (point.whose) pulse(pointSignal('sluice', point, point.whose.signal), 8, cycle, whose);
      const said = point.repeats?.signal ?? (point.title === 'write planned' ? 'writes_address_o' : undefined);
      if (said && address !== undefined) pulse(pointSignal('sluice', point, said), 64, cycle, address);
    }
  }
  return { signals };
};

/** Two frames, to queue 0 of functions 1 and 2 (queues 2 and 4 of all), and what comes between. */
const two = traceWith([
  [[10], [20]],
  [[12], [22]],
  [[50], [60]],
  [[79], [89]],
  [[81], [91]],
  [
    [90, 2],
    [100, 4],
  ],
  // The queue of the second frame is tried in vain before it is granted.
  [
    [96, 2],
    [102, 4],
    [140, 4],
  ],
  [
    [101, 2],
    [150, 4],
  ],
  [
    [106, 2, 0x100],
    [155, 4, 0x200],
  ],
  // A used element of function 2 is written before its frame.
  [
    [111, 1, 0x100],
    [157, 2, 0x999],
    [160, 2, 0x200],
  ],
  [
    [160, 2],
    [210, 4],
  ],
  [
    [180, 2],
    [250, 4],
  ],
]);

test('each frame has the hand-overs that are its own', () => {
  const signals = tracedSignals(two);
  const clocks = (index: number): readonly number[] =>
    journeyOf(config, [toVm(1), toVm(2)], signals, index).passed.map(({ cycle }) => cycle);
  expect(clocks(0)).toEqual([10, 12, 50, 79, 81, 90, 96, 101, 106, 111, 160, 180]);
  expect(clocks(1)).toEqual([20, 22, 60, 89, 91, 100, 140, 150, 155, 160, 210, 250]);
  expect(framesEntered(two)).toBe(2);
});

test('frames of one queue are told apart by their order, and frames that are dropped take none of its places', () => {
  const same = traceWith([
    [[10], [20], [30]],
    [[12], [22], [32]],
    [[50], [60], [70]],
    [[79], [89], [99]],
    [[81], [91], [101]],
    [
      [90, 2],
      [110, 2],
    ],
  ]);
  const frames = [toVm(1), { ...toVm(1), event: 'rule_deny' }, toVm(1)];
  const clocks = frames.map((_, i) =>
    journeyOf(config, frames, tracedSignals(same), i).passed.map(({ cycle }) => cycle),
  );
  expect(clocks).toEqual([
    [10, 12, 50, 79, 81, 90],
    [20, 22, 60, 89, 91],
    [30, 32, 70, 99, 101, 110],
  ]);
});

test('a real frame takes the clocks that the walk states for one that meets no other', () => {
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`run/${name}`, import.meta.url), 'utf8'));
  const [record, trace] = [recordSchema.parse(read('run.json')), traceSchema.parse(read('trace.json'))];
  const { passed } = journeyOf(config, record.frames.slice(0, trace.frames.length), tracedSignals(trace), 1);
  const clocks = passed.map(({ cycle }) => cycle - passed[0]!.cycle);
  expect(passed.map(({ point }) => point.title)).toEqual(journeyPoints.map(({ title }) => title));
  // Ingress 2, parser 40, look-up and classifier 29: the parts of docs/packet-walk.md.
  expect(clocks.slice(0, 4)).toEqual([0, 2, 42, 71]);
  expect(clocks).toEqual(clocks.toSorted((a, b) => a - b));
});
