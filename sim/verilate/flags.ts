// SPDX-License-Identifier: Apache-2.0
/** Compiler flags that every translation unit of a simulation shares. */
import { join } from 'node:path';
import { repositoryRoot } from './cache.ts';

/** Directory of the hand-written C++. */
export const harnessDirectory = join(repositoryRoot, 'sim', 'harness');

/** Flags for Verilator's own and generated code, plain or able to write a waveform. */
export const languageFlags = (trace: boolean): string[] => [
  '-std=c++17',
  // Verilator's code is not warning-free; ours is compiled with warnings on.
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

/** Flags for the harness: the same language, every warning an error. */
export const harnessFlags = (): string[] => [
  ...languageFlags(false).filter(flag => flag !== '-w'),
  '-O2',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-Wno-unused-parameter',
];

/** Include paths, given Verilator's root. */
export const includeFlags = (root: string): string[] => [
  '-isystem',
  join(root, 'include'),
  '-isystem',
  join(root, 'include', 'vltstd'),
  `-I${harnessDirectory}`,
];

/** Libraries that a simulation program links. */
export const libraries = (trace: boolean): string[] => ['-pthread', '-latomic', ...(trace ? ['-lz'] : [])];
