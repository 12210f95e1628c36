// SPDX-License-Identifier: Apache-2.0
/** What words are put together from by wiring alone: slices, concatenations, inverters, wires and ports. */
import { moduleDrivers, portOf, portSignal, type Scope } from '../clocks/scopes.ts';
import type { Expression, Signal } from '../ir/index.ts';

/** A word in some instance that is more than wiring. */
export interface Word {
  /** Unique in the design. */
  readonly key: string;
  readonly scope: Scope;
  /** A register, port or signal that statements choose, or the node of an operator. */
  readonly what: Signal | Expression;
  /** Of a choice: its sides. */
  readonly sides: readonly Expression[] | undefined;
}

const wiring: ReadonlySet<Expression['op']> = new Set(['slice', 'cat', 'repeat', 'not']);

/** Whether an operator only moves or inverts bits. */
export const isWiring = (op: Expression['op']): boolean => wiring.has(op);

/** The words of a design. Each is followed once. */
export class WiredWords {
  readonly #known = new WeakMap<Scope, Map<Signal | Expression, ReadonlySet<Word>>>();
  readonly #read = new Map<Word, ReadonlySet<string>>();

  of(scope: Scope, value: Expression): ReadonlySet<Word> {
    if (value.op === 'const') return new Set();
    if (value.op === 'signal') return this.#ofSignal(scope, value.signal!);
    return this.#once(scope, value, () => {
      if (isWiring(value.op)) return this.#union(scope, value.args);
      return new Set([wordOf(scope, value, value.op === 'mux' ? value.args.slice(1) : undefined)]);
    });
  }

  /** The keys of all words that the sides of a choice have, and of those of the choices that they have. */
  readBy(choice: Word): ReadonlySet<string> {
    const known = this.#read.get(choice);
    if (known) return known;
    const keys = new Set<string>();
    const waiting = [choice];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      for (const word of this.#union(next.scope, next.sides!)) {
        if (keys.has(word.key)) continue;
        keys.add(word.key);
        if (word.sides) waiting.push(word);
      }
    }
    this.#read.set(choice, keys);
    return keys;
  }

  #union(scope: Scope, values: readonly Expression[]): ReadonlySet<Word> {
    return new Set(values.flatMap(value => [...this.of(scope, value)]));
  }

  #ofSignal(scope: Scope, signal: Signal): ReadonlySet<Word> {
    return this.#once(scope, signal, () => {
      const { kind } = signal;
      if (kind === 'input' && scope.parent) {
        const outside = scope.instance!.connections.get(signal.name);
        return outside ? this.#ofSignal(scope.parent, outside) : new Set([wordOf(scope, signal)]);
      }
      if (kind === 'instance-output') {
        const { instance, port } = portOf(scope.module, signal)!;
        const child = scope.children.get(instance);
        return child ? this.#ofSignal(child, portSignal(child.module, port)!) : new Set([wordOf(scope, signal)]);
      }
      const drivers = moduleDrivers(scope.module).get(signal) ?? [];
      if (kind === 'reg' || drivers.length === 0) return new Set([wordOf(scope, signal)]);
      const values = drivers.map(({ value }) => value);
      if (drivers.some(({ target }) => target.index)) return new Set([wordOf(scope, signal)]);
      if (drivers.some(({ conditions }) => conditions.length > 0)) return new Set([wordOf(scope, signal, values)]);
      return this.#union(scope, values);
    });
  }

  /** A wire that depends on itself is no word: the check for loops says so. */
  #once(scope: Scope, of: Signal | Expression, find: () => ReadonlySet<Word>): ReadonlySet<Word> {
    const own = this.#known.get(scope) ?? new Map<Signal | Expression, ReadonlySet<Word>>();
    this.#known.set(scope, own);
    let words = own.get(of);
    if (!words) {
      own.set(of, new Set());
      words = find();
      own.set(of, words);
    }
    return words;
  }
}

const wordOf = (scope: Scope, what: Signal | Expression, sides?: readonly Expression[]): Word => {
  const key = 'op' in what ? `${scope.path}#${what.id}` : `${scope.path}${what.name}`;
  return { key, scope, what, sides };
};
