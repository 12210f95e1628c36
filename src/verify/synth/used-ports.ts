// SPDX-License-Identifier: Apache-2.0
/** Which inputs of a design something inside it depends on. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, writeOutputFile } from 'typescript-hdl/command-line';
import { runProgram } from '../../tools/run-program.ts';
import type { Netlist } from './netlist.ts';

/** A port and how many of its bits are read. */
export interface UsedPort {
  readonly name: string;
  readonly bits: number;
  readonly usedBits: number;
}

/** The input ports of `top`, told by Yosys after all modules became one and what leads nowhere went away. */
export const usedPorts = async (
  { verilog, top }: { readonly verilog: string; readonly top: string },
  directory: string,
): Promise<readonly UsedPort[]> => {
  const source = join(directory, `${top}-ports.v`);
  const netlist = join(directory, `${top}-ports.json`);
  await writeOutputFile(source, verilog);
  const script = `read_verilog -sv "${source}"; hierarchy -check -top ${top}; proc; flatten; opt_expr; opt_clean -purge; write_json "${netlist}"`;
  const { ok, output } = await runProgram('yosys', ['-q', '-p', script]);
  if (!ok) throw new InputError({ what: `Yosys fails on ${source}: ${output.trim()}`, remedy: 'see its message' });
  const module = (JSON.parse(await readFile(netlist, 'utf8')) as Netlist).modules[top]!;
  const { ports = {} } = module;
  await rm(netlist);
  const read = new Set(Object.values(module.cells).flatMap(({ connections }) => Object.values(connections).flat()));
  for (const { direction, bits } of Object.values(ports))
    if (direction === 'output') for (const bit of bits) read.add(bit);
  return Object.entries(ports).flatMap(([name, { direction, bits }]) =>
    direction === 'input' ? [{ name, bits: bits.length, usedBits: bits.filter(bit => read.has(bit)).length }] : [],
  );
};
