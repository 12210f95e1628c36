// SPDX-License-Identifier: Apache-2.0
/** Faults of crossings between clock domains. */
import { promisedAsyncFifo, promisedHandshake, promisedPulse, promisedSynchroniser } from './crossings.ts';
import { type Fault, faultsOf } from './faults.ts';

export const crossingFaults: readonly Fault[] = [
  ...faultsOf('async-fifo', ({ asyncFifo }) => promisedAsyncFifo(asyncFifo, 4), [
    [
      'asynchronous FIFO takes empty for full',
      'cat(seen.slice(bits - 1, 2).not(), seen.slice(0, bits - 1))',
      'cat(seen.slice(bits - 1, 2), seen.slice(0, bits - 1))',
      'blocked_for_few_ticks',
    ],
    [
      'asynchronous FIFO tells of a word before it has it',
      'tail.tailGray.set(toGray(tailNext))',
      'tail.tailGray.set(toGray(tail.tail.add(1)))',
      'order_word_was_sent',
    ],
    [
      'asynchronous FIFO gives up a word before it is read',
      'head.headGray.set(toGray(headNext))',
      'head.headGray.set(toGray(head.head.add(1)))',
      'order_holds_at_most_5',
    ],
  ]),
  ...faultsOf('clock-crossing', ({ handshakeCrossing }) => promisedHandshake(handshakeCrossing), [
    ['handshake overwrites what waits', '.and(capture.full.not())', '', 'down_payload_stays'],
    [
      'handshake does not wait for the answer',
      'up.ready.set(answered.eq(launch.request))',
      'up.ready.set(answered.eq(answered))',
      'order_holds_at_most_2',
    ],
    [
      'handshake answers the opposite',
      'capture.done.set(asked)',
      'capture.done.set(asked.not())',
      'order_word_was_sent',
    ],
  ]),
  ...faultsOf('clock-crossing', ({ pulseCrossing }) => promisedPulse(pulseCrossing), [
    [
      'pulse crossing sees every other pulse',
      'arrived.set(seen.xor(level)',
      'arrived.set(level.and(seen.not())',
      'no_pulse_is_lost',
    ],
    ['pulse crossing looks before it has synchronised', 'seen.xor(level)', 'seen.xor(toggle)', 'no_pulse_is_invented'],
  ]),
  ...faultsOf('clock-crossing', ({ synchroniser }) => promisedSynchroniser(synchroniser, 3), [
    [
      'synchroniser shows its first flip-flop',
      'q.set(flops.at(-1) as unknown as Val)',
      'q.set((flops[0] as any).or((flops.at(-1) as any).and(0)))',
      'not_seen_too_soon',
    ],
    [
      'synchroniser leaves flip-flops out',
      'flops[i - 1]!',
      '(flops[0] as any).or((flops[i - 1] as any).and(0))',
      'not_seen_too_soon',
    ],
    [
      'synchroniser inverts',
      'q.set(flops.at(-1) as unknown as Val)',
      'q.set((flops.at(-1) as any).not())',
      'a_stable_level_is_seen',
    ],
  ]),
];
