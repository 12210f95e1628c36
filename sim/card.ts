// SPDX-License-Identifier: Apache-2.0
/** The card as function 0 manages it: its state, its faults, the queues that stopped, and how to bring it to rest. */
import type { Config } from '../hdl/spec/configs.ts';
import { type FaultName, faults, stopLogDepth } from '../hdl/spec/registers/registers.ts';
import { beginSwapsLsb } from '../hdl/spec/registers/table-registers.ts';
import {
  afterCommit,
  afterFailure,
  type CardTables,
  clearedCard,
  liveOf,
  unknownCard,
} from '../hdl/spec/tables/load-writes.ts';
import type { TableImages } from '../hdl/spec/tables/table-images.ts';
import { type TableRefusal, tableRefusals } from '../hdl/spec/tables/tables.ts';
import { type QueueErrorName, queueErrors } from '../hdl/spec/virtio/virtqueue.ts';
import type { AxiLite } from './axi-lite.ts';
import type { Bench } from './bench.ts';
import type { RegisterAccessor, RegisterWrite, RuleCounts } from './register-access.ts';

export interface CardStatus {
  readonly ready: boolean;
  readonly judging: boolean;
  readonly quiet: boolean;
  readonly purging: boolean;
}

export interface TableStatus {
  /** Why the last word, beginning, entry or commitment was refused. */
  readonly refusal: TableRefusal;
  readonly loading: boolean;
  /** Image by which frames are judged that begin now. */
  readonly live: 0 | 1;
  readonly draining: boolean;
  /** Loads that were taken since reset, modulo 2^16. */
  readonly swaps: number;
}

/** What a read gives that no card answers (PCI Express Base Specification 2.3.2, a completion with an error). */
const nobodyAnswers = 0xffff_ffff;
/** Stops that the log holds, and some that come while it is read: nobody waits for more. */
const mostStops = 2 * stopLogDepth;

/** A card that answered no more: it left the bus, or the bus failed. Whatever it held is lost. */
export class CardGoneError extends Error {
  constructor() {
    super('the card no longer answers (every register reads all ones): bring it back to the bus and start it anew');
    this.name = 'CardGoneError';
  }
}

/** The registers of a card, as its manager reaches them. */
export type CardRegisters = Pick<AxiLite, 'perform' | 'read' | 'write'>;

/** An entry of the stop log. */
export interface StopEvent {
  readonly queue: number;
  readonly error: QueueErrorName;
  /** It is a transmit queue. */
  readonly transmit?: boolean;
}

const control = { enable: 1, quiesce: 2 } as const;
const defaultBound = 200_000;
const cyclesBetweenLooks = 50;
const ruleCountLooks = 100;

export class Card {
  readonly #config: Config;
  readonly #bench: Bench;
  readonly #registers: CardRegisters;
  readonly #map: RegisterAccessor;
  #tables: CardTables = clearedCard;
  /** The image of a load whose end was not seen. */
  #underWay: TableImages | undefined;
  #loading = false;

  constructor(config: Config, bench: Bench, registers: CardRegisters, map: RegisterAccessor) {
    this.#config = config;
    this.#bench = bench;
    this.#registers = registers;
    this.#map = map;
  }

  async status(): Promise<CardStatus> {
    const status = await this.#read('status');
    const bit = (place: number): boolean => ((status >>> place) & 1) === 1;
    return { ready: bit(0), judging: bit(1), quiet: bit(2), purging: bit(3) };
  }

  /** Runs until the memories of a card that was just reset have been swept. */
  async waitUntilReady(): Promise<void> {
    const ready = await this.#until(async () => (await this.status()).ready, defaultBound);
    if (!ready) await this.#bench.fail(`the card was not ready after ${defaultBound} cycles`);
  }

  /** Whether the card takes frames. */
  async accept(enable: boolean): Promise<void> {
    await this.#write('control', enable ? control.enable : 0);
  }

  /** Stops everything and waits until nothing is under way: then a reset harms nothing. False when the bound passes first. */
  async quiesce({ maxCycles = defaultBound } = {}): Promise<boolean> {
    await this.#write('control', control.quiesce);
    return this.#until(async () => (await this.status()).quiet, maxCycles);
  }

  /** What the card holds, as far as this driver knows. */
  get tables(): CardTables {
    return this.#tables;
  }

