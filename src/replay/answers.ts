// SPDX-License-Identifier: Apache-2.0
/** Two of the three answers on every frame: the policy read directly and the tables interpreted; they must agree. */
import type { CompiledPolicy } from '../../firmware/compile/compile.ts';
import { policyFate } from '../../firmware/oracle/oracle.ts';
import type { Fate } from '../../hdl/spec/events/fate.ts';
import { frameFate } from '../../sim/model/pipeline-model.ts';
import type { WireFrame } from '../../sim/model/wire-frame.ts';
import type { Mismatch } from './mismatch.ts';

export interface Answers {
  /** What the tables say, frame by frame: what the hardware must do. */
  readonly fates: readonly Fate[];
  readonly mismatches: readonly Mismatch[];
}

/** Asks the oracle and the table model about every frame. */
export const answersFor = ({ policy, images }: CompiledPolicy, frames: readonly WireFrame[]): Answers => {
  const mismatches: Mismatch[] = [];
  const fates = frames.map((frame, i) => {
    const byTables = frameFate(images, frame);
    const byPolicy = policyFate(policy, frame);
    if (describeFate(byTables) !== describeFate(byPolicy)) {
      const what = `the policy says ${describeFate(byPolicy)}, the tables say ${describeFate(byTables)}`;
      mismatches.push({ where: `frame ${i + 1}`, what });
    }
    return byTables;
  });
  return { fates, mismatches };
};

/** A fate as words: `delivered to functions 1, 2, queue 0`. */
export const describeFate = ({ functions, event, queue }: Fate): string => {
  const whom =
    functions.length === 0 ? 'no function' : `function${functions.length > 1 ? 's' : ''} ${functions.join(', ')}`;
  return event === 'delivered' ? `delivered to ${whom}, queue ${queue}` : `${event} for ${whom}`;
};
