/**
 * The verdict of a layer on its header, in two register stages: is the header whole and well-formed, where does it end,
 * what stops the walk. Logic depth 3 LUTs, carry chains not counted.
 */
import { cat, lit, mux, oneHotMux, priorityMux, type Val } from 'typescript-hdl';
import type { HeaderRule } from '../layout/header-graph.ts';
import { type ParserException, parserExceptions } from '../layout/header-vector.ts';
import { registered } from '../lib/registered.ts';
import type { Captured } from './field-capture.ts';
import { anyOf, breaksChecks, type Here, ifHere, refusedNext } from './layer-rules.ts';
import { exceptionBits, roomBits } from './layer-shapes.ts';
import type { LayerPlan, ParserPlan } from './plan.ts';

/** Clocks from `walk` to `found` and `walked`. */
export const walkClocks = 2;

/** Where the walk stands; `room` is known behind a header that bounds what follows. */
export interface Walk {
  readonly alive: Val<1>;
  readonly exception: Val;
  readonly offset: Val;
  readonly left: Val;
  readonly room?: Val;
}

/** What the verdict is made from; all of one clock. */
export interface WalkInputs {
  readonly walk: Walk;
  readonly here: Here;
  readonly captured: Captured;
  /** Length of the header, 0 when the layer is passed; undefined in the last layer. */
  readonly length: Val | undefined;
}

/** How one header fails, in the order of {@link HeaderRule}; what its rules cannot break is left out. */
interface Faults {
  readonly [name: string]: Val<1> | undefined;
  readonly here: Val<1> | undefined;
  readonly crowded?: Val<1>;
  readonly short: Val<1>;
  readonly malformed?: Val<1>;
  readonly refused?: Val<1>;
}

/** Values of the layer's `found` and `walked`, {@link walkClocks} after the inputs. */
export const walkLayer = (plan: ParserPlan, layer: LayerPlan, inputs: WalkInputs) => {
  const { walk, length } = inputs;
  const judged = registered('judgedWalk', {
    alive: walk.alive,
    exception: walk.exception,
    end: length && walk.offset.add(length.zext(plan.offsetBits)),
    left: length && walk.left.zext(plan.offsetBits + 1).sub(length.zext(plan.offsetBits + 1)),
    room: length && roomDifference(layer, inputs, length),
  });
  const headers = layer.headers.map(header => ({
    header,
    faults: registered(`judged${capitalised(header.name)}`, faultsOf(header, inputs)),
  }));

  const ends = headers.map(({ header, faults }) => verdictOf(header, faults, judged));
  const stopped = anyOf(ends.map(({ stops }) => stops));
  const raised = oneHotMux(ends.map(({ stops, exception }) => [stops, exception] as const));
  const present = Object.fromEntries(ends.map(({ name, whole }) => [name, judged.alive.and(whole)]));
  return {
    present: registered('present', present),
    walked: registered('walkedOn', {
      alive: length && judged.alive.and(stopped.not()),
      exception: mux(judged.alive, raised, judged.exception),
      offset: judged.end,
      left: judged.left?.trunc(plan.offsetBits),
      room: judged.room && clamped(judged.room),
    }),
  };
};

const capitalised = (name: string): string => name[0]!.toUpperCase() + name.slice(1);

/** First stage: what is wrong with one header. The length below the minimum shows in the second stage, as a borrow. */
const faultsOf = (header: HeaderRule, { walk, here, captured }: WalkInputs): Faults => ({
  here: here[header.name],
  short: walk.left.lt(header.bytes),
  ...(header.needsRoom && walk.room ? { crowded: walk.room.lt(header.bytes) } : {}),
  ...(header.checks ? { malformed: breaksChecks(header, captured) } : {}),
  ...(header.next?.refused ? { refused: refusedNext(header, captured) } : {}),
});

/** Second stage: the header is whole, or what stops the walk at it. `borrow`s are the top bits of the differences. */
const verdictOf = (
  { name, length, checks, encloses, needsRoom, next }: HeaderRule,
  { here, crowded, short, malformed, refused }: Faults,
  { left, room }: { readonly left: Val | undefined; readonly room: Val | undefined },
) => {
  const underflow = encloses?.counts === 'header' ? room!.bit(room!.width - 1) : undefined;
  const arms = [
    arm(crowded, needsRoom?.exception),
    arm(short, 'truncated'),
    arm(malformed && underflow ? malformed.or(underflow) : (malformed ?? underflow), checks?.exception),
    arm(length && left!.bit(left!.width - 1), 'truncated'),
  ].flat();
  const broken = anyOf(arms.map(([fault]) => fault));
  const all = [...arms, ...arm(refused, next?.refused?.exception)];
  return {
    name,
    whole: ifHere(here, broken.not()),
    stops: ifHere(here, refused ? broken.or(refused) : broken),
    // Read only where the header stops the walk, so the last arm needs no condition.
    exception: priorityMux(all.slice(0, -1), all.at(-1)![1]),
  };
};

const arm = (fault: Val<1> | undefined, exception: ParserException | undefined): (readonly [Val<1>, Val<any>])[] => {
  if (!fault) return [];
  const id = parserExceptions.find(({ name }) => name === exception)!.id;
  return [[fault, lit(id, exceptionBits)]];
};

/**
 * Bytes that enclosing lengths leave behind the header, with the borrow on top: that of the header here if it has such a
 * length, else that of an earlier header, else no bound at all, less the length of this one.
 */
const roomDifference = (
  { headers, bounded }: LayerPlan,
  { walk, here, captured }: WalkInputs,
  length: Val,
): Val | undefined => {
  const enclosing = headers.filter(({ encloses }) => encloses);
  if (enclosing.length === 0) return bounded ? widened(walk.room!).sub(length.zext(roomBits + 1)) : undefined;
  const bits = Math.max(roomBits, ...enclosing.map(({ fields, encloses }) => fields[encloses!.field]!.bits));
  const given = oneHotMux(
    enclosing.map(({ name, encloses }) => [here[name]!, captured[name]![encloses!.field]!.zext(bits)] as const),
  );
  const outer = anyOf(enclosing.map(({ name }) => here[name]!)).not();
  const whole = mux(outer, bounded ? walk.room!.zext(bits) : lit((1n << BigInt(bits)) - 1n, bits), given);
  const behind = anyOf(
    enclosing.filter(({ encloses }) => encloses!.counts === 'payload').map(({ name }) => here[name]!),
  );
  return widened(whole).sub(mux(behind, 0, length.zext(bits + 1)));
};

const widened = (value: Val): Val => cat(lit(0, 1), value);

/** A difference as room: 0 when it is negative, the top value when it is larger. */
const clamped = (difference: Val): Val => {
  const borrow = difference.bit(difference.width - 1);
  const low = difference.trunc(roomBits);
  const high = difference.width - 1 - roomBits;
  const most = high > 0 ? mux(difference.slice(roomBits, high).orR(), 2 ** roomBits - 1, low) : low;
  return mux(borrow, 0, most);
};
