// SPDX-License-Identifier: Apache-2.0
/** Runs subjects on Icarus and Verilator, and collects what both complain about. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { verilatorFlags, verilatorRuntime } from '../verilated/runtime.ts';
import { batchModule, icarusBench, rowsOf, stimulusText, topName, verilatorBench } from './harness.ts';
import { run, type Verdict } from './run.ts';
import type { Subject } from './subject.ts';

/** Writes the modules, the batch and the stimulus; returns the names of the Verilog files. */
export const writeBatch = (subjects: readonly Subject[], folder: string): string[] => {
  mkdirSync(folder, { recursive: true });
  const files = [`${topName}.v`];
  writeFileSync(join(folder, files[0]!), batchModule(subjects));
  for (const subject of subjects) {
    writeFileSync(join(folder, `${subject.name}.hex`), `${stimulusText(subject)}\n`);
    for (const { name, verilog } of subject.emitted.modules) {
      writeFileSync(join(folder, `${name}.v`), verilog);
      files.push(`${name}.v`);
    }
  }
  return files;
};

/** Runs Icarus on a written batch. */
export const runIcarus = async (
  subjects: readonly Subject[],
  folder: string,
  files: readonly string[],
): Promise<Verdict> => {
  writeFileSync(join(folder, 'bench.v'), icarusBench(subjects, 'source'));
  const args = ['-Wall', '-g2005', '-s', 'bench', '-o', 'bench.vvp', 'bench.v', ...files];
  const { errors } = await run('iverilog', args, folder);
  const complaints = errors
    .split('\n')
    .filter(line => line.trim() !== '' && !/^(bench|fuzz_batch)\.v:\d+: warning/.test(line))
    .join('\n');
  if (!existsSync(join(folder, 'bench.vvp'))) return { rows: subjects.map(() => undefined), complaints };
  const { output } = await run('vvp', ['-n', 'bench.vvp'], folder);
  return { rows: rowsOf(subjects, output), complaints };
};

/** Runs Verilator on a written batch: one build for all subjects. */
export const runVerilator = async (
  subjects: readonly Subject[],
  folder: string,
  files: readonly string[],
): Promise<Verdict> => {
  writeFileSync(join(folder, 'bench.cpp'), verilatorBench(subjects));
  const options = [
    '--cc',
    '-Wno-lint',
    '-Wno-style',
    '-Wno-fatal',
    '--x-initial',
    '0',
    '--output-split',
    '20000',
    '--Mdir',
    'obj',
    '--top-module',
    topName,
  ];
  const { errors } = await run('verilator', [...options, ...files], folder);
  const complaints = errors.trim();
  const { root, object } = await verilatorRuntime();
  const all = join(folder, 'obj');
  if (!existsSync(join(all, `V${topName}.h`))) return { rows: subjects.map(() => undefined), complaints };
  const sources = await readSources(all);
  writeFileSync(join(all, 'all.cpp'), [...sources, '../bench.cpp'].map(name => `#include "${name}"\n`).join(''));
  await execa(
    'clang++',
    [...verilatorFlags(root), '-I.', 'all.cpp', object, '-pthread', '-latomic', '-o', '../bench'],
    {
      cwd: all,
    },
  );
  const { output } = await run('./bench', [], folder);
  return { rows: rowsOf(subjects, output), complaints };
};

/** What Verilator complains of, without a build. */
export const lintVerilator = async (
  subjects: readonly Subject[],
  folder: string,
  files: readonly string[],
): Promise<Verdict> => {
  const { errors } = await run(
    'verilator',
    ['--lint-only', '-Wall', '-Wno-fatal', '--top-module', topName, ...files],
    folder,
  );
  return { rows: subjects.map(() => undefined), complaints: errors.trim() };
};

/** What Yosys complains of: undriven and multiply driven nets, latches, loops, and anything it cannot read. */
export const lintYosys = async (
  subjects: readonly Subject[],
  folder: string,
  files: readonly string[],
): Promise<Verdict> => {
  const script = `read_verilog ${files.join(' ')}; hierarchy -check -top ${topName}; proc; check -assert`;
  const { errors } = await run('yosys', ['-q', '-p', script], folder);
  return { rows: subjects.map(() => undefined), complaints: errors.trim() };
};

const readSources = async (folder: string): Promise<string[]> => {
  const { readdir } = await import('node:fs/promises');
  return (await readdir(folder)).filter(name => name.endsWith('.cpp') && name !== 'all.cpp').sort();
};
