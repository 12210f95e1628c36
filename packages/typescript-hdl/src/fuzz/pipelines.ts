// SPDX-License-Identifier: Apache-2.0
/**
 * Random pipelines against what they mean: without a mistake the built-in simulator gives the results of the model, with a
 * value kept for a later stage the language refuses.
 */
import { HdlError } from '../diagnostic.ts';
import { emitVerilog } from '../emit/design.ts';
import { Simulator } from '../simulate/simulator.ts';
import { Choices } from './choices.ts';
import type { Finding } from './compare.ts';
import { expectedResults } from './pipeline-model.ts';
import { hasMistake, type PipelinePlan, randomPlan } from './pipeline-plan.ts';
import { plannedPipeline } from './planned-pipeline.ts';
import { shrink } from './shrink.ts';

/** A pipeline that does not do what it means, or is refused without a mistake. */
export interface PipelineFailure {
  readonly seed: number;
  readonly finding: Finding;
  readonly verilog: string | undefined;
  readonly choices: readonly number[];
}

/** The first of the pipelines of these seeds that fails, made smaller; half of all may hold a mistake. */
export const failingPipeline = async (
  seeds: readonly number[],
  clocks: number,
  shrinkSeconds: number,
): Promise<PipelineFailure | undefined> => {
  for (const seed of seeds) {
    const made: number[] = [];
    const first = judgePipeline(seed, clocks, made);
    if (!first) continue;
    const stillFails = async (list: readonly number[]): Promise<boolean> =>
      judgePipeline(list, clocks)?.cause === first.cause;
    const choices = await shrink(made, stillFails, 1000 * shrinkSeconds);
    const plan = planOf(new Choices(choices));
    return { seed, finding: judgePipeline(choices, clocks) ?? first, verilog: textOf(plan), choices };
  }
  return undefined;
};

const planOf = (choices: Choices): PipelinePlan => randomPlan(choices, choices.chance(50));

const textOf = (plan: PipelinePlan): string | undefined => {
  try {
    return emitVerilog(plannedPipeline('pipe', plan)).verilog;
  } catch {
    return undefined;
  }
};

/** What is wrong with the pipeline that choices lead to. */
const judgePipeline = (
  source: number | readonly number[],
  clocks: number,
  made: number[] = [],
): Finding | undefined => {
  const choices = new Choices(source, made);
  return judgePlan(planOf(choices), choices, clocks);
};

/** What is wrong with a pipeline under random traffic. */
export const judgePlan = (plan: PipelinePlan, traffic: Choices, clocks: number): Finding | undefined => {
  const found = (cause: string, text: string): Finding => ({ kind: 'mismatch', tool: 'language', cause, text });
  try {
    const difference = comparePlan(plan, traffic, clocks);
    if (difference !== undefined) return found('meaning', difference);
    return hasMistake(plan) ? found('missed', 'A value is kept for a later stage, and nothing refuses it.') : undefined;
  } catch (error) {
    if (!(error instanceof HdlError)) throw error;
    if (error.code !== 'HDL-STAGE') return found(error.code, error.message);
    const text = `No value is kept for a later stage, but:\n${error.message}`;
    return hasMistake(plan) ? undefined : found('false alarm', text);
  }
};

/** Runs the pipeline; how it differs from what `meant` means. */
export const comparePlan = (
  plan: PipelinePlan,
  choices: Choices,
  clocks: number,
  meant: PipelinePlan = plan,
): string | undefined => {
  const simulator = new Simulator(plannedPipeline('pipe', plan));
  simulator.reset();
  const inputs = plan.values.flatMap(({ origin, width }, i) =>
    origin.kind === 'input' ? [{ name: `v${i}`, width }] : [],
  );
  const sent: bigint[][] = [];
  const got: { readonly clock: number; readonly results: readonly bigint[] }[] = [];
  const sentAt: number[] = [];
  let payload = inputs.map(({ width }) => choices.word(width));
  let isWaiting = false;
  for (let clock = 0; clock < clocks; clock++) {
    // A producer keeps what it offers until it is taken.
    const valid: number = isWaiting || choices.chance(70) ? 1 : 0;
    const ready = choices.chance(60) ? 1 : 0;
    simulator.poke('up_valid_i', valid);
    inputs.forEach(({ name }, i) => {
      simulator.poke(`up_${name}_i`, payload[i]!);
    });
    if (plan.stalls) simulator.poke('down_ready_i', ready);
    const isTaken = valid && (!plan.stalls || simulator.peek('up_ready_o'));
    if (simulator.peek('down_valid_o') && (!plan.stalls || ready)) {
      got.push({ clock, results: plan.results.map((_, i) => simulator.peek(`down_r${i}_o`)) });
    }
    simulator.step();
    isWaiting = Boolean(valid && !isTaken);
    if (isTaken) {
      sent.push(payload);
      sentAt.push(clock);
    }
    if (isTaken || !valid) payload = inputs.map(({ width }) => choices.word(width));
  }
  return differenceBetween(meant, sent, sentAt, got, clocks);
};

const differenceBetween = (
  plan: PipelinePlan,
  sent: readonly (readonly bigint[])[],
  sentAt: readonly number[],
  got: readonly { readonly clock: number; readonly results: readonly bigint[] }[],
  clocks: number,
): string | undefined => {
  const wanted = expectedResults(plan, sent);
  for (const [i, { clock, results }] of got.entries()) {
    if (results.join() !== (wanted[i]?.join() ?? 'nothing')) {
      return `Payload ${i} (${sent[i]?.join(', ')}) leaves as ${results.join(', ')} in clock ${clock}, not as ${wanted[i]?.join(', ')}.`;
    }
    if (!plan.stalls && clock !== sentAt[i]! + plan.stages) {
      return `Payload ${i} takes ${clock - sentAt[i]!} clocks, not ${plan.stages}.`;
    }
  }
  const due = sentAt.filter(clock => clock + plan.stages < clocks).length;
  const isShort = plan.stalls ? got.length < sent.length - plan.stages : got.length !== due;
  return isShort ? `${got.length} payloads leave of ${sent.length} that went in.` : undefined;
};
