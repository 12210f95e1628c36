// SPDX-License-Identifier: Apache-2.0
/** The recipes of CONTRIBUTING.md as changes of files. */

/** A change of one file. */
export type RecipeStep =
  | { readonly kind: 'write'; readonly file: string; readonly text: string }
  /** Whole lines after the line in which the anchor is. */
  | { readonly kind: 'lines'; readonly file: string; readonly anchor: string; readonly text: string }
  /** A piece of text right after the anchor. */
  | { readonly kind: 'piece'; readonly file: string; readonly anchor: string; readonly text: string }
  | { readonly kind: 'replace'; readonly file: string; readonly anchor: string; readonly text: string };

export interface Recipe {
  readonly title: string;
  readonly steps: readonly RecipeStep[];
}

/** What a recipe says, in the order of the text: a file that is named, a block of code, or a change inside a line. */
const token =
  /Write `(?<write>[^`]+)`:|write `(?<also>[^`]+)`:|[Ii]n \[?`(?<file>[\w./-]+\.\w+)`|`(?<piece>[^`]+)` right after `(?<place>[^`]+)`|`(?<by>[^`]+)` in place of `(?<old>[^`]+)`|after `(?<anchor>[^`]+)`:|```\w+\n(?<code>[\s\S]*?)```/g;

const stepsOf = (text: string): readonly RecipeStep[] => {
  const steps: RecipeStep[] = [];
  let file = '';
  let written: string | undefined;
  let anchor: string | undefined;
  for (const { groups = {} } of text.matchAll(token)) {
    if (groups['write'] ?? groups['also']) written = groups['write'] ?? groups['also'];
    else if (groups['file']) file = groups['file'];
    else if (groups['anchor']) anchor = groups['anchor'];
    else if (groups['piece']) steps.push({ kind: 'piece', file, anchor: groups['place']!, text: groups['piece'] });
    else if (groups['by']) steps.push({ kind: 'replace', file, anchor: groups['old']!, text: groups['by'] });
    else if (written !== undefined) {
      steps.push({ kind: 'write', file: written, text: groups['code']! });
      written = undefined;
    } else if (anchor !== undefined) steps.push({ kind: 'lines', file, anchor, text: groups['code']! });
    else throw new Error(`a block of code belongs nowhere: ${groups['code']}`);
  }
  return steps;
};

/** The recipes of a text. */
export const recipesIn = (page: string): readonly Recipe[] =>
  page
    .split('\n## Recipes\n')[1]!
    .split('\n## ')[0]!
    .split('\n### ')
    .slice(1)
    .map(part => ({ title: part.split('\n')[0]!, steps: stepsOf(part) }));

/** The text of a file after a step; an Error when the place of the change is not there, or is not one. */
export const changed = (before: string, step: RecipeStep): string => {
  if (step.kind === 'write') return step.text;
  const places = before.split(step.anchor).length - 1;
  if (places !== 1) throw new Error(`${step.file} has \`${step.anchor}\` ${places} times`);
  const at = before.indexOf(step.anchor);
  const end = at + step.anchor.length;
  if (step.kind === 'replace') return before.slice(0, at) + step.text + before.slice(end);
  if (step.kind === 'piece') return before.slice(0, end) + step.text + before.slice(end);
  const line = before.indexOf('\n', end) + 1;
  return before.slice(0, line) + step.text + before.slice(line);
};
