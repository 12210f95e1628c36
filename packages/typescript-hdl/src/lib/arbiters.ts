// SPDX-License-Identifier: Apache-2.0
/** Arbiters: share one resource among requesters. */
import { anyBelow, bit, checkParameter, component, input, mux, output, reg, u, type Val, when } from '../index.ts';
import { checkCount } from './parameters.ts';

/** The first requester above those that were served, or else the lowest, one-hot; and ones at the places above it. */
const nextTurn = (requests: Val, above: Val): { readonly first: Val; readonly above: Val } => {
  const ahead = requests.and(above);
  const [ofAhead, ofAll] = [anyBelow(ahead), anyBelow(requests)];
  const isAhead = ahead.orR();
  const next = mux(isAhead, ofAhead, ofAll);
  return { first: mux(isAhead, ahead, requests).and(next.not()) as Val, above: next as Val };
};

/**
 * Grants one of `count` requesters in the same clock: the next above the last that was served. `grants` is one-hot and all
 * zeros without a request; a clock with `accept` 1 serves the granted one. A requester that keeps asking is served after at
 * most `count - 1` others. Latency 0; logic depth grows with the logarithm of `count` (two prefix networks and a multiplexer).
 * Throws HDL-PARAMETER unless `count` is a whole number of at least 1.
 */
export const roundRobinArbiter = (count: number) => {
  checkCount('The number of requesters of a round-robin arbiter', count);
  return component(
    'round_robin_arbiter',
    { count },
    { requests: input(u(count)), accept: input(bit()), grants: output(u(count)) },
    ({ requests, accept, grants }) => {
      // Ones above the requester served last: those that come first in this turn.
      const r = reg({ above: u(count, 0) });
      const turn = nextTurn(requests, r.above);
      grants.set(turn.first);
      when(accept.and(requests.orR()), () => r.above.set(turn.above));
    },
    { shared: true, doc: 'Round-robin arbiter: one-hot grant, the requester served last comes last.' },
  );
};

/**
 * Weighted round robin: requester i is served up to `weights[i]` times in a row before the turn passes on, sooner when it
 * stops asking. With all requesters busy each gets its weight's share. Latency 0. Throws HDL-PARAMETER unless there are
 * two or more weights, whole and positive.
 */
export const weightedArbiter = (weights: readonly number[]) => {
  const count = weights.length;
  checkParameter(
    count >= 2 && weights.every(weight => Number.isInteger(weight) && weight >= 1),
    `Weights are two or more positive whole numbers, not ${weights.join(', ') || 'none'}.`,
  );
  const bits = Math.max(1, Math.ceil(Math.log2(Math.max(...weights))));
  return component(
    'weighted_arbiter',
    { weights: weights.join('_') },
    { requests: input(u(count)), accept: input(bit()), grants: output(u(count)) },
    ({ requests, accept, grants }) => {
      const r = reg({ owner: u(count, 0), above: u(count, 0), left: u(bits, 0) });
      const turn = nextTurn(requests, r.above);
      const fresh = turn.first;
      const keep = r.left.ne(0).and(requests.and(r.owner).orR());
      grants.set(mux(keep, r.owner as Val, fresh));
      const credits = weights.map(
        (weight, i) =>
          fresh
            .bit(i)
            .repeat(bits)
            .and(weight - 1) as Val,
      );
      when(accept.and(requests.orR()), () => {
        r.owner.set(grants as Val);
        r.above.set(mux(keep, r.above, turn.above) as Val);
        r.left.set(
          mux(
            keep,
            r.left.sub(1),
            credits.reduce((a, b) => a.or(b)),
          ) as Val,
        );
      });
    },
    { doc: 'Weighted round-robin arbiter.' },
  );
};
