// SPDX-License-Identifier: Apache-2.0
// The sources of the command line compiled into build/program, so that a start loads a few files instead of translating some
// hundred. Made anew when one of them has changed; without it the sources are loaded as they are, only slower.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const directory = join(root, 'build', 'program');
const manifestFile = join(directory, 'manifest.json');
const ownFiles = [
  'bin/compiled-program.js',
  'package.json',
  'package-lock.json',
  'packages/typescript-hdl/package.json',
  'tsconfig.json',
];

/** A compiled program that is older than this and not the newest is not in use any more. */
const keptMs = 24 * 60 * 60 * 1000;

const stateOf = path => {
  const { mtimeMs, size } = statSync(join(root, path));
  return `${mtimeMs} ${size}`;
};

/** The compiled program, if it is that of the sources as they are and where they are: it names them by their whole paths. */
const current = () => {
  try {
    const { madeIn, sources, program } = JSON.parse(readFileSync(manifestFile, 'utf8'));
    const isCurrent = madeIn === root && sources.every(([path, state]) => stateOf(path) === state);
    return isCurrent && existsSync(join(directory, program, 'cli.js')) ? join(directory, program) : undefined;
  } catch {
    return undefined;
  }
};

/** Sources of the language belong to the program; what they and ours say of their own place stays true. */
const ownSources = {
  name: 'own-sources',
  setup(build) {
    const { resolve } = createRequire(import.meta.url);
    build.onResolve({ filter: /^typescript-hdl/ }, ({ path }) => ({ path: resolve(path) }));
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      loader: 'ts',
    }));
  },
};

const removeOld = kept => {
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    if (name === kept || path === manifestFile || Date.now() - statSync(path).mtimeMs < keptMs) continue;
    rmSync(path, { recursive: true, force: true });
  }
};

const compile = async () => {
  const { build } = await import('esbuild');
  const started = Date.now();
  const name = randomUUID();
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/cli.ts'],
    outdir: join(directory, name),
    ...{ bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20', packages: 'external' },
    ...{ sourcemap: true, sourcesContent: false, metafile: true, logLevel: 'silent', plugins: [ownSources] },
  });
  const sources = [...Object.keys(metafile.inputs), ...ownFiles].map(path => [path, stateOf(path)]);
  // One that changed under the compiler's hands may be in the program in either form: that one is compiled again.
  const isSettled = sources.every(([, state]) => Number(state.split(' ')[0]) < started);
  const draft = join(directory, `${name}.json`);
  writeFileSync(draft, JSON.stringify({ madeIn: root, program: name, sources: isSettled ? sources : [['', '']] }));
  renameSync(draft, manifestFile);
  removeOld(name);
  return join(directory, name);
};

/** URL of the compiled `src/cli.ts`; undefined when it cannot be compiled or written here. */
export const compiledProgram = async () => {
  try {
    mkdirSync(dirname(manifestFile), { recursive: true });
    return pathToFileURL(join(current() ?? (await compile()), 'cli.js')).href;
  } catch {
    return undefined;
  }
};
