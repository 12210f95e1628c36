// SPDX-License-Identifier: Apache-2.0
/** Which frames have another verdict under another policy: disjoint boxes for each sender and destination, worked out from both tables. */
import { groupMac } from '../../../hdl/spec/tables/table-entry.ts';
import { type Policy, vmIndex } from '../../policy/policy.ts';
import { type Box, both, merged } from './box.ts';
import type { Destination, Outcome, Step } from './decisions.ts';
import { receiverNames } from './frame-words.ts';
import { keySpace } from './key-space.ts';
import { type AskedTables, inReach, judgesSenders, type RegionTo, senderOf, wireDestinations } from './questions.ts';
import { type Budget, BudgetSpent, differencesIn } from './regions.ts';
import { sendableBoxes, senderIdentity } from './sendable.ts';
import { type FrameSender, wireSender } from './witness.ts';

/** Frames to one destination that had one verdict and have another. */
export interface PolicyChange {
  readonly box: Box;
  readonly before: RegionTo;
  readonly after: RegionTo;
}

export interface PolicyChanges {
  readonly found: readonly PolicyChange[];
  /** All frames were looked at; else there may be more. */
  readonly complete: boolean;
}

/** What becomes of frames to a destination that a policy does not know. */
const unknown: readonly Step[] = [{ box: {}, does: 'unknown_destination', queue: 0, cause: { key: 'vms' }, stage: 0 }];

/** One side: its steps, with the names of those who get what is delivered. */
interface Side {
  readonly steps: readonly Step[];
  readonly to: Destination;
  readonly names: string;
  readonly sender: FrameSender;
}

type Place = Pick<Destination, 'vlan' | 'mac'>;

/** Who sends the frames that are compared: the wire, or a VM by its name in both policies, all its frames or those to groups alone. */
type Sender = undefined | { readonly name: string; readonly groupsOnly: boolean };

const functionOf = ({ policy }: AskedTables, sender: Sender): number | undefined =>
  sender && vmIndex(policy, sender.name)! + 1;

const sideOf = (tables: AskedTables, { vlan, mac }: Place, sender: Sender): Side => {
  const { policy } = tables;
  const fn = functionOf(tables, sender);
  const known = tables.destinations.find(one => one.vlan === vlan && one.mac === mac);
  const others = known?.functions.filter(other => other !== fn) ?? [];
  const to = { vlan, mac, functions: others };
  // What a VM sends to nobody on the card leaves on the wire; it gets back nothing of its own.
  const steps =
    known && others.length > 0 ? tables.stepsTo(known, fn) : fn === undefined ? unknown : tables.stepsTo(to, fn);
  const names = receiverNames(policy, others);
  return {
    steps: steps.map(step => ({ ...step, receivers: step.does === 'delivered' ? names : '' })),
    to,
    names,
    sender: fn === undefined ? wireSender : senderOf(tables, fn),
  };
};

const isChange = (before: Outcome, after: Outcome, isRenamed: boolean): boolean =>
  before.event !== after.event ||
  (before.event === 'delivered' && (isRenamed || before.queue !== after.queue || before.reported !== after.reported));

const outcomeText = ({ event, queue, reported }: Outcome): string => `${event} ${queue} ${reported}`;

/** Parts that are put together at once, for each change that is shown. */
const partsPerChange = 20;

const changesTo = (space: readonly Box[], was: Side, is: Side, most: number, budget: Budget): PolicyChanges => {
  const found: PolicyChange[] = [];
  const isRenamed = was.names !== is.names;
  const region = ({ to, sender }: Side) => ({ to, sender });
  let complete = true;
  try {
    search: for (const box of space) {
      for (const { before, after, ...rest } of differencesIn(
        box,
        [was.steps, is.steps],
        (a, b) => isChange(a, b, isRenamed),
        budget,
      )) {
        found.push({ ...rest, before: { ...before, ...region(was) }, after: { ...after, ...region(is) } });
        if (found.length < most * partsPerChange) continue;
        complete = false;
        break search;
      }
    }
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    complete = false;
  }
  const label = ({ before, after }: PolicyChange): string =>
    `${outcomeText(before.outcome)} ${JSON.stringify(before.cause)} ${outcomeText(after.outcome)} ${JSON.stringify(after.cause)}`;
  return { found: merged(found, label), complete };
};

/** Frames that a VM may send under both policies, whether they leave it or not. */
const sendableIn = (tables: readonly AskedTables[], sender: NonNullable<Sender>): readonly Box[] => {
  const [before, after] = tables.map(one => {
    const identity = senderIdentity(one.images, functionOf(one, sender)!);
    return sendableBoxes({ ...identity, denied: false });
  });
  return before!.flatMap(box => after!.flatMap(other => both(box, other) ?? []));
};

