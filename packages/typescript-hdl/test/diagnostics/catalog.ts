// SPDX-License-Identifier: Apache-2.0
/** The catalog of diagnostics: what every code means, with a wrong and a right example of each of its sentences. */
import type { DiagnosticCode } from 'typescript-hdl';
import { benchExamples } from './benches.ts';
import { clockMistakes } from './clocks.ts';
import type { Explanation } from './example.ts';
import { lintMistakes } from './lint-rule.ts';
import { logicMistakes } from './logic.ts';
import { stageMistakes } from './stages.ts';
import { stateMistakes } from './state.ts';
import { structureMistakes } from './structure.ts';
import { valueMistakes } from './values.ts';

/** A code without an entry does not compile. */
const ofTheLanguage: { readonly [C in DiagnosticCode]: Explanation } = {
  ...valueMistakes,
  ...structureMistakes,
  ...logicMistakes,
  ...stateMistakes,
  ...stageMistakes,
  ...clockMistakes,
  ...lintMistakes,
};

/** Every code, with the examples of the language first and those of benches after them. */
export const catalog = Object.fromEntries(
  Object.entries(ofTheLanguage).map(([code, { why, examples }]) => [
    code,
    { why, examples: [...examples, ...(benchExamples[code as DiagnosticCode] ?? [])] },
  ]),
) as unknown as typeof ofTheLanguage;
