// SPDX-License-Identifier: Apache-2.0
/** The two switches that commands share, and what a command prints under them. */
import { flag } from 'typescript-hdl/command-line';

export const quietFlag = flag('Print the result alone: no progress, and no lines on the way');
export const jsonFlag = flag('Print the result as JSON, and nothing else');

export interface OutputFlags {
  readonly quiet?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Prints a line on the way to a result, unless only the result is wanted. */
export const say = ({ quiet = false, json = false }: OutputFlags, text: string): void => {
  if (!quiet && !json) console.log(text);
};

/** Prints a result: its text, or what it is as JSON. */
export const printResult = ({ json = false }: OutputFlags, result: unknown, text: string): void =>
  console.log(json ? JSON.stringify(result, null, 2) : text);

/** Whether progress is to be left out. */
export const isQuiet = ({ quiet = false, json = false }: OutputFlags): boolean => quiet || json;
