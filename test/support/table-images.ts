// SPDX-License-Identifier: Apache-2.0
/** Table images made by hand for tests of what reads them; shares no code with the firmware that makes them for real. */
import { findConfig } from '../../hdl/spec/configs.ts';
import { packFields } from '../../hdl/spec/field.ts';
import { chunkBits, chunkCount, chunkRows, type RuleKeyField, ruleKeyFields } from '../../hdl/spec/tables/rule-key.ts';
import {
  equalShares,
  type TableImages,
  withoutBanks,
  withoutRss,
  withoutSenders,
} from '../../hdl/spec/tables/table-images.ts';
import { forwardingByHand, type HandMadeEntry } from '../../sim/forwarding-by-hand.ts';

/** A ternary condition on one key field: equal in the bits that `mask` (default: all) sets. */
export interface TernaryField {
  readonly value: number | bigint;
  readonly mask?: number | bigint;
}

export interface TernaryRule {
  readonly match: Partial<Record<RuleKeyField, TernaryField>>;
  readonly permit: boolean;
  readonly queue?: number;
  readonly unreadable?: boolean;
}

export interface HandMadeTables {
  readonly config?: string;
  readonly forwarding: readonly HandMadeEntry[];
  readonly rules?: readonly TernaryRule[];
  readonly permitUnicast?: boolean;
  readonly permitGroup?: boolean;
  /** Entries of the table `conditions`; default 0 for each. */
  readonly conditions?: readonly number[];
}

/** An action that belongs to both images. */
const inBoth = 3 * 2 ** 28;
/** Number of the tier of received frames. */
const ingress = 2;

const verdictOf = ({ permit, unreadable }: TernaryRule): number => (unreadable ? 3 : permit ? 0 : 1);

/** Images in which rules are in the order given; what is left of the tables never matches. */
export const handMadeImages = (tables: HandMadeTables): TableImages => {
  const { config: name = '10g', forwarding, rules = [], permitUnicast = false, permitGroup = false } = tables;
  const config = findConfig(name)!;
  return {
    config: name,
    ...forwardingByHand(config, forwarding),
    ruleRows: ruleRows(rules),
    ruleActions: Array.from({ length: config.ternaryRules }, (_, r) =>
      rules[r] ? verdictOf(rules[r]) + (rules[r].queue ?? 0) * 2 ** 2 + ingress * 2 ** 9 + r * 2 ** 11 + inBoth : 0,
    ),
    ruleDefault: (permitUnicast ? 1 : 0) | (permitGroup ? 2 : 0),
    ...withoutBanks(config),
    ...withoutRss(config),
    ...equalShares(config),
    ...withoutSenders(config),
    conditions: Array.from({ length: config.functions }, (_, f) => tables.conditions?.[f] ?? 0),
    quotaCells: Array.from({ length: config.functions }, () => 1),
  };
};

const ruleRows = (rules: readonly TernaryRule[]): readonly bigint[] => {
  const words = rules.map(({ match }) => ({
    value: packFields(
      ruleKeyFields,
      keyOf(field => match[field.name]?.value ?? 0),
    ),
    mask: packFields(
      ruleKeyFields,
      keyOf(field => fullMask(match[field.name], field.bits)),
    ),
  }));
  return Array.from({ length: chunkCount * chunkRows }, (_, row) => {
    const shift = BigInt(Math.floor(row / chunkRows) * chunkBits);
    const chunk = BigInt(row % chunkRows) << shift;
    const window = BigInt(chunkRows - 1) << shift;
    return words.reduce(
      (bits, { value, mask }, rule) => (((chunk ^ value) & mask & window) === 0n ? bits | (1n << BigInt(rule)) : bits),
      0n,
    );
  });
};

const fullMask = (field: TernaryField | undefined, bits: number): number | bigint =>
  field ? (field.mask ?? (1n << BigInt(bits)) - 1n) : 0;

const keyOf = (of: (field: (typeof ruleKeyFields)[number]) => number | bigint): Record<RuleKeyField, number | bigint> =>
  Object.fromEntries(ruleKeyFields.map(field => [field.name, of(field)])) as Record<RuleKeyField, number | bigint>;
