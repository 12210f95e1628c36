// SPDX-License-Identifier: Apache-2.0
/**
 * Turns a design into a simulation program: Verilator with every warning fatal, then clang without Verilator's own
 * make, after a content-hash cache that parallel test workers share.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contentHash, type Design } from './design.ts';
import { BuildError } from './verilate/build-error.ts';
import { cached, defaultCacheDirectory } from './verilate/cache.ts';
import { inParallel, runClang, runTool } from './verilate/compile.ts';
import { libraries } from './verilate/flags.ts';
import { glueSource, modelPrefix } from './verilate/glue.ts';
import { type ModelCompiler, prepareCompiler, prepareRuntime } from './verilate/runtime.ts';
import { findTools, type Tools } from './verilate/tools.ts';

export { BuildError } from './verilate/build-error.ts';

export interface BuildOptions {
  /** Build the variant that can write an FST waveform; default false. */
  readonly trace?: boolean;
  /** Where finished builds are kept; default `build/cache` in the repository. */
  readonly cacheDirectory?: string;
  /** Search path for the tools; default the environment's. */
  readonly path?: string;
}

export interface Simulation {
  /** Program to start; it speaks the harness protocol on standard input and output. */
  readonly program: string;
  /** Cache key: equal designs, tools and harness give equal keys. */
  readonly key: string;
  /** True when the program was in the cache. */
  readonly hit: boolean;
}

const verilatorFlags = [
  // Version 5.006 otherwise takes wrong bits of words made bitwise of comparisons.
  '-fno-const-bit-op-tree',
  '--cc',
  '-Wall',
  // One file holds the whole design, so module names cannot all equal the file name.
  '-Wno-DECLFILENAME',
  '--default-language',
  '1364-2005',
  // Unset state starts random by seed: a register that needs a reset and has none shows.
  '--x-assign',
  'unique',
  '--x-initial',
  'unique',
  '--prefix',
  modelPrefix,
  '--Mdir',
  'model',
];

const lintComplaint = (output: string): string => {
  const lines = output.split('\n').filter(line => !/\.\.\. (For|Use) |^%Error: (Exiting|Command)/.test(line));
  const shown = lines.slice(0, 24).join('\n').trimEnd();
  return lines.length > 24 ? `${shown}\n... (${lines.length - 24} more lines)` : shown;
};

/** Everything one model is built from. */
interface ModelJob {
  readonly tools: Tools;
  readonly compiler: ModelCompiler;
  readonly design: Design;
  readonly glue: string;
  readonly trace: boolean;
  /** Where refused Verilog is kept, so that the message can point at it. */
  readonly refused: string;
}

const verilate = async ({ tools, design, trace, refused }: ModelJob, work: string): Promise<void> => {
  const file = `${design.top}.v`;
  writeFileSync(join(work, file), design.verilog);
  const variant = trace ? ['--trace-fst'] : [];
  const args = [...verilatorFlags, ...variant, '--top-module', design.top, file];
  const { failed, output } = await runTool(tools.verilator, args, work);
  if (!failed) return;
  mkdirSync(refused, { recursive: true });
  const kept = join(refused, file);
  renameSync(join(work, file), kept);
  const complaint = lintComplaint(output).replaceAll(`${file}:`, `${kept}:`);
  throw new BuildError(`Verilator refuses ${design.top} (${kept}):\n${complaint}`, output);
};

/** Code that runs once or rarely, which is compiled fast instead of well. */
const isCold = (file: string): boolean => file.includes('Slow') || file.includes('Syms');

const compileModel = async ({ tools, compiler, glue }: ModelJob, work: string): Promise<void> => {
  const model = join(work, 'model');
  const files = readdirSync(model).filter(file => file.endsWith('.cpp'));
  const include = (selected: readonly string[]): string => selected.map(file => `#include "${file}"\n`).join('');
  writeFileSync(join(model, 'hot.cc'), include(files.filter(file => !isCold(file))));
  writeFileSync(join(model, 'cold.cc'), include(files.filter(isCold)));
  writeFileSync(join(model, 'glue.cc'), glue);
  const compile = (unit: string, level: 0 | 1) => (): Promise<void> =>
    runClang(
      tools.clang,
      [...compiler.compileArguments(level), '-I.', '-c', `${unit}.cc`, '-o', `../${unit}.o`],
      model,
    );
  await inParallel([compile('hot', 1), compile('cold', 0), compile('glue', 0)]);
  // The C++ of a large design is many megabytes and of no use later.
  rmSync(model, { recursive: true });
};

const modelObjects = ['hot.o', 'cold.o', 'glue.o'];

/**
 * Returns the simulation program of a design, building it when the cache has none. An edit of the harness alone links
 * again and verilates nothing.
 * Throws a {@link BuildError} when a tool is missing, Verilator warns about anything, or the C++ does not compile.
 */
export const buildSimulation = async (design: Design, options: BuildOptions = {}): Promise<Simulation> => {
  const { trace = false, cacheDirectory = defaultCacheDirectory } = options;
  const tools = findTools(options.path);
  const glue = glueSource(design, trace);
  const compiler = await prepareCompiler(tools, cacheDirectory, trace);
  const runtime = await prepareRuntime(tools, cacheDirectory, trace);
  const name = `${design.top}${trace ? '-trace' : ''}`;
  const modelKey = contentHash([compiler.key, design.top, design.verilog, glue, ...verilatorFlags]);
  const key = contentHash([modelKey, runtime.key]);
  const entry = await cached(cacheDirectory, `${name}-${key}`, async work => {
    const refused = join(dirname(cacheDirectory), 'refused', modelKey);
    const job = { tools, compiler, design, glue, trace, refused };
    const model = await cached(cacheDirectory, `model-${name}-${modelKey}`, async modelWork => {
      await verilate(job, modelWork);
      await compileModel(job, modelWork);
    });
    const linker = tools.mold ? ['-fuse-ld=mold'] : [];
    const objects = modelObjects.map(object => join(model.directory, object));
    const output = ['-o', join(work, 'simulation')];
    await runClang(tools.clang, [...linker, ...objects, ...runtime.objects, ...libraries(trace), ...output], work);
  });
  return { program: join(entry.directory, 'simulation'), key, hit: entry.hit };
};
