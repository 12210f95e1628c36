// SPDX-License-Identifier: Apache-2.0
/** How long large policies take to compile, what of them is left without a place, and whether the tables say what the rules say. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { InputError } from 'typescript-hdl/command-line';
import { compileBanks } from '../../../firmware/compile/banks/compile-banks.ts';
import { fitPolicy, leftRules } from '../../../firmware/compile/fit.ts';
import { classbenchPolicy } from '../../../firmware/import/classbench.ts';
import { parsePolicy } from '../../../firmware/policy/parse.ts';
import type { Policy } from '../../../firmware/policy/policy.ts';
import { type ConfigName, configs } from '../../../hdl/spec/configs.ts';
import type { Measurement } from '../../../sim/benchmarks/measurement.ts';
import { randomNumbers } from '../fuzz/random.ts';
import { cloudPolicy } from '../policies/cloud-policy.ts';
import { compareCompiled, randomRules } from './compare-answers.ts';

const secret = Uint8Array.from({ length: 16 }, (_, i) => i);

/** A policy as text, and for which configuration it is compiled. */
export interface RuleSet {
  readonly name: string;
  readonly config: ConfigName;
  readonly read: () => Policy;
}

const generated = (rules: number, vms: number, config: ConfigName): RuleSet => {
  const text = cloudPolicy({ config, vms, rules, seed: 1 });
  return { name: `generated ${rules}`, config, read: () => parsePolicy(text, 'generated') };
};

/** VMs of the generated policies: what the forwarding table of every card has room for. */
const generatedVms = 24;

/** The policies of a fresh clone, small ones first. */
export const generatedSets = (): readonly RuleSet[] =>
  [1_000, 10_000, 30_000].map(rules => generated(rules, generatedVms, '100g'));

/** Filters of a large set that are compiled for the default configuration as well. */
const firstFilters = 4_000;

const setsOf = (name: string, text: string): readonly RuleSet[] => {
  const whole: RuleSet = { name, config: '100g', read: () => classbenchPolicy(text, name) };
  const lines = text.split('\n').filter(line => line.startsWith('@'));
  if (lines.length <= firstFilters) return [whole];
  const part = lines.slice(0, firstFilters).join('\n');
  const first = `${name}, first ${firstFilters}`;
  return [whole, { name: first, config: '10g', read: () => classbenchPolicy(part, name) }];
};

/** The filter sets of a directory, or of one file, by name; an InputError when there are none. */
export const classbenchSets = async (path: string): Promise<readonly RuleSet[]> => {
  const { readTextFile } = await import('../../files/read-text-file.ts');
  const isDirectory = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const files = isDirectory
    ? readdirSync(path)
        .sort()
        .map(name => join(path, name))
    : [path];
  const sets = isDirectory
    ? files.filter(file => statSync(file).isFile() && readFileSync(file, 'latin1').startsWith('@'))
    : files;
  if (sets.length === 0)
    throw new InputError({
      where: path,
      what: 'there is no ClassBench filter set',
      remedy: 'name a directory that holds some',
    });
  const texts = await Promise.all(sets.map(file => readTextFile(file, 'name a ClassBench filter set')));
  return sets.flatMap((file, i) => setsOf(basename(file), texts[i]!));
};

/** Seconds from the text to the words of the tables, and rules without a place. */
export const measurePlacement = ({ name, config, read }: RuleSet): readonly Measurement[] => {
  const start = performance.now();
  const policy = read();
  const compiled = compileBanks(policy, configs[config], secret);
  const seconds = (performance.now() - start) / 1000;
  const rules = `${name} (${policy.rules.length} rules)`;
  return [
    { name: 'policy_compile_seconds', value: seconds, unit: 's', config, rules },
    { name: 'rules_left', value: leftRules(compiled, configs[config]), unit: 'rules', config, rules },
  ];
};

/** Rules of a policy that no card has room for. */
const tooMany = 100_000;

/** Seconds until such a policy is refused with what has no room; a RangeError when it is taken. */
export const measureRefusal = (rules = tooMany, config: ConfigName = '10g'): Measurement => {
  const set = generated(rules, configs[config].functions - 1, config);
  const start = performance.now();
  const fit = fitPolicy(set.read(), configs[config], secret);
  const seconds = (performance.now() - start) / 1000;
  if (fit.fits || fit.overflows.length === 0) throw new RangeError(`${rules} rules fit configuration ${config}`);
  return { name: 'overflow_report_seconds', value: seconds, unit: 's', config, rules: set.name };
};

const rulesOfPolicy = 120;
const headersOfPolicy = 10_000;

/** Headers, of so many in all, on which the tables of random policies and a linear search over their rules disagree. */
export const measureComparison = (headers: number, config: ConfigName = '100g'): Measurement => {
  let compared = 0;
  let wrong = 0;
  for (let seed = 1; compared < headers; seed++) {
    const random = randomNumbers(seed);
    const policy = randomRules(random, configs[config], rulesOfPolicy);
    const wanted = Math.min(headersOfPolicy, headers - compared);
    const comparison = compareCompiled(policy, configs[config], random, wanted);
    if (!comparison) continue;
    compared += comparison.headers;
    wrong += comparison.disagreements.length;
  }
  const rules = `random policies, ${compared} headers`;
  return { name: 'tables_wrong_headers', value: wrong, unit: 'headers', config, rules };
};
