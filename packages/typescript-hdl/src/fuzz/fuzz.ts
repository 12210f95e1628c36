/** Random whole designs on the built-in simulator, Icarus and Verilator, which must agree and must not complain. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaintAbout, type Finding, firstDifference, generalComplaint } from './compare.ts';
import { lintVerilator, runIcarus, runVerilator, writeBatch } from './judges.ts';
import { failingPipeline } from './pipelines.ts';
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

/** What has been compared so far: designs, lines of Verilog and clocks in all. */
export interface FuzzProgress {
  readonly designs: number;
  readonly lines: number;
  readonly clocks: number;
}

/** A design on which the simulators differ, or of which something complains. */
export interface FuzzFailure {
  readonly seed: number;
  readonly finding: Finding;
  /** The smallest design found; undefined when it cannot even be emitted. */
  readonly verilog: string | undefined;
  /** Choices that lead to it. */
  readonly choices: readonly number[];
}

/** All that was compared, and the failure that ended it, if there was one. */
export interface FuzzResult extends FuzzProgress {
  readonly failure: FuzzFailure | undefined;
}

type Tool = 'icarus' | 'verilator' | 'lint';

/** Runs random designs, and as many random pipelines against what they mean, until one fails or all have passed. */
export const fuzz = async (options: FuzzOptions): Promise<FuzzResult> => {
  const { designs, seed, clocks = 40, batch = 16 } = options;
  const progress = { designs: 0, lines: 0, clocks: 0 };
  for (let first = 0; first < designs; first += batch) {
    const seeds = Array.from({ length: Math.min(batch, designs - first) }, (_, i) => seed + first + i);
    const wrong = await failingPipeline(seeds, clocks, options.shrinkSeconds ?? 60);
    if (wrong) return { ...progress, failure: wrong };
    const found = await runSeeds(seeds, clocks, progress);
    if (found) return { ...progress, failure: await smallest(found, options) };
    options.report?.({ ...progress });
  }
  return { ...progress, failure: undefined };
};

interface Found {
  readonly seed: number;
  readonly choices: readonly number[];
  readonly finding: Finding;
}

const runSeeds = async (
  seeds: readonly number[],
  clocks: number,
  progress: { designs: number; lines: number; clocks: number },
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
    if (finding) return { seed, choices: made, finding };
  }
  const findings = await judge(subjects, rows, ['lint', 'icarus', 'verilator']);
  for (const [i, subject] of subjects.entries()) {
    progress.designs++;
    progress.lines += subject.emitted.verilog.split('\n').length;
    progress.clocks += subject.slots.length;
    const finding = findings[i];
    if (finding) return { seed: seeds[i]!, choices: subject.made, finding };
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

/** The first finding of each subject. */
const judge = async (
  subjects: readonly Subject[],
  builtIn: readonly Rows[],
  tools: readonly Tool[],
): Promise<(Finding | undefined)[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'typescript-hdl-fuzz-'));
  try {
    const files = writeBatch(subjects, folder);
    const runs = { icarus: runIcarus, verilator: runVerilator, lint: lintVerilator };
    const verdicts = await Promise.all(
      tools.map(async tool => [tool, await runs[tool](subjects, folder, files)] as const),
    );
    return subjects.map((subject, i) => {
      for (const [run, { rows, complaints }] of verdicts) {
        const tool = run === 'lint' ? 'verilator' : run;
        const finding =
          complaintAbout(subject, complaints, tool) ??
          generalComplaint(subjects, complaints, tool) ??
          (run === 'lint' ? undefined : firstDifference(subject, builtIn[i]!, rows[i]!, tool));
        if (finding) return finding;
      }
      return undefined;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The finding of one design made from a list of choices. */
const findingOf = async (
  choices: readonly number[],
  seed: number,
  clocks: number,
  tools: readonly Tool[],
): Promise<{ finding: Finding | undefined; subject: Subject | undefined }> => {
  let subject: Subject | undefined;
  let rows: Rows = [];
  const error = attempt(() => {
    subject = makeSubject(choices, nameOf(seed), clocks);
    rows = runBuiltIn(subject);
  });
  if (error || !subject) return { finding: error, subject };
  const [finding] = tools.length === 0 ? [] : await judge([subject], [rows], tools);
  return { finding, subject };
};

/** Shrinks a failing design; what is left fails in the same way. */
const smallest = async ({ seed, choices, finding }: Found, options: FuzzOptions): Promise<FuzzFailure> => {
  const { tool } = finding;
  const quick = tool === 'verilator' && finding.kind === 'complaint';
  const tools: Tool[] = tool === 'language' ? [] : [quick ? 'lint' : tool];
  const clocks = Math.min(options.clocks ?? 40, (finding.clock ?? options.clocks ?? 40) + 1);
  const isSame = (other: Finding | undefined): boolean =>
    other?.kind === finding.kind && other.tool === tool && other.cause === finding.cause;
  const stillFails = async (candidate: readonly number[]): Promise<boolean> =>
    isSame((await findingOf(candidate, seed, clocks, tools)).finding);
  const short = await shrink(choices, stillFails, 1000 * (options.shrinkSeconds ?? 60));
  const { finding: last = finding, subject } = await findingOf(short, seed, clocks, tools);
  if (options.folder !== undefined && subject) {
    mkdirSync(options.folder, { recursive: true });
    writeBatch([subject], options.folder);
  }
  return { seed, finding: last, verilog: subject?.emitted.verilog, choices: short };
};
