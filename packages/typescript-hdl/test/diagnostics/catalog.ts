// SPDX-License-Identifier: Apache-2.0
/** The catalog of diagnostics: what every code means, with a wrong and a right example of each of its sentences. */
import type { DiagnosticCode } from 'typescript-hdl';
import { clockMistakes } from './clocks.ts';
import type { Explanation } from './example.ts';
import { lintMistakes } from './lint-rule.ts';
import { logicMistakes } from './logic.ts';
import { stageMistakes } from './stages.ts';
import { stateMistakes } from './state.ts';
import { structureMistakes } from './structure.ts';
import { valueMistakes } from './values.ts';

/** A code without an entry does not compile. */
export const catalog: { readonly [C in DiagnosticCode]: Explanation } = {
  ...valueMistakes,
  ...structureMistakes,
  ...logicMistakes,
  ...stateMistakes,
  ...stageMistakes,
  ...clockMistakes,
  ...lintMistakes,
};
