// SPDX-License-Identifier: Apache-2.0
/** The register map seen from the host: addresses by name, table images as writes, counters as numbers. */
import type { Config } from '../hdl/spec/configs.ts';
import { type CounterEventName, counterEvents, eventBits } from '../hdl/spec/events/drop-reasons.ts';
import { type Block, counterSlots, registerMap } from '../hdl/spec/registers/registers.ts';
import type { TableImages } from '../hdl/spec/tables/table-images.ts';

/** One register to write. */
export interface RegisterWrite {
  readonly address: number;
  readonly data: number;
}

export interface CounterValue {
  readonly frames: number;
  /** Bytes without FCS. */
  readonly bytes: number;
}

/** One counter slot, every event of it. */
export type SlotValues = Readonly<Record<CounterEventName, CounterValue>>;

const wordBits = 32n;
const low = (value: bigint): number => Number(BigInt.asUintN(32, value));
const high = (value: bigint): number => Number(BigInt.asUintN(32, value >> wordBits));
const counterWords = ['frames_lo', 'frames_hi', 'bytes_lo', 'bytes_hi'] as const;

export class RegisterAccessor {
  readonly #config: Config;
  readonly #blocks: ReadonlyMap<string, Block>;

  constructor(config: Config) {
    this.#config = config;
    this.#blocks = new Map(registerMap(config).map(block => [block.name, block]));
  }

  /** Byte address of a register; throws a RangeError when the map has none of that name or number. */
  address(blockName: string, index: number, name: string): number {
    const block = this.#blocks.get(blockName);
    const register = block?.registers.find(r => r.name === name);
    if (!block || !register) throw new RangeError(`The register map has no ${blockName}.${name}.`);
    if (index < 0 || index >= block.count)
      throw new RangeError(`${blockName} has ${block.count} entries, not ${index}.`);
    return block.base + index * block.stride + register.offset;
  }

  /** A 64-bit value in the register pair `<name>_lo`, `<name>_hi`. */
  pair(block: string, index: number, name: string, value: bigint): RegisterWrite[] {
    return [
      { address: this.address(block, index, `${name}_lo`), data: low(value) },
      { address: this.address(block, index, `${name}_hi`), data: high(value) },
    ];
  }

  /** A wide value in the registers `word0`, `word1`, ... of an entry, lowest word first. */
  words(blockName: string, index: number, value: bigint): RegisterWrite[] {
    const count = this.#blocks.get(blockName)?.registers.length ?? 0;
    return Array.from({ length: count }, (_, word) => ({
      address: this.address(blockName, index, `word${word}`),
      data: low(value >> (BigInt(word) * wordBits)),
    }));
  }

  /** Every write that loads table images. */
  tables(images: TableImages): RegisterWrite[] {
    const { name } = this.#config;
    if (images.config !== name) throw new RangeError(`The images are for configuration ${images.config}, not ${name}.`);
    return [
      ...images.forwarding.flatMap((entry, i) => this.words('forwarding', i, entry)),
      ...images.ruleRows.flatMap((row, i) => this.words('rule_row', i, row)),
      ...images.ruleActions.map((data, i) => ({ address: this.address('rule_action', i, 'action'), data })),
      ...images.quotaCells.map((data, i) => ({ address: this.address('function', i, 'quota_cells'), data })),
      ...images.conditions.map((data, i) => ({ address: this.address('function', i, 'conditions'), data })),
      { address: this.address('global', 0, 'rule_default'), data: images.ruleDefault },
    ];
  }

  /** Addresses to read, in order, for {@link decodeCounters}. */
  counterAddresses(): number[] {
    return Array.from({ length: counterSlots(this.#config) }, (_, slot) =>
      counterEvents.flatMap(({ id }) =>
        counterWords.map(word => this.address('counter', (slot << eventBits) + id, word)),
      ),
    ).flat();
  }

  /** Counter slots from the words at {@link counterAddresses}. */
  decodeCounters(words: readonly number[]): SlotValues[] {
    let at = 0;
    const next = (): number => {
      const value = words[at]! + words[at + 1]! * 2 ** 32;
      at += 2;
      return value;
    };
    return Array.from(
      { length: counterSlots(this.#config) },
      () =>
        Object.fromEntries(counterEvents.map(({ name }) => [name, { frames: next(), bytes: next() }])) as SlotValues,
    );
  }
}
