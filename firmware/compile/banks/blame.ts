// SPDX-License-Identifier: Apache-2.0
/** Why rules found no place, in words: whose they are, which key they share and what there is too much of. */
import ipaddr from 'ipaddr.js';
import { type Config, slotsPerBucket } from '../../../hdl/spec/configs.ts';
import { groupReceiver, networkReceiver, networkSender } from '../../../hdl/spec/tables/bank-key.ts';
import { menuOf } from '../../../hdl/spec/tables/bank-mask.ts';
import { bankSlots, slotFlags } from '../../../hdl/spec/tables/bank-slot.ts';
import { type IpPrefix, type Policy, type PortRange, protocols } from '../../policy/policy.ts';
import { count } from '../../policy/words.ts';
import { groupBy } from '../group-by.ts';
import type { BankRule } from './bank-rules.ts';
import { slotsOf } from './place-rules.ts';
import { fixedPortBits } from './range-blocks.ts';
import { ownerOf, type Refusal, type SettledPlacement } from './refuse.ts';

/**
 * What there is not enough of. `slots`: the rules need more than there are. `key`: too many rules fix the same and no more, so that
 * they meet in one bucket of every bank. `masks`: the banks are taken by other combinations of fields. `ternary`: rules that
 * only the ternary array can hold.
 */
export type Shortage = 'slots' | 'key' | 'masks' | 'ternary';

/** Rules of one tenant that share a key, and of which some have no place. */
export interface Overflow {
  /** Name of the VM whose rules they are; null for rules of all. */
  readonly tenant: string | null;
  /** What the rules fix, of which a bank could make its key. */
  readonly key: string;
  readonly shortage: Shortage;
  /** Rules of the policy without a place. */
  readonly left: number;
  /** Entries of slots that share the key, those with a place among them. */
  readonly sharing: number;
  /** Lines of the first rules that have no place. */
  readonly lines: readonly number[];
}

/** Lines that are named of each overflow. */
const mostLines = 8;

const menuBits = (menu: readonly number[], fixed: number): number => menu.findLast(bits => bits <= fixed)!;

const prefixText = (name: string, prefix: IpPrefix | undefined): readonly string[] => {
  if (!prefix) return [];
  const { version, address, prefixLength } = prefix;
  const width = version === 4 ? 32 : 128;
  const bits = menuBits(menuOf('source', version === 4 ? 'ipv4' : 'ipv6'), prefixLength);
  if (bits === 0) return [];
  const free = BigInt(width - bits);
  const bytes = ((address >> free) << free)
    .toString(16)
    .padStart(width / 4, '0')
    .match(/../g)!;
  const text = ipaddr.fromByteArray(bytes.map(byte => Number.parseInt(byte, 16))).toString();
  return [`${name} ${text}${bits === width ? '' : `/${bits}`}`];
};

const portText = (name: string, range: PortRange): readonly string[] => {
  const bits = menuBits(menuOf('destinationPort', 'ipv4'), fixedPortBits(range));
  if (bits === 0) return [];
  const size = 2 ** (16 - bits);
  const first = range.first - (range.first % size);
  return [size === 1 ? `${name} ${first}` : `${name} ${first}-${first + size - 1}`];
};

const protocolText = (protocol: number | undefined): readonly string[] => {
  if (protocol === undefined) return [];
  return [`protocol ${Object.entries(protocols).find(([, number]) => number === protocol)?.[0] ?? protocol}`];
};

/** Name of the VM of a function; null for rules of all. */
export const tenantName = ({ vms }: Pick<Policy, 'vms'>, tenant: number | undefined): string | null =>
  tenant === undefined ? null : vms[tenant - 1]!.name;

/** Whether the range of destination ports is that of the EtherType. */
const isWithoutPorts = ({ flags, flagMask }: BankRule): boolean => {
  const bit = 1 << slotFlags.indexOf('l4');
  return (flagMask & bit) !== 0 && (flags & bit) === 0;
};

