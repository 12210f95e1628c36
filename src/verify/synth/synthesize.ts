// SPDX-License-Identifier: Apache-2.0
/** Synthesis of a design by Yosys for UltraScale+, and what came of it. */

import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, writeOutputFile } from 'typescript-hdl/command-line';
import { keptResult } from '../../files/kept-result.ts';
import { runProgram } from '../../tools/run-program.ts';
import { yosysVersion } from '../../tools/yosys.ts';
import { deepestPath, type NetPath } from './logic-levels.ts';
import { type Netlist, type Resources, resourcesOf, ultrascaleArea } from './netlist.ts';
import { greatParts, type PartArea, partAreas } from './part-areas.ts';

/** Raised when what is read from a netlist changes, so that kept results are made anew. */
const resultForm = 3;

export interface Synthesis extends Resources {
  /** Most LUTs from register to register; carry chains are none. */
  readonly levels: number;
  /** A path of so many LUTs; null for a design without one. */
  readonly path: NetPath | null;
  /** Parts of a hundredth of the design and more, the whole first, if its instances are told. */
  readonly parts?: readonly PartArea[];
  /** Time that Yosys took, of the wall and of the processor, and its memory. */
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly megabytes: number;
}

/** Without wide multiplexers, so that levels are LUTs; one flat netlist, as a chip would have it. */
export const synthesisRecipe = 'synth_xilinx -family xcup -flatten -noiopad -noclkbuf -nowidelut';

const script = (verilog: string, top: string, netlist: string, unread: readonly string[]): string =>
  [
    `read_verilog -sv "${verilog}"`,
    `hierarchy -check -top ${top}`,
    ...unread.map(port => `delete -port ${top}/${port}`),
    `${synthesisRecipe} -top ${top}`,
    `write_json "${netlist}"`,
  ].join('; ');

const numberIn = (log: string, pattern: RegExp): number => Number(pattern.exec(log)?.[1] ?? Number.NaN);

/** A design as the language emits it. */
export interface Design {
  readonly verilog: string;
  readonly top: string;
  /** Paths of its instances, if their areas are asked for. */
  readonly instances?: ReadonlySet<string>;
}

const run = async (
  { verilog, top, instances }: Design,
  directory: string,
  name: string,
  unread: readonly string[],
): Promise<Synthesis> => {
  const [source, netlist, log] = ['v', 'json', 'log'].map(ending => join(directory, `${name}.${ending}`)) as [
    string,
    string,
    string,
  ];
  await writeOutputFile(source, verilog);
  const start = performance.now();
  const { ok, output } = await runProgram('yosys', ['-q', '-l', log, '-p', script(source, top, netlist, unread)]);
  const seconds = (performance.now() - start) / 1000;
  if (!ok) throw new InputError({ what: `Yosys fails on ${source}: ${output.trim()}`, remedy: `see ${log}` });
  const module = (JSON.parse(await readFile(netlist, 'utf8')) as Netlist).modules[top]!;
  await rm(netlist);
  const told = await readFile(log, 'utf8');
  const path = deepestPath(module) ?? null;
  return {
    ...resourcesOf(module),
    levels: path?.levels ?? 0,
    path,
    ...(instances && { parts: greatParts(partAreas(module, { areaOf: ultrascaleArea, instances })) }),
    seconds,
    processorSeconds: numberIn(told, /CPU: user ([\d.]+)s/),
    megabytes: numberIn(told, /MEM: ([\d.]+) MB/),
  };
};

/**
 * Synthesises `top` of a Verilog text; its files go to `directory`, of which `<name>.v` and `<name>.log` stay. What leads to
 * the outputs in `unread` alone is left out, as it is where nobody reads them. What an earlier run found of the same text
 * with the same Yosys is taken from `steps` in the directory.
 */
export const synthesize = async (
  design: Design,
  directory: string,
  name: string,
  unread: readonly string[] = [],
): Promise<Synthesis> => {
  const { verilog, top, instances } = design;
  const origin = [resultForm, instances ? 'parts' : '', await yosysVersion(), script('', top, '', unread), verilog];
  return keptResult(join(directory, 'steps'), origin, () => run(design, directory, name, unread));
};
