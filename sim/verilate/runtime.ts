// SPDX-License-Identifier: Apache-2.0
/** What no design changes: Verilator's run time, precompiled headers, and the harness, each with cache entries of its own. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { contentHash } from '../design.ts';
import { BuildError } from './build-error.ts';
import { cached, repositoryRoot } from './cache.ts';
import { inParallel, runClang, runTool } from './compile.ts';
import { harnessDirectory, harnessFlags, includeFlags, languageFlags, libraries } from './flags.ts';
import type { Tools } from './tools.ts';

/** How to compile a model. */
export interface ModelCompiler {
  /** Compiler arguments for a translation unit at optimisation level 0 or 1. */
  readonly compileArguments: (level: 0 | 1) => readonly string[];
  /** Changes with the tools, the flags and the headers that models include. */
  readonly key: string;
}

/** What to link a compiled model with. */
export interface Runtime {
  readonly objects: readonly string[];
  /** Changes with anything in the objects. */
  readonly key: string;
}

// The time stamp of a header says nothing after a fresh checkout; the cache key holds the content.
const precompiledFlags = ['-Xclang', '-fno-pch-timestamp'];
/** Headers that generated code includes. */
const modelHeaders = ['core/dut.hpp', 'core/prelude.hpp'];

const harnessText = (file: string): string => readFileSync(join(harnessDirectory, file), 'utf8');

const verilatorRoot = async (tools: Tools): Promise<string> => {
  const { failed, output } = await runTool(tools.verilator, ['--getenv', 'VERILATOR_ROOT'], repositoryRoot);
  if (failed) throw new BuildError(`verilator does not start: ${output}`, output);
  const version = await runTool(tools.verilator, ['--version'], repositoryRoot);
  const major = Number(/Verilator (\d+)\./.exec(version.output)?.[1]);
  if (!(major >= 5)) throw new BuildError(`Verilator 5 or newer is needed; this is "${version.output.trim()}".`);
  return output.trim();
};

/** Verilator's include root, asked for once per machine. */
export const cachedRoot = async (tools: Tools, cacheDirectory: string): Promise<string> => {
  const entry = await cached(cacheDirectory, `verilator-root-${contentHash([tools.identity])}`, async work => {
    writeFileSync(join(work, 'root'), await verilatorRoot(tools));
  });
  return readFileSync(join(entry.directory, 'root'), 'utf8');
};

const precompile = (tools: Tools, trace: boolean, root: string, level: 0 | 1, work: string): Promise<void> => {
  const output = join(work, `o${level}.pch`);
  const flags = [...languageFlags(trace), ...includeFlags(root), `-O${level}`, ...precompiledFlags];
  return runClang(
    tools.clang,
    [...flags, '-x', 'c++-header', join(harnessDirectory, 'core', 'prelude.hpp'), '-o', output],
    work,
  );
};

/** Returns how to compile models, precompiling the headers once per machine. */
export const prepareCompiler = async (tools: Tools, cacheDirectory: string, trace: boolean): Promise<ModelCompiler> => {
  const root = await cachedRoot(tools, cacheDirectory);
  // A precompiled header stores absolute paths, so a moved repository needs its own.
  const paths = [root, harnessDirectory];
  const key = contentHash([tools.identity, ...languageFlags(trace), ...paths, ...modelHeaders.map(harnessText)]);
  const entry = await cached(cacheDirectory, `headers-${key}`, work =>
    inParallel([() => precompile(tools, trace, root, 0, work), () => precompile(tools, trace, root, 1, work)]),
  );
  return {
    key,
    compileArguments: level => [
      ...languageFlags(trace),
      ...includeFlags(root),
      `-O${level}`,
      ...precompiledFlags,
      '-include-pch',
      join(entry.directory, `o${level}.pch`),
    ],
  };
};

/** One object that is compiled once and linked into every simulation. */
interface Unit {
  readonly name: string;
  readonly source: string;
  readonly flags: readonly string[];
  readonly key: string;
}

const verilatorUnits = (tools: Tools, root: string, trace: boolean): Unit[] =>
  ['verilated', 'verilated_threads', ...(trace ? ['verilated_fst_c'] : [])].map(name => ({
    name,
    source: join(root, 'include', `${name}.cpp`),
    flags: ['-O2', ...languageFlags(trace), ...includeFlags(root)],
    key: contentHash([name, tools.identity, ...languageFlags(trace)]),
  }));

const harnessUnits = (tools: Tools, root: string): Unit[] => {
  const files = readdirSync(harnessDirectory, { recursive: true, encoding: 'utf8' }).sort();
  const headers = files.filter(file => file.endsWith('.hpp')).map(harnessText);
  const units = files.filter(file => file.endsWith('.cpp'));
  return units.map(file => ({
    name: basename(file, '.cpp'),
    source: join(harnessDirectory, file),
    flags: [...harnessFlags(), ...includeFlags(root)],
    key: contentHash([tools.identity, ...harnessFlags(), ...headers, harnessText(file)]),
  }));
};

/** Returns what to link models with, compiling what is missing. */
export const prepareRuntime = async (tools: Tools, cacheDirectory: string, trace: boolean): Promise<Runtime> => {
  const root = await cachedRoot(tools, cacheDirectory);
  const units = [...verilatorUnits(tools, root, trace), ...harnessUnits(tools, root)];
  const objects = new Map<Unit, string>();
  const compile = (unit: Unit) => async (): Promise<void> => {
    const entry = await cached(cacheDirectory, `object-${unit.name}-${unit.key}`, work =>
      runClang(tools.clang, [...unit.flags, '-c', unit.source, '-o', join(work, 'unit.o')], work),
    );
    objects.set(unit, join(entry.directory, 'unit.o'));
  };
  await inParallel(units.map(compile));
  return {
    objects: units.map(unit => objects.get(unit)!),
    key: contentHash([...units.map(unit => unit.key), ...libraries(trace)]),
  };
};
