// SPDX-License-Identifier: Apache-2.0
/** Cuts the work of a flattened design into blocks that run only when something they read has changed. */

import type { WritePort } from '../dataflow.ts';
import { type Check, type Expression, isRegistered, type Memory, type ReadPort, type Signal } from '../ir/index.ts';
import { type Group, type Reach, reachOf, type Schedule, type Unit } from './schedule.ts';
import type { Clock, Scope, Storage } from './storage.ts';

/** A register and its next value, without reset. */
export interface RegisterItem {
  readonly kind: 'register';
  readonly scope: Scope;
  readonly signal: Signal;
  readonly value: Expression;
}

/** A registered output of a memory. */
export interface ReadItem {
  readonly kind: 'read';
  readonly scope: Scope;
  readonly memory: Memory;
  readonly read: ReadPort;
}

export interface WriteItem {
  readonly kind: 'write';
  readonly scope: Scope;
  readonly write: WritePort;
}

/** A watched assertion. */
export interface CheckItem {
  readonly kind: 'check';
  readonly scope: Scope;
  readonly check: Check;
  readonly enable: Expression;
}

export interface GroupItem {
  readonly kind: 'group';
  readonly group: Group;
}

export type Item = GroupItem | RegisterItem | ReadItem | WriteItem | CheckItem;

/** What one generated function does. It runs when its bit of the activity words is set. */
export interface Block<T extends Item = Item> {
  readonly items: T[];
  readonly word: number;
  /** The bit, as a number of 32 bits. */
  readonly mask: number;
  /** Runs every time: a black box may have a state that nobody sees. */
  readonly always: boolean;
}

/** Blocks that run one after the other, and the activity words that they take. */
export interface Stage<T extends Item = Item> {
  readonly blocks: readonly Block<T>[];
  readonly words: readonly number[];
}

/** Weight of a block in nodes and limbs: small enough to be skipped often and compiled soon, large enough to share loads. */
const blockWeight = 250;

const weightless: Reach = { slots: [], weight: 0 };

/** All blocks of a design, and which of them read what. */
export class Partition {
  readonly settle: Stage<GroupItem>;
  readonly check: Stage<CheckItem>;
  /** Next values of the registers of each clock. */
  readonly clock: readonly Stage<RegisterItem | ReadItem>[];
  readonly write: readonly Stage<WriteItem>[];
  /** The block that computes a register, by slot. */
  readonly owners = new Map<number, Block>();
  words = 0;
  readonly #plan: Schedule;
  readonly #readers = new Map<number, Set<Block>>();
  readonly #memoryReaders = new Map<number, Set<Block>>();

