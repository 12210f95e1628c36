// SPDX-License-Identifier: Apache-2.0
/** A single fault in the isolation logic, as a change of its source. Pure data. */

export interface Mutant {
  /** Different for each; words joined by hyphens. */
  readonly name: string;
  /** The rule of isolation that it breaks (`docs/isolation.md`), such as `I1`. */
  readonly rule: string;
  /** What is wrong then. */
  readonly what: string;
  /** Source file from the root of the repository. */
  readonly file: string;
  /** Text that occurs once in the file, and what takes its place. */
  readonly find: string;
  readonly replace: string;
  /** Test files, from the root, of whose tests one at least must fail. */
  readonly tests: readonly string[];
  /** Why no test can tell it from the original; such a mutant is not run. */
  readonly equivalent?: string;
}

/** The mutated text; a RangeError when the place is not there, or there more than once. */
export const mutated = ({ name, file, find, replace }: Mutant, text: string): string => {
  const places = text.split(find).length - 1;
  if (places !== 1) throw new RangeError(`mutant ${name}: its text occurs ${places} times in ${file}, not once`);
  return text.replace(find, () => replace);
};
