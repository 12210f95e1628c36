// SPDX-License-Identifier: Apache-2.0
/** A planned crossing as an author would write it. */
import { component, type Definition, inst, reg, unused } from '../component.ts';
import { crossing } from '../crossing.ts';
import { clockDomain, clockOf, inDomain, provideDomain, resetOf } from '../domain.ts';
import { input, output } from '../ports.ts';
import { mux } from '../select.ts';
import { bit, u } from '../shape.ts';
import { cat, lit, type Val } from '../value.ts';
import type { CrossingPlan } from './crossing-plan.ts';

/** The design, with ports that the plan's clocks have nothing to do with. */
export const plannedCrossing = (name: string, plan: CrossingPlan): Definition => {
  const ports = { a: input(bit()), w: input(u(plan.width)), q: output(u(plan.width)) };
  const inner = component(`${name}_crossing`, {}, ports, ({ a, w, q }) => {
    unused(a, w);
    q.set(new Author(plan, a, w).write());
  });
  const around = (of: Definition, level: number): Definition =>
    component(`${name}_level${level}`, {}, ports, ({ a, w, q }) => {
      const make = (): any => inst({ one: of }).one;
      // The innermost instance stands in the domain that the crossing leaves to its surroundings.
      const isInnermost = level === 0 && plan.isDefault !== undefined;
      const one: any = isInnermost ? inDomain(plan[plan.isDefault!], make) : make();
      one.a.set(a);
      one.w.set(w);
      q.set(one.q);
    });
  return Array.from({ length: plan.levels + 1 }, (_, level) => level).reduce(around, inner);
};

class Author {
  readonly #plan: CrossingPlan;
  readonly #a: Val;
  readonly #w: Val;

  constructor(plan: CrossingPlan, a: Val, w: Val) {
    this.#plan = plan;
    this.#a = a;
    this.#w = w;
  }

  /** The word that the output shows. */
  write(): Val {
    const { kind, width } = this.#plan;
    if (kind === 'word') return this.#word();
    const one = kind === 'level' ? this.#level() : this.#inOwnDomain();
    return one.zext(width) as Val;
  }

