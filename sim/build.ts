/**
 * Turns a design into a simulation program: Verilator with every warning fatal, then clang without Verilator's own
 * make, behind a content-hash cache that parallel test workers share.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contentHash, type Design } from './design.ts';
import { BuildError } from './verilate/build-error.ts';
import { cached, defaultCacheDirectory } from './verilate/cache.ts';
import { inParallel, runClang, runTool } from './verilate/compile.ts';
import { glueSource, modelPrefix } from './verilate/glue.ts';
import { prepareRuntime, type Runtime } from './verilate/runtime.ts';
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
  /** True when nothing had to be compiled. */
  readonly hit: boolean;
}

const verilatorFlags = [
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

/** Keeps the refused Verilog where the message can point at it. */
const keepRefused = (design: Design, work: string, cacheDirectory: string, key: string): string => {
  const kept = join(dirname(cacheDirectory), 'refused', key);
  mkdirSync(kept, { recursive: true });
  renameSync(join(work, `${design.top}.v`), join(kept, `${design.top}.v`));
  return kept;
};

const lintComplaint = (output: string): string => {
  const lines = output.split('\n').filter(line => !/\.\.\. (For|Use) |^%Error: (Exiting|Command)/.test(line));
  const shown = lines.slice(0, 24).join('\n').trimEnd();
  return lines.length > 24 ? `${shown}\n... (${lines.length - 24} more lines)` : shown;
};

const verilate = async (tools: Tools, design: Design, trace: boolean, work: string, refused: () => string) => {
  const file = `${design.top}.v`;
  writeFileSync(join(work, file), design.verilog);
  const variant = trace ? ['--trace-fst'] : [];
  const { failed, output } = await runTool(
    tools.verilator,
    [...verilatorFlags, ...variant, '--top-module', design.top, file],
    work,
  );
  if (!failed) return;
  const kept = join(refused(), file);
  const complaint = lintComplaint(output).replaceAll(`${file}:`, `${kept}:`);
  throw new BuildError(`Verilator refuses ${design.top} (${kept}):\n${complaint}`, output);
};

const isCold = (file: string): boolean =>
  file.includes('Slow') || file.includes('Syms') || file === `${modelPrefix}.cpp`;

/** One translation unit for the code that runs each cycle, one for the rest with the glue. */
const compileModel = async (tools: Tools, runtime: Runtime, design: Design, trace: boolean, work: string) => {
  const model = join(work, 'model');
  const files = readdirSync(model).filter(file => file.endsWith('.cpp'));
  const include = (selected: readonly string[]): string => selected.map(file => `#include "${file}"\n`).join('');
  writeFileSync(join(model, 'hot.cc'), include(files.filter(file => !isCold(file))));
  writeFileSync(join(model, 'cold.cc'), include(files.filter(isCold)));
  writeFileSync(join(model, 'glue.cc'), glueSource(design, trace));
  const compile = (unit: string, level: 0 | 1) => (): Promise<void> =>
    runClang(tools.clang, [...runtime.compileArguments(level), '-I.', '-c', `${unit}.cc`, '-o', `../${unit}.o`], model);
  await inParallel([compile('hot', 1), compile('cold', 0), compile('glue', 0)]);
};

const link = (tools: Tools, runtime: Runtime, work: string): Promise<void> =>
  runClang(
    tools.clang,
    [
      ...(tools.mold ? ['-fuse-ld=mold'] : []),
      'hot.o',
      'cold.o',
      'glue.o',
      ...runtime.objects,
      ...runtime.libraries,
      '-o',
      'simulation',
    ],
    work,
  );

/**
 * Returns the simulation program of a design, building it when the cache has none.
 * Throws a {@link BuildError} when a tool is missing, Verilator warns about anything, or the C++ does not compile.
 */
export const buildSimulation = async (design: Design, options: BuildOptions = {}): Promise<Simulation> => {
  const { trace = false, cacheDirectory = defaultCacheDirectory } = options;
  const tools = findTools(options.path);
  const glue = glueSource(design, trace);
  const runtime = await prepareRuntime(tools, cacheDirectory, trace);
  const key = contentHash([runtime.key, design.top, design.verilog, glue, ...verilatorFlags]);
  const entry = await cached(cacheDirectory, `${design.top}-${key}${trace ? '-trace' : ''}`, async work => {
    await verilate(tools, design, trace, work, () => keepRefused(design, work, cacheDirectory, key));
    await compileModel(tools, runtime, design, trace, work);
    await link(tools, runtime, work);
    // Only the program and its Verilog are of use later; the C++ of a large design is hundreds of megabytes.
    rmSync(join(work, 'model'), { recursive: true });
    for (const object of ['hot.o', 'cold.o', 'glue.o']) rmSync(join(work, object));
  });
  const program = join(entry.directory, 'simulation');
  if (!existsSync(program)) throw new BuildError(`The cache entry ${entry.directory} is damaged; remove it.`);
  return { program, key, hit: entry.hit };
};
