// SPDX-License-Identifier: Apache-2.0
/** Two of the three answers on every frame: the policy read directly and the tables interpreted; they must agree. */
import type { CompiledPolicy } from '../../firmware/compile/compile.ts';
import { destinationFate, policyFate } from '../../firmware/oracle/oracle.ts';
import { namesOf } from '../../firmware/oracle/oracle-sender.ts';
import { findConfig } from '../../hdl/spec/configs.ts';
import type { Fate } from '../../hdl/spec/events/fate.ts';
import { frameFate } from '../../sim/model/pipeline-model.ts';
import { fateBy, type SendFate, sendFate } from '../../sim/model/send-model.ts';
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
    const byPolicy = fateBy(config, posted.function, posted.frame, {
      identity: namesOf(policy, posted.function),
      lookUp: frame => destinationFate(policy, frame, posted.function),
    });
    if (describeSendFate(byPolicy) !== describeSendFate(fate)) {
      const what = `the policy says ${describeSendFate(byPolicy)}, the tables say ${describeSendFate(fate)}`;
      mismatches.push({ where: `frame ${i + 1} to be sent`, what });
    }
    return { ...posted, fate };
  });
  return { traffic, mismatches };
};

/** The fate of a frame that was posted, as words. */
const describeSendFate = ({ event, local }: SendFate): string =>
  local ? `${event}, and ${describeFate(local.fate)}` : event;

/** A fate as words: `delivered to functions 1, 2, queue 0`. */
const describeFate = ({ functions, event, queue }: Fate): string => {
  const whom =
    functions.length === 0 ? 'no function' : `function${functions.length > 1 ? 's' : ''} ${functions.join(', ')}`;
  return event === 'delivered' ? `delivered to ${whom}, queue ${queue}` : `${event} for ${whom}`;
};
