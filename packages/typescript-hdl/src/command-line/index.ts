// SPDX-License-Identifier: Apache-2.0
/**
 * The kit that command lines are made with: commands with their arguments and options as data, and one sentence for whatever
 * a user gets wrong. `typescript-hdl` itself is such a program.
 */
export {
  type Argument,
  type ArgumentValues,
  argument,
  type Command,
  command,
  manyArguments,
  type OptionValues,
  optionalArgument,
  usageOf,
  type Values,
} from './command.ts';
export { completionScript } from './completion.ts';
export { endDescendants } from './descendants.ts';
export { InputError, type InputProblem } from './input-error.ts';
export { interruptible } from './interruptible.ts';
export {
  type Flag,
  flag,
  oneOf,
  outputDirectory,
  outputFile,
  someOf,
  text,
  type Value,
  type ValueOption,
  valueOption,
  wholeNumber,
} from './option.ts';
export { checkOutputDirectory, writeOutputFile } from './output-file.ts';
export type { Program } from './program.ts';
export { type Request, readCommandLine } from './read-command-line.ts';
export { type ErrorReport, reportError } from './report-error.ts';
export { runProgram } from './run-program.ts';
export { isSystemError, systemReason } from './system-error.ts';
