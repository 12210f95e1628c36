// SPDX-License-Identifier: Apache-2.0
/** The command `typescript-hdl explain CODE`. */
import { argument, command } from '../command-line/index.ts';
import { diagnosticCodes } from '../diagnostic.ts';

const explainCode = async ({ code }: { readonly code: string }): Promise<void> => {
  const { readFileSync } = await import('node:fs');
  process.stdout.write(readFileSync(new URL(`../../docs/diagnostics/${code}.md`, import.meta.url), 'utf8'));
};

/** Prints what a diagnostic means, with a wrong and a mended example of each of its sentences. */
export const explain = command({
  name: 'explain',
  describe: 'Print what the code of a message means, such as HDL-LATCH, and how to mend the mistake',
  arguments: { code: argument('The code', Object.keys(diagnosticCodes)) },
  options: {},
  run: explainCode,
});
