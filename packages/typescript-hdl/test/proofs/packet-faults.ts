// SPDX-License-Identifier: Apache-2.0
/** Faults of what handles packets: FIFO, arbiter, width converters. */
import { watched } from 'typescript-hdl/prove';
import { type Fault, faultsOf } from './faults.ts';
import { promisedPacketArbiter, promisedStreamArbiter } from './packet-arbiter.ts';
import { promisedPacketFifo, readsMeetNoWrite } from './packet-fifo.ts';
import { payload } from './payload.ts';
import { promisedNarrow, promisedWiden } from './width-converters.ts';

const packetFaults = [
  ...faultsOf('packet-fifo', ({ packetFifo }) => promisedPacketFifo(packetFifo(payload, 4, 'drop'), 4, 'drop'), [
    [
      'packet FIFO shows beats of an unfinished packet',
      'r.head.ne(r.committed)',
      'r.head.ne(r.tail)',
      'only_committed_beats_are_shown',
    ],
    [
      'packet FIFO commits what it should drop',
      'mux(w.discard, r.committed, r.tail.add(1))',
      'r.tail.add(1)',
      'beat_is_right',
    ],
    [
      'packet FIFO drops the packet before as well',
      'mux(w.discard, r.committed, r.tail.add(1))',
      'mux(w.discard, r.head, r.tail.add(1))',
      'silent_for_at_most_1_clocks',
    ],
    [
      'packet FIFO forgets that it overflowed',
      'r.bad.set(overflow.or(r.bad).and(last.not()))',
      'r.bad.set(overflow.and(last.not()))',
      'committed_whole',
    ],
    [
      'packet FIFO never forgets that it overflowed',
      'r.bad.set(overflow.or(r.bad).and(last.not()))',
      'r.bad.set(overflow.or(r.bad))',
      'dropped_only_when_full',
    ],
    ['packet FIFO overflows', 'r.tail.xor(r.head).eq(depth)', 'r.tail.sub(r.head).gt(depth)', 'beat_is_right'],
    [
      'packet FIFO ignores the writer',
      'drop.or(r.bad).or(overflow)',
      'drop.and(0).or(r.bad).or(overflow)',
      'dropped_when_told',
    ],
  ]),
  ...faultsOf('packet-fifo', ({ packetFifo }) => promisedPacketFifo(packetFifo(payload, 4), 4, 'stall'), [
    [
      'stalling packet FIFO goes on when full',
      "whenFull === 'stall' ? full.not()",
      "whenFull === 'stall' ? full.not().or(1)",
      'committed_whole',
    ],
    [
      'stalling packet FIFO commits what it should drop',
      'mux(w.discard, r.committed, r.tail.add(1))',
      'r.tail.add(1)',
      'only_committed_beats_are_shown',
    ],
  ]),
  ...faultsOf(
    'packet-fifo',
    ({ packetFifo }) => watched(packetFifo(payload, 4), (_, inner) => readsMeetNoWrite(inner)),
    [
      [
        'packet FIFO writes what is being read',
        'r.tail.xor(r.head).eq(depth)',
        'r.tail.sub(r.head).gt(depth)',
        'reads_meet_no_write',
      ],
    ],
  ),
  ...faultsOf('streams', ({ packetArbiter }) => promisedPacketArbiter(packetArbiter(payload, 2), 2), [
    ['packet arbiter lets go between beats', 'down.ready.and(last).not()', 'down.ready.not()', 'never_interleaves'],
    ['packet arbiter never lets go', 'down.ready.and(last).not()', 'last.or(1)', 'waits_for_few'],
    [
      'packet arbiter changes its mind before the first beat is taken',
      'when(down.valid, () => { r.owner',
      'when(down.fire, () => { r.owner',
      'down_payload_stays',
    ],
    [
      'packet arbiter is unfair',
      'nextAfter(requests, r.owner as Val)',
      'nextAfter(requests, mux(r.locked, r.owner, 0) as Val)',
      'waits_for_few',
    ],
    ['packet arbiter names the wrong source', 'source.set(chosen)', 'source.set(r.owner)', 'comes_from_the_source'],
  ]),
  ...faultsOf('stream-arbiter', ({ streamArbiter }) => promisedStreamArbiter(streamArbiter(payload, 2, 'last'), 2), [
    ['stream arbiter lets go between beats', 'down.ready.and(last as Val<1>)', 'down.ready', 'never_interleaves'],
    ['stream arbiter is unfair', '(last + 1 + k) % count', 'k', 'waits_for_few'],
    [
      'stream arbiter gives what another offers',
      'down.payload.set(ups[i]!',
      'down.payload.set(ups[0]!',
      'comes_from_the_source',
    ],
  ]),
];

const widthFaults = [
  ...faultsOf('width-converters', ({ widen }) => promisedWiden(widen(16, 2), 2), [
    [
      'widen keeps marks of the packet before',
      'if (i > 0) when(r.count.eq(0), () => one.keep.set(0));',
      '',
      'offers_all_it_holds',
    ],
    [
      'widen does not end with the packet',
      'const complete = up.payload.last.or(r.count.eq(ratio - 1));',
      'const complete = r.count.eq(ratio - 1);',
      'offers_what_is_complete',
    ],
    ['widen puts the first beat on top', 'r.lanes.get(ratio - 1 - i)', 'r.lanes.get(i)', 'byte_is_right'],
    [
      'widen takes while it is full',
      'up.ready.set(r.full.not().or(down.ready));',
      'up.ready.set(r.full.or(1));',
      'down_payload_stays',
    ],
    [
      'widen loses the end of a packet',
      'r.last.set(up.payload.last);',
      'r.last.set(up.payload.last.and(r.count.ne(0)));',
      'byte_is_right',
    ],
  ]),
  ...faultsOf('width-converters', ({ narrow }) => promisedNarrow(narrow(16, 2)), [
    [
      'narrow sends parts without bytes',
      'r.count.eq(i).and(keep.bit((i + 1) * keepBits).not())',
      'r.count.eq(i).and(0)',
      'down_keep_lies_at_the_bottom',
    ],
    ['narrow ends every part', 'last: last.and(final)', 'last', 'byte_is_right'],
    [
      'narrow does not start anew',
      'r.count.set(mux(final, 0, r.count.add(1)))',
      'r.count.set(r.count.add(1))',
      'byte_is_right',
    ],
    [
      'narrow takes a beat too early',
      'up.ready.set(down.ready.and(final))',
      'up.ready.set(down.ready)',
      'taken_when_all_is_gone',
    ],
  ]),
];

export const frameFaults: readonly Fault[] = [...packetFaults, ...widthFaults];