  /** The image by which frames are judged; a RangeError before the first was loaded, and after a load that the card did not take. */
  get liveImage(): TableImages {
    const image = this.#tables.images[liveOf(this.#tables)];
    if (typeof image === 'string') throw new RangeError('no image is known to be live');
    return image;
  }

  /** Notes that the card was reset. */
  wasReset(): void {
    this.#tables = clearedCard;
    this.#underWay = undefined;
  }

  /**
   * Loads an image beside the live one and makes it live while frames are judged; a NoRoomError when it has no room there. Fails when the
   * card does not take it: the live image stays as it is, and the next load is whole.
   */
  async swapTables(images: TableImages): Promise<void> {
    this.#map.demandOwn(images);
    await this.#alone(async () => {
      const held = await this.#held();
      if (held.images[liveOf(held)] === 'unknown')
        throw new RangeError('nobody knows what the card holds: replace its tables');
      await this.#loadTables(images);
    });
  }

  /**
   * Loads an image while the card is closed, whatever it holds: every entry is written, and no frame is taken meanwhile. It is for an image
   * without room beside the live one, and for a card of which nobody knows what it holds. Fails when the load is not taken; the card stays closed.
   */
  async replaceTables(images: TableImages): Promise<void> {
    await this.#alone(async () => {
      await this.accept(false);
      const drained = await this.#until(async () => !(await this.status()).judging, defaultBound);
      if (!drained) await this.#bench.fail('the card does not cease to judge frames');
      this.#underWay = undefined;
      this.#tables = unknownCard((await this.tableStatus()).swaps);
      await this.#loadTables(images);
      await this.accept(true);
    });
  }

  /** Does what loads an image, unless something does so already: a second one would take the first for failed, or close the card on it. */
  async #alone(work: () => Promise<void>): Promise<void> {
    if (this.#loading) throw new RangeError('a load of an image is under way: wait for its end');
    this.#loading = true;
    try {
      await work();
    } finally {
      this.#loading = false;
    }
  }

  /**
   * What the card holds. If the end of the last load was not seen, one swap more tells that it was taken; any other number, that
   * somebody else has loaded, or that the card was reset.
   */
  async #held(): Promise<CardTables> {
    const { swaps } = await this.tableStatus();
    const before = this.#tables;
    const taken = this.#underWay && afterCommit(before, this.#underWay);
    if (swaps === taken?.swaps) this.#tables = taken;
    else if (swaps !== before.swaps) this.#tables = unknownCard(swaps);
    else if (this.#underWay !== undefined) this.#tables = afterFailure(before);
    this.#underWay = undefined;
    return this.#tables;
  }

  async #loadTables(images: TableImages): Promise<void> {
    const before = this.#tables;
    const writes = this.#map.load(before, images);
    const drained = await this.#until(async () => !(await this.tableStatus()).draining, defaultBound);
    if (!drained) await this.#bench.fail('the card does not cease to judge frames by the image that is not live');
    await this.#begin(before, writes[0]!);
    // Whoever catches a failure finds no false base.
    this.#underWay = images;
    // What is refused on the way shows in the outcome.
    await this.#registers.perform(writes.slice(1));
    const { refusal } = await this.tableStatus();
    const held = await this.#held();
    if (held.images[1 - liveOf(before)] !== images) await this.#refuse(refusal);
    await this.#registers.write(this.#map.settings(images, before.images[liveOf(before)]));
  }

  /** Begins a load that was made for what the card held. If it holds something else, or refuses, nothing was written. */
  async #begin(before: CardTables, begin: RegisterWrite): Promise<void> {
    await this.#registers.perform([begin]);
    const { loading, swaps, refusal } = await this.tableStatus();
    if (swaps !== before.swaps) this.#tables = unknownCard(swaps);
    else if (!loading) this.#tables = afterFailure(before);
    else return;
    await this.#refuse(refusal);
  }

  async #refuse(refusal: TableRefusal): Promise<never> {
    return this.#bench.fail(`the card did not take the load of an image: ${refusal}`);
  }

  /** State of the table port. */
  async tableStatus(): Promise<TableStatus> {
    const word = await this.#look('table', 0, 'status');
    const bit = (place: number): number => (word >>> place) & 1;
    return {
      refusal: tableRefusals.find(({ id }) => id === (word & 0xf))!.name,
      loading: bit(12) === 1,
      live: bit(13) as 0 | 1,
      draining: bit(14) === 1,
      swaps: word >>> beginSwapsLsb,
    };
  }

  /** What the rules with these numbers have decided. */
  async ruleCounts(numbers: readonly number[]): Promise<RuleCounts[]> {
    const counts: RuleCounts[] = [];
    for (const number of numbers) {
      await this.#registers.write([this.#map.ruleCounters(number)]);
      const found = await this.#ruleCountsAsked();
      if (!found) return this.#bench.fail(`the counters of rule ${number} are not there after ${ruleCountLooks} looks`);
      counts.push(found);
    }
    return counts;
  }

  /** Every clock may have a decision, so an answer can be late. */
  async #ruleCountsAsked(): Promise<RuleCounts | undefined> {
    for (let look = 0; look < ruleCountLooks; look++) {
      const words = await this.#registers.read(this.#map.ruleCounterAddresses());
      if (words[0] === nobodyAnswers) await this.#look('rule_count', 0, 'state');
      const found = this.#map.decodeRuleCounters(words);
      if (found) return found;
    }
    return undefined;
  }

  /** Faults since they were last cleared. */
  async faults(): Promise<FaultName[]> {
    const word = await this.#read('faults');
    return faults.filter((_, bit) => ((word >>> bit) & 1) === 1).map(({ name }) => name);
  }

  async clearFaults(): Promise<void> {
    await this.#write('faults_clear', 2 ** faults.length - 1);
  }

  /** Writes of tables and windows that were refused since reset. */
  async refused(): Promise<{ tables: number; windows: number }> {
    return { tables: await this.#read('refused_tables'), windows: await this.#read('refused_windows') };
  }

  /** Empties the stop log. */
  async takeStops(): Promise<StopEvent[]> {
    const stops: StopEvent[] = [];
    while (stops.length < mostStops) {
      const event = await this.#read('stop_event');
      if (event >>> 31 === 0) return stops;
      const transmit = ((event >>> 20) & 1) === 1;
      stops.push({ queue: event & 0xffff, error: errorName((event >>> 16) & 0xf), ...(transmit && { transmit }) });
      await this.#write('stop_next', 1);
    }
    return this.#bench.fail(
      `the stop log was not empty after ${mostStops} entries: queues stop faster than they are told`,
    );
  }

  /** Stops by their reason, those that happened. */
  async stopCounts(): Promise<Partial<Record<QueueErrorName, number>>> {
    const addresses = queueErrors.map(({ id }) => this.#map.address('stop_count', id, 'stops'));
    const counts = await this.#registers.read(addresses);
    return Object.fromEntries(queueErrors.map(({ name }, i) => [name, counts[i]!] as const).filter(([, n]) => n > 0));
  }

  /** Sends the interrupt of stopped queues as this vector of function 0. */
  async setStopVector(vector: number, enable = true): Promise<void> {
    await this.#write('stop_vector', (Number(enable) << 16) | vector);
  }

  /** Gives a function its window; the card refuses while a queue of it runs. */
  async setWindow(functionNumber: number, first: bigint, last: bigint): Promise<void> {
    if (functionNumber >= this.#config.functions) throw new RangeError(`There is no function ${functionNumber}.`);
    await this.#registers.write([
      ...this.#map.pair('function', functionNumber, 'window_base', first),
      ...this.#map.pair('function', functionNumber, 'window_last', last),
    ]);
  }

  async #until(condition: () => Promise<boolean>, maxCycles: number): Promise<boolean> {
    const end = this.#bench.cycle + maxCycles;
    while (this.#bench.cycle < end) {
      if (await condition()) return true;
      await this.#bench.run(cyclesBetweenLooks);
    }
    return false;
  }

  async #read(name: string): Promise<number> {
    return this.#look('global', 0, name);
  }

  /** Reads a register; a {@link CardGoneError} if there is no card to answer, which the register of its identification tells for sure. */
  async #look(block: string, index: number, name: string): Promise<number> {
    const [word] = await this.#registers.read([this.#map.address(block, index, name)]);
    if (word !== nobodyAnswers) return word!;
    const [id] = await this.#registers.read([this.#map.address('global', 0, 'id')]);
    if (id === nobodyAnswers) throw new CardGoneError();
    return word;
  }

  async #write(name: string, data: number): Promise<void> {
    await this.#registers.write([{ address: this.#map.address('global', 0, name), data }]);
  }
}

const errorName = (id: number): QueueErrorName => queueErrors.find(error => error.id === id)?.name ?? 'none';
