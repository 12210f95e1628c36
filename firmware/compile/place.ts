/** Lowered policy to table images: every entry gets its index, every ternary word its bit in the rows of the match RAM. */
import type { Config } from '../../hdl/spec/configs.ts';
import { packFields } from '../../hdl/spec/field.ts';
import { chunkBits, chunkCount, chunkRows } from '../../hdl/spec/tables/rule-key.ts';
import { forwardingEntryFields, ruleActionFields } from '../../hdl/spec/tables/table-entry.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import type { Policy } from '../policy/policy.ts';
import { type ForwardingEntry, lowerForwarding, lowerRules, type RuleAction } from './lower.ts';
import { quotaCells } from './quota.ts';
import type { Ternary } from './ternary.ts';

/** Fills a table up to its size; a RangeError when the entries do not fit. */
const padded = <T>(entries: readonly T[], size: number, empty: T, what: string): readonly T[] => {
  if (entries.length > size) throw new RangeError(`${entries.length} ${what} do not fit a table of ${size}`);
  return Array.from({ length: size }, (_, i) => entries[i] ?? empty);
};

const packForwarding = (config: Config, { mac, vlan, functions }: ForwardingEntry): bigint => {
  const bits = functions.reduce((sum, f) => sum | (1n << BigInt(f)), 0n);
  return packFields(forwardingEntryFields(config), { mac, vlan, valid: 1, functions: bits });
};

const packAction = ({ permit, queue }: RuleAction): number =>
  Number(packFields(ruleActionFields, { permit: permit ? 1 : 0, queue }));

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

/** Table images of a policy that passed its checks; a RangeError when it does not fit the configuration. */
export const placePolicy = (policy: Policy, config: Config): TableImages => {
  const forwarding = lowerForwarding(policy).map(entry => packForwarding(config, entry));
  const rules = lowerRules(policy);
  const actions = rules.map(({ action }) => packAction(action));
  const { unicast, group } = policy.defaults;
  return {
    config: config.name,
    forwarding: padded(forwarding, config.forwardingEntries, 0n, 'forwarding entries'),
    ruleRows: placeTernary(rules),
    ruleActions: padded(actions, config.ternaryRules, 0, 'ternary rules'),
    ruleDefault: (unicast === 'allow' ? 1 : 0) | (group === 'allow' ? 2 : 0),
    quotaCells: quotaCells(policy, config),
  };
};
