// SPDX-License-Identifier: Apache-2.0
/** The built-in simulator beyond plain clocks: asynchronous resets, clocks made inside, black boxes, cycles of words. */
import {
  bit,
  blackBox,
  cat,
  clockDomain,
  clockOf,
  component,
  emitVerilog,
  inDomain,
  input,
  inst,
  lit,
  output,
  provideDomain,
  ram,
  reg,
  resetOf,
  Simulator,
  type SimulatorOptions,
  u,
  wire,
} from 'typescript-hdl';
import { resetSynchroniser } from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';

const counter = component('counter', {}, { y: output(u(8)) }, ({ y }) => {
  const r = reg({ count: u(8, 7) });
  r.count.set(r.count.add(1));
  y.set(r.count);
});

describe('resets', () => {
  const styles = [
    { kind: 'sync', active: 'high' },
    { kind: 'sync', active: 'low' },
    { kind: 'async', active: 'high' },
    { kind: 'async', active: 'low' },
  ] as const;
  it.each(styles)('$kind, active $active, of the default domain of the top', reset => {
    const simulator = new Simulator(counter, { domain: clockDomain('main', { clock: 'clk', reset }) });
    const name = reset.active === 'low' ? 'rst_n' : 'rst';
    const [on, off] = reset.active === 'low' ? [0, 1] : [1, 0];
    const start = reset.kind === 'async' ? 7n : 0n;
    expect(simulator.peek('y_o')).toBe(start);
    simulator.step(2);
    expect(simulator.peek('y_o')).toBe(start + 2n);
    simulator.poke(name, on);
    expect(simulator.peek('y_o')).toBe(reset.kind === 'async' ? 7n : 2n);
    simulator.step();
    expect(simulator.peek('y_o')).toBe(7n);
    simulator.poke(name, off);
    expect(simulator.peek('y_o')).toBe(7n);
    simulator.step();
    expect(simulator.peek('y_o')).toBe(8n);
  });

  it('an asynchronous one that the design makes acts at once and is released in step with the clock', () => {
    const simulator = new Simulator(resetSynchroniser());
    simulator.step(2);
    expect(simulator.peek('out_o')).toBe(0n);
    simulator.poke('in_i', 1);
    expect(simulator.peek('out_o')).toBe(1n);
    simulator.poke('in_i', 0);
    const seen = [simulator.peek('out_o')];
    for (let i = 0; i < 2; i++) {
      simulator.step();
      seen.push(simulator.peek('out_o'));
    }
    expect(seen).toEqual([1n, 1n, 0n]);
  });

  it('can be read as values', () => {
    const domain = clockDomain('side', { reset: { active: 'low' } });
    const top = component('dut', {}, { y: output(bit()) }, ({ y }) => y.set(resetOf(domain)));
    const simulator = new Simulator(top);
    expect(simulator.peek('y_o')).toBe(1n);
    simulator.poke('side_rst_n', 0);
    expect(simulator.peek('y_o')).toBe(0n);
  });
});

describe('clocks made inside', () => {
  const half = clockDomain('half', { reset: 'none' });
  const divider = component('dut', {}, { y: output(u(8)), beat: output(bit()) }, ({ y, beat }) => {
    const r = reg({ toggle: bit(0) });
    r.toggle.set(r.toggle.not());
    provideDomain(half, { clock: r.toggle });
    const slow = inDomain(half, () => reg({ count: u(8, 0), seen: u(8, 0) }));
    slow.count.set(slow.count.add(1));
    slow.seen.set(slow.count);
    y.set(slow.seen);
    beat.set(r.toggle);
  });
  it('run by themselves, and registers on them see the values before the edge', () => {
    const simulator = new Simulator(divider);
    simulator.reset();
    const rows = Array.from({ length: 6 }, () => {
      simulator.step();
      return [simulator.peekNumber('beat_o'), simulator.peekNumber('y_o')];
    });
    expect(rows).toEqual([
      [1, 0],
      [0, 0],
      [1, 1],
      [0, 1],
      [1, 2],
      [0, 2],
    ]);
    expect(() => simulator.tick(half)).toThrow("HDL-DOMAIN: Nothing in the design belongs to the domain 'half'.");
  });
  it('of two instances of one component are two clocks', () => {
    const top = component('top', {}, { hold: input(bit()), y: output({ a: u(8), b: u(8) }) }, ({ hold, y }) => {
      const own = clockDomain('own', { reset: 'none' });
      const gated = component('gated', {}, { open: input(bit()), y: output(u(8)) }, io => {
        provideDomain(own, { clock: clockOf().and(io.open) as any });
        const r = inDomain(own, () => reg({ count: u(8, 0) }));
        r.count.set(r.count.add(1));
        io.y.set(r.count);
      });
      const { a, b } = inst({ a: gated, b: gated });
      a.open.set(1);
      b.open.set(hold.not());
      y.set({ a: a.y, b: b.y });
    });
    const simulator = new Simulator(top);
    simulator.step(3);
    simulator.poke('hold_i', 1);
    simulator.step(4);
    expect([simulator.peek('y_a_o'), simulator.peek('y_b_o')]).toEqual([7n, 3n]);
  });
});

