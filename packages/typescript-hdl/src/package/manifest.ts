// SPDX-License-Identifier: Apache-2.0
/** The package.json that is packed: entries and program lead to the compiled files. */

/** A package.json, as far as packing changes it. */
export interface Manifest {
  readonly exports: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** What an entry leads to for those who install the package. */
export interface PackedEntry {
  readonly types: string;
  readonly default: string;
}

const compiled = (source: string): PackedEntry => {
  const path = source.replace(/^\.\/src\//, './dist/').replace(/\.ts$/, '');
  return { types: `${path}.d.ts`, default: `${path}.js` };
};

/** The fields that are for the repository alone. */
const ours: ReadonlySet<string> = new Set(['private', 'scripts', 'devDependencies']);

/** The package.json of the package, from that of the repository, whose entries are the sources. */
export const packedManifest = (manifest: Manifest): object => ({
  ...Object.fromEntries(Object.entries(manifest).filter(([field]) => !ours.has(field))),
  bin: Object.fromEntries(Object.keys(manifest.bin).map(name => [name, './dist/commands/main.js'])),
  exports: {
    ...Object.fromEntries(Object.entries(manifest.exports).map(([entry, source]) => [entry, compiled(source)])),
    './package.json': './package.json',
  },
});
