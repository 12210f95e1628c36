// SPDX-License-Identifier: Apache-2.0
/** Does a crossing carry what it can: bits from flip-flops, words in Gray code or held, into the register that it names? */

import type { ClockRoot, ClockTree } from '../clocks/clock-tree.ts';
import { type Origin, originOf, originOfSignal } from '../clocks/origins.ts';
import { moduleReaders, reachedFrom } from '../clocks/readers.ts';
import { type Driver, fullName, moduleDrivers, placeOf, type Scope } from '../clocks/scopes.ts';
import { HdlError } from '../diagnostic.ts';
import type { Crossing, Expression, ModuleDefinition, Signal } from '../ir/index.ts';
import { type Location, onBehalfOf } from '../location.ts';
import { readSignal } from '../view.ts';
import { partAt } from '../walk.ts';
import type { CrossingCheck, End } from './crossings.ts';
import type { Flow } from './flow.ts';

/** One bit of a word that a crossing takes. */
interface TakenBit {
  readonly bit: number;
  readonly scope: Scope;
  readonly crossing: Crossing;
  readonly location: Location | undefined;
}

/** The bits that the crossings of a design have taken, by the clock that they cross to and the word that they are of. */
export type TakenBits = Map<string, TakenBit>;

/** Throws HDL-CROSSING unless the crossing is safe, or its author says why it is. */
export const checkCrossing = (
  scope: Scope,
  crossing: Crossing,
  tree: ClockTree,
  launches: CrossingCheck,
  flows: ReadonlyMap<ModuleDefinition, Flow>,
  taken: TakenBits,
): void => {
  if (crossing.kind === 'same-clock' || crossing.because !== undefined) return;
  const { wire, to } = crossing;
  const goal = tree.rootOf(scope, to!.domain);
  onBehalfOf(scope.definition.madeFor, () => {
    checkReaders(scope, crossing);
    const origins = bitOrigins(scope, wire);
    if (crossing.kind === 'max-delay') checkWord(scope, crossing, origins);
    else checkBits({ scope, crossing, goal, tree, origins, launches, flows, taken });
  });
};

/** The origin of every bit that a crossing lets through. */
export const bitOrigins = (scope: Scope, wire: Signal): Origin[] =>
  Array.from({ length: wire.width }, (_, bit) => originOfSignal(scope, wire, bit));

const fail = (sentence: string, ...locations: readonly (Location | undefined)[]): never => {
  throw new HdlError('HDL-CROSSING', sentence, ...locations);
};

const nameOf = (scope: Scope, wire: Signal): string => `The crossing '${fullName(scope, wire.name)}'`;

/** Its timing exception, and its synchroniser, hold for one register: no other may take the value. */
const checkReaders = (scope: Scope, { kind, wire, to }: Crossing): void => {
  const isReset = (_: Scope, signal: Signal): boolean => kind === 'async-reset' && signal.isClock;
  const others = reachedFrom(scope, wire, isReset).filter(({ reader }) => reader.isClocked);
  const other = others.find(({ reader }) => kind === 'async-reset' || reader.target !== to);
  if (other) {
    fail(
      `${nameOf(scope, wire)} is for '${to!.name}', but '${fullName(other.scope, other.reader.name)}' takes its value too.`,
      placeOf(scope, wire.location),
      placeOf(other.scope, other.reader.location),
    );
  }
  if (kind !== 'false-path') return;
  const next = moduleReaders(scope.module).get(to!) ?? [];
  const early = next.find(({ driver, isClocked }) => !(isClocked && driver && isCopy(driver, to!)));
  if (!early) return;
  fail(
    `${nameOf(scope, wire)} has one flip-flop, '${to!.name}', which may be metastable when '${early.name}' looks at it; ` +
      'put another register between them.',
    placeOf(scope, wire.location),
    placeOf(scope, early.location),
  );
};

/** An unconditional assignment of bits of a register, as they are. */
export const isCopy = ({ value, conditions, target }: Driver, source: Signal): boolean => {
  if (conditions.length > 0 || target.index) return false;
  const isPart = (part: Expression): boolean =>
    part.op === 'signal'
      ? part.signal === source
      : part.op === 'const' || ((part.op === 'slice' || part.op === 'cat') && part.args.every(isPart));
  return isPart(value);
};

interface Bits {
  readonly scope: Scope;
  readonly crossing: Crossing;
  /** The clock that the bits cross to. */
  readonly goal: ClockRoot;
  readonly tree: ClockTree;
  readonly origins: readonly Origin[];
  readonly launches: CrossingCheck;
  readonly flows: ReadonlyMap<ModuleDefinition, Flow>;
  readonly taken: TakenBits;
}

/** The clock that launches an origin; undefined where nobody says. */
export const clockOfOrigin = (
  tree: ClockTree,
  { kind, scope, signal, claim, domain }: Origin,
): ClockRoot | undefined => {
  if (kind === 'register') return tree.rootOf(scope, signal!.domain);
  if (kind === 'reset') return tree.rootOf(scope, domain);
  return claim && tree.rootOf(claim.scope, claim.domain);
};

