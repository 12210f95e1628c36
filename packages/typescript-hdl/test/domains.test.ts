// SPDX-License-Identifier: Apache-2.0
/** Clock domains: emitted resets, ports and constraints; the crossing check; the crossings of the library on two clocks. */
import {
  bit,
  type ClockDomain,
  clockDomain,
  clockOf,
  component,
  type Definition,
  emitVerilog,
  HdlError,
  inDomain,
  input,
  inst,
  output,
  provideDomain,
  ram,
  reg,
  resetOf,
  Simulator,
  synchronousTo,
  u,
  when,
} from 'typescript-hdl';
import { asyncFifo, handshakeCrossing, pulseCrossing, resetSynchroniser, synchroniser } from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';
import { lint, simulate } from './support/tools.ts';

const mistake = (make: () => Definition): string => {
  try {
    emitVerilog(make());
  } catch (error) {
    if (error instanceof HdlError) return error.message.split('\n')[0]!;
    throw error;
  }
  throw new Error('the mistake was not found');
};

const rx = clockDomain('rx', { frequencyMHz: 156.25 });
const tx = clockDomain('tx', { reset: { kind: 'async', active: 'low' }, frequencyMHz: 250 });
const slow = clockDomain('slow', { reset: 'none' });

const counter = component('counter', {}, { up: input(bit()), y: output(u(4)) }, ({ up, y }) => {
  const r = reg({ count: u(4, 3), last: u(4) });
  when(up, () => r.count.set(r.count.add(1)));
  r.last.set(r.count);
  y.set(r.last);
});

describe('the emitted text', () => {
  const design = emitVerilog(
    component(
      'dut',
      {},
      { up: input({ a: bit(), b: bit(), c: bit(), d: bit() }), y: output({ a: u(4), b: u(4), c: u(4), d: u(4) }) },
      ({ up, y }) => {
        const connect = (child: any, to: any, from: any): void => {
          child.up.set(from);
          to.set(child.y);
        };
        connect(inst({ a: counter }).a, y.a, up.a);
        inDomain(rx, () => connect(inst({ b: counter }).b, y.b, up.b));
        inDomain(tx, () => connect(inst({ c: counter }).c, y.c, up.c));
        inDomain(slow, () => connect(inst({ d: counter }).d, y.d, up.d));
      },
    ),
  );

  it('has a module for each kind of reset, and all clocks as ports', async () => {
    expect(design.ports.slice(0, 7).map(port => port.name)).toEqual([
      'clk',
      'rst',
      'rx_clk',
      'rx_rst',
      'tx_clk',
      'tx_rst_n',
      'slow_clk',
    ]);
    expect(design.modules.map(module => module.name)).toEqual(['counter', 'counter_arst_n', 'counter_no_rst', 'dut']);
    expect(await lint(design)).toBe('');
  });
  it('puts an asynchronous reset first and keeps registers without reset apart from it', () => {
    expect(design.modules[1]!.verilog).toContain(`    always @(posedge clk or negedge rst_n) begin
        if (!rst_n) begin
            count_q <= 4'd3;
        end else begin
            if (up_i) begin
                count_q <= count_q + 4'd1;
            end
        end
    end

    always @(posedge clk) begin
        last_q <= count_q;
    end`);
  });
  it('starts registers at configuration where there is no reset', () => {
    expect(design.modules[2]!.verilog).toContain("    initial begin\n        count_q = 4'd3;\n    end");
  });
  it('knows the clocks of known frequency', () => {
    expect(design.constraints.xdc).toBe(
      'create_clock -name rx_clk -period 6.4 [get_ports rx_clk]\ncreate_clock -name tx_clk -period 4 [get_ports tx_clk]\n',
    );
  });
  it('gives the top another default domain', () => {
    const low = emitVerilog(counter, { domain: clockDomain('sys', { reset: { active: 'low' }, frequencyMHz: 100 }) });
    expect(low.top).toBe('counter_rst_n');
    expect(low.ports.map(port => port.name)).toEqual(['clk', 'rst_n', 'up_i', 'y_o']);
    expect(low.constraints.sdc).toBe('create_clock -name clk -period 10 [get_ports clk]\n');
  });
});

