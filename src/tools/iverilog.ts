// SPDX-License-Identifier: Apache-2.0
/** Icarus Verilog as a second, independent reader of generated Verilog. */
import { type ProgramResult, type RunOptions, runProgram } from './run-program.ts';

/** Version line of the installed Icarus Verilog. */
export const iverilogVersion = async (options?: RunOptions): Promise<string> =>
  (await runProgram('iverilog', ['-V'], options)).output.split('\n')[0]!.trim();

/** Elaborates a file as strict Verilog-2005; any warning fails it, although Icarus itself exits with 0 then. */
export const lintWithIverilog = async (file: string, top: string, options?: RunOptions): Promise<ProgramResult> => {
  const result = await runProgram('iverilog', ['-Wall', '-g2005', '-t', 'null', '-s', top, file], options);
  return { ...result, ok: result.ok && result.output.trim() === '' };
};
