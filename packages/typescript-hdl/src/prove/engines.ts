// SPDX-License-Identifier: Apache-2.0
/** The two proof engines: Yosys' own SAT solver with temporal induction, and z3 through `yosys-smtbmc`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { ProofError } from './proof-error.ts';
import { files, type SatLimits } from './scripts.ts';

/** What an engine found out about all assertions together. */
export interface Finding {
  readonly outcome: 'proved' | 'refuted' | 'unknown';
  /** Clocks of the induction that proved it, of the run that refutes it, or of the last attempt. */
  readonly clocks: number;
  /** Why nothing is known. */
  readonly reason?: 'depth' | 'time';
}

/** What the solver says about reaching a wire. */
export type Reach =
  | { readonly reached: true; readonly clock: number }
  | { readonly reached: false; readonly ever: 'never' | 'not within the depth' | 'not known in the time' };

interface Run {
  readonly code: number | undefined;
  readonly log: string;
  readonly late: boolean;
}

const run = async (command: string, args: readonly string[], cwd: string, seconds: number): Promise<Run> => {
  const result = await execa(command, args, { cwd, all: true, reject: false, timeout: seconds * 1000 });
  if (result.code === 'ENOENT') {
    throw new ProofError(`${command} is not installed; proofs need the packages yosys and z3.`);
  }
  return { code: result.exitCode, log: result.all ?? '', late: result.timedOut };
};

/** Runs a Yosys script; a script that fails, other than by taking too long, is an error. */
export const runScript = async (
  name: string,
  lines: readonly string[],
  cwd: string,
  seconds: number,
): Promise<void> => {
  writeFileSync(join(cwd, `${name}.ys`), `${lines.join('\n')}\n`);
  const { code, log, late } = await run('yosys', ['-q', '-s', `${name}.ys`], cwd, seconds);
  if (code !== 0 && !late) throw new ProofError(`Yosys cannot carry out ${join(cwd, name)}.ys:\n${lastLines(log)}`);
};

const lastLines = (log: string): string => log.trim().split('\n').slice(-6).join('\n');

const readLog = (cwd: string, name: string): string =>
  existsSync(join(cwd, name)) ? readFileSync(join(cwd, name), 'utf8') : '';

const lastNumber = (log: string, pattern: RegExp): number => Number([...log.matchAll(pattern)].at(-1)?.[1] ?? 0);

/** Reads the log of an induction. */
export const inductionFinding = (cwd: string, name: string): Finding => {
  const log = readLog(cwd, name);
  const clocks = lastNumber(log, /\[(?:base case|induction step) (\d+)\]/g);
  if (log.includes('Induction step proven: SUCCESS!')) return { outcome: 'proved', clocks };
  if (log.includes('model found for base case: FAIL!')) return { outcome: 'refuted', clocks };
  const reason = log.includes('Reached maximum number of time steps') ? 'depth' : 'time';
  return { outcome: 'unknown', clocks, reason };
};

/** Reads the log of a search for a wire that becomes 1. */
export const reachFinding = (cwd: string, name: string): Reach => {
  const { outcome, clocks } = inductionFinding(cwd, name);
  if (outcome === 'refuted') return { reached: true, clock: clocks };
  const finished = readLog(cwd, name).includes('Reached maximum number of time steps');
  return { reached: false, ever: finished ? 'not within the depth' : 'not known in the time' };
};

/** Whether a run of a given length was found; undefined when time ran out. */
export const runFinding = (cwd: string, name: string): boolean | undefined => {
  const log = readLog(cwd, name);
  if (log.includes('SAT solving finished - model found')) return true;
  return log.includes('SAT solving finished - no model found') ? false : undefined;
};

const smtbmc = (args: readonly string[], cwd: string, seconds: number): Promise<Run> => {
  const limit = Math.ceil(seconds);
  // z3 stops itself after the time limit, so that none is left after.
  // Without the functions of states that `--unroll` writes out, z3 may find no end even of one clock.
  const options = ['-s', 'z3', '--unroll', '--timeout', String(limit), '--noprogress', ...args, files.smt2];
  return run('yosys-smtbmc', options, cwd, limit + 2);
};

const statusOf = ({ log }: Run): 'PASSED' | 'FAILED' | undefined =>
  /Status: (PASSED|FAILED)$/m.exec(log)?.[1] as 'PASSED' | 'FAILED' | undefined;

/** Looks for a run of at most `depth` clocks that breaks an assertion; leaves it in `trace`. */
export const smtBounded = async (cwd: string, trace: string, { depth, seconds }: SatLimits): Promise<Finding> => {
  const result = await smtbmc(['-t', String(depth), '--dump-vcd', trace], cwd, seconds);
  writeFileSync(join(cwd, 'z3-bounded.log'), result.log);
  const clocks = lastNumber(result.log, /Checking assertions in step (\d+)\.\./g) + 1;
  const status = statusOf(result);
  if (status === 'FAILED') return { outcome: 'refuted', clocks };
  return status === 'PASSED' ? { outcome: 'proved', clocks } : { outcome: 'unknown', clocks, reason: 'time' };
};

/** All assertions by k-induction: the step with the least k up to `depth`, then the first k clocks. */
export const smtInduction = async (cwd: string, trace: string, limits: SatLimits): Promise<Finding> => {
  const { depth, seconds } = limits;
  const started = Date.now();
  const result = await smtbmc(['-i', '-t', String(depth)], cwd, seconds);
  writeFileSync(join(cwd, 'z3-induction.log'), result.log);
  const tried = [...result.log.matchAll(/Trying induction in step (\d+)\.\./g)].at(-1);
  const clocks = tried ? depth - Number(tried[1]) : 0;
  const status = statusOf(result);
  if (status !== 'PASSED') return { outcome: 'unknown', clocks, reason: status === 'FAILED' ? 'depth' : 'time' };
  const left = Math.max(1, seconds - (Date.now() - started) / 1000);
  const base = await smtBounded(cwd, trace, { depth: clocks + 1, seconds: left });
  return base.outcome === 'proved' ? { outcome: 'proved', clocks } : base;
};
