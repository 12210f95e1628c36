// SPDX-License-Identifier: Apache-2.0
/** The register map seen from the host: addresses by name, table images as writes, counters as numbers. */
import type { Config } from '../hdl/spec/configs.ts';
import { type CounterEventName, counterEvents, eventBits } from '../hdl/spec/events/drop-reasons.ts';
import { type TransmitEventName, transmitEventBits, transmitEvents } from '../hdl/spec/events/transmit-events.ts';
import { type AccessKind, accessCounterBits, accessCounters } from '../hdl/spec/host-accesses.ts';
import { ruleCountClear } from '../hdl/spec/registers/counter-registers.ts';
import { type Block, counterSlots, registerMap } from '../hdl/spec/registers/registers.ts';
import { beginSwapsLsb } from '../hdl/spec/registers/table-registers.ts';
import { crc32 } from '../hdl/spec/tables/crc32.ts';
import {
  type CardTables,
  type EntryWrite,
  type ImageState,
  liveOf,
  loadWrites,
} from '../hdl/spec/tables/load-writes.ts';
import type { TableImages } from '../hdl/spec/tables/table-images.ts';
import { entryWords, tableOf } from '../hdl/spec/tables/tables.ts';

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

/** The same of the frames that a function wanted to send. */
export type SendValues = Readonly<Record<TransmitEventName, CounterValue>>;

/** Frames that a rule decided for who gets them, and for the function that sent them. */
export interface RuleCounts {
  readonly receiver: number;
  readonly sender: number;
}

/** Accesses of one kind that a function has had on the host bus. */
export interface AccessValue {
  readonly accesses: number;
  readonly bytes: number;
}

/** Those of a function, by kind. */
export type AccessValues = Readonly<Record<AccessKind, AccessValue>>;

