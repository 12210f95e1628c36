// SPDX-License-Identifier: Apache-2.0
/** Random pipelines: what they mean, that mistakes are refused, and that a language with holes would be found out. */
import { expect, it } from 'vitest';
import { Choices } from '../src/fuzz/choices.ts';
import { expectedResults } from '../src/fuzz/pipeline-model.ts';
import { hasMistake, type PipelinePlan, type PlannedValue, randomPlan } from '../src/fuzz/pipeline-plan.ts';
import { comparePlan, failingPipeline, judgePlan } from '../src/fuzz/pipelines.ts';

const seeds = Array.from({ length: 150 }, (_, i) => 4000 + i);

it('give what the model says, or are refused where a value is kept for a later stage', async () => {
  expect(await failingPipeline(seeds, 50, 5)).toBeUndefined();
});

it('hold everything that a stage can read, and mistakes', () => {
  const plans = seeds.map(seed => randomPlan(new Choices(seed), true));
  const values = plans.flatMap(plan => plan.values);
  expect(new Set(values.map(({ origin }) => origin.kind)).size).toBe(4);
  expect(values.some(({ origin }) => origin.kind === 'table' && origin.clocks === 2)).toBe(true);
  expect(values.some(({ isBeside }) => isBeside)).toBe(true);
  expect(new Set(plans.map(({ stalls }) => stalls)).size).toBe(2);
  expect(plans.filter(hasMistake).length).toBeGreaterThan(30);
  expect(plans.filter(plan => !hasMistake(plan)).length).toBeGreaterThan(30);
});

const input = (width: number): PlannedValue => ({
  origin: { kind: 'input' },
  width,
  operands: [],
  madeIn: 0,
  readyIn: 0,
  isBeside: false,
});

/** a * a + c, with c read in stage 1. */
const multiplyAdd = (keptIn: number | undefined): PipelinePlan => ({
  stalls: false,
  stages: 2,
  values: [
    input(8),
    input(16),
    {
      origin: { kind: 'op', op: 'mul', isWire: false },
      width: 16,
      operands: [
        { value: 0, keptIn: undefined },
        { value: 0, keptIn: undefined },
      ],
      madeIn: 0,
      readyIn: 0,
      isBeside: false,
    },
    {
      origin: { kind: 'op', op: 'add', isWire: false },
      width: 16,
      operands: [
        { value: 2, keptIn: undefined },
        { value: 1, keptIn },
      ],
      madeIn: 1,
      readyIn: 1,
      isBeside: false,
    },
  ],
  results: [{ value: 3, keptIn: undefined }],
});

it('are compared with the meaning of a payload, whatever stage a value was taken out in', () => {
  const payloads = [
    [1n, 100n],
    [2n, 200n],
    [3n, 300n],
  ];
  for (const keptIn of [undefined, 0]) {
    expect(expectedResults(multiplyAdd(keptIn), payloads)).toEqual([[101n], [204n], [309n]]);
  }
  expect(judgePlan(multiplyAdd(undefined), new Choices(1), 30)).toBeUndefined();
  expect(judgePlan(multiplyAdd(0), new Choices(1), 30)).toBeUndefined();
  expect(() => comparePlan(multiplyAdd(0), new Choices(1), 30)).toThrow('HDL-STAGE');
});

it('fail where the hardware differs from the meaning', () => {
  // The model is asked about another circuit than the one that is built.
  const other = multiplyAdd(undefined);
  expect(comparePlan(other, new Choices(2), 30, { ...other, results: [{ value: 2, keptIn: undefined }] })).toMatch(
    /^Payload \d+ \(\d+, \d+\) leaves as \d+ in clock \d+, not as \d+\.$/,
  );
  expect(comparePlan(other, new Choices(2), 30, { ...other, stages: 3 })).toBe('Payload 0 takes 2 clocks, not 3.');
});