  #in<T>(end: 'from' | 'to', body: () => T): T {
    return this.#plan.isDefault === end ? body() : inDomain(this.#plan[end], body);
  }

  /** A register of one end, which takes a value in every clock. */
  #held(end: 'from' | 'to', name: string, next: (old: Val) => Val, width: number): Val {
    return this.#in(end, () => {
      const r: any = reg({ [name]: u(width, 0) });
      r[name].set(next(r[name]));
      return r[name];
    });
  }

  #flag(name: string): Val {
    return this.#held('from', name, () => this.#a, 1);
  }

  /** A word whose bits change together. */
  #count(): Val {
    const step = (this.#plan.way % 3) + 1;
    return this.#held('from', 'count', old => old.add(step) as Val, this.#plan.width);
  }

  /** The value at the end of its way through other components. */
  #passed(value: Val): Val {
    const { passes } = this.#plan;
    const pass = component(
      `pass_of_${value.width}`,
      { width: value.width },
      { d: input(u(value.width)), y: output(u(value.width)) },
      ({ d, y }) => y.set(d),
    );
    return Array.from({ length: passes }, (_, i) => `pass${i}`).reduce((last, name) => {
      const one: any = inst({ [name]: pass })[name];
      one.d.set(last);
      return one.y;
    }, value);
  }

  /** Through two flip-flops of the other end, all bits at once. */
  #taken(value: Val, name = 'arrived'): Val {
    return this.#in('to', () => {
      const [meta, sync] = [`${name}_meta`, `${name}_sync`];
      const r: any = reg({ [meta]: u(value.width), [sync]: u(value.width) });
      r[meta].set(crossing(`${name}_over`, value, { kind: 'false-path', to: r[meta] }));
      r[sync].set(r[meta]);
      return r[sync];
    });
  }

  #level(): Val {
    const { mistake } = this.#plan;
    const value = this.#passed(mistake === 'logic' ? this.#logic() : this.#flag('up'));
    return mistake === 'bare' ? this.#held('to', 'seen', () => value, 1) : this.#taken(value);
  }

  /** One bit that may change more than once before it settles. */
  #logic(): Val {
    const { way, width } = this.#plan;
    const pair = (): [Val<1>, Val<1>, Val<1>] => ['up', 'more', 'most'].map(name => this.#flag(name)) as any;
    const ways: readonly (() => Val)[] = [
      () => {
        const [up, more, most] = pair();
        return up.and(more).or(most) as Val;
      },
      () => {
        const [up, more, most] = pair();
        return mux(up, more, most) as Val;
      },
      () => this.#count().eq(width) as Val,
      () => this.#count().orR() as Val,
      () => this.#count().xorR() as Val,
      () => this.#count().lt(this.#held('from', 'limit', () => this.#w, width)) as Val,
    ];
    return ways[way % ways.length]!();
  }

  #word(): Val {
    const { mistake, width, way } = this.#plan;
    if (mistake === 'bare') {
      const value = this.#passed(this.#count());
      return this.#held('to', 'seen', () => value, width);
    }
    if (mistake === 'bus') {
      if (way % 3 === 0) return this.#taken(this.#passed(this.#count()));
      if (way % 3 === 1) return this.#bitByBit(this.#count());
      return this.#timed(this.#count());
    }
    const next = this.#held('from', 'count', old => old.add(1) as Val, width);
    return this.#timed(this.#held('from', 'gray', () => next.xor(next.shr(1)) as Val, width));
  }

  /** Each bit through a synchroniser of its own, and together again. */
  #bitByBit(word: Val): Val {
    const bits = Array.from({ length: word.width }, (_, i) => this.#taken(word.bit(i) as Val, `arrived${i}`));
    return this.#held('to', 'together', () => cat(...bits.toReversed()) as Val, word.width);
  }

  /** Bits that arrive within a clock of each other. */
  #timed(word: Val): Val {
    return this.#in('to', () => {
      const r: any = reg({ word_meta: u(word.width), word_sync: u(word.width) });
      r.word_meta.set(crossing('word_over', this.#passed(word), { kind: 'max-delay', from: word, to: r.word_meta }));
      r.word_sync.set(r.word_meta);
      return r.word_sync;
    });
  }

  /** A register in a domain whose clock or reset is made here. */
  #inOwnDomain(): Val {
    const { kind, isAsync } = this.#plan;
    const own = clockDomain('own', { reset: kind === 'clock' ? 'none' : isAsync ? { kind: 'async' } : {} });
    provideDomain(
      own,
      kind === 'clock' ? { clock: this.#clock() } : { clock: this.#clockOf('to'), reset: this.#reset() },
    );
    return inDomain(own, () => {
      const { kept } = kind === 'clock' ? reg({ kept: bit() }) : reg({ kept: bit(0) });
      kept.set(kept.not());
      return kept as Val;
    });
  }

  #clockOf(end: 'from' | 'to'): Val<1> {
    return this.#in(end, () => clockOf());
  }

  #clock(): Val<1> {
    const { mistake, way } = this.#plan;
    const clock = this.#clockOf('to');
    if (mistake === undefined) {
      const halved = (): Val => this.#held('to', 'half', old => old.not() as Val, 1);
      return this.#passed([() => clock as Val, () => clock.not() as Val, halved][way % 3]!()) as Val<1>;
    }
    const ways: readonly (() => Val)[] = [
      () => clock.and(this.#a) as Val,
      () => clock.or(this.#held('to', 'still', () => this.#a, 1)) as Val,
      () => mux(this.#a as Val<1>, clock, this.#clockOf('from')) as Val,
      () => clock.xor(this.#clockOf('from')) as Val,
    ];
    return this.#passed(ways[way % ways.length]!()) as Val<1>;
  }

  #reset(): Val<1> {
    const { mistake, way, from, isDefault } = this.#plan;
    if (mistake === undefined) return this.#passed(this.#released()) as Val<1>;
    const isGiven = way % 2 === 1 && isDefault !== 'from';
    return this.#passed(isGiven ? resetOf(from) : this.#flag('up')) as Val<1>;
  }

  /** A reset that falls with the clock of the other end. */
  #released(): Val {
    const { way } = this.#plan;
    if (way % 2 === 0) return this.#held('to', 'busy', () => lit(0, 1), 1);
    const raw = clockDomain('raw', { reset: { kind: 'async' } });
    const { shift } = inDomain(raw, () => reg({ shift: u(2, 3) }));
    shift.set(cat(shift.bit(0), lit(0, 1)) as Val<2>);
    const reset = inDomain(raw, () => crossing('raw_over', this.#a, { kind: 'async-reset', to: shift }));
    provideDomain(raw, { clock: this.#clockOf('to'), reset: reset as Val<1> });
    return shift.bit(1) as Val;
  }
}
