// SPDX-License-Identifier: Apache-2.0
/**
 * A stage of the parser whose headers stand at constant places: reads them, and passes the frame on.
 *
 * - `up`: beats of a frame, the first of its headers in lane 0. Decisions about each header fall as its bytes arrive and are
 *   known, with the bytes themselves, one clock later (`mid`); where the frame goes on is known after another (`out`).
 * - `down`: the beats as they are with a pointer to the next header, two clocks later; or beats with the next header moved
 *   to lane 0, which takes the clocks of the aligner more.
 * - `walk` comes one clock after the last beat on `up`, `read` is valid in the same clock, `present` and `walked` follow
 *   three clocks after it.
 *
 * One beat a clock, one frame a clock when frames are that short; never stalls.
 */

import { bit, component, inst, lit, mux, oneHotMux, reg, u, type Val, when } from 'typescript-hdl';
import type { HeaderRule } from '../../spec/protocol/header-graph.ts';
import { checksummed } from '../graph/given-groups.ts';
import { canRefuse, followersOf, hasFixedLength, lengthsOf, targetsOf } from '../graph/header-lengths.ts';
import type { Placement } from '../graph/place-headers.ts';
import type { ParserPlan, StagePlan } from '../graph/plan.ts';
import { ByteCapture } from './byte-capture.ts';
import { checksumBits, headerChecksum } from './header-checksum.ts';
import {
  allOf,
  anyOf,
  breaksChecks,
  entryLeadsTo,
  entryRefuses,
  statedEnd,
  statedLength,
  type Tables,
} from './header-logic.ts';
import { readValues } from './read-values.ts';
import { realign } from './realign.ts';
import {
  type BeatsIn,
  type BeatsOut,
  type Bits,
  type StageContext,
  type StageIo,
  stageName,
  stageParams,
  stagePorts,
  tableEntries,
} from './stage-ports.ts';
import { headerBits } from './stage-shapes.ts';
import { type Candidate, type Enclosed, walkStage } from './stage-walk.ts';

/** Stage of headers at constant places; see the header comment. */
export const fixedStage = (context: StageContext) => {
  const { plan, stage, next, groups } = context;
  return component(
    stageName(stage),
    stageParams(context),
    stagePorts(context),
    io => {
      const { up, down, tables: tablePort, walk, walked, present, read, checksumGood } = io as unknown as StageIo;
      const index = countBeats(plan.indexBits, up);
      const arriving = { valid: up.valid, data: up.payload.data, index };
      const capture = new ByteCapture(plan.beatBytes, arriving);
      const tables = tableEntries(stage, tablePort);
      const named = latchNext(stage, up, index);
      const here = herePlaces(stage, named, capture, tables);

      const step =
        next && passOn(context, { up, index, down: down!, ...exitOf(plan, stage, { named, here, capture, tables }) });
      const candidates = stage.placements.map(one => candidateOf(one, here[one.name]!, capture, tables));
      const verdict = walkStage(plan, stage, { walk, candidates, step });
      present.set(verdict.present);
      walked.set(verdict.walked);
      if (read) read.set(readValues(groups, { here, tables, fieldsOf: one => capture.fields(one) }));
      const summed = checksummed(stage);
      if (summed) checksumGood!.set(sumOf(context, summed.placement, up, index));
    },
    { doc: `Parser stage: ${stage.placements.map(({ name }) => name).join(', ')}.` },
  );
};

/** Number of the beat on `up` in its frame. */
const countBeats = (bits: number, up: BeatsIn): Val => {
  const { index } = reg({ index: u(bits, 0) });
  when(up.valid, () => index.set(mux(up.payload.last, 0, index.add(1))));
  return index;
};

/** Which header the frame has next, from the clock after its first beat on. */
const latchNext = ({ arriving, first }: StagePlan, up: BeatsIn, index: Val): Bits => {
  if (first) return {};
  const { next } = reg({ next: headerBits(arriving) });
  when(up.valid.and(index.eq(0)), () => next.set(up.payload.next));
  return next as Bits;
};

/**
 * Whether a header leads to the one called `name` at the place `at`, as far as the beats so far say. Each entry of `next` is
 * decided for itself: one may need bytes that a shorter header does not have.
 */
const branch = (
  from: Placement,
  name: string,
  at: number | undefined,
  capture: ByteCapture,
  tables: Tables,
): Val<1> => {
  const { header } = from;
  const distance = at === undefined || isCertain(header) ? undefined : at - from.at;
  const what = `to${capitalised(name)}${distance ?? ''}`;
  const ways = (header.next ?? []).flatMap((next, i) => {
    if (!targetsOf(next).includes(name)) return [];
    const decision = capture.decide(from, `${what}By${i}`, read => {
      const leads = entryLeadsTo(next, name, read, tables);
      return distance === undefined ? leads : leads.and(statedLength(header, read).eq(distance));
    });
    return [decision];
  });
  return anyOf(ways);
};

/** The length of such a header is no question. */
const isCertain = (header: HeaderRule): boolean => header.peeks === true || hasFixedLength(header);

const capitalised = (name: string): string => name[0]!.toUpperCase() + name.slice(1);

/** Distances at which headers after this one may stand. */
const distancesOf = (header: HeaderRule): number[] => (header.peeks ? [0] : lengthsOf(header));

/** For each place, whether its header is on the walk as far as the beats so far say. */
const herePlaces = ({ placements, first }: StagePlan, named: Bits, capture: ByteCapture, tables: Tables): Bits => {
  const here: Record<string, Val<1>> = {};
  for (const { name, header, at } of placements) {
    const before = placements.filter(
      one =>
        one.name in here &&
        followersOf(one.header).includes(header.name) &&
        distancesOf(one.header).includes(at - one.at),
    );
    const ways = before.map(one => here[one.name]!.and(branch(one, header.name, at, capture, tables)));
    if (at === 0 && named[header.name]) ways.push(named[header.name]!);
    here[name] = first && ways.length === 0 ? lit(1, 1) : anyOf(ways);
  }
  return here;
};

