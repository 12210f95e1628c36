// SPDX-License-Identifier: Apache-2.0
/** Scheduler and credit take around a packet buffer, joined as the machine joins them, every function with the same share. */
import { connect, connectFlow, inst, lit, type Outside, unused, zero } from 'typescript-hdl';
import type { packetBuffer } from '../../../hdl/buffer/packet-buffer.ts';
import { localBeatShape } from '../../../hdl/lib/tx-shapes.ts';
import { surplusScheduler } from '../../../hdl/scheduler/surplus-scheduler.ts';
import type { Config } from '../../../hdl/spec/configs.ts';
import { creditTake } from './credit-take.ts';

type Buffer = Outside<ReturnType<typeof packetBuffer>['ports']>;

/** A packet buffer that gets no frames but those from the wire, whose copies have no rate. */
export const wireAlone = (config: Config, buffer: Buffer): void => {
  buffer.groupRate.set(0);
  buffer.local.valid.set(0);
  buffer.local.payload.set(zero(localBeatShape(config)));
  unused(buffer.local.ready, buffer.groupOpen);
};

/** Places both and joins them with the buffer; `change` of both and `credit` are left to the caller. */
export const turnParts = (config: Config, buffer: Buffer) => {
  const { turns, take } = inst({ turns: surplusScheduler(config), take: creditTake(config) });
  connectFlow(turns.enqueued, buffer.enqueued);
  connectFlow(turns.parked, buffer.parked);
  connect(buffer.select, turns.select);
  connect(take.attempts, buffer.attempts);
  connect(buffer.outcomes, take.outcomes);
  connectFlow(turns.wake, take.wake);
  connectFlow(turns.cost, take.cost);
  turns.weight.valid.set(0);
  turns.weight.payload.set({ function: 0, weight: 0 });
  turns.rate.valid.set(0);
  turns.rate.payload.set({ function: 0, rate: 0 });
  const everyone = lit((1n << BigInt(config.functions)) - 1n, config.functions);
  for (const allowed of Object.values(turns.allowed)) allowed.set(everyone);
  return { turns, take };
};
