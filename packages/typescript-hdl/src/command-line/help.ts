// SPDX-License-Identifier: Apache-2.0
/** The help of a program and of each of its commands; yargs lays it out. */
import yargs from 'yargs';
import { type Command, usageOf } from './command.ts';
import type { Flag, ValueOption } from './option.ts';
import type { Program } from './program.ts';

/** Columns of the help on anything but a narrower terminal. */
const mostColumns = 100;

const layout = ({ name }: Program, usage: string, columns = mostColumns) =>
  yargs([])
    .scriptName(name)
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
export const commandHelp = (program: Program, command: Command, columns?: number): Promise<string> => {
  const { describe, options } = command;
  const usage = usageOf(program, command);
  const help = layout(program, `${usage} [options]\n\n${describe}.`, columns);
  const positions = usage.split(' ').slice(2).join(' ');
  help.command(`$0 ${positions}`, false, one => {
    for (const [name, argument] of Object.entries(command.arguments)) {
      one.positional(name, { describe: argument.describe, type: 'string' });
    }
    return one.options(Object.fromEntries(Object.entries(options).map(([name, option]) => shown(name, option))));
  });
  return help.epilogue('Of an option that is given several times, the last counts.').getHelp();
};

/** Help of the whole program. */
export const overview = (program: Program, columns?: number): Promise<string> => {
  const { name, about, commands, version, epilogue } = program;
  const help = layout(program, `${name} <command> [options]\n\n${about}`, columns);
  for (const command of commands) help.command(usageOf(program, command).slice(name.length + 1), command.describe);
  if (version !== undefined) help.version('version', 'Show the version', '');
  return help.epilogue(`"${name} <command> --help" describes a command. ${epilogue}`).getHelp();
};
