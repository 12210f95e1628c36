// SPDX-License-Identifier: Apache-2.0
/** Delays of the library: what leaves is what came, as many clocks ago as asked for. */
import { bit, component, emitVerilog, flow, master, Simulator, slave, u, type Val } from 'typescript-hdl';
import { delayed, delayLine, registered } from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';
import { random } from './support/streams.ts';
import { lint } from './support/tools.ts';

const shape = { low: u(3), high: u(40) };

const lateFlow = (delay: typeof delayed, clocks: number, valid = bit()) =>
  component(
    'late_flow',
    { clocks, delay: delay.name, valid },
    { up: slave(flow(shape)), down: master(flow(shape)) },
    ({ up, down }) => {
      down.valid.set(delay('valid_late', valid, up.valid, clocks));
      down.payload.set(delay('payload_late', shape, up.payload, clocks));
    },
  );

describe.each([
  ['delayed', delayed],
  ['delayLine', delayLine],
] as const)('%s', (_, delay) => {
  it.each([1, 2, 17])('gives every word again %i clocks later', async clocks => {
    const definition = lateFlow(delay, clocks);
    expect(await lint(emitVerilog(definition))).toBe('');
    const simulator = new Simulator(definition);
    const next = random(clocks);
    const seen: number[][] = [];
    const sent: number[][] = [];
    for (let clock = 0; clock < 200 + clocks; clock++) {
      const word = [next() < 0.5 ? 1 : 0, Math.floor(next() * 8), Math.floor(next() * 2 ** 40)];
      sent.push(word);
      ['up_valid_i', 'up_low_i', 'up_high_i'].forEach((port, i) => {
        simulator.poke(port, word[i]!);
      });
      seen.push(['down_valid_o', 'down_low_o', 'down_high_o'].map(port => Number(simulator.peek(port))));
      simulator.step();
    }
    expect(seen.slice(clocks)).toEqual(sent.slice(0, 200));
  });

  it('is no hardware for 0 clocks', () => {
    expect(emitVerilog(lateFlow(delay, 0)).verilog).not.toContain('posedge');
  });
});

describe('a reset', () => {
  /** What leaves in the clocks after a reset that a one went into in every clock before. */
  const afterReset = (delay: typeof delayed): number[] => {
    const simulator = new Simulator(lateFlow(delay, 3, bit(0)));
    simulator.poke('up_valid_i', 1);
    simulator.step(5);
    simulator.poke('up_valid_i', 0);
    simulator.reset();
    return [0, 1, 2, 3].map(() => {
      const valid = simulator.peekNumber('down_valid_o');
      simulator.step();
      return valid;
    });
  };

  it('empties registers whose shape has an initial value, and no delay line', () => {
    expect(afterReset(delayed)).toEqual([0, 0, 0, 0]);
    expect(afterReset(delayLine)).toContain(1);
  });

  it('touches no data', () => {
    expect(emitVerilog(lateFlow(delayed, 2)).verilog).not.toContain('if (rst)');
    expect(emitVerilog(lateFlow(delayed, 2, bit(0))).verilog).toContain('if (rst)');
  });
});

it('delay lines of as many bits and clocks are one module', () => {
  const { modules } = emitVerilog(lateFlow((name, ...rest) => delayLine(`${name}_line`, ...rest), 4));
  expect(modules.map(({ name }) => name.replace(/_bits.*/, ''))).toEqual(['delay_line', 'delay_line', 'late_flow']);
  const same = component('same', {}, { up: slave(flow(u(1))), down: master(flow(u(1))) }, ({ up, down }) => {
    down.valid.set(delayLine('valid_line', u(1), up.valid, 4));
    down.payload.set(delayLine('payload_line', u(1), up.payload, 4));
  });
  expect(emitVerilog(same).modules.map(({ name }) => name)).toEqual(['delay_line', 'same']);
});

it('a group is registered without what it lacks', async () => {
  const group = (both: boolean) =>
    component(
      'group',
      { both },
      { up: slave(flow({ sum: u(9) })), down: master(flow({ sum: u(9) })) },
      ({ up, down }) => {
        const late = registered('late', {
          valid: up.valid as Val,
          sum: both ? (up.payload.sum as Val) : undefined,
        });
        down.valid.set(late.valid as Val<1>);
        down.payload.sum.set(late.sum ?? up.payload.sum);
      },
    );
  expect(await lint(emitVerilog(group(true)))).toBe('');
  expect(emitVerilog(group(false)).verilog).not.toContain('late_sum_q');
  const simulator = new Simulator(group(true));
  simulator.poke('up_valid_i', 1);
  simulator.poke('up_sum_i', 300);
  simulator.step();
  simulator.poke('up_sum_i', 5);
  expect([simulator.peekNumber('down_valid_o'), simulator.peekNumber('down_sum_o')]).toEqual([1, 300]);
});
