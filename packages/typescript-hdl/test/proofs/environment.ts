// SPDX-License-Identifier: Apache-2.0
/** What the proofs take for granted of a component's neighbours, and small observers that several proofs share. */
import {
  anyconst,
  assert,
  assume,
  bit,
  cover,
  indexWidth,
  mux,
  pack,
  reg,
  type Shape,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import type { SeenStream } from 'typescript-hdl/prove';

/** The producer keeps an offer until it is taken. `name` starts the names of what is added. */
export const producerWaits = <S extends Shape>(name: string, payload: S, channel: SeenStream<S>): void => {
  const waiting: any = reg({ [`${name}_waits`]: bit(0) })[`${name}_waits`];
  const offered: any = reg({ [`${name}_offer`]: payload })[`${name}_offer`];
  waiting.set(channel.valid.and(channel.ready.not()));
  offered.set(channel.payload);
  when(waiting, () => {
    assume(`${name}_keeps_valid`, channel.valid);
    assume(`${name}_keeps_payload`, pack(payload, channel.payload).eq(pack(payload, offered)));
  });
};

/** `quiet` is 1 for at most `most` clocks in a row. */
export const quietForAtMost = (name: string, quiet: Val<1>, most: number): void => {
  const bits = Math.ceil(Math.log2(most + 2));
  const { [`${name}_clocks`]: clocks } = reg({ [`${name}_clocks`]: u(bits, 0) }) as any;
  clocks.set(mux(quiet, mux(clocks.eq(most), clocks, clocks.add(1)), 0));
  assert(`${name}_for_at_most_${most}_clocks`, quiet.not().or(clocks.ne(most)));
};

/** At most one bit is 1. */
export const atMostOne = (word: Val): Val<1> => word.and(word.sub(1)).eq(0);

/** Some requester, and how many services of others it has waited for. */
export interface Waiting {
  /** One-hot. */
  readonly who: Val;
  readonly waited: Val;
}

/** What arbitration looks like from outside, one bit a requester. */
export interface Arbitration {
  readonly asking: Val;
  /** Who gets something, which ends its waiting. */
  readonly getting: Val;
  /** Whose service ends: what others count that wait. */
  readonly served: Val;
}

/** Any requester that keeps asking waits for at most one service of each other. */
export const waitsForFew = ({ asking, getting, served }: Arbitration): Waiting => {
  const count = asking.width as number;
  const { who } = anyconst({ who: u(count) });
  assume('who_is_one', who.ne(0).and(atMostOne(who)));
  const { waited } = reg({ waited: u(indexWidth(2 * count + 1), 0) });
  when(asking.and(who).eq(0).or(getting.and(who).orR()), () => waited.set(0)).elsewhen(
    served.and(who.not()).orR(),
    () => waited.set(waited.add(1)),
  );
  assert('waits_for_few', waited.lt(count));
  cover('waits_longest', waited.eq(count - 1));
  return { who, waited };
};

/** In round robin, who comes before `who` (one-hot): those above the one served last, then the others from the bottom. */
export const aheadOf = (who: Val, above: Val): Val => {
  const below = who.sub(1);
  return mux(above.and(who).orR() as Val<1>, above.and(below), above.or(below)) as Val;
};

/** The turn goes upwards: the requesters still to come in it are those above the last one, without a gap. */
export const turnHasNoGap = (above: Val): void => assert('turn_has_no_gap', atMostOne(above.not().add(1)));
