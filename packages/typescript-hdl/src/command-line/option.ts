// SPDX-License-Identifier: Apache-2.0
/** The kinds of options that commands have: each says how its text is read and what is wanted in place of a wrong one. */
import { nearest, quote } from '../words.ts';
import { InputError } from './input-error.ts';

/** An option without a value: `--json`, and `--no-json` to take it back. */
export interface Flag {
  readonly kind: 'flag';
  readonly describe: string;
  readonly fallback: boolean;
}

/** An option with a value: `--depth 128` or `--depth=128`; of several the last counts, unless they are joined. */
export interface ValueOption<T> {
  readonly kind: 'value';
  readonly describe: string;
  /** What the help writes for the value. */
  readonly placeholder: string;
  /** What to give, as an imperative clause. */
  readonly wanted: string;
  /** Meaning of a text that is not empty; undefined when it has none. */
  readonly read: (text: string) => T | undefined;
  /** What holds when the option is not given. */
  readonly fallback: T | undefined;
  /** What several of them mean together; absent: the last one counts. */
  join?(before: T, next: T): T;
  /** Set when the command writes there, so that this is tried before the work. */
  readonly writes?: 'directory' | 'file';
}

/** What a command gets for an option: never undefined where a fallback is given. */
export type Value<T, F> = F extends undefined ? ValueOption<T> : ValueOption<T> & { readonly fallback: T };

/** A switch; off unless `fallback` says otherwise. */
export const flag = (describe: string, fallback = false): Flag => ({ kind: 'flag', describe, fallback });

/** An option with a value of a kind of its own. */
export const valueOption = <T, F extends T | undefined = undefined>(
  option: Omit<ValueOption<T>, 'kind' | 'fallback'>,
  fallback?: F,
): Value<T, F> => ({ kind: 'value', ...option, fallback }) as unknown as Value<T, F>;

/** What to give for a text, by its placeholder. */
const textWanted = {
  FILE: 'name a file',
  DIR: 'name a directory',
  PATH: 'name a file or a directory',
  NAME: 'give a name',
  COMMAND: 'give a command',
  PART: 'give a part of a name',
} as const;

/** Any text, such as the path of a file that is read. */
export const text = <F extends string | undefined = undefined>(
  describe: string,
  placeholder: keyof typeof textWanted,
  fallback?: F,
): Value<string, F> =>
  valueOption({ describe, placeholder, wanted: textWanted[placeholder], read: given => given }, fallback);

/** A whole number in decimal from `least` on, and up to `most`. */
export const wholeNumber = <F extends number | undefined = undefined>(
  describe: string,
  { least, most = Number.MAX_SAFE_INTEGER, fallback }: { least: number; most?: number; fallback?: F },
): Value<number, F> => {
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`;
  const read = (given: string): number | undefined => {
    if (!/^[0-9]{1,16}$/.test(given)) return undefined;
    return Number(given) >= least && Number(given) <= most ? Number(given) : undefined;
  };
  return valueOption({ describe, placeholder: 'N', wanted: `give a whole number ${range}`, read }, fallback);
};

/** One of a few words. */
export const oneOf = <W extends string, F extends W | undefined = undefined>(
  describe: string,
  words: readonly W[],
  fallback?: F,
): Value<W, F> => {
  const read = (given: string): W | undefined => words.find(word => word === given);
  return valueOption({ describe, placeholder: words.join('|'), wanted: `give ${words.join(' or ')}`, read }, fallback);
};

/** Some of a few numbers, joined with commas; `none` for none of them. */
export const someOf = <F extends readonly number[] | undefined = undefined>(
  describe: string,
  numbers: readonly number[],
  fallback?: F,
): Value<readonly number[], F> => {
  const read = (given: string): readonly number[] | undefined => {
    if (given === 'none') return [];
    const chosen = given.split(',').map(part => numbers.find(number => `${number}` === part));
    return chosen.includes(undefined) ? undefined : (chosen as number[]);
  };
  const wanted = `give some of ${numbers.join(',')}, or none`;
  return valueOption({ describe, placeholder: 'N,N', wanted, read }, fallback);
};

const written = <F extends string | undefined>(
  describe: string,
  writes: 'directory' | 'file',
  fallback: F | undefined,
): Value<string, F> => {
  const read = (given: string): string | undefined => (given === '-' ? undefined : given);
  const placeholder = writes === 'file' ? 'FILE' : 'DIR';
  return valueOption({ describe, placeholder, wanted: `name a ${writes}`, read, writes }, fallback);
};

/** A directory that the command writes into, and makes where it is not there. */
export const outputDirectory = <F extends string | undefined = undefined>(
  describe: string,
  fallback?: F,
): Value<string, F> => written(describe, 'directory', fallback);

/** A file that the command writes. */
export const outputFile = (describe: string): ValueOption<string> => written(describe, 'file', undefined);

/** The meaning of an option's text; an InputError that names the option, what was given and what is wanted. */
export const readOption = <T>(name: string, { read, wanted, placeholder }: ValueOption<T>, given: string): T => {
  if (given === '') throw new InputError({ what: `--${name} is empty`, remedy: wanted });
  const meaning = read(given);
  if (meaning !== undefined) return meaning;
  const near = placeholder.includes('|') ? nearest(given, placeholder.split('|')) : undefined;
  const remedy = near === undefined ? wanted : `did you mean ${near}?`;
  throw new InputError({ what: `--${name} is ${quote(given)}`, remedy });
};
