// SPDX-License-Identifier: Apache-2.0
/** Plans a module's text: which signals become an `assign`, a combinational block, a clocked block or a connection. */

import { dataflowOf } from '../dataflow.ts';
import {
  type Assign,
  type Expression,
  type Instance,
  isRegistered,
  type Memory,
  type Module,
  type Signal,
  type Statement,
} from '../ir/index.ts';
import { allOnes } from '../shape.ts';
import { eachLeaf, eachNode, eachRoot, eachStatementRoot, project } from '../walk.ts';
import { withoutEmptyStarts } from './empty-starts.ts';

/** A continuous assignment of a signal, or of some of its bits. */
export interface AssignBlock {
  readonly kind: 'assign';
  readonly signal: Signal;
  readonly parts: readonly Assign[];
  readonly order: number;
}

/** An `always` block; clocked ones may hold a reset. */
export interface ProcessBlock {
  readonly kind: 'comb' | 'clocked';
  readonly signals: readonly Signal[];
  readonly statements: readonly Statement[];
  readonly order: number;
}

export interface MemoryBlock {
  readonly kind: 'memory';
  readonly memory: Memory;
  readonly statements: readonly Statement[];
  readonly order: number;
}

/** Properties, for proofs only. */
export interface CheckBlock {
  readonly kind: 'checks';
  readonly statements: readonly Statement[];
  readonly order: number;
}

export type Block = AssignBlock | ProcessBlock | MemoryBlock | CheckBlock;

export interface Plan {
  readonly blocks: readonly Block[];
  /** Instance inputs connected straight to a signal of the same width, without a wire of their own. */
  readonly direct: ReadonlyMap<Signal, Expression>;
}

/** Where a signal is assigned: indices of top-level statements, and the assignments themselves. */
interface Uses {
  readonly tops: Set<number>;
  readonly leaves: Assign[];
}

/**
 * Decides the blocks of a module, in the order of the author's statements. Registers with and without a reset value part
 * where the reset is asynchronous, since it would hold the others; those of `apart` have blocks of their own.
 */
export const planBlocks = (
  module: Module,
  asyncReset: (signal: Signal) => boolean,
  apart: ReadonlySet<Signal> = new Set(),
): Plan => {
  const uses = collectUses(module);
  const read = readInputs(module, uses);
  const direct = new Map<Signal, Expression>();
  const blocks: Block[] = [];
  const conditional: Signal[] = [];
  const groups = new Map<number | string, Signal[]>();
  const isHeld = (signal: Signal): boolean => signal.init === undefined && asyncReset(signal);
  for (const [signal, use] of uses) {
    if (signal.kind === 'reg') {
      const key = apart.has(signal) ? signal.name : isHeld(signal) ? `${signal.group}, not reset` : signal.group;
      const members = groups.get(key);
      if (members) members.push(signal);
      else groups.set(key, [signal]);
    } else if (!read.has(signal) && isDirect(signal, use, module)) direct.set(signal, use.leaves[0]!.value);
    else if (isPlain(use, module))
      blocks.push({ kind: 'assign', signal, parts: use.leaves, order: Math.min(...use.tops) });
    else conditional.push(signal);
  }
  for (const block of combBlocks(module, conditional, uses)) {
    if (readsSignals(block.statements)) blocks.push(block);
    else blocks.push(...constantBlocks(module, block));
  }
  for (const signals of withMachines(module, [...groups.values()], isHeld, apart)) {
    blocks.push(processBlock('clocked', module, signals, uses));
  }
  blocks.push(...memoryBlocks(module));
  const checks = project(module.statements, leaf => leaf.kind === 'check');
  if (checks.length > 0) blocks.push({ kind: 'checks', statements: checks, order: Number.POSITIVE_INFINITY });
  return { blocks: blocks.map(tidied).sort((a, b) => a.order - b.order), direct };
};

/** A block as it is written: what its text says is what counts as a use of an expression. */
const tidied = (block: Block): Block =>
  block.kind === 'assign' ? block : { ...block, statements: withoutEmptyStarts(block.statements) };

