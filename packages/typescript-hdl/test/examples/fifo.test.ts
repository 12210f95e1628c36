// SPDX-License-Identifier: Apache-2.0
/** The FIFO of the examples. */
import fc from 'fast-check';
import { Simulator, u } from 'typescript-hdl';
import { expect, it } from 'vitest';
import { fifo } from '../../examples/fifo.ts';

it('gives back what went in, in order, full and empty', () => {
  const depth = 8;
  const simulator = new Simulator(fifo(u(16), depth));
  const clocks = fc.array(fc.record({ offer: fc.boolean(), take: fc.boolean() }), { minLength: 40, maxLength: 200 });
  let wasFull = false;
  fc.assert(
    fc.property(clocks, run => {
      simulator.reset();
      const inside: number[] = [];
      let next = 1;
      for (const { offer, take } of run) {
        simulator.poke('up_valid_i', offer ? 1 : 0);
        simulator.poke('up_payload_i', next);
        simulator.poke('down_ready_i', take ? 1 : 0);
        expect(simulator.peekNumber('held_o')).toBe(inside.length);
        expect(simulator.peekNumber('up_ready_o')).toBe(inside.length < depth ? 1 : 0);
        expect(simulator.peekNumber('down_valid_o')).toBe(inside.length > 0 ? 1 : 0);
        if (inside.length > 0) expect(simulator.peekNumber('down_payload_o')).toBe(inside[0]);
        wasFull ||= inside.length === depth;
        const entered = offer && inside.length < depth;
        if (take) inside.shift();
        if (entered) inside.push(next++);
        simulator.step();
      }
    }),
    { numRuns: 40, seed: 7 },
  );
  expect(wasFull).toBe(true);
});

it('refuses a depth that is no power of two', () => {
  expect(() => fifo(u(8), 12)).toThrow('The depth of a FIFO is a power of two of at least 2, not 12.');
});
