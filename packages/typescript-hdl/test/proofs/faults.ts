/**
 * Faults put into the library one at a time, each with an assertion that it breaks: what a proof says is what it can find
 * wrong. A fault is a place in the source of a component and what stands there instead.
 */
import type { Definition } from 'typescript-hdl';
import type { Edit } from '../support/broken-library.ts';
import { promisedRoundRobin, promisedWeighted } from './arbiters.ts';
import { promisedAsyncFifo, promisedHandshake, promisedPulse, promisedSynchroniser } from './crossings.ts';
import { promisedBlockFifo, promisedFifo } from './fifos.ts';
import { promisedPacketArbiter } from './packet-arbiter.ts';
import { promisedPacketFifo } from './packet-fifo.ts';
import { payload } from './payload.ts';
import { promisedSlice } from './register-slices.ts';
import { promisedDemux, promisedFork, promisedJoin, promisedMerge, promisedMux } from './stream-operators.ts';
import { promisedNarrow, promisedWiden } from './width-converters.ts';

export interface Fault {
  /** What is wrong: `<component> <does something it should not>`. */
  readonly what: string;
  /** File of `src/lib`, without its ending. */
  readonly file: string;
  /** What stands there, and what stands there instead. */
  readonly edits: readonly Edit[];
  /** The assertion that must find it, however many others find it sooner. */
  readonly breaks: string;
  /** The component of the faulty library with its promise. */
  readonly promised: (library: any) => Definition;
}

type Row = readonly [what: string, from: string, to: string, breaks: string];

/** Faults of one component. */
export const faultsOf = (file: string, promised: (library: any) => Definition, rows: readonly Row[]): Fault[] =>
  rows.map(([what, from, to, breaks]) => ({ what, file, edits: [[from, to]], breaks, promised }));

const fifoFaults = faultsOf('fifo', ({ fifo }) => promisedFifo(fifo(payload, 4), 4), [
  [
    'fifo accepts a word too many',
    'up.ready.set(held.bit(bits).not()); down.valid.set(held.ne(0));',
    'up.ready.set(held.le(depth)); down.valid.set(held.ne(0));',
    'order_holds_at_most_4',
  ],
  [
    'fifo accepts a word too few',
    'up.ready.set(held.bit(bits).not()); down.valid.set(held.ne(0));',
    'up.ready.set(held.lt(depth - 1)); down.valid.set(held.ne(0));',
    'order_accepts',
  ],
  [
    'fifo loses a word that comes while one goes',
    'down.payload.set(words.read(r.head.slice(0, bits))); when(up.fire, () => { words.write(',
    'down.payload.set(words.read(r.head.slice(0, bits))); when(up.fire, () => { when(down.fire.not(), () => words.write(r.tail.slice(0, bits), up.payload)); if (0) words.write(',
    'order_word_is_right',
  ],
  [
    'fifo swaps neighbours',
    'words.read(r.head.slice(0, bits))',
    'words.read(r.head.slice(0, bits).xor(1))',
    'order_word_is_right',
  ],
  [
    'fifo offers a word too early',
    'down.valid.set(held.ne(0));',
    'down.valid.set(held.ne(0).or(up.valid));',
    'order_word_is_right',
  ],
  [
    'fifo counts one too many',
    'count.set(held); up.ready.set(held.bit(bits).not()); down.valid',
    'count.set(held.add(1)); up.ready.set(held.bit(bits).not()); down.valid',
    'count_is_true',
  ],
]);

const blockFifoFaults = [
  ...faultsOf('fifo', ({ blockFifo }) => promisedBlockFifo(blockFifo(payload, 4), 4), [
    [
      'block FIFO accepts a word too many',
      'count.set(held); up.ready.set(held.bit(bits).not()); when',
      'count.set(held); up.ready.set(held.le(depth)); when',
      'order_holds_at_most_5',
    ],
    ['block FIFO never reads the last word', 'held.ne(0), down)', 'held.gt(1), down)', 'order_silent_at_most_1'],
    ['block FIFO moves on too late', 'when(load, () => r.head', 'when(down.fire, () => r.head', 'order_word_is_right'],
  ]),
];

