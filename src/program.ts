// SPDX-License-Identifier: Apache-2.0
/** Sluice as a program: its commands, how it speaks of itself and how it ends. */
import type { Program } from 'typescript-hdl/command-line';
import { completionOf } from './commands/completion.ts';
import { commands } from './commands/index.ts';
import { version } from './version.ts';

/** `sluice`. A refused input, a missing program or a failed build is 1, a defect of Sluice itself 2. */
export const sluice: Program = {
  name: 'sluice',
  about: 'A network I/O coprocessor for virtualised servers, generated from TypeScript.',
  version,
  commands: [...commands, completionOf(() => sluice)],
  epilogue: 'Errors name what is wrong and what to do; SLUICE_DEBUG=1 adds the place in the source.',
  // A refused policy (firmware), a simulation that cannot be built (sim).
  userErrors: new Set(['PolicyError', 'BuildError']),
  exitCodes: { refused: 1, defect: 2 },
  debugVariable: 'SLUICE_DEBUG',
  describeDefect: ({ message }) =>
    `unexpected error: ${message}\nThis is a defect of Sluice; set SLUICE_DEBUG=1 to see where it happened.`,
};
