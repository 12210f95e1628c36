// SPDX-License-Identifier: Apache-2.0
/** Who may import whom: the areas of the repository, the rule of each, and a checker for any tree of sources. */
import { posix } from 'node:path';

/** Sources by path from the repository's root, with `/` between parts. */
export type SourceTree = ReadonlyMap<string, string>;

/** What an area may import besides itself: areas, single files, and with `/*` at its end every area that starts so. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'language/words': [],
  // The representation knows nothing of how a design is written down.
  'language/base': [],
  'language/ir': ['language/base'],
  language: ['language/words', 'language/base', 'language/ir'],
  'hdl/spec': [],
  'hdl/lib': ['language', 'hdl/spec'],
  // The data mover is the one stage of several rooms: the host bus, the virtqueues on it, and a DMA for each direction.
  'hdl/dma/host': ['language', 'hdl/spec', 'hdl/lib'],
  'hdl/virtqueue': ['language', 'hdl/spec', 'hdl/lib', 'hdl/dma/host'],
  'hdl/dma/rx': ['language', 'hdl/spec', 'hdl/lib', 'hdl/dma/host', 'hdl/virtqueue'],
  'hdl/dma/tx': ['language', 'hdl/spec', 'hdl/lib', 'hdl/dma/host', 'hdl/virtqueue'],
  'hdl/stage/*': ['language', 'hdl/spec', 'hdl/lib'],
  'hdl/top': ['language', 'hdl/*'],
  'firmware/policy': ['hdl/spec', 'language/words'],
  'firmware/compile': ['hdl/spec', 'firmware/policy', 'firmware/frames', 'language/words'],
  'firmware/frames': ['hdl/spec'],
  'firmware/image': ['hdl/spec'],
  'firmware/import': ['hdl/spec', 'firmware/policy', 'language/words'],
  'firmware/export': ['hdl/spec', 'firmware/policy', 'language/words'],
  // What judges the machine takes sizes, names and defaults from its facts, and nothing of how it reads a frame.
  'firmware/oracle': [
    'hdl/spec/configs.ts',
    'hdl/spec/events/fate.ts',
    'hdl/spec/tables/rss-profile.ts',
    'firmware/policy',
  ],
  'sim/model': ['hdl/spec'],
  sim: ['language', 'hdl/*', 'sim/model'],
  src: ['language', 'language/words', 'hdl/*', 'firmware/*', 'sim/model', 'sim'],
  bin: ['src'],
  // A package's own tests and examples are beside its sources.
  'language/use': ['language', 'language/words', 'language/base', 'language/ir'],
  test: ['language', 'language/words', 'language/use', 'hdl/*', 'firmware/*', 'sim/model', 'sim', 'src'],
  configuration: [],
};

/** Rooms of the machine with a rule of their own; every other directory of it is a stage. */
const rooms = ['hdl/spec', 'hdl/lib', 'hdl/dma/host', 'hdl/dma/rx', 'hdl/dma/tx', 'hdl/virtqueue'];

const languageName = 'typescript-hdl';

/** What the whole language rests on: places in sources, names, shapes, messages. */
const languageBase = ['location.ts', 'names.ts', 'diagnostic.ts', 'describe.ts', 'shape-classes.ts'];

const languageArea = ([first]: readonly string[]): string => {
  if (first === 'words.ts') return 'language/words';
  if (first === 'ir') return 'language/ir';
  return languageBase.includes(first!) ? 'language/base' : 'language';
};

/** The area of a path; every source belongs to one. */
export const areaOf = (path: string): string => {
  const [first, second, third] = path.split('/');
  if (first === 'packages' && third === 'src') return languageArea(path.split('/').slice(3));
  if (first === 'packages') return 'language/use';
  if (first === 'hdl' && path.split('/').length > 2) {
    return rooms.find(room => path.startsWith(`${room}/`)) ?? `hdl/stage/${second}`;
  }
  if (first === 'hdl') return 'hdl/top';
  if (first === 'sim') return second === 'model' ? 'sim/model' : 'sim';
  if (first === 'firmware') return `firmware/${second}`;
  if (second === undefined) return 'configuration';
  return first!;
};

const matches = (pattern: string, area: string): boolean =>
  pattern.endsWith('/*') ? area.startsWith(pattern.slice(0, -1)) : pattern === area;

const mayImport = (from: string, to: string, file: string): boolean => {
  if (from === to) return true;
  const rule = Object.keys(allowed).find(pattern => matches(pattern, from));
  return rule !== undefined && allowed[rule]!.some(pattern => matches(pattern, to) || pattern === file);
};

