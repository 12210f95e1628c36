/** The command line: parses the arguments, runs one command and turns every failure into a sentence and an exit code. */
import yargs from 'yargs';
import { commands } from './commands/index.ts';
import { InputError } from './input-error.ts';
import { reportError } from './report-error.ts';
import { version } from './version.ts';

const nameOf = (command: string): string => command.split(' ')[0]!;
const commandNames: readonly string[] = commands.map(({ command }) => nameOf(String(command)));

/** What to do about arguments that no command takes; `args` is the whole command line. */
const remedyFor = (args: readonly string[]): string => {
  const command = args.find(arg => commandNames.includes(arg));
  return `see "sluice ${command === undefined ? '' : `${command} `}--help"`;
};

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What the parser complains about, as a clause; a missing argument is named by the command's own usage. */
const complaintOf = (args: readonly string[], message: string): string => {
  const command = commands.find(one => args.includes(nameOf(String(one.command))))?.command;
  if (message.startsWith('Not enough non-option arguments')) return `an argument is missing ("sluice ${command}")`;
  const oneLine = message.trim().replaceAll(/\s*\n\s*/g, ', ');
  return lowerFirst(oneLine.replace(/\.$/, ''));
};

/** Turns the parser's complaint into a refusal; a failed command's own error is passed on as it is. */
const refuseUsage = (args: readonly string[], message: string | null, error: Error | undefined): never => {
  if (error !== undefined && error.name !== 'YError') throw error;
  const complaint = message ?? error?.message ?? 'the command line cannot be read';
  throw new InputError({ what: complaintOf(args, complaint), remedy: remedyFor(args) });
};

const refuseUnknownCommand = (args: readonly string[]): void => {
  const first = args[0];
  if (first === undefined) {
    throw new InputError({
      what: `no command is given (there are ${commandNames.join(', ')})`,
      remedy: remedyFor(args),
    });
  }
  if (first.startsWith('-') || commandNames.includes(first)) return;
  const what = `there is no command "${first}" (there are ${commandNames.join(', ')})`;
  throw new InputError({ what, remedy: remedyFor(args) });
};

const parser = (args: readonly string[]): ReturnType<typeof yargs> =>
  yargs()
    .scriptName('sluice')
    .usage('$0 COMMAND [OPTIONS]\n\nA network I/O coprocessor for virtualised servers, generated from TypeScript.')
    .command([...commands])
    .version(version)
    .help()
    .strict()
    // An option given twice means its last value, as in other programs, and not a list.
    .parserConfiguration({ 'duplicate-arguments-array': false })
    .epilogue('Errors name what is wrong and what to do; SLUICE_DEBUG=1 adds the place in the source.')
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .exitProcess(false)
    .fail((message, error) => refuseUsage(args, message, error));

/** Runs the command that `args` name (without `node` and script) and returns the process's exit code. */
export const runCommandLine = async (args: readonly string[]): Promise<number> => {
  // A reader that goes away early (sluice ... | head) ends the output, not the run with an error.
  process.stdout.on('error', error => {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    refuseUnknownCommand(args);
    await parser(args).parseAsync(args);
    return Number(process.exitCode ?? 0);
  } catch (thrown) {
    const { text, exitCode } = reportError(thrown, Boolean(process.env.SLUICE_DEBUG));
    process.stderr.write(`${text}\n`);
    return exitCode;
  }
};
