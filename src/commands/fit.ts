// SPDX-License-Identifier: Apache-2.0
import { argument, command, flag } from 'typescript-hdl/command-line';
import type { Fit } from '../../firmware/compile/fit.ts';
import type { Policy } from '../../firmware/policy/policy.ts';
import type { Config } from '../../hdl/spec/configs.ts';
import { configName } from '../config-name.ts';
import { jsonFlag } from '../output-flags.ts';

interface FitOptions {
  readonly policy: string;
  readonly config: string | undefined;
  readonly json: boolean;
  readonly verify: boolean;
}

/** The secret of the hash is drawn for each card; how full the banks are hardly depends on it. */
const secret = Uint8Array.from({ length: 16 }, (_, i) => i);

const isClassbench = (text: string): boolean => text.trimStart().startsWith('@');

/** Reads a policy, or a ClassBench filter set as rules for all; throws a PolicyError with every mistake in it. */
const readRules = async (text: string, file: string): Promise<Policy> => {
  if (isClassbench(text)) {
    const { classbenchPolicy } = await import('../../firmware/import/classbench.ts');
    return classbenchPolicy(text, file);
  }
  const { checkMeaning } = await import('../../firmware/compile/check.ts');
  const { PolicyError } = await import('../../firmware/policy/diagnostic.ts');
  const { readPolicy } = await import('../../firmware/policy/parse.ts');
  const { policy, vmNames, diagnostics } = readPolicy(text, file);
  const findings = [...diagnostics, ...checkMeaning(policy, vmNames)];
  if (findings.some(({ severity }) => severity === 'error')) throw new PolicyError(findings);
  return policy;
};

const show = async (fit: Fit, json: boolean): Promise<void> => {
  if (json) console.log(JSON.stringify(fit, null, 2));
  else console.log((await import('../generate/fit-summary.ts')).fitSummary(fit));
};

/** Verifies the placed tables, and says what was verified unless JSON is asked for. */
const verify = async (policy: Policy, config: Config, json: boolean): Promise<void> => {
  const { compileBanks } = await import('../../firmware/compile/banks/compile-banks.ts');
  const { verifyPlaced } = await import('../verify/tables/verify-placed.ts');
  const verified = verifyPlaced(policy, compileBanks(policy, config, secret).tables);
  if (!json) console.log(`\n${verified}`);
};

const runFit = async ({ policy: path, config, json, verify: verifies }: FitOptions): Promise<void> => {
  const { InputError } = await import('typescript-hdl/command-line');
  const { fitPolicy } = await import('../../firmware/compile/fit.ts');
  const { readTextFile } = await import('../files/read-text-file.ts');
  const { inputName } = await import('../files/read-input-file.ts');
  const { namedConfig } = await import('../named-config.ts');
  const text = await readTextFile(path, 'name a policy (YAML) or a ClassBench filter set');
  const { underlinedLines } = await import('../../firmware/policy/excerpt.ts');
  const { PolicyError } = await import('../../firmware/policy/diagnostic.ts');
  const policy = await readRules(text, inputName(path)).catch((error: unknown) => {
    if (error instanceof PolicyError) error.message = underlinedLines(error.diagnostics, text).join('\n');
    throw error;
  });
  const chosen = namedConfig(config ?? policy.config, 'write one of them as config of the policy');
  const fit = fitPolicy({ ...policy, config: chosen.name }, chosen, secret);
  await show(fit, json);
  if (fit.fits) {
    if (verifies) await verify({ ...policy, config: chosen.name }, chosen, json);
    return;
  }
  throw new InputError({
    where: inputName(path),
    what: `the policy does not fit configuration ${chosen.name}`,
    remedy: 'see above what has no room',
  });
};

/** `sluice fit`: says whether the rules of a policy have room in the large classifier. */
export const fit = command({
  name: 'fit',
  describe: 'Say whether a policy fits the large classifier, what it takes and what has no room',
  arguments: { policy: argument('Policy file (YAML) or ClassBench filter set; - for standard input') },
  options: {
    config: configName('Configuration, instead of the one the policy names'),
    json: jsonFlag,
    verify: flag('Also verify that the placed tables say what the rules say'),
  },
  run: runFit,
});
