// SPDX-License-Identifier: Apache-2.0
/** Runs an external program; a program that is not installed is an error that says how to get it. */
import { execa } from 'execa';
import { InputError } from 'typescript-hdl/command-line';

/** What a program run ended with. */
export interface ProgramResult {
  /** True when it exited with 0. */
  readonly ok: boolean;
  /** Standard output and error, interleaved. */
  readonly output: string;
  /** Standard error alone. */
  readonly errors: string;
}

/** Settings of one run. */
export interface RunOptions {
  readonly cwd?: string;
  /** Search path for programs; default that of the process. */
  readonly path?: string;
}

/**
 * Runs `program` from the PATH to its end; a non-zero exit is a result. Throws an InputError that names the make target
 * which installs it when the program is missing.
 */
export const runProgram = async (
  program: string,
  args: readonly string[],
  { cwd = process.cwd(), path = process.env.PATH ?? '' }: RunOptions = {},
): Promise<ProgramResult> => {
  const settings = { cwd, all: true, reject: false, stdin: 'ignore', extendEnv: true, env: { PATH: path } } as const;
  const result = await execa(program, args, settings);
  if (result.code === 'ENOENT') {
    const what = `the program "${program}" is not installed (it is not on the PATH)`;
    throw new InputError({ what, remedy: 'run "make setup", which installs it' });
  }
  const failure = result.failed ? (result.shortMessage ?? '') : '';
  return { ok: !result.failed, output: result.all || failure, errors: result.stderr || failure };
};
