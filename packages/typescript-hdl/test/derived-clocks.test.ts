// SPDX-License-Identifier: Apache-2.0
/** Clocks that a design makes: ports, constraints and behaviour of the components that provide them and of all around them. */
import {
  bit,
  blackBox,
  type ClockDomain,
  cat,
  clockDomain,
  clockOf,
  component,
  type Definition,
  emitVerilog,
  inDomain,
  input,
  inst,
  lit,
  output,
  provideDomain,
  reg,
  Simulator,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { asyncFifo, handshakeCrossing, pulseCrossing, resetSynchroniser, synchroniser } from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';
import { portsText } from '../src/fuzz/expectations.ts';
import { runClocked } from './support/clocked.ts';
import { falseConstraints } from './support/constraints.ts';
import { lint } from './support/tools.ts';

const raw = clockDomain('raw', { reset: 'none' });
const portNames = (definition: Definition): string =>
  emitVerilog(definition)
    .ports.map(port => port.name)
    .join(' ');

type Flag = ReturnType<typeof flagOf>;

/** A component whose flag `body` makes of one bit. */
const flagOf = (name: string, body: (d: Val<1>) => Val) =>
  component(name, {}, { d: input(bit()), q: output(bit()) }, ({ d, q }) => q.set(body(d)));

const held = (domain: ClockDomain, d: Val, name = 'x'): Val<1> =>
  inDomain(domain, () => {
    const r: any = reg({ [name]: bit() });
    r[name].set(d);
    return r[name];
  });

const synchronised = (d: Val<1>): Val<1> => {
  const { sync } = inst({ sync: resetSynchroniser() });
  sync.in.set(d);
  return sync.out;
};

const mine = clockDomain('mine', { reset: 'none' });
const maker = flagOf('maker', d => {
  provideDomain(mine, { clock: clockOf().not() as Val<1> });
  return held(mine, d);
});
const around = (name: string, inner: Flag, domain?: ClockDomain): Definition =>
  flagOf(name, d => {
    const { c } = domain ? inDomain(domain, () => inst({ c: inner })) : inst({ c: inner });
    c.d.set(d);
    return c.q;
  });

describe('a domain that a component provides', () => {
  it.each<readonly [string, string, () => Definition]>([
    [
      'a reset synchroniser in a domain',
      'raw_clk d_i q_o',
      () => flagOf('a', d => inDomain(raw, () => synchronised(d))),
    ],
    ['a reset synchroniser', 'clk d_i q_o', () => flagOf('b', synchronised)],
    [
      'a reset synchroniser and a register',
      'clk rst raw_clk d_i q_o',
      () =>
        flagOf('c', d => {
          const { x } = reg({ x: bit(0) });
          x.set(x.not());
          return inDomain(raw, () => synchronised(d)).and(x) as Val<1>;
        }),
    ],
    ['its parent', 'clk d_i q_o', () => around('parent', maker)],
    ['a grandparent', 'clk d_i q_o', () => around('grandparent', around('parent', maker))],
    ['a parent in another domain', 'raw_clk d_i q_o', () => around('other', around('parent', maker), raw)],
    [
      'a parent that uses the same domain from outside',
      'clk mine_clk d_i q_o',
      () => flagOf('both', d => held(mine, lit(1, 1), 'own').and(instOf(maker, d)) as Val<1>),
    ],
    [
      'a parent that provides it itself',
      'clk d_i q_o',
      () =>
        flagOf('again', d => {
          provideDomain(mine, { clock: clockOf() });
          return held(mine, lit(1, 1), 'own').and(instOf(maker, d)) as Val<1>;
        }),
    ],
    [
      'a parent with a port of that name',
      'clk mine_clk d_i q_o',
      () =>
        component(
          'named',
          {},
          { mine_clk: input(bit()), d: input(bit()), q: output(bit()) },
          io => io.q.set(instOf(maker, io.d).and(io.mine_clk) as Val<1>),
          { edge: true },
        ),
    ],
  ])('gives no port to %s', async (_, ports, make) => {
    const design = emitVerilog(make());
    expect(
      design.ports.map(port => port.name.replace(/^([dq])$/, port.direction === 'input' ? '$1_i' : '$1_o')).join(' '),
    ).toBe(ports);
    expect(await lint(design)).toBe('');
    expect(await falseConstraints(design)).toEqual([]);
  });

  it('serves the instances in it', () => {
    const plain = flagOf('plain', d => held(mine, d));
    const outer = flagOf('outer', d => {
      provideDomain(mine, { clock: clockOf() });
      return instOf(plain, d);
    });
    expect(portNames(plain)).toBe('mine_clk d_i q_o');
    expect(portNames(outer)).toBe('clk d_i q_o');
  });

  it('is found by the check of the fuzzer where a port is too much or missing', () => {
    const emitted = emitVerilog(maker);
    const check = (...ports: string[]) => portsText({ emitted, definition: maker, clockPorts: new Set(ports) });
    expect(check('clk')).toBeUndefined();
    expect(check('clk', 'rst')).toMatch("are 'clk', not 'clk rst'");
    expect(check()).toMatch("are 'clk', not ''");
  });
});

const instOf = (definition: Flag, d: Val<1>): Val<1> => {
  const { c } = inst({ c: definition });
  c.d.set(d);
  return c.q;
};

const fast = clockDomain('fast', { frequencyMHz: 300, reset: 'none' });
const pll = blackBox('PLL', { I: input(bit()), O: output(bit()) });
const sys = clockDomain('sys', { frequencyMHz: 200 });
const divided = (frequencyMHz: number | undefined): ClockDomain =>
  clockDomain('slow', { reset: 'none', ...(frequencyMHz === undefined ? {} : { frequencyMHz }) });

/** A counter whose bit `from` clocks a register. */
const divider = (slow: ClockDomain, from: number): Definition =>
  flagOf('divider', d => {
    const { count } = inDomain(sys, () => reg({ count: u(3, 0) }));
    count.set(count.add(1));
    provideDomain(slow, { clock: count.bit(from) as Val<1> });
    return held(slow, d);
  });

describe('constraints', () => {
  const xdc = (definition: Definition, domain?: ClockDomain): Promise<string[]> => {
    const design = emitVerilog(definition, domain ? { domain } : {});
    return falseConstraints(design).then(wrong => [...wrong, ...design.constraints.xdc.trim().split('\n')]);
  };
  const withBox = (clocked: (d: Val<1>) => Val<1>): Definition =>
    component('clocks', {}, { refClk: input(bit()), d: input(bit()), q: output(bit()) }, ({ refClk, d, q }) => {
      const { one } = inst({ one: pll });
      one.I.set(refClk);
      provideDomain(fast, { clock: one.O });
      q.set(clocked(d));
    });

  it('say nothing of a clock out of a black box', async () => {
    expect(await xdc(withBox(d => held(fast, d)))).toEqual(['']);
    expect(
      await xdc(
        withBox(d =>
          inDomain(fast, () =>
            instOf(
              flagOf('child', e => held(fast, e)),
              d,
            ),
          ),
        ),
      ),
    ).toEqual(['']);
  });
  it('name the port of a clock that enters as an input, also of an instance and by a bit of a word', async () => {
    const byPort = component('by_port', {}, { ck: input(bit()), d: input(bit()), q: output(bit()) }, ({ ck, d, q }) => {
      provideDomain(fast, { clock: ck });
      q.set(held(fast, d));
    });
    expect(await xdc(byPort)).toEqual(['create_clock -name ck_i -period 3.333 [get_ports ck_i]']);
    const outer = component('outer', {}, { cks: input(u(2)), d: input(bit()), q: output(bit()) }, ({ cks, d, q }) => {
      const { a, b } = inst({ a: byPort, b: byPort });
      a.ck.set(cks.bit(0));
      b.ck.set(cks.bit(1));
      a.d.set(d);
      b.d.set(d.not());
      q.set(a.q.xor(b.q));
    });
    expect(() => emitVerilog(outer)).toThrow("of the domain 'fast' (clocked by 'cks_i[1]'); it belongs to one domain");
    const one = component('one', {}, { cks: input(u(2)), d: input(bit()), q: output(bit()) }, ({ cks, d, q }) => {
      const { a } = inst({ a: byPort });
      a.ck.set(cks.bit(1));
      a.d.set(d);
      q.set(a.q.xor(cks.bit(0)));
    });
    expect(await xdc(one)).toEqual(['create_clock -name {cks_i[1]} -period 3.333 [get_ports {cks_i[1]}]']);
  });
  it('know the frequency of a port from a domain of the same clock', async () => {
    const child = flagOf('child', d => {
      provideDomain(fast, { clock: clockOf() });
      return held(fast, d);
    });
    expect(await xdc(around('parent', child))).toEqual(['create_clock -name clk -period 3.333 [get_ports clk]']);
    const inverse = flagOf('child', d => {
      provideDomain(fast, { clock: clockOf().not() as Val<1> });
      return held(fast, d);
    });
    expect(await xdc(around('parent', inverse))).toEqual(['create_clock -name clk -period 3.333 [get_ports clk]']);
  });
  it('derive a divided clock where both frequencies are known and divide', async () => {
    const clock = 'create_clock -name sys_clk -period 5 [get_ports sys_clk]';
    expect(await xdc(divider(divided(50), 1))).toEqual([
      clock,
      'create_generated_clock -name slow_clk -source [get_ports sys_clk] -divide_by 4 [get_pins {count_q_reg[1]/Q}]',
    ]);
    expect(await xdc(around('parent', divider(divided(25), 2)))).toEqual([
      clock,
      'create_generated_clock -name c_slow_clk -source [get_ports sys_clk] -divide_by 8 [get_pins {c/count_q_reg[2]/Q}]',
    ]);
    expect(await xdc(divider(divided(undefined), 1))).toEqual([clock]);
    expect(await xdc(divider(divided(60), 1))).toEqual([clock]);
  });
  it('name registers that are there, for everything in the library and at any depth', async () => {
    const net = clockDomain('net', { frequencyMHz: 156.25 });
    const host = clockDomain('host', { frequencyMHz: 250, reset: { kind: 'async', active: 'low' } });
    const all = component('all', {}, { w: input(u(4)), d: input(bit()), v: output(u(4)), q: output(bit()) }, io => {
      const { f, h, p } = inst({
        f: asyncFifo(u(4), 8, net, host),
        h: handshakeCrossing(u(4), net, host),
        p: pulseCrossing(net, host),
      });
      const up = held(net, io.d, 'up');
      const { word } = inDomain(net, () => reg({ word: u(4) }));
      word.set(io.w);
      for (const one of [f, h]) {
        one.up.valid.set(up.and(f.up.ready).and(h.up.ready) as Val<1>);
        one.up.payload.set(word);
        one.down.ready.set(f.down.valid.and(h.down.valid));
      }
      p.pulse.set(up);
      const { s1, s3 } = inDomain(host, () => inst({ s1: synchroniser(), s3: synchroniser(3, 3) }));
      s1.d.set(up);
      s3.d.set(lit(5, 3));
      const released = inDomain(host, () => synchronised(up));
      io.v.set(f.down.payload.xor(h.down.payload));
      io.q.set(cat(p.arrived, s1.q, s3.q, released).xorR());
    });
    const lines = await xdc(
      around(
        'top',
        component('mid', {}, { d: input(bit()), q: output(bit()) }, ({ d, q }) => {
          const { a } = inst({ a: all });
          a.w.set(lit(3, 4));
          a.d.set(d);
          q.set(a.q.xor(a.v.xorR()));
        }),
      ),
    );
    expect(lines).toHaveLength(11);
    expect(lines.filter(line => !/^(create_clock|set_)/.test(line))).toEqual([]);
    expect(lines).toContain('set_false_path -to [get_pins {c/a/sync/shift_q_reg[*]/PRE}]');
  });
  it('are held against the netlist: a false name is seen', async () => {
    const design = emitVerilog(divider(divided(50), 1));
    const wrong = async (from: string, to: string): Promise<number> => {
      const text = design.constraints.xdc.replaceAll(from, to);
      return (await falseConstraints({ ...design, constraints: { xdc: text, sdc: '' } })).length;
    };
    expect(await wrong('x', 'x')).toBe(0);
    expect(await wrong('[get_ports sys_clk]', '[get_ports own_clk]')).toBeGreaterThan(0);
    expect(await wrong('[get_ports sys_clk]', '[get_ports d_i]')).toBeGreaterThan(0);
    expect(await wrong('count_q_reg[1]', 'count_q_reg[0]')).toBeGreaterThan(0);
    expect(await wrong('count_q_reg[1]/Q', 'counter_q_reg[1]/Q')).toBeGreaterThan(0);
  });
});

describe('simulation', () => {
  it('knows the edge of an inverse clock before inputs change', () => {
    const simulator = new Simulator(around('parent', maker));
    simulator.poke('d_i', 1);
    simulator.step();
    simulator.poke('d_i', 0);
    expect(simulator.peek('q_o')).toBe(1n);
  });
  it('sees no edge where an earlier assignment or a reset overrides a later one', async () => {
    const slow = clockDomain('slow', { reset: 'none' });
    const dut = component('dut', {}, { d: input(bit()), q: output(u(4)) }, ({ d, q }) => {
      const { half, other } = reg({ half: bit(0), other: bit(0) });
      half.set(half.not());
      other.set(d);
      when(other, () => half.set(0));
      provideDomain(slow, { clock: half });
      const { count } = inDomain(slow, () => reg({ count: u(4, 0) }));
      count.set(count.add(1));
      q.set(count);
    });
    const steps = [1, 1, 1, 0, 0, 0, 0, 1, 1].map(d => ({ d }));
    const rows = await runClocked(dut, steps);
    expect(rows.at(-1)!['q']! - rows[0]!['q']!).toBe(3);
  });
});