const collectUses = (module: Module): Map<Signal, Uses> => {
  const uses = new Map<Signal, Uses>();
  module.statements.forEach((statement, top) => {
    eachLeaf([statement], leaf => {
      if (leaf.kind !== 'assign') return;
      const { signal } = leaf.target;
      const use = uses.get(signal) ?? { tops: new Set<number>(), leaves: [] };
      use.tops.add(top);
      use.leaves.push(leaf);
      uses.set(signal, use);
    });
  });
  return uses;
};

/** Only unconditional assignments to fixed bits, none of which touches another's. */
const isPlain = (use: Uses, module: Module): boolean => {
  if ([...use.tops].some(top => module.statements[top]!.kind !== 'assign')) return false;
  let covered = 0n;
  for (const { target } of use.leaves) {
    const mask = allOnes(target.width) << BigInt(target.lo);
    if (target.index || (covered & mask) !== 0n) return false;
    covered |= mask;
  }
  return true;
};

/** Inputs of instances that the module reads back: they need a name of their own. */
const readInputs = (module: Module, uses: ReadonlyMap<Signal, Uses>): Set<Signal> => {
  const read = new Set<Signal>();
  if (![...uses.keys()].some(({ kind }) => kind === 'instance-input')) return read;
  const roots: Expression[] = [];
  eachRoot(module, root => roots.push(root));
  eachNode(roots, ({ op, signal }) => {
    if (op === 'signal' && signal?.kind === 'instance-input') read.add(signal);
  });
  return read;
};

/** A value that is written right into the connection. */
const isDirect = (signal: Signal, use: Uses, module: Module): boolean => {
  const only = use.leaves[0]!;
  return (
    signal.kind === 'instance-input' &&
    use.leaves.length === 1 &&
    isPlain(use, module) &&
    only.target.width === signal.width &&
    (only.value.op === 'signal' || only.value.op === 'const')
  );
};

const processBlock = (
  kind: 'comb' | 'clocked',
  module: Module,
  signals: readonly Signal[],
  uses: ReadonlyMap<Signal, Uses>,
): ProcessBlock => {
  const members = new Set(signals);
  // Only the outermost statements that hold a member: a walk over all of them for each block would be quadratic.
  const tops = [...new Set(signals.flatMap(signal => [...uses.get(signal)!.tops]))].sort((a, b) => a - b);
  const statements = project(
    tops.map(top => module.statements[top]!),
    leaf => leaf.kind === 'assign' && members.has(leaf.target.signal),
  );
  return { kind, signals, statements, order: tops[0]! };
};

/**
 * The groups of registers, those together that one state machine moves: the state and what its handlers set read as one block.
 * Registers of other clocks and resets, and those of `apart`, stay by themselves.
 */
const withMachines = (
  module: Module,
  groups: readonly (readonly Signal[])[],
  isHeld: (signal: Signal) => boolean,
  apart: ReadonlySet<Signal>,
): readonly (readonly Signal[])[] => {
  const joined = new Map(
    groups.flatMap(group => {
      const own = [...group];
      return group.map(signal => [signal, own] as const);
    }),
  );
  for (const statement of module.statements) {
    const state = statement.kind === 'switch' ? statement.subject.signal : undefined;
    if (state?.kind !== 'reg' || !joined.has(state) || apart.has(state)) continue;
    const moved = new Set<Signal>();
    eachLeaf([statement], leaf => leaf.kind === 'assign' && moved.add(leaf.target.signal));
    if (!moved.has(state)) continue;
    const own = joined.get(state)!;
    for (const signal of moved) {
      const other = joined.get(signal);
      const isAlike = signal.domain === state.domain && isHeld(signal) === isHeld(state);
      if (!other || other === own || apart.has(signal) || !isAlike) continue;
      own.push(...other);
      for (const one of other) joined.set(one, own);
    }
  }
  return [...new Set(joined.values())];
};

const memoryBlocks = (module: Module): MemoryBlock[] => {
  const writers = new Map<Memory, Set<Statement>>();
  for (const statement of module.memories.length > 0 ? module.statements : []) {
    eachLeaf([statement], leaf => {
      if (leaf.kind !== 'write') return;
      const own = writers.get(leaf.memory);
      if (own) own.add(statement);
      else writers.set(leaf.memory, new Set([statement]));
    });
  }
  return module.memories.map(memory => ({
    kind: 'memory',
    memory,
    statements: project([...(writers.get(memory) ?? [])], leaf => leaf.kind === 'write' && leaf.memory === memory),
    order: Number.MAX_SAFE_INTEGER,
  }));
};