/** The most that a bank can take into its key of a rule, in words. */
const keyText = (policy: Pick<Policy, 'vms'>, rule: BankRule): string => {
  const nameOf = (end: number): string =>
    ({ [groupReceiver]: 'group', [networkReceiver]: 'wire' })[end] ?? policy.vms[end - 1]!.name;
  const parts = [
    ...(rule.sender === undefined ? [] : [`from ${rule.sender === networkSender ? 'wire' : nameOf(rule.sender)}`]),
    ...(rule.receiver === undefined ? [] : [`to ${nameOf(rule.receiver)}`]),
    ...(rule.vlan === undefined ? [] : [`vlan ${rule.vlan === 0 ? 'none' : rule.vlan}`]),
    ...protocolText(rule.protocol),
    ...prefixText('source', rule.source),
    ...prefixText('destination', rule.destination),
    ...portText('source port', rule.sourcePort),
    ...portText(isWithoutPorts(rule) ? 'ethertype' : 'destination port', rule.destinationPort),
  ];
  return parts.length === 0 ? 'nothing that a key can hold' : parts.join(', ');
};

const ofLeft = (policy: Policy, left: readonly BankRule[]): Pick<Overflow, 'tenant' | 'left' | 'lines'> => {
  const indices = [...new Set(left.map(({ rule }) => rule))].sort((a, b) => a - b);
  return {
    tenant: tenantName(policy, ownerOf(left[0]!)),
    left: indices.length,
    lines: indices.slice(0, mostLines).map(index => policy.rules[index]!.position.line),
  };
};

/** A tenant with more rules than there are slots, or most of those that are too many together. */
const ofOversize = (policy: Policy, { left }: Refusal): Overflow => {
  const base = ofLeft(policy, left);
  return { ...base, key: base.tenant === null ? 'any' : `to ${base.tenant}`, shortage: 'slots', sharing: left.length };
};

const ofKeys = (
  policy: Policy,
  config: Config,
  rules: readonly BankRule[],
  left: readonly BankRule[],
): readonly Overflow[] => {
  const sharing = new Map<string, number>();
  for (const rule of rules) {
    const text = keyText(policy, rule);
    sharing.set(text, (sharing.get(text) ?? 0) + 1);
  }
  const needed = slotsOf(rules);
  return [...groupBy(left, rule => keyText(policy, rule))].map(([key, of]) => {
    const shared = sharing.get(key)!;
    const oneKey = shared > config.ruleBanks * slotsPerBucket;
    const shortage = oneKey ? 'key' : needed > bankSlots(config) ? 'slots' : 'masks';
    return { ...ofLeft(policy, of), key, shortage, sharing: shared };
  });
};

/** Every overflow of a placement, the greatest first. */
export const overflowsOf = (
  policy: Policy,
  config: Config,
  { rules, refused }: SettledPlacement,
): readonly Overflow[] => {
  const left = refused.flatMap(refusal => (refusal.oversize ? [] : refusal.left));
  const keys = left.length > 0 ? ofKeys(policy, config, rules, left) : [];
  const oversize = refused.filter(refusal => refusal.oversize).map(refusal => ofOversize(policy, refusal));
  return [...oversize, ...keys].toSorted((a, b) => b.left - a.left);
};

const remedies: Readonly<Record<Shortage, string>> = {
  slots: 'there are more rules than slots; remove some, or choose a larger configuration',
  key: 'they differ only in what no key holds, and meet in one bucket of every bank; give them longer prefixes, single ports or a VM of their own',
  masks: 'no bank is left for this combination of fields; write it as the other rules are written',
  ternary: 'only the ternary array can hold them; remove some',
};

/** Lines of rules that a sentence names. */
const mostLinesNamed = 5;

/** Whose rules they are and how many, which lines, and what to do, without a full stop. */
export const overflowParts = (
  overflow: Overflow,
): { readonly whose: string; readonly lines: string; readonly remedy: string } => {
  const { tenant, key, shortage, left, sharing, lines } = overflow;
  const named = lines.slice(0, mostLinesNamed);
  const others = left - named.length;
  return {
    whose: `${tenant === null ? 'rules for all' : `VM ${tenant}`}: ${count(left, 'rule')} without room, of ${count(sharing, 'entry')} that share the key "${key}"`,
    lines: `line${left === 1 ? '' : 's'} ${named.join(', ')}${others > 0 ? ` and ${others} more` : ''}`,
    remedy: remedies[shortage],
  };
};

/** The same in one sentence, up to where it is. */
export const overflowText = (overflow: Overflow): string => {
  const { whose, lines, remedy } = overflowParts(overflow);
  return `${whose} (${lines}); ${remedy}`;
};
