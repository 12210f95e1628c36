// SPDX-License-Identifier: Apache-2.0
/** `sluice depth` as a user meets it. */
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { top } from '../../../hdl/top.ts';

const root = new URL('../../..', import.meta.url).pathname;
const depth = (...args: readonly string[]) =>
  execa(process.execPath, ['bin/sluice.js', 'depth', ...args], { cwd: root, reject: false });

test('prints a row for each stage with start, end and line of the deepest path', async () => {
  const { stdout, stderr, exitCode } = await depth('tiny');
  expect([stderr, exitCode]).toEqual(['', 0]);
  const [head, ...rows] = stdout.split('\n');
  expect(head).toMatch(/^stage +LUTs +carry chains +from +to +line$/);
  const stages = top(configs.tiny)
    .elaborate()
    .instances.map(({ name }) => name);
  expect(rows.map(row => row.split(/ {2,}/)[0])).toEqual([...stages, 'whole machine']);
  for (const row of rows) expect(row).toMatch(/^\S+( \S+)? +[1-9]\d* +\d+ +\S+ \(.+\) +\S+ \(.+\) +\S+\.ts:\d+$/);
});

test('--top prints paths with every step, --json the same as data', async () => {
  const text = (await depth('tiny', '--top', '2')).stdout;
  const stages = JSON.parse((await depth('tiny', '--top', '2', '--json')).stdout);
  expect(
    text
      .split(/^gate$/m)[1]!
      .split('\n\n')[0]!
      .match(/^ {2}from /gm),
  ).toHaveLength(2);
  const gate = stages.find(({ stage }: { stage: string }) => stage === 'gate');
  expect(gate.component).toBe('verdict_gate');
  expect(gate.paths).toHaveLength(2);
  for (const { levels, steps, start, end } of gate.paths) {
    expect(steps.filter(({ kind }: { kind: string }) => kind !== 'carry chain')).toHaveLength(levels);
    for (const { source } of [start, ...steps, end]) expect(source).toMatch(/\.ts:\d+$/);
  }
  expect(gate.levels).toBe(gate.paths[0].levels);
});

test('--bounds says nothing when all hold', async () => {
  const { stdout, stderr, exitCode } = await depth('tiny', '--bounds');
  expect([stdout, stderr, exitCode]).toEqual(['', '', 0]);
});

describe('refuses in one sentence', () => {
  test.each([
    [['x'], 'sluice: there is no configuration "x" (there are tiny, 10g-ecp5, 10g, 25g, 100g); name one of them.'],
    [['40g'], 'sluice: there is no configuration "40g" (there are tiny, 10g-ecp5, 10g, 25g, 100g); did you mean 10g?'],
    [['tiny', '--top', '0'], 'sluice: --top is "0"; give a whole number from 1 on.'],
    [['tiny', '10g'], 'sluice: "10g" is one argument too many ("sluice depth [config]"); see "sluice depth --help".'],
  ])('%j', async (args, sentence) => {
    const { stderr, exitCode } = await depth(...args);
    expect([stderr, exitCode]).toEqual([sentence, 1]);
  });
});
