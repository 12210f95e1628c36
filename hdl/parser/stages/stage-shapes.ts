// SPDX-License-Identifier: Apache-2.0
/** What the stages of the parser hand to each other. */
import { type Bundle, bit, u } from 'typescript-hdl';
import type { HeaderRule } from '../../spec/protocol/header-graph.ts';
import { headerVectorFields, parserExceptions } from '../../spec/protocol/header-vector.ts';
import type { ParserPlan, StagePlan } from '../graph/plan.ts';

/** Width of an exception number. */
export const exceptionBits = headerVectorFields.find(({ name }) => name === 'exception')!.bits;
/** Width of a header's number. */
export const headerNumberBits = headerVectorFields.find(({ name }) => name === 'exceptionHeader')!.bits;

/** Number of an exception by its name. */
export const exceptionId = (name: (typeof parserExceptions)[number]['name']): number =>
  parserExceptions.find(one => one.name === name)!.id;

/** One bit for each header, by name. */
export const headerBits = (headers: readonly HeaderRule[]): Record<string, ReturnType<typeof bit>> =>
  Object.fromEntries(headers.map(({ name }) => [name, bit()]));

/**
 * A beat that starts, for the first beat of a frame, at the header that the frame has next. `last` ends the frame or the
 * window. `next` says which header that is, on the first beat; none of them means that the walk has ended.
 */
export const alignedBeat = ({ laneBytes, arriving }: StagePlan) => ({
  data: u(laneBytes * 8),
  last: bit(),
  next: headerBits(arriving),
});

/**
 * A beat that stays where it is while the header that the frame has next moves on: it begins `skip` bytes from lane 0 of
 * the frame's first beat. `next` is none of them until the beats so far say which header it is.
 */
export const pointedBeat = ({ offsetBits, indexBits, beatBytes }: ParserPlan, { arriving }: StagePlan) => ({
  data: u(beatBytes * 8),
  last: bit(),
  index: u(indexBits),
  skip: u(offsetBits),
  next: headerBits(arriving),
});

/** Beats as the stage takes them. */
export const stageBeat = (plan: ParserPlan, stage: StagePlan) =>
  stage.kind === 'fixed' ? alignedBeat(stage) : pointedBeat(plan, stage);

/** How far the walk has come when it enters a stage; valid in one clock a frame. */
export const walkShape = ({ offsetBits, leftBits, roomBits }: ParserPlan, { bounded }: StagePlan) => ({
  /** No exception so far. */
  alive: bit(),
  exception: u(exceptionBits),
  exceptionHeader: u(headerNumberBits),
  /** The frame goes on after the bytes that are looked at. */
  longer: bit(),
  /** Where the next header of the frame starts. */
  offset: u(offsetBits),
  /** Bytes of the frame from there on, counted inside the window. */
  left: u(leftBits),
  /** Bytes that the enclosing length leaves from there on. */
  ...(bounded ? { room: u(roomBits) } : {}),
});

/** Walk as it leaves a stage for `next`; after the last one only the exception is of interest. */
export const walkedShape = (plan: ParserPlan, next: StagePlan | undefined): Bundle =>
  next ? walkShape(plan, next) : { exception: u(exceptionBits), exceptionHeader: u(headerNumberBits) };

/** Name of the bit that says that the part of a header which counts alone is there. */
export const partName = (header: string): string => `${header}Part`;

/** One bit for each placement of a stage: the header is present there; and one for a part that counts alone. */
export const presentShape = ({ placements }: StagePlan): Bundle =>
  Object.fromEntries(
    placements.flatMap(({ name, header }) => [
      [name, bit()],
      ...(header.partly ? [[partName(name), bit()] as const] : []),
    ]),
  );
