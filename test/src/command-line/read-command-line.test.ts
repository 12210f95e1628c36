/** Every option and argument of every command, given wrong in each way there is: one sentence says what and what to do. */
import { describe, expect, test } from 'vitest';
import { type Command, usageOf } from '../../../src/command-line/command.ts';
import type { Flag, ValueOption } from '../../../src/command-line/option.ts';
import { readCommandLine } from '../../../src/command-line/read-command-line.ts';
import { commands } from '../../../src/commands/index.ts';
import { inputErrorOf } from '../files/captures.ts';

const refusal = (...args: readonly string[]): string => inputErrorOf(() => readCommandLine(args, commands)).message;

/** Arguments that a command takes, each as its words or any text allow. */
const argumentsOf = ({ arguments: all }: Command): readonly string[] =>
  Object.values(all).map(({ words }) => words?.[0] ?? 'x');

const valuesOf = (...args: readonly string[]): Readonly<Record<string, unknown>> => {
  const request = readCommandLine(args, commands);
  if (request.kind !== 'run') throw new Error(`${args.join(' ')} asks for ${request.kind}`);
  return request.values;
};

const optionsOf = <K extends 'flag' | 'value'>(kind: K) =>
  commands.flatMap(command =>
    Object.entries(command.options)
      .filter(([, option]) => option.kind === kind)
      .map(([name, option]) => [command, name, option as K extends 'flag' ? Flag : ValueOption<unknown>] as const),
  );

const titled = <R extends readonly [Command, string, unknown]>(rows: readonly R[]) =>
  rows.map(([command, name, option]) => [`${command.name} --${name}`, command, name, option as R[2]] as const);

/** A value that an option takes. */
const goodValue = ({ placeholder, wanted }: ValueOption<unknown>): string => {
  if (placeholder.includes('|')) return placeholder.split('|').at(-1)!;
  if (placeholder === 'N,N') return /give some of (\d+)/.exec(wanted)![1]!;
  if (placeholder === 'N') return /from (\d+)/.exec(wanted)![1]!;
  return wanted === 'name a configuration' ? 'tiny' : 'somewhere';
};

describe.each(titled(optionsOf('value')))('%s', (_, command, name, option) => {
  const args = [command.name, ...argumentsOf(command)];
  const good = goodValue(option);

  test('takes a value behind it or with =, and of several the last', () => {
    const first = valuesOf(...args, `--${name}`, good)[name];
    expect(first).toBeDefined();
    expect(valuesOf(...args, `--${name}=${good}`)[name]).toEqual(first);
    expect(valuesOf(command.name, `--${name}`, good, ...argumentsOf(command))[name]).toEqual(first);
    if (option.placeholder === 'DIR') expect(valuesOf(...args, `--${name}`, 'a', `--${name}`, 'b')[name]).toBe('b');
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
        new RegExp(`^there is no option "--${wrong}"; (did you mean --[a-z]+\\?|see "sluice [a-z]+ --help"\\.)$`),
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
        expect(refusal(...args, `--${name}=${wrong}`)).toBe(`--${name} is ${JSON.stringify(wrong)}; ${option.wanted}.`);
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

  if (option.wanted === 'name a configuration')
    test('of a configuration that there is not', () => {
      expect(refusal(...args, `--${name}`, '400g')).toBe(
        'there is no configuration "400g" (there are tiny, 10g); name one of them with --config.',
      );
    });
});

describe.each(titled(optionsOf('flag')))('%s', (_, command, name, option) => {
  const args = [command.name, ...argumentsOf(command)];

  test('is set, unset, and of several the last', () => {
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

  test('does not swallow the argument behind it', () => {
    expect(valuesOf(command.name, `--${name}`, ...argumentsOf(command))).toEqual(valuesOf(...args, `--${name}`));
  });
});

describe.each(commands.map(command => [command.name, command] as const))('%s', (name, command) => {
  const args = argumentsOf(command);

  test('-h and --help show its help wherever they are, whatever else is wrong', () => {
    for (const help of ['-h', '--help']) {
      expect(readCommandLine([name, help], commands)).toEqual({ kind: 'help', command });
      expect(readCommandLine([name, ...args, '--nonsense', 'a', 'b', 'c', help], commands)).toEqual({
        kind: 'help',
        command,
      });
    }
  });

  test('one argument too many', () => {
    expect(refusal(name, ...args, 'more')).toBe(
      `"more" is one argument too many ("${usageOf(command)}"); see "sluice ${name} --help".`,
    );
  });

  test('an option of one letter, or of no name', () => {
    expect(refusal(name, ...args, '-j')).toBe(`there is no option "-j"; see "sluice ${name} --help".`);
    expect(refusal(name, ...args, '--=x')).toMatch(/^there is no option "--(=x)?"; see /);
    for (const option of ['--constructor', '--__proto__', '--toString']) {
      expect(refusal(name, ...args, option)).toBe(`there is no option "${option}"; see "sluice ${name} --help".`);
    }
  });

  if (args.length > 0)
    test('an empty argument', () => {
      expect(refusal(name, '')).toBe(
        `the argument ${Object.keys(command.arguments)[0]} is empty ("${usageOf(command)}"); see "sluice ${name} --help".`,
      );
    });

  if (Object.values(command.arguments).some(({ required }) => required))
    test('a missing argument', () => {
      expect(refusal(name)).toBe(`an argument is missing ("${usageOf(command)}"); see "sluice ${name} --help".`);
    });

  test('misspelt', () => {
    const near = refusal(`${name}x`);
    expect(near).toBe(`there is no command "${name}x"; did you mean ${name}?`);
  });
});

describe('the command line', () => {
  const names = commands.map(({ name }) => name).join(', ');

  test('without a command, or with one that is near none', () => {
    expect(refusal()).toBe(`no command is given (there are ${names}); see "sluice --help".`);
    expect(refusal('frobnicate')).toBe(`there is no command "frobnicate" (there are ${names}); see "sluice --help".`);
    expect(refusal('')).toBe(`there is no command "" (there are ${names}); see "sluice --help".`);
  });

  test('with an option before the command', () => {
    expect(refusal('--colour')).toBe('there is no option "--colour" before the command; see "sluice --help".');
    expect(refusal('--config', 'tiny', 'emit')).toContain('there is no option "--config" before the command');
  });

  test('help and version', () => {
    for (const help of ['-h', '--help']) expect(readCommandLine([help], commands)).toMatchObject({ kind: 'help' });
    expect(readCommandLine(['--version'], commands)).toEqual({ kind: 'version' });
  });

  test('- is standard input, and -- ends the options', () => {
    expect(valuesOf('parse', '-')['capture']).toBe('-');
    expect(valuesOf('parse', '--json', '--', '--odd.pcap')).toMatchObject({ json: true, capture: '--odd.pcap' });
  });

  test('a long value is quoted in part, control characters escaped', () => {
    expect(refusal('parse', 'x', '--depth', '9'.repeat(500)).length).toBeLessThan(140);
    expect(refusal('parse', 'x', '--depth', 'a\nb')).toContain('--depth is "a\\nb"');
  });
});
