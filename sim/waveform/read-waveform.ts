// SPDX-License-Identifier: Apache-2.0
/** Reads signals out of an FST waveform of a simulation, clock by clock, with the reader that Verilator brings along. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { contentHash } from '../design.ts';
import { waveformFallingEdge, waveformPeriod } from '../harness-numbers.ts';
import { BuildError } from '../verilate/build-error.ts';
import { cached, defaultCacheDirectory, repositoryRoot } from '../verilate/cache.ts';
import { runClang } from '../verilate/compile.ts';
import { includeFlags } from '../verilate/flags.ts';
import { cachedRoot } from '../verilate/runtime.ts';
import { findTools } from '../verilate/tools.ts';

/** A value from a clock on: the one that registers take at the end of it. */
export interface SignalChange {
  readonly cycle: number;
  readonly value: bigint;
}

export interface WaveformSignal {
  readonly width: number;
  /** In order of time; the first says what it was when the waveform begins. */
  readonly changes: readonly SignalChange[];
}

export interface Waveform {
  /** Scope around the top module, as viewers write it before the names: `TOP`, or the module's name again. */
  readonly scope: string;
  /** Those of the signals that were asked for and are there, by their names. */
  readonly signals: ReadonlyMap<string, WaveformSignal>;
}

const source = join(repositoryRoot, 'sim', 'waveform', 'fst-values.cpp');

/** The program that reads, compiled when the cache has none. */
const readerProgram = async (): Promise<string> => {
  const tools = findTools();
  const root = await cachedRoot(tools, defaultCacheDirectory);
  const flags = ['-std=c++17', '-O1', '-w', ...includeFlags(root), '-isystem', join(root, 'include', 'gtkwave')];
  const key = contentHash([tools.identity, ...flags, readFileSync(source, 'utf8')]);
  const { directory } = await cached(defaultCacheDirectory, `fst-values-${key}`, work =>
    runClang(tools.clang, [...flags, source, '-lz', '-o', join(work, 'fst-values')], work),
  );
  return join(directory, 'fst-values');
};

/**
 * Signals of the waveform at `path`: names of instances and the signal's own from the top module on, joined with dots
 * (`sluice.parser.headers_valid_o`). Throws a {@link BuildError} with one sentence when the file is no waveform.
 */
export const readWaveform = async (path: string, names: readonly string[]): Promise<Waveform> => {
  const { stdout, failed, stderr } = await execa(await readerProgram(), [path], {
    input: names.join('\n'),
    reject: false,
    maxBuffer: 1 << 30,
  });
  if (failed) throw new BuildError(`${path}: ${stderr.trim()}; record it again.`);
  let scope = '';
  const signals = new Map<string, { width: number; changes: SignalChange[] }>();
  for (const line of stdout.split('\n')) {
    const [first = '', second = '', third = ''] = line.split(' ');
    if (first === 'scope') scope = second;
    else if (first === 'signal') signals.set(names[Number(second)]!, { width: Number(third), changes: [] });
    else if (third !== '') addChange(signals.get(names[Number(second)]!)!.changes, Number(first), third);
  }
  return { scope, signals };
};

/** Values that last for a part of a clock only are left out. */
const addChange = (changes: SignalChange[], time: number, bits: string): void => {
  const cycle = Math.max(0, Math.ceil((time - waveformFallingEdge) / waveformPeriod));
  const value = BigInt(`0b${bits.replaceAll(/[xz]/g, '0')}`);
  if (changes.at(-1)?.cycle === cycle) changes.pop();
  if (changes.at(-1)?.value !== value) changes.push({ cycle, value });
};

/** The value of a signal in a clock; 0 before the waveform begins. */
export const valueAt = ({ changes }: WaveformSignal, cycle: number): bigint => {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (changes[middle]!.cycle <= cycle) low = middle + 1;
    else high = middle;
  }
  return changes[low - 1]?.value ?? 0n;
};