const wordBits = 32n;
const low = (value: bigint): number => Number(BigInt.asUintN(32, value));
const high = (value: bigint): number => Number(BigInt.asUintN(32, value >> wordBits));
const accessWords = ['accesses_lo', 'accesses_hi', 'bytes_lo', 'bytes_hi'] as const;
const ruleCountWords = ['state', 'receiver_lo', 'receiver_hi', 'sender_lo', 'sender_hi'] as const;
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

  /**
   * A load of these entries into a card that has changed its image so often: beginning, entries with their checksums, and the
   * commitment. Entries that follow each other are written one after the other, and counters of new rules cleared. `whole` says that they
   * are all there are, which a load must be after one that failed.
   */
  loadOf(swaps: number, writes: readonly EntryWrite[], { whole = false } = {}): RegisterWrite[] {
    const stream = new LoadStream(name => this.address('table', 0, name));
    stream.begin(swaps, whole);
    let next: Pick<EntryWrite, 'table' | 'index'> | undefined;
    for (const { table, index, entry, newRule } of writes) {
      if (next?.table !== table || next.index !== index) {
        stream.word('select', tableOf(table).id);
        stream.word('index', index);
      }
      for (let word = 0; word < entryWords(this.#config, table); word++)
        stream.word('data', low(entry >> (BigInt(word) * wordBits)));
      stream.checksum('check');
      if (newRule !== undefined) stream.writes.push(this.ruleCounters(newRule, { clear: true }));
      next = { table, index: index + 1 };
    }
    stream.checksum('commit');
    return stream.writes;
  }

  /** A RangeError when images are for another configuration. */
  demandOwn(images: TableImages): void {
    const { name } = this.#config;
    if (images.config !== name) throw new RangeError(`The images are for configuration ${images.config}, not ${name}.`);
  }

  /** Every write that loads an image into a card beside what it holds and makes it live. */
  load(card: CardTables, images: TableImages): RegisterWrite[] {
    this.demandOwn(images);
    const whole = card.images[1 - liveOf(card)] === 'unknown';
    return this.loadOf(card.swaps, loadWrites(this.#config, card, images), { whole });
  }

  /**
   * Writes of the settings that come with an image and are no part of it: no verdict depends on them. Quotas that become lower than
   * those of the image before go first, so that they fit the packet buffer together after each write; if it is unknown, all become 0 before.
   */
  settings(images: TableImages, before: ImageState): RegisterWrite[] {
    const quotas = images.quotaCells.map((data, i) => ({ address: this.address('function', i, 'quota_cells'), data }));
    const becomesLower = quotas.map(({ data }, i) => typeof before !== 'string' && data < before.quotaCells[i]!);
    return [
      ...(before === 'unknown' ? quotas.map(quota => ({ ...quota, data: 0 })) : []),
      ...quotas.filter((_, i) => becomesLower[i]),
      ...quotas.filter((_, i) => !becomesLower[i]),
      ...images.weights.map((data, i) => ({ address: this.address('function', i, 'weight'), data })),
      ...images.rates.map((data, i) => ({ address: this.address('function', i, 'rate'), data })),
      { address: this.address('global', 0, 'group_rate'), data: images.groupRate },
    ];
  }

  /** Asks for the counters of a rule, or clears them. */
  ruleCounters(number: number, { clear = false } = {}): RegisterWrite {
    return { address: this.address('rule_count', 0, 'select'), data: number + (clear ? 2 ** ruleCountClear : 0) };
  }

  /** Addresses to read, in order, for {@link decodeRuleCounters}. */
  ruleCounterAddresses(): number[] {
    return ruleCountWords.map(word => this.address('rule_count', 0, word));
  }

  /** The counters that were asked for, from the words at {@link ruleCounterAddresses}; undefined when they are not there yet. */
  decodeRuleCounters([state, ...words]: readonly number[]): RuleCounts | undefined {
    if (state !== 0) return undefined;
    const [receiver, sender] = [0, 2].map(at => words[at]! + words[at + 1]! * 2 ** 32);
    return { receiver: receiver!, sender: sender! };
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
    return slotsOf(words, counterSlots(this.#config), counterEvents) as SlotValues[];
  }

  /** Addresses to read, in order, for {@link decodeSendCounters}. */
  sendCounterAddresses(): number[] {
    return Array.from({ length: this.#config.functions }, (_, fn) =>
      transmitEvents.flatMap(({ id }) =>
        counterWords.map(word => this.address('tx_counter', (fn << transmitEventBits) + id, word)),
      ),
    ).flat();
  }

  /** Addresses to read, in order, for {@link decodeAccesses}. */
  accessAddresses(): number[] {
    return Array.from({ length: this.#config.functions }, (_, fn) =>
      accessCounters.flatMap(({ counter }) =>
        accessWords.map(word => this.address('host_access', (fn << accessCounterBits) + counter, word)),
      ),
    ).flat();
  }

  /** The accesses of each function by kind, from the words at {@link accessAddresses}. */
  decodeAccesses(words: readonly number[]): AccessValues[] {
    const slots = slotsOf(words, this.#config.functions, accessCounters);
    return slots.map(slot =>
      Object.fromEntries(Object.entries(slot).map(([name, { frames, bytes }]) => [name, { accesses: frames, bytes }])),
    ) as AccessValues[];
  }

  /** What each function wanted to send, from the words at {@link sendCounterAddresses}. */
  decodeSendCounters(words: readonly number[]): SendValues[] {
    return slotsOf(words, this.#config.functions, transmitEvents) as SendValues[];
  }
}

/** The writes of a load, with the checksum of what was written so far. */
class LoadStream {
  readonly writes: RegisterWrite[] = [];
  readonly #address: (name: string) => number;
  #checksum = 0;

  constructor(address: (name: string) => number) {
    this.#address = address;
  }

  begin(swaps: number, whole: boolean): void {
    const other = 1 - liveOf({ swaps });
    this.word('begin', ((swaps << beginSwapsLsb) | (Number(whole) << 1) | other) >>> 0);
  }

  word(register: 'begin' | 'select' | 'index' | 'data', data: number): void {
    const address = this.#address(register);
    const item = Buffer.alloc(5);
    item.writeUInt32LE(data, 0);
    item.writeUInt8(address - this.#address('select'), 4);
    this.#checksum = crc32(item, this.#checksum);
    this.writes.push({ address, data });
  }

  checksum(register: 'check' | 'commit'): void {
    this.writes.push({ address: this.#address(register), data: this.#checksum });
  }
}

/** Counters of slots from their words. */
const slotsOf = (words: readonly number[], slots: number, events: readonly { readonly name: string }[]) => {
  let at = 0;
  const next = (): number => {
    const value = words[at]! + words[at + 1]! * 2 ** 32;
    at += 2;
    return value;
  };
  return Array.from({ length: slots }, () =>
    Object.fromEntries(events.map(({ name }) => [name, { frames: next(), bytes: next() }])),
  );
};
