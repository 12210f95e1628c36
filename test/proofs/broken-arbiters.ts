/** Arbiters with one fault each, which the promise of the round-robin arbiter must expose. */
import { bit, component, input, lowestOne, mux, output, reg, u, when } from 'typescript-hdl';
import type { Arbiter } from './round-robin-arbiter.ts';

/** Faults of the round-robin arbiter, each with an assertion that it breaks. */
export const arbiterFaults = {
  'always prefers the lowest': 'waits_for_fewer_yet',
  'grants two at the end of a turn': 'at_most_one_grant',
  'grants without a request': 'grants_only_requests',
  'moves on without being accepted': 'waits_for_fewer_yet',
  'serves the last one again': 'waits_for_fewer_yet',
  'forgets to start anew': 'grants_some_request',
} as const;
type ArbiterFault = keyof typeof arbiterFaults;

/** The round-robin arbiter with a fault. */
export const brokenArbiter = (count: number, fault: ArbiterFault): Arbiter =>
  component(
    'broken_arbiter',
    { count, fault },
    { requests: input(u(count)), accept: input(bit()), grants: output(u(count)) },
    ({ requests, accept, grants }) => {
      const has = (one: ArbiterFault): boolean => one === fault;
      const r = reg({ above: u(count, 0) });
      const ahead = requests.and(r.above);
      const next = lowestOne(has('grants without a request') ? r.above : ahead);
      const first = has('forgets to start anew') ? ahead : lowestOne(requests);
      const turn = mux(ahead.orR(), next, first);
      const double = has('grants two at the end of a turn')
        ? mux(ahead.eq(next), next.or(lowestOne(requests)), turn)
        : turn;
      grants.set(has('always prefers the lowest') ? lowestOne(requests) : double);
      const moves = has('moves on without being accepted') ? requests.orR() : accept.and(requests.orR());
      const passed = has('serves the last one again') ? grants.sub(1).not() : grants.or(grants.sub(1)).not();
      when(has('always prefers the lowest') ? moves.and(ahead.orR()) : moves, () => r.above.set(passed));
    },
  );
