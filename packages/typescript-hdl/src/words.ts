// SPDX-License-Identifier: Apache-2.0
/** Words in the sentences that a user reads: what was given, quoted, and what was most likely meant. */

const quoteLimit = 60;

/** Text that somebody gave, in double quotes, control characters escaped, cut when it is long. */
export const quote = (text: string): string =>
  JSON.stringify(text.length > quoteLimit ? `${text.slice(0, quoteLimit)}...` : text);

/** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other: optimal string alignment. */
export const editDistance = (a: string, b: string): number => {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2]![j - 2]! + 1 : Infinity;
      row.push(Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, replace, swap));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
};

/** Whether a word is an abbreviation: same first letter, and its letters occur in that order. */
const abbreviates = (word: string, full: string): boolean => {
  let at = 0;
  for (const letter of full) if (letter === word[at]) at++;
  return word.length > 2 && word[0] === full[0] && at === word.length;
};

/** The known word that the author most likely meant, or undefined when none is near. */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
  const plain = (text: string): string => text.slice(0, quoteLimit).toLowerCase().replaceAll(/[-_ ]/g, '');
  const short = (candidate: string): number => (abbreviates(plain(word), plain(candidate)) ? 0 : 1);
  const [best] = known
    .map(candidate => ({ candidate, distance: editDistance(plain(word), plain(candidate)) }))
    .toSorted((a, b) => a.distance - b.distance || short(a.candidate) - short(b.candidate));
  if (best !== undefined && best.distance <= Math.max(1, Math.floor(best.candidate.length / 3))) return best.candidate;
  return known.find(candidate => short(candidate) === 0);
};
