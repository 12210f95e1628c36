/** Round-robin arbiter: shares one resource fairly among requesters. */
import { bit, component, input, lowestOne, mux, output, reg, u, when } from 'typescript-hdl';

/**
 * Grants one of `count` requesters in the same clock: the next one above the last that was served, from the bottom again
 * when there is none. `grants` is one-hot, all zeros without a request, and changes with the requests; a clock with
 * `accept` 1 serves the granted one. A requester that keeps asking is served after at most `count - 1` others.
 * Latency 0 clocks; logic depth grows with the logarithm of `count` (two prefix networks and a multiplexer).
 */
export const roundRobinArbiter = (count: number) =>
  component(
    'round_robin_arbiter',
    { count },
    { requests: input(u(count)), accept: input(bit()), grants: output(u(count)) },
    ({ requests, accept, grants }) => {
      // Ones above the requester served last: those that come first in this turn.
      const r = reg({ above: u(count, 0) });
      const ahead = requests.and(r.above);
      grants.set(mux(ahead.orR(), lowestOne(ahead), lowestOne(requests)));
      when(accept.and(requests.orR()), () => r.above.set(grants.or(grants.sub(1)).not()));
    },
    { doc: 'Round-robin arbiter: one-hot grant, the requester served last comes last.' },
  );
