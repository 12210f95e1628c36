// SPDX-License-Identifier: Apache-2.0
/** Which bits of each signal something reads. */

import { HdlError } from '../diagnostic.ts';
import type { Expression, Module, Signal, Statement } from '../ir/index.ts';
import type { Location } from '../location.ts';
import { foreignSignal } from '../scope.ts';
import { allOnes } from '../shape.ts';
import { eachLeaf, eachNode, eachRoot, project } from '../walk.ts';

/** Bits read of every signal that is read at all; `checks` says whether reading by properties counts. */
export const readMasks = (module: Module, { checks }: { checks: boolean }): ReadonlyMap<Signal, bigint> => {
  if (!checks && hasChecks(module)) {
    return computeMasks(
      module,
      project(module.statements, leaf => leaf.kind !== 'check'),
    );
  }
  let masks = known.get(module);
  if (!masks) {
    // A condition around nothing is not written, so it reads nothing.
    masks = computeMasks(
      module,
      project(module.statements, () => true),
    );
    known.set(module, masks);
  }
  return masks;
};

/** An elaborated module does not change any more, and both the check and the emitter ask. */
const known = new WeakMap<Module, ReadonlyMap<Signal, bigint>>();

const hasChecks = (module: Module): boolean => {
  let found = false;
  eachLeaf(module.statements, leaf => {
    found ||= leaf.kind === 'check';
  });
  return found;
};

const computeMasks = (module: Module, statements: readonly Statement[]): Map<Signal, bigint> => {
  const masks = new Map<Signal, bigint>();
  const seen = new Set<Expression>();
  const mark = (signal: Signal, mask: bigint): void => {
    const former = masks.get(signal);
    masks.set(signal, former === undefined ? mask : former | mask);
  };
  const stack: Expression[] = [];
  eachRoot({ ...module, statements: [...statements] }, root => stack.push(root));
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (seen.has(node)) continue;
    seen.add(node);
    const base = node.args[0];
    if (node.op === 'signal') mark(node.signal!, allOnes(node.width));
    else if (node.op === 'slice' && base?.op === 'signal') mark(base.signal!, allOnes(node.width) << node.extra);
    else for (const arg of node.args) stack.push(arg);
  }
  return masks;
};

/**
 * Complains about signals of other components that something reads, and about registers, wires, inputs and memories that
 * nothing reads.
 */
export const checkReads = (module: Module, component: string, masks: ReadonlyMap<Signal, bigint>): void => {
  for (const signal of masks.keys()) {
    if (signal.owner?.module !== module) throw foreignSignal('read', signal, component, readerOf(module, signal));
  }
  for (const { name, reads, location } of module.memories) {
    if (reads.length > 0) continue;
    throw new HdlError('HDL-UNREAD', `Nothing in component '${component}' reads the memory '${name}'.`, location);
  }
  for (const signal of module.signals) {
    if (signal.unusedIsFine || masks.has(signal) || freeToIgnore.has(signal.kind)) continue;
    throw new HdlError(
      'HDL-UNREAD',
      `Nothing in component '${component}' reads '${signal.name}'; remove it or say unused(...).`,
      signal.location,
    );
  }
};

/** The line of the first statement that looks at a signal. */
const readerOf = (module: Module, signal: Signal): Location | undefined => {
  let found: Location | undefined;
  eachLeaf(module.statements, (leaf, conditions) => {
    const roots =
      leaf.kind === 'check' ? [leaf.condition] : leaf.kind === 'write' ? [leaf.address, leaf.data] : [leaf.value];
    eachNode([...roots, ...conditions], node => {
      if (node.signal === signal) found ??= leaf.location;
    });
  });
  return found;
};

const freeToIgnore: ReadonlySet<string> = new Set(['output', 'instance-input', 'instance-output']);
