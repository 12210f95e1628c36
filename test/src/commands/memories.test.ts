// SPDX-License-Identifier: Apache-2.0
/** `sluice memories` as a user meets it, against the arrays of the Verilog. */
import { execa } from 'execa';
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { top } from '../../../hdl/top.ts';
import type { MachineMemory, StageMemories } from '../../../src/verify/memories/machine-memories.ts';
import { verilogModules } from '../../support/verilog-modules.ts';

const root = new URL('../../..', import.meta.url).pathname;
const memories = (...args: readonly string[]) =>
  execa(process.execPath, ['bin/sluice.js', 'memories', ...args], { cwd: root, reject: false });

interface Answer {
  readonly memories: readonly MachineMemory[];
  readonly sums: readonly StageMemories[];
}

/** Style, words and width of the arrays of a module, as its text declares them. */
const arraysOf = (verilog: string): string[] =>
  [...verilog.matchAll(/\(\* ram_style = "(\w+)".*\n +reg +(?:\[(\d+):0\] +)?\w+ \[0:(\d+)\];/g)].map(
    ([, style, high = '0', last]) => `${style} ${Number(last) + 1} x ${Number(high) + 1}`,
  );

/** How often each occurs in the whole design. */
const counted = (names: Iterable<readonly [string, number]>): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const [name, count] of names) counts[name] = (counts[name] ?? 0) + count;
  return counts;
};

test('tells of every memory that the Verilog has, as often as it is there', async () => {
  const answer = JSON.parse((await memories('tiny', '--json')).stdout) as Answer;
  const design = emitVerilog(top(configs.tiny));
  const modules = verilogModules(design.modules);
  const texts = new Map(design.modules.map(({ name, verilog }) => [name, verilog]));
  const below = (name: string): string[] => [
    ...arraysOf(texts.get(name)!),
    ...[...modules.get(name)!.instances.values()].flatMap(below),
  ];
  const declared = counted(below(design.top).map(name => [name, 1] as const));
  const style = (kind: string): string => (kind === 'registered' ? 'distributed' : kind);
  const told = counted(
    answer.memories.map(({ kind, depth, bits, count }) => [`${style(kind)} ${depth} x ${bits}`, count] as const),
  );
  expect(told).toEqual(declared);
  expect(Object.keys(declared).length).toBeGreaterThan(50);
});

test('the sums are those of the rows', async () => {
  const { memories: all, sums } = JSON.parse((await memories('tiny', '--json')).stdout) as Answer;
  for (const { stage, blockRams, lutRams } of sums) {
    const rows = stage === 'whole machine' ? all : all.filter(one => one.stage === stage);
    expect([stage, rows.reduce((sum, one) => sum + one.blockRams, 0)]).toEqual([stage, blockRams]);
    expect([stage, rows.reduce((sum, one) => sum + one.lutRams, 0)]).toEqual([stage, lutRams]);
  }
  expect(sums.at(-1)!.blockRams).toBeGreaterThan(0);
});

test('prints block RAMs, or all, and the stages', async () => {
  const [some, all] = await Promise.all([memories('tiny'), memories('tiny', '--all')]);
  expect([some.stderr, some.exitCode, all.exitCode]).toEqual(['', 0, 0]);
  const [head, ...rows] = some.stdout.split('\n');
  expect(head).toMatch(/^memory +number +words x bits +reads +kind +EBR +LUT RAM +otherwise +line$/);
  const end = rows.indexOf('');
  for (const row of rows.slice(0, end)) expect(row).toMatch(/ block +[1-9]\d* +0 +\d+ +\S+\.ts:\d+$/);
  expect(rows.at(-1)).toMatch(/^whole machine +\d+ +\d+$/);
  expect(all.stdout).toMatch(/ registered +0 +\d+ /);
  expect(all.stdout.split('\n').length).toBeGreaterThan(rows.length + 50);
});

describe('refuses in one sentence', () => {
  test.each([
    [['x'], 'sluice: there is no configuration "x" (there are tiny, 10g-ecp5, 10g, 25g, 100g); name one of them.'],
    [
      ['tiny', '10g'],
      'sluice: "10g" is one argument too many ("sluice memories [config]"); see "sluice memories --help".',
    ],
  ])('%j', async (args, sentence) => {
    const { stderr, exitCode } = await memories(...args);
    expect([stderr, exitCode]).toEqual([sentence, 1]);
  });
});
