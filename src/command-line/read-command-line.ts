/** Reads a command line: which command is meant, and the values of its arguments and options. */
import { parseArgs } from 'node:util';
import { nearest, quote } from '../../firmware/policy/words.ts';
import { InputError } from '../input-error.ts';
import { type Command, usageOf } from './command.ts';
import { readOption } from './option.ts';

/** What a command line asks for. */
export type Request =
  | { readonly kind: 'version' }
  | { readonly kind: 'help'; readonly command: Command | undefined }
  | { readonly kind: 'run'; readonly command: Command; readonly values: Readonly<Record<string, unknown>> };

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;

const seeHelp = (command?: Command): string => `see "sluice ${command === undefined ? '' : `${command.name} `}--help"`;

const refuse = (what: string, remedy: string): InputError => new InputError({ what, remedy });

const commandNamed = (name: string | undefined, commands: readonly Command[]): Command => {
  const names = commands.map(one => one.name);
  if (name === undefined) throw refuse(`no command is given (there are ${names.join(', ')})`, seeHelp());
  const found = commands.find(one => one.name === name);
  if (found) return found;
  if (name.startsWith('-')) throw refuse(`there is no option ${quote(name)} before the command`, seeHelp());
  const near = nearest(name, names);
  if (near !== undefined) throw refuse(`there is no command ${quote(name)}`, `did you mean ${near}?`);
  throw refuse(`there is no command ${quote(name)} (there are ${names.join(', ')})`, seeHelp());
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

const unknownOption = (command: Command, rawName: string): InputError => {
  const near = rawName.startsWith('--')
    ? nearest(rawName.slice(2), [...Object.keys(command.options), 'help'])
    : undefined;
  const remedy = near === undefined ? seeHelp(command) : `did you mean --${near}?`;
  return refuse(`there is no option ${quote(rawName)}`, remedy);
};

/** Name and value of an option. */
const optionValue = (command: Command, token: OptionToken): readonly [string, unknown] => {
  const { rawName, value } = token;
  const negated = /^no-(.*)$/.exec(token.name)?.[1];
  const name = negated !== undefined && optionNamed(command, negated)?.kind === 'flag' ? negated : token.name;
  const option = optionNamed(command, name);
  if (option === undefined || !rawName.startsWith('--')) throw unknownOption(command, rawName);
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

const argumentValues = (command: Command, given: readonly string[]): Readonly<Record<string, string>> => {
  const wanted = Object.entries(command.arguments);
  if (given.length > wanted.length) {
    throw refuse(`${quote(given[wanted.length]!)} is one argument too many ("${usageOf(command)}")`, seeHelp(command));
  }
  const missing = wanted.find(([, { required }], i) => required && given[i] === undefined);
  if (missing) throw refuse(`an argument is missing ("${usageOf(command)}")`, seeHelp(command));
  for (const [i, value] of given.entries()) {
    const [name, { words }] = wanted[i]!;
    if (value === '') throw refuse(`the argument ${name} is empty ("${usageOf(command)}")`, seeHelp(command));
    if (words && !words.includes(value)) {
      throw refuse(`there is no ${name} ${quote(value)}`, `give ${words.join(' or ')}`);
    }
  }
  return Object.fromEntries(given.map((value, i) => [wanted[i]![0], value]));
};

/** What a command line (without `node` and script) asks for; an InputError when it cannot be told. */
export const readCommandLine = (args: readonly string[], commands: readonly Command[]): Request => {
  const [first, ...rest] = args;
  if (first === '--help' || first === '-h') return { kind: 'help', command: undefined };
  if (first === '--version') return { kind: 'version' };
  const command = commandNamed(first, commands);
  const tokens = tokensOf(command, rest);
  const options = tokens.filter((token): token is OptionToken => token.kind === 'option');
  if (options.some(({ name, rawName }) => name === 'help' && (rawName === '-h' || rawName === '--help')))
    return { kind: 'help', command };
  const fallbacks = Object.entries(command.options).map(([name, { fallback }]) => [name, fallback]);
  const given = options.map(token => optionValue(command, token));
  const positional = tokens.flatMap(token => (token.kind === 'positional' ? [token.value] : []));
  const values = { ...Object.fromEntries(fallbacks), ...Object.fromEntries(given) };
  return { kind: 'run', command, values: { ...values, ...argumentValues(command, positional) } };
};
