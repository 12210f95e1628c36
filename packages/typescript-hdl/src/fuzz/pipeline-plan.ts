// SPDX-License-Identifier: Apache-2.0
/** Random plans of pipelines: which values there are, in which stage each is made, and how the author reads them. */
import type { Choices } from './choices.ts';

export type PlanOp = 'add' | 'sub' | 'xor' | 'and' | 'or' | 'not' | 'mul' | 'lt' | 'mux';

/** How a value is read: as a property where it is needed, or taken out in an earlier stage and kept, which is a mistake. */
export interface Reading {
  readonly value: number;
  /** The stage in which it was taken out; undefined where it is read as a property. */
  readonly keptIn: number | undefined;
}

/** Where a value comes from. */
export type Origin =
  | { readonly kind: 'input' }
  /** Operands are cut or extended to the width of the result. */
  | { readonly kind: 'op'; readonly op: PlanOp; readonly isWire: boolean }
  /** A word of block RAM, one clock later, or two. */
  | { readonly kind: 'table'; readonly words: readonly bigint[]; readonly clocks: 1 | 2 }
  /** Sum of the operand over all earlier payloads. */
  | { readonly kind: 'total' };

export interface PlannedValue {
  readonly origin: Origin;
  readonly width: number;
  readonly operands: readonly Reading[];
  /** Stage in which the operands are read. */
  readonly madeIn: number;
  /** First stage in which the value can be read. */
  readonly readyIn: number;
  /** Travels in a second pipeline that runs in step with the first. */
  readonly isBeside: boolean;
}

export interface PipelinePlan {
  readonly stalls: boolean;
  readonly stages: number;
  readonly values: readonly PlannedValue[];
  readonly results: readonly Reading[];
}

const ops: readonly (readonly [PlanOp, operands: number])[] = [
  ['add', 2],
  ['xor', 2],
  ['sub', 2],
  ['and', 2],
  ['or', 2],
  ['not', 1],
  ['mul', 2],
  ['lt', 2],
  ['mux', 3],
];

/** A plan; with `mistakes` some values are kept for a later stage than the one in which they were taken out. */
export const randomPlan = (choices: Choices, mistakes: boolean): PipelinePlan => {
  const stages = choices.between(1, 4);
  const stalls = choices.chance(50);
  const hasSecond = !stalls && choices.chance(30);
  const values: PlannedValue[] = [];
  const read = (stage: number): Reading => {
    const known = values.flatMap(({ readyIn }, i) => (readyIn <= stage ? [i] : []));
    const value = choices.pick(known);
    const { readyIn } = values[value]!;
    const isKept = mistakes && readyIn < stage && choices.chance(15);
    return { value, keptIn: isKept ? choices.between(readyIn, stage - 1) : undefined };
  };
  const add = (origin: Origin, operands: number, madeIn: number, clocks = 0): void => {
    const isProduct = origin.kind === 'op' && origin.op === 'mul';
    const width = choices.between(1, isProduct && choices.chance(80) ? 9 : 36);
    const isBeside = hasSecond && choices.chance(40);
    const readings = Array.from({ length: operands }, () => read(madeIn));
    values.push({ origin, width, operands: readings, madeIn, readyIn: madeIn + clocks, isBeside });
  };
  for (let i = choices.between(1, 3); i > 0; i--) add({ kind: 'input' }, 0, 0);
  for (let stage = 0; stage <= stages; stage++) {
    for (let i = choices.below(4); i > 0; i--) {
      const clocks = !stalls && stage + 2 <= stages && choices.chance(40) ? 2 : 1;
      choices.weighted([
        [6, () => addOp(choices, add, stage)],
        [2, () => (stage < stages ? add(table(choices, clocks), 1, stage, clocks) : addOp(choices, add, stage))],
        [1, () => add({ kind: 'total' }, 1, stage)],
      ] as const)();
    }
  }
  return { stalls, stages, values, results: Array.from({ length: choices.between(1, 3) }, () => read(stages)) };
};

type Add = (origin: Origin, operands: number, stage: number) => void;

const addOp = (choices: Choices, add: Add, stage: number): void => {
  const [op, operands] = choices.pick(ops);
  add({ kind: 'op', op, isWire: choices.chance(20) }, operands, stage);
};

const table = (choices: Choices, clocks: 1 | 2): Origin => ({
  kind: 'table',
  words: Array.from({ length: choices.pick([4, 8, 16]) }, () => choices.word(36)),
  clocks,
});

/** Whether something is read in another stage than the one in which it was taken out. */
export const hasMistake = ({ values, results }: PipelinePlan): boolean =>
  [...values.flatMap(({ operands }) => operands), ...results].some(({ keptIn }) => keptIn !== undefined);
