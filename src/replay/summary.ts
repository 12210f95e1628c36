// SPDX-License-Identifier: Apache-2.0
/** The figures of a replay, as the terminal and `summary.json` show them. */
import type { Policy } from '../../firmware/policy/policy.ts';
import type { Config } from '../../hdl/spec/configs.ts';
import { counterEvents } from '../../hdl/spec/events/drop-reasons.ts';
import type { SendValues, SlotValues } from '../../sim/register-access.ts';
import type { ReplayResult } from './replay.ts';

/** Frames by counter event; events that did not happen are left out. */
export type Dropped = Readonly<Record<string, number>>;

export interface VmSummary {
  readonly name: string;
  /** Frames written to its receive queues. */
  readonly delivered: number;
  /** Bytes of those frames, without FCS and network header. */
  readonly bytes: number;
  readonly dropped: Dropped;
  /** Frames that it posted and that left on the wire, and their bytes without FCS. */
  readonly sent: number;
  readonly sentBytes: number;
  /** Frames that it posted and that did not, by their reason. */
  readonly refused: Dropped;
}

export interface ReplaySummary {
  readonly config: string;
  /** Frames that entered. */
  readonly frames: number;
  readonly vms: readonly VmSummary[];
  /** Frames that address no function. */
  readonly unassigned: Dropped;
  /** Comparisons made: fates of frames, delivered buffers, counters, all that of both directions. */
  readonly compared: number;
  readonly mismatches: number;
  readonly cycles: number;
  /** Frame bits that entered a second of simulated time, FCS, preamble and gap not counted, in 1e9 bit/s. */
  readonly gbps: number;
  /** Frames that entered a second of simulated time, in 1e6 frames/s. */
  readonly mpps: number;
  /** Seconds of simulated time. */
  readonly simulatedSeconds: number;
  /** Seconds the whole command took. */
  readonly seconds: number;
}

export interface ReplayFacts {
  readonly config: Config;
  readonly policy: Policy;
  readonly frames: readonly { readonly bytes: Uint8Array }[];
  readonly result: ReplayResult;
  readonly compared: number;
  readonly mismatches: number;
  readonly seconds: number;
}

/** Sums up a replay. */
export const summariseReplay = ({
  config,
  policy,
  frames,
  result,
  compared,
  mismatches,
  seconds,
}: ReplayFacts): ReplaySummary => {
  const simulatedSeconds = result.cycles / config.clockHz;
  const vms = policy.vms.map(({ name }, i) => vmSummary(name, result.counters[i + 1]!, result.sendCounters[i + 1]!));
  const wireBits = frames.reduce((sum, frame) => sum + frame.bytes.length * 8, 0);
  return {
    config: config.name,
    frames: frames.length,
    vms,
    unassigned: droppedOf(result.counters[config.functions]!),
    compared,
    mismatches,
    cycles: result.cycles,
    gbps: round(wireBits / simulatedSeconds / 1e9),
    mpps: round(frames.length / simulatedSeconds / 1e6),
    simulatedSeconds,
    seconds: round(seconds),
  };
};

const round = (value: number): number => Number(value.toFixed(3));

const vmSummary = (name: string, slot: SlotValues, sends: SendValues): VmSummary => ({
  name,
  delivered: slot.delivered.frames,
  bytes: slot.delivered.bytes,
  dropped: droppedOf(slot),
  sent: sends.sent.frames,
  sentBytes: sends.sent.bytes,
  refused: Object.fromEntries(
    Object.entries(sends)
      .filter(([event, { frames }]) => event !== 'sent' && frames > 0)
      .map(([event, { frames }]) => [event, frames]),
  ),
});

const droppedOf = (slot: SlotValues): Dropped =>
  Object.fromEntries(
    counterEvents
      .filter(({ name }) => name !== 'delivered' && slot[name].frames > 0)
      .map(({ name }) => [name, slot[name].frames]),
  );
