// SPDX-License-Identifier: Apache-2.0
/** How well the estimate of logic depth fits what Yosys maps, module by module. */
import { emitVerilog } from 'typescript-hdl';
import { logicDepth } from 'typescript-hdl/depth';
import { designHash } from '../design-hash.ts';
import { synthesize } from '../synth/synthesize.ts';
import type { FitModule } from './fit-modules.ts';

/** One module by both measures. */
export interface FitRow {
  readonly name: string;
  readonly size: string;
  /** Of the Verilog: a row says something about this text only. */
  readonly hash: string;
  readonly estimate: { readonly levels: number; readonly milliseconds: number };
  readonly yosys: { readonly levels: number; readonly seconds: number };
}

/** Contents of `docs/depth-fit.json`. Times are of the processor. */
export interface FitRecord {
  readonly tool: string;
  readonly rows: readonly FitRow[];
}

/** The text that Yosys reads, and its hash. */
export const fitDesign = ({ definition }: FitModule): { verilog: string; top: string; hash: string } => {
  const { verilog, top } = emitVerilog(definition());
  return { verilog, top, hash: designHash(verilog) };
};

/** The estimate of a module. */
export const estimateOf = ({ definition }: FitModule): FitRow['estimate'] => {
  const design = definition();
  design.elaborate();
  const before = process.cpuUsage();
  const { levels } = logicDepth(design);
  return { levels, milliseconds: Math.round(process.cpuUsage(before).user / 1000) };
};

/** Measures one module; `known` spares Yosys where the Verilog is the same. */
export const measureFit = async (module: FitModule, directory: string, known: readonly FitRow[]): Promise<FitRow> => {
  const { name, size } = module;
  const { verilog, top, hash } = fitDesign(module);
  const earlier = known.find(row => row.name === name && row.size === size && row.hash === hash);
  const file = `${name}-${size}`.replaceAll(/\W+/g, '_');
  const yosys = earlier?.yosys ?? (await synthesized({ verilog, top }, directory, file));
  return { name, size, hash, estimate: estimateOf(module), yosys };
};

const synthesized = async (
  design: { readonly verilog: string; readonly top: string },
  directory: string,
  file: string,
): Promise<FitRow['yosys']> => {
  const { levels, processorSeconds } = await synthesize(design, directory, file);
  return { levels, seconds: Math.round(processorSeconds) };
};

/** How far the estimates are from Yosys. */
export interface Fit {
  readonly modules: number;
  readonly exact: number;
  /** Most LUTs by which an estimate is too low, and too high. */
  readonly below: number;
  readonly above: number;
}

export const fitOf = (rows: readonly FitRow[]): Fit => {
  const differences = rows.map(({ estimate, yosys }) => estimate.levels - yosys.levels);
  return {
    modules: rows.length,
    exact: differences.filter(difference => difference === 0).length,
    below: Math.max(0, ...differences.map(difference => -difference)),
    above: Math.max(0, ...differences),
  };
};
