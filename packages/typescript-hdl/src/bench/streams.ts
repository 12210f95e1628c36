// SPDX-License-Identifier: Apache-2.0
/** Streams in a bench: drivers, takers, monitors that watch the rules of the handshake, and scoreboards. */
import { isDeepStrictEqual } from 'node:util';
import { HdlError } from '../diagnostic.ts';
import { captureLocation } from '../location.ts';
import type { BenchClock, Step } from './process.ts';

interface Readable<P> {
  get(): P;
}
interface Settable<P> {
  set(value: P): void;
}

/** The ports of a stream that the component takes from. */
export interface TakenStream<P> {
  readonly valid: Settable<number | bigint>;
  readonly ready: Readable<bigint>;
  readonly payload: Settable<P>;
}

/** The ports of a stream that the component gives. */
export interface GivenStream<P> {
  readonly valid: Readable<bigint>;
  readonly ready: Settable<number | bigint>;
  readonly payload: Readable<P>;
}

/** A stream that is only looked at, of either kind. */
export interface SeenStream<P> {
  readonly valid: Readable<bigint>;
  readonly ready: Readable<bigint>;
  readonly payload: Readable<P>;
}

/** Pauses of a driver or a taker. */
export interface Pauses {
  /** How likely it is in each clock, from 0 to 1, that it does nothing. Default 0. */
  readonly pause?: number;
  /** Where chance comes from: {@link Bench.random}. */
  readonly random?: () => number;
}

const pauses = ({ pause = 0, random = Math.random }: Pauses): boolean => pause > 0 && random() < pause;

/** Offers the values one after the other; an offer stays until it is taken. Ends when the last one is taken. */
export function* sendTo<P>(clock: BenchClock, stream: TakenStream<P>, values: Iterable<P>, options: Pauses = {}): Step {
  for (const value of values) {
    while (pauses(options)) yield* clock.edge();
    stream.payload.set(value);
    stream.valid.set(1);
    yield* clock.until(() => stream.ready.get() === 1n);
    stream.valid.set(0);
  }
}

/** Takes `count` transfers and hands each to `take`. */
export function* takeFrom<P>(
  clock: BenchClock,
  stream: GivenStream<P>,
  count: number,
  take: (value: P) => void,
  options: Pauses = {},
): Step {
  for (let taken = 0; taken < count; ) {
    const isReady = !pauses(options);
    stream.ready.set(isReady ? 1 : 0);
    const offered = yield* clock.sample(() =>
      stream.valid.get() === 1n ? { value: stream.payload.get() } : undefined,
    );
    if (!offered || !isReady) continue;
    taken++;
    take(offered.value);
  }
  stream.ready.set(0);
}

/**
 * Watches a stream and hands every transfer to `seen`; never ends. Throws HDL-ASSERT when an offer is withdrawn or changed before
 * it was taken.
 */
export function* monitor<P>(
  name: string,
  clock: BenchClock,
  stream: SeenStream<P>,
  seen: (value: P) => void,
): Step<never> {
  let open: { readonly value: P } | undefined;
  for (;;) {
    const now = yield* clock.sample(() => ({
      offer: stream.valid.get() === 1n ? { value: stream.payload.get() } : undefined,
      isReady: stream.ready.get() === 1n,
    }));
    if (open && !now.offer)
      throw mistake(`The offer ${show(open.value)} on '${name}' was withdrawn before it was taken.`);
    if (open && now.offer && !isDeepStrictEqual(open.value, now.offer.value)) {
      throw mistake(
        `The offer on '${name}' changed from ${show(open.value)} to ${show(now.offer.value)} before it was taken.`,
      );
    }
    if (now.offer && now.isReady) seen(now.offer.value);
    open = now.isReady ? undefined : now.offer;
  }
}

/** Compares what comes with what is expected, in order. */
export class Scoreboard<P> {
  readonly #name: string;
  readonly #expected: P[] = [];
  #checked = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** Number of values that came and were right. */
  get checked(): number {
    return this.#checked;
  }

  /** Adds a value that is to come, after those that were added before. */
  expect(value: P): void {
    this.#expected.push(value);
  }

  /** Throws HDL-ASSERT unless the value is the next that was expected. */
  check(value: P): void {
    if (this.#expected.length === 0) throw mistake(`'${this.#name}' got ${show(value)} and expected nothing more.`);
    const next = this.#expected.shift();
    if (!isDeepStrictEqual(next, value)) {
      throw mistake(`'${this.#name}' got ${show(value)} as number ${this.#checked}, not ${show(next)}.`);
    }
    this.#checked++;
  }

  /** Throws HDL-ASSERT when something that was expected has not come. */
  finish(): void {
    if (this.#expected.length === 0) return;
    throw mistake(`'${this.#name}' still expects ${this.#expected.length}, next ${show(this.#expected[0])}.`);
  }
}

const mistake = (sentence: string): HdlError => new HdlError('HDL-ASSERT', sentence, captureLocation());

/** A value on one line; bigints in hexadecimal, as waveforms show them. */
const show = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    typeof part === 'bigint' ? `${part < 0n ? '-' : ''}0x${(part < 0n ? -part : part).toString(16)}` : part,
  )
    .replaceAll('"', '')
    .replaceAll(',', ', ');