/** Signals set by the same statements share a block, unless one of them feeds another in the same clock. */
const combBlocks = (module: Module, signals: readonly Signal[], uses: ReadonlyMap<Signal, Uses>): ProcessBlock[] => {
  const byTops = new Map<string, Signal[]>();
  for (const signal of signals) {
    const key = [...uses.get(signal)!.tops].join(',');
    const members = byTops.get(key);
    if (members) members.push(signal);
    else byTops.set(key, [signal]);
  }
  const feeds = [...byTops.values()].some(group => group.length > 1) ? combFeeds(module) : new Map();
  return [...byTops.values()].flatMap(group => {
    const block = processBlock('comb', module, group, uses);
    if (group.length === 1 || !feedsItself(block, feeds)) return [block];
    return group.map(signal => processBlock('comb', module, [signal], uses));
  });
};

/** Whether statements look at any signal. */
const readsSignals = (statements: readonly Statement[]): boolean => {
  let found = false;
  const seen = new Set<Expression>();
  eachStatementRoot(statements, root => {
    const stack = [root];
    while (!found && stack.length > 0) {
      const node = stack.pop()!;
      if (seen.has(node)) continue;
      seen.add(node);
      found = node.signal !== undefined;
      stack.push(...node.args);
    }
  });
  return found;
};

/** Nothing ever triggers an `always @(*)` that looks at constants only, so what it says is assigned. */
const constantBlocks = (module: Module, { signals, statements, order }: ProcessBlock): AssignBlock[] => {
  const { values } = dataflowOf({ ...module, statements: [...statements] });
  return signals.map(signal => {
    const target = { signal, lo: 0, width: signal.width, index: undefined };
    const part: Assign = { kind: 'assign', target, value: values.get(signal)!, location: signal.location };
    return { kind: 'assign', signal, parts: [part], order };
  });
};

/** For every combinational signal, the signals it reads in the same clock; an instance output reads all its inputs. */
const combFeeds = (module: Module): ReadonlyMap<Signal, ReadonlySet<Signal>> => {
  const feeds = new Map<Signal, Set<Signal>>();
  const add = (signal: Signal, roots: readonly Expression[]): void => {
    const set = feeds.get(signal) ?? new Set();
    eachNode(roots, node => node.signal && set.add(node.signal));
    feeds.set(signal, set);
  };
  eachLeaf(module.statements, (leaf, conditions) => {
    if (leaf.kind !== 'assign' || leaf.target.signal.kind === 'reg') return;
    add(leaf.target.signal, [...conditions, leaf.value, ...(leaf.target.index ? [leaf.target.index.value] : [])]);
  });
  for (const memory of module.memories) {
    for (const read of memory.reads) if (!isRegistered(memory, read)) add(read.output, [read.address]);
  }
  for (const instance of module.instances) addInstance(feeds, instance);
  return feeds;
};

const addInstance = (feeds: Map<Signal, Set<Signal>>, instance: Instance): void => {
  const ports = [...instance.connections.values()];
  const inputs = new Set(ports.filter(port => port.kind === 'instance-input'));
  for (const port of ports) if (port.kind === 'instance-output') feeds.set(port, inputs);
};

const feedsItself = (block: ProcessBlock, feeds: ReadonlyMap<Signal, ReadonlySet<Signal>>): boolean => {
  const members = new Set(block.signals);
  const roots: Expression[] = [];
  eachStatementRoot(block.statements, root => roots.push(root));
  const stack: Signal[] = [];
  eachNode(roots, node => node.signal && stack.push(node.signal));
  const seen = new Set<Signal>();
  while (stack.length > 0) {
    const signal = stack.pop()!;
    if (members.has(signal)) return true;
    if (seen.has(signal)) continue;
    seen.add(signal);
    for (const next of feeds.get(signal) ?? []) stack.push(next);
  }
  return false;
};
