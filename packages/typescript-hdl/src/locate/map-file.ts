// SPDX-License-Identifier: Apache-2.0
/** The source map of a design as a file beside its Verilog. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { SourceMap } from '../source-map.ts';

/** Name of the map in a directory of Verilog. */
export const sourceMapFile = 'source-map.json';

const withFiles = (map: SourceMap, change: (file: string) => string): SourceMap => ({
  ...map,
  modules: map.modules.map(module => ({
    ...module,
    file: change(module.file),
    names: module.names.map(name => ({ ...name, file: change(name.file) })),
    lines: module.lines.map(lines => ({ ...lines, file: change(lines.file) })),
  })),
});

/** The text of {@link sourceMapFile} in `directory`: paths of sources are relative to it, so that both can move together. */
export const sourceMapText = (map: SourceMap, directory: string): string => {
  const { top, modules } = withFiles(map, file => relative(resolve(directory), file));
  const lines = modules.map(module => `    ${JSON.stringify(module)}`);
  return `{\n  "top": ${JSON.stringify(top)},\n  "modules": [\n${lines.join(',\n')}\n  ]\n}\n`;
};

/** A map that was written as a file; `directory` is where its Verilog is. */
export interface StoredMap {
  readonly map: SourceMap;
  readonly directory: string;
}

/** Reads a map by its own path or by that of its directory, with absolute paths of sources; undefined when there is none. */
export const readSourceMap = (path: string): StoredMap | undefined => {
  if (!existsSync(path)) return undefined;
  const file = statSync(path).isDirectory() ? join(path, sourceMapFile) : path;
  if (!existsSync(file)) return undefined;
  const map = parsed(readFileSync(file, 'utf8'));
  const directory = dirname(resolve(file));
  return map && { map: withFiles(map, source => resolve(directory, source)), directory };
};

const parsed = (text: string): SourceMap | undefined => {
  try {
    const map = JSON.parse(text);
    return typeof map?.top === 'string' && Array.isArray(map.modules) ? map : undefined;
  } catch {
    return undefined;
  }
};
