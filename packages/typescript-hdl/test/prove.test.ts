// SPDX-License-Identifier: Apache-2.0
/** What `prove` says about small components whose properties are known to hold, to fail, or to say nothing. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  assert,
  assume,
  bit,
  component,
  cover,
  type Definition,
  input,
  inst,
  output,
  ram,
  reg,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { type ProveOptions, prove, watched } from 'typescript-hdl/prove';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { foreignClocks } from '../src/prove/model.ts';

const folder = mkdtempSync(join(tmpdir(), 'prove-'));
afterAll(() => rmSync(folder, { recursive: true }));
const proved = (definition: Definition, options: ProveOptions = {}) => prove(definition, { folder, ...options });

const ownFile = new URL(import.meta.url).pathname;
/** The line of this file on which a property is declared. */
const lineOf = (property: string): number =>
  readFileSync(ownFile, 'utf8')
    .split('\n')
    .findIndex(line => line.includes(`('${property}', `)) + 1;

/** Counts from 2 to 11 and starts again. */
const counter = (properties: (count: Val, step: Val<1>) => void) =>
  component('counter', {}, { step: input(bit()), y: output(u(4)) }, ({ step, y }) => {
    const { count } = reg({ count: u(4, 2) });
    when(step, () => {
      count.set(count.add(1));
      when(count.eq(11), () => count.set(2));
    });
    y.set(count);
    properties(count, step);
  });

describe('an assertion that holds', () => {
  it('is proved by both engines', async () => {
    const result = await proved(counter(count => assert('in_range', count.le(11).and(count.ge(2)))));
    expect(result.message).toBe('1 assertion proved (sat, induction over 1 clock; z3, induction over 1 clock).');
    expect(result.outcome).toBe('proved');
    expect(result.properties).toMatchObject([{ kind: 'assert', name: 'in_range', outcome: 'proved' }]);
  });

  it('may need more than one clock of induction', async () => {
    // 12 leads to 13, 14 and 15: only the clocks before 15 tell that it is not reached.
    const result = await proved(counter(count => assert('no_15', count.ne(15))));
    expect(result.outcome).toBe('proved');
    expect(result.engines.find(({ engine }) => engine === 'sat')!.clocks).toBeGreaterThan(1);
  });
});

it('ties the resets of instances, and the views into them, for both engines', async () => {
  const plain = counter(() => {});
  const pair = component('pair', {}, { step: input(bit()), y: output(u(4)) }, ({ step, y }) => {
    const { a, b } = inst({ a: plain, b: plain });
    a.step.set(step);
    b.step.set(step);
    y.set(a.y.xor(b.y));
  });
  const seen = watched(pair, ({ y }, inner) => {
    assert('alike', y.eq(0));
    const [a, b] = ['a', 'b'].map(name => inner.instance(name).register('count'));
    assert('same_count', a!.eq(b!));
  });
  expect((await proved(seen)).engines.map(({ outcome }) => outcome)).toEqual(['proved', 'proved']);
});

