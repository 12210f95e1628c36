// SPDX-License-Identifier: Apache-2.0
/** Starts Verilator and clang, in parallel up to the number of cores. */
import { availableParallelism } from 'node:os';
import { execa } from 'execa';
import { BuildError } from './build-error.ts';

/** What a tool run ended with; `output` is standard output and error, interleaved. */
export interface ToolResult {
  readonly failed: boolean;
  readonly output: string;
}

/** Runs a tool to its end; a non-zero exit is a result, not an exception. */
export const runTool = async (tool: string, args: readonly string[], cwd: string): Promise<ToolResult> => {
  const result = await execa(tool, args, { cwd, all: true, reject: false, stdin: 'ignore' });
  return { failed: result.failed, output: result.all || (result.failed ? (result.shortMessage ?? '') : '') };
};

/** Runs clang and throws a {@link BuildError} with the first lines of its complaint. */
export const runClang = async (clang: string, args: readonly string[], cwd: string): Promise<void> => {
  const { failed, output } = await runTool(clang, args, cwd);
  if (!failed) return;
  const start = output.split('\n').slice(0, 12).join('\n');
  throw new BuildError(`The C++ compiler failed in ${cwd}:\n${start}`, output);
};

/** Runs the jobs, at most one per core at a time, in the given order; rejects with the first failure. */
export const inParallel = async (jobs: readonly (() => Promise<void>)[]): Promise<void> => {
  const waiting = [...jobs];
  const worker = async (): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await job();
  };
  const results = await Promise.allSettled(Array.from({ length: availableParallelism() }, worker));
  const failure = results.find(result => result.status === 'rejected');
  if (failure) throw failure.reason;
};
