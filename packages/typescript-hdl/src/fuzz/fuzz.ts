// SPDX-License-Identifier: Apache-2.0
/** Random whole designs on the built-in simulator, Icarus, Verilator and as synthesised netlists: all must agree, and none complain. */
import { mkdirSync } from 'node:fs';
import type { Finding } from './compare.ts';
import { failingCrossing } from './crossings.ts';
import { complaintOfText } from './expectations.ts';
import { families, type Target } from './family.ts';
import { allRuns, judge, type Run, runOf } from './judge.ts';
import { writeBatch } from './judges.ts';
import { failingPipeline } from './pipelines.ts';
import { type Culprit, reduceToSignal } from './reduce.ts';
import { shrink } from './shrink.ts';
import { makeSubject, type Rows, runBuiltIn, type Subject } from './subject.ts';

/** How much is tried, and what happens to a design that fails. */
export interface FuzzOptions {
  /** Number of designs. */
  readonly designs: number;
  /** Seed of the first design; those of the others follow one by one. */
  readonly seed: number;
  /** Clocks that every design runs. Default 40. */
  readonly clocks?: number;
  /** Designs that share a build. Default 16. */
  readonly batch?: number;
  /** Seconds for making a failing design smaller. Default 60. */
  readonly shrinkSeconds?: number;
  /** Where a failing design is left. Default nowhere. */
  readonly folder?: string;
  /** Device that netlists are made for, or `none` for no netlists. Default all of {@link families} in turn, one a build. */
  readonly family?: Target;
  /** Builds that run at once. Default 1. */
  readonly jobs?: number;
  /** Called after every batch. */
  readonly report?: (progress: FuzzProgress) => void;
}

/** What has been compared so far: designs, and their lines of Verilog and clocks. */
export interface FuzzProgress {
  readonly designs: number;
  readonly lines: number;
  readonly clocks: number;
}

/** A design on which the simulators differ, or of which something complains. */
export interface FuzzFailure {
  readonly seed: number;
  /** Device of the netlist that it was compared with. */
  readonly family: Target;
  readonly finding: Finding;
  /** Dotted path of the first signal that goes wrong although all that it reads is right; undefined where none does so alone. */
  readonly signal: string | undefined;
  /** The smallest design found, that signal's logic alone if there is one; undefined when it cannot even be emitted. */
  readonly verilog: string | undefined;
  /** Choices that lead to the design that it was found in. */
  readonly choices: readonly number[];
}

/** All that was compared, and the failure that ended it, if there was one. */
export interface FuzzResult extends FuzzProgress {
  readonly failure: FuzzFailure | undefined;
}

