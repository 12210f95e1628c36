// SPDX-License-Identifier: Apache-2.0
/**
 * Run by npm around `npm pack`: compiles the sources to dist and puts the package.json of the package in the place of the
 * repository's; `prepare.ts restore` puts that back.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Manifest, packedManifest } from './manifest.ts';

const inPackage = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const [manifest, kept] = [inPackage('package.json'), inPackage('package.json.kept')];
const license = inPackage('LICENSE');

const restore = (): void => {
  if (existsSync(kept)) renameSync(kept, manifest);
  rmSync(license, { force: true });
};

const build = (): void => {
  rmSync(inPackage('dist'), { recursive: true, force: true });
  execFileSync('tsc', ['-p', inPackage('tsconfig.build.json')], { stdio: 'inherit' });
};

const prepare = (): void => {
  // What an interrupted run left.
  restore();
  build();
  copyFileSync(inPackage('../../LICENSE'), license);
  renameSync(manifest, kept);
  const packed = packedManifest(JSON.parse(readFileSync(kept, 'utf8')) as Manifest);
  writeFileSync(manifest, `${JSON.stringify(packed, undefined, 2)}\n`);
};

({ build, prepare, restore })[process.argv[2] as 'build' | 'prepare' | 'restore']();
