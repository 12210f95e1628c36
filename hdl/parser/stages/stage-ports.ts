// SPDX-License-Identifier: Apache-2.0
/** Ports that all stages of the parser have. */
import { flow, input, master, output, slave, u, type Val, type VecRd } from 'typescript-hdl';
import { parserTablesShape } from '../../lib/frame-shapes.ts';
import type { ParserTable } from '../../spec/protocol/parser-tables.ts';
import { checksummed, type GivenGroup, readShape } from '../graph/given-groups.ts';
import { givenFields } from '../graph/header-lengths.ts';
import type { ParserPlan, StagePlan } from '../graph/plan.ts';
import type { Read, Tables } from './header-logic.ts';
import { presentShape, stageBeat, walkedShape, walkShape } from './stage-shapes.ts';
import type { Walk } from './stage-walk.ts';

/** Everything a stage is built from. */
export interface StageContext {
  readonly plan: ParserPlan;
  readonly stage: StagePlan;
  /** The stage after it, undefined for the last. */
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
    // One clock after `walk`: where the header of a pointer stage ends in the frame.
    ...(stage.kind === 'pointer' && groups.some(({ relative }) => relative) ? { end: output(u(plan.offsetBits)) } : {}),
    ...(checksummed(stage) ? { checksumGood: output(u(1)) } : {}),
  };
};

/** Bits by the names of headers. */
export type Bits = Readonly<Record<string, Val<1>>>;

/** Something that is driven as a whole; which fields it has depends on the plan. */
export interface Driven<T> {
  set(source: T): void;
}

/** Beats that a stage takes; only pointed ones have `index` and `skip`. */
export interface BeatsIn {
  readonly valid: Val<1>;
  readonly payload: {
    readonly data: Val;
    readonly last: Val<1>;
    readonly index: Val;
    readonly skip: Val;
    readonly next: Bits;
  };
}

/** Beats that a stage gives: `payload` has the fields that the next stage takes. */
export interface BeatsOut {
  readonly valid: Driven<Val<1>>;
  readonly payload: Driven<Readonly<Record<string, unknown>>>;
}

/** A table of words by its name; none where no header of the stage asks one. */
export type TablePort = Readonly<Partial<Record<ParserTable, VecRd<unknown>>>> | undefined;

/** {@link stagePorts} as the author of a stage sees them; which optional ones there are depends on the plan. */
export interface StageIo {
  readonly up: BeatsIn;
  readonly down?: BeatsOut;
  readonly tables?: TablePort;
  readonly walk: Walk;
  readonly walked: Driven<Readonly<Record<string, Val | undefined>>>;
  readonly present: Driven<Bits>;
  readonly read?: Driven<Readonly<Record<string, Val>>>;
  readonly end?: Driven<Val>;
  readonly checksumGood?: Driven<Val<1>>;
}

/** The entries of the tables on a stage's port. */
export const tableEntries = (stage: StagePlan, port: TablePort): Tables =>
  Object.fromEntries(
    tablesOf(stage).map(name => {
      const table = port![name]!;
      return [name, Array.from({ length: table.count }, (_, i) => table.get(i) as Val)];
    }),
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