/** Each bit comes from one flip-flop, and no two from one word, by this crossing or by others to the same clock. */
const checkBits = ({ scope, crossing, goal, tree, origins, launches, flows, taken }: Bits): void => {
  const { wire } = crossing;
  for (const origin of origins) {
    if (origin.kind === 'logic') {
      const ends = coneEnds(origin.scope, origin.cone, launches, flows);
      if (ends.length > 0 && ends.every(end => end.clock.key === goal.key)) continue;
      const from = ends.length > 0 ? ` of ${[...new Set(ends.map(end => `'${end.name}'`))].join(', ')}` : '';
      fail(
        `${nameOf(scope, wire)} has logic${from} before it, whose glitches the other clock may take; put a register before it.`,
        placeOf(scope, wire.location),
        origin.location && placeOf(origin.scope, origin.location),
      );
    }
    const clock = clockOfOrigin(tree, origin);
    if (!clock || clock.key === goal.key || !origin.signal || origin.signal.width === 1) continue;
    const name = fullName(origin.scope, origin.signal.name);
    const key = `${goal.key} ${name}`;
    const other = taken.get(key);
    const location = placeOf(scope, wire.location);
    if (!other) taken.set(key, { bit: origin.bit, scope, crossing, location });
    const isAlone = other?.scope === scope && other.crossing === crossing;
    if (!other || (other.bit === origin.bit && !isAlone)) continue;
    fail(
      `${nameOf(scope, wire)} ${isAlone ? 'takes several bits' : 'and another one take bits'} of the word '${name}' one by one, which may arrive a clock apart; ` +
        'use handshakeCrossing, asyncFifo or Gray code.',
      location,
      isAlone ? undefined : other.location,
      origin.location && placeOf(origin.scope, origin.location),
    );
  }
};

/** What launches the values that logic looks at, followed to other scopes through ports. */
const coneEnds = (
  scope: Scope,
  values: readonly Expression[],
  launches: CrossingCheck,
  flows: ReadonlyMap<ModuleDefinition, Flow>,
): readonly End[] => {
  const { graph } = flows.get(scope.definition)!;
  const ends: End[] = [];
  const seen = new Set<unknown>();
  const stack = values.flatMap(value => graph.pointsOf(value));
  while (stack.length > 0) {
    const point = stack.pop()!;
    if (seen.has(point)) continue;
    seen.add(point);
    if (!('op' in point.what)) {
      const { what } = point;
      ends.push(...launches.launchers(scope, what));
      if (what.kind === 'input' && !what.isClock && scope.parent) {
        const outer = readSignal(scope.instance!.connections.get(what.name)!);
        ends.push(...coneEnds(scope.parent, [outer], launches, flows));
      }
    }
    stack.push(...graph.next(point));
  }
  return ends;
};

/** A word comes from the register that the constraint names, and is in Gray code or taken under a condition. */
const checkWord = (scope: Scope, { wire, from, to }: Crossing, origins: readonly Origin[]): void => {
  const other = origins.find(
    ({ kind, signal, scope: at }) => kind !== 'constant' && !(kind === 'register' && signal === from && at === scope),
  );
  if (other) {
    fail(
      `${nameOf(scope, wire)} is from '${from!.name}' by its constraint, but takes ${other.kind === 'logic' ? 'logic' : `'${other.signal?.name}'`}.`,
      placeOf(scope, wire.location),
      other.location,
    );
  }
  if (from!.width === 1 || isHeld(scope, wire, to!) || isGray(scope, from!)) return;
  fail(
    `${nameOf(scope, wire)} takes the word '${from!.name}' in every clock, whose bits may arrive a clock apart; ` +
      'send it in Gray code, or take it under a condition that says it is held.',
    placeOf(scope, wire.location),
    from!.location,
  );
};

/** Whether a register takes a wire under conditions only. */
const isHeld = (scope: Scope, wire: Signal, to: Signal): boolean =>
  reachedFrom(scope, wire).every(
    ({ reader }) =>
      reader.target !== to || (reader.driver?.conditions.length ?? 0) > 0 || reader.driver?.value.op === 'mux',
  );

/** Whether all that a register ever takes is `x ^ (x >> 1)`. */
const isGray = (scope: Scope, signal: Signal): boolean =>
  (moduleDrivers(scope.module).get(signal) ?? []).every(({ value }) => {
    const [plain, moved] = value.op === 'xor' ? value.args : [];
    if (!plain || !moved) return false;
    return Array.from({ length: value.width }, (_, bit) => {
      const shifted = originOf(scope, moved, bit);
      if (bit === value.width - 1) return shifted.kind === 'constant';
      const next = originOf(scope, plain, bit + 1);
      return isSamePoint(shifted, next) || partOf(moved, bit, plain) === bit + 1;
    }).every(Boolean);
  });

const isSamePoint = (a: Origin, b: Origin): boolean =>
  a.signal !== undefined && a.signal === b.signal && a.bit === b.bit && a.inverted === b.inverted;

/** The bit of `whole` that a bit of a value is by slices and concatenations alone. */
const partOf = (value: Expression, bit: number, whole: Expression): number | undefined => {
  if (value === whole) return bit;
  if (value.op === 'slice') return partOf(value.args[0]!, bit + Number(value.extra), whole);
  if (value.op !== 'cat') return undefined;
  const place = partAt(value, bit);
  return partOf(place.part, place.bit, whole);
};