describe('the built-in simulator', () => {
  it('runs each domain by its own edges', () => {
    const two = component('two', {}, { y: output({ a: u(4), b: u(4) }) }, ({ y }) => {
      const a = inDomain(rx, () => reg({ a: u(4, 1) }));
      const b = inDomain(slow, () => reg({ b: u(4, 7) }));
      a.a.set(a.a.add(1));
      b.b.set(b.b.add(1));
      y.set({ a: a.a, b: b.b });
    });
    const simulator = new Simulator(two);
    expect(simulator.peek('y_b_o')).toBe(7n);
    simulator.poke('rx_rst', 1);
    simulator.tick(rx);
    simulator.poke('rx_rst', 0);
    simulator.tick(rx);
    simulator.tick(rx, slow);
    expect([simulator.peek('y_a_o'), simulator.peek('y_b_o')]).toEqual([3n, 8n]);
    expect(() => simulator.tick(tx)).toThrow("HDL-DOMAIN: Nothing in the design belongs to the domain 'tx'.");
  });
});

describe('the crossing check', () => {
  it('shows the path inside one component', () => {
    const make = () =>
      component('dut', {}, { y: output(u(4)) }, ({ y }) => {
        const a = inDomain(rx, () => reg({ a: u(4, 0) }));
        a.a.set(a.a.add(1));
        const b = inDomain(tx, () => reg({ b: u(4, 0) }));
        b.b.set(a.a.and(3));
        y.set(b.b);
      });
    expect(mistake(make)).toBe(
      "HDL-DOMAIN: In component 'dut' a value of the domain 'rx' reaches the domain 'tx' without a crossing: a_q -> b_q.",
    );
  });
  it('follows values through instances, memories and conditions', () => {
    const pass = component('pass', {}, { a: input(bit()), y: output(bit()) }, ({ a, y }) => y.set(a.not()));
    const make = () =>
      component('dut', {}, { y: output(u(4)) }, ({ y }) => {
        const { first } = inDomain(rx, () => inst({ first: counter }));
        const { mid } = inst({ mid: pass });
        const { last } = inst({ last: counter });
        first.up.set(1);
        mid.a.set(first.y.bit(0));
        last.up.set(mid.y);
        y.set(last.y);
      });
    expect(mistake(make)).toBe(
      "HDL-DOMAIN: In component 'dut' a value of the domain 'rx' reaches the domain 'default' without a crossing: " +
        'first.last_q -> first_y -> mid_a -> mid_y -> last_up -> last.count_q.',
    );
    const memory = () =>
      component('dut', {}, { a: input(u(2)), y: output(u(4)) }, ({ a, y }) => {
        const { m } = ram({ m: { shape: u(4), depth: 4 } });
        const r = inDomain(rx, () => reg({ where: u(2) }));
        r.where.set(a);
        m.write(a, 1);
        y.set(m.read(r.where));
      });
    expect(mistake(memory)).toBe(
      "HDL-DOMAIN: In component 'dut' a value of the domain 'rx' reaches the domain 'default' without a crossing: where_q -> m_rdata_q.",
    );
  });
  it('complains of resets that a domain lacks or needs, and of names that meet', () => {
    const body = (text: () => void) => () => component('dut', {}, { x: input(bit()) }, text);
    expect(mistake(body(() => void resetOf(slow)))).toBe("HDL-DOMAIN: The domain 'slow' has no reset.");
    expect(mistake(body(() => provideDomain(rx, { clock: clockOf() })))).toBe(
      "HDL-DOMAIN: The domain 'rx' needs a reset.",
    );
    const clash = () =>
      component('dut', {}, { rx_clk: input(bit()), y: output(bit()) }, ({ y }) => {
        const r = inDomain(clockDomain('one', { clock: 'rx_clk_i' }), () => reg({ r: bit(0) }));
        r.r.set(1);
        y.set(r.r);
      });
    expect(mistake(clash)).toBe(
      "HDL-COLLISION: In component 'dut' the domain 'one' and a declaration both have the Verilog name 'rx_clk_i'.",
    );
  });
});

