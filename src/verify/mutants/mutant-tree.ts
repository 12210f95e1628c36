// SPDX-License-Identifier: Apache-2.0
/** A copy of the sources in which a file may be changed, and tests that run in it. */
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { repositoryRoot } from '../../../sim/verilate/cache.ts';
import { type Mutant, mutated } from './mutant.ts';

/** What the tests of the hardware read. */
const copied = [
  'bin',
  'docs',
  'examples',
  'firmware',
  'hdl',
  'packages',
  'sim',
  'src',
  'test',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];

/** How the tests of a mutant ended. */
export interface TestsEnded {
  /** `broken`: no test ran, so the mutant is no working design. */
  readonly outcome: 'passed' | 'failed' | 'broken';
  /** The first test that failed. */
  readonly failed?: string;
  readonly seconds: number;
}

interface Reported {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

export class MutantTree {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  /** Copies the sources into a directory that it empties first; packages are those of this checkout. */
  static async make(root: string): Promise<MutantTree> {
    await rm(root, { recursive: true, force: true });
    await mkdir(join(root, 'node_modules'), { recursive: true });
    const isModules = (path: string): boolean => path.endsWith('/node_modules') || path.endsWith('/dist');
    for (const name of copied)
      await cp(join(repositoryRoot, name), join(root, name), { recursive: true, filter: path => !isModules(path) });
    const modules = join(repositoryRoot, 'node_modules');
    for (const name of await readdir(modules)) {
      const target = name === 'typescript-hdl' ? join(root, 'packages', name) : join(modules, name);
      await symlink(target, join(root, 'node_modules', name));
    }
    return new MutantTree(root);
  }

  /** Runs test files up to the first failure. */
  async run(tests: readonly string[]): Promise<TestsEnded> {
    const report = join(this.#root, 'report.json');
    await rm(report, { force: true });
    const start = performance.now();
    const options = ['run', '--bail', '1', '--reporter', 'json', '--outputFile', report];
    const { exitCode } = await execa('node_modules/.bin/vitest', [...options, ...tests], {
      cwd: this.#root,
      reject: false,
      stdio: 'ignore',
    });
    const seconds = (performance.now() - start) / 1000;
    if (exitCode === 0) return { outcome: 'passed', seconds };
    const { testResults } = JSON.parse(await readFile(report, 'utf8')) as Reported;
    const failed = testResults.flatMap(({ assertionResults }) => assertionResults).find(one => one.status === 'failed');
    return failed === undefined
      ? { outcome: 'broken', seconds }
      : { outcome: 'failed', failed: failed.fullName, seconds };
  }

  /** Runs the tests of a mutant on its source, which is restored afterwards. */
  async runMutant(mutant: Mutant): Promise<TestsEnded> {
    const path = join(this.#root, mutant.file);
    const original = await readFile(path, 'utf8');
    await writeFile(path, mutated(mutant, original));
    try {
      return await this.run(mutant.tests);
    } finally {
      await writeFile(path, original);
    }
  }
}
