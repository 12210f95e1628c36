// SPDX-License-Identifier: Apache-2.0
/** Assignments in cases that later statements overwrite on every path. */
import type { Assign, Module, Signal, Statement } from '../ir/index.ts';
import { allOnes } from '../shape.ts';
import { project } from '../walk.ts';

/**
 * The module without them: of a case all of whose assignments are overwritten Yosys makes a memory of no bits, and versions
 * before 0.39 break down at it (YosysHQ/yosys#4218). Plain assignments stay: defaults show what the author meant.
 */
export const withoutOverwrittenCases = (module: Module): Module => {
  const dead = new Set<Assign>();
  scan(module.statements, new Covered(undefined), false, dead);
  if (dead.size === 0) return module;
  return { ...module, statements: project(module.statements, leaf => leaf.kind !== 'assign' || !dead.has(leaf)) };
};

/** Bits that what follows assigns on every path, as far as a list of statements adds to what is known outside it. */
class Covered {
  readonly #outer: Covered | undefined;
  readonly #own = new Map<Signal, bigint>();

  constructor(outer: Covered | undefined) {
    this.#outer = outer;
  }

  of(signal: Signal): bigint {
    return this.#own.get(signal) ?? this.#outer?.of(signal) ?? 0n;
  }

  add(signal: Signal, bits: bigint): void {
    this.#own.set(signal, this.of(signal) | bits);
  }

  /** Adds what all alternatives add. */
  join([first, ...others]: readonly Covered[]): void {
    if (!first) return;
    for (const [signal, bits] of first.#own) {
      this.add(
        signal,
        others.reduce((common, other) => common & other.of(signal), bits),
      );
    }
  }
}

/** From the last statement to the first. */
const scan = (statements: readonly Statement[], covered: Covered, isInCase: boolean, dead: Set<Assign>): void => {
  for (const statement of statements.toReversed()) {
    if (statement.kind === 'assign') scanAssign(statement, covered, isInCase, dead);
    else if (statement.kind === 'if' || statement.kind === 'switch') {
      const isCase = statement.kind === 'switch';
      const bodies = (isCase ? statement.cases : statement.branches).map(one => one.body);
      const isComplete = isCase && BigInt(bodies.length) === 1n << BigInt(statement.subject.width);
      if (statement.otherwise) bodies.push(statement.otherwise);
      const inside = bodies.map(body => {
        const own = new Covered(covered);
        scan(body, own, isInCase || isCase, dead);
        return own;
      });
      if (statement.otherwise || isComplete) covered.join(inside);
    }
  }
};

const scanAssign = (statement: Assign, covered: Covered, isInCase: boolean, dead: Set<Assign>): void => {
  const { signal, lo, width, index } = statement.target;
  const last = index ? (index.count - 1) * index.stride : 0;
  const bits = allOnes(last + width) << BigInt(lo);
  const isOverwritten = (bits & ~covered.of(signal)) === 0n;
  if (isOverwritten && (isInCase || index)) dead.add(statement);
  else if (!index) covered.add(signal, bits);
};
