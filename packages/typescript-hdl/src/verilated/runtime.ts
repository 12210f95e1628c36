// SPDX-License-Identifier: Apache-2.0
/** The run-time library of Verilator, compiled once for each version, and the compiler's options that go with it. */
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

/** Where Verilator's headers are, and its run-time library as an object file. */
export interface VerilatorRuntime {
  readonly root: string;
  readonly object: string;
}

let verilatorRoot: Promise<string> | undefined;

/** Builds the library where this machine has none for the version of Verilator. */
export const verilatorRuntime = async (): Promise<VerilatorRuntime> => {
  verilatorRoot ??= execa('verilator', ['--getenv', 'VERILATOR_ROOT']).then(({ stdout }) => stdout.trim());
  const root = await verilatorRoot;
  const { stdout: version } = await execa('verilator', ['--version']);
  const object = join(tmpdir(), `typescript-hdl-${version.replaceAll(/[^\w.]+/g, '-')}-${process.getuid?.() ?? 0}.o`);
  if (!existsSync(object)) {
    const source = object.replace(/o$/, `${process.pid}.cpp`);
    const fresh = object.replace(/o$/, `${process.pid}.o`);
    writeFileSync(source, '#include "verilated.cpp"\n#include "verilated_threads.cpp"\n');
    await execa('clang++', [...verilatorFlags(root), '-O1', '-c', source, '-o', fresh]);
    renameSync(fresh, object);
    rmSync(source);
  }
  return { root, object };
};

/** Options of the compiler for sources that Verilator wrote. */
export const verilatorFlags = (root: string): string[] => [
  '-O0',
  '-std=c++17',
  '-w',
  `-I${join(root, 'include')}`,
  `-I${join(root, 'include/vltstd')}`,
];
