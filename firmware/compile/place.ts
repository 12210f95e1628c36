// SPDX-License-Identifier: Apache-2.0
/** Lowered policy to table images: every entry gets its index, every ternary word its bit in the rows of the match RAM. */
import type { Config } from '../../hdl/spec/configs.ts';
import { packFields } from '../../hdl/spec/field.ts';
import { chunkBits, chunkCount, chunkRows } from '../../hdl/spec/tables/rule-key.ts';
import {
  conditionFields,
  inBothImages,
  ruleActionFields,
  ruleDefaultFields,
} from '../../hdl/spec/tables/table-entry.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import type { Policy } from '../policy/policy.ts';
import type { TernaryEntry } from './banks/bank-tables.ts';
import { type CompiledBanks, compileBanks } from './banks/compile-banks.ts';
import { lowerForwarding } from './lower.ts';
import { placeForwarding } from './place-forwarding.ts';
import { quotaCells } from './quota.ts';
import { simulationSecret } from './secret.ts';
import { identityTables } from './senders.ts';
import { shareTables } from './share.ts';
import { spreadTables } from './spread.ts';
import type { Ternary } from './ternary.ts';

const packAction = ({ verdict, queue, priority }: TernaryEntry): number =>
  Number(
    packFields(ruleActionFields, {
      permit: verdict === 'allow' ? 1 : 0,
      queue,
      unreadable: verdict === 'unreadable' ? 1 : 0,
      priority,
      valid: inBothImages,
    }),
  );

/** What each function asks for apart from the rules; functions without a VM get no frames. */
const conditionsOf = (policy: Policy, config: Config): readonly number[] =>
  Array.from({ length: config.functions }, (_, f) => {
    const vm = f > 0 ? policy.vms[f - 1] : undefined;
    const report = vm?.unreadable === 'report' ? 1 : 0;
    return Number(packFields(conditionFields, { report, deny_fragments: vm?.fragments === 'deny' ? 1 : 0 }));
  });

const packDefault = ({ defaults, malformed }: Policy): number =>
  Number(
    packFields(ruleDefaultFields, {
      unicast: defaults.unicast === 'allow' ? 1 : 0,
      group: defaults.group === 'allow' ? 1 : 0,
      judge_malformed: malformed === 'judge' ? 1 : 0,
    }),
  );

/**
 * Rows of the ternary match RAM: row chunk * chunkRows + v has bit r set when word r accepts v in key bits
 * chunk * chunkBits and up. Indices past the last word accept nothing.
 */
export const placeTernary = (words: readonly Ternary[]): readonly bigint[] =>
  Array.from({ length: chunkCount * chunkRows }, (_, row) => {
    const shift = BigInt(Math.floor(row / chunkRows) * chunkBits);
    const offered = BigInt(row % chunkRows);
    const chunkMask = BigInt(chunkRows - 1);
    return words.reduce((bits, { value, mask }, r) => {
      const differs = ((value >> shift) ^ offered) & (mask >> shift) & chunkMask;
      return differs === 0n ? bits | (1n << BigInt(r)) : bits;
    }, 0n);
  });

/**
 * Table images of a policy that passed its checks, under the secret of a card, from its rules as they were placed. A RangeError when
 * it does not fit the configuration.
 */
export const placePolicy = (
  policy: Policy,
  config: Config,
  secret = simulationSecret,
  { tables, fits }: CompiledBanks = compileBanks(policy, config, secret),
): TableImages => {
  if (!fits) throw new RangeError(`the rules have no room in configuration ${config.name}`);
  const { ternary, slots, masks, rows } = tables;
  return {
    config: config.name,
    ...placeForwarding(config, secret, lowerForwarding(policy)),
    ruleRows: placeTernary(ternary),
    ruleActions: Array.from({ length: config.ternaryRules }, (_, i) => (ternary[i] ? packAction(ternary[i]) : 0)),
    ruleSlots: slots,
    ruleMasks: masks,
    ruleHashRows: [...rows],
    ruleDefault: packDefault(policy),
    ...spreadTables(policy, config),
    ...shareTables(policy, config),
    ...identityTables(policy, config),
    conditions: conditionsOf(policy, config),
    quotaCells: quotaCells(policy, config),
  };
};
