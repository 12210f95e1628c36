// SPDX-License-Identifier: Apache-2.0
/** Small designs with pipelines, and what the check of their stages says of them. */
import {
  bit,
  component,
  type Definition,
  emitVerilog,
  flow,
  HdlError,
  input,
  master,
  output,
  type Ports,
  Simulator,
  slave,
  stream,
  u,
  unused,
} from 'typescript-hdl';
import { expect } from 'vitest';

export const mac = {
  up: slave(flow({ a: u(8), c: u(16) })),
  down: master(flow({ y: u(16) })),
  mode: input(bit()),
  seen: output(u(16)),
};
export const stalling = { ...mac, up: slave(stream({ a: u(8), c: u(16) })), down: master(stream({ y: u(16) })) };

type Body<T extends Ports> = Parameters<typeof component<T>>[3];

export const dut = <const T extends Ports>(ports: T, body: Body<T>): Definition<T> =>
  component('dut', {}, ports, io => {
    unused(Object.values(io as object));
    body(io);
  });

/** What the check says of a component, without the places; empty when nothing. */
export const verdict = <const T extends Ports>(ports: T, body: Body<T>): string => {
  const said = [(one: Definition) => emitVerilog(one), (one: Definition) => new Simulator(one)].map(use => {
    try {
      use(dut(ports, body));
      return '';
    } catch (error) {
      if (!(error instanceof HdlError)) throw error;
      return error.message
        .split('\n')[0]!
        .replace("HDL-STAGE: In component 'dut' ", '')
        .replace(/; carry it, and read .*/, '');
    }
  });
  expect(said[1]).toBe(said[0]);
  return said[0]!;
};

export const zeroSeen = ({ seen }: { seen: { set(value: number): void } }): void => seen.set(0);