const sliceFaults = [
  ...faultsOf('register-slices', ({ forwardSlice }) => promisedSlice('forward', forwardSlice(payload)), [
    [
      'forward slice is always ready',
      'up.ready.set(r.valid.not().or(down.ready))',
      'up.ready.set(r.valid.or(1))',
      'order_holds_at_most_1',
    ],
    [
      'forward slice takes one only when empty',
      'up.ready.set(r.valid.not().or(down.ready))',
      'up.ready.set(r.valid.not())',
      'takes_one_while_it_gives_one',
    ],
    [
      'forward slice takes the next word for the held one',
      'r.payload.set(up.payload); });',
      '}); r.payload.set(up.payload);',
      'down_payload_stays',
    ],
  ]),
  ...faultsOf('register-slices', ({ backwardSlice }) => promisedSlice('backward', backwardSlice(payload)), [
    [
      'backward slice is always ready',
      'up.ready.set(r.full.not())',
      'up.ready.set(r.full.or(1))',
      'order_silent_at_most_0',
    ],
    [
      'backward slice keeps a word that has gone',
      'when(up.fire.and(down.ready.not())',
      'when(up.fire',
      'order_accepts',
    ],
    [
      'backward slice takes the next word for the held one',
      'r.hold.set(up.payload); })',
      '}); when(up.valid.and(down.ready.not()), () => r.hold.set(up.payload)); when(up.fire.and(0), () => {})',
      'down_payload_stays',
    ],
    [
      'backward slice offers only what it holds',
      'down.valid.set(up.valid.or(r.full))',
      'down.valid.set(r.full)',
      'passes_at_once',
    ],
  ]),
  ...faultsOf('register-slices', ({ fullSlice }) => promisedSlice('full', fullSlice(payload)), [
    [
      'full slice has only one half',
      '{ backward: backwardSlice(payload), forward: forwardSlice(payload) }',
      '{ backward: backwardSlice(payload), forward: backwardSlice(payload) }',
      'offers_what_it_held',
    ],
    [
      'full slice is forward twice',
      '{ backward: backwardSlice(payload), forward: forwardSlice(payload) }',
      '{ backward: forwardSlice(payload), forward: forwardSlice(payload) }',
      'order_silent_at_most_0',
    ],
  ]),
];

const arbiterFaults = [
  ...faultsOf('arbiters', ({ roundRobinArbiter }) => promisedRoundRobin(roundRobinArbiter(4), 4), [
    [
      'round robin always prefers the lowest',
      'grants.set(mux(ahead.orR(), lowestOne(ahead), lowestOne(requests)));',
      'grants.set(mux(ahead.orR(), lowestOne(requests), lowestOne(requests)));',
      'granted_at_the_bound',
    ],
    [
      'round robin grants all that are ahead',
      'grants.set(mux(ahead.orR(), lowestOne(ahead), lowestOne(requests)));',
      'grants.set(mux(ahead.orR(), ahead, lowestOne(requests)));',
      'at_most_one_grant',
    ],
    [
      'round robin grants without a request',
      'grants.set(mux(ahead.orR(), lowestOne(ahead), lowestOne(requests)));',
      'grants.set(mux(ahead.orR(), lowestOne(r.above), lowestOne(requests)));',
      'grants_only_requests',
    ],
    [
      'round robin moves on without being accepted',
      'when(accept.and(requests.orR()), () => r.above.set(grants.or(grants.sub(1)).not()));',
      'when(requests.orR(), () => r.above.set(grants.or(grants.sub(1)).not()));',
      'granted_at_the_bound',
    ],
    [
      'round robin serves the last one again',
      'when(accept.and(requests.orR()), () => r.above.set(grants.or(grants.sub(1)).not()));',
      'when(accept.and(requests.orR()), () => r.above.set(grants.sub(1).not()));',
      'granted_at_the_bound',
    ],
    [
      'round robin forgets to start anew',
      'grants.set(mux(ahead.orR(), lowestOne(ahead), lowestOne(requests)));',
      'grants.set(lowestOne(ahead));',
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
      'outputs.map((down, i) => down.ready.and(chosen[i]))',
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
      'r.bad.set(overflow.or(r.bad).and(up.payload.last.not()))',
      'r.bad.set(overflow.and(up.payload.last.not()))',
      'committed_whole',
    ],
    [
      'packet FIFO never forgets that it overflowed',
      'r.bad.set(overflow.or(r.bad).and(up.payload.last.not()))',
      'r.bad.set(overflow.or(r.bad))',
      'dropped_only_when_full',
    ],
    ['packet FIFO overflows', 'const full = w.held.bit(bits);', 'const full = w.held.gt(depth);', 'beat_is_right'],
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
  ...faultsOf('streams', ({ packetArbiter }) => promisedPacketArbiter(packetArbiter(payload, 2), 2), [
    [
      'packet arbiter lets go between beats',
      'down.ready.and(beat.last).not()',
      'down.ready.not()',
      'never_interleaves',
    ],
    ['packet arbiter never lets go', 'down.ready.and(beat.last).not()', 'beat.last.or(1)', 'waits_for_few'],
    [
      'packet arbiter changes its mind before the first beat is taken',
      'when(down.valid, () => { r.locked',
      'when(down.fire, () => { r.locked',
      'down_payload_stays',
    ],
    [
      'packet arbiter is unfair',
      'arbiter.accept.set(down.valid.and(r.locked.not()))',
      'arbiter.accept.set(down.valid.and(r.locked))',
      'waits_for_few',
    ],
    [
      'packet arbiter names the wrong source',
      '[grant, lit(i, indexWidth(count)) as Val<any>]',
      '[grant, lit(count - 1 - i, indexWidth(count)) as Val<any>]',
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

const crossingFaults = [
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

export const libraryFaults: readonly Fault[] = [
  ...fifoFaults,
  ...blockFifoFaults,
  ...sliceFaults,
  ...arbiterFaults,
  ...streamFaults,
  ...packetFaults,
  ...widthFaults,
  ...crossingFaults,
];
