// SPDX-License-Identifier: Apache-2.0
/** Writes down what the report of a run shows: `run.json` and `trace.json`. */
import { join } from 'node:path';
import { writeOutputFile } from 'typescript-hdl/command-line';
import type { CompiledPolicy } from '../../firmware/compile/compile.ts';
import { judge } from '../../firmware/oracle/oracle.ts';
import { type Policy, ruleLabel } from '../../firmware/policy/policy.ts';
import type { Config } from '../../hdl/spec/configs.ts';
import { readWaveform } from '../../sim/waveform/read-waveform.ts';
import type { CapturedFrame } from '../files/captured-frame.ts';
import { frameLine } from '../parse/frame-line.ts';
import { parseWithModel } from '../parse/parse-capture.ts';
import { framesEntered } from '../report/journey.ts';
import { journeySignals } from '../report/journey-points.ts';
import { type RunRecord, type RunTrace, recordFile, traceFile } from '../report/run-record.ts';
import type { Answers } from './answers.ts';
import type { SentTraffic } from './compare-sent.ts';
import type { ReplayResult } from './replay.ts';

/** What the record is made of. */
export interface RecordedRun {
  readonly config: Config;
  readonly compiled: CompiledPolicy;
  readonly policyText: string;
  readonly policyFile: string;
  readonly captureFile: string;
  readonly frames: readonly CapturedFrame[];
  readonly answers: Answers;
  readonly result: ReplayResult;
  /** What the VMs posted, with its fates. */
  readonly traffic: readonly SentTraffic[];
}

/** The record of a run. */
export const recordOf = (run: RecordedRun): RunRecord => ({
  version: 1,
  clockHz: run.config.clockHz,
  lineRateBps: run.config.lineRateBps,
  policy: { file: run.policyFile, text: run.policyText },
  capture: run.captureFile,
  ...rulesOf(run),
  frames: run.frames.map(({ bytes }, i) => {
    const { functions, event, queue } = run.answers.fates[i]!;
    return { bytes: bytes.length, cycle: run.result.arrivals[i]!, functions: [...functions], event, queue };
  }),
  deliveries: deliveriesOf(run),
  sent: run.result.sent.map(({ bytes, cycle }) => ({ bytes: bytes.length, cycle })),
});

/** Hits of the rules as the card counted them, and what else decided, by the policy read directly. */
const rulesOf = ({
  compiled: { policy },
  frames,
  answers,
  result,
}: RecordedRun): Pick<RunRecord, 'rules' | 'withoutRule'> => {
  const rules = policy.rules.map((rule, i) => ({
    name: ruleLabel(rule, i).replaceAll('"', ''),
    line: rule.position.line,
    ...result.rules[i]!,
  }));
  const withoutRule: Record<string, number> = {};
  for (const [i, { bytes }] of frames.entries()) {
    const { event } = answers.fates[i]!;
    if (!isDecided(policy, bytes)) withoutRule[event] = (withoutRule[event] ?? 0) + 1;
  }
  return { rules, withoutRule };
};

/** Whether a rule decides about a frame from the wire, and not a default or something before the rules. */
const isDecided = (policy: Policy, bytes: Uint8Array): boolean =>
  judge(policy, bytes).asked.some(({ does }) => does === 'decides');

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Every frame in the buffers of VMs, with its number on the wire: a queue keeps the order of those that came from there. */
const deliveriesOf = ({ config, frames, answers, result }: RecordedRun): RunRecord['deliveries'] =>
  result.queues.flatMap((queue, index) => {
    const fn = Math.floor(index / config.queuesPerFunction);
    const due = answers.fates.flatMap(({ functions, event, queue: to }, i) =>
      event === 'delivered' && functions.includes(fn) && to === index % config.queuesPerFunction ? [i] : [],
    );
    return queue.map((bytes, i) => {
      const isNext = due[0] !== undefined && textOf(frames[due[0]]!.bytes) === textOf(bytes);
      const frame = isNext ? due.shift() : undefined;
      const cycle = result.deliveryCycles[index]![i]!;
      return { function: fn, ...(frame !== undefined && { frame }), bytes: bytes.length, cycle };
    });
  });

/** The signals of a journey out of the waveform of the first `frames` of a run. */
const traceOf = async (
  waveform: string,
  top: string,
  config: Config,
  frames: readonly CapturedFrame[],
): Promise<RunTrace> => {
  const { signals } = await readWaveform(waveform, journeySignals(top));
  const trace = Object.fromEntries(
    [...signals].map(([name, { width, changes }]) => [
      name,
      { width, changes: changes.map(({ cycle, value }): [number, string] => [cycle, value.toString(16)]) },
    ]),
  );
  const lines = frames.map((frame, i) => frameLine({ ...frame, number: i + 1 }, parseWithModel(frame.bytes, config)));
  // A waveform that begins later than the first frame cannot tell which frame is which.
  return { frames: framesEntered({ signals: trace }) === frames.length ? lines : [], signals: trace };
};

/** Writes both files into `out`. */
export const writeRecord = async (
  run: RecordedRun,
  waveform: { readonly path: string; readonly frames: number },
  out: string,
): Promise<void> => {
  await writeOutputFile(join(out, recordFile), `${JSON.stringify(recordOf(run))}\n`);
  const trace = await traceOf(waveform.path, 'sluice', run.config, run.frames.slice(0, waveform.frames));
  await writeOutputFile(join(out, traceFile), `${JSON.stringify(trace)}\n`);
};
