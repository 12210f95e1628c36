// SPDX-License-Identifier: Apache-2.0
/** Rows as columns of equal width, two spaces apart; columns marked in `numeric` are flush right. */
export const columns = (rows: readonly (readonly string[])[], numeric: readonly boolean[]): readonly string[] => {
  const widths = numeric.map((_, c) => Math.max(...rows.map(row => row[c]!.length)));
  const cell = (text: string, c: number): string => (numeric[c] ? text.padStart(widths[c]!) : text.padEnd(widths[c]!));
  return rows.map(row => row.map(cell).join('  ').trimEnd());
};
