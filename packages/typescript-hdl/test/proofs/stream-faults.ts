// SPDX-License-Identifier: Apache-2.0
/** Faults of arbiters and stream operators. */
import { promisedRoundRobin, promisedWeighted } from './arbiters.ts';
import { type Fault, faultsOf } from './faults.ts';
import { payload } from './payload.ts';
import { promisedDemux, promisedFork, promisedJoin, promisedMerge, promisedMux } from './stream-operators.ts';

const arbiterFaults = [
  ...faultsOf('arbiters', ({ roundRobinArbiter }) => promisedRoundRobin(roundRobinArbiter(4), 4), [
    [
      'round robin always prefers the lowest',
      'const isAhead = ahead.orR();',
      'const isAhead = ahead.and(0).orR();',
      'granted_at_the_bound',
    ],
    [
      'round robin grants all that are ahead',
      'mux(isAhead, ahead, requests).and(next.not())',
      'mux(isAhead, ahead, requests.and(next.not()))',
      'at_most_one_grant',
    ],
    [
      'round robin grants without a request',
      'mux(isAhead, ahead, requests).and(next.not())',
      'mux(isAhead, above, requests).and(next.not())',
      'grants_only_requests',
    ],
    [
      'round robin moves on without being accepted',
      'when(accept.and(requests.orR()), () => r.above.set(turn.above));',
      'when(requests.orR(), () => r.above.set(turn.above));',
      'granted_at_the_bound',
    ],
    [
      'round robin serves the last one again',
      'r.above.set(turn.above)',
      'r.above.set(turn.above.or(turn.first))',
      'granted_at_the_bound',
    ],
    [
      'round robin forgets to start anew',
      'mux(isAhead, ahead, requests).and(next.not())',
      'ahead.and(ofAhead.not())',
      'grants_some_request',
    ],
  ]),
  ...faultsOf('arbiters', ({ weightedArbiter }) => promisedWeighted(weightedArbiter([3, 1, 2]), [3, 1, 2]), [
    [
      'weighted arbiter keeps a turn without asking',
      'r.left.ne(0).and(requests.and(r.owner).orR())',
      'r.left.ne(0)',
      'grants_only_requests',
    ],
    ['weighted arbiter gives one service too many', '.and(weight - 1)', '.and(weight)', 'granted_at_the_bound'],
    ['weighted arbiter gives one service too few', '.and(weight - 1)', '.and(weight >> 1)', 'keeps_its_turn'],
    ['weighted arbiter never passes on', 'r.left.sub(1)', 'r.left', 'granted_at_the_bound'],
  ]),
];

const streamFaults = [
  ...faultsOf('streams', ({ streamFork }) => promisedFork(streamFork(payload, 2), 2), [
    [
      'fork doubles',
      'down.valid.set(up.valid.and(r.taken.bit(i).not()))',
      'down.valid.set(up.valid)',
      'down1_comes_once',
    ],
    [
      'fork does not wait for all',
      'const all = done.reduce((a, b) => a.and(b));',
      'const all = done.reduce((a, b) => a.or(b));',
      'down0_is_not_lost',
    ],
    [
      'fork forgets who has it',
      'set(done[i]!.and(all.not()))',
      'set(done[i]!.and(outputs[i].ready))',
      'down0_is_not_lost',
    ],
  ]),
  ...faultsOf('streams', ({ streamJoin }) => promisedJoin(streamJoin(payload, payload)), [
    [
      'join takes one without the other',
      'a.ready.set(down.ready.and(b.valid));',
      'a.ready.set(down.ready);',
      'left_goes_with_the_pair',
    ],
    [
      'join swaps the sides',
      '{ left: a.payload, right: b.payload }',
      '{ left: b.payload, right: a.payload }',
      'left_is_right',
    ],
    [
      'join offers half a pair',
      'down.valid.set(a.valid.and(b.valid));',
      'down.valid.set(a.valid.or(b.valid));',
      'left_goes_with_the_pair',
    ],
  ]),
  ...faultsOf('streams', ({ streamMux }) => promisedMux(streamMux(payload, 2), 2), [
    [
      'multiplexer takes from all',
      'up.ready.set(down.ready.and(chosen[i]!));',
      'up.ready.set(down.ready);',
      'up1_waits',
    ],
    [
      'multiplexer mixes',
      'oneHotMux(inputs.map((up, i) => [chosen[i]!, pack(payload, up.payload)]))',
      'oneHotMux(inputs.map((up) => [up.valid, pack(payload, up.payload)]))',
      'up0_passes_unchanged',
    ],
  ]),
  ...faultsOf('streams', ({ streamDemux }) => promisedDemux(streamDemux(payload, 2), 2), [
    [
      'demultiplexer sends to all',
      'down.valid.set(up.valid.and(chosen[i]!));',
      'down.valid.set(up.valid);',
      'down1_gets_its_own',
    ],
    [
      'demultiplexer does not wait for its output',
      'outputs.map((down, i) => down.ready.and(chosen[i]!))',
      'outputs.map(down => down.ready)',
      'one_goes',
    ],
  ]),
  ...faultsOf('stream-merge', ({ streamMerge }) => promisedMerge(streamMerge(payload, ['a', 'b']), ['a', 'b']), [
    [
      'merge takes what it cannot hold',
      'up.ready.set(arbiter.grants.bit(i).and(free))',
      'up.ready.set(arbiter.grants.bit(i))',
      'order_holds_at_most_1',
    ],
    ['merge moves on without having taken', 'arbiter.accept.set(free);', 'arbiter.accept.set(1);', 'waits_for_few'],
    [
      'merge overwrites what waits',
      'when(free, () => { r.held',
      'when(arbiter.grants.orR(), () => { r.held',
      'down_payload_stays',
    ],
  ]),
];

export const operatorFaults: readonly Fault[] = [...arbiterFaults, ...streamFaults];