/** A bench with two unrelated clocks; `steps` is Verilog. */
const twoClocks = (
  design: { ports: readonly { name: string; width: number; direction: string }[]; top: string },
  steps: string,
) =>
  `\`timescale 1ns/1ps
  module bench; reg a_clk = 0; reg b_clk = 0; always #3 a_clk = !a_clk; always #5.3 b_clk = !b_clk;
  reg a_rst = 1; reg b_rst = 1;
  ${design.ports
    .filter(({ name }) => !/^[ab]_(clk|rst)$/.test(name))
    .map(
      ({ name, width, direction }) =>
        `${direction === 'input' ? 'reg' : 'wire'} [${width - 1}:0] ${name}${direction === 'input' ? ' = 0' : ''};`,
    )
    .join(' ')}
  ${design.top} d(${design.ports.map(({ name }) => `.${name}(${name})`).join(', ')});
  ${steps}
  endmodule`;

const pair = (): [ClockDomain, ClockDomain] => [
  clockDomain('a', { frequencyMHz: 150 }),
  clockDomain('b', { frequencyMHz: 94 }),
];

/** Sends 0, 1, 2, ... with gaps; the bench prints what arrives. */
const streamBench = `
  integer sent = 0; integer got = 0; reg [7:0] seed = 1;
  always @(posedge a_clk) begin seed <= {seed[6:0], seed[7] ^ seed[5] ^ seed[4] ^ seed[3]};
    if (!a_rst && up_valid_i && up_ready_o) begin sent = sent + 1; end
    if (!a_rst) begin up_valid_i <= #0.1 (up_valid_i && !up_ready_o) || seed[0]; up_payload_i <= #0.1 sent; end end
  always @(posedge b_clk) begin down_ready_i <= #0.1 seed[1] | seed[2];
    if (!b_rst && down_valid_o && down_ready_i) begin $display("%0d", down_payload_o); got = got + 1; if (got == 60) $finish(0); end end
  initial begin #40 a_rst <= 0; b_rst <= 0; #40000 $display("timeout"); $finish(0); end`;

describe('crossings', () => {
  it.each(['fifo', 'handshake'])('%s carries every word once and in order between unrelated clocks', async kind => {
    const [a, b] = pair();
    const design = emitVerilog(kind === 'fifo' ? asyncFifo(u(8), 8, a, b) : handshakeCrossing(u(8), a, b));
    expect(await lint(design)).toBe('');
    const text = await simulate(design, twoClocks(design, streamBench));
    expect(text.trim().split('\n').slice(0, 60).map(Number)).toEqual(Array.from({ length: 60 }, (_, i) => i));
  });
  it('a FIFO limits the delay of its Gray pointers', () => {
    const [a, b] = pair();
    expect(emitVerilog(asyncFifo(u(8), 8, a, b)).constraints.xdc.split('\n')).toEqual([
      'create_clock -name a_clk -period 6.667 [get_ports a_clk]',
      'create_clock -name b_clk -period 10.638 [get_ports b_clk]',
      'set_max_delay -datapath_only -from [get_cells {head_gray_q_reg[*]}] -to [get_cells {head_seen_meta_q_reg[*]}] 6.667',
      'set_max_delay -datapath_only -from [get_cells {tail_gray_q_reg[*]}] -to [get_cells {tail_seen_meta_q_reg[*]}] 6.667',
      '',
    ]);
    expect(() => asyncFifo(u(8), 6, a, b).elaborate()).toThrow(
      'The depth of an asynchronous FIFO is a power of two of at least 4, not 6.',
    );
  });
  it('pulses arrive once each', async () => {
    const [a, b] = pair();
    const design = emitVerilog(pulseCrossing(a, b));
    expect(await lint(design)).toBe('');
    const bench = `integer i; integer got = 0; always @(posedge b_clk) if (!b_rst && arrived_o) got = got + 1;
      initial begin #60 a_rst <= 0; b_rst <= 0; #60
      for (i = 0; i < 20; i = i + 1) begin @(posedge a_clk) #0.1 pulse_i = 1; @(posedge a_clk) #0.1 pulse_i = 0; #45; end
      #100 $display("%0d", got); $finish(0); end`;
    expect((await simulate(design, twoClocks(design, bench))).trim()).toBe('20');
  });
  it('synchronisers are marked and excepted in every place', async () => {
    const top = component('dut', {}, { d: input(u(2)), q: output(u(2)) }, ({ d, q }) => {
      const { s1, s2 } = inst({ s1: synchroniser(2), s2: synchroniser(2, 3) });
      s1.d.set(d);
      s2.d.set(s1.q);
      q.set(s2.q);
    });
    const design = emitVerilog(top);
    expect(await lint(design)).toBe('');
    expect(design.verilog).toContain('(* async_reg = "true" *) reg  [1:0] meta_q;');
    expect(design.constraints.sdc).toBe(
      'set_false_path -to [get_cells {s1/meta_q_reg[*]}]\nset_false_path -to [get_cells {s2/meta_q_reg[*]}]\n',
    );
  });
  it('a reset is asserted at once and released two clocks later', async () => {
    const design = emitVerilog(resetSynchroniser());
    expect(await lint(design)).toBe('');
    expect(design.constraints.xdc).toBe('set_false_path -to [get_pins {shift_q_reg[*]/PRE}]\n');
    const bench = `module bench; reg clk = 0; reg in_i = 0; wire out_o; reset_synchroniser d(.clk(clk), .in_i(in_i), .out_o(out_o));
      task tick; begin #1 clk = 1; #1 clk = 0; end endtask
      initial begin tick; tick; $display("%b", out_o); in_i = 1; #1 $display("%b", out_o); in_i = 0; tick; $display("%b", out_o);
      tick; #1 $display("%b", out_o); $finish(0); end endmodule`;
    expect((await simulate(design, bench)).trim().split('\n').slice(1)).toEqual(['1', '1', '0']);
  });
});

