// SPDX-License-Identifier: Apache-2.0
/** Processes of a bench: generators that wait for clock edges. */
import type { ClockDomain } from '../ir/index.ts';

/** What a process waits for: a rising edge, and what it wants to read right before it. */
export class Wait {
  readonly domain: ClockDomain;
  readonly read: (() => unknown) | undefined;
  constructor(domain: ClockDomain, read?: () => unknown) {
    this.domain = domain;
    this.read = read;
  }
}

/** A process: it yields what it waits for, by `yield*` of the functions of a {@link BenchClock}. May be asynchronous. */
export type Process = Generator<Wait, void, unknown> | AsyncGenerator<Wait, void, unknown>;

/** A part of a process that ends with a value. */
export type Step<T = void> = Generator<Wait, T, unknown>;

/** The clock of a domain, as processes wait for it. */
export class BenchClock {
  readonly domain: ClockDomain;
  constructor(domain: ClockDomain) {
    this.domain = domain;
  }

  /** Goes on right after the next edge, or the `count`-th from now. */
  *edge(count = 1): Step {
    for (let i = 0; i < count; i++) yield new Wait(this.domain);
  }

  /**
   * What `read` gives right before the next edge, when all processes have set what they set in this clock; goes on right
   * after the edge. This is what registers see: use it for handshakes.
   */
  *sample<T>(read: () => T): Step<T> {
    return (yield new Wait(this.domain, read)) as T;
  }

  /** Waits for the first edge right before which `condition` holds. */
  *until(condition: () => boolean): Step {
    while (!(yield* this.sample(condition)));
  }
}
