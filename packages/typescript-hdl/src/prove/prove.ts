// SPDX-License-Identifier: Apache-2.0
/** Proves the properties of a component: by two engines that must agree, and not vacuously. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Definition } from '../component.ts';
import { type Finding, inductionFinding, runScript, smtBounded, smtInduction } from './engines.ts';
import { type ProofModel, type Property, proofModel } from './model.ts';
import { ProofError } from './proof-error.ts';
import {
  type Counterexample,
  type EngineResult,
  gapMessage,
  lateMessage,
  type Outcome,
  type ProofResult,
  type PropertyResult,
  provedMessage,
  refutedMessage,
} from './result.ts';
import { beyondMap, files, inductionLine, netlistScript, type ResetUse, smt2Script } from './scripts.ts';
import { readSatTrace, readSmtTrace, type Trace, writeVcd } from './trace.ts';
import { searchReach } from './vacuity.ts';

/** What {@link prove} can be told; everything has a default. */
export interface ProveOptions {
  /** Most clocks of the induction, and of the search for counterexamples, covers and reachable assertions. Default 20. */
  readonly depth?: number;
  /** Most seconds for each engine. Default 60. */
  readonly seconds?: number;
  /** Where scripts, logs and waveforms are left. Default `build/proofs/<component>`. */
  readonly folder?: string;
  /**
   * Every run starts with the reset values. `start` (default): `rst` stays 0 afterwards, which covers whatever follows any
   * reset, except that memories with initial contents have them. `any`: `rst` is free in every clock, and assertions
   * must hold in the clocks of a reset as well.
   */
  readonly reset?: ResetUse;
  /** Only the assertions of these names; the others are neither proved nor taken for granted. Default: all. */
  readonly only?: readonly string[];
}

interface Task {
  readonly model: ProofModel;
  readonly depth: number;
  readonly seconds: number;
  readonly folder: string;
  readonly reset: ResetUse;
}

/**
 * Proves all assertions of a component, in it and in its instances. Throws an HdlError for a mistake in the description and
 * a {@link ProofError} when the proof cannot be carried out (programs missing, engines at odds).
 */
export const prove = async (definition: Definition, options: ProveOptions = {}): Promise<ProofResult> => {
  const started = Date.now();
  const task = setUp(definition, options);
  const engines = await runEngines(task);
  const known = await conclude(task, engines);
  return { ...known, engines, elapsed: (Date.now() - started) / 1000 };
};

type Conclusion = Omit<ProofResult, 'engines' | 'elapsed'>;

const setUp = (definition: Definition, options: ProveOptions): Task => {
  const {
    depth = 20,
    seconds = 60,
    folder = join('build', 'proofs', definition.name),
    reset = 'start',
    only,
  } = options;
  const model = proofModel(definition, name => only?.includes(name) ?? true);
  const absent = only?.find(name => !model.properties.some(one => one.kind === 'assert' && one.name === name));
  if (absent !== undefined) {
    const there = [
      ...model.properties.filter(({ kind }) => kind === 'assert').map(({ name }) => name),
      ...model.dropped,
    ];
    throw new ProofError(`There is no assertion '${absent}'; there are ${there.join(', ')}.`);
  }
  if (!model.properties.some(({ kind }) => kind !== 'assume')) {
    throw new ProofError(`Component '${definition.name}' has nothing to prove: no assertion and no cover.`);
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, files.design), model.verilog);
  writeFileSync(join(folder, files.beyond), beyondMap);
  return { model, depth, seconds, folder, reset };
};

const timed = async (engine: 'sat' | 'z3', work: () => Promise<Finding>): Promise<EngineResult> => {
  const started = Date.now();
  const finding = await work();
  return { engine, ...finding, elapsed: (Date.now() - started) / 1000 };
};

const hasAssertions = ({ model }: Task): boolean => model.properties.some(({ kind }) => kind === 'assert');

const satTrace = 'sat.vcd';
const smtTrace = 'z3.vcd';

