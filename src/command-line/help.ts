/** The help of the command line and of each command; yargs lays it out. */
import yargs from 'yargs';
import { type Command, usageOf } from './command.ts';
import type { Flag, ValueOption } from './option.ts';

/** Columns of the help on anything but a narrower terminal. */
const mostColumns = 100;

const program = (usage: string, columns = mostColumns) =>
  yargs([])
    .scriptName('sluice')
    .locale('en')
    .usage(usage)
    .wrap(Math.min(mostColumns, columns))
    .version(false)
    .help('help', 'Show this help')
    .alias('h', 'help');

/** An option as yargs shows it: a switch that is on is shown as the one that takes it back. */
const shown = (name: string, option: Flag | ValueOption<unknown>) => {
  if (option.kind === 'flag') {
    const [key, describe] = option.fallback ? [`no-${name}`, `Leave out: ${option.describe}`] : [name, option.describe];
    return [key, { describe, type: 'boolean' }] as const;
  }
  const { describe, placeholder, fallback } = option;
  const wanted = fallback === undefined ? placeholder : `${placeholder}, default ${fallback}`;
  return [name, { describe: `${describe} (${wanted})`, requiresArg: true }] as const;
};

/** Help of one command. */
export const commandHelp = (command: Command, columns?: number): Promise<string> => {
  const { describe, options } = command;
  const help = program(`${usageOf(command)} [options]\n\n${describe}.`, columns);
  const positions = usageOf(command).split(' ').slice(2).join(' ');
  help.command(`$0 ${positions}`, false, one => {
    for (const [name, argument] of Object.entries(command.arguments)) {
      one.positional(name, { describe: argument.describe, type: 'string' });
    }
    return one.options(Object.fromEntries(Object.entries(options).map(([name, option]) => shown(name, option))));
  });
  return help.getHelp();
};

/** Help of the whole command line. */
export const overview = (commands: readonly Command[], columns?: number): Promise<string> => {
  const about = 'A network I/O coprocessor for virtualised servers, generated from TypeScript.';
  const help = program(`sluice <command> [options]\n\n${about}`, columns);
  for (const command of commands) help.command(usageOf(command).replace(/^sluice /, ''), command.describe);
  return help
    .version('version', 'Show the version', '')
    .epilogue(
      '"sluice <command> --help" describes a command. Errors name what is wrong and what to do; SLUICE_DEBUG=1 adds the place in the source.',
    )
    .getHelp();
};
