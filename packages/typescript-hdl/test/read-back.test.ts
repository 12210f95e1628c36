// SPDX-License-Identifier: Apache-2.0
/** An input of an instance can be read where it was set: what drives it is then a wire with a name, not a text in the connection. */
import fc from 'fast-check';
import {
  bit,
  component,
  emitVerilog,
  fsm,
  input,
  inst,
  lit,
  master,
  output,
  reg,
  slave,
  stream,
  u,
  when,
} from 'typescript-hdl';
import { expect, it } from 'vitest';
import { findingsOf, subjectOf } from './support/four-tools.ts';

const adder = component('m_adder', {}, { a: input(u(8)), y: output(u(8)) }, ({ a, y }) => y.set(a.add(1)));

const once = component('m_once', {}, { d: input(u(8)), y: output(u(8)), back: output(u(8)) }, ({ d, y, back }) => {
  const { first } = inst({ first: adder });
  first.a.set(d);
  y.set(first.y);
  back.set(first.a.add(3));
});

const chained = component(
  'm_chained',
  {},
  { d: input(u(8)), y: output(u(8)), constant: output(u(8)) },
  ({ d, y, constant }) => {
    const { first, second, third } = inst({ first: adder, second: adder, third: adder });
    first.a.set(d);
    second.a.set(first.a);
    third.a.set(lit(7, 8));
    y.set(second.y.xor(first.y));
    constant.set(third.a.add(third.y));
  },
);

const slot = component(
  'm_slot',
  {},
  { up: slave(stream({ d: u(8) })), down: master(stream({ d: u(8) })) },
  ({ up, down }) => {
    const { held } = reg({ held: { valid: bit(0), d: u(8) } });
    up.ready.set(held.valid.not());
    down.valid.set(held.valid);
    down.payload.d.set(held.d);
    when(up.fire, () => held.set({ valid: 1, d: up.payload.d })).elsewhen(down.fire, () => held.valid.set(0));
  },
);

const handshake = component(
  'm_handshake',
  {},
  { go: input(bit()), d: input(u(8)), taken: output(u(8)), full: output(bit()) },
  ({ go, d, taken, full }) => {
    const { queue } = inst({ queue: slot });
    queue.up.valid.set(go);
    queue.up.payload.d.set(d);
    full.set(queue.up.valid.and(queue.up.ready.not()));
    const { sum } = reg({ sum: u(8, 0) });
    const state = fsm('state', ['rest', 'work'], {
      rest: to => when(queue.down.valid, () => to('work')),
      work: to => {
        when(queue.down.fire, () => {
          sum.set(sum.add(queue.down.payload.d));
          to('rest');
        });
      },
    });
    queue.down.ready.set(state.is('work'));
    taken.set(sum);
  },
);

it.each([
  ['a port', once],
  ['another input, and a constant', chained],
  ['the ready of a stream in its own state', handshake],
])('reads back what drives it: %s', async (_, design) => {
  const values = fc.sample(fc.record({ d: fc.nat(255), go: fc.nat(1) }), { seed: 1, numRuns: 40 });
  expect(await findingsOf([subjectOf(design, 'm', values)], 'ecp5')).toEqual([]);
});

it('writes what nothing reads right into the connection', () => {
  const plain = component('plain', {}, { d: input(u(8)), y: output(u(8)) }, ({ d, y }) => {
    const { first } = inst({ first: adder });
    first.a.set(d);
    y.set(first.y);
  });
  expect(emitVerilog(plain).verilog).toContain('.a_i (d_i)');
  expect(emitVerilog(once).verilog).toContain('.a_i (first_a)');
});
