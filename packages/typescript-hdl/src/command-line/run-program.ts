// SPDX-License-Identifier: Apache-2.0
/** Runs a program: reads its command line, runs one command and turns every failure into a sentence and an exit code. */
import { dirname } from 'node:path';
import type { Command } from './command.ts';
import { checkOutputDirectory } from './output-file.ts';
import type { Program } from './program.ts';
import { readCommandLine } from './read-command-line.ts';
import { reportError } from './report-error.ts';
import { guardStandardStreams } from './standard-streams.ts';

/** Tries the places that a command was told to write to. */
const checkOutputs = async ({ options }: Command, values: Readonly<Record<string, unknown>>): Promise<void> => {
  for (const [name, option] of Object.entries(options)) {
    const path = values[name];
    if (option.kind === 'flag' || option.writes === undefined || typeof path !== 'string') continue;
    await checkOutputDirectory(option.writes === 'file' ? dirname(path) : path, name);
  }
};

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const run = async (program: Program, args: readonly string[]): Promise<void> => {
  const request = readCommandLine(program, args);
  const { columns } = process.stdout;
  switch (request.kind) {
    case 'version':
      return print(program.version!);
    case 'help': {
      // Loaded when it is asked for: no other start needs yargs.
      const { commandHelp, overview } = await import('./help.ts');
      return print(
        await (request.command ? commandHelp(program, request.command, columns) : overview(program, columns)),
      );
    }
    case 'run':
      await checkOutputs(request.command, request.values);
      await request.command.run(request.values);
  }
};

/**
 * Lets the handler of a signal that has come go first. A terminal sends Ctrl-C to the tools that a command started as well, so the
 * command fails; but that is no fault to tell.
 */
const signalsFirst = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/**
 * Runs the command that `args` name (without `node` and script). Gives the exit code: that of a refusal or a defect, else what
 * the command left in `process.exitCode`, else 0; `process.exitCode` is as before.
 */
export const runProgram = async (program: Program, args: readonly string[]): Promise<number> => {
  guardStandardStreams(program);
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await run(program, args);
    return Number(process.exitCode);
  } catch (thrown) {
    await signalsFirst();
    const { text, exitCode } = reportError(program, thrown, Boolean(process.env[program.debugVariable]));
    process.stderr.write(`${text}\n`);
    return exitCode;
  } finally {
    process.exitCode = before;
  }
};
