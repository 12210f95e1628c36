/** The help of the command line and of each command, as text. */
import { type Command, usageOf } from './command.ts';
import type { Flag, ValueOption } from './option.ts';

/** Columns of the help on anything but a narrower terminal. */
const mostColumns = 100;

const widthOf = (columns: number | undefined): number => Math.min(mostColumns, columns ?? mostColumns);

/** Words in lines of at most `width`. */
const wrapped = (text: string, width: number): readonly string[] => {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
};

/** Names in a column, what they mean in the next. */
const list = (title: string, rows: readonly (readonly [string, string])[], width: number): readonly string[] => {
  if (rows.length === 0) return [];
  const indent = Math.max(...rows.map(([name]) => name.length)) + 4;
  const lines = rows.flatMap(([name, meaning]) =>
    wrapped(meaning, Math.max(20, width - indent)).map((line, i) => `  ${i === 0 ? name : ''}`.padEnd(indent) + line),
  );
  return ['', `${title}:`, ...lines];
};

const helpRow = ['-h, --help', 'Show this help'] as const;

const optionRow = (name: string, option: Flag | ValueOption<unknown>): readonly [string, string] => {
  if (option.kind === 'flag') {
    return option.fallback ? [`--no-${name}`, `Leave out: ${option.describe}`] : [`--${name}`, option.describe];
  }
  const { describe, placeholder, fallback } = option;
  return [`--${name} ${placeholder}`, fallback === undefined ? describe : `${describe}; default ${fallback}`];
};

/** Help of one command. */
export const commandHelp = (command: Command, columns?: number): string => {
  const width = widthOf(columns);
  const named = Object.entries(command.arguments).map(([name, { describe }]) => [name, describe] as const);
  const options = Object.entries(command.options).map(([name, option]) => optionRow(name, option));
  return [
    `${usageOf(command)}${options.length === 0 ? '' : ' [OPTIONS]'}`,
    '',
    ...wrapped(command.describe, width),
    ...list('Arguments', named, width),
    ...list('Options', [...options, helpRow], width),
  ].join('\n');
};

/** Help of the whole command line. */
export const overview = (commands: readonly Command[], columns?: number): string => {
  const width = widthOf(columns);
  const rows = commands.map(command => [usageOf(command), command.describe] as const);
  return [
    'sluice COMMAND [OPTIONS]',
    '',
    ...wrapped('A network I/O coprocessor for virtualised servers, generated from TypeScript.', width),
    ...list('Commands', rows, width),
    ...list('Options', [helpRow, ['--version', 'Show the version']], width),
    '',
    ...wrapped('"sluice COMMAND --help" describes a command.', width),
    ...wrapped('Errors name what is wrong and what to do; SLUICE_DEBUG=1 adds the place in the source.', width),
  ].join('\n');
};
