// SPDX-License-Identifier: Apache-2.0
/** From a name or a line of Verilog to the TypeScript behind it, and back. */
import { resolve } from 'node:path';
import type { MappedLines, MappedModule, SourceMap, SourcePlace } from '../source-map.ts';
import { type FoundName, findNames } from './name-path.ts';
import { nearNames } from './near-names.ts';

/** Verilog and the TypeScript line that it comes from. */
export interface Located {
  readonly module: string;
  /** What was asked for, or is declared there. */
  readonly name: string | undefined;
  /** Lines of the module's own file; undefined for a name that the Verilog does not declare. */
  readonly lines: { readonly first: number; readonly last: number } | undefined;
  readonly source: SourcePlace;
}

/** Places that were found, at least one. */
export interface Found {
  readonly found: readonly Located[];
}

/** Nothing was found: a clause that says why, and what was perhaps meant. */
export interface Missing {
  readonly reason: string;
  readonly near: readonly string[];
}

const nothing = (reason: string, near: readonly string[]): Missing => ({ reason, near });

/**
 * Finds `FILE.v:LINE`, `file.ts:LINE` or a name: of a signal, memory, instance or module, alone, as `module.name`, or with the
 * path that a waveform viewer (`TOP.top.core.count_q[3:0]`) or a timing report (`core/count_q_reg[3]/D`) shows. A line of
 * Verilog without an origin of its own, such as `end`, counts as the line above it.
 */
export const locate = (map: SourceMap, text: string): Found | Missing => {
  const place = /^(.+)\.(\w+):(\d+)(?::\d+)?$/.exec(text);
  if (!place) {
    const answer = findNames(map, text);
    return 'found' in answer ? { found: answer.found.map(locatedName) } : answer;
  }
  const [, path, extension, line] = place;
  if (extension === 'v' || extension === 'sv') return verilogLine(map, path!.split('/').at(-1)!, Number(line));
  return sourceLine(map, `${path}.${extension}`, Number(line));
};

const locatedName = ({ module, name }: FoundName): Located => {
  const { file, line } = name ?? module;
  const first = name ? name.verilogLine : module.lines.find(one => one.line === line && one.file === file)?.first;
  const lines = first === undefined ? undefined : { first, last: first };
  return { module: module.module, name: name?.name ?? module.module, lines, source: { file, line } };
};

const located = ({ module }: MappedModule, { first, last, file, line }: MappedLines): Located => ({
  module,
  name: undefined,
  lines: { first, last },
  source: { file, line },
});

const verilogLine = (map: SourceMap, name: string, line: number): Found | Missing => {
  const module = map.modules.find(one => one.module === name);
  if (!module) {
    const names = map.modules.map(one => one.module);
    return nothing(
      `The design has no module '${name}'`,
      nearNames(name, names).map(near => `${near}.v`),
    );
  }
  const lines =
    module.lines.find(one => one.first <= line && line <= one.last) ?? module.lines.findLast(one => one.last < line);
  return { found: [lines ? located(module, lines) : locatedName({ module, name: undefined })] };
};

/** The files of the map that a path means: the one itself, or those that end in it. */
const filesOf = (
  map: SourceMap,
  path: string,
): { readonly all: readonly string[]; readonly meant: readonly string[] } => {
  const all = [...new Set(map.modules.flatMap(one => [one.file, ...one.lines.map(({ file }) => file)]))];
  const exact = all.filter(file => file === resolve(path));
  return { all, meant: exact.length > 0 ? exact : all.filter(file => file.endsWith(`/${path}`)) };
};

const sourceLine = (map: SourceMap, path: string, line: number): Found | Missing => {
  const { all, meant } = filesOf(map, path);
  const shortNames = new Map(all.map(file => [file.split('/').at(-1)!, file]));
  if (meant.length === 0) {
    return nothing(`Nothing in the design comes from '${path}'`, nearNames(path.split('/').at(-1)!, shortNames.keys()));
  }
  const candidates = map.modules.flatMap(module =>
    module.lines.filter(({ file }) => meant.includes(file)).map(lines => ({ module, lines })),
  );
  const hits = candidates.filter(({ lines }) => lines.line === line);
  if (hits.length > 0) return { found: joined(hits.map(({ module, lines }) => located(module, lines))) };
  const near = [...new Set(candidates.map(({ lines }) => lines.line))]
    .sort((a, b) => Math.abs(a - line) - Math.abs(b - line))
    .slice(0, 3)
    .sort((a, b) => a - b);
  return nothing(
    `No Verilog comes from line ${line} of '${path}'`,
    near.map(one => `${path}:${one}`),
  );
};

/** Neighbouring lines of a module as one place. */
const joined = (places: readonly Located[]): Located[] => {
  const result: Located[] = [];
  for (const place of places) {
    const before = result.at(-1);
    if (before?.module === place.module && before.lines && place.lines && place.lines.first <= before.lines.last + 1) {
      result[result.length - 1] = { ...before, lines: { first: before.lines.first, last: place.lines.last } };
    } else {
      result.push(place);
    }
  }
  return result;
};