/** Whether it is the VM itself that gets what it sends there. */
const isOwn = (tables: readonly AskedTables[], { name }: { readonly name: string }, { vlan, mac }: Place): boolean =>
  tables.some(({ policy }) => {
    const vm = policy.vms[vmIndex(policy, name)!]!;
    return vm.mac === mac && vm.vlan === vlan;
  });

/**
 * Places that frames of a sender go to: those on the card that either policy knows, and for a VM beyond the card, in the VLANs in which
 * both let it send.
 */
const placesOf = (tables: readonly AskedTables[], sender: Sender): readonly Place[] => {
  const places = new Map<string, Place>();
  const onCard = tables.flatMap(({ destinations }) => destinations);
  const beyond = sender ? wireDestinations(tables.map(({ policy }) => policy)) : [];
  const all: readonly Place[] = [...onCard, ...beyond];
  const reached = sender ? tables.reduce((left, one) => inReach(left, one, functionOf(one, sender)!), all) : all;
  for (const { vlan, mac } of reached)
    if (!sender || (!isOwn(tables, sender, { vlan, mac }) && (mac === groupMac || !sender.groupsOnly)))
      places.set(`${vlan} ${mac === groupMac ? 'group' : mac}`, { vlan, mac });
  return [...places.values()];
};

/**
 * Whether a frame to a group may end otherwise when one of its receivers is its sender, who gets nothing of it: VMs of a VLAN that
 * want different things of frames that are not whole decide for all receivers together.
 */
const groupsKnowSenders = ({ vms }: Policy): boolean =>
  vms.some(one =>
    vms.some(({ vlan, fragments, unreadable }) => {
      const isOther = fragments !== one.fragments || unreadable !== one.unreadable;
      return vlan === one.vlan && isOther;
    }),
  );

/** Senders whose frames are compared: VMs where a policy tells them apart. */
const sendersOf = ([before, after]: readonly [AskedTables, AskedTables]): readonly Sender[] => {
  const policies = [before.policy, after.policy];
  const groupsOnly = !policies.some(judgesSenders);
  if (groupsOnly && !policies.some(groupsKnowSenders)) return [undefined];
  const stay = before.policy.vms.filter(({ name }) => vmIndex(after.policy, name) !== undefined);
  return [undefined, ...stay.map(({ name }) => ({ name, groupsOnly }))];
};

/** The changes from one policy to another, at most so many. */
export const policyChanges = (before: AskedTables, after: AskedTables, most: number, budget: Budget): PolicyChanges => {
  const tables = [before, after] as const;
  const found: PolicyChange[] = [];
  let complete = true;
  for (const sender of sendersOf(tables)) {
    const space = sender ? sendableIn(tables, sender) : keySpace.map(({ box }) => box);
    for (const place of placesOf(tables, sender)) {
      const [was, is] = [sideOf(before, place, sender), sideOf(after, place, sender)];
      const changes = changesTo(space, was, is, most, budget);
      found.push(...changes.found);
      complete &&= changes.complete;
      if (found.length > most) return { found: found.slice(0, most), complete: false };
      if (!changes.complete) return { found, complete };
    }
  }
  return { found, complete };
};

const textOf = (value: unknown): string =>
  JSON.stringify(value, (key, part: unknown) => {
    if (key === 'position' || key === 'positions') return undefined;
    return typeof part === 'bigint' ? part.toString(16) : part;
  }) ?? 'none';

/** What of a VM is in no verdict on a received frame, by its key in the policy. */
const settingsOf = (vm: Policy['vms'][number]): Readonly<Record<string, unknown>> => {
  const { queues, hash, weight, bitsPerSecond: rate, quotaBytes: quota, sender } = vm;
  const { wireClass, ...sends } = sender;
  return { queues, hash, weight, rate, quota, ...sends, class: wireClass };
};

/** What else is different: VMs that came or went, and settings of those that stayed, by name. */
export const otherChanges = (before: Policy, after: Policy): readonly string[] => {
  const names = new Set([...before.vms, ...after.vms].map(({ name }) => name));
  const ofVms = [...names].flatMap(name => {
    const [was, is] = [before, after].map(({ vms }) => vms.find(vm => vm.name === name));
    if (!was || !is) return [`VM ${name} ${was ? 'is gone' : 'is new'}`];
    const [old, now] = [settingsOf(was), settingsOf(is)];
    const changed = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
      key => textOf(old[key]) !== textOf(now[key]),
    );
    return changed.map(
      key => `VM ${name}: ${key} is another (${after.file}:${is.position.line}:${is.position.column})`,
    );
  });
  const ofPolicy = (
    [
      ['config', 'config'],
      ['groupBitsPerSecond', 'groupRate'],
    ] as const
  ).flatMap(([key, name]) => (textOf(before[key]) === textOf(after[key]) ? [] : [`${name} is another`]));
  const egress = before.defaults.egress === after.defaults.egress ? [] : ['defaults.egress is another'];
  return [...ofVms, ...ofPolicy, ...egress];
};
