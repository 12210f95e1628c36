// SPDX-License-Identifier: Apache-2.0
/**
 * Random crossings between clocks against the checks: one with a mistake is refused for it, one without is emitted. Simulators
 * see no difference between the two, so nothing else would notice a check that sleeps.
 */
import { HdlError } from '../diagnostic.ts';
import { emitVerilog } from '../emit/design.ts';
import { Choices } from './choices.ts';
import type { Finding } from './compare.ts';
import { type CrossingPlan, type Mistake, randomCrossing } from './crossing-plan.ts';
import { plannedCrossing } from './planned-crossing.ts';
import { shrink } from './shrink.ts';

/** What each mistake is refused with. */
const codes: Record<Mistake, string> = {
  bare: 'HDL-DOMAIN',
  logic: 'HDL-CROSSING',
  bus: 'HDL-CROSSING',
  'foreign-reset': 'HDL-CLOCK',
  'gated-clock': 'HDL-CLOCK',
};

/** A crossing that is refused without a mistake, or not refused with one. */
export interface CrossingFailure {
  readonly seed: number;
  readonly finding: Finding;
  readonly verilog: string | undefined;
  readonly choices: readonly number[];
}

/** The first of the crossings of these seeds that fails, made smaller; half of all hold a mistake. */
export const failingCrossing = async (
  seeds: readonly number[],
  shrinkSeconds: number,
): Promise<CrossingFailure | undefined> => {
  for (const seed of seeds) {
    const made: number[] = [];
    const first = judgeCrossing(planOf(new Choices(seed, made)));
    if (!first) continue;
    const findingOf = (list: readonly number[]) => judgeCrossing(planOf(new Choices(list)));
    const choices = await shrink(made, async list => findingOf(list)?.cause === first.cause, 1000 * shrinkSeconds);
    const { verilog } = attempt(planOf(new Choices(choices)));
    return { seed, finding: findingOf(choices) ?? first, verilog, choices };
  }
  return undefined;
};

const planOf = (choices: Choices): CrossingPlan => randomCrossing(choices, choices.chance(50));

const attempt = (plan: CrossingPlan): { readonly verilog?: string; readonly error?: HdlError } => {
  try {
    return { verilog: emitVerilog(plannedCrossing('crossed', plan)).verilog };
  } catch (error) {
    if (error instanceof HdlError) return { error };
    throw error;
  }
};

/** What is wrong with how a crossing is judged. */
export const judgeCrossing = (plan: CrossingPlan): Finding | undefined => {
  const { mistake } = plan;
  const { error } = attempt(plan);
  const found = (cause: string, text: string): Finding => ({ kind: 'mismatch', tool: 'language', cause, text });
  if (mistake === undefined)
    return error && found(error.code, `A crossing without a mistake is refused:\n${error.message}`);
  if (error?.code === codes[mistake]) return undefined;
  const instead = error ? `refused for another reason:\n${error.message}` : 'emitted.';
  return found(`missed ${mistake}`, `A crossing with a mistake (${mistake}) is ${instead}`);
};
