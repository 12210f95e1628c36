// SPDX-License-Identifier: Apache-2.0
/** Builds a design into a program for benches; what was built of the same text is kept. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExecaError, execa } from 'execa';
import { InputError } from '../command-line/input-error.ts';
import type { EmittedDesign } from '../emit/design.ts';
import { benchProgram } from './glue.ts';
import { verilatorFlags, verilatorRuntime } from './runtime.ts';

const verilatorOptions = [
  ...[
    '--cc',
    '-Wno-lint',
    '-Wno-style',
    '-Wno-fatal',
    '--assert',
    '-DFORMAL',
    '--public-flat-rw',
    '-fno-const-bit-op-tree',
  ],
  ...['--x-initial', 'unique', '--x-assign', 'unique', '--Mdir', 'obj'],
];

const run = async (program: string, args: readonly string[], cwd: string): Promise<void> => {
  try {
    await execa(program, args, { cwd });
  } catch (error) {
    const { code, stderr } = error as ExecaError;
    const missing = code === 'ENOENT';
    throw new InputError({
      what: missing ? `a bench on Verilator needs ${program}` : `${program} failed in ${cwd}: ${`${stderr}`.trim()}`,
      remedy: missing ? 'install it, or use the built-in simulator' : 'mend what it says',
    });
  }
};

/** The path of the program of a design. Throws InputError where a tool is missing or refuses the design. */
export const benchBinary = async (design: EmittedDesign, folder: string): Promise<string> => {
  const program = benchProgram(design.top, design.ports);
  const hash = createHash('sha256')
    .update(design.verilog)
    .update(program)
    .update(verilatorOptions.join(' '))
    .digest('hex');
  const place = join(folder, `${design.top}-${hash.slice(0, 16)}`);
  const binary = join(place, 'bench');
  if (existsSync(binary)) return binary;
  // Another process may build the same.
  const fresh = `${place}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  writeFileSync(join(fresh, 'bench.cpp'), program);
  for (const { name, verilog } of design.modules) writeFileSync(join(fresh, `${name}.v`), verilog);
  await run(
    'verilator',
    [...verilatorOptions, '--top-module', design.top, ...design.modules.map(({ name }) => `${name}.v`)],
    fresh,
  );
  const { root, object } = await verilatorRuntime();
  const sources = readdirSync(join(fresh, 'obj')).filter(name => name.endsWith('.cpp'));
  const all = [...sources, '../bench.cpp'].map(name => `#include "${name}"\n`).join('');
  writeFileSync(join(fresh, 'obj', 'all.cxx'), all);
  const link = ['-I.', 'all.cxx', object, '-pthread', '-latomic', '-o', '../bench'];
  await run('clang++', [...verilatorFlags(root), ...link], join(fresh, 'obj'));
  if (existsSync(binary)) rmSync(fresh, { recursive: true });
  else renameSync(fresh, place);
  return binary;
};
