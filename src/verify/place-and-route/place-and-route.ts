// SPDX-License-Identifier: Apache-2.0
/** Place and route of a design for Lattice ECP5, out of context: a netlist from Yosys, and nextpnr once for each seed. */

import { existsSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmittedDesign } from 'typescript-hdl';
import { InputError, writeOutputFile } from 'typescript-hdl/command-line';
import { keptResult, originHash } from '../../files/kept-result.ts';
import { nextpnrPackage, nextpnrProgram } from '../../tools/nextpnr.ts';
import { runProgram } from '../../tools/run-program.ts';
import { yosysVersion } from '../../tools/yosys.ts';
import type { Area, Netlist } from '../synth/netlist.ts';
import { greatParts, type PartArea, partAreas } from '../synth/part-areas.ts';
import { edgeWrapper, wrapperInstance, wrapperTop } from './edge-wrapper.ts';
import {
  arrivals,
  criticalPath,
  fmaxOf,
  type NextpnrReport,
  type RoutedPath,
  type Utilisation,
  utilisationOf,
} from './nextpnr-report.ts';

/** Raised when what is read from a report changes, so that kept results are made anew. */
const resultForm = 1;

/** The device that everything is placed on. */
export const device = 'LFE5U-85F, speed grade 8, CABGA756';
const deviceOptions = ['--85k', '--package', 'CABGA756', '--speed', '8'];

/** One placed and routed design. */
export interface Routing {
  readonly fmaxMhz: number;
  /** Of design and wrapper; `wrapperRegisters` of the registers are the wrapper's. */
  readonly utilisation: Utilisation;
  readonly wrapperRegisters: number;
  readonly path: RoutedPath;
  /** Latest arrival at a register of each instance in the design, in ns, slowest first. */
  readonly arrivals: readonly (readonly [instance: string, ns: number])[];
  readonly seconds: number;
}

/** COMB that a LUT RAM of 16 words of 4 bits takes: its bits, and the place of its write port. */
const lutRamCombs = 6;

/** What a cell takes of the device, in LUTs of four inputs and in block RAMs of 18 kbit. */
const ecp5Area = (type: string): Partial<Area> => {
  if (type === 'LUT4') return { luts: 1 };
  if (type === 'CCU2C') return { luts: 2 };
  if (type === 'TRELLIS_DPR16X4') return { luts: lutRamCombs, memory: lutRamCombs };
  return type === 'TRELLIS_FF' ? { registers: 1 } : { blockRams: type === 'DP16KD' ? 1 : 0 };
};

/** The parts of a design in the netlist that place and route begins with, those of a hundredth and more, the whole first. */
export const netlistAreas = async (
  design: Pick<EmittedDesign, 'verilog' | 'top' | 'ports'>,
  instances: ReadonlySet<string>,
  directory: string,
): Promise<readonly PartArea[]> => {
  const file = await netlistOf(`${design.verilog}\n${edgeWrapper(design).verilog}`, directory);
  const { modules } = JSON.parse(await readFile(join(directory, file), 'utf8')) as Netlist;
  const prefix = `${wrapperInstance}.`;
  return greatParts(partAreas(modules[wrapperTop]!, { areaOf: ecp5Area, instances, prefix }));
};

/** Without multiplexers of LUTs: Yosys would make a path a LUT shorter with two or four of them in place of one. */
export const routingRecipe = 'synth_ecp5 -nowidelut';

/** The netlist of a wrapped design; of the same text it is made once, for all seeds. */
const netlistOf = async (verilog: string, directory: string): Promise<string> => {
  const script = (source: string, netlist: string): string =>
    `read_verilog -sv "${source}"; hierarchy -check -top ${wrapperTop}; ${routingRecipe} -top ${wrapperTop}; write_json "${netlist}"`;
  const name = `netlist-${originHash([await yosysVersion(), script('', ''), verilog])}`;
  const netlist = join(directory, `${name}.json`);
  if (existsSync(netlist)) return `${name}.json`;
  const source = join(directory, `${name}.v`);
  await writeOutputFile(source, verilog);
  const { ok, output } = await runProgram('yosys', ['-q', '-p', script(source, `${netlist}.part`)]);
  if (!ok) throw new InputError({ what: `Yosys fails on ${source}: ${output.trim()}`, remedy: 'see its message' });
  await rename(`${netlist}.part`, netlist);
  return `${name}.json`;
};

/** The sentence in which nextpnr says why it gave up. */
const complaint = (output: string): string =>
  output.split('\n').findLast(line => line.startsWith('ERROR:')) ?? output.trim().split('\n').at(-1) ?? '';

/** What is asked of nextpnr. */
export interface RoutingRequest {
  readonly seed: number;
  /** Clock that placement works towards. */
  readonly targetMhz: number;
  /** Directory of netlists and reports. */
  readonly directory: string;
  /** Directory of the Python environment. */
  readonly environment: string;
}

const route = async (verilog: string, registers: number, request: RoutingRequest): Promise<Routing> => {
  const { seed, targetMhz, directory, environment } = request;
  const program = await nextpnrProgram(environment);
  const netlist = await netlistOf(verilog, directory);
  const report = netlist.replace(/^netlist/, 'report').replace(/\.json$/, `-seed-${seed}.json`);
  // The program sees the files of its working directory only.
  const files = ['--json', netlist, '--report', report, '--detailed-timing-report'];
  const goal = ['--freq', `${targetMhz}`, '--timing-allow-fail', '--lpf-allow-unconstrained', '--seed', `${seed}`];
  const start = performance.now();
  const { ok, output } = await runProgram(program, [...deviceOptions, ...goal, ...files], { cwd: directory });
  const seconds = Math.round((performance.now() - start) / 1000);
  await writeOutputFile(join(directory, report.replace(/json$/, 'log')), output);
  if (!ok) {
    const remedy = `see ${join(directory, report.replace(/json$/, 'log'))}, or try another seed`;
    throw new InputError({ what: `nextpnr fails with seed ${seed}: ${complaint(output)}`, remedy });
  }
  const told = JSON.parse(await readFile(join(directory, report), 'utf8')) as NextpnrReport;
  return {
    fmaxMhz: fmaxOf(told),
    utilisation: utilisationOf(told),
    wrapperRegisters: registers,
    path: criticalPath(told),
    arrivals: arrivals(told),
    seconds,
  };
};

/**
 * Places and routes a design between registers at its edges. What an earlier run found of the same text, seed and target with
 * the same tools is taken from `steps` in the directory.
 */
export const placeAndRoute = async (
  design: Pick<EmittedDesign, 'verilog' | 'top' | 'ports'>,
  request: RoutingRequest,
): Promise<Routing> => {
  const wrapper = edgeWrapper(design);
  const verilog = `${design.verilog}\n${wrapper.verilog}`;
  const { seed, targetMhz, directory } = request;
  const origin = [
    resultForm,
    routingRecipe,
    await yosysVersion(),
    nextpnrPackage,
    ...deviceOptions,
    targetMhz,
    seed,
    verilog,
  ];
  return keptResult(join(directory, 'steps'), origin, () => route(verilog, wrapper.registers, request));
};
