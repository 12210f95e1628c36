// SPDX-License-Identifier: Apache-2.0
/** What a run leaves for its report, as `run.json` and `trace.json` in its directory. */
import { z } from 'zod';

const count = z.number().int().nonnegative();
const hexadecimal = z.string().regex(/^[0-9a-f]+$/);
const drops = z.record(z.string(), count);

const vm = z.object({
  name: z.string(),
  delivered: count,
  bytes: count,
  dropped: drops,
  sent: count,
  sentBytes: count,
  refused: drops,
});

/** The figures of `summary.json`. */
export const summarySchema = z.object({
  config: z.string(),
  frames: count,
  vms: z.array(vm),
  unassigned: drops,
  compared: count,
  mismatches: count,
  cycles: count,
  gbps: z.number(),
  mpps: z.number(),
  simulatedSeconds: z.number(),
  seconds: z.number(),
});

/** A rule of the policy, and how many frames it decided for who gets them, and for the VM that sends them. */
const rule = z.object({ name: z.string(), line: count, receiver: count, sender: count });

/** A frame that entered from the wire, and what the tables say becomes of it. */
const frame = z.object({
  /** Bytes without FCS. */
  bytes: count,
  /** Cycle of its last beat. */
  cycle: z.number().int(),
  functions: z.array(count),
  event: z.string(),
  queue: count,
});

/** A frame in the buffer of a VM. Frames that another VM sent have no number on the wire. */
const delivery = z.object({ function: count, frame: count.optional(), bytes: count, cycle: z.number().int() });

export const recordSchema = z.object({
  version: z.literal(1),
  /** Clocks a second, and bits a second of the wire. */
  clockHz: count,
  lineRateBps: count,
  policy: z.object({ file: z.string(), text: z.string() }),
  capture: z.string(),
  rules: z.array(rule),
  /** Frames that no rule decided about, by what did. */
  withoutRule: drops,
  frames: z.array(frame),
  deliveries: z.array(delivery),
  sent: z.array(z.object({ bytes: count, cycle: z.number().int() })),
});

export type RunRecord = z.infer<typeof recordSchema>;
export type RecordedFrame = z.infer<typeof frame>;

/** Signals of the waveform that the journey of a frame needs: changes as cycle and value in hexadecimal. */
export const traceSchema = z.object({
  /** The frames that entered while it was recorded, the first ones of the run: each in a few words. */
  frames: z.array(z.string()),
  signals: z.record(z.string(), z.object({ width: count, changes: z.array(z.tuple([count, hexadecimal])) })),
});

export type RunTrace = z.infer<typeof traceSchema>;

/** Names of the two files in the directory of a run. */
export const recordFile = 'run.json';
export const traceFile = 'trace.json';
