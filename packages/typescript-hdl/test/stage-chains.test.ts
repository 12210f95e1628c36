// SPDX-License-Identifier: Apache-2.0
/** A chain of stages is the pipeline of the same carries. */
import { component, type Definition, emitVerilog, lit, mux, pipeline, Simulator, stages } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { mac, stalling, verdict, zeroSeen } from './support/stage-designs.ts';

describe('a chain of stages', () => {
  const sums = (ports: typeof mac): Definition =>
    component('sums', {}, { up: ports.up, down: ports.down }, ({ up, down }) =>
      stages('sums', up)
        .stage(({ a, c }, { valid }) => ({ square: a.mul(a), c, held: valid }))
        .stage(({ square, c, held }) => ({ y: mux(held, square.add(c), lit(0, 16)) }))
        .finish(down),
    );

  // Registers are written in the order in which their values are first read.
  const linesOf = (definition: Definition): string[] =>
    emitVerilog(definition)
      .verilog.split('\n')
      .filter(line => line !== '')
      .sort();

  it('is the pipeline of the same carries, with and without back-pressure', () => {
    const byHand = (ports: typeof mac): Definition =>
      component('sums', {}, { up: ports.up, down: ports.down }, ({ up, down }) => {
        const p = pipeline('sums', up);
        const first = p.carry({ square: up.payload.a.mul(up.payload.a), c: up.payload.c, held: p.valid });
        p.next();
        const { square, c, held } = first;
        const second = p.carry({ y: mux(held, square.add(c), lit(0, 16)) });
        p.next();
        p.finish(down, { y: second.y });
      });
    for (const ports of [mac, stalling as unknown as typeof mac]) {
      expect(linesOf(sums(ports))).toEqual(linesOf(byHand(ports)));
    }
    const simulator = new Simulator(sums(mac));
    simulator.reset();
    const got: number[] = [];
    for (let clock = 0; clock < 6; clock++) {
      simulator.poke('up_valid_i', clock < 3 ? 1 : 0);
      simulator.poke('up_a_i', clock + 1);
      simulator.poke('up_c_i', 100 * (clock + 1));
      if (simulator.peek('down_valid_o')) got.push(simulator.peekNumber('down_y_o'));
      simulator.step();
    }
    expect(got).toEqual([101, 204, 309]);
  });

  it('still refuses what the types cannot see', () => {
    expect(
      verdict(mac, io => {
        zeroSeen(io);
        stages('mac', io.up)
          .stage(({ a }) => ({ a }))
          .stage(({ a }) => ({ y: a.zext(16).add(io.up.payload.c) }))
          .finish(io.down);
      }),
    ).toBe("stage 1 of pipeline 'mac' reads 'up_c_i' of stage 0");
  });
});
