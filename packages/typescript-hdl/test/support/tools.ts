// SPDX-License-Identifier: Apache-2.0
/** Runs the Verilog tools that judge emitted text. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { EmittedDesign } from 'typescript-hdl';

/** Runs `body` with a fresh folder that is removed afterwards. */
export const withFolder = async <T>(body: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'typescript-hdl-'));
  try {
    return await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const run = async (command: string, args: readonly string[], cwd: string): Promise<string> => {
  const { all, exitCode } = await execa(command, args, { cwd, all: true, reject: false });
  return exitCode === 0 ? (all ?? '') : `exit code ${exitCode}\n${all}`;
};

/** What Verilator complains of. Newer versions also report, on standard output, what they did and how long it took. */
const runVerilator = async (args: readonly string[], cwd: string): Promise<string> => {
  const { stderr, exitCode } = await execa('verilator', args, { cwd, reject: false });
  return exitCode === 0 ? stderr : `exit code ${exitCode}\n${stderr}`;
};

/** Everything that Verilator, Icarus and Yosys complain about: an empty string for clean text. */
export const lint = (design: EmittedDesign): Promise<string> =>
  withFolder(async folder => {
    const files = [...design.modules, ...design.stubs].map(({ name, verilog }) => {
      writeFileSync(join(folder, `${name}.v`), verilog);
      return `${name}.v`;
    });
    return lintFiles(design.top, files, folder);
  });

/** The same for files in a folder. */
export const lintFiles = async (top: string, files: readonly string[], folder: string): Promise<string> => {
  const script = `read_verilog ${files.join(' ')}; hierarchy -check -top ${top}; proc; check -assert`;
  const complaints = [
    await runVerilator(['--lint-only', '-Wall', '--top-module', top, ...files], folder),
    await run('iverilog', ['-Wall', '-g2005', '-s', top, '-t', 'null', ...files], folder),
    await run('yosys', ['-q', '-p', script], folder),
  ];
  return complaints.filter(text => text.trim() !== '').join('\n');
};

/** Output of a test bench run by Icarus Verilog together with the design. */
export const simulate = (design: EmittedDesign, bench: string): Promise<string> =>
  withFolder(async folder => {
    writeFileSync(join(folder, 'design.v'), design.verilog);
    writeFileSync(join(folder, 'bench.v'), bench);
    await execa('iverilog', ['-g2005', '-s', 'bench', '-o', 'bench.vvp', 'design.v', 'bench.v'], { cwd: folder });
    const { stdout } = await execa('vvp', ['-n', 'bench.vvp'], { cwd: folder });
    return stdout;
  });
