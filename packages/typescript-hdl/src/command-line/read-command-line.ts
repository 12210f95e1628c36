// SPDX-License-Identifier: Apache-2.0
/** Reads a command line: which command is meant, and the values of its arguments and options. */
import { parseArgs } from 'node:util';
import { nearest, quote } from '../words.ts';
import { type Argument, type Command, usageOf } from './command.ts';
import { InputError } from './input-error.ts';
import { readOption } from './option.ts';
import type { Program } from './program.ts';

/** What a command line asks for. */
export type Request =
  | { readonly kind: 'version' }
  | { readonly kind: 'help'; readonly command: Command | undefined }
  | { readonly kind: 'run'; readonly command: Command; readonly values: Readonly<Record<string, unknown>> };

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;

const seeHelp = ({ name }: Program, command?: Command): string =>
  `see "${name} ${command === undefined ? '' : `${command.name} `}--help"`;

const refuse = (what: string, remedy: string): InputError => new InputError({ what, remedy });

const commandNamed = (program: Program, name: string | undefined): Command => {
  const { commands } = program;
  const names = commands.map(one => one.name);
  if (name === undefined) throw refuse(`no command is given (there are ${names.join(', ')})`, seeHelp(program));
  const found = commands.find(one => one.name === name);
  if (found) return found;
  if (name.startsWith('-')) throw refuse(`there is no option ${quote(name)} before the command`, seeHelp(program));
  const near = nearest(name, names);
  if (near !== undefined) throw refuse(`there is no command ${quote(name)}`, `did you mean ${near}?`);
  throw refuse(`there is no command ${quote(name)} (there are ${names.join(', ')})`, seeHelp(program));
};

/** Tokens of the options and arguments after the command; nothing is judged yet. */
const tokensOf = ({ options }: Command, args: readonly string[]): readonly Token[] => {
  const types = Object.entries(options).map(([name, { kind }]) => [
    name,
    { type: kind === 'flag' ? ('boolean' as const) : ('string' as const) },
  ]);
  const all = { ...Object.fromEntries(types), help: { type: 'boolean', short: 'h' } } as const;
  return parseArgs({ args: [...args], options: all, strict: false, allowPositionals: true, tokens: true }).tokens;
};

const optionNamed = ({ options }: Command, name: string): Command['options'][string] | undefined =>
  Object.hasOwn(options, name) ? options[name] : undefined;

const unknownOption = (program: Program, command: Command, rawName: string): InputError => {
  const near = rawName.startsWith('--')
    ? nearest(rawName.slice(2), [...Object.keys(command.options), 'help'])
    : undefined;
  const remedy = near === undefined ? seeHelp(program, command) : `did you mean --${near}?`;
  return refuse(`there is no option ${quote(rawName)}`, remedy);
};

/** Name and value of an option. */
const optionValue = (program: Program, command: Command, token: OptionToken): readonly [string, unknown] => {
  const { rawName, value } = token;
  const negated = /^no-(.*)$/.exec(token.name)?.[1];
  const name = negated !== undefined && optionNamed(command, negated)?.kind === 'flag' ? negated : token.name;
  const option = optionNamed(command, name);
  if (option === undefined || !rawName.startsWith('--')) throw unknownOption(program, command, rawName);
  if (option.kind === 'flag') {
    if (value === undefined) return [name, name === token.name];
    throw refuse(`--${name} takes no value, and ${quote(value)} is given`, `write --${name} or --no-${name}`);
  }
  if (value === undefined) throw refuse(`--${name} lacks its value`, option.wanted);
  if (!token.inlineValue && /^-[^0-9]/.test(value)) {
    throw refuse(`--${name} lacks its value, ${quote(value)} follows`, option.wanted);
  }
  return [name, readOption(name, option, value)];
};

/** Values of options that are given several times, together where the option says how. */
const joined = (
  command: Command,
  given: readonly (readonly [string, unknown])[],
): readonly (readonly [string, unknown])[] => {
  const values = new Map<string, unknown>();
  for (const [name, value] of given) {
    const option = optionNamed(command, name);
    const join = option?.kind === 'value' && values.has(name) ? option.join : undefined;
    values.set(name, join ? join(values.get(name), value) : value);
  }
  return [...values];
};

/** One argument; of words, the one that is meant. */
const argumentValue = (usage: string, help: string, name: string, { words }: Argument, given: string): string => {
  if (given === '') throw refuse(`the argument ${name} is empty ("${usage}")`, help);
  if (words === undefined) return given;
  const meant = words.find(word => word.toLowerCase() === given.toLowerCase());
  if (meant !== undefined) return meant;
  const near = nearest(given, words);
  const remedy = near === undefined ? `give ${words.join(' or ')}` : `did you mean ${near}?`;
  throw refuse(`there is no ${name} ${quote(given)}`, remedy);
};

const argumentValues = (
  program: Program,
  command: Command,
  given: readonly string[],
): Readonly<Record<string, unknown>> => {
  const usage = usageOf(program, command);
  const help = seeHelp(program, command);
  const wanted = Object.entries(command.arguments);
  const many = wanted.at(-1)?.[1].many === true;
  if (given.length > wanted.length && !many) {
    throw refuse(`${quote(given[wanted.length]!)} is one argument too many ("${usage}")`, help);
  }
  if (wanted.some(([, { required }], i) => required && given[i] === undefined)) {
    throw refuse(`an argument is missing ("${usage}")`, help);
  }
  const read = given.map((text, i) => {
    const [name, one] = wanted[Math.min(i, wanted.length - 1)]!;
    return argumentValue(usage, help, name, one, text);
  });
  return Object.fromEntries(wanted.map(([name, one], i) => [name, one.many ? read.slice(i) : read[i]]));
};

/** What the command line of a program (without `node` and script) asks for; an InputError when it cannot be told. */
export const readCommandLine = (program: Program, args: readonly string[]): Request => {
  const [first, ...rest] = args;
  if (first === '--help' || first === '-h') return { kind: 'help', command: undefined };
  if (first === '--version' && program.version !== undefined) {
    if (rest.length === 0) return { kind: 'version' };
    throw refuse(`${quote(rest[0]!)} is one argument too many ("${program.name} --version")`, seeHelp(program));
  }
  const command = commandNamed(program, first);
  const tokens = tokensOf(command, rest);
  const options = tokens.filter((token): token is OptionToken => token.kind === 'option');
  if (options.some(({ name, rawName }) => name === 'help' && (rawName === '-h' || rawName === '--help')))
    return { kind: 'help', command };
  const fallbacks = Object.entries(command.options).map(([name, { fallback }]) => [name, fallback]);
  const given = joined(
    command,
    options.map(token => optionValue(program, command, token)),
  );
  const positional = tokens.flatMap(token => (token.kind === 'positional' ? [token.value] : []));
  const values = { ...Object.fromEntries(fallbacks), ...Object.fromEntries(given) };
  return { kind: 'run', command, values: { ...values, ...argumentValues(program, command, positional) } };
};
