// SPDX-License-Identifier: Apache-2.0
/** What a policy was compiled to, in names and numbers that people and scripts read: the JSON listing beside an image. */
import { type Config, findConfig, slotsPerBucket } from '../../hdl/spec/configs.ts';
import { unpackFields } from '../../hdl/spec/field.ts';
import type { RuleTier } from '../../hdl/spec/tables/bank-mask.ts';
import { bankSlots, type SlotVerdict, slotEntryFields, slotVerdicts } from '../../hdl/spec/tables/bank-slot.ts';
import { forwardingSlotFields, forwardingSlots } from '../../hdl/spec/tables/forwarding-slot.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { formatDiagnostic } from '../policy/diagnostic.ts';
import { type Policy, tierOf } from '../policy/policy.ts';
import { formatMac } from '../policy/words.ts';
import { none } from './banks/bank-slots.ts';
import type { CompiledBanks } from './banks/compile-banks.ts';
import type { CompiledPolicy } from './compile.ts';
import { type ForwardingEntry, functionOf, lowerForwarding } from './lower.ts';

export interface ListedVm {
  readonly function: number;
  readonly name: string;
  readonly mac: string;
  /** 0 for untagged traffic. */
  readonly vlan: number;
  readonly queues: number;
  /** What of frames chooses among them; null where all stay in queue 0. */
  readonly hash: string | null;
  readonly weight: number;
  /** Bits a second; null for no limit. */
  readonly rate: number | null;
  readonly unreadable: string;
  readonly fragments: string;
  readonly quotaCells: number;
  /** Slots and ternary entries of the rules that name the VM. */
  readonly ruleEntries: number;
}

export interface ListedForwarding {
  /** Number of its slot. */
  readonly index: number;
  readonly mac: string;
  readonly vlan: number;
  readonly functions: readonly number[];
}

interface ListedRule {
  /** Number of its slot, or of its entry in the ternary array. */
  readonly index: number;
  /** Rule of the policy: its name if it has one, and where it begins. */
  readonly rule: string | null;
  readonly line: number;
  readonly tier: RuleTier;
  /** `unreadable`: it is for frames that may match the rule or not, because they cannot be read to the end. */
  readonly verdict: SlotVerdict;
  readonly queue: number;
  /** The lowest wins. */
  readonly priority: number;
}

/** A slot of a bank; of a rule of two slots the first. */
export interface ListedSlot extends ListedRule {
  readonly bank: number;
}

export interface ListedTernary extends ListedRule {
  /** Rule key bits as hexadecimal numbers. */
  readonly value: string;
  readonly mask: string;
}

export interface Listing {
  readonly policy: string;
  readonly config: string;
  readonly vms: readonly ListedVm[];
  readonly forwarding: readonly ListedForwarding[];
  readonly slots: readonly ListedSlot[];
  readonly ternary: readonly ListedTernary[];
  readonly defaults: { readonly unicast: string; readonly group: string; readonly egress: string };
  readonly malformed: string;
  /** Entries taken and entries there are; `unreadable` are those of slots and ternary array that are for unreadable frames. */
  readonly used: {
    readonly forwarding: readonly [number, number];
    readonly slots: readonly [number, number];
    readonly ternary: readonly [number, number];
    readonly unreadable: number;
  };
  readonly warnings: readonly string[];
}

const hex = (value: bigint): string => `0x${value.toString(16)}`;

/** Finds the slot of a forwarding entry. */
const slotsOfEntries = ({ forwarding }: TableImages, config: Config): ((entry: ForwardingEntry) => number) => {
  const text = (mac: bigint, vlan: number | bigint): string => `${mac} ${vlan}`;
  const slots = new Map(
    [...forwarding.entries()]
      .filter(([, word]) => word !== 0n)
      .map(([slot, word]) => {
        const { mac, vlan } = unpackFields(forwardingSlotFields(config), word);
        return [text(mac, vlan), slot];
      }),
  );
  return ({ mac, vlan }) => slots.get(text(mac, vlan))!;
};

/** The rules of a policy where they are placed. */
const listedRules = (
  policy: Policy,
  { tables }: CompiledBanks,
  config: Config,
): { readonly slots: readonly ListedSlot[]; readonly ternary: readonly ListedTernary[] } => {
  const named = (rule: number) => ({
    rule: policy.rules[rule]!.name ?? null,
    line: policy.rules[rule]!.position.line,
    tier: tierOf(policy.rules[rule]!),
  });
  const slots = [...tables.slots.entries()].flatMap(([index, word]) => {
    if (word === 0n) return [];
    const { wide, verdict, priority, queue } = unpackFields(slotEntryFields, word);
    // The rest of an address is not a rule.
    if (wide === 1n && index % slotsPerBucket !== 0) return [];
    const bank = Math.floor(index / (config.bucketsPerBank * slotsPerBucket));
    return [
      {
        ...{ index, bank, ...named(tables.rules[index]!) },
        ...{ verdict: slotVerdicts[Number(verdict)]!, queue: Number(queue), priority: Number(priority) },
      },
    ];
  });
  const ternary = tables.ternary.map(({ rule, value, mask, verdict, queue, priority }, index) => ({
    ...{ index, ...named(rule), value: hex(value), mask: hex(mask) },
    ...{ verdict, queue, priority },
  }));
  return { slots, ternary };
};

/** Slots and ternary entries of the rules that name a VM, by its name. */
const entriesByVm = (policy: Policy, { tables }: CompiledBanks): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const rule of [...tables.rules.filter(one => one !== none), ...tables.ternary.map(entry => entry.rule)]) {
    const { from, to } = policy.rules[rule]!;
    const names = new Set([from, to].flatMap(end => (end?.kind === 'vm' ? [end.name] : [])));
    for (const name of names) found.set(name, (found.get(name) ?? 0) + 1);
  }
  return found;
};

/** The listing of a compiled policy. */
export const listingOf = ({ policy, images, banks, warnings }: CompiledPolicy): Listing => {
  const config: Config = findConfig(images.config)!;
  const forwarding = lowerForwarding(policy);
  const slotOf = slotsOfEntries(images, config);
  const { slots, ternary } = listedRules(policy, banks, config);
  const entries = entriesByVm(policy, banks);
  return {
    policy: policy.file,
    config: config.name,
    vms: policy.vms.map(({ name, mac, vlan, queues, hash, weight, bitsPerSecond, unreadable, fragments }, i) => ({
      function: functionOf(i),
      name,
      mac: formatMac(mac),
      vlan,
      queues,
      hash: hash ?? null,
      weight,
      rate: bitsPerSecond ?? null,
      unreadable,
      fragments,
      quotaCells: images.quotaCells[functionOf(i)]!,
      ruleEntries: entries.get(name) ?? 0,
    })),
    forwarding: forwarding.map(entry => ({ index: slotOf(entry), ...entry, mac: formatMac(entry.mac) })),
    slots,
    ternary,
    defaults: policy.defaults,
    malformed: policy.malformed,
    used: {
      forwarding: [forwarding.length, forwardingSlots(config)],
      slots: [banks.tables.rules.filter(rule => rule !== none).length, bankSlots(config)],
      ternary: [ternary.length, config.ternaryRules],
      unreadable: [...slots, ...ternary].filter(({ verdict }) => verdict === 'unreadable').length,
    },
    warnings: warnings.map(formatDiagnostic),
  };
};
