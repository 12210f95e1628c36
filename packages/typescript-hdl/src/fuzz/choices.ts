// SPDX-License-Identifier: Apache-2.0
/** A source of choices that can be recorded and played back, so that whatever is built from it can be made smaller. */

/** A repeatable source of numbers in 0 .. 2 ** 32 - 1 (mulberry32). */
export const randomWords = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
};

/** Choices from a seed, or those of a list; after the end of a list every choice is 0, the simplest. */
export class Choices {
  /** Every choice made so far. */
  readonly made: number[];
  /** Widest word of the design that is being made. */
  widest = 220;
  /** How deep its statements are nested. */
  nesting = 2;
  readonly #next: (below: number) => number;

  constructor(source: number | readonly number[], made: number[] = []) {
    this.made = made;
    if (typeof source === 'number') {
      const words = randomWords(source);
      for (let i = 0; i < 4; i++) words();
      this.#next = below => words() % below;
    } else {
      let at = 0;
      this.#next = below => (source[at++] ?? 0) % below;
    }
  }

  /** A whole number in 0 .. count - 1; smaller means simpler. */
  below(count: number): number {
    const choice = this.#next(Math.max(1, count));
    this.made.push(choice);
    return choice;
  }

  /** A whole number in low .. high. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** True in `percent` of a hundred cases; false is simpler. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  /** One of a list, simplest first. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** One of a list of [weight, thing], simplest first. */
  weighted<T>(list: readonly (readonly [weight: number, thing: T])[]): T {
    let rest = this.below(list.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, thing] of list) {
      if (rest < weight) return thing;
      rest -= weight;
    }
    return list[0]![1];
  }

  /** A word of `width` bits at or next to a limit: 0, the greatest, or the border between signs. */
  limit(width: number): bigint {
    const border = this.pick([0n, 1n << BigInt(width - 1)]);
    return BigInt.asUintN(width, border + this.pick([0n, -1n, 1n, -2n, 4n]));
  }

  /** A word of `width` bits, corner cases more often than others. */
  word(width: number): bigint {
    const all = (1n << BigInt(width)) - 1n;
    switch (this.below(8)) {
      case 0:
        return 0n;
      case 1:
        return 1n;
      case 2:
        return all;
      case 3:
        return 1n << BigInt(width - 1);
      case 4:
        return BigInt(this.below(16)) & all;
      default: {
        let value = 0n;
        for (let i = 0; i < width; i += 16) value = (value << 16n) | BigInt(this.below(1 << 16));
        return value & all;
      }
    }
  }
}
