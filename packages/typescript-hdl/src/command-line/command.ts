// SPDX-License-Identifier: Apache-2.0
/** What a command of a command line is: its arguments and options as data, and what it does with their values. */
import type { Flag, ValueOption } from './option.ts';

/** An argument by position. */
export interface Argument {
  readonly describe: string;
  readonly required: boolean;
  /** Whether it stands for any number of arguments; only the last may. */
  readonly many?: boolean;
  /** The words it may be, in letters of either case; any text when absent. */
  readonly words?: readonly string[];
}

/** An argument that must be given. */
export const argument = <W extends string = string>(describe: string, words?: readonly W[]) => ({
  describe,
  required: true as const,
  ...(words !== undefined && { words }),
});

/** An argument that may be left out. */
export const optionalArgument = (describe: string) => ({ describe, required: false as const });

/** The arguments from here on: at least one when `required`. */
export const manyArguments = (describe: string, { required }: { readonly required: boolean }) => ({
  describe,
  required,
  many: true as const,
});

type Arguments = Readonly<Record<string, Argument>>;
type Options = Readonly<Record<string, Flag | ValueOption<unknown>>>;

/** Values of the arguments of a command. */
export type ArgumentValues<A extends Arguments> = {
  readonly [K in keyof A]: A[K] extends { readonly many: true }
    ? readonly string[]
    : A[K]['required'] extends true
      ? string
      : string | undefined;
};

/** Values of the options of a command. */
export type OptionValues<O extends Options> = {
  readonly [K in keyof O]: O[K] extends ValueOption<infer T>
    ? O[K] extends { readonly fallback: T }
      ? T
      : T | undefined
    : boolean;
};

/** Values of the arguments and options of a command. */
export type Values<A extends Arguments, O extends Options> = ArgumentValues<A> & OptionValues<O>;

/** A command whose types are forgotten: what lists and the reader of the command line work with. */
export interface Command {
  readonly name: string;
  /** One sentence without its period. */
  readonly describe: string;
  /** In the order of their positions. */
  readonly arguments: Arguments;
  readonly options: Options;
  /** Does it, with values that the reader of the command line made of these arguments and options. */
  readonly run: (values: Readonly<Record<string, unknown>>) => Promise<void>;
}

/**
 * One command. Its module is loaded at every start, so it imports what it works with inside `run`, which gets the values of
 * its arguments and options by their names.
 */
export const command = <const A extends Arguments, const O extends Options>(definition: {
  readonly name: string;
  readonly describe: string;
  readonly arguments: A;
  readonly options: O;
  readonly run: (values: Values<A, O>) => Promise<void>;
}): Command => ({ ...definition, run: values => definition.run(values as Values<A, O>) });

const position = (name: string, { required, many }: Argument): string => {
  const dots = many ? '..' : '';
  return required ? `<${name}${dots}>` : `[${name}${dots}]`;
};

/** How a command of a program is written: `sluice parse <capture>`. */
export const usageOf = (program: { readonly name: string }, { name, arguments: all }: Command): string =>
  [program.name, name, ...Object.entries(all).map(([of, one]) => position(of, one))].join(' ');
