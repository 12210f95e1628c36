// SPDX-License-Identifier: Apache-2.0
import { type Command, command, type Program } from 'typescript-hdl/command-line';

/** `completion` of a program, for the start-up file of a shell. */
export const completionOf = (program: () => Program): Command =>
  command({
    name: 'completion',
    describe: 'Print a script by which bash and zsh complete the command line: eval "$(npx sluice completion)"',
    arguments: {},
    options: {},
    run: async () => {
      const { completionScript } = await import('typescript-hdl/command-line');
      process.stdout.write(completionScript(program()));
    },
  });
