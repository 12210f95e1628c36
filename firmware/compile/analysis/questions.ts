// SPDX-License-Identifier: Apache-2.0
/** May these frames reach that VM? Answered from the compiled tables for all of them at once, with frames that show it. */
import { findConfig } from '../../../hdl/spec/configs.ts';
import { groupMac } from '../../../hdl/spec/tables/table-entry.ts';
import type { TableImages } from '../../../hdl/spec/tables/table-images.ts';
import { type Policy, tierOf, vmIndex } from '../../policy/policy.ts';
import type { Question } from '../../policy/question.ts';
import type { BankTables } from '../banks/bank-tables.ts';
import { type Box, both } from './box.ts';
import { holdingBox, possibleBoxes } from './condition-boxes.ts';
import { arrives, type Destination, destinationsOf, isGroup, type Step, stepsFor } from './decisions.ts';
import { keySpace } from './key-space.ts';
import { only } from './ranges.ts';
import { type Budget, type Region, regionsOf } from './regions.ts';
import { maySendIn, sendableBoxes, senderIdentity } from './sendable.ts';
import { tableEntries } from './table-entries.ts';
import { type FrameSender, wireSender } from './witness.ts';

/** A region to a destination, and who sends its frames. */
export interface RegionTo extends Region {
  readonly to: Destination;
  readonly sender: FrameSender;
}

/** The tables of a compiled policy, ready to be asked. */
export interface AskedTables {
  readonly policy: Policy;
  readonly images: TableImages;
  readonly destinations: readonly Destination[];
  /** What becomes of the frames to a destination, from a function or from the wire. */
  readonly stepsTo: (destination: Destination, sender?: number) => readonly Step[];
}

/** Reads the tables of a policy. */
export const askedTables = (policy: Policy, images: TableImages, tables: BankTables): AskedTables => {
  const config = findConfig(images.config)!;
  const entries = tableEntries(tables, config);
  const known = new Map<number | undefined, Map<Destination, readonly Step[]>>();
  const stepsTo = (destination: Destination, sender?: number): readonly Step[] => {
    const bySender = known.get(sender) ?? new Map<Destination, readonly Step[]>();
    known.set(sender, bySender);
    const sending = sender === undefined ? undefined : { fn: sender, egressKey: egressKeyOf(policy, sender) };
    const steps = bySender.get(destination) ?? stepsFor(images, entries, destination, sending);
    bySender.set(destination, steps);
    return steps;
  };
  return { policy, images, destinations: destinationsOf(images, config), stepsTo };
};

/** Where the policy says what becomes of what a function sends and no rule decides. */
const egressKeyOf = ({ vms }: Policy, fn: number): string =>
  vms[fn - 1]?.sender.egress === undefined ? 'defaults.egress' : `egress of ${vms[fn - 1]!.name}`;

/** A sender on the card. */
export const senderOf = ({ policy, images }: AskedTables, fn: number): FrameSender => ({
  ...{ fn, mac: policy.vms[fn - 1]!.mac, claim: senderIdentity(images, fn).ipv6[0]?.[0] },
});

/** Whether rules tell senders apart, or judge what is sent. */
export const judgesSenders = ({ rules, vms, defaults }: Policy): boolean =>
  rules.some(rule => rule.from !== undefined || tierOf(rule) !== 'ingress') ||
  vms.some(({ sender: { egress = defaults.egress } }) => egress === 'deny');

/** Addresses of nobody, administered locally, of which a policy has not all. */
const strangers = Array.from({ length: 256 }, (_, i) => 0x0200_0000_0100n + BigInt(i));

/** VLANs that policies and a question tell apart, and one of the others: of those the same is true. */
const toldVlans = (policies: readonly Policy[], asked: readonly number[]): readonly number[] => {
  const named = policies.flatMap(({ vms, rules }) => [
    ...vms.map(({ vlan }) => vlan),
    ...rules.flatMap(({ match }) => match.vlan ?? []),
  ]);
  const told = new Set([...named, ...asked]);
  const other = Array.from({ length: 4094 }, (_, i) => i + 1).find(vlan => !told.has(vlan));
  return [...told, ...(other === undefined ? [] : [other])];
};

/**
 * Destinations beyond the card, by VLAN: somebody on the wire, and a group there. VLANs are those that the policies, and a question, tell
 * apart.
 */