describe('an assertion that fails', () => {
  it('is named with its line, its clock and the values, and leaves a waveform', async () => {
    const result = await proved(
      counter((count, step) => {
        assert('below_12', count.lt(12));
        when(step, () => {
          assert('small_step', count.lt(4));
        });
      }),
    );
    expect(result.outcome).toBe('refuted');
    const { property, location, clock, values, vcd, broken } = result.counterexample!;
    expect([property, broken, clock]).toEqual(['small_step', ['small_step'], 3]);
    expect([location.file, location.line]).toEqual([ownFile, lineOf('small_step')]);
    expect(values).toEqual({ count_q: 4n, step_i: 1n });
    expect(result.message).toBe(
      `The assertion 'small_step' (${location}) does not hold in clock 3 after reset: count_q = 4, step_i = 1. Waveform: ${vcd}`,
    );
    expect(result.properties.map(one => [one.name, one.outcome])).toEqual([
      ['below_12', 'unknown'],
      ['small_step', 'refuted'],
    ]);
    expect(valuesIn(readFileSync(vcd, 'utf8'), 'count_q')).toEqual([2n, 3n, 4n]);
  });

  it('is passed over when only others are wanted', async () => {
    const two = counter(count => {
      assert('below_12', count.lt(12));
      assert('below_3', count.lt(3));
    });
    const result = await proved(two, { only: ['below_12'] });
    expect(result.outcome).toBe('proved');
    expect(result.properties.map(({ name }) => name)).toEqual(['below_12']);
    expect((await proved(two, { only: ['below_3'] })).counterexample?.broken).toEqual(['below_3']);
    await expect(proved(two, { only: ['below_4'] })).rejects.toThrow(
      "There is no assertion 'below_4'; there are below_12, below_3.",
    );
  });

  it('is found in the very first clock', async () => {
    const result = await proved(counter(count => assert('not_two', count.ne(2))));
    expect(result.counterexample).toMatchObject({ property: 'not_two', clock: 1, values: { count_q: 2n } });
    expect(result.engines.map(({ outcome }) => outcome)).toEqual(['refuted', 'refuted']);
  });

  it('is found in a circuit without registers', async () => {
    const gate = component('gate', {}, { d: input(u(2)), y: output(bit()) }, ({ d, y }) => {
      y.set(d.xorR());
      assert('always_odd', y);
    });
    expect((await proved(gate)).counterexample).toMatchObject({ clock: 1, values: { y_o: 0n } });
  });

  it('is found after the start only if resets may come later', async () => {
    // The memory's first word is 7 until it is written; a reset forgets the writing and not the word.
    const forgetful = component('forgetful', {}, { y: output(u(3)) }, ({ y }) => {
      const { words } = ram({ words: { shape: u(3), depth: 2, kind: 'distributed', init: [7n, 7n] } });
      const { written, at } = reg({ written: bit(0), at: u(1, 0) });
      written.set(1);
      at.set(0);
      words.write(at, 1);
      y.set(words.read(at));
      when(written.not(), () => assert('starts_with_7', y.eq(7)));
    });
    expect((await proved(forgetful)).outcome).toBe('proved');
    const result = await proved(forgetful, { reset: 'any' });
    expect(result.outcome).toBe('refuted');
    expect(valuesIn(readFileSync(result.counterexample!.vcd, 'utf8'), 'rst')).toContain(1n);
  });
});

/** Values of a signal in a waveform, each time it changes. */
const valuesIn = (vcd: string, name: string): bigint[] => {
  const id = new RegExp(`\\$var wire \\d+ (\\S+) ${name}[ $]`).exec(vcd)?.[1];
  const changes = vcd.matchAll(/^b([01]+) (\S+)$|^([01])(\S+)$/gm);
  return [...changes].flatMap(([, wide, wideId, narrow, narrowId]) =>
    (wideId ?? narrowId) === id ? [BigInt(`0b${wide ?? narrow}`)] : [],
  );
};

describe('a proof that says nothing', () => {
  it('is one of an assertion whose conditions never hold together', async () => {
    const result = await proved(counter(count => when(count.eq(1), () => assert('idle', count.eq(1)))));
    expect(result.outcome).toBe('vacuous');
    const { location } = result.properties[0]!;
    expect(result.message).toBe(
      `The assertion 'idle' (${location}) says nothing: the conditions around it do not hold together in any run.`,
    );
  });

  it('is one whose conditions lie beyond the depth', async () => {
    const late = counter(count => when(count.eq(10), () => assert('late', count.ne(3))));
    const result = await proved(late, { depth: 5 });
    expect(result.outcome).toBe('vacuous');
    expect(result.message).toContain('the conditions around it do not hold together within 5 clocks.');
    expect((await proved(late, { depth: 9 })).properties[0]).toMatchObject({ reach: { reached: true, clock: 9 } });
  });

  it('is one whose assumptions contradict each other', async () => {
    const result = await proved(
      counter((count, step) => {
        assume('always_steps', step);
        assume('stays_low', count.lt(5));
        assert('below_12', count.lt(12));
      }),
    );
    expect(result.outcome).toBe('vacuous');
    const places = result.properties.slice(0, 2).map(({ location }) => `${location}`);
    expect(result.message).toBe(
      `The assumptions contradict each other: no run keeps them all in its first 4 clocks, so the assertions say nothing (${places.join(', ')}).`,
    );
  });

  it('is one with a cover that is not reached', async () => {
    const result = await proved(
      counter(count => {
        cover('reaches_5', count.eq(5));
        cover('reaches_12', count.eq(12));
      }),
    );
    expect(result.outcome).toBe('vacuous');
    expect(result.message).toBe(
      `The cover 'reaches_12' (${result.properties[1]!.location}) is not reached in any run.`,
    );
    expect(result.properties[0]!.reach).toEqual({ reached: true, clock: 4 });
    expect(valuesIn(readFileSync(join(folder, 'cover-reaches_5.vcd'), 'utf8'), 'count_q')).toEqual([2n, 3n, 4n, 5n]);
  });

  it('is refused when there is nothing to prove', async () => {
    const bare = counter(() => {});
    await expect(proved(bare)).rejects.toThrow("Component 'counter' has nothing to prove: no assertion and no cover.");
  });
});

