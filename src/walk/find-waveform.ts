// SPDX-License-Identifier: Apache-2.0
/** Finds the waveform that somebody means. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from 'typescript-hdl/command-line';
import { waveformFile } from './waveform-file.ts';

const modified = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.mtimeMs;

/** Waveforms of the last demonstration, and those that failing tests and proofs left. */
const recorded = (): readonly string[] => {
  const directory = join('build', 'waves');
  const others = modified(directory) === undefined ? [] : readdirSync(directory).filter(name => name.endsWith('.fst'));
  return [join('build', 'demo', waveformFile), ...others.map(name => join(directory, name))];
};

/** The file, the one in the directory of a run, or the one recorded last; an InputError when there is none. */
export const findWaveform = async (given: string | undefined): Promise<string> => {
  const remedy = 'run "sluice demo", which records one';
  if (given !== undefined) {
    const path = statSync(given, { throwIfNoEntry: false })?.isDirectory() ? join(given, waveformFile) : given;
    if (modified(path) !== undefined) return path;
    throw new InputError({ where: path, what: 'there is no such waveform', remedy });
  }
  const [last] = recorded()
    .flatMap(path => ((time = modified(path)) => (time === undefined ? [] : [{ path, time }]))())
    .toSorted((a, b) => b.time - a.time);
  if (last) return last.path;
  throw new InputError({ where: 'build', what: 'there is no waveform', remedy });
};
