// SPDX-License-Identifier: Apache-2.0
/** The policy compiler: text in, table images out, or every error of the text at once. */

import { quote } from 'typescript-hdl/words';
import { type Config, configs, findConfig } from '../../hdl/spec/configs.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { type Diagnostic, PolicyError, sortDiagnostics } from '../policy/diagnostic.ts';
import { readPolicy } from '../policy/parse.ts';
import { type Policy, positionOf } from '../policy/policy.ts';
import { count, list } from '../policy/words.ts';
import { expectationFindings } from './analysis/expectations.ts';
import type { CompiledBanks } from './banks/compile-banks.ts';
import { checkPolicy, located } from './check.ts';
import { type PlacedBeside, placeBeside, placePolicy } from './place.ts';
import { simulationSecret } from './secret.ts';

export interface CompiledPolicy {
  /** The policy as read; its `config` is the configuration it was compiled for. */
  readonly policy: Policy;
  readonly images: TableImages;
  /** The rules in their places. */
  readonly banks: CompiledBanks;
  readonly warnings: readonly Diagnostic[];
}

/** What has no room beside the live image, as one error. */
const noRoom = (policy: Policy, { left, full }: PlacedBeside): Diagnostic => {
  const remedy = 'load the policy by itself while the card is closed';
  const first = policy.rules[left[0] ?? -1];
  const what = first
    ? `${count(left.length, 'rule')}, of which this is the first, ${left.length === 1 ? 'has' : 'have'} no room in the rule banks`
    : full === 'ternary'
      ? 'the entries of the ternary array have no room'
      : 'the forwarding entries have no room';
  return {
    file: policy.file,
    position: positionOf(first ?? policy, ''),
    severity: 'error',
    message: `${what} beside the live image; ${remedy}`,
  };
};

/** Images and rules of a policy beside a live image; a {@link PolicyError} with all findings when they have no room there. */
const besideLive = (policy: Policy, config: Config, live: TableImages, findings: readonly Diagnostic[]) => {
  if (live.config !== config.name)
    throw new RangeError(`the live image is for configuration ${live.config}, the policy for ${config.name}`);
  const placed = placeBeside(policy, config, live);
  const { images, tables } = placed;
  if (!images) throw new PolicyError([...findings, noRoom(policy, placed)]);
  return { images, tables };
};

/**
 * Compiles a policy for a configuration: the one named by the caller, else the one the file names, else the default one;
 * `secret` is that of the card. With `live`, which is for that configuration, the images have room beside that one in the card, under its hash
 * rows. Throws a {@link PolicyError} that holds every error found.
 */
export const compilePolicy = (
  text: string,
  file: string,
  configName?: string,
  secret: Uint8Array = simulationSecret,
  live?: TableImages,
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
  const { images, tables } = live
    ? besideLive(policy, config, live, findings)
    : { images: placePolicy(policy, config, secret, banks), tables: banks.tables };
  const unmet = located(policy, expectationFindings(policy, images, tables));
  if (unmet.length > 0) throw new PolicyError([...findings, ...unmet]);
  return { policy, banks: { ...banks, tables }, images, warnings: sortDiagnostics(findings) };
};
