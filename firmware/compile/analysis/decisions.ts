// SPDX-License-Identifier: Apache-2.0
/**
 * What the compiled tables decide about the frames to one destination, as a list of steps: the first that holds a frame decides
 * it, unless it passes it on. Checks before the rules, the rules in their tiers and the default are all such steps.
 */
import type { Config } from '../../../hdl/spec/configs.ts';
import type { CounterEventName } from '../../../hdl/spec/events/drop-reasons.ts';
import { unpackFields } from '../../../hdl/spec/field.ts';
import type { RuleTier } from '../../../hdl/spec/tables/bank-mask.ts';
import type { SlotVerdict } from '../../../hdl/spec/tables/bank-slot.ts';
import { forwardingSlotFields } from '../../../hdl/spec/tables/forwarding-slot.ts';
import { conditionFields, groupMac, ruleDefaultFields } from '../../../hdl/spec/tables/table-entry.ts';
import type { TableImages } from '../../../hdl/spec/tables/table-images.ts';
import type { Box } from './box.ts';
import { only } from './ranges.ts';
import type { Receiver, TableEntry } from './table-entries.ts';

/** What came of a frame as far as its key tells; a hash may choose another queue than 0. */
export interface Outcome {
  readonly event: CounterEventName;
  readonly queue: number;
  /** It passes although a rule that may match would have dropped it. */
  readonly reported: boolean;
}

/** Why: a rule by its index, or a check or a default by its key in the policy. */
export type Cause = { readonly rule: number } | { readonly key: string };

/** Frames that a step holds, and what it does with them. */
export interface Step {
  readonly box: Box;
  /** It decides with this event; or it reports frames and passes them on; or it passes them on to the next tier. */
  readonly does: CounterEventName | 'report' | 'pass';
  readonly queue: number;
  readonly cause: Cause;
  readonly tier?: RuleTier;
  /** Who gets what it delivers, where that tells it from another step. */
  readonly receivers?: string;
}

/** A destination that the forwarding table knows. */
export interface Destination {
  readonly vlan: number;
  /** {@link groupMac} for all group addresses. */
  readonly mac: bigint;
  /** Functions that get such frames. */
  readonly functions: readonly number[];
}

export const isGroup = ({ mac }: Pick<Destination, 'mac'>): boolean => mac === groupMac;

/** The destinations of a table, by VLAN and address. */
export const destinationsOf = ({ forwarding }: TableImages, config: Config): readonly Destination[] =>
  forwarding
    .flatMap(word => {
      if (word === 0n) return [];
      const { mac, vlan, functions } = unpackFields(forwardingSlotFields(config), word);
      const numbers = Array.from({ length: config.functions }, (_, fn) => fn);
      return [{ vlan: Number(vlan), mac, functions: numbers.filter(fn => ((functions >> BigInt(fn)) & 1n) === 1n) }];
    })
    .toSorted((a, b) => a.vlan - b.vlan || (a.mac < b.mac ? -1 : 1));

/** Tiers in which rules for a received frame are, in the order in which they are asked. */
const askedTiers: readonly RuleTier[] = ['admin', 'ingress', 'baseline'];

const does: Readonly<Record<SlotVerdict, Step['does']>> = {
  allow: 'delivered',
  deny: 'rule_deny',
  pass: 'pass',
  unreadable: 'unreadable',
};

const entrySteps = ({ boxes, verdict, queue, rule, tier }: TableEntry, reports: boolean): readonly Step[] => {
  const act = verdict === 'unreadable' && reports ? 'report' : does[verdict];
  return boxes.map(box => ({ box, does: act, queue: verdict === 'allow' ? queue : 0, cause: { rule }, tier }));
};

/** The steps of the frames to a destination; the last one holds every frame. */
export const stepsFor = (
  images: TableImages,
  entries: readonly TableEntry[],
  destination: Destination,
): readonly Step[] => {
  const { functions, vlan } = destination;
  const conditions = functions.map(fn => unpackFields(conditionFields, BigInt(images.conditions[fn] ?? 0)));
  const reports = conditions.every(({ report }) => report === 1n);
  const refuses = conditions.some(({ deny_fragments }) => deny_fragments === 1n);
  const defaults = unpackFields(ruleDefaultFields, BigInt(images.ruleDefault));
  const group = isGroup(destination);
  const receiver: Receiver = { fn: group ? undefined : functions[0]!, vlan };
  const before = (box: Box, act: Step['does'], key: string): Step => ({ box, does: act, queue: 0, cause: { key } });
  const allows = (group ? defaults.group : defaults.unicast) === 1n;
  return [
    ...(defaults.judge_malformed === 0n ? [before({ malformed: only(1) }, 'malformed_ip', 'malformed')] : []),
    ...(refuses
      ? [
          before({ fragment: only(1) }, 'rule_deny', 'fragments'),
          before({ unreadFragment: only(1) }, reports ? 'report' : 'unreadable', 'fragments'),
        ]
      : []),
    ...askedTiers.flatMap(tier =>
      entries
        .filter(entry => entry.tier === tier && entry.isFor(receiver))
        .flatMap(entry => entrySteps(entry, reports)),
    ),
    before({}, allows ? 'delivered' : 'default_deny', group ? 'defaults.group' : 'defaults.unicast'),
  ];
};
