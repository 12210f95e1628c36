// SPDX-License-Identifier: Apache-2.0
/** Runs subjects on Icarus and Verilator, and collects what both complain about. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
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

let verilatorRoot: Promise<string> | undefined;

/** The run-time library of Verilator, compiled once for each version. */
const runtime = async (): Promise<{ root: string; object: string }> => {
  verilatorRoot ??= execa('verilator', ['--getenv', 'VERILATOR_ROOT']).then(({ stdout }) => stdout.trim());
  const root = await verilatorRoot;
  const { stdout: version } = await execa('verilator', ['--version']);
  const object = join(tmpdir(), `typescript-hdl-${version.replaceAll(/[^\w.]+/g, '-')}-${process.getuid?.() ?? 0}.o`);
  if (!existsSync(object)) {
    const source = object.replace(/o$/, `${process.pid}.cpp`);
    const fresh = object.replace(/o$/, `${process.pid}.o`);
    writeFileSync(source, '#include "verilated.cpp"\n#include "verilated_threads.cpp"\n');
    await execa('clang++', [...compileFlags(root), '-O1', '-c', source, '-o', fresh]);
    renameSync(fresh, object);
    rmSync(source);
  }
  return { root, object };
};

const compileFlags = (root: string): string[] => [
  '-O0',
  '-std=c++17',
  '-w',
  `-I${join(root, 'include')}`,
  `-I${join(root, 'include/vltstd')}`,
];

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
  const { root, object } = await runtime();
  const all = join(folder, 'obj');
  if (!existsSync(join(all, `V${topName}.h`))) return { rows: subjects.map(() => undefined), complaints };
  const sources = await readSources(all);
  writeFileSync(join(all, 'all.cpp'), [...sources, '../bench.cpp'].map(name => `#include "${name}"\n`).join(''));
  await execa('clang++', [...compileFlags(root), '-I.', 'all.cpp', object, '-pthread', '-latomic', '-o', '../bench'], {
    cwd: all,
  });
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
