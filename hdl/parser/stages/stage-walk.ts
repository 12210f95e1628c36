// SPDX-License-Identifier: Apache-2.0
/**
 * The verdict of a stage on its headers: which of them are present, where the walk goes on, what stops it. Judged at the end
 * of each frame, in {@link walkClocks} register stages.
 *
 * The room of the walk is what the tightest length before the stage leaves. Lengths inside the stage are held against the
 * headers after them directly: their distance is a constant. The nearest end of all is the room of the next stage.
 */

import { lit, mux, oneHotMux, unused, type Val } from 'typescript-hdl';
import { registered } from 'typescript-hdl/lib';
import type { HeaderRule } from '../../spec/protocol/header-graph.ts';
import { bitsFor, followersOf } from '../graph/header-lengths.ts';
import type { Placement } from '../graph/place-headers.ts';
import type { ParserPlan, StagePlan } from '../graph/plan.ts';
import { allOf, anyOf, isBelow } from './header-logic.ts';
import { exceptionBits, exceptionId, headerNumberBits, partName } from './stage-shapes.ts';

/** Clocks from `walk` to the stage's `present` and `walked`. */
export const walkClocks = ({ kind }: Pick<StagePlan, 'kind'>): number => (kind === 'fixed' ? 3 : 2);

/** Where the walk stands; `room` is known after a header that bounds what follows. */
export interface Walk {
  readonly alive: Val<1>;
  readonly exception: Val;
  readonly exceptionHeader: Val;
  readonly longer: Val<1>;
  readonly offset: Val;
  readonly left: Val;
  readonly room?: Val | undefined;
}

/** One header of the stage at the end of a frame. */
export interface Candidate {
  readonly placement: Placement;
  /** The headers before it lead to it. */
  readonly here: Val<1>;
  readonly broken: Val<1> | undefined;
  readonly refused: Val<1> | undefined;
  /** Length as stated, where it varies. */
  readonly length: Val | undefined;
  /** The length that bounds what follows. */
  readonly enclosed: Enclosed | undefined;
}

/** Value of a length field, and whether it bounds what follows. */
export interface Enclosed {
  readonly bytes: Val;
  readonly bounds: Val<1>;
}

export interface WalkInputs {
  readonly walk: Walk;
  readonly candidates: readonly Candidate[];
  /** Bytes to the next header: in a pointer stage with `walk`, in a fixed stage one clock later; none in the last stage. */
  readonly step: Val | undefined;
}

/** What is wrong with one header, in the order of `HeaderRule`. */
interface Faults {
  readonly [name: string]: Val<1> | undefined;
  readonly here: Val<1>;
  readonly crowded: Val<1> | undefined;
  readonly short: Val<1>;
  readonly malformed: Val<1> | undefined;
  readonly long: Val<1> | undefined;
  /** The header is whole, but reaches beyond a length around it. */
  readonly narrow: Val<1> | undefined;
  readonly refused: Val<1> | undefined;
  /** Even the part that counts alone is not there. */
  readonly gone: Val<1> | undefined;
}

/** A header with the exception that it raises, 0 for none; `bad` says that it is not present. */
interface Judged {
  readonly [name: string]: Val | undefined;
  readonly here: Val<1>;
  readonly bad: Val<1>;
  readonly stops: Val<1>;
  readonly exception: Val;
  /** The part that counts alone is there, where the header has one. */
  readonly part: Val<1> | undefined;
}

/** Values of the stage's `present` and `walked`, {@link walkClocks} after the inputs. */
export const walkStage = (plan: ParserPlan, stage: StagePlan, inputs: WalkInputs) => {
  const { candidates, step } = inputs;
  const faults = candidates.map(one => {
    const name = `faults${capitalised(one.placement.name)}`;
    return { ...one, faults: registered(name, faultsOf(plan, stage, one, inputs)) };
  });
  const status = registered('status', statusOf(inputs.walk));
  if (stage.kind === 'pointer') {
    const moved = registered('moved', movedOn(inputs.walk, step, plan));
    const { room } = inputs.walk;
    const fitting = registered('fitting', {
      over: isOver(inputs.walk.left, step!),
      narrow: room && isOver(unsigned(room), step!),
    });
    const judged = faults.map(one => {
      const { long, narrow } = one.placement.header.length
        ? { long: fitting.over, narrow: fitting.narrow }
        : { long: undefined, narrow: undefined };
      return { ...one, judged: judge({ ...one.faults, long, narrow }, status.longer) };
    });
    if (stage.last) unused(moved);
    return { ...resolve(plan, judged, status, stage.last ? {} : moved), end: moved.offset! };
  }
  const judged = faults.map(one => ({
    ...one,
    judged: registered(`judged${capitalised(one.placement.name)}`, judge(one.faults, status.longer)),
  }));
  if (!step) {
    unused(inputs.walk.offset);
    const last = registered('judgedStatus', { ...statusOf(status), longer: undefined });
    return { ...resolve(plan, judged, last, {}), end: undefined };
  }
  const place = registered('place', placeOf(inputs.walk));
  const bounds = boundsOf(plan, candidates);
  const held: Bounds = Object.keys(bounds).length > 0 ? registered('bound', bounds) : {};
  const moved = registered('moved', movedOn({ ...place, room: undefined }, step, plan));
  const rooms = tightest(plan, held, place.room, step);
  const room = Object.keys(rooms).length > 0 ? roomOf(registered('rooms', rooms)) : undefined;
  return { ...resolve(plan, judged, registered('judgedStatus', statusOf(status)), { ...moved, room }), end: undefined };
};