const runEngines = async (task: Task): Promise<EngineResult[]> => {
  if (!hasAssertions(task)) {
    await runScript('netlist', netlistScript(task.model, task.reset), task.folder, task.seconds);
    return [];
  }
  const sat = await timed('sat', () => induction(task));
  const z3 = await timed('z3', () => crossCheck(task, sat));
  const atOdds = new Set([sat.outcome, z3.outcome]);
  if (atOdds.has('proved') && atOdds.has('refuted')) {
    throw new ProofError(
      `The engines contradict each other about '${task.model.top}' (sat: ${sat.outcome}, z3: ${z3.outcome}); neither is believed. Logs: ${task.folder}`,
    );
  }
  return [sat, z3];
};

const induction = async (task: Task): Promise<Finding> => {
  const { folder, seconds, depth } = task;
  const line = inductionLine('sat.log', satTrace, { depth, seconds });
  await runScript('sat', [...netlistScript(task.model, task.reset), line], folder, seconds + 5);
  return inductionFinding(folder, 'sat.log');
};

/** A refutation is looked for in as many clocks; everything else is proved anew. */
const crossCheck = async (task: Task, sat: Finding): Promise<Finding> => {
  const { folder, seconds, depth } = task;
  await runScript('smt2', smt2Script(task.model, task.reset), folder, seconds);
  if (sat.outcome === 'refuted') return smtBounded(folder, smtTrace, { depth: sat.clocks, seconds });
  return smtInduction(folder, smtTrace, { depth, seconds });
};

const conclude = async (task: Task, engines: readonly EngineResult[]): Promise<Conclusion> => {
  const refuting = engines.find(({ outcome }) => outcome === 'refuted');
  if (refuting) return refuted(task, refuting);
  if (engines.length > 0 && !engines.some(({ outcome }) => outcome === 'proved')) return unknown(task, engines);
  const { seconds, folder, depth, model } = task;
  const { properties, complaint, outcome } = await searchReach(model, { folder, seconds, depth });
  return { outcome, message: complaint ?? provedMessage(properties, engines), properties };
};

const refuted = (task: Task, { engine, clocks }: EngineResult): Conclusion => {
  const trace =
    engine === 'sat'
      ? readSatTrace(join(task.folder, satTrace), clocks)
      : readSmtTrace(join(task.folder, smtTrace), clocks);
  const counterexample = explain(task, trace, 'counterexample.vcd');
  if (!counterexample) throw new ProofError(`The run in ${task.folder} that ${engine} found breaks no assertion.`);
  const properties = resultsOf(task, ({ name }) => (counterexample.broken.includes(name) ? 'refuted' : 'unknown'));
  return { outcome: 'refuted', message: refutedMessage(counterexample), counterexample, properties };
};

const unknown = (task: Task, engines: readonly EngineResult[]): Conclusion => {
  const { depth, seconds, folder } = task;
  const properties = resultsOf(task, () => 'unknown');
  const sat = engines.find(({ engine }) => engine === 'sat');
  if (sat?.reason !== 'depth') return { outcome: 'unknown', message: lateMessage(seconds), properties };
  const inductionGap = explain(task, readSatTrace(join(folder, satTrace), depth + 1), 'induction-gap.vcd');
  const message = gapMessage(depth, inductionGap);
  return inductionGap
    ? { outcome: 'unknown', message, properties, inductionGap }
    : { outcome: 'unknown', message, properties };
};

const resultsOf = ({ model }: Task, outcomeOf: (property: Property) => Outcome): PropertyResult[] =>
  model.properties.map(property => {
    const { kind, name, location } = property;
    return { kind, name, location, outcome: kind === 'assert' ? outcomeOf(property) : 'unknown', reach: undefined };
  });

/** Which assertions the last clock of a run breaks, and with which values; leaves the waveform. */
const explain = ({ model, folder }: Task, trace: Trace, file: string): Counterexample | undefined => {
  const last = trace.at(-1)!;
  const broken = model.properties.filter(({ kind, holds }) => kind === 'assert' && last.get(holds)?.value === 0n);
  const first = broken[0];
  if (!first) return undefined;
  const vcd = join(folder, file);
  writeVcd(vcd, model.top, trace);
  return {
    property: first.name,
    location: first.location,
    broken: broken.map(({ name }) => name),
    clock: trace.length,
    values: Object.fromEntries(first.signals.flatMap(name => (last.has(name) ? [[name, last.get(name)!.value]] : []))),
    vcd: relative(process.cwd(), vcd),
  };
};
