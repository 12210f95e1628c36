// SPDX-License-Identifier: Apache-2.0
/** The package as npm packs it, and projects that install it. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { execa } from 'execa';

const packageFolder = new URL('../..', import.meta.url).pathname;
const repository = join(packageFolder, '..', '..');

/** What npm says about a tarball. */
export interface Packed {
  readonly tarball: string;
  readonly files: readonly string[];
}

/** An empty directory outside the repository; the caller removes it. */
export const scratchFolder = (): string => mkdtempSync(join(tmpdir(), 'typescript-hdl-'));

/** Packs a copy of the package, so that nobody who reads the sources meanwhile finds a changed package.json. */
export const pack = async (scratch: string): Promise<Packed> => {
  const folder = join(scratch, 'packages', 'typescript-hdl');
  mkdirSync(folder, { recursive: true });
  for (const file of ['LICENSE', 'tsconfig.json']) cpSync(join(repository, file), join(scratch, file));
  symlinkSync(join(repository, 'node_modules'), join(scratch, 'node_modules'));
  const left = ['dist', 'node_modules', 'test', 'build'];
  cpSync(packageFolder, folder, {
    recursive: true,
    filter: path => !left.includes(basename(path)) && !basename(path).startsWith('.snippet-'),
  });
  const { stdout } = await execa('npm', ['pack', '--json', '--pack-destination', scratch], { cwd: folder });
  // Scripts of the package may print before it.
  const [{ filename, files }] = JSON.parse(stdout.slice(stdout.search(/^\[/m)));
  return { tarball: join(scratch, filename), files: files.map(({ path }: { readonly path: string }) => path) };
};

/** A project made from the template that has installed the tarball and one version of the compiler. */
export const projectFromTemplate = async (
  folder: string,
  { tarball }: Packed,
  typescript: string,
): Promise<(command: string, ...args: readonly string[]) => Promise<{ exitCode: number; printed: string }>> => {
  cpSync(join(packageFolder, 'examples', 'template'), folder, { recursive: true });
  const path = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  manifest.dependencies['typescript-hdl'] = `file:${tarball}`;
  manifest.devDependencies.typescript = typescript;
  writeFileSync(path, JSON.stringify(manifest));
  await execa('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
  return async (command, ...args) => {
    // Nothing but what the command itself says: npm tells of its new versions now and then.
    const env = { npm_config_update_notifier: 'false' };
    const options = { cwd: folder, reject: false, all: true, preferLocal: true, env } as const;
    const { exitCode, all } = await execa(command, args, options);
    // TypeScript 7 says this now and then when it ends.
    return { exitCode: exitCode ?? -1, printed: all.replace(/^context canceled\n?|\ncontext canceled$/m, '') };
  };
};

/** Removes what a test has made. */
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });
