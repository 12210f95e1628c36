// SPDX-License-Identifier: Apache-2.0
/**
 * Measures four designs in this language and in Amaranth, and writes docs/comparison.json and docs/comparison.md. Needs yosys,
 * verilator and python3; Amaranth comes from PyPI into build/compare.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { amaranthVersion, designs, type Side, sizeOfSource, sizeOfText } from './side-by-side/designs.ts';
import { comparisonPage, type Measured, type Record } from './side-by-side/page.ts';
import { synthesised, warningsOf } from './side-by-side/tools.ts';

const folder = fileURLToPath(new URL('..', import.meta.url));
const work = join(folder, '..', '..', 'build', 'compare');
const python = join(work, 'venv', 'bin', 'python');

const installAmaranth = (): void => {
  if (existsSync(python)) return;
  execFileSync('python3', ['-m', 'venv', join(work, 'venv')], { stdio: 'inherit' });
  const packages = [`amaranth[builtin-yosys]==${amaranthVersion}`];
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', ...packages], { stdio: 'inherit' });
};

const inAmaranth = (module: string): string => {
  const file = join(work, `${module}.amaranth.v`);
  const cwd = join(folder, 'bench', 'side-by-side', 'amaranth');
  execFileSync(python, ['-B', 'emit.py', module, module, file], { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  return readFileSync(file, 'utf8');
};

const measure = (design: string, side: Side, source: string, top: string, verilog: string): Measured => {
  const file = join(work, `${design.replaceAll(/\W+/g, '-')}.${side}.v`);
  writeFileSync(file, verilog);
  return {
    design,
    side,
    ...sizeOfSource(join(folder, 'bench', 'side-by-side', source)),
    ...sizeOfText(verilog),
    warnings: warningsOf(file, top),
    ...synthesised(file, top),
  };
};

const version = (tool: string, ...args: readonly string[]): string => {
  const text = execFileSync(tool, args, { encoding: 'utf8' });
  return /\d+\.\d+[\w.+-]*/.exec(text)![0];
};

mkdirSync(work, { recursive: true });
installAmaranth();
const rows = designs.flatMap(({ name, source, emit, amaranth }): Measured[] => {
  const ours = emit();
  const own = measure(name, 'typescript-hdl', source, ours.top, ours.verilog);
  if (!amaranth) return [own];
  return [own, measure(name, 'Amaranth', `amaranth/${amaranth}.py`, amaranth, inAmaranth(amaranth))];
});
const record: Record = { yosys: version('yosys', '-V'), verilator: version('verilator', '--version'), rows };
writeFileSync(join(folder, 'docs', 'comparison.json'), `${JSON.stringify(record, undefined, 2)}\n`);
writeFileSync(join(folder, 'docs', 'comparison.md'), comparisonPage(record));
