// SPDX-License-Identifier: Apache-2.0
/** Faults of FIFOs and register slices. */
import { type Fault, faultsOf } from './faults.ts';
import { promisedBlockFifo, promisedFifo, promisedRegisteredFifo } from './fifos.ts';
import { payload } from './payload.ts';
import { promisedSlice } from './register-slices.ts';

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
    'down.payload.set(words.read(r.head)); when(up.fire, () => { words.write(',
    'down.payload.set(words.read(r.head)); when(up.fire, () => { when(down.fire.not(), () => words.write(r.tail, up.payload)); if (0) words.write(',
    'order_word_is_right',
  ],
  ['fifo swaps neighbours', 'words.read(r.head)', 'words.read(r.head.xor(1))', 'order_word_is_right'],
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
  ...faultsOf('fifo-parts', ({ blockFifo }) => promisedBlockFifo(blockFifo(payload, 4), 4), [
    [
      'block FIFO reads on while the output waits',
      'load.set(some.and(loaded.not().or(free)))',
      'load.set(some)',
      'order_word_is_right',
    ],
    [
      'block FIFO keeps the output after it is taken',
      'loaded.set(mux(load, 1, loaded.and(free.not())))',
      'loaded.set(mux(load, 1, loaded))',
      'order_word_is_right',
    ],
  ]).map(fault => ({ ...fault, entry: 'fifo' })),
  ...faultsOf(
    'fifo-parts',
    ({ blockFifo }) => promisedRegisteredFifo(blockFifo(payload, 4, { outputRegister: true }), 4),
    [
      [
        'block FIFO overwrites its output register',
        'output.offered.not().or(down.ready)',
        'output.offered.not().or(1)',
        'order_word_is_right',
      ],
      [
        'block FIFO keeps its output register after it is taken',
        'output.offered.set(loaded)',
        'output.offered.set(loaded.or(output.offered))',
        'order_word_is_right',
      ],
    ],
  ).map(fault => ({ ...fault, entry: 'fifo' })),
  ...faultsOf('fifo', ({ blockFifo }) => promisedBlockFifo(blockFifo(payload, 4), 4), [
    [
      'block FIFO accepts a word too many',
      'count.set(held); up.ready.set(held.bit(bits).not()); when',
      'count.set(held); up.ready.set(held.le(depth)); when',
      'order_holds_at_most_5',
    ],
    ['block FIFO never reads the last word', 'held.ne(0), down', 'held.gt(1), down', 'order_silent_at_most_1'],
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

export const bufferFaults: readonly Fault[] = [...fifoFaults, ...blockFifoFaults, ...sliceFaults];
