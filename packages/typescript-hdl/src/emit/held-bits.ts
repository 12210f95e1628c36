// SPDX-License-Identifier: Apache-2.0
/** Bits of registers that nothing ever sets, or only under conditions that constants exclude. */
import { bitRuns } from '../bit-runs.ts';
import type { Assign, Module, Signal } from '../ir/index.ts';
import { allOnes } from '../shape.ts';
import { readSignal } from '../view.ts';
import { eachLeaf } from '../walk.ts';

/** The module in which such bits hold their value in so many words: Yosys takes them for undriven nets otherwise. */
export const withHeldBits = (module: Module): Module => {
  const driven = new Map<Signal, bigint>();
  eachLeaf(module.statements, leaf => {
    if (leaf.kind !== 'assign') return;
    const { signal, lo, width, index } = leaf.target;
    const places = index ? Array.from({ length: index.count }, (_, i) => lo + i * index.stride) : [lo];
    const bits = places.reduce((mask, place) => mask | (allOnes(width) << BigInt(place)), 0n);
    driven.set(signal, (driven.get(signal) ?? 0n) | bits);
  });
  const holds = module.signals
    .filter(signal => signal.kind === 'reg')
    .flatMap(signal => bitRuns(allOnes(signal.width) & ~(driven.get(signal) ?? 0n)).map(run => hold(signal, ...run)));
  return holds.length === 0 ? module : { ...module, statements: [...module.statements, ...holds] };
};

const hold = (signal: Signal, lo: number, width: number): Assign => ({
  kind: 'assign',
  target: { signal, lo, width, index: undefined },
  value: readSignal(signal).slice(lo, width),
  location: signal.location,
});
