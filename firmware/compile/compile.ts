// SPDX-License-Identifier: Apache-2.0
/** The policy compiler: text in, table images out, or every error of the text at once. */

import { quote } from 'typescript-hdl/words';
import { configs, findConfig } from '../../hdl/spec/configs.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { type Diagnostic, PolicyError, sortDiagnostics } from '../policy/diagnostic.ts';
import { readPolicy } from '../policy/parse.ts';
import { type Policy, positionOf } from '../policy/policy.ts';
import { list } from '../policy/words.ts';
import { expectationFindings } from './analysis/expectations.ts';
import type { CompiledBanks } from './banks/compile-banks.ts';
import { checkPolicy, located } from './check.ts';
import { placePolicy } from './place.ts';
import { simulationSecret } from './secret.ts';

export interface CompiledPolicy {
  /** The policy as read; its `config` is the configuration it was compiled for. */
  readonly policy: Policy;
  readonly images: TableImages;
  /** The rules in their places. */
  readonly banks: CompiledBanks;
  readonly warnings: readonly Diagnostic[];
}

/**
 * Compiles a policy for a configuration: the one named by the caller, else the one the file names, else the default one;
 * `secret` is that of the card. Throws a {@link PolicyError} that holds every error found.
 */
export const compilePolicy = (
  text: string,
  file: string,
  configName?: string,
  secret: Uint8Array = simulationSecret,
): CompiledPolicy => {
  const read = readPolicy(text, file);
  const policy: Policy = configName === undefined ? read.policy : { ...read.policy, config: configName };
  const config = findConfig(policy.config);
  const { diagnostics, banks } = checkPolicy(policy, config, read.vmNames, secret);
  const findings = [...read.diagnostics, ...diagnostics];
  if (!config) {
    const message = `configuration ${quote(policy.config)} is unknown; choose ${list(Object.keys(configs), 'or')}`;
    throw new PolicyError([...findings, { file, position: positionOf(policy, 'config'), severity: 'error', message }]);
  }
  if (!banks || findings.some(finding => finding.severity === 'error')) throw new PolicyError(findings);
  const images = placePolicy(policy, config, secret, banks);
  const unmet = located(policy, expectationFindings(policy, images, banks.tables));
  if (unmet.length > 0) throw new PolicyError([...findings, ...unmet]);
  return { policy, banks, images, warnings: sortDiagnostics(findings) };
};
