/** What the round-robin arbiter promises at its ports, and the invariant that makes the promise provable. */
import {
  anyconst,
  assert,
  assume,
  countOnes,
  cover,
  indexWidth,
  lit,
  lowestOne,
  mux,
  reg,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { roundRobinArbiter } from 'typescript-hdl/lib';
import { type Seen, watched } from 'typescript-hdl/prove';

export type Arbiter = ReturnType<typeof roundRobinArbiter>;

interface Waiting {
  /** One-hot: some requester. */
  readonly who: Val;
  /** Others served while it has been asking. */
  readonly served: Val;
  /** Bits that hold `served` and the requesters ahead together. */
  readonly bits: number;
}

/** At most one grant, only to a requester, never none without need; who keeps asking waits for `count - 1` others at most. */
const promise = ({ requests, accept, grants }: Seen<Arbiter['ports']>, count: number): Waiting => {
  assert('at_most_one_grant', grants.and(grants.sub(1)).eq(0));
  assert('grants_only_requests', grants.and(requests.not()).eq(0));
  when(requests.ne(0), () => assert('grants_some_request', grants.ne(0)));

  const { who } = anyconst({ who: u(count) });
  assume('who_is_one', who.ne(0).and(who.and(who.sub(1)).eq(0)));
  const bits = indexWidth(2 * count + 1);
  const { served } = reg({ served: u(bits, 0) });
  const asking = requests.and(who).orR();
  const granted = grants.and(who).orR();
  when(asking.not().or(granted.and(accept)), () => served.set(0)).elsewhen(accept.and(served.ne(count)), () =>
    served.set(served.add(1)),
  );
  assert('waits_for_few', served.le(count - 1));
  when(asking.and(granted.not()), () => assert('waits_for_fewer_yet', served.lt(count - 1)));
  cover('waits_longest', served.eq(count - 1));
  return { who, served, bits };
};

export const promisedArbiter = (candidate: Arbiter, count: number): Arbiter =>
  watched(candidate, io => void promise(io, count));

export const provenArbiter = (count: number): Arbiter =>
  watched(roundRobinArbiter(count), (io, inner) => {
    const { who, served, bits } = promise(io, count);
    const above = inner.register('above');
    // The turn goes upwards: the requesters still to come in it are those above the last one, without a gap.
    const start = lowestOne(above);
    assert('turn_has_no_gap', above.eq(0).or(above.eq(start.sub(1).not())));
    const below = who.sub(1);
    const onesOf = (word: Val): Val => countOnes(word, bits);
    const ahead = mux(above.and(who).orR(), onesOf(above.and(below)), onesOf(above).add(onesOf(below)));
    assert('fewer_ahead_with_every_grant', served.add(ahead).le(lit(count - 1, bits)));
  });
