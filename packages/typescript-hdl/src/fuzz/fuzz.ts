// SPDX-License-Identifier: Apache-2.0
/** Random whole designs on the built-in simulator, Icarus, Verilator and as synthesised netlists: all must agree, and none complain. */
import { mkdirSync } from 'node:fs';
import type { Finding } from './compare.ts';
import { allRuns, judge, type Run, runOf } from './judge.ts';
import { writeBatch } from './judges.ts';
import { type Family, families, isSynthesised } from './netlist.ts';
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
  /** Called after every batch. */
  readonly report?: (progress: FuzzProgress) => void;
}

/** What has been compared so far: designs, those of them that were small enough to be synthesised too, lines of Verilog and clocks. */
export interface FuzzProgress {
  readonly designs: number;
  readonly netlists: number;
  readonly lines: number;
  readonly clocks: number;
}

/** A design on which the simulators differ, or of which something complains. */
export interface FuzzFailure {
  readonly seed: number;
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

/** Runs random designs, and as many random pipelines against what they mean, until one fails or all have passed. */
export const fuzz = async (options: FuzzOptions): Promise<FuzzResult> => {
  const { designs, seed, clocks = 40, batch = 16 } = options;
  const progress = { designs: 0, netlists: 0, lines: 0, clocks: 0 };
  for (let first = 0; first < designs; first += batch) {
    const seeds = Array.from({ length: Math.min(batch, designs - first) }, (_, i) => seed + first + i);
    const wrong = await failingPipeline(seeds, clocks, options.shrinkSeconds ?? 60);
    if (wrong) return { ...progress, failure: { ...wrong, signal: undefined } };
    const family = families[(first / batch) % families.length]!;
    const found = await runSeeds(seeds, clocks, progress, family);
    if (found) return { ...progress, failure: await smallest(found, options) };
    options.report?.({ ...progress });
  }
  return { ...progress, failure: undefined };
};

interface Found {
  readonly seed: number;
  readonly choices: readonly number[];
  readonly finding: Finding;
  readonly family: Family;
}

const runSeeds = async (
  seeds: readonly number[],
  clocks: number,
  progress: { designs: number; netlists: number; lines: number; clocks: number },
  family: Family,
): Promise<Found | undefined> => {
  const subjects: Subject[] = [];
  const rows: Rows[] = [];
  for (const seed of seeds) {
    const made: number[] = [];
    const finding = attempt(() => {
      const subject = makeSubject(seed, nameOf(seed), clocks, made);
      rows.push(runBuiltIn(subject));
      subjects.push(subject);
    });
    if (finding) return { seed, choices: made, finding, family };
  }
  const findings = await judge(subjects, rows, allRuns, family);
  for (const [i, subject] of subjects.entries()) {
    progress.designs++;
    if (isSynthesised(subject)) progress.netlists++;
    progress.lines += subject.emitted.verilog.split('\n').length;
    progress.clocks += subject.slots.length;
    const finding = findings[i];
    if (finding) return { seed: seeds[i]!, choices: subject.made, finding, family };
  }
  return undefined;
};

const nameOf = (seed: number): string => `d${Math.abs(seed)}`;

/** What elaboration, emission or the built-in simulator throw. */
const attempt = (body: () => void): Finding | undefined => {
  try {
    body();
    return undefined;
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
    finding: last.finding ?? finding,
    signal: culprit?.part.path,
    verilog: last.subject?.emitted.verilog,
    choices: short,
  };
};
