// SPDX-License-Identifier: Apache-2.0
/** Finds Verilator, clang and mold on the PATH and identifies them without starting them. */
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { BuildError } from './build-error.ts';

export interface Tools {
  readonly verilator: string;
  readonly clang: string;
  /** Absent when mold is not installed: the default linker is then used, which is only slower. */
  readonly mold: string | undefined;
  /** Changes when a tool is upgraded; part of every cache key. */
  readonly identity: string;
}

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

const findOnPath = (name: string, path: string): string | undefined =>
  path
    .split(delimiter)
    .filter(directory => directory !== '')
    .map(directory => join(directory, name))
    .find(isExecutable);

const required = (name: string, debianPackage: string, path: string): string => {
  const found = findOnPath(name, path);
  if (found) return found;
  throw new BuildError(
    `The co-simulation needs ${name}, which is not on the PATH; install it with "apt-get install ${debianPackage}".`,
  );
};

const fileIdentity = (file: string): string => {
  const real = realpathSync(file);
  const { size, mtimeMs } = statSync(real);
  return `${real}:${size}:${mtimeMs}`;
};

/** Locates the tools; throws a {@link BuildError} naming the package to install when one is missing. */
export const findTools = (path = process.env.PATH ?? ''): Tools => {
  const verilator = required('verilator', 'verilator', path);
  const clang = required('clang++', 'clang', path);
  const mold = findOnPath('mold', path);
  // `verilator` is a thin script; the program that matters stands beside it.
  const verilatorFiles = [verilator, findOnPath('verilator_bin', path)].filter(file => file !== undefined);
  return { verilator, clang, mold, identity: [...verilatorFiles, clang].map(fileIdentity).join('|') };
};
