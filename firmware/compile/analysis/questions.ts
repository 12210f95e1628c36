// SPDX-License-Identifier: Apache-2.0
/** May these frames reach that VM? Answered from the compiled tables for all of them at once, with frames that show it. */
import { findConfig } from '../../../hdl/spec/configs.ts';
import type { TableImages } from '../../../hdl/spec/tables/table-images.ts';
import { type Policy, type Target, vmIndex } from '../../policy/policy.ts';
import type { Question } from '../../policy/question.ts';
import type { BankTables } from '../banks/bank-tables.ts';
import { type Box, both } from './box.ts';
import { holdingBox, possibleBoxes } from './condition-boxes.ts';
import { type Destination, destinationsOf, isGroup, type Step, stepsFor } from './decisions.ts';
import { keySpace } from './key-space.ts';
import { only } from './ranges.ts';
import { type Budget, type Region, regionsOf } from './regions.ts';
import { sendableBoxes, senderIdentity } from './sendable.ts';
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
  readonly stepsTo: (destination: Destination) => readonly Step[];
}

/** Reads the tables of a policy. */
export const askedTables = (policy: Policy, images: TableImages, tables: BankTables): AskedTables => {
  const config = findConfig(images.config)!;
  const entries = tableEntries(tables, config);
  const known = new Map<Destination, readonly Step[]>();
  const stepsTo = (destination: Destination): readonly Step[] => {
    const steps = known.get(destination) ?? stepsFor(images, entries, destination);
    known.set(destination, steps);
    return steps;
  };
  return { policy, images, destinations: destinationsOf(images, config), stepsTo };
};

/** Destinations of a target; from a VM only those of its VLAN, and with others than itself. */
const destinationsFor = ({ policy, destinations }: AskedTables, to: Target, sender: number | undefined) => {
  const isMeant = (one: Destination): boolean => {
    if (to.kind === 'any') return true;
    if (to.kind === 'group') return isGroup(one);
    return !isGroup(one) && one.functions[0] === vmIndex(policy, to.name)! + 1;
  };
  if (sender === undefined) return destinations.filter(isMeant);
  const { vlan } = policy.vms[sender - 1]!;
  return destinations
    .filter(one => isMeant(one) && one.vlan === vlan)
    .map(one => ({ one, others: { ...one, functions: one.functions.filter(fn => fn !== sender) } }))
    .filter(({ others }) => others.functions.length > 0);
};

/** Every frame of the question by what becomes of it; those whose conditions may hold as well, if `possible`. */
export function* answer(
  tables: AskedTables,
  { from, to, match }: Question,
  possible: boolean,
  budget: Budget,
): Generator<RegionTo, void, void> {
  const { policy, images } = tables;
  const fn = from === undefined ? undefined : vmIndex(policy, from)! + 1;
  const identity = fn === undefined ? undefined : senderIdentity(images, fn);
  const sender: FrameSender = identity ? { mac: policy.vms[fn! - 1]!.mac, claim: identity.ipv6[0]?.[0] } : wireSender;
  const space = identity ? sendableBoxes(identity) : keySpace.map(({ box }) => box);
  // What every stack discards is no frame that anybody means when he asks for it to arrive.
  const wellFormed: Box = { malformed: only(0) };
  const holds = holdingBox(match);
  const meant = possible ? possibleBoxes(match) : [holds && both(holds, wellFormed)].flatMap(box => box ?? []);
  const boxes = space.flatMap(box => meant.flatMap(one => both(box, one) ?? []));
  for (const found of destinationsFor(tables, to, fn)) {
    const { one, others } = 'one' in found ? found : { one: found, others: found };
    for (const box of boxes) {
      for (const region of regionsOf(box, tables.stepsTo(one), budget)) yield { ...region, to: others, sender };
    }
  }
}

/** What is known of the frames of a question. */
export interface Answer {
  /** A frame that is delivered, and one that is not; undefined where there is none. */
  readonly delivered: RegionTo | undefined;
  readonly dropped: RegionTo | undefined;
}

/** Whether all, some or none of the frames arrive. A {@link BudgetSpent} where that would take too long to find out. */
export const ask = (tables: AskedTables, question: Question, budget: Budget, possible = false): Answer => {
  let delivered: RegionTo | undefined;
  let dropped: RegionTo | undefined;
  for (const region of answer(tables, question, possible, budget)) {
    if (region.outcome.event === 'delivered') delivered ??= region;
    else dropped ??= region;
    if (delivered && dropped) break;
  }
  return { delivered, dropped };
};
