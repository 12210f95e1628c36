// SPDX-License-Identifier: Apache-2.0
/** The API reference as Markdown: a page for every entry point of the package, and an index. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiEntry, type ApiModule, moduleDoc, readApi } from './entries.ts';

/** Pages by file name, and the exports that lack a doc comment, as `specifier: name (file)`. */
export interface ApiPages {
  readonly pages: ReadonlyMap<string, string>;
  readonly undocumented: readonly string[];
}

const note = '<!-- Made from the doc comments by `npm run api --workspace typescript-hdl`; do not edit. -->';

const pageName = (specifier: string): string => `${specifier.split('/').slice(1).join('-') || 'typescript-hdl'}.md`;

/** Names in capitals and in small letters have one anchor: the second on the page gets a number. */
const anchorsOf = (groups: readonly (readonly ApiEntry[])[]): ReadonlyMap<string, string> => {
  const seen = new Map<string, number>();
  return new Map(
    groups.flat().map(({ name }) => {
      const base = name.toLowerCase();
      const times = seen.get(base) ?? 0;
      seen.set(base, times + 1);
      return [name, times === 0 ? base : `${base}-${times}`];
    }),
  );
};

const entryLines = ({ name, doc, declaration, result }: ApiEntry): string[] => [
  `### ${name}`,
  '',
  '```ts',
  declaration,
  '```',
  '',
  ...(result ? [`${result.title}:`, '', '```ts', result.text, '```', ''] : []),
  // Line ends of a comment mean nothing; empty lines and lists do.
  doc.replaceAll(/(?<!\n)\n(?!\n|[-*] )/g, ' '),
  '',
];

/** Entries in groups of one source file, in the order of the first export of each. */
const byFile = (entries: readonly ApiEntry[]): ReadonlyMap<string, readonly ApiEntry[]> => {
  const groups = new Map<string, ApiEntry[]>();
  for (const entry of entries) groups.set(entry.file, [...(groups.get(entry.file) ?? []), entry]);
  return groups;
};

const pageText = (module: ApiModule, folder: string): string => {
  const docOf = (file: string): string => moduleDoc(readFileSync(join(folder, file), 'utf8'));
  const groups = [...byFile(module.entries)];
  const anchors = anchorsOf(groups.map(([, entries]) => entries));
  const table = groups.map(([file, entries]) => {
    const names = entries.map(({ name }) => `[${name}](#${anchors.get(name)})`).join(', ');
    return `| [${file}](../../${file}) | ${names} |`;
  });
  const sections = groups.flatMap(([file, entries]) => [
    `## ${file}`,
    '',
    docOf(file),
    '',
    ...entries.flatMap(entryLines),
  ]);
  const lines = [
    note,
    '',
    `# ${module.specifier}`,
    '',
    docOf(module.file),
    '',
    '| Source | Exports |',
    '|---|---|',
    ...table,
    '',
    ...sections,
  ];
  return `${lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
};

const indexText = (modules: readonly ApiModule[], folder: string): string => {
  const rows = modules.map(({ specifier, file, entries }) => {
    const doc = moduleDoc(readFileSync(join(folder, file), 'utf8'));
    return `| [\`${specifier}\`](${pageName(specifier)}) | ${doc} | ${entries.length} |`;
  });
  const intro =
    'What each entry point exports: declarations, and doc comments with widths, latencies in clocks and errors. Bodies are left out; the [guide](../guide/README.md) explains how things fit together.';
  return [
    note,
    '',
    '# API reference',
    '',
    intro,
    '',
    '| Import | What it is | Exports |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
};

/** Makes all pages of the package in `folder`. */
export const apiPages = (folder: string, tsconfig: string): ApiPages => {
  const modules = readApi(folder, tsconfig);
  const pages = new Map(modules.map(module => [pageName(module.specifier), pageText(module, folder)]));
  pages.set('README.md', indexText(modules, folder));
  const undocumented = modules.flatMap(({ specifier, entries }) =>
    entries.filter(({ doc }) => doc === '').map(({ name, file }) => `${specifier}: ${name} (${file})`),
  );
  return { pages, undocumented };
};
