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
import { identityEntry, identitySettingsFields } from '../../../hdl/spec/tables/identity.ts';
import { conditionFields, groupMac, ruleDefaultFields } from '../../../hdl/spec/tables/table-entry.ts';
import type { TableImages } from '../../../hdl/spec/tables/table-images.ts';
import type { Box } from './box.ts';
import { only } from './ranges.ts';
import type { FramePath, TableEntry } from './table-entries.ts';

/** What came of a frame as far as its key tells; a hash may choose another queue than 0. `sent`: it leaves on the wire. */
export interface Outcome {
  readonly event: CounterEventName | 'sent';
  readonly queue: number;
  /** It passes although a rule that may match would have dropped it. */
  readonly reported: boolean;
}

/** Whether a frame comes to whom it is for. */
export const arrives = ({ event }: Outcome): boolean => event === 'delivered' || event === 'sent';

/** Why: a rule by its index, or a check or a default by its key in the policy. */
export type Cause = { readonly rule: number } | { readonly key: string };

/** Frames that a step holds, and what it does with them. */
export interface Step {
  readonly box: Box;
  /** It decides with this event; or it reports frames and goes on; or it passes them on to stage `next`. */
  readonly does: Outcome['event'] | 'report' | 'pass';
  readonly queue: number;
  readonly cause: Cause;
  /** Steps of a stage are together; stages rise. */
  readonly stage: number;
  /** The first stage that is asked of frames that are passed on. */
  readonly next?: number;
  /** Who gets what it delivers, where that tells it from another step. */
  readonly receivers?: string;
}

/** A function that sends frames. */
export interface SendingFunction {
  readonly fn: number;
  /** Key of what becomes of its frames where no rule decides. */
  readonly egressKey: string;
}

/** A destination that the forwarding table knows, or one that it does not. */
export interface Destination {
  readonly vlan: number;
  /** {@link groupMac} for all group addresses. */
  readonly mac: bigint;
  /** Functions that get such frames; none if they leave for the network. */
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

/** Tiers of each side, in the order in which they are asked; a stage each. */
const tiersOf = {
  sender: ['admin', 'egress', 'baseline'],
  receiver: ['admin', 'ingress', 'baseline'],
} as const satisfies Readonly<Record<string, readonly RuleTier[]>>;
type Side = keyof typeof tiersOf;

const does: Readonly<Record<SlotVerdict, Step['does']>> = {
  allow: 'delivered',
  deny: 'rule_deny',
  pass: 'pass',
  unreadable: 'unreadable',
};

/** Steps of the rules of a side from a stage on; `reports` says so of a tier, `next` is the stage after the whole side. */
const ruleSteps = (
  entries: readonly TableEntry[],
  path: FramePath,
  side: Side,
  first: number,
  reports: (tier: RuleTier) => boolean,
): readonly Step[] =>
  tiersOf[side].flatMap((tier, i) =>
    entries
      .filter(entry => entry.tier === tier && entry.isFor(path))
      .flatMap(({ boxes, verdict, queue, rule }) => {
        const stage = first + i;
        // What the sender's rules allow goes on to those of the receiver.
        const goesOn = side === 'sender' && verdict === 'allow';
        const act = verdict === 'unreadable' && reports(tier) ? 'report' : goesOn ? 'pass' : does[verdict];
        const next = goesOn ? receiverStage : stage + 1;
        return boxes.map((box): Step => {
          const step = { box, does: act, queue: act === 'delivered' ? queue : 0, cause: { rule }, stage };
          return act === 'pass' ? { ...step, next } : step;
        });
      }),
  );

/** The stage after the rules of a sender and its default, and the one after the checks of a receiver. */
const receiverStage = tiersOf.sender.length + 1;
const ingressStage = receiverStage + 1;

const lastStep = (act: Step['does'], key: string, stage: number): Step => ({
  ...{ box: {}, does: act, queue: 0, cause: { key }, stage },
});

/** Steps of the sender's side; those that it lets go are passed on. */
const senderSteps = (
  images: TableImages,
  entries: readonly TableEntry[],
  path: FramePath,
  { fn, egressKey }: SendingFunction,
): readonly Step[] => {
  const settings = unpackFields(identitySettingsFields, images.identities[identityEntry(fn, 'settings', 0)]!);
  if (settings.denied === 1n) return [lastStep('rule_deny', egressKey, 0)];
  const rules = ruleSteps(entries, path, 'sender', 0, () => false);
  if (settings.egressDenied === 0n) return rules;
  return [...rules, lastStep('default_deny', egressKey, receiverStage - 1)];
};

/** The steps of the frames to a destination from a function, or from the network; the last one holds every frame. */
export const stepsFor = (
  images: TableImages,
  entries: readonly TableEntry[],
  destination: Destination,
  sender?: SendingFunction,
): readonly Step[] => {
  const { functions, vlan } = destination;
  const group = isGroup(destination);
  const receiver = group ? 'group' : (functions[0] ?? 'network');
  const path: FramePath = { sender: sender?.fn, receiver, vlan };
  // Function 0 writes the rules: they do not judge what it sends.
  const judgesSender = sender !== undefined && sender.fn !== 0;
  const before = judgesSender ? senderSteps(images, entries, path, sender) : [];
  if (functions.length === 0) return [...before, lastStep('sent', sender?.egressKey ?? 'vms', receiverStage)];
  // The sender of a frame is none of its receivers.
  const receivers = functions.filter(fn => fn !== sender?.fn);
  const conditions = receivers.map(fn => unpackFields(conditionFields, BigInt(images.conditions[fn] ?? 0)));
  const reports = conditions.every(({ report }) => report === 1n);
  const refuses = conditions.some(({ deny_fragments }) => deny_fragments === 1n);
  const defaults = unpackFields(ruleDefaultFields, BigInt(images.ruleDefault));
  const check = (box: Box, act: Step['does'], key: string): Step => ({ ...lastStep(act, key, receiverStage), box });
  const allows = (group ? defaults.group : defaults.unicast) === 1n;
  return [
    ...before,
    ...(defaults.judge_malformed === 0n ? [check({ malformed: only(1) }, 'malformed_ip', 'malformed')] : []),
    ...(refuses
      ? [
          check({ fragment: only(1) }, 'rule_deny', 'fragments'),
          check({ unreadFragment: only(1) }, reports ? 'report' : 'unreadable', 'fragments'),
        ]
      : []),
    ...ruleSteps(entries, path, 'receiver', ingressStage, tier => reports && (tier === 'ingress' || !judgesSender)),
    lastStep(
      allows ? 'delivered' : 'default_deny',
      group ? 'defaults.group' : 'defaults.unicast',
      ingressStage + tiersOf.receiver.length,
    ),
  ];
};
