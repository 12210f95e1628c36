// SPDX-License-Identifier: Apache-2.0
/** What `locate` found, as text for people and editors. */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Located, Missing } from './locate.ts';

const shown = (path: string): string => {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : near;
};

/** A place as `file:line` and the text that stands there, when the file is at hand. */
const placeText = (path: string, first: number, last = first): string => {
  const text = existsSync(path) ? readFileSync(path, 'utf8').split('\n')[first - 1]?.trim() : undefined;
  const range = last > first ? `${first}-${last}` : `${first}`;
  return `${shown(path)}:${range}${text ? `: ${text}` : ''}`;
};

const verilogText = ({ module, name, lines }: Located, directory: string): string => {
  const file = join(directory, `${module}.v`);
  return lines ? placeText(file, lines.first, lines.last) : `${shown(file)}: ${name} stands for a port of an instance`;
};

/** One line for every TypeScript line found, and below it, indented, the Verilog that comes from it. */
export const foundLines = (found: readonly Located[], directory: string): string[] => {
  const bySource = new Map<string, string[]>();
  for (const one of found) {
    const source = placeText(one.source.file, one.source.line);
    bySource.set(source, [...(bySource.get(source) ?? []), `    ${verilogText(one, directory)}`]);
  }
  return [...bySource].flatMap(([source, verilog]) => [source, ...verilog]);
};

/** Why nothing was found, as a clause, with names that resemble what was asked for. */
export const missingText = ({ reason, near }: Missing): string =>
  near.length === 0 ? reason : `${reason}; near it: ${near.join(', ')}`;
