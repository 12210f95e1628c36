// SPDX-License-Identifier: Apache-2.0
/** Yosys as a checker of generated Verilog. */
import { type ProgramResult, type RunOptions, runProgram } from './run-program.ts';

/** Version line of the installed Yosys. */
export const yosysVersion = async (options?: RunOptions): Promise<string> =>
  (await runProgram('yosys', ['-V'], options)).output.trim();

/** Reads a file, lowers its processes and asserts that no net has several drivers, none, or a loop, and no latch exists. */
export const checkWithYosys = (file: string, top: string, options?: RunOptions): Promise<ProgramResult> => {
  const script = `read_verilog "${file}"; hierarchy -check -top ${top}; proc; check -assert; select -assert-none t:$dlatch*`;
  return runProgram('yosys', ['-q', '-p', script], options);
};
