// SPDX-License-Identifier: Apache-2.0
/** Runs mutants one after the other, and keeps what became of each, so that a run that was broken off goes on. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeOutputFile } from 'typescript-hdl/command-line';
import { repositoryRoot } from '../../../sim/verilate/cache.ts';
import type { Mutant } from './mutant.ts';
import { MutantTree, type TestsEnded } from './mutant-tree.ts';

export interface MutantResult {
  readonly name: string;
  readonly rule: string;
  readonly what: string;
  readonly file: string;
  /** `broken`: it is no working design; such a mutant shows nothing and has to be written anew. */
  readonly outcome: 'caught' | 'survived' | 'broken' | 'equivalent';
  /** The first test that failed, or why it is equivalent. */
  readonly by?: string;
  readonly seconds: number;
  /** Of the mutant, its file and its tests. */
  readonly hash: string;
}

/** What a result is about: another text of the source or of a test asks for another run. */
const hashOf = async (mutant: Mutant): Promise<string> => {
  const texts = await Promise.all(
    [mutant.file, ...mutant.tests].map(path => readFile(join(repositoryRoot, path), 'utf8')),
  );
  return createHash('sha256')
    .update(JSON.stringify([mutant, texts]))
    .digest('hex')
    .slice(0, 16);
};

const outcomes = { passed: 'survived', failed: 'caught', broken: 'broken' } as const;

const resultOf = (mutant: Mutant, hash: string, ended: TestsEnded): MutantResult => {
  const { name, rule, what, file } = mutant;
  const by = ended.failed === undefined ? {} : { by: ended.failed };
  return { name, rule, what, file, outcome: outcomes[ended.outcome], ...by, seconds: ended.seconds, hash };
};

export interface MutantHooks {
  readonly begin: (mutant: Mutant, index: number) => void;
  readonly report: (result: MutantResult) => void;
}

/** Test files that fail although nothing was changed: they would catch anything. */
export class FailingTestsError extends Error {
  override name = 'FailingTestsError';
}

const formerResults = async (file: string): Promise<readonly MutantResult[]> =>
  existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as MutantResult[]) : [];

/** The results of all mutants, kept in `results.json` of a directory; those that it has are not run again. */
export const runMutants = async (
  mutants: readonly Mutant[],
  directory: string,
  { begin, report }: MutantHooks,
): Promise<readonly MutantResult[]> => {
  const file = join(directory, 'results.json');
  const former = await formerResults(file);
  const tree = await MutantTree.make(join(directory, 'tree'));
  const sound = new Set<string>();
  const results: MutantResult[] = [];
  for (const [index, mutant] of mutants.entries()) {
    const hash = await hashOf(mutant);
    const known = former.find(one => one.hash === hash);
    if (known === undefined) begin(mutant, index);
    const result = known ?? (await judge(tree, mutant, hash, sound));
    results.push(result);
    const rest = former.filter(one => results.every(({ name }) => name !== one.name));
    await writeOutputFile(file, `${JSON.stringify([...results, ...rest], null, 2)}\n`);
    report(result);
  }
  return results;
};

/** `sound` are the test files that pass on the original. */
const judge = async (tree: MutantTree, mutant: Mutant, hash: string, sound: Set<string>): Promise<MutantResult> => {
  const { name, rule, what, file, equivalent } = mutant;
  if (equivalent !== undefined)
    return { name, rule, what, file, outcome: 'equivalent', by: equivalent, seconds: 0, hash };
  const ended = await tree.runMutant(mutant);
  if (ended.outcome !== 'failed') return resultOf(mutant, hash, ended);
  const unproved = mutant.tests.filter(test => !sound.has(test));
  if (unproved.length > 0) {
    const { outcome, failed } = await tree.run(unproved);
    if (outcome !== 'passed') throw new FailingTestsError(`${failed ?? unproved.join(', ')} fails without a mutant`);
    for (const test of unproved) sound.add(test);
  }
  return resultOf(mutant, hash, ended);
};
