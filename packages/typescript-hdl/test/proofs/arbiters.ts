// SPDX-License-Identifier: Apache-2.0
/** The arbiters grant one requester, never one that does not ask, and never let anyone wait beyond a bound. */
import {
  anyconst,
  assert,
  assume,
  countOnes,
  cover,
  type Definition,
  indexWidth,
  lit,
  mux,
  oneHotMux,
  reg,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { roundRobinArbiter, weightedArbiter } from 'typescript-hdl/lib';
import { proof, type Seen, watched } from 'typescript-hdl/prove';
import { aheadOf, atMostOne, turnHasNoGap } from './environment.ts';

type Arbiter = ReturnType<typeof roundRobinArbiter>;
type Io = Seen<Arbiter['ports']>;

interface Waiting {
  /** One-hot: some requester. */
  readonly who: Val;
  /** Clocks with `accept` in which it has been asking and another was served. */
  readonly waited: Val;
  /** Most of them. */
  readonly bound: Val;
}

/** At most one grant, only to a requester, never none without need. */
const grantsRightly = ({ requests, grants }: Io): void => {
  assert('at_most_one_grant', atMostOne(grants));
  assert('grants_only_requests', grants.and(requests.not()).eq(0));
  when(requests.ne(0), () => assert('grants_some_request', grants.ne(0)));
};

/**
 * The fairness bound: a requester i that keeps asking is granted at the latest in clock `bounds[i] + 1` of those with
 * `accept`, counted from the first in which it asks.
 */
const waitsWithin = ({ requests, accept, grants }: Io, bounds: readonly number[]): Waiting => {
  const { who } = anyconst({ who: u(bounds.length) });
  assume('who_is_one', who.ne(0).and(atMostOne(who)));
  const bits = indexWidth(2 * Math.max(...bounds) + 3);
  const bound = oneHotMux(bounds.map((most, i) => [who.bit(i), lit(most, bits) as Val]));
  const { waited } = reg({ waited: u(bits, 0) });
  const asking = requests.and(who).orR();
  const granted = grants.and(who).orR();
  when(asking.not().or(granted.and(accept)), () => waited.set(0)).elsewhen(accept.and(waited.le(bound)), () =>
    waited.set(waited.add(1)),
  );
  assert('waits_no_longer', waited.le(bound));
  when(asking.and(waited.eq(bound)), () => assert('granted_at_the_bound', granted));
  cover('waits_longest', waited.eq(bound));
  return { who, waited, bound };
};

const everyOther = (count: number): number[] => Array.from({ length: count }, () => count - 1);

const roundRobinPromise = (io: Io, count: number): Waiting => {
  grantsRightly(io);
  return waitsWithin(io, everyOther(count));
};

export const promisedRoundRobin = (candidate: Definition, count: number): Definition =>
  watched(candidate as Arbiter, io => void roundRobinPromise(io, count));

const provenRoundRobin = (count: number): Definition =>
  watched(roundRobinArbiter(count), (io, inner) => {
    const { who, waited, bound } = roundRobinPromise(io, count);
    const above = inner.register('above');
    turnHasNoGap(above);
    const ahead = countOnes(aheadOf(who, above), waited.width);
    assert('fewer_ahead_with_every_grant', waited.add(ahead).le(bound));
  });

const othersOf = (weights: readonly number[]): number[] =>
  weights.map(own => weights.reduce((sum, weight) => sum + weight, 0) - own);

interface Turn extends Waiting {
  /** Times that `who` was served in a row in its turn; 0 outside it. */
  readonly served: Val;
  readonly weight: Val;
}

/** As round robin, and the requester whose turn it is keeps it for as many services as its weight says, while it asks. */
const weightedPromise = (io: Io, weights: readonly number[]): Turn => {
  grantsRightly(io);
  const waiting = waitsWithin(io, othersOf(weights));
  const { who } = waiting;
  const bits = indexWidth(Math.max(...weights) + 1);
  const weight = oneHotMux(weights.map((own, i) => [who.bit(i), lit(own, bits) as Val]));
  const { served } = reg({ served: u(bits, 0) });
  const granted = io.grants.and(who).orR();
  when(io.accept.and(io.grants.ne(0)), () =>
    served.set(mux(granted, mux(served.eq(weight), lit(1, bits) as Val, served.add(1)), 0)),
  );
  const inTurn = served.ne(0).and(served.ne(weight));
  when(inTurn.and(io.requests.and(who).orR()), () => assert('keeps_its_turn', granted));
  cover('whole_turn', served.eq(weight));
  return { ...waiting, served, weight };
};

export const promisedWeighted = (candidate: Definition, weights: readonly number[]): Definition =>
  watched(candidate as Arbiter, io => void weightedPromise(io, weights));

const provenWeighted = (weights: readonly number[]): Definition =>
  watched(weightedArbiter(weights), (io, inner) => {
    const { who, waited, bound, served, weight } = weightedPromise(io, weights);
    const [owner, above, left] = [inner.register('owner'), inner.register('above'), inner.register('left')];
    const wide = (value: Val): Val => value.zext(waited.width);
    const owns = owner.and(who).orR();
    assert('one_owner', atMostOne(owner));
    assert('above_the_owner', above.eq(mux(owner.eq(0), lit(0, owner.width) as Val, owner.or(owner.sub(1)).not())));
    const own = oneHotMux(weights.map((one, i) => [owner.bit(i) as Val<1>, lit(one, waited.width) as Val]));
    assert('fewer_left_than_weight', mux(owner.eq(0), left.eq(0), wide(left).lt(own)));
    assert('turn_is_served', owns.eq(served.ne(0)));
    when(owns, () => assert('left_is_the_rest', wide(left).add(wide(served)).eq(wide(weight))));
    const ahead = aheadOf(who, above);
    const toCome = weights.map((one, i) => mux(ahead.bit(i) as Val<1>, lit(one, waited.width) as Val, 0) as Val);
    const rest = mux(owns, lit(0, waited.width) as Val, wide(left));
    const most = toCome.reduce((sum, one) => sum.add(one), rest);
    assert('less_ahead_with_every_grant', waited.add(most).le(bound));
  });

export const arbiterProofs = [
  ...[2, 3, 5, 8].map(count =>
    proof(`round-robin-arbiter-${count}`, () => provenRoundRobin(count), { depth: count + 4 }),
  ),
  ...[
    [1, 2],
    [3, 1, 2],
    [4, 4, 1, 2],
  ].map(weights =>
    proof(`weighted-arbiter-${weights.join('-')}`, () => provenWeighted(weights), {
      depth: weights.reduce((sum, one) => sum + one, 4),
    }),
  ),
];
