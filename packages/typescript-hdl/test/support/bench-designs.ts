// SPDX-License-Identifier: Apache-2.0
/** Designs for benches: every kind of port, streams with state and a memory inside, two clocks. */
import {
  assert,
  bit,
  clockDomain,
  component,
  connect,
  enumeration,
  inDomain,
  input,
  inst,
  master,
  mux,
  output,
  ram,
  reg,
  s,
  slave,
  stream,
  synchronousTo,
  u,
  union,
  vec,
  when,
} from '../../src/index.ts';
import { asyncFifo, fifo } from '../../src/lib/index.ts';

export const mode = enumeration('add', 'negate', 'keep');

/** Ports of every shape, in and out by a register. */
export const everyShape = {
  word: u(70),
  small: s(9),
  mode,
  pair: { left: s(4), right: vec(3, { a: u(5), b: s(3) }) },
  either: union({ word: u(12), halves: vec(2, u(6)) }),
};
export const mirror = component('mirror', {}, { d: input(everyShape), q: output(everyShape) }, ({ d, q }) => {
  const { held } = reg({ held: everyShape });
  held.set(d);
  q.set(held);
});

const operand = { a: s(12), b: s(12), mode };

/** A stream of sums or differences through a FIFO, and a count of those that went in. */
export const calculator = component(
  'calculator',
  {},
  { up: slave(stream(operand)), down: master(stream({ sum: s(12) })), seen: output(u(40)) },
  ({ up, down, seen }) => {
    const { queue } = inst({ queue: fifo({ sum: s(12) }, 4) });
    const r = reg({ seen: u(40, 0) });
    const other = mux(up.payload.mode.eq('negate'), up.payload.b.negate(), up.payload.b);
    queue.up.valid.set(up.valid);
    up.ready.set(queue.up.ready);
    queue.up.payload.sum.set(mux(up.payload.mode.eq('keep'), up.payload.a, up.payload.a.add(other)));
    connect(down, queue.down);
    when(up.fire, () => r.seen.set(r.seen.add(1)));
    seen.set(r.seen);
  },
);

/** A table in block RAM, and a register without a reset value. */
export const lookUp = component(
  'look_up',
  {},
  { from: input(u(4)), write: input(bit()), data: input(u(40)), word: output(u(40)), wild: output(u(64)) },
  ({ from, write, data, word, wild }) => {
    const { entries } = ram({ entries: { shape: u(40), depth: 16 } });
    const { kept } = reg({ kept: u(64) });
    when(write, () => {
      entries.write(from, data);
      kept.set(0);
    });
    word.set(entries.read(from));
    wild.set(kept);
  },
);

/** Withdraws its offers: what a monitor must notice. */
export const fickle = component('fickle', {}, { down: master(stream(u(4))) }, ({ down }) => {
  const { count } = reg({ count: u(4, 0) });
  count.set(count.add(1));
  down.valid.set(count.bit(1));
  down.payload.set(count);
});

/** Fails when more than 5 was given to it. */
export const small = component('at_most_five', {}, { d: input(u(4)), q: output(u(4)) }, ({ d, q }) => {
  const { held } = reg({ held: u(4, 0) });
  held.set(d);
  q.set(held);
  assert('at_most_5', held.le(5));
});

export const fast = clockDomain('fast', { reset: { kind: 'async', active: 'low' } });
export const slow = clockDomain('slow', { reset: { kind: 'async', active: 'low' } });

/** Words from a fast clock to a slow one. */
export const bridge = component(
  'bridge',
  {},
  { up: slave(stream(u(16))), down: master(stream(u(16))) },
  ({ up, down }) => {
    synchronousTo(fast, up);
    synchronousTo(slow, down);
    const { crossing } = inDomain(fast, () => inst({ crossing: asyncFifo(u(16), 8, fast, slow) }));
    connect(crossing.up, up);
    connect(down, crossing.down);
  },
);
