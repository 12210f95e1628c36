// SPDX-License-Identifier: Apache-2.0
/** Contracts of ready/valid streams as properties, for {@link watched} components and for any component's own body. */
import { anyconst, assert, cover } from '../check.ts';
import { reg } from '../component.ts';
import { when } from '../scope.ts';
import { mux } from '../select.ts';
import { bit, indexWidth, type Shape, u } from '../shape.ts';
import type { Val } from '../value.ts';
import { pack, type Rd } from '../view.ts';

/** A stream as an observer sees it. */
export interface SeenStream<S> {
  readonly valid: Val<1>;
  readonly ready: Val<1>;
  readonly fire: Val<1>;
  readonly payload: Rd<S>;
}

/** What {@link inOrder} watches, and what the component promises. */
export interface OrderSpec<S extends Shape> {
  readonly payload: S;
  readonly up: SeenStream<S>;
  readonly down: SeenStream<S>;
  /** Most words that the component holds. */
  readonly capacity: number;
  /** It accepts a word whenever it holds fewer than this; 0 promises nothing. Default `capacity`. */
  readonly accepts?: number;
  /** Most clocks in a row in which it holds words and offers none; Infinity promises nothing. Default 0. */
  readonly silence?: number;
}

/** What {@link inOrder} keeps, for invariants that tie it to the registers of the component. */
export interface OrderTracker<S extends Shape> {
  /** Number of the tracked word; arbitrary, so that a proof about it is a proof about every word. */
  readonly number: Val;
  /** Number of the next word to go in, and of the next to come out; they wrap, far beyond `capacity`. */
  readonly pushed: Val;
  readonly popped: Val;
  /** Words held: `pushed - popped`. */
  readonly held: Val;
  /** The tracked word has gone in and not come out. */
  readonly inside: Val<1>;
  /** The tracked word, while `inside`. */
  readonly word: Rd<S>;
}

/**
 * A component between `up` and `down` loses, invents, changes and reorders nothing: what goes in as word number k, for
 * an arbitrary k, comes out as word number k. It holds at most `capacity` words, accepts while it holds fewer than
 * `accepts`, and falls silent for at most `silence` clocks while it holds some. `name` starts the names of all
 * properties and registers. The invariants of the tracker itself are among the assertions.
 */
export const inOrder = <S extends Shape>(name: string, spec: OrderSpec<S>): OrderTracker<S> => {
  const { payload, up, down, capacity, accepts = capacity, silence = 0 } = spec;
  const bits = indexWidth(capacity + 1) + 1;
  const number = anyconst({ [`${name}_number`]: u(bits) })[`${name}_number`] as Val;
  const r = reg({
    [name]: { pushed: u(bits, 0), popped: u(bits, 0), inside: bit(0) },
  })[name]!;
  const word = reg({ [`${name}_word`]: payload })[`${name}_word`]!;
  const held = r.pushed.sub(r.popped) as Val;
  const enters: Val<1> = up.fire.and(r.pushed.eq(number));
  const leaves: Val<1> = down.fire.and(r.popped.eq(number));
  when(up.fire, () => r.pushed.set(r.pushed.add(1)));
  when(down.fire, () => r.popped.set(r.popped.add(1)));
  when(leaves, () => r.inside.set(0)).elsewhen(enters, () => r.inside.set(1));
  when(enters, () => word.set(up.payload));

  const out = pack(payload, down.payload);
  when(leaves, () => {
    assert(`${name}_word_was_sent`, r.inside.or(enters));
    assert(`${name}_word_is_right`, out.eq(mux(r.inside, pack(payload, word), pack(payload, up.payload))));
    cover(`${name}_word_comes_out`, held.ne(0).or(enters));
  });
  assert(`${name}_holds_at_most_${capacity}`, held.le(capacity));
  cover(`${name}_full`, held.eq(capacity));
  if (accepts > 0) when(held.lt(accepts), () => assert(`${name}_accepts`, up.ready));
  assert(`${name}_tracks`, r.inside.eq(number.sub(r.popped).lt(held)));
  assertSilence(name, held.ne(0).and(down.valid.not()), silence);
  return { number, pushed: r.pushed, popped: r.popped, held, inside: r.inside, word };
};

/** `quiet` is 1 for at most `most` clocks in a row. */
const assertSilence = (name: string, quiet: Val<1>, most: number): void => {
  const property = `${name}_silent_at_most_${most}`;
  if (most === Number.POSITIVE_INFINITY) return;
  if (most === 0) {
    assert(property, quiet.not());
    return;
  }
  const silent = reg({ [`${name}_silent`]: u(indexWidth(most + 1), 0) })[`${name}_silent`]!;
  silent.set(mux(quiet, mux(silent.eq(most), silent, silent.add(1)), 0));
  assert(property, quiet.not().or(silent.ne(most)));
};

/** Once `valid` is 1, `valid` stays 1 and the payload stays the same until the transfer. */
export const offersStay = <S extends Shape>(name: string, payload: S, channel: SeenStream<S>): void => {
  const waiting = reg({ [`${name}_waiting`]: bit(0) })[`${name}_waiting`]!;
  const offered = reg({ [`${name}_offered`]: payload })[`${name}_offered`]!;
  waiting.set(channel.valid.and(channel.ready.not()));
  offered.set(channel.payload);
  when(waiting, () => {
    assert(`${name}_valid_stays`, channel.valid);
    assert(`${name}_payload_stays`, pack(payload, channel.payload).eq(pack(payload, offered)));
  });
};
