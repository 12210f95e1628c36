// SPDX-License-Identifier: Apache-2.0
/**
 * The write engine against a bus that answers when it likes, function by function, or never: every burst as its client made it,
 * data with its burst, each response to its client with its own context and fault, in order in each function; no function
 * waits for another; refused bursts and responses that belong to nothing stay without effect on others.
 */
import { Simulator } from 'typescript-hdl';
import { logicDepth } from 'typescript-hdl/depth';
import { describe, expect, it } from 'vitest';
import { faults } from '../../../../hdl/dma/host/host-shapes.ts';
import { writeEngine } from '../../../../hdl/dma/host/write-engine.ts';
import type { WriteClient } from '../../../../hdl/dma/host/write-shapes.ts';
import type { Direction } from '../../../../hdl/lib/queue-number.ts';
import { type Config, configs, queueCount } from '../../../../hdl/spec/configs.ts';
import {
  burstsPerFunction,
  frameBurstsPerFunction,
  laterBursts,
  usedBurstsPerFunction,
} from '../../../../hdl/spec/virtio/mover-sizes.ts';
import { type Random, seededRandom } from '../../../support/random.ts';

const writeClients: readonly WriteClient[] = [
  { name: 'frame', direction: 'receive', announced: true },
  { name: 'used', direction: 'receive' },
  { name: 'sentUsed', direction: 'transmit' },
  { name: 'sentEvent', direction: 'transmit' },
  { name: 'log' },
];
const portOf = ({ name }: WriteClient): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

const tiny = configs.tiny!;
const small: Config = { ...tiny, functions: 4, queuesPerFunction: 2 };

interface Burst {
  readonly client: number;
  readonly function: number;
  readonly address: bigint;
  readonly beats: readonly bigint[];
  readonly queue: number;
  readonly epoch: number;
  readonly step: number;
  /** It begins outside the window of its function. */
  readonly refused: boolean;
  readonly busError: boolean;
}

const window = (fn: number) => ({ base: BigInt(fn) << 40n, last: (BigInt(fn) << 40n) + 0xffffn });

const arbitraryBurst = (config: Config, random: Random, serial: number, refusals: number): Burst => {
  const client = random.between(0, writeClients.length - 1);
  // Log bursts belong to function 0, and to no queue.
  const isLog = writeClients[client]!.direction === undefined;
  const fn = isLog ? 0 : random.between(0, config.functions - 1);
  const beats = random.chance(0.6) ? 1 : random.between(2, 6);
  const refused = random.chance(refusals);
  const place = BigInt(random.between(0, 0x0e00)) & ~63n;
  return {
    client,
    function: fn,
    address: window(fn).base + place + (refused ? 0x100000n : 0n),
    beats: Array.from({ length: beats }, (_, i) => (BigInt(serial + 1) << 16n) | BigInt(i)),
    queue: isLog
      ? random.between(0, queueCount(config) - 1)
      : fn * config.queuesPerFunction + random.between(0, config.queuesPerFunction - 1),
    epoch: random.between(0, 255),
    step: random.between(0, 3),
    refused,
    busError: random.chance(0.1),
  };
};

interface Moods {
  /** Chances a clock: of an offer, of a ready, of a response. */
  readonly offer: number;
  readonly ready: number;
  readonly respond: number;
  /** Functions that never answer. */
  readonly silent?: readonly number[];
  readonly strays?: number;
}

interface Pending {
  readonly burst: Burst;
}

/** Clients, bus and the record of what each saw. */
class Scene {
  readonly s: Simulator;
  readonly config: Config;
  readonly random: Random;
  /** What each client still has to offer: bursts, and beats. */
  readonly toOffer: Burst[][] = writeClients.map(() => []);
  readonly toFeed: { burst: Burst; at: number }[][] = writeClients.map(() => []);
  /** In the order in which the engine took them: by function, not yet answered. */
  readonly taken: Burst[][];
  readonly order: Burst[] = [];
  /** On the bus: addresses whose data is not complete, and by function what may be answered. */
  readonly addressed: { id: number; address: bigint; beats: number }[] = [];
  readonly onBus: Pending[][];
  readonly answered: Burst[] = [];
  strays = 0;
  refusals = 0;
  sentStrays = 0;
  #beat = 0;
  #dataAt = 0;
  #addressAt = 0;
  #offered = writeClients.map(() => false);
  #fed = writeClients.map(() => false);
  #response: { id: number; burst?: Burst } | undefined;

