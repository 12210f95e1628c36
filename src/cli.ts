/** The command line: reads the arguments, runs one command and turns every failure into a sentence and an exit code. */
import { dirname } from 'node:path';
import type { Command } from './command-line/command.ts';
import { readCommandLine } from './command-line/read-command-line.ts';
import { guardStandardStreams } from './command-line/standard-streams.ts';
import { commands } from './commands/index.ts';
import { checkOutputDirectory } from './files/write-output-file.ts';
import { reportError } from './report-error.ts';
import { version } from './version.ts';

export { endDescendants } from './command-line/descendants.ts';

/** Tries the places that a command was told to write to. */
const checkOutputs = async ({ options }: Command, values: Readonly<Record<string, unknown>>): Promise<void> => {
  for (const [name, option] of Object.entries(options)) {
    const path = values[name];
    if (option.kind === 'flag' || option.writes === undefined || typeof path !== 'string') continue;
    await checkOutputDirectory(option.writes === 'file' ? dirname(path) : path);
  }
};

const run = async (args: readonly string[]): Promise<void> => {
  const request = readCommandLine(args, commands);
  const { columns } = process.stdout;
  switch (request.kind) {
    case 'version':
      return console.log(version);
    case 'help': {
      // Loaded when it is asked for: no other start needs yargs.
      const { commandHelp, overview } = await import('./command-line/help.ts');
      return console.log(await (request.command ? commandHelp(request.command, columns) : overview(commands, columns)));
    }
    case 'run':
      await checkOutputs(request.command, request.values);
      await request.command.run(request.values);
  }
};

/** Runs the command that `args` name (without `node` and script) and returns the process's exit code. */
export const runCommandLine = async (args: readonly string[]): Promise<number> => {
  guardStandardStreams();
  try {
    await run(args);
    return Number(process.exitCode ?? 0);
  } catch (thrown) {
    const { text, exitCode } = reportError(thrown, Boolean(process.env.SLUICE_DEBUG));
    process.stderr.write(`${text}\n`);
    return exitCode;
  }
};
