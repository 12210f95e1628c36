// SPDX-License-Identifier: Apache-2.0
/** Properties added from outside: what they see of a component, of its memories and of its instances. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  anyconst,
  assert,
  bit,
  component,
  type Definition,
  emitVerilog,
  input,
  inst,
  master,
  mux,
  output,
  ram,
  reg,
  Simulator,
  slave,
  stream,
  u,
  when,
  wire,
} from 'typescript-hdl';
import { inOrder, offersStay, prove, watched } from 'typescript-hdl/prove';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'watched-'));
afterAll(() => rmSync(folder, { recursive: true }));
const outcomeOf = async (definition: Definition, depth = 8) => (await prove(definition, { folder, depth })).outcome;

const counter = component('counter', {}, { step: input(bit()), y: output(u(4)) }, ({ step, y }) => {
  const { count } = reg({ count: { low: u(2, 0), high: u(2, 0) } });
  const { carry } = wire({ carry: bit() });
  carry.set(count.low.andR());
  when(step, () => {
    count.low.set(count.low.add(1));
    when(carry, () => count.high.set(mux(count.high.eq(2), 0, count.high.add(1))));
  });
  y.set(count.high.zext(4));
});

describe('a watched component', () => {
  it('shows its registers and wires by their names', async () => {
    const seen = watched(counter, ({ y }, inner) => {
      const { low, high } = inner.register('count', { low: u(2), high: u(2) });
      assert('shows_high', y.eq(high.zext(4)));
      assert('high_below_3', inner.register('countHigh').lt(3));
      assert('carry_is_3', inner.wire('carry').eq(low.eq(3)));
    });
    expect(await outcomeOf(seen)).toBe('proved');
    expect(await outcomeOf(watched(counter, ({ y }) => assert('below_2', y.lt(2))))).toBe('unknown');
  });

  it('is the same circuit, and leaves the component alone', () => {
    const before = emitVerilog(counter).verilog;
    const seen = watched(counter, ({ y }) => assert('below_3', y.lt(3)));
    const after = emitVerilog(seen).verilog;
    expect(after).toContain('below_3: assert');
    expect(after.replace(/\n *`ifdef FORMAL[\s\S]*?`endif\n/, '')).toBe(before);
    expect(emitVerilog(counter).verilog).toBe(before);
  });

  it('is watched by the simulator as well', () => {
    const simulator = new Simulator(watched(counter, ({ y }) => assert('below_2', y.lt(2))));
    simulator.reset();
    simulator.poke('step_i', 1);
    simulator.step(8);
    expect(() => simulator.step()).toThrow("The assertion 'below_2' does not hold.");
  });

  it.each([
    ['register', "Component 'counter' has no register 'counter'; it has count_low, count_high."],
    ['wire', "Component 'counter' has no wire 'counter'; it has carry."],
    ['word', "Component 'counter' has no memory 'counter'; it has none."],
    ['instance', "Component 'counter' has no instance 'counter'; it has none."],
  ] as const)('names what there is when a %s does not exist', (kind, sentence) => {
    const seen = watched(
      counter,
      ({ y }, inner) => void (kind === 'word' ? inner.word('counter', y) : inner[kind]('counter')),
    );
    expect(() => seen.elaborate()).toThrow(sentence);
  });

  it('insists on the widths of what it shows', () => {
    const wide = watched(counter, (_, inner) => void inner.wire('carry', u(2)));
    expect(() => wide.elaborate()).toThrow("The wire 'carry' of component 'counter' has 1 bits, not 2.");
  });
});

describe('a watched memory', () => {
  const memory = component(
    'memory',
    {},
    { at: input(u(2)), write: input(bit()), d: input(u(3)), y: output(u(3)) },
    ({ at, write, d, y }) => {
      const { words } = ram({ words: { shape: u(3), depth: 4 } });
      when(write, () => words.write(at, d));
      y.set(words.read(at));
    },
  );

  /** An arbitrary place keeps what was written there last; a read in the clock of a write gets the old or the new word. */
  const remembers = (old: boolean) =>
    watched(memory, ({ at, write, d, y }, inner) => {
      const { place } = anyconst({ place: u(2) });
      const r = reg({ known: bit(0), word: u(3), asked: bit(0), expected: u(3) });
      const writes = write.and(at.eq(place));
      when(writes, () => {
        r.known.set(1);
        r.word.set(d);
      });
      r.asked.set(at.eq(place).and(r.known));
      r.expected.set(old ? r.word : mux(writes, d, r.word));
      when(r.asked, () => assert('answers', y.eq(r.expected)));
      when(r.known, () => assert('keeps', inner.word('words', place).eq(r.word)));
    });

  it('shows any word in the same clock', async () => {
    expect(await outcomeOf(remembers(true))).toBe('proved');
    expect(await outcomeOf(remembers(false))).toBe('refuted');
  });

  it('shows the word in simulation as well', () => {
    const simulator = new Simulator(
      watched(memory, ({ at, y }, inner) => {
        assert('zero', inner.word('words', at).eq(0));
        void y;
      }),
    );
    simulator.poke('at_i', 2);
    simulator.poke('d_i', 5);
    simulator.poke('write_i', 1);
    simulator.step();
    expect(() => simulator.step()).toThrow("The assertion 'zero' does not hold.");
  });
});

