// SPDX-License-Identifier: Apache-2.0
/** JavaScript that says which blocks have something new to read. Activity lives in words of 32 blocks. */
import type { Block, Partition } from './partition.ts';
import { limbsOf } from './storage.ts';

/** Words that may be marked in line; more are marked by a function. */
const mostInline = 3;

/** Writes the marks of a partition. */
export class Marks {
  readonly #partition: Partition;
  /** Functions that mark many blocks, by their bodies. */
  readonly #functions = new Map<string, string>();

  constructor(partition: Partition) {
    this.#partition = partition;
  }

  /** Bits to set in activity words when a slot changes, other than those of the block that changes it. */
  bits(slot: number, except?: Block): Map<number, number> {
    return bitsOf(this.#partition.readers(slot), except);
  }

  /** Statements for a slot that changed; `owned` also runs the block that computes the register there. */
  of(slot: number, except?: Block, owned = false): string {
    const readers = this.#partition.readers(slot);
    const owner = owned ? this.#partition.owners.get(slot) : undefined;
    return this.#text(bitsOf(owner ? new Set([...readers, owner]) : readers, except));
  }

  /** Bits to set in activity words when a memory changes. */
  memoryBits(memory: number): ReadonlyMap<number, number> {
    return bitsOf(this.#partition.memoryReaders(memory));
  }

  /** Statements for a memory that was written. */
  ofMemory(memory: number): string {
    return this.#text(this.memoryBits(memory));
  }

  /** Stores limbs at a slot, and marks its readers if that changes anything; `also` is done then, too. */
  store(slot: number, limbs: readonly string[], except?: Block, also = ''): string[] {
    const marks = `${also}${this.of(slot, except)}`;
    const stores = limbs.map((limb, i) => `s[${slot + i}] = ${limb};`);
    if (marks === '') return stores;
    const test =
      limbs.length === 1
        ? `s[${slot}] !== ${limbs[0]}`
        : limbs.map((limb, i) => `(s[${slot + i}] ^ ${limb})`).join(' | ');
    return [`if (${test}) {`, ...stores, marks, '}'];
  }

  /** Takes the next value of a register. */
  commit(slot: number, width: number): string[] {
    return this.store(
      slot,
      Array.from({ length: limbsOf(width) }, (_, i) => `n[${slot + i}]`),
    );
  }

  /** The functions that the statements call. */
  functions(): string[] {
    return [...this.#functions].map(([body, name]) => `function ${name}() { ${body} }`);
  }

  #text(bits: ReadonlyMap<number, number>): string {
    const body = [...bits].map(([word, mask]) => `d[${word}] |= ${mask};`).join(' ');
    if (bits.size <= mostInline) return body;
    const name = this.#functions.get(body) ?? `mark${this.#functions.size}`;
    this.#functions.set(body, name);
    return `${name}();`;
  }
}

const bitsOf = (blocks: ReadonlySet<Block>, except?: Block): Map<number, number> => {
  const bits = new Map<number, number>();
  for (const block of blocks) {
    if (block !== except) bits.set(block.word, (bits.get(block.word) ?? 0) | block.mask);
  }
  return bits;
};
