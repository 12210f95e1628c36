// SPDX-License-Identifier: Apache-2.0
/** Runs a tool, and what a tool says of a batch. */
import { execa } from 'execa';
import type { Rows } from './subject.ts';

/** What a tool says of each subject. */
export interface Verdict {
  /** Values of the outputs; undefined where the tool does not simulate or could not build, which it complains of. */
  readonly rows: readonly (Rows | undefined)[];
  /** Complaints of the tool about the Verilog, as whole text; empty when there are none. */
  readonly complaints: string;
}

/** Runs a command; what it writes to its error channel, and that it failed. */
export const run = async (
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<{ output: string; errors: string }> => {
  const { stdout, stderr, exitCode, signal } = await execa(command, args, { cwd, reject: false, maxBuffer: 1 << 28 });
  const end = signal === undefined ? `failed with exit code ${exitCode}` : `was ended by ${signal}`;
  return { output: stdout, errors: exitCode === 0 ? stderr : `${stderr}\n${command} ${end}` };
};
