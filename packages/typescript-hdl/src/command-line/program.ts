// SPDX-License-Identifier: Apache-2.0
/** A program with commands, such as `typescript-hdl`, and how it speaks of itself and ends. */
import type { Command } from './command.ts';

/** A program with commands. */
export interface Program {
  /** As a user types it. */
  readonly name: string;
  /** One sentence for its help. */
  readonly about: string;
  /** What `--version` prints; without it there is no such option. */
  readonly version?: string;
  /** Every command, in the order that the help shows. */
  readonly commands: readonly Command[];
  /** The last lines of its help. */
  readonly epilogue: string;
  /**
   * Names of the errors, besides InputError, whose message is written for the user. By name, so that reporting an error loads
   * none of the modules that throw it.
   */
  readonly userErrors: ReadonlySet<string>;
  /** What to print for a message of such an error; as it is when absent. */
  readonly describeUserError?: (message: string) => string;
  /** Exit codes of what a user can mend (an input, a missing program), and of any other exception. */
  readonly exitCodes: { readonly refused: number; readonly defect: number };
  /** Environment variable that adds stacks to messages. */
  readonly debugVariable: string;
  /** What to print for an exception that is not written for the user. */
  readonly describeDefect: (error: Error) => string;
}
