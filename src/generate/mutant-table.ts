// SPDX-License-Identifier: Apache-2.0
/** How many mutants there are for each rule of isolation, for the page about it. */
import type { Mutant } from '../verify/mutants/mutant.ts';

const numberOf = (rule: string): number => Number(rule.slice(1));

/** A row a rule: how many mutants, and the files that they are in. */
export const mutantTable = (mutants: readonly Mutant[]): string => {
  const rules = [...new Set(mutants.map(({ rule }) => rule))].sort((a, b) => numberOf(a) - numberOf(b));
  const rows = rules.map(rule => {
    const own = mutants.filter(one => one.rule === rule);
    const files = [...new Set(own.map(({ file }) => file.replace(/^.*\/|\.ts$/g, '')))];
    return `| ${rule} | ${own.length} | ${files.join(', ')} |`;
  });
  return ['| rule | mutants | in |', '|---|---|---|', ...rows].join('\n');
};

/** The page with its table. */
export const withMutants = (page: string, mutants: readonly Mutant[]): string =>
  page.replace(
    /(<!-- generated: mutants -->\n)[\s\S]*?(<!-- end -->)/,
    (_, head: string, end: string) => `${head}${mutantTable(mutants)}\n${end}`,
  );
