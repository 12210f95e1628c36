// SPDX-License-Identifier: Apache-2.0
/** How state machines are written: one block with what the handlers set, without arms and branches that do nothing. */
import {
  assert,
  bit,
  clockDomain,
  component,
  emitVerilog,
  fsm,
  inDomain,
  input,
  output,
  reg,
  u,
  unused,
  when,
} from 'typescript-hdl';
import { expect, it } from 'vitest';

const blocksOf = (verilog: string): string[] => verilog.match(/^ {4}always[\s\S]*?^ {4}end$/gm) ?? [];

const timer = component('timer', {}, { go: input(bit()), busy: output(bit()) }, ({ go, busy }) => {
  const { left } = reg({ left: u(4) });
  const state = fsm('state', ['idle', 'run', 'rest'], {
    idle: goto => when(go, () => goto('run')),
    run: goto => {
      left.set(left.sub(1));
      when(left.eq(0), () => goto('rest'));
    },
    rest: goto => {
      when(go, () => {}).otherwise(() => goto('idle'));
    },
  });
  busy.set(state.is('idle').not());
});

it('the state and the registers of its handlers are one block', () => {
  const blocks = blocksOf(emitVerilog(timer).verilog);
  expect(blocks).toHaveLength(1);
  expect(blocks[0]).toMatch(/left_q <= left_q - 4'd1;\n.*\n +state_q <= STATE_REST;/);
});

it('a branch that does nothing is turned around', () => {
  const { verilog } = emitVerilog(timer);
  expect(verilog).toMatch(/default: begin {2}\/\/ STATE_REST\n +if \(~go_i\) begin\n +state_q <= STATE_IDLE;/);
  expect(verilog).not.toMatch(/begin\s+end/);
});

it('registers that an asynchronous reset does not hold, and those of another clock, keep blocks of their own', () => {
  const reset = { kind: 'async' } as const;
  expect(blocksOf(emitVerilog(timer, { domain: clockDomain('clk', { clock: 'clk', reset }) }).verilog)).toHaveLength(2);
  const other = clockDomain('other');
  const two = component('two', {}, { go: input(bit()), q: output(u(4)), busy: output(bit()) }, ({ go, q, busy }) => {
    const { held } = inDomain(other, () => reg({ held: u(4, 0) }));
    inDomain(other, () => held.set(held.add(1)));
    const state = fsm('state', ['idle', 'run'], {
      idle: goto => when(go, () => goto('run')),
      run: goto => goto('idle'),
    });
    q.set(held);
    busy.set(state.is('run'));
  });
  expect(blocksOf(emitVerilog(two).verilog)).toHaveLength(2);
});

it('the name of a state that only a property uses is declared for properties', () => {
  const dut = component('dut', {}, { go: input(bit()), y: output(bit()) }, ({ go, y }) => {
    const state = fsm('state', ['one', 'two', 'three', 'four', 'five'], {
      one: goto => when(go, () => goto('two')),
      two: goto => goto('three'),
      three: () => unused(go),
      four: () => assert('never_reached', go),
      five: goto => goto('one'),
    });
    y.set(state.is('one'));
  });
  const { verilog } = emitVerilog(dut);
  expect(verilog).toMatch(/`ifdef FORMAL\n {4}localparam \[2:0\] STATE_FOUR += 3'd3;\n`endif/);
  expect(verilog.replace(/`ifdef FORMAL[\s\S]*?`endif/g, '')).not.toContain('STATE_FOUR');
});
