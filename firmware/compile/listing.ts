// SPDX-License-Identifier: Apache-2.0
/** What a policy was compiled to, in names and numbers that people and scripts read: the JSON listing beside an image. */
import { type Config, findConfig } from '../../hdl/spec/configs.ts';
import { unpackFields } from '../../hdl/spec/field.ts';
import { forwardingSlotFields, forwardingSlots } from '../../hdl/spec/tables/forwarding-slot.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { formatDiagnostic } from '../policy/diagnostic.ts';
import { formatMac } from '../policy/words.ts';
import type { CompiledPolicy } from './compile.ts';
import { type ForwardingEntry, functionOf, lowerForwarding, lowerRules } from './lower.ts';

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
  /** Ternary entries of the rules that name the VM. */
  readonly ternaryRules: number;
}

export interface ListedForwarding {
  /** Number of its slot. */
  readonly index: number;
  readonly mac: string;
  readonly vlan: number;
  readonly functions: readonly number[];
}

export interface ListedTernary {
  readonly index: number;
  /** Rule of the policy: its name if it has one, and where it begins. */
  readonly rule: string | null;
  readonly line: number;
  /** Rule key bits as hexadecimal numbers. */
  readonly value: string;
  readonly mask: string;
  readonly permit: boolean;
  readonly queue: number;
  /** The entry is for frames that may match the rule or not, because they cannot be read to the end. */
  readonly unreadable: boolean;
}

export interface Listing {
  readonly policy: string;
  readonly config: string;
  readonly vms: readonly ListedVm[];
  readonly forwarding: readonly ListedForwarding[];
  readonly ternary: readonly ListedTernary[];
  readonly defaults: { readonly unicast: string; readonly group: string };
  readonly malformed: string;
  /** Entries taken and entries there are; `unreadable` are those of the ternary ones that are for unreadable frames. */
  readonly used: {
    readonly forwarding: readonly [number, number];
    readonly ternaryRules: readonly [number, number];
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

/** The listing of a compiled policy. */
export const listingOf = ({ policy, images, warnings }: CompiledPolicy): Listing => {
  const config: Config = findConfig(images.config)!;
  const forwarding = lowerForwarding(policy);
  const slotOf = slotsOfEntries(images, config);
  const ternary = lowerRules(policy);
  const entriesOf = (name: string): number =>
    ternary.filter(({ rule }) => {
      const { to } = policy.rules[rule]!;
      return to.kind === 'vm' && to.name === name;
    }).length;
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
      ternaryRules: entriesOf(name),
    })),
    forwarding: forwarding.map(entry => ({ index: slotOf(entry), ...entry, mac: formatMac(entry.mac) })),
    ternary: ternary.map(({ rule, value, mask, action }, index) => ({
      index,
      rule: policy.rules[rule]!.name ?? null,
      line: policy.rules[rule]!.position.line,
      value: hex(value),
      mask: hex(mask),
      ...action,
    })),
    defaults: policy.defaults,
    malformed: policy.malformed,
    used: {
      forwarding: [forwarding.length, forwardingSlots(config)],
      ternaryRules: [ternary.length, config.ternaryRules],
      unreadable: ternary.filter(({ action }) => action.unreadable).length,
    },
    warnings: warnings.map(formatDiagnostic),
  };
};
