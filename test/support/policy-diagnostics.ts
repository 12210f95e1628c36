// SPDX-License-Identifier: Apache-2.0
/** What the compiler says about a policy text. */
import { compilePolicy } from '../../firmware/compile/compile.ts';
import { formatDiagnostic, PolicyError } from '../../firmware/policy/diagnostic.ts';

/** Every formatted finding for `p.yaml`, warnings included, whether the text compiles or not. */
export const findingsOf = (text: string, config?: string): readonly string[] => {
  try {
    return compilePolicy(text, 'p.yaml', config).warnings.map(formatDiagnostic);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.message.split('\n');
  }
};

/** A policy with one untagged VM `web` in lines 1 to 3 and the given rules from line 5 on. */
export const withRules = (...rules: readonly string[]): string =>
  ['vms:', '  - name: web', '    mac: 52:54:00:00:00:10', 'rules:', ...rules, ''].join('\n');