/** Runs random designs, as many random pipelines against what they mean, and as many crossings against the checks, until one fails. */
export const fuzz = async (options: FuzzOptions): Promise<FuzzResult> => {
  const { designs, batch = 16, jobs = 1, report } = options;
  let progress: FuzzProgress = { designs: 0, lines: 0, clocks: 0 };
  let failure: FuzzFailure | undefined;
  let next = 0;
  // Each worker takes the next batch until one has failed.
  const work = async (): Promise<void> => {
    while (next < designs && !failure) {
      const first = next;
      next += batch;
      const result = await runBatch(first, options);
      progress = sumOf(progress, result);
      failure ??= result.failure;
      if (!result.failure) report?.(progress);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return { ...progress, failure };
};

const sumOf = (a: FuzzProgress, b: FuzzProgress): FuzzProgress => ({
  designs: a.designs + b.designs,
  lines: a.lines + b.lines,
  clocks: a.clocks + b.clocks,
});

/** Runs the batch that begins with the `first` of all designs. */
const runBatch = async (first: number, options: FuzzOptions): Promise<FuzzResult> => {
  const { designs, seed, clocks = 40, batch = 16, shrinkSeconds = 60 } = options;
  const family = options.family ?? families[(first / batch) % families.length]!;
  const seeds = Array.from({ length: Math.min(batch, designs - first) }, (_, i) => seed + first + i);
  const wrong = await failingPipeline(seeds, clocks, shrinkSeconds);
  const missed = wrong ?? (await failingCrossing(seeds, shrinkSeconds));
  if (missed) return { ...nothing, failure: { ...missed, family, signal: undefined } };
  const { found, ...progress } = await runSeeds(seeds, clocks, family);
  return { ...progress, failure: found && (await smallest(found, options)) };
};

const nothing: FuzzProgress = { designs: 0, lines: 0, clocks: 0 };

interface Found {
  readonly seed: number;
  readonly choices: readonly number[];
  readonly finding: Finding;
  readonly family: Target;
}

const runSeeds = async (
  seeds: readonly number[],
  clocks: number,
  family: Target,
): Promise<FuzzProgress & { readonly found: Found | undefined }> => {
  const subjects: Subject[] = [];
  const rows: Rows[] = [];
  for (const seed of seeds) {
    const made: number[] = [];
    const finding = attempt(() => {
      const subject = makeSubject(seed, nameOf(seed), clocks, made);
      rows.push(runBuiltIn(subject));
      subjects.push(subject);
      return complaintOfText(subject);
    });
    if (finding) return { ...nothing, found: { seed, choices: made, finding, family } };
  }
  const findings = await judge(subjects, rows, allRuns, family);
  const bad = findings.findIndex(finding => finding);
  const passed = bad < 0 ? subjects : subjects.slice(0, bad);
  return {
    designs: passed.length,
    lines: passed.reduce((sum, { emitted }) => sum + emitted.verilog.split('\n').length, 0),
    clocks: passed.reduce((sum, { slots }) => sum + slots.length, 0),
    found: bad < 0 ? undefined : { seed: seeds[bad]!, choices: subjects[bad]!.made, finding: findings[bad]!, family },
  };
};

const nameOf = (seed: number): string => `d${Math.abs(seed)}`;

/** What the body finds, or what elaboration, emission or the built-in simulator throw in it. */
const attempt = (body: () => Finding | undefined): Finding | undefined => {
  try {
    return body();
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const cause = error instanceof Error ? `${error.name} ${/^HDL-\w+/.exec(error.message)?.[0] ?? ''}` : 'error';
    return { kind: 'error', tool: 'language', cause, text };
  }
};

/** The finding of one design made from a list of choices. */
const findingOf = async (
  choices: readonly number[],
  { seed, family }: Found,
  clocks: number,
  run: Run | undefined,
): Promise<{ finding: Finding | undefined; subject: Subject | undefined }> => {
  let subject: Subject | undefined;
  let rows: Rows = [];
  const error = attempt(() => {
    subject = makeSubject(choices, nameOf(seed), clocks);
    rows = runBuiltIn(subject);
    return complaintOfText(subject);
  });
  if (error || !subject) return { finding: error, subject };
  const [finding] = run === undefined ? [] : await judge([subject], [rows], [run], family);
  return { finding, subject };
};

/** The least that fails in the same way: one signal's logic where that fails alone, else a smaller design. */
const smallest = async (found: Found, options: FuzzOptions): Promise<FuzzFailure> => {
  const { seed, choices, finding, family } = found;
  const run = runOf(finding);
  const clocks = Math.min(options.clocks ?? 40, (finding.clock ?? options.clocks ?? 40) + 1);
  const end = Date.now() + 1000 * (options.shrinkSeconds ?? 60);
  const isSame = (other: Finding | undefined): boolean =>
    other?.kind === finding.kind && other.tool === finding.tool && other.cause === finding.cause;
  const reduced = async (list: readonly number[]): Promise<Culprit | undefined> => {
    const { subject } = await findingOf(list, found, clocks, undefined);
    return run && subject ? reduceToSignal(subject, { run, family, isSame, end }) : undefined;
  };
  let short = choices;
  let culprit = await reduced(short);
  if (!culprit) {
    const stillFails = async (candidate: readonly number[]): Promise<boolean> =>
      isSame((await findingOf(candidate, found, clocks, run)).finding);
    short = await shrink(choices, stillFails, end - Date.now());
    culprit = await reduced(short);
  }
  const last = culprit ?? (await findingOf(short, found, clocks, run));
  if (options.folder !== undefined && last.subject) {
    mkdirSync(options.folder, { recursive: true });
    writeBatch([last.subject], options.folder);
  }
  return {
    seed,
    family,
    finding: last.finding ?? finding,
    signal: culprit?.part.path,
    verilog: last.subject?.emitted.verilog,
    choices: short,
  };
};
