// SPDX-License-Identifier: Apache-2.0
/** Which frames have another verdict under another policy: disjoint boxes for each destination, worked out from both tables. */
import { groupMac } from '../../../hdl/spec/tables/table-entry.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Box, merged } from './box.ts';
import type { Destination, Outcome, Step } from './decisions.ts';
import { receiverNames } from './frame-words.ts';
import { keySpace } from './key-space.ts';
import type { AskedTables, RegionTo } from './questions.ts';
import { type Budget, BudgetSpent, differencesIn } from './regions.ts';
import { wireSender } from './witness.ts';

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
const unknown: readonly Step[] = [{ box: {}, does: 'unknown_destination', queue: 0, cause: { key: 'vms' } }];

/** One side: its steps, with the names of those who get what is delivered. */
interface Side {
  readonly steps: readonly Step[];
  readonly to: Destination;
  readonly names: string;
}

const sideOf = (tables: AskedTables, { vlan, mac }: Pick<Destination, 'vlan' | 'mac'>): Side => {
  const to = tables.destinations.find(one => one.vlan === vlan && one.mac === mac);
  if (!to) return { steps: unknown, to: { vlan, mac, functions: [] }, names: '' };
  const names = receiverNames(tables.policy, to.functions);
  return {
    steps: tables.stepsTo(to).map(step => ({ ...step, receivers: step.does === 'delivered' ? names : '' })),
    to,
    names,
  };
};

const isChange = (before: Outcome, after: Outcome, isRenamed: boolean): boolean =>
  before.event !== after.event ||
  (before.event === 'delivered' && (isRenamed || before.queue !== after.queue || before.reported !== after.reported));

const outcomeText = ({ event, queue, reported }: Outcome): string => `${event} ${queue} ${reported}`;

/** Parts that are put together at once, for each change that is shown. */
const partsPerChange = 20;

const changesTo = (was: Side, is: Side, most: number, budget: Budget): PolicyChanges => {
  const found: PolicyChange[] = [];
  const isRenamed = was.names !== is.names;
  const region = (side: Side) => ({ to: side.to, sender: wireSender });
  let complete = true;
  try {
    search: for (const { box } of keySpace) {
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

/** The changes from one policy to another, at most so many. */
export const policyChanges = (before: AskedTables, after: AskedTables, most: number, budget: Budget): PolicyChanges => {
  const destinations = new Map<string, Pick<Destination, 'vlan' | 'mac'>>();
  for (const { vlan, mac } of [...before.destinations, ...after.destinations])
    destinations.set(`${vlan} ${mac === groupMac ? 'group' : mac}`, { vlan, mac });
  const found: PolicyChange[] = [];
  let complete = true;
  for (const destination of destinations.values()) {
    const changes = changesTo(sideOf(before, destination), sideOf(after, destination), most, budget);
    found.push(...changes.found);
    complete &&= changes.complete;
    if (found.length > most) return { found: found.slice(0, most), complete: false };
    if (!changes.complete) break;
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