describe('assumptions', () => {
  it('limit what the environment does', async () => {
    const limited = (bound: boolean) =>
      component('limited', { bound }, { d: input(u(4)), y: output(u(4)) }, ({ d, y }) => {
        if (bound) assume('small_input', d.lt(9));
        const { last } = reg({ last: u(4, 0) });
        last.set(d);
        y.set(last);
        assert('stays_small', y.lt(9));
      });
    expect((await proved(limited(true))).outcome).toBe('proved');
    expect((await proved(limited(false))).outcome).toBe('refuted');
  });
});

describe('a proof that does not come to an end', () => {
  it('for want of an invariant shows the state to exclude', async () => {
    // Two counters go together, and nothing says so before one of them arrives.
    const pair = component('pair', {}, { step: input(bit()), y: output(bit()) }, ({ step, y }) => {
      const r = reg({ a: u(8, 0), b: u(8, 0) });
      when(step, () => {
        r.a.set(r.a.add(1));
        r.b.set(r.b.add(1));
      });
      y.set(r.a.eq(200));
      when(y, () => assert('together', r.b.eq(200)));
    });
    const result = await proved(pair, { depth: 4 });
    expect(result.outcome).toBe('unknown');
    const gap = result.inductionGap!;
    expect(gap.property).toBe('together');
    expect(gap.values['y_o']).toBe(1n);
    expect(gap.values['b_q']).not.toBe(200n);
    expect(result.message).toContain('Add an invariant that excludes it, or raise the depth.');
    expect(existsSync(gap.vcd)).toBe(true);
  });

  it('for want of time says so', async () => {
    const factors = component('factors', {}, { a: input(u(28)), b: input(u(28)), y: output(u(56)) }, ({ a, b, y }) => {
      y.set(a.mul(b));
      when(a.gt(1).and(b.gt(1)), () => assert('prime', y.ne(179_424_673n * 160_481_183n)));
    });
    const result = await proved(factors, { depth: 2, seconds: 1 });
    expect(result.outcome).toBe('unknown');
    expect(result.message).toContain('No engine came to an end within 1 second;');
  });
});

it('tells when a design has more than one clock', () => {
  const one = 'always @(posedge clk) begin\nend\nstage first (\n    .clk  (clk),\n    .up_i (x)\n);';
  expect(foreignClocks(one)).toEqual([]);
  expect(foreignClocks(`${one}\nalways @(posedge pcie_clk or negedge rst_n) begin`)).toEqual(['pcie_clk', 'rst_n']);
  expect(foreignClocks(one.replace('.clk  (clk)', '.clk  (other)'))).toEqual(['other']);
});

describe('programs', () => {
  const path = process.env['PATH']!;
  afterEach(() => {
    process.env['PATH'] = path;
  });
  const simple = counter(count => assert('below_12', count.lt(12)));

  it('that are missing are named', async () => {
    process.env['PATH'] = folder;
    await expect(proved(simple)).rejects.toThrow('yosys is not installed; proofs need the packages yosys and z3.');
  });

  it('that contradict each other are not believed', async () => {
    const liars = mkdtempSync(join(tmpdir(), 'liars-'));
    const fake = ['#!/bin/sh', 'case "$*" in *" -i "*) echo "Status: PASSED";; *) echo "Status: FAILED";; esac'];
    writeFileSync(join(liars, 'yosys-smtbmc'), `${fake.join('\n')}\n`);
    chmodSync(join(liars, 'yosys-smtbmc'), 0o755);
    process.env['PATH'] = `${liars}:${path}`;
    await expect(proved(simple)).rejects.toThrow("The engines contradict each other about 'counter'");
    rmSync(liars, { recursive: true });
  });
});
