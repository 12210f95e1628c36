// SPDX-License-Identifier: Apache-2.0
/** Components of two clocks as one, for proofs: what may be seen of a value on its way, and what is refused. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  assert,
  bit,
  clockDomain,
  component,
  crossing,
  type Definition,
  inDomain,
  input,
  inst,
  output,
  ram,
  reg,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { resetSynchroniser, synchroniser, toGray } from 'typescript-hdl/lib';
import { prove, unrelatedClocks, watched } from 'typescript-hdl/prove';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'unrelated-'));
afterAll(() => rmSync(folder, { recursive: true }));

const [from, to] = [clockDomain('from'), clockDomain('to', { reset: { kind: 'async', active: 'low' } })];

/** A counter of one domain, seen in another as the code that `code` makes of it. */
const seenCounter = (code: (value: Val) => Val) =>
  component('seen_counter', {}, { step: input(bit()), seen: output(u(3)) }, ({ step, seen }) => {
    const { count, sent } = inDomain(from, () => reg({ count: u(3, 0), sent: u(3, 0) }));
    when(step, () => {
      count.set(count.add(1));
      sent.set(code(count.add(1)) as Val);
    });
    inDomain(to, () => {
      const r = reg({ meta: u(3, 0), sync: u(3, 0) });
      r.meta.set(crossing('arriving', sent, { kind: 'max-delay', from: sent, to: r.meta }));
      r.sync.set(r.meta);
      seen.set(r.sync);
    });
  });

/** What is seen was the number at some time: behind by what was counted since, which the observer limits to one. */
const trails = (code: (value: Val) => Val): Definition =>
  watched(unrelatedClocks(seenCounter(code)), (_, inner) => {
    const [count, before, meta] = [inner.register('count'), inner.register('arriving_before'), inner.register('meta')];
    when(count.lt(4), () => {
      const codes = [0, 1, 2, 3].map(n => meta.eq(code(count.and(0).add(n))).and(count.ge(n)) as Val<1>);
      assert(
        'was_the_count',
        codes.reduce((a, b) => a.or(b)),
      );
    });
    assert('before_is_near', before.eq(code(count)).or(before.eq(code(count.sub(1)))));
  });

describe('a word on its way', () => {
  it('is a mixture of the old one and the new one, which a binary count does not stand', async () => {
    const result = await prove(
      trails(value => value.and(7)),
      { folder, only: ['was_the_count'], depth: 8 },
    );
    expect(result.outcome).toBe('refuted');
    // 1 becomes 2, and is seen as 3.
    expect(result.counterexample!.values).toMatchObject({ count_q: 2n, meta_q: 3n });
  });
  it('is one of the two in a Gray code', async () => {
    const result = await prove(trails(toGray), { folder, only: ['was_the_count'], depth: 8 });
    expect(result.outcome).not.toBe('refuted');
  });
});

describe('clocks', () => {
  const three = component('three', {}, { y: output({ a: bit(), b: bit(), c: bit() }) }, ({ y }) => {
    const { a } = inDomain(from, () => reg({ a: bit(0) }));
    const { b } = inDomain(to, () => reg({ b: bit(0) }));
    const { c } = reg({ c: bit(0) });
    a.set(a.not());
    b.set(b.not());
    c.set(c.not());
    y.set({ a, b, c });
  });

  it('tick by themselves: registers, memory writes and reads hold between', async () => {
    const pair = component('pair', {}, { a: input(u(2)), y: output(u(2)) }, ({ a, y }) => {
      const { words } = ram({ words: { shape: u(2), depth: 2 } });
      const { at } = inDomain(from, () => reg({ at: u(1, 0) }));
      inDomain(from, () => {
        at.set(at.not());
        words.write(at, a);
      });
      inDomain(to, () => y.set(words.read(a.bit(0))));
    });
    const held = watched(unrelatedClocks(pair), ({ y, ticks }, inner) => {
      const r = reg({ before: { y: u(2), at: u(1), word: u(2), from: bit(0), to: bit(0), started: bit(0) } }).before;
      r.started.set(1);
      r.y.set(y);
      r.at.set(inner.register('at'));
      r.word.set(inner.word('words', inner.register('at').and(0)));
      r.from.set(ticks['from']!);
      r.to.set(ticks['to']!);
      when(r.started.and(r.from.not()), () => {
        assert('register_holds', inner.register('at').eq(r.at));
        assert('memory_holds', inner.word('words', inner.register('at').and(0)).eq(r.word));
      });
      when(r.started.and(r.from), () => assert('register_moves', inner.register('at').ne(r.at)));
      when(r.started.and(r.to.not()), () => assert('output_holds', y.eq(r.y)));
    });
    expect((await prove(held, { folder, depth: 4 })).outcome).toBe('proved');
    const hasty = watched(unrelatedClocks(pair), ({ y }) => {
      const r = reg({ before: { y: u(2), started: bit(0) } }).before;
      r.started.set(1);
      r.y.set(y);
      when(r.started, () => assert('never_changes', y.eq(r.y)));
    });
    expect((await prove(hasty, { folder, depth: 6 })).outcome).toBe('refuted');
  });

  it.each([
    ['a third domain', () => three, "Component 'three' has 3 clock domains"],
    [
      'instances',
      () =>
        component('outer', {}, { d: input(bit()), q: output(bit()) }, ({ d, q }) => {
          const { inner } = inst({ inner: synchroniser() });
          inner.d.set(d);
          q.set(inner.q);
        }),
      "Component 'outer' has instances",
    ],
    ['clocks of its own', () => resetSynchroniser(), "Component 'reset_synchroniser' makes or reads clocks or resets"],
  ])('are refused with %s', (_, make, sentence) => {
    expect(() => unrelatedClocks(make() as Definition)).toThrow(
      `${sentence}; unrelatedClocks() takes one of two clock domains alone.`,
    );
  });
});
