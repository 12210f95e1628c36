// SPDX-License-Identifier: Apache-2.0
/** Two of the three answers on every frame: the policy read directly and the tables interpreted; they must agree. */
import type { CompiledPolicy } from '../../firmware/compile/compile.ts';
import { policyFate } from '../../firmware/oracle/oracle.ts';
import { namesOf } from '../../firmware/oracle/oracle-sender.ts';
import { findConfig } from '../../hdl/spec/configs.ts';
import type { Fate } from '../../hdl/spec/events/fate.ts';
import { frameFate } from '../../sim/model/pipeline-model.ts';
import { fateAs, sendFate } from '../../sim/model/send-model.ts';
import type { WireFrame } from '../../sim/model/wire-frame.ts';
import type { SentTraffic } from './compare-sent.ts';
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

/** Asks the policy and the tables about frames that VMs post; each with what the tables say. */
export const sendAnswersFor = (
  { policy, images }: CompiledPolicy,
  frames: readonly Omit<SentTraffic, 'fate'>[],
): { readonly traffic: readonly SentTraffic[]; readonly mismatches: readonly Mismatch[] } => {
  const config = findConfig(images.config)!;
  const mismatches: Mismatch[] = [];
  const traffic = frames.map((posted, i) => {
    const fate = sendFate(config, images, posted.function, posted.frame);
    const byPolicy = fateAs(config, namesOf(policy, posted.function), posted.frame);
    if (byPolicy.event !== fate.event) {
      const what = `the policy says ${byPolicy.event}, the tables say ${fate.event}`;
      mismatches.push({ where: `frame ${i + 1} to be sent`, what });
    }
    return { ...posted, fate };
  });
  return { traffic, mismatches };
};

/** A fate as words: `delivered to functions 1, 2, queue 0`. */
export const describeFate = ({ functions, event, queue }: Fate): string => {
  const whom =
    functions.length === 0 ? 'no function' : `function${functions.length > 1 ? 's' : ''} ${functions.join(', ')}`;
  return event === 'delivered' ? `delivered to ${whom}, queue ${queue}` : `${event} for ${whom}`;
};
