// SPDX-License-Identifier: Apache-2.0
/** The pages of the catalog: one for each code, and an index. */
import { type DiagnosticCode, diagnosticCodes } from 'typescript-hdl';
import type { Example, Explanation } from './example.ts';

/** An example and what its wrong program says. */
export interface SaidExample extends Example {
  readonly says: string;
}

const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\`\n`;

const section = ({ wrong, right, says }: SaidExample): string => {
  const sentence = says.split('\n')[0]!.replace(/^.*?(HDL|LINT)-[A-Z]+: /, '');
  return [`## ${sentence}\n`, fence('ts', wrong), fence('text', says), 'Mended:\n', fence('ts', right)].join('\n');
};

/** The page of a code. */
export const pageText = (code: DiagnosticCode, { why }: Explanation, examples: readonly SaidExample[]): string =>
  [`# ${code}: ${diagnosticCodes[code]}\n`, `${why}\n`, ...examples.map(section)].join('\n');

/** The index of all codes. */
export const indexText = (): string =>
  [
    '# Diagnostics\n',
    'Every message begins with a code that stays the same, says what is wrong with the values at hand, and ends with the lines of your',
    'TypeScript: where the mistake is, or the two lines that do not fit together. A mistake inside a component of the library also',
    'cites your line that asked for it. `typescript-hdl explain HDL-LATCH` prints the page of a code. `typescript-hdl lint` finds what',
    'begins with LINT: JavaScript operators on hardware values, which TypeScript lets pass.\n',
    '| Code | What it says |',
    '|---|---|',
    ...Object.entries(diagnosticCodes).map(([code, title]) => `| [${code}](${code}.md) | ${title} |`),
    '',
  ].join('\n');
