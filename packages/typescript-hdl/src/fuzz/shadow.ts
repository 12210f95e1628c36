// SPDX-License-Identifier: Apache-2.0
/** A memory built a second time from registers, with what its read ports promise as assertions. */
import { assert } from '../check.ts';
import { reg, unused, wire } from '../component.ts';
import { when } from '../scope.ts';
import { mux } from '../select.ts';
import { u, vec } from '../shape.ts';
import { lit, type Val } from '../value.ts';

/** What a read port is asked for. */
export interface ShadowRead {
  readonly address: Val;
  readonly enable: Val<1> | undefined;
  /** `now` answers in the same clock, `old` and `new` a clock later with the word before or after a write. */
  readonly kind: 'now' | 'old' | 'new';
  readonly outputRegister: boolean;
  /** What the memory answers. */
  readonly word: Val;
}

/** Contents of a memory without initial ones, in registers. */
export class Shadow {
  readonly #name: string;
  readonly #now: any;
  readonly #next: any;
  readonly #width: number;
  #reads = 0;

  constructor(name: string, depth: number, width: number) {
    this.#name = name;
    this.#width = width;
    const shape = vec(depth, u(width));
    this.#now = reg({ [`${name}_now`]: shape })[`${name}_now`]!;
    this.#next = wire({ [`${name}_next`]: shape })[`${name}_next`]!;
    unused(this.#now, this.#next);
    this.#next.set(this.#now);
    this.#now.set(this.#next);
  }

  /** The write, under the conditions around it. */
  write(address: Val, data: Val, mask: Val | undefined): void {
    const parts = mask?.width ?? 1;
    const part = this.#width / parts;
    for (let i = 0; i < parts; i++) {
      when(mask?.bit(i) ?? lit(1, 1), () => {
        this.#next
          .get(address)
          .slice(i * part, part)
          .set(data.slice(i * part, part));
      });
    }
  }

  /** Asserts that a port answers what it should. */
  check({ address, enable, kind, outputRegister, word }: ShadowRead): void {
    const name = `${this.#name}_read${this.#reads++}`;
    const store = (suffix: string, value: Val): Val => {
      const one = reg({ [`${name}${suffix}`]: u(this.#width) })[`${name}${suffix}`]!;
      one.set(value);
      return one;
    };
    if (kind === 'now') {
      assert(`${name}_same`, word.eq(this.#now.get(address)));
      return;
    }
    const held = reg({ [name]: u(this.#width) })[name]!;
    const found = (kind === 'new' ? this.#next : this.#now).get(address);
    held.set(enable ? mux(enable, found, held) : found);
    assert(`${name}_same`, word.eq(outputRegister ? store('_out', held) : held));
  }
}