/** What of the walk says how it has gone. */
type Status = Pick<Walk, 'alive' | 'exception' | 'exceptionHeader' | 'longer'>;
/** The same in the last clock; after the last stage nobody asks for `longer`. */
type Ending = Omit<Status, 'longer'> & { readonly longer: Val<1> | undefined };
/** What of the walk says where it is. */
type Place = Pick<Walk, 'offset' | 'left' | 'room'>;

const statusOf = ({ alive, exception, exceptionHeader, longer }: Status) => ({
  alive,
  exception,
  exceptionHeader,
  longer,
});

const placeOf = ({ offset, left, room }: Place) => ({ offset, left, ...(room ? { room } : {}) });

const capitalised = (name: string): string => name[0]!.toUpperCase() + name.slice(1);

const faultsOf = (
  plan: ParserPlan,
  stage: StagePlan,
  candidate: Candidate,
  { walk: { left, room }, candidates }: WalkInputs,
): Faults => {
  const { header, at } = candidate.placement;
  const { broken, length, enclosed } = candidate;
  const { from, lenient, to } = header.encloses ?? { from: 0 };
  const judged = enclosed && !lenient && to === undefined;
  const lies = judged ? liesInside(from, header.bytes, length, enclosed.bytes) : undefined;
  const isBounded = stage.boundedHeaders.has(header.name);
  const outer = isBounded ? room : undefined;
  const around = isBounded ? enclosersOf(candidate, candidates) : [];
  const checked = length && !header.length!.unchecked ? length : undefined;
  const hasNoRoom = (bytes: number): Val<1>[] => [
    ...(outer ? [lacks(outer, at + bytes)] : []),
    ...around.map(one => one.bounds.and(isBelow(one.bytes, at + bytes - one.at))),
  ];
  return {
    here: candidate.here,
    crowded: some(hasNoRoom(header.bytes)),
    short: isBelow(left, at + header.bytes),
    malformed: broken && lies ? broken.or(lies) : (broken ?? lies),
    long: checked && tooLong(plan.leftBits, at, checked, left),
    narrow:
      checked &&
      some([
        ...(outer ? [tooLong(outer.width - 1, at, checked, unsigned(outer))] : []),
        ...around.map(one => one.bounds.and(tooLong(one.bytes.width, at - one.at, checked, one.bytes))),
      ]),
    refused: candidate.refused,
    gone: header.partly && anyOf([isBelow(left, at + header.partly.bytes), ...hasNoRoom(header.partly.bytes)]),
  };
};

const some = (conditions: readonly Val<1>[]): Val<1> | undefined =>
  conditions.length === 0 ? undefined : anyOf(conditions);

/** A length of the same stage that may bound a header there; it counts from byte `at` of the stage. */
interface Encloser extends Enclosed {
  readonly at: number;
}

const enclosersOf = ({ placement }: Candidate, candidates: readonly Candidate[]): Encloser[] =>
  candidates.flatMap(({ placement: other, enclosed }) =>
    enclosed && other.layer < placement.layer && mayLeadTo(other.header, placement.header.name, candidates)
      ? [{ ...enclosed, at: other.at + other.header.encloses!.from }]
      : [],
  );

/** Whether a walk from a header, past headers of the stage alone, may come to the one called `name`. */
const mayLeadTo = (header: HeaderRule, name: string, candidates: readonly Candidate[]): boolean => {
  const followers = followersOf(header);
  const inside = candidates.filter(({ placement }) => followers.includes(placement.header.name));
  return followers.includes(name) || inside.some(({ placement }) => mayLeadTo(placement.header, name, candidates));
};

