// SPDX-License-Identifier: Apache-2.0
/** What `sluice check` finds out about a policy: what is in its way, and the answer to a question. */
import { type AskedTables, ask, askedTables } from '../../firmware/compile/analysis/questions.ts';
import { type Budget, BudgetSpent } from '../../firmware/compile/analysis/regions.ts';
import { type RuleOverlap, ruleOverlaps } from '../../firmware/compile/analysis/rule-overlaps.ts';
import type { CompiledPolicy } from '../../firmware/compile/compile.ts';
import { formatDiagnostic } from '../../firmware/policy/diagnostic.ts';
import { type Policy, ruleLabel } from '../../firmware/policy/policy.ts';
import type { AskedQuestion } from '../../firmware/policy/question.ts';
import { type WitnessRecord, witnessRecord } from './witness-record.ts';

export interface FoundOverlap {
  readonly kind: RuleOverlap['kind'];
  readonly rule: string;
  readonly place: string;
  readonly earlier: string;
  readonly earlierPlace: string;
  readonly witness: WitnessRecord;
}

/** Whether frames arrive: all, some or none of them, or there are none; `unknown` when the time was too short to tell. */
export type ReachAnswer = 'all' | 'some' | 'none' | 'nothing' | 'unknown';

export interface Reach {
  readonly question: string;
  readonly answer: ReachAnswer;
  /** What the question means beside what it reads as. */
  readonly warnings: readonly string[];
  readonly delivered?: WitnessRecord;
  readonly dropped?: WitnessRecord;
}

export interface PolicyReport {
  readonly policy: string;
  readonly vms: number;
  readonly rules: number;
  /** Expectations of the policy, all of them proven. */
  readonly proven: number;
  readonly warnings: readonly string[];
  readonly overlaps: readonly FoundOverlap[];
  /** All frames were looked at. */
  readonly complete: boolean;
  readonly reach?: Reach;
}

const placeOf = ({ file, rules }: Policy, index: number): string => {
  const { line, column } = rules[index]!.position;
  return `${file}:${line}:${column}`;
};

const foundOverlap = (compiled: CompiledPolicy, { kind, earlier, later, witness }: RuleOverlap): FoundOverlap => {
  const { policy } = compiled;
  const name = (index: number): string => ruleLabel(policy.rules[index]!, index);
  return {
    ...{ kind, rule: name(later), place: placeOf(policy, later) },
    ...{ earlier: name(earlier), earlierPlace: placeOf(policy, earlier) },
    witness: witnessRecord(compiled, witness),
  };
};

const reachOf = (
  compiled: CompiledPolicy,
  tables: AskedTables,
  text: string,
  question: AskedQuestion,
  budget: Budget,
): Reach => {
  const { warnings } = question;
  try {
    const { delivered, dropped } = ask(tables, question, budget);
    const answer = delivered ? (dropped ? 'some' : 'all') : dropped ? 'none' : 'nothing';
    return {
      ...{ question: text, answer, warnings },
      ...(delivered && { delivered: witnessRecord(compiled, delivered) }),
      ...(dropped && { dropped: witnessRecord(compiled, dropped) }),
    };
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    return { question: text, answer: 'unknown', warnings };
  }
};

/** Looks through a compiled policy for at most so many seconds, and answers a question if there is one. */
export const checkCompiled = (
  compiled: CompiledPolicy,
  seconds: number,
  asked?: { readonly text: string; readonly question: AskedQuestion },
): PolicyReport => {
  const { policy, images, banks, warnings } = compiled;
  const budget = (): Budget => ({ left: Number.MAX_SAFE_INTEGER, until: performance.now() + 1000 * seconds });
  const tables = askedTables(policy, images, banks.tables);
  const { found, complete } = ruleOverlaps(policy, tables, budget());
  // Rules that never decide are found here with a witness; where time was too short, by the compiler without one.
  const shown = warnings.filter(({ about }) => about !== 'shadow' || !complete);
  return {
    ...{ policy: policy.file, vms: policy.vms.length, rules: policy.rules.length, proven: policy.expect?.length ?? 0 },
    ...{ warnings: shown.map(formatDiagnostic), overlaps: found.map(one => foundOverlap(compiled, one)), complete },
    ...(asked && { reach: reachOf(compiled, tables, asked.text, asked.question, budget()) }),
  };
};
