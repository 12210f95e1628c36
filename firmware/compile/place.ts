// SPDX-License-Identifier: Apache-2.0
/** Lowered policy to table images: every entry gets its index, every ternary word its bit in the rows of the match RAM. */
import type { Config } from '../../hdl/spec/configs.ts';
import { packFields } from '../../hdl/spec/field.ts';
import { ruleTiers } from '../../hdl/spec/tables/bank-mask.ts';
import { slotVerdicts } from '../../hdl/spec/tables/bank-slot.ts';
import { chunkBits, chunkCount, chunkRows } from '../../hdl/spec/tables/rule-key.ts';
import {
  conditionFields,
  inBothImages,
  ruleActionFields,
  ruleDefaultFields,
} from '../../hdl/spec/tables/table-entry.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import type { Policy } from '../policy/policy.ts';
import type { BankTables, TernaryEntry } from './banks/bank-tables.ts';
import { type CompiledBanks, compileBanks } from './banks/compile-banks.ts';
import { updateBanks } from './banks/update-banks.ts';
import { lowerForwarding } from './lower.ts';
import { placeForwarding, placeForwardingBeside } from './place-forwarding.ts';
import { quotaCells } from './quota.ts';
import { simulationSecret } from './secret.ts';
import { identityTables } from './senders.ts';
import { shareTables } from './share.ts';
import { spreadTables } from './spread.ts';
import type { Ternary } from './ternary.ts';
import { columnsBeside, ternaryOf } from './ternary-columns.ts';

const packAction = ({ verdict, queue, tier, priority }: TernaryEntry): number =>
  Number(
    packFields(ruleActionFields, {
      verdict: slotVerdicts.indexOf(verdict),
      queue,
      tier: ruleTiers.indexOf(tier),
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
 * Rows of the ternary match RAM: row chunk * chunkRows + v has bit r set when the word whose place is r accepts v in key bits
 * chunk * chunkBits and up. Other places accept nothing. Word r has place r, unless others are given.
 */
export const placeTernary = (
  words: readonly Ternary[],
  places: readonly number[] = [...words.keys()],
): readonly bigint[] =>
  Array.from({ length: chunkCount * chunkRows }, (_, row) => {
    const shift = BigInt(Math.floor(row / chunkRows) * chunkBits);
    const offered = BigInt(row % chunkRows);
    const chunkMask = BigInt(chunkRows - 1);
    return words.reduce((bits, { value, mask }, r) => {
      const differs = ((value >> shift) ^ offered) & (mask >> shift) & chunkMask;
      return differs === 0n ? bits | (1n << BigInt(places[r]!)) : bits;
    }, 0n);
  });

/** What has places: the same for a policy by itself and for one beside another. */
interface Placed {
  readonly forwarding: Pick<TableImages, 'forwarding' | 'forwardingRows'>;
  readonly tables: BankTables;
  /** Places of the entries of the ternary array. */
  readonly columns: readonly number[];
}

const imagesOf = (policy: Policy, config: Config, { forwarding, tables, columns }: Placed): TableImages => {
  const { ternary, slots, masks, rows } = tables;
  const entryAt = new Map(columns.map((place, i) => [place, ternary[i]!]));
  return {
    config: config.name,
    ...forwarding,
    ruleRows: placeTernary(ternary, columns),
    ruleActions: Array.from({ length: config.ternaryRules }, (_, i) =>
      entryAt.has(i) ? packAction(entryAt.get(i)!) : 0,
    ),
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
  const forwarding = placeForwarding(config, secret, lowerForwarding(policy));
  return imagesOf(policy, config, { forwarding, tables, columns: [...tables.ternary.keys()] });
};

/** A policy beside a live image: its tables, or what has no room there. */
export interface PlacedBeside {
  readonly images: TableImages | undefined;
  /** Rules in the slots and entries of the image. */
  readonly tables: BankTables;
  /** Indices of rules that have no room in the banks beside those of the live image. */
  readonly left: readonly number[];
  /** What else has none. */
  readonly full: 'forwarding' | 'ternary' | undefined;
}

/**
 * Table images of a policy that passed its checks, to be loaded beside a live image, whose hash rows they keep: what did not change
 * stays in its place.
 */
export const placeBeside = (policy: Policy, config: Config, live: TableImages): PlacedBeside => {
  const former = {
    config: config.name,
    masks: live.ruleMasks,
    slots: live.ruleSlots,
    rows: Uint32Array.from(live.ruleHashRows),
    ternary: [...ternaryOf(live).values()],
  };
  const { tables, left } = updateBanks(policy, config, former);
  const forwarding = placeForwardingBeside(config, live, lowerForwarding(policy));
  const columns = columnsBeside(live, tables.ternary);
  const full = forwarding ? (columns ? undefined : 'ternary') : 'forwarding';
  const images =
    left.length === 0 && forwarding && columns ? imagesOf(policy, config, { forwarding, tables, columns }) : undefined;
  return { images, tables, left, full };
};