export const wireDestinations = (
  policies: readonly Policy[],
  asked: readonly number[] = [],
): readonly Destination[] => {
  const vms = policies.flatMap(policy => policy.vms);
  const mac = strangers.find(address => vms.every(vm => vm.mac !== address))!;
  return toldVlans(policies, asked).flatMap(vlan =>
    [mac, groupMac].map(address => ({ vlan, mac: address, functions: [] })),
  );
};

/** A destination as the rules see it, and who gets its frames: not who sends them. */
interface Meant {
  readonly to: Destination;
  readonly others: Destination;
}

/** Those of some destinations that are in a VLAN in which a function may send. */
export const inReach = <T extends Pick<Destination, 'vlan'>>(
  all: readonly T[],
  { images }: AskedTables,
  fn: number,
): readonly T[] => {
  const identity = senderIdentity(images, fn);
  return all.filter(({ vlan }) => maySendIn(identity, vlan));
};

/** Destinations on the card that a function may send to, without itself. */
export const besideSender = (all: readonly Destination[], tables: AskedTables, fn: number): readonly Meant[] =>
  inReach(all, tables, fn)
    .map(to => ({ to, others: { ...to, functions: to.functions.filter(other => other !== fn) } }))
    .filter(({ others }) => others.functions.length > 0);

/** Destinations of a question; from a VM those of the VLANs in which it may send, and with others than itself. */
const destinationsFor = (tables: AskedTables, { to, match }: Question, fn: number | undefined): readonly Meant[] => {
  const { policy, destinations } = tables;
  const isIn = ({ vlan }: Destination): boolean => match.vlan === undefined || match.vlan === vlan;
  if (to.kind === 'wire') {
    const asked = match.vlan === undefined ? [] : [match.vlan];
    const beyond = fn === undefined ? [] : inReach(wireDestinations([policy], asked), tables, fn);
    return beyond.filter(isIn).map(one => ({ to: one, others: one }));
  }
  const meant = destinations.filter(one => {
    if (to.kind === 'any') return isIn(one);
    if (to.kind === 'group') return isIn(one) && isGroup(one);
    return isIn(one) && !isGroup(one) && one.functions[0] === vmIndex(policy, to.name)! + 1;
  });
  return fn === undefined ? meant.map(one => ({ to: one, others: one })) : besideSender(meant, tables, fn);
};

/** Every frame of the question by what becomes of it; those whose conditions may hold as well, if `possible`. */
export function* answer(
  tables: AskedTables,
  question: Question,
  possible: boolean,
  budget: Budget,
): Generator<RegionTo, void, void> {
  const { policy, images } = tables;
  const { from, match } = question;
  const fn = from === undefined ? undefined : vmIndex(policy, from)! + 1;
  const sender = fn === undefined ? wireSender : senderOf(tables, fn);
  // Of a VM that no rule lets send, what is dropped for that is asked about as well.
  const space =
    fn === undefined ? keySpace.map(({ box }) => box) : sendableBoxes({ ...senderIdentity(images, fn), denied: false });
  // What every stack discards is no frame that anybody means when he asks for it to arrive.
  const wellFormed: Box = { malformed: only(0) };
  const holds = holdingBox(match);
  const meant = possible ? possibleBoxes(match) : [holds && both(holds, wellFormed)].flatMap(box => box ?? []);
  const boxes = space.flatMap(box => meant.flatMap(one => both(box, one) ?? []));
  for (const { to, others } of destinationsFor(tables, question, fn)) {
    for (const box of boxes) {
      for (const region of regionsOf(box, tables.stepsTo(to, fn), budget)) yield { ...region, to: others, sender };
    }
  }
}

/** What is known of the frames of a question. */
export interface Answer {
  /** A frame that is delivered, or leaves on the wire, and one that does not; undefined where there is none. */
  readonly delivered: RegionTo | undefined;
  readonly dropped: RegionTo | undefined;
}

/** Whether all, some or none of the frames arrive. A {@link BudgetSpent} where that would take too long to find out. */
export const ask = (tables: AskedTables, question: Question, budget: Budget, possible = false): Answer => {
  let delivered: RegionTo | undefined;
  let dropped: RegionTo | undefined;
  for (const region of answer(tables, question, possible, budget)) {
    if (arrives(region.outcome)) delivered ??= region;
    else dropped ??= region;
    if (delivered && dropped) break;
  }
  return { delivered, dropped };
};