const accumulator = (log: string[] = []) =>
  blackBox(
    'ACC48',
    { CLK: input(bit()), A: input(u(48)), SUM: output(u(48)), NEXT: output(u(48)) },
    {
      combinational: { NEXT: ['A'] },
      model: () => {
        let sum = 0n;
        return {
          outputs: { SUM: () => sum, NEXT: read => sum + read('A') },
          rising: {
            CLK: read => {
              sum = BigInt.asUintN(48, sum + read('A'));
              log.push(`sum ${sum}`);
            },
          },
        };
      },
    },
  );

const around = (cell = accumulator()) =>
  component('dut', {}, { a: input(u(48)), now: output(u(48)), later: output(u(48)) }, ({ a, now, later }) => {
    const { acc } = inst({ acc: cell });
    const r = reg({ copy: u(48) });
    acc.CLK.set(clockOf());
    acc.A.set(a);
    r.copy.set(acc.SUM);
    now.set(acc.NEXT.add(1));
    later.set(r.copy);
  });

describe('black boxes', () => {
  it('run by their models: edges see the inputs before them, and declared paths pass values at once', () => {
    const log: string[] = [];
    const simulator = new Simulator(around(accumulator(log)));
    simulator.poke('a_i', 5);
    expect(simulator.peek('now_o')).toBe(6n);
    simulator.step(2);
    expect([simulator.peek('now_o'), simulator.peek('later_o')]).toEqual([16n, 5n]);
    simulator.poke('a_i', 2n ** 48n - 1n);
    expect(simulator.peek('now_o')).toBe(10n);
    expect(log).toEqual(['sum 5', 'sum 10']);
  });
  it('every instance has a model of its own', () => {
    const two = component('two', {}, { y: output({ a: u(48), b: u(48) }) }, ({ y }) => {
      const { a, b } = inst({ a: accumulator(), b: accumulator() });
      for (const [acc, value] of [
        [a, 1],
        [b, 10],
      ] as const) {
        acc.CLK.set(clockOf());
        acc.A.set(value);
      }
      y.set({ a: a.SUM, b: b.SUM });
    });
    const simulator = new Simulator(two);
    simulator.step(3);
    expect([simulator.peek('y_a_o'), simulator.peek('y_b_o')]).toEqual([3n, 30n]);
  });
  it('a declared path counts for loops', () => {
    const loop = component('dut', {}, { y: output(u(48)) }, ({ y }) => {
      const { acc } = inst({ acc: accumulator() });
      acc.CLK.set(clockOf());
      acc.A.set(acc.NEXT);
      y.set(acc.SUM);
    });
    expect(() => emitVerilog(loop)).toThrow(
      "HDL-LOOP: Combinational loop in component 'dut': acc_a <- acc_next <- acc_a.",
    );
    expect(() => new Simulator(loop)).toThrow("HDL-LOOP: Combinational loop in component 'dut'");
  });
  it('complain of models that are missing or do not fit', () => {
    const ports = { A: input(bit()), Y: output(bit()) };
    const simulate = (options: Parameters<typeof blackBox>[2]): Simulator =>
      new Simulator(
        component('dut', {}, { y: output(bit()) }, ({ y }) => {
          const { box } = inst({ box: blackBox('CELL', ports, options) });
          box.A.set(1);
          y.set(box.Y);
        }),
      );
    const text = (options: Parameters<typeof blackBox>[2]): string => {
      try {
        simulate(options).peek('y_o');
      } catch (error) {
        return (error as Error).message.split('\n')[0]!;
      }
      return 'nothing';
    };
    expect(text({})).toBe(
      "HDL-MODEL: The built-in simulator cannot run the black box 'CELL' (instance 'box') without a model; give blackBox() one.",
    );
    expect(text({ model: () => ({ outputs: {} }) })).toBe(
      "HDL-MODEL: The model of 'CELL' does not give its output 'Y'.",
    );
    expect(text({ model: () => ({ outputs: { Y: () => 0 }, rising: { B: () => {} } }) })).toBe(
      "HDL-MODEL: The model of 'CELL' waits for edges of 'B', which is no input.",
    );
    expect(text({ model: () => ({ outputs: { Y: read => read('A') } }) })).toBe(
      "HDL-MODEL: The model of 'CELL' reads 'A' for its output 'Y', but declares no such combinational path.",
    );
    expect(() => blackBox('CELL', ports, { combinational: { Y: ['B'] } })).toThrow(
      "HDL-NAME: The black box 'CELL' has no input 'B'.",
    );
    expect(() => blackBox('CELL', ports, { combinational: { A: [] } })).toThrow(
      "HDL-NAME: The black box 'CELL' has no output 'A'.",
    );
    expect(() => new Simulator(blackBox('CELL', ports))).toThrow(
      "HDL-MODEL: The black box 'CELL' is simulated as an instance, not alone.",
    );
  });
});

