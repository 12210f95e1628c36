/** The parts of a simulation that no design changes: Verilator's run time, the harness, precompiled headers. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash } from '../design.ts';
import { BuildError } from './build-error.ts';
import { cached, repositoryRoot } from './cache.ts';
import { inParallel, runClang, runTool } from './compile.ts';
import type { Tools } from './tools.ts';

/** Directory of the hand-written C++. */
export const harnessDirectory = join(repositoryRoot, 'sim', 'harness');

/** Prebuilt objects to link, and how to compile a model against them. */
export interface Runtime {
  readonly objects: readonly string[];
  readonly libraries: readonly string[];
  /** Compiler arguments for a translation unit of the model at optimisation level 0 or 1. */
  readonly compileArguments: (level: 0 | 1) => readonly string[];
  /** Changes with the tools, the harness sources and the flags. */
  readonly key: string;
}

const languageFlags = (trace: boolean): string[] => [
  '-std=c++17',
  // Verilator's own code is not warning-free, and ours is compiled with warnings on its own.
  '-w',
  '-faligned-new',
  '-fcf-protection=none',
  '-DVM_COVERAGE=0',
  '-DVM_SC=0',
  `-DVM_TRACE=${Number(trace)}`,
  `-DVM_TRACE_FST=${Number(trace)}`,
  '-DVM_TRACE_VCD=0',
  // What the design's own stop and fatal conditions do is decided in the harness.
  '-DVL_USER_FINISH',
  '-DVL_USER_STOP',
  '-DVL_USER_FATAL',
];

const harnessFlags = ['-O2', '-Wall', '-Wextra', '-Werror', '-Wno-unused-parameter'];
// The time stamp of a header says nothing after a fresh checkout; the cache key holds the content.
const precompiledFlags = ['-Xclang', '-fno-pch-timestamp'];

const includeFlags = (root: string): string[] => [
  '-isystem',
  join(root, 'include'),
  '-isystem',
  join(root, 'include', 'vltstd'),
  `-I${harnessDirectory}`,
];

const libraries = (trace: boolean): string[] => ['-pthread', '-latomic', ...(trace ? ['-lz'] : [])];

const verilatorRoot = async (tools: Tools): Promise<string> => {
  const { failed, output } = await runTool(tools.verilator, ['--getenv', 'VERILATOR_ROOT'], repositoryRoot);
  if (failed) throw new BuildError(`verilator does not start: ${output}`, output);
  const version = await runTool(tools.verilator, ['--version'], repositoryRoot);
  const major = Number(/Verilator (\d+)\./.exec(version.output)?.[1]);
  if (!(major >= 5)) throw new BuildError(`Verilator 5 or newer is needed; this is "${version.output.trim()}".`);
  return output.trim();
};

const harnessFiles = (): string[] =>
  readdirSync(harnessDirectory)
    .filter(name => /\.[hc]pp$/.test(name))
    .sort();

const verilatorSources = (trace: boolean): string[] =>
  ['verilated', 'verilated_threads', ...(trace ? ['verilated_fst_c'] : [])].sort();

const buildVerilatorRuntime = async (tools: Tools, trace: boolean, work: string): Promise<void> => {
  const root = await verilatorRoot(tools);
  const compile = (name: string) => (): Promise<void> =>
    runClang(
      tools.clang,
      [
        ...languageFlags(trace),
        ...includeFlags(root),
        '-O2',
        '-c',
        join(root, 'include', `${name}.cpp`),
        '-o',
        `${name}.o`,
      ],
      work,
    );
  await inParallel(verilatorSources(trace).map(compile));
  writeFileSync(join(work, 'verilator-root'), root);
};

const buildHarness = async (tools: Tools, trace: boolean, root: string, work: string): Promise<void> => {
  const flags = [...languageFlags(trace), ...includeFlags(root)];
  const header = (level: 0 | 1) => (): Promise<void> =>
    runClang(
      tools.clang,
      [
        ...flags,
        `-O${level}`,
        ...precompiledFlags,
        '-x',
        'c++-header',
        join(harnessDirectory, 'dut.hpp'),
        '-o',
        `o${level}.pch`,
      ],
      work,
    );
  const unit = (file: string) => (): Promise<void> =>
    runClang(
      tools.clang,
      [...flags.filter(flag => flag !== '-w'), ...harnessFlags, '-c', join(harnessDirectory, file), '-o', `${file}.o`],
      work,
    );
  const units = harnessFiles().filter(file => file.endsWith('.cpp'));
  await inParallel([...units.map(unit), header(0), header(1)]);
};

/** Returns the run time for plain or tracing models, building it once per machine and harness version. */
export const prepareRuntime = async (tools: Tools, cacheDirectory: string, trace: boolean): Promise<Runtime> => {
  const verilatorKey = contentHash(['verilator-runtime', tools.identity, ...languageFlags(trace)]);
  const files = harnessFiles();
  const sources = files.map(file => readFileSync(join(harnessDirectory, file), 'utf8'));
  // A precompiled header stores absolute paths, so a moved repository needs its own.
  const harnessKey = contentHash([
    'harness',
    verilatorKey,
    harnessDirectory,
    ...harnessFlags,
    ...libraries(trace),
    ...files,
    ...sources,
  ]);
  const base = await cached(cacheDirectory, `verilator-${verilatorKey}`, work =>
    buildVerilatorRuntime(tools, trace, work),
  );
  const root = readFileSync(join(base.directory, 'verilator-root'), 'utf8');
  const harness = await cached(cacheDirectory, `harness-${harnessKey}`, work => buildHarness(tools, trace, root, work));
  return {
    key: harnessKey,
    objects: [
      ...files.filter(file => file.endsWith('.cpp')).map(file => join(harness.directory, `${file}.o`)),
      ...verilatorSources(trace).map(name => join(base.directory, `${name}.o`)),
    ],
    libraries: libraries(trace),
    compileArguments: level => [
      ...languageFlags(trace),
      ...includeFlags(root),
      `-O${level}`,
      ...precompiledFlags,
      '-include-pch',
      join(harness.directory, `o${level}.pch`),
    ],
  };
};