describe('a component with instances', () => {
  const pair = component('pair', {}, { step: input(bit()), same: output(bit()) }, ({ step, same }) => {
    const { left, right } = inst({ left: counter, right: counter });
    left.step.set(step);
    right.step.set(step);
    same.set(left.y.eq(right.y));
  });

  it('needs an invariant between its instances, and can state it', async () => {
    const bare = watched(pair, ({ same }) => assert('always_same', same));
    expect(await outcomeOf(bare, 2)).toBe('unknown');
    const tied = watched(pair, ({ same }, inner) => {
      assert('always_same', same);
      const [left, right] = [inner.instance('left'), inner.instance('right')];
      assert('same_low', left.register('countLow').eq(right.register('countLow')));
      assert('same_carry', left.wire('carry').eq(right.wire('carry')));
    });
    expect(await outcomeOf(tied, 2)).toBe('proved');
    const simulator = new Simulator(tied);
    simulator.reset();
    simulator.poke('step_i', 1);
    expect(() => simulator.step(20)).not.toThrow();
  });

  it('has the assertions inside its instances proved, under their full names', async () => {
    const checked = component('checked', {}, { d: input(u(2)), y: output(u(2)) }, ({ d, y }) => {
      const { last } = reg({ last: u(2, 0) });
      last.set(d);
      y.set(last);
      assert('never_3', last.ne(3));
    });
    const outer = component('outer', {}, { d: input(bit()), y: output(u(2)) }, ({ d, y }) => {
      const { stage } = inst({ stage: checked });
      stage.d.set(d.zext(2));
      y.set(stage.y);
    });
    const inside = await prove(outer, { folder });
    expect(inside.outcome).toBe('proved');
    expect(inside.properties[0]!.name).toBe('stage.never_3');
    const alone = await prove(checked, { folder });
    expect(alone.counterexample).toMatchObject({ property: 'never_3', clock: 2, values: { last_q: 3n } });
  });
});

describe('contracts of streams', () => {
  /** A register between two streams, which takes a word only when it is empty. */
  const stage = (stays: boolean) =>
    component('stage', { stays }, { up: slave(stream(u(4))), down: master(stream(u(4))) }, ({ up, down }) => {
      const r = reg({ full: bit(0), word: u(4) });
      up.ready.set(r.full.not());
      down.valid.set(r.full);
      down.payload.set(stays ? r.word : r.word.xor(up.payload));
      when(up.fire, () => r.word.set(up.payload));
      r.full.set(mux(r.full, down.ready.not(), up.valid));
    });
  const contract = (stays: boolean) =>
    watched(stage(stays), ({ up, down }, inner) => {
      const order = inOrder('order', { payload: u(4), up, down, capacity: 1 });
      offersStay('down', u(4), down);
      assert('full_holds_one', inner.register('full').eq(order.held.ne(0)));
      when(order.inside, () => assert('kept', inner.register('word').eq(order.word)));
    });

  it('hold for a register stage, and not for one that changes words', async () => {
    expect(await outcomeOf(contract(true))).toBe('proved');
    expect(await outcomeOf(contract(false))).toBe('refuted');
  });
});
