/**
 * The verdict of a stage on its headers: which of them are present, where the walk goes on, what stops it. Judged at the end
 * of each frame, in {@link walkClocks} register stages.
 */

import { lit, mux, oneHotMux, unused, type Val } from 'typescript-hdl';
import { registered } from 'typescript-hdl/lib';
import { bitsFor } from '../graph/header-lengths.ts';
import type { Placement } from '../graph/place-headers.ts';
import type { ParserPlan, StagePlan } from '../graph/plan.ts';
import { allOf, anyOf, isBelow } from './header-logic.ts';
import { exceptionBits, exceptionId, headerNumberBits, partName } from './stage-shapes.ts';

/** Clocks from `walk` to the stage's `present` and `walked`. */
export const walkClocks = ({ kind }: Pick<StagePlan, 'kind'>): number => (kind === 'fixed' ? 3 : 2);

/** Where the walk stands; `room` is known behind a header that bounds what follows. */
export interface Walk {
  readonly alive: Val<1>;
  readonly exception: Val;
  readonly exceptionHeader: Val;
  readonly longer: Val<1>;
  readonly offset: Val;
  readonly left: Val;
  readonly room?: Val;
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
  /** Value of the length field that bounds what follows. */
  readonly enclosed: Val | undefined;
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
    return { ...one, faults: registered(name, faultsOf(plan, one, inputs.walk)) };
  });
  const status = registered('status', statusOf(inputs.walk));
  if (stage.kind === 'pointer') {
    const moved = registered('moved', movedOn(inputs.walk, step, plan));
    const { over } = registered('fitting', { over: isOver(inputs.walk.left, step!) });
    const judged = faults.map(one => {
      const long = one.placement.header.length ? over : undefined;
      return { ...one, judged: judge({ ...one.faults, long }, status.longer) };
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
  const bound = boundOf(inputs);
  const held = bound ? registered('bound', bound) : undefined;
  const moved = registered('moved', bounded(movedOn(place, step, plan), held, plan));
  return { ...resolve(plan, judged, registered('judgedStatus', statusOf(status)), moved), end: undefined };
};

/** What of the walk says how it has gone. */
type Status = Pick<Walk, 'alive' | 'exception' | 'exceptionHeader' | 'longer'>;
/** The same in the last clock; behind the last stage nobody asks for `longer`. */
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

const faultsOf = (plan: ParserPlan, candidate: Candidate, { left, room }: Walk): Faults => {
  const { header, at } = candidate.placement;
  const { broken, length, enclosed } = candidate;
  const lies = enclosed && liesInside(header.encloses!.from, header.bytes, length, enclosed);
  return {
    here: candidate.here,
    crowded: header.needsRoom && room ? lacks(room, at + header.bytes) : undefined,
    short: isBelow(left, at + header.bytes),
    malformed: broken && lies ? broken.or(lies) : (broken ?? lies),
    long: length && !header.length!.unchecked ? tooLong(plan, at, length, left) : undefined,
    refused: candidate.refused,
    gone: header.partly && isGone(at + header.partly.bytes, left, header.needsRoom && room),
  };
};

const isGone = (bytes: number, left: Val, room: Val | undefined): Val<1> =>
  room ? (isBelow(left, bytes).or(lacks(room, bytes)) as Val<1>) : isBelow(left, bytes);

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

const tooLong = ({ leftBits }: ParserPlan, at: number, length: Val, left: Val): Val<1> => {
  const bits = Math.max(leftBits, bitsFor(2 ** length.width - 1 + at));
  return left.zext(bits).lt(length.zext(bits).add(at));
};

/** Whether an enclosing length ends inside its own header of `bytes`, or of a `length` that varies. */
const liesInside = (from: number, bytes: number, length: Val | undefined, enclosed: Val): Val<1> | undefined => {
  if (!length) return bytes > from ? isBelow(enclosed, bytes - from) : undefined;
  const bits = Math.max(length.width, enclosed.width);
  return enclosed.zext(bits).lt(length.zext(bits).sub(from));
};

/** What an enclosing length leaves, and whether a header here has one. */
interface Bound {
  readonly [name: string]: Val;
  readonly bounds: Val<1>;
  readonly bytes: Val;
}

/** What the enclosing length of a header here leaves behind it. */
const boundOf = ({ candidates }: WalkInputs): Bound | undefined => {
  const enclosing = candidates.filter(({ enclosed }) => enclosed);
  if (enclosing.length === 0) return undefined;
  const bits = Math.max(...enclosing.map(({ enclosed }) => enclosed!.width));
  const bytes = oneHotMux(enclosing.map(({ here, enclosed }) => [here, enclosed!.zext(bits)] as const));
  const used = enclosing.flatMap(({ here, placement: { header }, length }): [Val<1>, Val][] => {
    const whole = length ?? lit(header.bytes, bitsFor(header.bytes));
    if (!length && header.bytes === header.encloses!.from) return [];
    return [[here, whole.zext(Math.max(bits, whole.width)).trunc(bits).sub(header.encloses!.from)]];
  });
  const left = used.length === 0 ? bytes : bytes.sub(oneHotMux(used));
  return { bounds: anyOf(enclosing.map(({ here }) => here)), bytes: left };
};

/** Where the walk goes on; nothing behind the last stage. */
interface Moved {
  readonly [name: string]: Val | undefined;
  readonly offset?: Val;
  readonly left?: Val;
  readonly room?: Val | undefined;
}

/** The walk `step` bytes on; nothing of it is of interest behind the last stage. */
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

/** The same where a header of the stage bounds what follows: more than the room can say stands at its top. */
const bounded = (moved: Moved, bound: Bound | undefined, { roomBits }: ParserPlan): Moved => {
  if (!bound) return moved;
  const bits = roomBits - 1;
  const most = lit(2 ** bits - 1, roomBits);
  const { bytes } = bound;
  const room =
    bytes.width <= bits
      ? bytes.zext(roomBits)
      : mux(bytes.slice(bits, bytes.width - bits).orR(), most, bytes.trunc(bits).zext(roomBits));
  return { ...moved, room: mux(bound.bounds, room, moved.room ?? most) };
};

const judge = ({ here, crowded, short, malformed, long, refused, gone }: Faults, longer: Val<1>): Judged => {
  const cut = mux(longer, exception('too_deep'), exception('truncated'));
  const arms: (readonly [Val<1> | undefined, Val])[] = [
    [crowded, exception('no_room')],
    [short, cut],
    [malformed, exception('malformed')],
    [long, cut],
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

/** Last clock: the first header that stops the walk raises its exception, and none behind it is present. */
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
