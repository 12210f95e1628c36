// SPDX-License-Identifier: Apache-2.0
/**
 * All frames of a box, by what becomes of them: the box is cut along the steps that hold part of it until each piece has one
 * outcome. The pieces are disjoint and together the box. Two lists of steps are compared by cutting only where they differ.
 */
import { type Box, both, boxText, covers, overlap, without } from './box.ts';
import type { Cause, Outcome, Step } from './decisions.ts';

/** Comparisons of a box with a step that a search may take; what is left of them. */
export interface Budget {
  left: number;
  /** The time, in milliseconds as `performance.now` counts, at which it is spent as well. */
  readonly until?: number;
}

/** The search would have taken more than it was given. */
export class BudgetSpent extends Error {}

/** Comparisons for one question: a few seconds. */
export const questionBudget = 3_000_000;

const stepsPerLook = 4096;

/** Takes from a budget; a {@link BudgetSpent} when there is nothing left, or no time. */
export const spend = (budget: Budget, count: number): void => {
  const before = budget.left;
  budget.left -= count;
  const looks = Math.floor(before / stepsPerLook) !== Math.floor(budget.left / stepsPerLook);
  if (budget.left < 0 || (looks && budget.until !== undefined && performance.now() > budget.until))
    throw new BudgetSpent();
};

export interface Region {
  readonly box: Box;
  readonly outcome: Outcome;
  readonly cause: Cause;
  /** What passed it on before, in order. */
  readonly passedBy: readonly Cause[];
}

/** Steps for the frames of a box, as far as they are known to it. */
interface State {
  readonly steps: readonly Step[];
  readonly reported: boolean;
  readonly passedBy: readonly Cause[];
}

/** Steps that hold a part of the box, up to the first that decides all of it; what passes all of it on is carried out. */
const stateIn = (box: Box, { steps, reported, passedBy }: State, budget: Budget): State => {
  spend(budget, steps.length);
  const kept: Step[] = [];
  let isReported = reported;
  const passers: Cause[] = [];
  /** Stages to which steps that hold a part pass it on. */
  const beyond: number[] = [];
  let stage = 0;
  for (const step of steps) {
    if (step.stage < stage) continue;
    if (!overlap(step.box, box)) continue;
    const holdsAll = covers(step.box, box);
    // What comes before it may still decide; only where nothing does, it is carried out.
    if (holdsAll && kept.length === 0 && step.does === 'report') {
      isReported = true;
      continue;
    }
    if (holdsAll && step.does === 'pass') {
      // Nobody else comes to what is left of the stages between.
      stage = Math.min(step.next!, ...beyond.filter(one => one > step.stage));
      if (kept.length === 0) passers.push(step.cause);
      else kept.push(step);
      continue;
    }
    kept.push(step);
    if (step.does === 'pass') beyond.push(step.next!);
    if (!holdsAll || step.does === 'report' || step.does === 'pass') continue;
    // Only what was passed on before comes any further.
    const next = beyond.filter(one => one > step.stage);
    if (next.length === 0) break;
    stage = Math.min(...next);
  }
  return { steps: kept, reported: isReported, passedBy: passers.length > 0 ? [...passedBy, ...passers] : passedBy };
};

const decided = (box: Box, { steps: [first], reported, passedBy }: State): Region | undefined => {
  if (!first || !covers(first.box, box)) return undefined;
  const { does, queue, cause } = first;
  if (does === 'report' || does === 'pass') return undefined;
  return { box, cause, passedBy, outcome: { event: does, queue, reported: reported && does === 'delivered' } };
};

const cutAt = (box: Box, steps: readonly Step[]): Step => {
  const found = steps.find(step => !covers(step.box, box));
  if (!found) throw new RangeError('no step of the tables decides these frames');
  return found;
};

const piecesOf = (box: Box, taken: Box): readonly Box[] => [both(box, taken)!, ...without(box, taken)];

/** The regions of a box. A {@link BudgetSpent} ends the search. */
export function* regionsOf(box: Box, steps: readonly Step[], budget: Budget): Generator<Region, void, void> {
  yield* regionsIn(box, { steps, reported: false, passedBy: [] }, budget);
}

function* regionsIn(box: Box, outer: State, budget: Budget): Generator<Region, void, void> {
  const state = stateIn(box, outer, budget);
  const region = decided(box, state);
  if (region) yield region;
  else for (const piece of piecesOf(box, cutAt(box, state.steps).box)) yield* regionsIn(piece, state, budget);
}

/** Frames with another outcome than before. */
export interface Difference {
  readonly box: Box;
  readonly before: Region;
  readonly after: Region;
}

/** Texts of steps, worked out once: steps of the same text do the same with the same frames. */
const texts = new WeakMap<Step, string>();
const textOf = (step: Step): string => {
  const known = texts.get(step);
  if (known !== undefined) return known;
  const text = `${boxText(step.box)} ${step.does} ${step.queue} ${step.stage} ${step.next} ${step.receivers}`;
  texts.set(step, text);
  return text;
};

/**
 * The parts of a box of which `isChange` says that their outcomes differ. Where both lists go on alike there is nothing to find,
 * so that a small change of many rules is found quickly.
 */
export function* differencesIn(
  box: Box,
  [before, after]: readonly [readonly Step[], readonly Step[]],
  isChange: (before: Outcome, after: Outcome) => boolean,
  budget: Budget,
): Generator<Difference, void, void> {
  const start = { reported: false, passedBy: [] };
  yield* differ(box, { steps: before, ...start }, { steps: after, ...start }, isChange, budget);
}

function* differ(
  box: Box,
  outerBefore: State,
  outerAfter: State,
  isChange: (before: Outcome, after: Outcome) => boolean,
  budget: Budget,
): Generator<Difference, void, void> {
  const before = stateIn(box, outerBefore, budget);
  const after = stateIn(box, outerAfter, budget);
  const [a, b] = [before.steps, after.steps];
  const most = Math.max(a.length, b.length);
  let at = 0;
  while (at < most && a[at] && b[at] && textOf(a[at]!) === textOf(b[at]!)) at++;
  if (at === most && before.reported === after.reported) return;
  const [was, is] = [decided(box, before), decided(box, after)];
  if (was && is) {
    if (isChange(was.outcome, is.outcome)) yield { box, before: was, after: is };
    return;
  }
  const first = [a[at], b[at]].find(step => step && !covers(step.box, box)) ?? cutAt(box, [...a, ...b]);
  for (const piece of piecesOf(box, first.box)) yield* differ(piece, before, after, isChange, budget);
}
