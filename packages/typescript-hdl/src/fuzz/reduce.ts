// SPDX-License-Identifier: Apache-2.0
/** Finds the signal where a failing design goes wrong, and the least of its logic that still does. */
import type { Finding } from './compare.ts';
import type { Target } from './family.ts';
import { judge, type Run } from './judge.ts';
import { type Part, partSubject, partsOf } from './parts.ts';
import { reductions } from './reductions.ts';
import { type Rows, runBuiltIn, type Subject } from './subject.ts';

/** A part that fails as the whole does. */
export interface Culprit {
  readonly part: Part;
  readonly subject: Subject;
  readonly finding: Finding;
}

/** What to look for, and with what. */
export interface Search {
  readonly run: Run;
  readonly family: Target;
  readonly isSame: (finding: Finding | undefined) => boolean;
  /** When to stop, as `Date.now()` counts. */
  readonly end: number;
}

/** Parts that are judged with one build. */
const together = 24;

/** The first signal that goes wrong although everything that it reads is right, reduced; undefined where no part fails alone. */
export const reduceToSignal = async (whole: Subject, search: Search): Promise<Culprit | undefined> => {
  let best = await firstCulprit(partsOf(whole), whole, search, byClock);
  while (best && Date.now() < search.end) {
    const next = await firstCulprit(reductions(best.part), whole, search, bySize);
    if (!next) break;
    best = next;
  }
  return best;
};

const lines = ({ subject }: Culprit): number => subject.emitted.verilog.split('\n').length;
const bySize = (a: Culprit, b: Culprit): number => lines(a) - lines(b);
const byClock = (a: Culprit, b: Culprit): number => (a.finding.clock ?? 0) - (b.finding.clock ?? 0) || bySize(a, b);

/** The best of the failing parts in the first stretch of the list that has one. */
const firstCulprit = async (
  parts: readonly Part[],
  whole: Subject,
  { run, family, isSame, end }: Search,
  order: (a: Culprit, b: Culprit) => number,
): Promise<Culprit | undefined> => {
  for (let first = 0; first < parts.length && Date.now() < end; first += together) {
    const subjects: Subject[] = [];
    const rows: Rows[] = [];
    const valid = parts.slice(first, first + together).filter((part, i) => {
      try {
        const subject = partSubject(part, `${whole.name}s${i}`, whole);
        rows.push(runBuiltIn(subject));
        subjects.push(subject);
        return true;
      } catch {
        return false; // A step that leaves no valid design.
      }
    });
    if (subjects.length === 0) continue;
    const findings = await judge(subjects, rows, [run], family);
    const culprits = findings.flatMap((finding, i) =>
      finding && isSame(finding) ? [{ part: valid[i]!, subject: subjects[i]!, finding }] : [],
    );
    if (culprits.length > 0) return culprits.sort(order)[0];
  }
  return undefined;
};
