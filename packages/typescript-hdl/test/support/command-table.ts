// SPDX-License-Identifier: Apache-2.0
/** Every option and argument of every command of a program, given wrong in each way there is: one sentence says what and what to do. */
import { describe, expect, test } from 'vitest';
import { commandHelp, overview } from '../../src/command-line/help.ts';
import {
  type Command,
  type Flag,
  InputError,
  type Program,
  readCommandLine,
  usageOf,
  type ValueOption,
} from '../../src/command-line/index.ts';

/** What the table cannot find out of itself. */
export interface TableOptions {
  /** A value that an option takes, by what is wanted for it; undefined where the kit's own kinds say it. */
  readonly goodValue?: (option: ValueOption<unknown>) => string | undefined;
}

/** Message of the error that reading a command line throws; a failure of the test when it throws none. */
export const refusalOf = (program: Program, args: readonly string[]): string => {
  try {
    readCommandLine(program, args);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error(`"${args.join(' ')}" is not refused`);
};

/** Values that a command line gives a command. */
export const valuesOfCommand = (program: Program, args: readonly string[]): Readonly<Record<string, unknown>> => {
  const request = readCommandLine(program, args);
  if (request.kind !== 'run') throw new Error(`${args.join(' ')} asks for ${request.kind}`);
  return request.values;
};

/** Arguments that a command takes, each as its words or any text allow. */
const argumentsOf = ({ arguments: all }: Command): readonly string[] =>
  Object.values(all).map(({ words }) => words?.[0] ?? 'x');

const takesMany = ({ arguments: all }: Command): boolean => Object.values(all).at(-1)?.many === true;

const optionsOf = <K extends 'flag' | 'value'>({ commands }: Program, kind: K) =>
  commands.flatMap(command =>
    Object.entries(command.options)
      .filter(([, option]) => option.kind === kind)
      .map(([name, option]) => [command, name, option as K extends 'flag' ? Flag : ValueOption<unknown>] as const),
  );

const titled = <R extends readonly [Command, string, unknown]>(rows: readonly R[]) =>
  rows.map(([command, name, option]) => [`${command.name} --${name}`, command, name, option as R[2]] as const);

/** The table of a program; what only one program has (its own kinds of options) it tests itself. */
export const commandTable = (program: Program, { goodValue: own }: TableOptions = {}): void => {
  const { commands, name: programName } = program;
  const refusal = (...args: readonly string[]): string => refusalOf(program, args);
  const valuesOf = (...args: readonly string[]) => valuesOfCommand(program, args);

  /** A value that an option takes. */
  const goodValue = (option: ValueOption<unknown>): string => {
    const { placeholder, wanted } = option;
    if (placeholder.includes('|')) return placeholder.split('|').at(-1)!;
    if (placeholder === 'N,N') return /give some of (\d+)/.exec(wanted)![1]!;
    if (placeholder === 'N') return /from (\d+)/.exec(wanted)![1]!;
    return own?.(option) ?? 'somewhere';
  };

  describe.each(titled(optionsOf(program, 'value')))('%s', (_, command, name, option) => {
    const args = [command.name, ...argumentsOf(command)];
    const good = goodValue(option);

    test('takes a value after it or with =, and of several the last, or all that are joined', () => {
      const first = valuesOf(...args, `--${name}`, good)[name];
      expect(first).toBeDefined();
      expect(valuesOf(...args, `--${name}=${good}`)[name]).toEqual(first);
      expect(valuesOf(command.name, `--${name}`, good, ...argumentsOf(command))[name]).toEqual(first);
      if (option.placeholder === 'DIR') expect(valuesOf(...args, `--${name}`, 'a', `--${name}`, 'b')[name]).toBe('b');
      const several = `${[good, good].map(value => `--${name}=${value}`).join(' ')}`.split(' ');
      expect(valuesOf(...args, ...several)[name]).toEqual(option.join ? option.join(first, first) : first);
    });

    test('is its fallback when it is not given', () => {
      expect(valuesOf(...args)[name]).toEqual(option.fallback);
    });

    test('without a value', () => {
      expect(refusal(...args, `--${name}`)).toBe(`--${name} lacks its value; ${option.wanted}.`);
      expect(refusal(...args, `--${name}`, '--help-me')).toBe(
        `--${name} lacks its value, "--help-me" follows; ${option.wanted}.`,
      );
    });

    test('with an empty value', () => {
      for (const given of [[`--${name}`, ''], [`--${name}=`]]) {
        expect(refusal(...args, ...given)).toBe(`--${name} is empty; ${option.wanted}.`);
      }
    });

    test('misspelt, in front of an argument', () => {
      for (const wrong of [`${name}x`, name.slice(0, -1) || `${name}${name}`]) {
        const sentence = refusal(command.name, `--${wrong}`, ...argumentsOf(command));
        expect(sentence).toMatch(
          new RegExp(
            `^there is no option "--${wrong}"; (did you mean --[a-z-]+\\?|see "${programName} [a-z]+ --help"\\.)$`,
          ),
        );
      }
      expect(refusal(command.name, `--${name}x`, 'file')).toContain(`did you mean --${name}?`);
    });

    if (option.placeholder === 'N')
      test('with something that is no number, or out of range', () => {
        const least = Number(goodValue(option));
        for (const wrong of [
          'abc',
          '1.5',
          '1e3',
          '0x10',
          ' 5',
          '5 ',
          '-5',
          '99999999999999999999',
          'NaN',
          `${least - 1}`,
        ]) {
          expect(refusal(...args, `--${name}=${wrong}`)).toBe(
            `--${name} is ${JSON.stringify(wrong)}; ${option.wanted}.`,
          );
        }
        expect(refusal(...args, `--${name}`, '-5')).toBe(`--${name} is "-5"; ${option.wanted}.`);
      });

    if (/[|,]/.test(option.placeholder))
      test('with something else than it may be', () => {
        expect(refusal(...args, `--${name}`, 'xyzzy')).toBe(`--${name} is "xyzzy"; ${option.wanted}.`);
        if (option.placeholder.includes('|')) {
          expect(refusal(...args, `--${name}`, `${good}x`)).toBe(`--${name} is "${good}x"; did you mean ${good}?`);
        } else {
          expect(refusal(...args, `--${name}`, `${good},65`)).toBe(`--${name} is "${good},65"; ${option.wanted}.`);
          expect(valuesOf(...args, `--${name}`, 'none')[name]).toEqual([]);
        }
      });

    if (option.writes !== undefined)
      test('names a place, not standard output', () => {
        expect(refusal(...args, `--${name}`, '-')).toBe(`--${name} is "-"; name a ${option.writes}.`);
      });
  });

  describe.each(titled(optionsOf(program, 'flag')))('%s', (_, command, name, option) => {
    const args = [command.name, ...argumentsOf(command)];

    test('is set, unset, and of several the last, or all that are joined', () => {
      expect(valuesOf(...args)[name]).toBe(option.fallback);
      expect(valuesOf(...args, `--${name}`)[name]).toBe(true);
      expect(valuesOf(...args, `--no-${name}`)[name]).toBe(false);
      expect(valuesOf(...args, `--${name}`, `--no-${name}`)[name]).toBe(false);
    });

    test('takes no value', () => {
      for (const value of ['maybe', 'true', '']) {
        expect(refusal(...args, `--${name}=${value}`)).toBe(
          `--${name} takes no value, and ${JSON.stringify(value)} is given; write --${name} or --no-${name}.`,
        );
      }
    });

    test('does not swallow the argument after it', () => {
      expect(valuesOf(command.name, `--${name}`, ...argumentsOf(command))).toEqual(valuesOf(...args, `--${name}`));
    });
  });

  describe.each(commands.map(command => [command.name, command] as const))('%s', (name, command) => {
    const args = argumentsOf(command);

    test('-h and --help show its help wherever they are, whatever else is wrong', () => {
      for (const help of ['-h', '--help']) {
        expect(readCommandLine(program, [name, help])).toEqual({ kind: 'help', command });
        expect(readCommandLine(program, [name, ...args, '--nonsense', 'a', 'b', 'c', help])).toEqual({
          kind: 'help',
          command,
        });
      }
    });

    test('describes itself in its help', async () => {
      const help = await commandHelp(program, command, 100);
      const words = help.replaceAll(/\s+/g, ' ');
      expect(words).toContain(`${usageOf(program, command)} [options] ${command.describe}. `);
      for (const [option, { describe: what, kind, fallback }] of Object.entries(command.options)) {
        expect(words).toContain(` --${kind === 'flag' && fallback ? 'no-' : ''}${option} `);
        expect(words).toContain(what);
      }
      for (const { describe: what } of Object.values(command.arguments)) expect(words).toContain(what);
      // As the tables of its options hold.
      expect(words).toContain('Of an option that is given several times, the last counts.');
    });

    if (!takesMany(command))
      test('one argument too many', () => {
        expect(refusal(name, ...args, 'more')).toBe(
          `"more" is one argument too many ("${usageOf(program, command)}"); see "${programName} ${name} --help".`,
        );
      });

    test('an option of one letter, or of no name', () => {
      expect(refusal(name, ...args, '-j')).toBe(`there is no option "-j"; see "${programName} ${name} --help".`);
      expect(refusal(name, ...args, '--=x')).toMatch(/^there is no option "--(=x)?"; see /);
      for (const option of ['--constructor', '--__proto__', '--toString']) {
        expect(refusal(name, ...args, option)).toBe(
          `there is no option "${option}"; see "${programName} ${name} --help".`,
        );
      }
    });

    if (takesMany(command))
      test('takes many arguments, and options among them', () => {
        const [many] = Object.keys(command.arguments).slice(-1);
        expect(valuesOf(name, ...args, 'more', 'yet more')[many!]).toEqual([args.at(-1), 'more', 'yet more']);
        expect(refusal(name, ...args, 'more', '')).toContain(`the argument ${many} is empty`);
      });

    const worded = Object.entries(command.arguments).find(([, { words }]) => words);
    if (worded)
      test('a word that there is not', () => {
        const [of, { words = [] }] = worded;
        const others = args.slice(1);
        expect(refusal(name, 'xyzzy', ...others)).toBe(`there is no ${of} "xyzzy"; give ${words.join(' or ')}.`);
        expect(refusal(name, `${words[0]}x`, ...others)).toBe(
          `there is no ${of} "${words[0]}x"; did you mean ${words[0]}?`,
        );
        expect(valuesOf(name, words[0]!.toUpperCase(), ...others)[of]).toBe(words[0]);
      });

    if (args.length > 0)
      test('an empty argument', () => {
        expect(refusal(name, '', ...args.slice(1))).toBe(
          `the argument ${Object.keys(command.arguments)[0]} is empty ("${usageOf(program, command)}"); see "${programName} ${name} --help".`,
        );
      });

    if (Object.values(command.arguments).some(({ required }) => required))
      test('a missing argument', () => {
        expect(refusal(name)).toBe(
          `an argument is missing ("${usageOf(program, command)}"); see "${programName} ${name} --help".`,
        );
      });

    test('misspelt', () => {
      const near = refusal(`${name}x`);
      expect(near).toBe(`there is no command "${name}x"; did you mean ${name}?`);
    });
  });

  describe('the program', () => {
    const names = commands.map(({ name }) => name).join(', ');

    test('without a command, or with one that is near none', () => {
      expect(refusal()).toBe(`no command is given (there are ${names}); see "${programName} --help".`);
      for (const none of ['frobnicate', '']) {
        expect(refusal(none)).toBe(`there is no command "${none}" (there are ${names}); see "${programName} --help".`);
      }
    });

    test('with an option before the command', () => {
      for (const args of [['--colour'], ['--out', 'x', commands[0]!.name]]) {
        expect(refusal(...args)).toBe(
          `there is no option "${args[0]}" before the command; see "${programName} --help".`,
        );
      }
    });

    test('-h and --help list every command', async () => {
      for (const help of ['-h', '--help']) {
        expect(readCommandLine(program, [help])).toEqual({ kind: 'help', command: undefined });
      }
      const text = await overview(program, 100);
      expect(text).toContain(program.about);
      for (const command of commands) expect(text).toContain(`  ${usageOf(program, command)} `);
    });

    test('--version stands alone', () => {
      if (program.version === undefined) return;
      for (const more of ['extra', '--json', commands[0]!.name]) {
        expect(refusal('--version', more)).toBe(
          `${JSON.stringify(more)} is one argument too many ("${programName} --version"); see "${programName} --help".`,
        );
      }
    });

    test('--version is there when the program has one', () => {
      if (program.version !== undefined) expect(readCommandLine(program, ['--version'])).toEqual({ kind: 'version' });
      else expect(refusal('--version')).toContain('there is no option "--version" before the command');
    });
  });
};
