// SPDX-License-Identifier: Apache-2.0
/** Names of the variants of one component: as short as tells them apart. */
import { describe, expect, test } from 'vitest';
import {
  bit,
  component,
  type Definition,
  emitVerilog,
  enumeration,
  flow,
  input,
  inst,
  master,
  output,
  reg,
  type Shape,
  s,
  slave,
  stream,
  type UInt,
  u,
  unused,
  vec,
} from '../src/index.ts';
import { backwardSlice, fifo, forwardSlice, fullSlice, streamFork } from '../src/lib/index.ts';

const wires = <S extends Shape>(payload: S) =>
  component('wires', { payload }, { up: slave(flow(payload)), down: master(flow(payload)) }, ({ up, down }) => {
    down.valid.set(up.valid);
    down.payload.set(up.payload);
  });

const both = <A extends Shape, B extends Shape>(a: A, b: B) => {
  const ports = { upA: slave(flow(a)), upB: slave(flow(b)), downA: master(flow(a)), downB: master(flow(b)) };
  return component('both', {}, ports, ({ upA, upB, downA, downB }) => {
    const { left, right } = inst({ left: wires(a), right: wires(b) });
    left.up.valid.set(upA.valid);
    left.up.payload.set(upA.payload);
    right.up.valid.set(upB.valid);
    right.up.payload.set(upB.payload);
    downA.valid.set(left.down.valid);
    downA.payload.set(left.down.payload);
    downB.valid.set(right.down.valid);
    downB.payload.set(right.down.payload);
  });
};

const namesOf = (a: Shape, b: Shape): string[] => emitVerilog(both(a, b)).modules.map(module => module.name);

/** Modules of a design with a component of the library for each of two payloads. */
const lib = (make: (payload: Shape) => Definition, a: Shape, b: Shape): string[] => {
  const ports = { upA: slave(stream(a)), upB: slave(stream(b)) };
  const top = component('both', {}, ports, io => {
    unused(Object.values(io));
    const { left, right } = inst({ left: make(a), right: make(b) }) as any;
    for (const [part, up] of [[left, io.upA] as const, [right, io.upB] as const]) {
      part.up.valid.set(up.valid);
      part.up.payload.set(up.payload);
      up.ready.set(part.up.ready);
      for (const [key, port] of Object.entries<any>(part)) if (key.startsWith('down')) port.ready.set(1);
      unused(part);
    }
  });
  return emitVerilog(top).modules.map(({ name }) => name);
};

test('tell shapes apart by their size', () => {
  expect(namesOf({ data: u(8) }, { data: u(9) })).toEqual(['wires_payload8', 'wires_payload9', 'both']);
});

test('tell shapes of one size apart by their fields', () => {
  expect(namesOf({ srcMac: u(8), last: u(1) }, { index: u(9) })).toEqual([
    'wires_payload9_src_mac_last',
    'wires_payload9_index',
    'both',
  ]);
});

test('are one when nothing differs', () => {
  expect(namesOf({ data: u(8) }, { data: u(8) })).toEqual(['wires', 'both']);
});

test('tell shapes of the same fields apart by all that they are', () => {
  expect(namesOf({ a: u(4), b: u(5) }, { a: u(5), b: u(4) })).toEqual([
    'wires_payload_a_u4_b_u5',
    'wires_payload_a_u5_b_u4',
    'both',
  ]);
  expect(namesOf(s(8), u(8))).toEqual(['wires_payload_s8', 'wires_payload_u8', 'both']);
  expect(namesOf(vec(2, u(8)), vec(4, u(4)))).toEqual(['wires_payload_u8_2', 'wires_payload_u4_4', 'both']);
});

describe('reset values', () => {
  const pairs: readonly (readonly [Shape, Shape])[] = [
    [u(8), u(8, 5)],
    [s(8, -1), s(8, 5)],
    [
      { x: u(8), last: bit(0) },
      { x: u(8), last: bit() },
    ],
    [vec(2, u(8)), vec(2, u(8, 1))],
    [enumeration('a', 'b'), enumeration('a', 'b').startingAt('b')],
  ];

  test('make no variant where the circuit has no use for them', () => {
    for (const [a, b] of pairs) {
      expect(namesOf(a, b)).toEqual(['wires', 'both']);
      expect(lib(payload => fifo(payload, 4), a, b)).toEqual(['fifo', 'both']);
      expect(lib(payload => streamFork(payload, 2), a, b)).toEqual(['stream_fork', 'both']);
    }
  });

  test('name the variants whose registers they reset, down to the instances', () => {
    for (const make of [forwardSlice, backwardSlice, fullSlice]) {
      for (const [a, b] of pairs)
        expect(lib(make, a, b).filter(name => name.includes('_reset_')).length).toBeGreaterThan(0);
    }
    expect(lib(fullSlice, u(8), u(8, 5))).toEqual([
      'backward_slice_payload_u8',
      'forward_slice_payload_u8',
      'full_slice_payload_u8',
      'backward_slice_payload_u8_reset_5',
      'forward_slice_payload_u8_reset_5',
      'full_slice_payload_u8_reset_5',
      'both',
    ]);
  });

  test('of ports mean nothing', () => {
    const pass = (shape: Shape) => component('pass', {}, { d: input(shape), q: output(shape) }, ({ d, q }) => q.set(d));
    const both = component('both', {}, { d: input(u(8)), q: output(u(8)) }, ({ d, q }) => {
      const { one, two } = inst({ one: pass(u(8)), two: pass(u(8, 3)) }) as any;
      one.d.set(d);
      two.d.set(one.q);
      q.set(two.q);
    });
    expect(emitVerilog(both).modules.map(({ name }) => name)).toEqual(['pass', 'both']);
  });

  test('that the body makes something else of are another circuit, and refused without a parameter', () => {
    const held = (shape: UInt) =>
      component('held', {}, { d: input(shape), q: output(shape) }, ({ d, q }) => {
        const { word } = reg({ word: shape });
        word.set(d);
        q.set(word);
      });
    const both = component('both', {}, { d: input(u(8)), q: output(u(8)) }, ({ d, q }) => {
      const { one, two } = inst({ one: held(u(8)), two: held(u(8, 3)) });
      one.d.set(d);
      two.d.set(one.q);
      q.set(two.q);
    });
    expect(() => emitVerilog(both)).toThrow(/HDL-VARIANT: Two different circuits are both 'held'/);
  });
});