/** For each header of later stages, whether it is next. */
const onwardBits = (stage: StagePlan, named: Bits, here: Bits, capture: ByteCapture, tables: Tables): Bits =>
  Object.fromEntries(
    stage.onward.map(({ name }) => {
      const ways = stage.placements
        .filter(({ header }) => followersOf(header).includes(name))
        .map(one => here[one.name]!.and(branch(one, name, undefined, capture, tables)));
      return [name, anyOf([...(named[name] ? [named[name]!] : []), ...ways])];
    }),
  );

/** Bytes from lane 0 to what follows the last header here, of any use where something follows; 0 without a header. */
const skipTo = ({ placements, onward }: StagePlan, here: Bits, capture: ByteCapture, bits: number): Val => {
  const outside = new Set(onward.map(({ name }) => name));
  const arms = placements
    .filter(({ header }) => followersOf(header).some(name => outside.has(name)))
    .map((one): [Val<1>, Val] => {
      const behind = placements.filter(
        other =>
          followersOf(one.header).includes(other.header.name) &&
          distancesOf(one.header).includes(other.at - one.at) &&
          other.at >= one.at &&
          other.layer > one.layer,
      );
      const isEnd = allOf(behind.map(other => here[other.name]!.not()));
      const end = statedEnd(one.header, capture.fields(one), one.at);
      return [here[one.name]!.and(isEnd), end.zext(Math.max(bits, end.width)).trunc(bits)];
    });
  return arms.length === 0 ? lit(0, bits) : oneHotMux(arms);
};

interface Walked {
  readonly named: Bits;
  readonly here: Bits;
  readonly capture: ByteCapture;
  readonly tables: Tables;
}

/** Where the frame goes on, and with which header. */
const exitOf = ({ offsetBits }: ParserPlan, stage: StagePlan, { named, here, capture, tables }: Walked): Exit => ({
  skip: skipTo(stage, here, capture, offsetBits),
  onward: onwardBits(stage, named, here, capture, tables),
});

interface Exit {
  readonly skip: Val;
  readonly onward: Bits;
}

interface Passing extends Exit {
  readonly up: BeatsIn;
  readonly index: Val;
  readonly down: BeatsOut;
}

/** Hands the frame on; gives the bytes to the next header, two clocks after `up`. */
const passOn = ({ plan, stage, next }: StageContext, { up, index, down, skip, onward }: Passing): Val => {
  const { valid, payload } = up;
  const { mid } = reg({
    mid: { valid: bit(0), data: u(payload.data.width), last: bit(), index: u(plan.indexBits) },
  });
  mid.set({ valid, data: payload.data, last: payload.last, index });
  const { out } = reg({
    out: {
      valid: bit(0),
      data: u(mid.data.width),
      last: bit(),
      index: u(plan.indexBits),
      skip: u(plan.offsetBits),
      next: headerBits(stage.onward),
    },
  });
  const load = { data: mid.data, last: mid.last, index: mid.index, skip, next: onward };
  const loadOut = (): void => {
    out.data.set(load.data);
    out.last.set(load.last);
    out.index.set(load.index);
    out.skip.set(load.skip);
    out.next.set(load.next);
  };
  if (stage.realigns) {
    out.valid.set(mid.valid.or(out.valid.and(out.last.not())));
    when(mid.valid, loadOut);
    realign(plan, stage, next!, out, mid, down);
    return out.skip;
  }
  out.valid.set(mid.valid);
  loadOut();
  down.valid.set(out.valid);
  down.payload.set({ data: out.data, last: out.last, index: out.index, skip: out.skip, next: out.next });
  return out.skip;
};

const candidateOf = (placement: Placement, here: Val<1>, capture: ByteCapture, tables: Tables): Candidate => {
  const { header } = placement;
  const fields = capture.fields(placement);
  const refusals = (header.next ?? []).flatMap((next, i) =>
    canRefuse(next) ? [capture.decide(placement, `refused${i}`, read => entryRefuses(next, read, tables))] : [],
  );
  return {
    placement,
    here,
    broken: header.checks && capture.decide(placement, 'broken', read => breaksChecks(header, read)),
    refused: refusals.length > 0 ? anyOf(refusals) : undefined,
    length: header.length && statedLength(header, fields),
    enclosed: enclosedOf(placement, here, capture, tables),
  };
};

/** The length of a header that bounds what follows. */
const enclosedOf = (placement: Placement, here: Val<1>, capture: ByteCapture, tables: Tables): Enclosed | undefined => {
  const { encloses } = placement.header;
  if (!encloses) return undefined;
  const bytes = capture.fields(placement)(encloses.field);
  const leads = encloses.to === undefined ? [] : [branch(placement, encloses.to, undefined, capture, tables)];
  return { bytes, bounds: allOf([here, ...leads, ...(encloses.zeroIsOpen ? [bytes.orR()] : [])]) };
};

/** Whether the checksum over the header at lane 0 is good, some clocks after `walk`. */
const sumOf = ({ plan }: StageContext, { header, at }: Placement, up: BeatsIn, index: Val): Val<1> => {
  if (at !== 0)
    throw new RangeError(`The checksum of "${header.name}" is taken where it stands at the start of a stage.`);
  const { checksum } = inst({ checksum: headerChecksum(plan.beatBytes, plan.indexBits, header) });
  checksum.up.valid.set(up.valid);
  checksum.up.payload.set({ data: up.payload.data.trunc(checksumBits(plan.beatBytes)), index });
  return checksum.good;
};
