// SPDX-License-Identifier: Apache-2.0
/** A simulation could not be built: a tool is missing, the lint refuses the design, or the compiler fails. */
export class BuildError extends Error {
  override readonly name: string = 'BuildError';
  /** Full output of the tool that failed; empty when none ran. */
  readonly output: string;

  constructor(message: string, output = '') {
    super(message);
    this.output = output;
  }
}
