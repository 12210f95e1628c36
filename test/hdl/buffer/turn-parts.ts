// SPDX-License-Identifier: Apache-2.0
/** Scheduler and a stand-in for the buffer supply around a packet buffer, joined as the machine joins them, every function with the same share. */
import { connect, connectFlow, type Flip, type Inside, inst, lit, type Outside, unused } from 'typescript-hdl';
import type { packetBuffer } from '../../../hdl/buffer/packet-buffer.ts';
import type { queueChangeFlow } from '../../../hdl/lib/queue-state.ts';
import { surplusScheduler } from '../../../hdl/scheduler/surplus-scheduler.ts';
import type { Config } from '../../../hdl/spec/configs.ts';
import { creditTake } from './credit-take.ts';

/** What the machine around it is told by control. */
type Change = Inside<{ change: Flip<ReturnType<typeof queueChangeFlow>> }>['change'];
type Buffer = Outside<ReturnType<typeof packetBuffer>['ports']>;

/** Places both and joins them with the buffer, all told of `change`; the `credit` of the stand-in is left to the caller. */
export const turnParts = (config: Config, buffer: Buffer, change: Change) => {
  const { turns, take } = inst({ turns: surplusScheduler(config), take: creditTake(config) });
  connectFlow(turns.enqueued, buffer.enqueued);
  connectFlow(turns.parked, buffer.parked);
  connect(buffer.select, turns.select);
  connect(take.attempts, buffer.attempts);
  connect(buffer.outcomes, take.outcomes);
  connectFlow(turns.wake, take.wake);
  connectFlow(turns.cost, take.cost);
  for (const part of [buffer, turns, take]) connectFlow(part.change, change);
  turns.share.valid.set(0);
  turns.share.payload.set({ function: 0, weight: 0, rate: 0 });
  const everyone = lit((1n << BigInt(config.functions)) - 1n, config.functions);
  for (const allowed of Object.values(turns.allowed)) allowed.set(everyone);
  unused(turns.ready);
  return take;
};
