// SPDX-License-Identifier: Apache-2.0
import { component, input, output, u } from 'typescript-hdl';
import { fifo, forwardSlice } from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';

const inverter = (width: number, tag: string) =>
  component('inverter', { width }, { a: input(u(width)), y: output(u(width)) }, ({ a, y }) => y.set(a.not()), {
    shared: true,
    doc: tag,
  });

describe('a shared component', () => {
  it('is one definition for equal parameters and ports', () => {
    expect(inverter(8, 'same')).toBe(inverter(8, 'same'));
    expect(fifo({ a: u(3), b: u(4) }, 8)).toBe(fifo({ a: u(3), b: u(4) }, 8));
  });

  it('is another for another parameter, port, reset value, field name or comment', () => {
    expect(inverter(8, 'same')).not.toBe(inverter(9, 'same'));
    expect(inverter(8, 'same')).not.toBe(inverter(8, 'other'));
    expect(fifo(u(3), 8)).not.toBe(fifo(u(3), 16));
    expect(fifo(u(3), 8)).not.toBe(fifo(u(3, 1), 8));
    expect(fifo({ a: u(3), b: u(4) }, 8)).not.toBe(fifo({ a: u(3), c: u(4) }, 8));
    expect(fifo(u(3), 8)).not.toBe(forwardSlice(u(3)));
  });

  it('is another when another line describes it', () => {
    const ports = { a: input(u(8)), y: output(u(8)) };
    const here = component('inverter', { width: 8 }, ports, ({ a, y }) => y.set(a.not()), { shared: true });
    const there = component('inverter', { width: 8 }, ports, ({ a, y }) => y.set(a), { shared: true });
    expect(here).not.toBe(there);
  });

  it('is not what an author gets who does not ask for it', () => {
    const own = () => component('own', {}, { y: output(u(1)) }, ({ y }) => y.set(1));
    expect(own()).not.toBe(own());
  });
});
