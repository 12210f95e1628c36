// SPDX-License-Identifier: Apache-2.0
import { command, flag, InputError, manyArguments, outputDirectory } from 'typescript-hdl/command-line';
import { isQuiet, jsonFlag, type OutputFlags, printResult, quietFlag, say } from '../output-flags.ts';
import type { Mutant } from '../verify/mutants/mutant.ts';
import type { MutantResult } from '../verify/mutants/run-mutants.ts';

interface MutantsOptions extends OutputFlags {
  readonly names: readonly string[];
  readonly list: boolean;
  readonly out: string;
}

/** Mutants whose name, rule or file is one of these; all when there is none. */
const chosen = (mutants: readonly Mutant[], names: readonly string[]): readonly Mutant[] => {
  for (const name of names)
    if (!mutants.some(one => [one.name, one.rule, one.file].includes(name)))
      throw new InputError({
        what: `there is no mutant, rule or file "${name}"`,
        remedy: 'see "sluice mutants --list" for what there is',
      });
  return names.length === 0
    ? mutants
    : mutants.filter(one => names.some(name => [one.name, one.rule, one.file].includes(name)));
};

const line = ({ name, rule, what, outcome, by, seconds }: MutantResult): string =>
  `${outcome.padEnd(10)} ${rule.padEnd(4)} ${name}: ${what} (${seconds.toFixed(0)} s)${by === undefined ? '' : `\n${' '.repeat(16)}${by}`}`;

const runMutantsCommand = async ({ names, list, out, ...flags }: MutantsOptions): Promise<void> => {
  const { allMutants } = await import('../verify/mutants/all-mutants.ts');
  const mutants = chosen(allMutants, names);
  if (list) {
    const rows = mutants.map(({ name, rule, what, file }) => ({ name, rule, what, file }));
    printResult(
      flags,
      rows,
      rows.map(one => `${one.rule.padEnd(4)} ${one.name}: ${one.what} (${one.file})`).join('\n'),
    );
    return;
  }
  const { runMutants } = await import('../verify/mutants/run-mutants.ts');
  const { Progress } = await import('../progress.ts');
  using progress = new Progress({ quiet: isQuiet(flags) });
  progress.step('mutants of the isolation logic', mutants.length);
  const results = await runMutants(mutants, out, {
    begin: ({ name }, index) => progress.at(index, name),
    report: result => {
      progress.clear();
      say(flags, line(result));
    },
  });
  const count = (outcome: MutantResult['outcome']): number => results.filter(one => one.outcome === outcome).length;
  const judged = results.length - count('equivalent');
  printResult(flags, results, `${count('caught')} of ${judged} mutants caught, ${count('equivalent')} equivalent`);
  if (count('caught') < judged)
    throw new InputError({
      what: `${judged - count('caught')} mutants were not caught`,
      remedy: 'write a test that fails for each, or say in its entry why none can',
    });
};

/** `sluice mutants`: single faults in the isolation logic, each of which a test must find. */
export const mutants = command({
  name: 'mutants',
  describe:
    'Put single faults into the isolation logic and run the tests that must find them (an hour; goes on where it was)',
  arguments: { names: manyArguments('Mutants, rules (I1) or source files; default all', { required: false }) },
  options: {
    list: flag('Run nothing; list the mutants'),
    quiet: quietFlag,
    json: jsonFlag,
    out: outputDirectory('Directory for the copy of the sources and the results', 'build/mutants'),
  },
  run: runMutantsCommand,
});