/** The amount of a room that is not negative. */
const unsigned = (room: Val): Val => room.trunc(room.width - 1);

/** Whether what an enclosing length leaves, a signed number, is below a constant. */
const lacks = (room: Val, bytes: number): Val<1> =>
  room.bit(room.width - 1).or(isBelow(room.trunc(room.width - 1) as Val, bytes)) as Val<1>;

/** Whether a length is more than what is left: by the difference that the walk needs anyway. */
const isOver = (left: Val, length: Val): Val<1> => {
  const bits = left.width;
  const borrow = left
    .zext(bits + 1)
    .sub(fitted(length, bits).zext(bits + 1))
    .bit(bits) as Val<1>;
  return length.width > bits
    ? length
        .slice(bits, length.width - bits)
        .orR()
        .or(borrow)
    : borrow;
};

const fitted = (value: Val, bits: number): Val => (bits < value.width ? value.trunc(bits) : value.zext(bits));

/** Whether a header of `length` bytes, `at` bytes on, ends beyond what is left. */
const tooLong = (leftBits: number, at: number, length: Val, left: Val): Val<1> => {
  const bits = Math.max(leftBits, bitsFor(2 ** length.width - 1 + at));
  return left.zext(bits).lt(length.zext(bits).add(at));
};

/** Whether an enclosing length ends inside its own header of `bytes`, or of a `length` that varies. */
const liesInside = (from: number, bytes: number, length: Val | undefined, enclosed: Val): Val<1> | undefined => {
  if (!length) return bytes > from ? isBelow(enclosed, bytes - from) : undefined;
  const bits = Math.max(length.width, enclosed.width);
  return enclosed.zext(bits).lt(length.zext(bits).sub(from));
};

/** Where lengths that headers of the stage state end, in bytes from its start; the most a room can say where none counts. */
type Bounds = Readonly<Record<string, Val>>;