describe('inputs', () => {
  const two = (say: (d: any) => void, read: (d: any) => any = d => d) =>
    component('dut', {}, { d: input(u(4)), y: output({ a: u(4), b: u(4) }) }, ({ d, y }) => {
      say(d);
      const { a } = inDomain(rx, () => reg({ a: u(4) }));
      const { b } = inDomain(tx, () => reg({ b: u(4) }));
      a.set(d);
      b.set(read(d));
      y.set({ a, b });
    });

  it('belong to one domain', () => {
    expect(mistake(() => two(() => {}))).toBe(
      "HDL-DOMAIN: The input 'd_i' of 'dut' reaches 'a_q' of the domain 'rx' and 'b_q' of the domain 'tx'; " +
        'it belongs to one domain, so cross it into the other.',
    );
    const crossed = (d: any) => {
      const { bits } = inDomain(tx, () => inst({ bits: synchroniser(4, 2, { because: 'The bits are flags.' }) }));
      bits.d.set(d);
      return bits.q;
    };
    expect(() => emitVerilog(two(() => {}, crossed))).not.toThrow();
    expect(() => emitVerilog(two(d => synchronousTo(rx, d), crossed))).not.toThrow();
  });
  it('are launched in the domain that the author says', () => {
    expect(mistake(() => two(d => synchronousTo(tx, d)))).toBe(
      "HDL-DOMAIN: In component 'dut' a value of the domain 'tx' reaches the domain 'rx' without a crossing: d_i -> a_q.",
    );
    const outer = () =>
      component('top', {}, { y: output(u(4)) }, ({ y }) => {
        const say = (d: any) => synchronousTo(rx, d);
        const { child } = inst({ child: two(say, () => 3) });
        const { c } = reg({ c: u(4) });
        c.set(1);
        child.d.set(c);
        y.set(child.y.a);
      });
    expect(mistake(outer)).toBe(
      "HDL-DOMAIN: In component 'top' a value of the domain 'default' reaches the domain 'rx' without a crossing: c_q -> child_d -> child.d_i.",
    );
    expect(mistake(() => two(() => synchronousTo(rx, 3)))).toBe(
      'HDL-DOMAIN: synchronousTo takes input ports of this component, not 3.',
    );
  });
});
