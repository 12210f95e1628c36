// SPDX-License-Identifier: Apache-2.0
/** Does a proof say anything? Assertions must be able to count, covers must be reached, assumptions must have a run. */
import { join } from 'node:path';
import { inductionFinding, type Reach, reachFinding, runFinding, runScript } from './engines.ts';
import type { ProofModel, Property } from './model.ts';
import { contradictionMessage, type Outcome, type PropertyResult, vacuousMessage } from './result.ts';
import { files, neverLine, reachLine, runLine } from './scripts.ts';
import { readSatTrace, writeVcd } from './trace.ts';

export interface ReachLimits {
  readonly folder: string;
  /** Most clocks. */
  readonly depth: number;
  /** Most seconds of the whole search. */
  readonly seconds: number;
}

export interface ReachResult {
  readonly outcome: Extract<Outcome, 'proved' | 'vacuous' | 'unknown'>;
  /** What is wrong, in a sentence. */
  readonly complaint: string | undefined;
  readonly properties: readonly PropertyResult[];
}

/** The wire that must become 1 for a property to mean something. */
const goalOf = ({ kind, holds, counts }: Property): string | undefined => (kind === 'cover' ? holds : counts);

/** Searches a run for every property of a model whose assertions have been proved. */
export const searchReach = async (model: ProofModel, limits: ReachLimits): Promise<ReachResult> => {
  const { folder, depth, seconds } = limits;
  const goals = [...new Set(model.properties.flatMap(property => goalOf(property) ?? []))];
  const logOf = (goal: string): string => `reach-${goals.indexOf(goal)}.log`;
  const assumptions = model.properties.filter(({ kind }) => kind === 'assume');
  const lines = [
    `read_rtlil ${files.netlist}`,
    ...(assumptions.length > 0 ? [runLine('run.log', depth, seconds)] : []),
    ...goals.map(goal => reachLine(logOf(goal), goal, logOf(goal).replace('.log', '.vcd'), { depth, seconds })),
  ];
  await runScript('reach', lines, folder, seconds);
  const reaches = new Map(goals.map(goal => [goal, reachFinding(folder, logOf(goal))]));
  await findNever(reaches, limits);
  const properties = model.properties.map(property => resultOf(property, reaches.get(goalOf(property) ?? '')));
  if (assumptions.length > 0 && runFinding(folder, 'run.log') === false) {
    const clock = await firstImpossible(limits);
    const complaint = contradictionMessage(
      clock,
      assumptions.map(({ location }) => location),
    );
    return { outcome: 'vacuous', complaint, properties };
  }
  writeWitnesses(model, properties, folder, goal => logOf(goal).replace('.log', '.vcd'));
  const empty = properties.find(({ outcome }) => outcome === 'vacuous');
  const open = empty ?? properties.find(({ outcome }) => outcome === 'unknown');
  return {
    outcome: empty ? 'vacuous' : open ? 'unknown' : 'proved',
    complaint: open && vacuousMessage(open, depth),
    properties,
  };
};

/** Of what no run reaches within the depth, says what no run reaches at all. */
const findNever = async (reaches: Map<string, Reach>, { folder, depth, seconds }: ReachLimits): Promise<void> => {
  const open = [...reaches].filter(([, reach]) => !reach.reached && reach.ever === 'not within the depth');
  if (open.length === 0) return;
  const lines = open.map(([goal], i) => neverLine(`never-${i}.log`, goal, { depth, seconds }));
  await runScript('never', [`read_rtlil ${files.netlist}`, ...lines], folder, seconds);
  open.forEach(([goal], i) => {
    const proved = inductionFinding(folder, `never-${i}.log`).outcome === 'proved';
    if (proved) reaches.set(goal, { reached: false, ever: 'never' });
  });
};

const resultOf = ({ kind, name, location }: Property, reach: Reach | undefined): PropertyResult => {
  const meant = !reach || reach.reached;
  const late = reach && !reach.reached && reach.ever === 'not known in the time';
  return { kind, name, location, reach, outcome: meant || kind === 'assume' ? 'proved' : late ? 'unknown' : 'vacuous' };
};

/** Length of the shortest run that the assumptions forbid. */
const firstImpossible = async ({ folder, depth, seconds }: ReachLimits): Promise<number> => {
  const lengths = Array.from({ length: depth }, (_, i) => i + 1);
  const lines = lengths.map(length => runLine(`run-${length}.log`, length, seconds));
  await runScript('run', [`read_rtlil ${files.netlist}`, ...lines], folder, seconds);
  return lengths.find(length => runFinding(folder, `run-${length}.log`) === false) ?? depth;
};

/** The waveform of every cover that is reached. */
const writeWitnesses = (
  model: ProofModel,
  results: readonly PropertyResult[],
  folder: string,
  dumpOf: (goal: string) => string,
): void => {
  model.properties.forEach((property, i) => {
    const reach = results[i]!.reach;
    if (property.kind !== 'cover' || !reach?.reached) return;
    const trace = readSatTrace(join(folder, dumpOf(property.holds)), reach.clock);
    writeVcd(join(folder, `cover-${property.name}.vcd`), model.top, trace);
  });
};
