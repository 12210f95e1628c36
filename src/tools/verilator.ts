// SPDX-License-Identifier: Apache-2.0
/** Verilator as a linter of generated Verilog. */
import { type ProgramResult, type RunOptions, runProgram } from './run-program.ts';

/** Version line of the installed Verilator. */
export const verilatorVersion = async (options?: RunOptions): Promise<string> =>
  (await runProgram('verilator', ['--version'], options)).output.trim();

/**
 * Lints a Verilog-2005 file with every warning on and fatal. One file holds a whole design, so that only the top module
 * can be named after it. The output is what it complains of: newer versions report their work on standard output.
 */
export const lintWithVerilator = async (file: string, top: string, options?: RunOptions): Promise<ProgramResult> => {
  const language = ['--default-language', '1364-2005'];
  const args = ['--lint-only', '-Wall', '-Wno-DECLFILENAME', ...language, '--top-module', top, file];
  const result = await runProgram('verilator', args, options);
  return { ...result, output: result.errors };
};