  constructor(config: Config, random: Random) {
    this.config = config;
    this.random = random;
    this.s = new Simulator(writeEngine(config, writeClients), { powerUpSeed: 1 });
    const functions = Array.from({ length: config.functions }, () => 0);
    this.s.reset();
    this.taken = functions.map(() => []);
    this.onBus = functions.map(() => []);
  }

  /** Gives a burst to its client. */
  add(burst: Burst): void {
    this.toOffer[burst.client]!.push(burst);
    for (const at of burst.beats.keys()) this.toFeed[burst.client]!.push({ burst, at });
  }

  #offer({ offer }: Moods): void {
    const { s, random } = this;
    for (const [i, client] of writeClients.entries()) {
      const burst = this.toOffer[i]![0];
      this.#offered[i] ||= burst !== undefined && random.chance(offer);
      const path = `clients_${portOf(client)}`;
      s.poke(`${path}_writes_valid_i`, Number(this.#offered[i]));
      if (this.#offered[i] && burst) {
        s.poke(`${path}_writes_function_i`, burst.function);
        s.poke(`${path}_writes_address_i`, burst.address);
        s.poke(`${path}_writes_beats_i`, burst.beats.length - 1);
        s.poke(`${path}_writes_context_queue_i`, burst.queue);
        s.poke(`${path}_writes_context_epoch_i`, burst.epoch);
        s.poke(`${path}_writes_context_step_i`, burst.step);
      }
      const beat = this.toFeed[i]![0];
      this.#fed[i] ||= beat !== undefined && random.chance(offer);
      s.poke(`${path}_beats_valid_i`, Number(this.#fed[i]));
      if (this.#fed[i] && beat) {
        s.poke(`${path}_beats_data_i`, beat.burst.beats[beat.at]!);
        s.poke(`${path}_beats_strobe_i`, 0xffff);
        s.poke(`${path}_beats_last_i`, Number(beat.at === beat.burst.beats.length - 1));
      }
    }
  }

  #respond({ respond, silent = [], strays = 0 }: Moods): void {
    const { s, random } = this;
    if (!this.#response && random.chance(strays)) {
      // Of a function with nothing on the bus and nothing on its way, or of no function.
      const idle = this.taken.flatMap((list, fn) => (list.length === 0 ? [fn] : []));
      const ids = [...idle, this.config.functions, 255];
      if (ids.length > 0) this.#response = { id: random.pick(ids) };
    }
    if (!this.#response && random.chance(respond)) {
      const ready = this.onBus.flatMap((list, fn) => (list.length > 0 && !silent.includes(fn) ? [fn] : []));
      if (ready.length > 0) {
        const id = random.pick(ready);
        this.#response = { id, burst: this.onBus[id]![0]!.burst };
      }
    }
    s.poke('write_bvalid_i', Number(this.#response !== undefined));
    s.poke('write_bid_i', this.#response?.id ?? random.between(0, 255));
    s.poke('write_bresp_i', this.#response?.burst ? (this.#response.burst.busError ? 2 : 0) : 2);
  }

  /** One clock. */
  step(moods: Moods): void {
    const { s, random } = this;
    this.#offer(moods);
    this.#respond(moods);
    const aw = random.chance(moods.ready);
    const w = random.chance(moods.ready);
    s.poke('write_awready_i', Number(aw));
    s.poke('write_wready_i', Number(w));
    for (const [i, client] of writeClients.entries()) {
      if (this.#offered[i] && s.peekNumber(`clients_${portOf(client)}_writes_ready_o`)) {
        const burst = this.toOffer[i]!.shift()!;
        this.taken[burst.function]!.push(burst);
        this.order.push(burst);
        this.#offered[i] = false;
      }
      if (this.#fed[i] && s.peekNumber(`clients_${portOf(client)}_beats_ready_o`)) {
        this.toFeed[i]!.shift();
        this.#fed[i] = false;
      }
    }
    const { base, last } = window(s.peekNumber('lookup_function_o'));
    s.poke('lookup_window_base_i', base);
    s.poke('lookup_window_last_i', last);
    if (aw && s.peekNumber('write_awvalid_o')) this.#takeAddress();
    if (w && s.peekNumber('write_wvalid_o')) this.#takeData();
    for (const client of writeClients.keys()) this.#takeAnswer(client);
    if (s.peekNumber('stray_valid_o')) this.strays++;
    if (s.peekNumber('refused_valid_o')) this.refusals++;
    if (this.#response && s.peekNumber('write_bready_o')) {
      const { id, burst } = this.#response;
      if (burst) this.onBus[id]!.shift();
      else this.sentStrays++;
      this.#response = undefined;
    }
    s.step();
  }

  #nextSent(from: number): number {
    let at = from;
    while (this.order[at]!.refused) at++;
    return at;
  }

  #takeAddress(): void {
    const { s } = this;
    this.#addressAt = this.#nextSent(this.#addressAt);
    const burst = this.order[this.#addressAt++]!;
    expect(s.peek('write_awaddr_o')).toBe(burst.address);
    expect(s.peekNumber('write_awlen_o')).toBe(burst.beats.length - 1);
    expect(s.peekNumber('write_awuser_o')).toBe(burst.function);
    expect(s.peekNumber('write_awid_o')).toBe(burst.function);
  }

  #takeData(): void {
    const { s } = this;
    this.#dataAt = this.#nextSent(this.#dataAt);
    const burst = this.order[this.#dataAt]!;
    expect(s.peek('write_wdata_o')).toBe(burst.beats[this.#beat]);
    const last = this.#beat === burst.beats.length - 1;
    expect(s.peekNumber('write_wlast_o')).toBe(Number(last));
    this.#beat = last ? 0 : this.#beat + 1;
    if (!last) return;
    this.#dataAt++;
    this.onBus[burst.function]!.push({ burst });
  }

  #takeAnswer(client: number): void {
    const { s } = this;
    const path = `answers_${portOf(writeClients[client]!)}`;
    if (s.peekNumber(`${path}_valid_o`) === 0) return;
    const fn = s.peekNumber(`${path}_function_o`);
    const burst = this.taken[fn]!.shift();
    if (!burst) throw new Error(`an answer for function ${fn}, which has nothing under way`);
    expect({
      client,
      step: s.peekNumber(`${path}_step_o`),
      epoch: s.peekNumber(`${path}_epoch_o`),
      fault: s.peekNumber(`${path}_fault_o`),
    }).toEqual({
      client: burst.client,
      step: burst.step,
      epoch: burst.epoch,
      fault: burst.refused ? faults.refused : burst.busError ? faults.bus : faults.none,
    });
    if (writeClients[client]!.direction) expect(s.peekNumber(`${path}_queue_o`)).toBe(burst.queue);
    this.answered.push(burst);
  }

  /** Whether the engine says that a queue of a direction has something under way. */
  busy(direction: Direction, queue: number): boolean {
    this.s.poke(`drains_${direction}_queue_i`, queue);
    const quiet: Moods = { offer: 0, ready: 0, respond: 0 };
    this.step(quiet);
    this.step(quiet);
    return this.s.peekNumber(`drains_${direction}_busy_o`) === 1;
  }
}

const settle = (scene: Scene, moods: Moods, clocks: number): void => {
  for (let clock = 0; clock < clocks; clock++) scene.step(moods);
};

describe.each([small, { ...small, functions: 8, hostDataBits: 512 }, tiny])('the write engine with %o', config => {
  it.each([
    [1, { offer: 1, ready: 1, respond: 1 }, 0],
    [2, { offer: 0.7, ready: 0.7, respond: 0.4, strays: 0.05 }, 0.1],
    [3, { offer: 0.3, ready: 0.4, respond: 0.9, strays: 0.1 }, 0.3],
    [4, { offer: 1, ready: 1, respond: 0.15 }, 0.03],
  ] as const)('answers each burst to its client in order of its function (seed %i, %o)', (seed, moods, refusals) => {
    const random = seededRandom(seed);
    const scene = new Scene(config, random);
    const bursts = Array.from({ length: 400 }, (_, i) => arbitraryBurst(config, random, i, refusals));
    for (const burst of bursts) scene.add(burst);
    for (let clock = 0; clock < 20_000 && scene.answered.length < bursts.length; clock++) scene.step(moods);
    expect(scene.answered.length).toBe(bursts.length);
    expect(scene.refusals).toBe(bursts.filter(burst => burst.refused).length);
    settle(scene, { offer: 0, ready: 1, respond: 0 }, 5);
    expect(scene.strays).toBe(scene.sentStrays);
    if ('strays' in moods) expect(scene.strays).toBeGreaterThan(3);
  });
});

describe('the write engine', () => {
  it('tells when a function has too many bursts under way that are not part of frames', () => {
    const random = seededRandom(12);
    const scene = new Scene(small, random);
    const moods: Moods = { offer: 1, ready: 1, respond: 1, silent: [2] };
    const mayBegin = (fn: number): boolean => ((scene.s.peekNumber('allowed_used_o') >> fn) & 1) === 1;
    let given = 0;
    for (let clock = 0; clock < 3000; clock++) {
      if (scene.toOffer.every(list => list.length === 0) && mayBegin(2)) {
        const at = { address: window(2).base, function: 2, queue: 4, refused: false };
        scene.add({ ...arbitraryBurst(small, random, given, 0), client: 1 + (given % 3), ...at });
        given++;
      }
      scene.step(moods);
    }
    expect(given).toBeGreaterThanOrEqual(usedBurstsPerFunction(small));
    expect(given).toBeLessThan(usedBurstsPerFunction(small) + 8);
    expect([0, 1, 2, 3].map(mayBegin)).toEqual([true, true, false, true]);
    expect((scene.s.peekNumber('allowed_frames_o') >> 2) & 1).toBe(1);
    for (let clock = 0; clock < 2000; clock++) scene.step({ ...moods, silent: [] });
    expect(mayBegin(2)).toBe(true);
  });

  it('goes on for all others while a function never answers, and tells when that one is at its limit', () => {
    const random = seededRandom(11);
    const scene = new Scene(small, random);
    const silent = 2;
    const limit = frameBurstsPerFunction(small);
    let [planned, serial, mostUnderWay] = [0, 0, 0];
    const others: Burst[] = [];
    const moods: Moods = { offer: 1, ready: 1, respond: 1, silent: [silent] };
    for (let clock = 0; clock < 6000; clock++) {
      scene.s.poke('planned_valid_i', 0);
      const waiting = scene.toOffer.reduce((sum, list) => sum + list.length, 0);
      if (waiting < 3) {
        const fn = random.between(0, small.functions - 1);
        if ((scene.s.peekNumber('allowed_frames_o') >> fn) & 1) {
          const burst = {
            ...arbitraryBurst(small, random, serial++, fn === silent ? 0 : 0.05),
            client: 0,
            function: fn,
            address: window(fn).base,
            queue: fn * 2,
            refused: false,
          };
          scene.add(burst);
          scene.s.poke('planned_valid_i', 1);
          scene.s.poke('planned_function_i', fn);
          if (fn === silent) planned++;
          else others.push(burst);
        }
      }
      scene.step(moods);
      mostUnderWay = Math.max(mostUnderWay, scene.taken[silent]!.length);
    }
    scene.s.poke('planned_valid_i', 0);
    // What was seen too late to be held back is at most what comes in the clocks until `allowed` falls.
    expect(planned).toBeGreaterThanOrEqual(limit);
    expect(planned).toBeLessThan(limit + 4);
    expect(mostUnderWay).toBeLessThan(burstsPerFunction(small));
    expect((scene.s.peekNumber('allowed_frames_o') >> silent) & 1).toBe(0);
    // All that may still come of it finds room, and what is not part of frames beside it.
    const kept = burstsPerFunction(small) - 1 - limit;
    for (let i = planned - limit; i < kept; i++) {
      const client = i < laterBursts(small) ? 0 : 1;
      const burst = arbitraryBurst(small, random, serial++, 0);
      scene.add({
        ...burst,
        client,
        function: silent,
        address: window(silent).base,
        queue: silent * 2,
        refused: false,
      });
      while (scene.toOffer.some(list => list.length > 2)) {
        scene.s.poke('planned_valid_i', 0);
        scene.step(moods);
      }
      scene.s.poke('planned_valid_i', Number(client === 0));
      scene.s.poke('planned_function_i', silent);
      scene.step(moods);
      expect((scene.s.peekNumber('allowed_frames_o') >> silent) & 1).toBe(0);
    }
    scene.s.poke('planned_valid_i', 0);
    settle(scene, moods, 300);
    expect(scene.toOffer.flat()).toEqual([]);
    expect(scene.taken[silent]!.length).toBe(burstsPerFunction(small) - 1);
    const answeredOthers = scene.answered.filter(burst => burst.function !== silent).length;
    expect(others.length).toBeGreaterThan(1500);
    expect(answeredOthers).toBeGreaterThan(others.length - 30);
    expect(scene.busy('receive', silent * 2)).toBe(true);
    expect(scene.busy('receive', silent * 2 + 1)).toBe(false);
    // It answers at last.
    settle(scene, { offer: 1, ready: 1, respond: 1 }, 1500);
    expect(scene.taken[silent]).toEqual([]);
    expect((scene.s.peekNumber('allowed_frames_o') >> silent) & 1).toBe(1);
    expect(scene.busy('receive', silent * 2)).toBe(false);
  });

  it('tells the queues of the two directions apart', () => {
    const scene = new Scene(small, seededRandom(14));
    const burst = arbitraryBurst(small, seededRandom(1), 0, 0);
    const on = (client: number, fn: number, queue: number) =>
      scene.add({ ...burst, client, function: fn, address: window(fn).base, queue });
    const busy = (queue: number) => [scene.busy('receive', queue), scene.busy('transmit', queue)];
    settle(scene, { offer: 0, ready: 1, respond: 0 }, 20);
    // Queue 3 of each direction, then the log, which names queue 5 and belongs to none.
    on(2, 1, 3);
    settle(scene, { offer: 1, ready: 1, respond: 0 }, 20);
    expect(busy(3)).toEqual([false, true]);
    on(1, 1, 3);
    on(4, 0, 5);
    settle(scene, { offer: 1, ready: 1, respond: 0 }, 20);
    expect(busy(3)).toEqual([true, true]);
    expect(busy(5)).toEqual([false, false]);
    while (scene.answered.length < 2 || scene.taken[1]!.length > 1) scene.step({ offer: 0, ready: 1, respond: 1 });
    // The oldest of the function is answered first: the transmit queue is done before the receive queue.
    expect(scene.answered.map(({ client }) => client)).toContain(2);
    settle(scene, { offer: 0, ready: 1, respond: 1 }, 20);
    expect(busy(3)).toEqual([false, false]);
  });

  it('loses nothing when a list is filled against its promise', () => {
    const random = seededRandom(12);
    const scene = new Scene(small, random);
    for (let i = 0; i < burstsPerFunction(small) + 40; i++) {
      const burst = arbitraryBurst(small, random, i, 0);
      scene.add({ ...burst, client: 1, function: 1, address: window(1).base, queue: 2 });
    }
    settle(scene, { offer: 1, ready: 1, respond: 0 }, 4000);
    expect(scene.taken[1]!.length).toBe(burstsPerFunction(small));
    settle(scene, { offer: 1, ready: 1, respond: 1 }, 3000);
    expect(scene.answered.length).toBe(burstsPerFunction(small) + 40);
  });

  it('passes a burst and a beat a clock', () => {
    const scene = new Scene(small, seededRandom(13));
    for (let i = 0; i < 300; i++) {
      const burst = arbitraryBurst(small, seededRandom(i + 1), i, 0);
      scene.add({ ...burst, client: burst.client, beats: burst.beats.slice(0, 1) });
    }
    settle(scene, { offer: 1, ready: 1, respond: 1 }, 300 + 8 + 20);
    expect(scene.answered.length).toBe(300);
  });

  it.each([
    ['8 x 2 at 128 bits', configs['10g']!, 5],
    ['64 x 4 at 512 bits', { ...configs['10g']!, functions: 64, queuesPerFunction: 4, hostDataBits: 512 }, 6],
  ] as const)('is not deeper than it says with %s', (_, config, levels) => {
    expect(logicDepth(writeEngine(config, writeClients)).levels).toBeLessThanOrEqual(levels);
  });
});