/** One bound for each group of headers of which a walk has one: those of a layer, or those whose length counts before one header. */
const boundsOf = ({ roomBits }: ParserPlan, candidates: readonly Candidate[]): Bounds => {
  const enclosing = candidates.filter(({ enclosed }) => enclosed);
  const groups = new Map<string, Candidate[]>();
  for (const one of enclosing) {
    const { layer, header } = one.placement;
    const key = header.encloses!.to ?? `layer${layer}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return Object.fromEntries([...groups.values()].map((group, i) => [`end${i}`, boundOf(group, roomBits - 1)]));
};

const boundOf = (group: readonly Candidate[], bits: number): Val => {
  const most = 2 ** bits - 1;
  const ends = group.map(({ placement: { header, at }, enclosed }) => ({
    ...enclosed!,
    at: at + header.encloses!.from,
  }));
  const wide = Math.max(...ends.map(({ bytes }) => bytes.width));
  const bytes = oneHotMux(ends.map(one => [one.bounds, one.bytes.zext(wide)] as const));
  const starts = new Set(ends.map(({ at }) => at));
  const startBits = bitsFor(Math.max(...starts));
  const start =
    starts.size === 1 ? lit(ends[0]!.at, startBits) : oneHotMux(ends.map(one => [one.bounds, lit(one.at, startBits)]));
  const sumBits = Math.max(wide, startBits, bits) + 1;
  const sum = bytes.zext(sumBits).add(start.zext(sumBits)) as Val;
  const open = anyOf(ends.map(({ bounds }) => bounds)).not();
  return mux(open.or(sum.slice(bits, sumBits - bits).orR()), lit(most, bits), sum.trunc(bits)) as Val;
};

/** For each of several ends, what it leaves after `step` bytes and whether it is the nearest. */
const tightest = ({ roomBits }: ParserPlan, bounds: Bounds, room: Val | undefined, step: Val): Record<string, Val> => {
  const ends = [...(room ? [room] : []), ...Object.values(bounds).map(end => end.zext(roomBits) as Val)];
  // The sign turned round, numbers compare as if they had none.
  const ordered = ends.map(end => end.xor(lit(2 ** (roomBits - 1), roomBits)));
  const nearer = (i: number, k: number): Val<1> =>
    i < k ? ordered[k]!.lt(ordered[i]!).not() : ordered[i]!.lt(ordered[k]!);
  return Object.fromEntries(
    ends.flatMap((end, i) => [
      [`room${i}`, end.sub(fitted(step, roomBits))],
      ...(ends.length > 1 ? [[`nearest${i}`, allOf(ends.flatMap((_, k) => (k === i ? [] : [nearer(i, k)])))]] : []),
    ]),
  );
};

/** The nearest of the ends that `tightest` compared. */
const roomOf = (rooms: Record<string, Val>): Val => {
  const count = Object.keys(rooms).length / 2;
  if (count < 1) return rooms.room0!;
  return oneHotMux(
    Array.from({ length: count }, (_, i) => [rooms[`nearest${i}`] as Val<1>, rooms[`room${i}`]!] as const),
  );
};

/** Where the walk goes on; nothing after the last stage. */
interface Moved {
  readonly [name: string]: Val | undefined;
  readonly offset?: Val;
  readonly left?: Val;
  readonly room?: Val | undefined;
}

/** The walk `step` bytes on; nothing of it is of interest after the last stage. */
const movedOn = (walk: Place, step: Val | undefined, { offsetBits, leftBits, roomBits }: ParserPlan): Moved => {
  if (!step) return {};
  return {
    offset: walk.offset.add(fitted(step, offsetBits)),
    left: walk.left
      .zext(leftBits + 1)
      .sub(fitted(step, leftBits).zext(leftBits + 1))
      .trunc(leftBits),
    room: walk.room?.sub(fitted(step, roomBits)),
  };
};

const judge = ({ here, crowded, short, malformed, long, narrow, refused, gone }: Faults, longer: Val<1>): Judged => {
  const cut = mux(longer, exception('too_deep'), exception('truncated'));
  const arms: (readonly [Val<1> | undefined, Val])[] = [
    [crowded, exception('no_room')],
    [short, cut],
    [malformed, exception('malformed')],
    [long, cut],
    [narrow, exception('no_room')],
  ];
  const bad = anyOf(arms.flatMap(([fault]) => (fault ? [fault] : [])));
  const raised = arms.reduceRight<Val>(
    (rest, [fault, what]) => (fault ? mux(fault, what, rest) : rest),
    refused ? exception('too_many') : lit(0, exceptionBits),
  );
  const stops = here.and(refused ? bad.or(refused) : bad);
  return { here, bad: here.and(bad), stops, exception: raised, part: gone && here.and(gone.not()) };
};

const exception = (name: Parameters<typeof exceptionId>[0]): Val => lit(exceptionId(name), exceptionBits);

interface JudgedHeader {
  readonly placement: Placement;
  readonly judged: Judged;
}

/** Last clock: the first header that stops the walk raises its exception, and none after it is present. */
const resolve = (plan: ParserPlan, headers: readonly JudgedHeader[], walk: Ending, moved: Moved) => {
  const layers = [...new Set(headers.map(({ placement }) => placement.layer))];
  const stopsOf = (layer: number): Val<1>[] =>
    headers.filter(({ placement }) => placement.layer === layer).map(({ judged }) => judged.stops);
  const goesOn = (layer: number): Val<1>[] => layers.filter(one => one < layer).map(one => anyOf(stopsOf(one)).not());
  const arms = headers.map(({ placement, judged }) => {
    const reached = allOf(goesOn(placement.layer));
    return {
      placement,
      judged,
      first: judged.stops.and(reached),
      whole: judged.here.and(judged.bad.not()).and(reached),
      part: judged.part?.and(reached),
    };
  });
  const raised = oneHotMux(arms.map(({ first, judged }) => [first, judged.exception] as const));
  const number = oneHotMux(
    arms.map(({ first, placement }) => [first, lit(plan.numbers[placement.header.name]!, headerNumberBits)] as const),
  );
  const { alive } = walk;
  const when = (value: Val): Val => alive.repeat(value.width).and(value);
  const present = Object.fromEntries(
    arms.flatMap(({ placement, whole, part }) => [
      [placement.name, alive.and(whole)],
      ...(part ? [[partName(placement.name), alive.and(part)]] : []),
    ]),
  );
  return {
    present: registered('present', present) as Readonly<Record<string, Val<1>>>,
    walked: registered('walkedOn', {
      alive: moved.offset && alive.and(anyOf(arms.map(({ first }) => first)).not()),
      // Without an exception so far, both are 0.
      exception: walk.exception.or(when(raised)),
      exceptionHeader: walk.exceptionHeader.or(when(number)),
      longer: moved.offset && walk.longer,
      offset: moved.offset,
      left: moved.left,
      room: moved.room,
    }),
  };
};