const comments = /\/\*[\s\S]*?\*\/|(?<=^|[\s;,{}()])\/\/.*$/gm;
const staticImports = /^[ \t]*(?:import|export)\b([^'"`;]*?\bfrom)?\s*['"]([^'"\n]+)['"]/gm;
const dynamicImports = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g;

export interface Import {
  readonly specifier: string;
  /** `import type` and `export type`: erased, so that nothing is loaded. */
  readonly typeOnly: boolean;
}

/** What a source imports or re-exports. */
export const importsOf = (source: string): readonly Import[] => {
  const code = source.replace(comments, '');
  const fixed = [...code.matchAll(staticImports)].map(([, clause, specifier]) => ({
    specifier: specifier!,
    typeOnly: /^\s+type\s+[{*\w]/.test(clause ?? '') && !/^\s+type\s+from$/.test(clause ?? ''),
  }));
  const dynamic = [...code.matchAll(dynamicImports)].map(([, specifier]) => ({
    specifier: specifier!,
    typeOnly: false,
  }));
  return [...fixed, ...dynamic];
};

/** Entries of the language's package, by what follows its name in a specifier, and the source each leads to. */
export type PackageEntries = ReadonlyMap<string, string>;

/** The entries that the `exports` of a package.json declare. */
export const entriesOf = (manifest: { readonly exports: Readonly<Record<string, string>> }): PackageEntries =>
  new Map(
    Object.entries(manifest.exports).map(([entry, file]) => [
      posix.join(languageName, entry),
      posix.join('packages', languageName, file),
    ]),
  );

/**
 * The file that a specifier of `from` leads to; undefined for packages that are not ours. An entry that the package does
 * not declare leads to a file that does not exist.
 */
const resolve = (entries: PackageEntries, from: string, specifier: string): string | undefined => {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  if (specifier !== languageName && !specifier.startsWith(`${languageName}/`)) return undefined;
  return entries.get(specifier) ?? specifier;
};

const isLanguage = (area: string): boolean => area.startsWith('language');

const complaintAbout = ({ tree, entries }: Repository, from: string, specifier: string): string | undefined => {
  const to = resolve(entries, from, specifier);
  if (to === undefined) return undefined;
  if (!tree.has(to)) return `${from} imports ${specifier}, which does not exist`;
  const [fromArea, toArea] = [areaOf(from), areaOf(to)];
  if (!mayImport(fromArea, toArea, to)) return `${from} (${fromArea}) may not import ${to} (${toArea})`;
  if (specifier.startsWith('.') && isLanguage(toArea) && toArea !== 'language/use' && !isLanguage(fromArea)) {
    return `${from} reaches into the package by ${specifier}; import ${languageName}`;
  }
  return undefined;
};

/** Sources, and the package that they import by name. */
export interface Repository {
  readonly tree: SourceTree;
  readonly entries: PackageEntries;
}

/** Every import of the tree that its rules forbid, as sentences; an import of a type is an import. */
export const forbiddenImports = (repository: Repository): readonly string[] =>
  [...repository.tree].flatMap(([from, source]) =>
    importsOf(source).flatMap(({ specifier }) => complaintAbout(repository, from, specifier) ?? []),
  );

/** Every cycle of imports, each once, as `a -> b -> a`; an import of a type is an import. */
export const importCycles = ({ tree, entries }: Repository): readonly string[] => {
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const at = trail.indexOf(file);
    if (at >= 0) cycles.push([...trail.slice(at), file].join(' -> '));
    if (at >= 0 || done.has(file)) return;
    for (const { specifier } of importsOf(tree.get(file) ?? '')) {
      const to = resolve(entries, file, specifier);
      if (to !== undefined && tree.has(to)) visit(to, [...trail, file]);
    }
    done.add(file);
  };
  for (const file of tree.keys()) visit(file, []);
  return cycles;
};

const baseName = (path: string): string => posix.basename(path).replace(/\.\w+$/, '');

/** Files of the areas that answer the same question and share a base name, as `name: path, path`. */
export const sharedNames = (tree: SourceTree, directories: readonly string[]): readonly string[] => {
  const byName = new Map<string, string[]>();
  for (const path of tree.keys()) {
    if (!directories.some(directory => path.startsWith(`${directory}/`))) continue;
    byName.set(baseName(path), [...(byName.get(baseName(path)) ?? []), path]);
  }
  return [...byName].filter(([, paths]) => paths.length > 1).map(([name, paths]) => `${name}: ${paths.join(', ')}`);
};
