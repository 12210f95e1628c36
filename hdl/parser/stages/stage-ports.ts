// SPDX-License-Identifier: Apache-2.0
/** Ports that all stages of the parser have. */
import { flow, input, master, output, slave, u } from 'typescript-hdl';
import { parserTablesShape } from '../../lib/frame-shapes.ts';
import type { ParserTable } from '../../spec/protocol/parser-tables.ts';
import { checksummed, type GivenGroup, readShape } from '../graph/given-groups.ts';
import { givenFields } from '../graph/header-lengths.ts';
import type { ParserPlan, StagePlan } from '../graph/plan.ts';
import type { Read, Tables } from './header-logic.ts';
import { presentShape, stageBeat, walkedShape, walkShape } from './stage-shapes.ts';

/** Everything a stage is built from. */
export interface StageContext {
  readonly plan: ParserPlan;
  readonly stage: StagePlan;
  /** The stage behind it, undefined for the last. */
  readonly next: StagePlan | undefined;
  /** What it gives to the header vector. */
  readonly groups: readonly GivenGroup[];
}

/** Run-time tables that the headers of a stage ask. */
export const tablesOf = ({ placements }: StagePlan): ParserTable[] => {
  const asked = placements.flatMap(({ header }) => [
    ...(header.next ?? []).flatMap(({ cases, tooManyTable }) => [...cases.map(({ table }) => table), tooManyTable]),
    ...givenFields(header).flatMap(([, sources]) => sources.map(one => ('table' in one ? one.table : undefined))),
  ]);
  return [...new Set(asked.filter(one => one !== undefined))].sort();
};

/** Ports of a stage; see `header-parser.ts` for when each is valid. */
export const stagePorts = ({ plan, stage, next, groups }: StageContext) => {
  const tables = tablesOf(stage);
  const shape = readShape(stage, groups);
  return {
    up: slave(flow(stageBeat(plan, stage))),
    ...(next ? { down: master(flow(stageBeat(plan, next))) } : {}),
    ...(tables.length > 0
      ? { tables: input(Object.fromEntries(tables.map(name => [name, parserTablesShape[name]]))) }
      : {}),
    walk: input(walkShape(plan, stage)),
    walked: output(walkedShape(plan, next)),
    present: output(presentShape(stage)),
    ...(Object.keys(shape).length > 0 ? { read: output(shape) } : {}),
    // One clock behind `walk`: where the header of a pointer stage ends in the frame.
    ...(stage.kind === 'pointer' && groups.some(({ relative }) => relative) ? { end: output(u(plan.offsetBits)) } : {}),
    ...(checksummed(stage) ? { checksumGood: output(u(1)) } : {}),
  };
};

/** The entries of the tables on a stage's port. */
export const tableEntries = (stage: StagePlan, port: any): Tables =>
  Object.fromEntries(
    tablesOf(stage).map(name => [name, Array.from({ length: port[name].count }, (_, i) => port[name].get(i))]),
  );

/** Parameters that tell apart the stages of different plans. */
export const stageParams = ({ plan: { beatBytes, windowBeats }, stage, next }: StageContext) => ({
  beatBytes,
  windowBeats,
  headers: stage.placements.map(({ name }) => name).join(' '),
  next: next?.name ?? 'none',
});

/** Name of a stage's module. */
export const stageName = ({ name }: StagePlan): string =>
  `${name.replace(/[A-Z]/g, capital => `_${capital.toLowerCase()}`)}_stage`;

export type { Read };
