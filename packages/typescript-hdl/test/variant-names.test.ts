/** Names of the variants of one component: as short as tells them apart. */
import { expect, test } from 'vitest';
import { component, emitVerilog, flow, inst, master, type Shape, slave, u } from '../src/index.ts';

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

test('that cannot be told apart are refused', () => {
  expect(() => namesOf({ a: u(4), b: u(5) }, { a: u(5), b: u(4) })).toThrow(/HDL-VARIANT.*no name shows/);
});