describe('words whose bits feed each other', () => {
  it('settle: a ripple chain in one wire, and through an instance', () => {
    const stage = component('stage', {}, { a: input(u(2)), c: input(bit()), y: output(u(2)) }, ({ a, c, y }) => {
      y.slice(0, 1).set(a.bit(0).xor(c));
      y.slice(1, 1).set(a.bit(1).and(c));
    });
    const top = component('dut', {}, { a: input(u(16)), y: output(u(16)) }, ({ a, y }) => {
      const w = wire({ carry: u(17) });
      w.carry.bit(0).set(lit(1, 1) as any);
      for (let i = 0; i < 16; i++) {
        const { [`stage${i}`]: one } = inst({ [`stage${i}`]: stage });
        one!.a.set(a.bit(i).repeat(2));
        one!.c.set(w.carry.bit(i));
        y.bit(i).set(one!.y.bit(0));
        w.carry.bit(i + 1).set(one!.y.bit(1));
      }
    });
    expect(emitVerilog(top).top).toBe('dut');
    const simulator = new Simulator(top);
    for (const a of [0, 1, 0xff, 0xffff, 0x7fff, 0x1234]) {
      simulator.poke('a_i', a);
      expect(simulator.peekNumber('y_o')).toBe((a + 1) & 0xffff);
    }
  });
  it('are refused where a bit feeds itself', () => {
    const top = component('dut', {}, { y: output(u(4)) }, ({ y }) => {
      const w = wire({ ring: u(4) });
      w.ring.set(w.ring.not());
      y.set(w.ring);
    });
    expect(() => new Simulator(top)).toThrow("HDL-LOOP: Combinational loop in component 'dut': ring <- ring.");
  });
});

it('clocks that never come to rest are refused', () => {
  const a = clockDomain('a', { reset: 'none' });
  const b = clockDomain('b', { reset: 'none' });
  const restless = blackBox('RESTLESS', { O: output(bit()) }, { model: () => ({ outputs: { O: () => flip() } }) });
  let level = 0;
  const flip = (): number => {
    level = 1 - level;
    return level;
  };
  const top = component('dut', {}, { y: output(u(2)) }, ({ y }) => {
    const { source } = inst({ source: restless });
    provideDomain(a, { clock: source.O });
    provideDomain(b, { clock: source.O.not() });
    const r = [
      inDomain(a, () => reg({ first: bit() })).first,
      inDomain(b, () => reg({ second: bit() })).second,
    ] as const;
    for (const one of r) one.set(one.not());
    y.set(cat(...r));
  });
  expect(() => new Simulator(top).peek('y_o')).toThrow(
    'HDL-LOOP: Clocks or asynchronous resets that the design makes itself never come to rest.',
  );
});

describe('a seed for power-up', () => {
  const holder = component(
    'holder',
    {},
    {
      at: input(u(6)),
      early: output(u(45)),
      fixed: output(u(8)),
      latched: output(u(45)),
      free: output(u(20)),
      configured: output(u(8)),
    },
    ({ at, early, fixed, latched, free, configured }) => {
      const { words, given, block } = ram({
        words: { shape: u(45), depth: 64, kind: 'distributed' },
        given: { shape: u(8), depth: 64, kind: 'distributed', init: [7n, 8n] },
        block: { shape: u(45), depth: 64 },
      });
      const { loose, counted } = reg({ loose: u(20), counted: u(8, 5) });
      loose.set(loose);
      counted.set(counted);
      early.set(words.read(at));
      fixed.set(given.read(at));
      latched.set(block.read(at));
      free.set(loose);
      configured.set(counted);
    },
  );
  const contents = (options: SimulatorOptions) => {
    const simulator = new Simulator(holder, options);
    const free = simulator.peek('free_o');
    const words = Array.from({ length: 64 }, (_, at) => {
      simulator.poke('at_i', at);
      const early = simulator.peek('early_o');
      const fixed = simulator.peekNumber('fixed_o');
      simulator.step();
      return { early, fixed, latched: simulator.peek('latched_o') };
    });
    simulator.reset();
    return { free, words, configured: simulator.peekNumber('configured_o') };
  };

  it('is told apart from another, gives the same again, and is zeros when there is none', () => {
    const [one, two, none] = [{ powerUpSeed: 1 }, { powerUpSeed: 2 }, {}].map(contents);
    expect(contents({ powerUpSeed: 1 })).toEqual(one);
    for (const name of ['early', 'latched'] as const) {
      const [ofOne, ofTwo, ofNone] = [one, two, none].map(run => run!.words.map(word => word[name]));
      expect(new Set([...ofOne!, ...ofTwo!]).size).toBe(128);
      expect(new Set(ofNone)).toEqual(new Set([0n]));
      // Every bit of a word has its chance.
      expect(ofOne!.reduce((all, word) => all | word, 0n)).toBe((1n << 45n) - 1n);
    }
    expect(new Set([one, two, none].map(run => run!.free)).size).toBe(3);
  });

  it('leaves alone what has contents of its own or a reset', () => {
    const { words, configured } = contents({ powerUpSeed: 3 });
    expect(words.map(({ fixed }) => fixed)).toEqual([7, 8, ...new Array(62).fill(0)]);
    expect(configured).toBe(5);
  });
});
