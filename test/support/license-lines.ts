// SPDX-License-Identifier: Apache-2.0
/** The line in every source that says under which license it is, in the form of SPDX. */
import { readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

const identifier = 'SPDX-License-Identifier: Apache-2.0';

/** What begins a comment, by the extension of a source, or by its name where it has none. */
const comments: Readonly<Record<string, string>> = {
  '.ts': '//',
  '.js': '//',
  '.c': '//',
  '.cpp': '//',
  '.hpp': '//',
  '.v': '//',
  '.sh': '#',
  '.py': '#',
  '.yml': '#',
  Makefile: '#',
  run: '#',
};

const commentOf = (path: string): string | undefined => comments[extname(path) || basename(path)];

/** Whether a path is that of a source: one that somebody wrote, and that has comments. */
export const isSource = (path: string): boolean =>
  commentOf(path) !== undefined && !path.split('/').some(part => ['node_modules', 'golden', 'build'].includes(part));

/** Where the line belongs: first, or after the line that names the program. */
const place = (lines: readonly string[]): number => (lines[0]!.startsWith('#!') ? 1 : 0);

/** Whether a source has the line in its place. */
export const isLicensed = (path: string, text: string): boolean => {
  const lines = text.split('\n');
  return lines[place(lines)] === `${commentOf(path)} ${identifier}`;
};

/** The source with the line. */
export const licensed = (path: string, text: string): string => {
  const lines = text.split('\n');
  return isLicensed(path, text)
    ? text
    : lines.toSpliced(place(lines), 0, `${commentOf(path)} ${identifier}`).join('\n');
};

/** Paths of all files below a directory; what tests put into hidden directories meanwhile is none of it. */
const filesBelow = (root: string, directory: string): readonly string[] =>
  readdirSync(join(root, directory), { withFileTypes: true }).flatMap(entry => {
    const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    const isOurs = !entry.name.startsWith('.') || ['.ci', '.github'].includes(entry.name);
    return isOurs && !['node_modules', 'build'].includes(entry.name) ? filesBelow(root, path) : [];
  });

/** Paths of all sources below a directory, from it. */
export const sourcesBelow = (root: string): readonly string[] => filesBelow(root, '').filter(isSource);