  constructor({ scopes, clocks }: Storage, plan: Schedule) {
    this.#plan = plan;
    this.settle = this.#stage(plan.groups.map(group => ({ kind: 'group', group }) as const));
    this.check = this.#stage(scopes.flatMap(checksOf));
    this.clock = clocks.map(clock => this.#stage(scopes.flatMap(scope => registersOf(scope, clock))));
    this.write = clocks.map(clock => this.#stage(scopes.flatMap(scope => writesOf(scope, clock))));
  }

  /** Blocks that read what lives at a slot. */
  readers(slot: number): ReadonlySet<Block> {
    return this.#readers.get(slot) ?? none;
  }

  /** Blocks that read a memory, and those that write it: what one writes, another must write again. */
  memoryReaders(memory: number): ReadonlySet<Block> {
    return this.#memoryReaders.get(memory) ?? none;
  }

  #stage<T extends Item>(items: readonly T[]): Stage<T> {
    const blocks: Block<T>[] = [];
    const first = this.words;
    let weight = Number.POSITIVE_INFINITY;
    for (const item of items) {
      const reach = this.#reach(item);
      const alone = item.kind === 'group' && (item.group.isCycle || item.group.units.some(isBox));
      if (alone || weight + reach.weight > blockWeight) {
        const bit = blocks.length % 32;
        if (bit === 0) this.words++;
        blocks.push({ items: [], word: this.words - 1, mask: 1 << bit, always: alone && isStateful(item) });
        weight = 0;
      }
      const block = blocks.at(-1)!;
      block.items.push(item);
      weight = alone ? Number.POSITIVE_INFINITY : weight + reach.weight;
      this.#note(block, item, reach);
    }
    return { blocks, words: Array.from({ length: this.words - first }, (_, i) => first + i) };
  }

  #note(block: Block, item: Item, { slots }: Reach): void {
    for (const slot of slots) addTo(this.#readers, slot, block);
    for (const memory of memoriesOf(item)) addTo(this.#memoryReaders, memory, block);
    if (item.kind === 'register') this.owners.set(item.scope.slots.get(item.signal)!, block);
    if (item.kind === 'read') this.owners.set(item.scope.slots.get(item.read.output)!, block);
  }

  #reach(item: Item): Reach {
    const within = (scope: Scope, roots: readonly (Expression | undefined)[]): Reach =>
      reachOf(
        scope,
        roots.filter(root => root !== undefined),
        this.#plan.temps,
      );
    switch (item.kind) {
      case 'group':
        return sum(item.group.units.map(unit => this.#plan.reaches.get(unit) ?? weightless));
      case 'register': {
        const { domain, reset } = item.scope.clockOf(item.signal.domain);
        const own = within(item.scope, [item.value]);
        const isReset = item.signal.init !== undefined && domain.reset && reset !== undefined;
        return isReset ? { ...own, slots: [...own.slots, reset] } : own;
      }
      case 'read':
        return within(item.scope, [item.read.address, item.read.enable]);
      case 'write':
        return within(item.scope, [item.write.enable, item.write.address, item.write.data, item.write.mask]);
      case 'check':
        return within(item.scope, [item.check.condition, item.enable]);
    }
  }
}

const none: ReadonlySet<Block> = new Set();

const isBox = (unit: Unit): boolean => unit.kind === 'box';

const isStateful = (item: Item): boolean => item.kind === 'group' && item.group.units.some(isBox);

const addTo = (sets: Map<number, Set<Block>>, key: number, block: Block): void => {
  const set = sets.get(key);
  if (set) set.add(block);
  else sets.set(key, new Set([block]));
};

const sum = (reaches: readonly Reach[]): Reach =>
  reaches.length === 1
    ? reaches[0]!
    : {
        slots: reaches.flatMap(({ slots }) => slots),
        weight: reaches.reduce((total, { weight }) => total + weight, 0),
      };

const memoriesOf = (item: Item): number[] => {
  if (item.kind === 'read') return [item.scope.memories.get(item.memory)!];
  if (item.kind === 'write') return [item.scope.memories.get(item.write.memory)!];
  if (item.kind !== 'group') return [];
  return item.group.units.flatMap(unit =>
    unit.kind === 'value' && unit.memory ? [unit.scope.memories.get(unit.memory.memory)!] : [],
  );
};

const checksOf = (scope: Scope): CheckItem[] =>
  scope.dataflow.checks
    .filter(({ check }) => check.check === 'assert')
    .map(({ check, enable }) => ({ kind: 'check', scope, check, enable }));

/** Registers and registered memory outputs of a clock in a scope. */
const registersOf = (scope: Scope, clock: Clock): (RegisterItem | ReadItem)[] => {
  const items: (RegisterItem | ReadItem)[] = [];
  for (const [signal, value] of scope.dataflow.values) {
    if (signal.kind !== 'reg' || scope.clockOf(signal.domain) !== clock) continue;
    items.push({ kind: 'register', scope, signal, value });
  }
  for (const memory of scope.module.memories) {
    for (const read of memory.reads) {
      if (!isRegistered(memory, read) || scope.clockOf(read.output.domain) !== clock) continue;
      items.push({ kind: 'read', scope, memory, read });
    }
  }
  return items;
};

const writesOf = (scope: Scope, clock: Clock): WriteItem[] =>
  scope.dataflow.writes
    .filter(({ domain }) => scope.clockOf(domain) === clock)
    .map(write => ({ kind: 'write', scope, write }));
