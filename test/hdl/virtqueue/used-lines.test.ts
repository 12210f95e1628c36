// SPDX-License-Identifier: Apache-2.0
/**
 * Used lines under an honest-device checker: split and packed rings of many sizes, merged frames, responses in any order among
 * functions, faults, restarts from any index; nothing is lost, nothing seen too early, nothing waits too long.
 */
import { Simulator } from 'typescript-hdl';
import { logicDepth } from 'typescript-hdl/depth';
import { describe, expect, it } from 'vitest';
import { faults } from '../../../hdl/dma/host/host-shapes.ts';
import { type Config, configs, queueCount } from '../../../hdl/spec/configs.ts';
import { eventId } from '../../../hdl/spec/events/drop-reasons.ts';
import { pendingPerQueue } from '../../../hdl/spec/virtio/mover-sizes.ts';
import { usedLines } from '../../../hdl/virtqueue/used-lines.ts';
import { HonestDevice, type WritableChain } from '../../../sim/model/honest-device.ts';
import { type Random, seededRandom } from '../../support/random.ts';

const narrow: Config = { ...configs.tiny!, functions: 4, queuesPerFunction: 2 };
const wide: Config = { ...narrow, hostDataBits: 512 };

interface Element {
  readonly queue: number;
  readonly epoch: number;
  readonly id: number;
  readonly bytes: number;
  readonly slots: number;
  readonly last: number;
  readonly more: number;
}

interface Burst {
  readonly queue: number;
  readonly epoch: number;
  readonly step: number;
  readonly bytes: ReadonlyMap<bigint, number>;
  readonly fault: number;
}

interface Moods {
  readonly offer: number;
  readonly ready: number;
  readonly answer: number;
  readonly event?: number;
}
const brisk: Moods = { offer: 1, ready: 1, answer: 1 };

/** A queue with its driver. */
interface Queue {
  readonly number: number;
  epoch: number;
  device: HonestDevice;
  packed: boolean;
  size: number;
  /** Chains that the device may take, oldest first, and free ids. */
  available: WritableChain[];
  free: number[];
  nextAddress: bigint;
  slotsInUse: number;
  frames: { id: number; bytes: number }[][];
  posted: Map<number, WritableChain>;
}

class Scene {
  readonly s: Simulator;
  readonly config: Config;
  readonly random: Random;
  readonly lanes: number;
  readonly queues: Queue[] = [];
  readonly toEnter: Element[] = [];
  readonly pending: number[];
  readonly bursts: { address: bigint; beats: number; queue: number; epoch: number; step: number }[] = [];
  readonly beats: { data: bigint; strobe: bigint; last: number }[] = [];
  readonly onBus: Burst[][];
  readonly events: { slot: number; event: number; bytes: number }[] = [];
  readonly stops: { queue: number; epoch: number; error: number }[] = [];
  readonly expected: { slot: number; event: number; bytes: number }[] = [];
  published = 0;
  burstsSeen = 0;
  bytesSeen = 0;
  clock = 0;
  /** The fault of the next burst of a queue. */
  readonly failNext = new Map<number, number>();
  #offered = false;

  constructor(config: Config, random: Random) {
    this.config = config;
    this.random = random;
    this.lanes = config.hostDataBits / 8;
    this.s = new Simulator(usedLines(config), { powerUpSeed: 1 });
    this.s.reset();
    this.s.poke('allowed_i', (1n << BigInt(config.functions)) - 1n);
    this.onBus = Array.from({ length: config.functions }, () => []);
    this.pending = Array.from({ length: queueCount(config) }, () => 0);
    for (let i = 0; i < 2 * queueCount(config); i++) this.s.step();
  }

  functionOf(queue: number): number {
    return Math.floor(queue / this.config.queuesPerFunction);
  }

  start(number: number, packed: boolean, size: number, index: number, wrap = true, place?: number): Queue {
    const { s, random } = this;
    const drawn = packed ? 16 * random.between(0, 255) : 4 * random.between(0, 1023);
    const address = (BigInt(number + 1) << 40n) + BigInt(place ?? drawn);
    const epoch = random.between(0, 255);
    const fields = {
      queue: number,
      epoch,
      descriptors: packed ? address : 0n,
      driver: 0x1000n,
      device: packed ? 0n : address,
      size,
      vector: number,
      features_packed: Number(packed),
      used_index: index,
      used_wrap: Number(wrap),
    };
    for (const [name, value] of Object.entries(fields)) s.poke(`start_${name}_i`, value);
    s.poke('start_valid_i', 1);
    this.change(number, true, epoch);
    s.poke('start_valid_i', 0);
    const queue: Queue = {
      number,
      epoch,
      device: new HonestDevice({ kind: packed ? 'packed' : 'split', size, address, index, wrap }),
      packed,
      size,
      available: [],
      free: Array.from({ length: size }, (_, i) => i),
      nextAddress: (BigInt(number + 1) << 40n) + 0x1_0000_0000n,
      slotsInUse: 0,
      frames: [],
      posted: new Map(),
    };
    this.queues[number] = queue;
    return queue;
  }

  #owed = 0;

  change(queue: number, running: boolean, epoch: number, beginning = running): void {
    // Nothing else moves in this clock.
    for (const name of ['elements_valid', 'answers_valid', 'writes_ready', 'beats_ready', 'events_ready']) {
      this.s.poke(`${name}_i`, 0);
    }
    this.s.poke('change_valid_i', 1);
    this.s.poke('change_queue_i', queue);
    this.s.poke('change_running_i', Number(running));
    this.s.poke('change_beginning_i', Number(beginning));
    this.s.poke('change_epoch_i', epoch);
    this.s.step();
    this.s.poke('change_valid_i', 0);
  }

  /** The driver posts what its ring has room for. */
  post(queue: Queue, most = 100, longest = 5): void {
    const { random } = this;
    for (;;) {
      const slots = queue.packed ? Math.min(random.chance(0.7) ? 1 : random.between(1, longest), queue.size) : 1;
      if (queue.slotsInUse + slots > Math.min(queue.size, most) || queue.free.length === 0) return;
      const id = queue.free.splice(random.between(0, queue.free.length - 1), 1)[0]!;
      const bytes = random.between(80, 120);
      const chain = { id, slots, areas: [{ address: queue.nextAddress, bytes }] };
      queue.nextAddress += 128n;
      queue.slotsInUse += slots;
      queue.available.push(chain);
      queue.posted.set(id, chain);
      queue.device.post(chain);
    }
  }

  /** The driver takes what it sees, and its buffers are free again. */
  reap(queue: Queue): void {
    for (const { buffers } of queue.device.frames.splice(0)) {
      const frame = queue.frames.shift();
      expect(buffers).toEqual(frame);
      for (const { id } of buffers) {
        queue.slotsInUse -= queue.posted.get(id)!.slots;
        queue.posted.delete(id);
        queue.free.push(id);
      }
    }
  }

  /** A frame of some buffers is in memory; its elements are offered. False if the driver has posted too little. */
  frame(queue: Queue, most: number): boolean {
    const { random } = this;
    const count = Math.min(queue.available.length, random.chance(0.7) ? 1 : random.between(1, most));
    const isRoom = queue.available.length > 0 && this.toEnter.length < 40;
    if (!isRoom) return false;
    const returned = random.chance(0.1);
    const chains = queue.available.splice(0, count);
    const elements = chains.map(chain => {
      const area = chain.areas[0]!;
      const bytes = returned ? 0 : random.between(72, area.bytes);
      const data = new Map<bigint, number>();
      for (let i = 0; i < bytes; i++) data.set(area.address + BigInt(i), 0);
      if (bytes > 0 && chain === chains[0]) data.set(area.address + 10n, count);
      if (bytes > 0) {
        queue.device.issue(data);
        queue.device.visible(data);
      }
      return { id: chain.id, bytes, slots: chain.slots };
    });
    // Buffers that are given back are frames of their own for the driver.
    if (returned) queue.frames.push(...elements.map(({ id, bytes }) => [{ id, bytes }]));
    else queue.frames.push(elements.map(({ id, bytes }) => ({ id, bytes })));
    elements.forEach((element, i) => {
      const last = Number(i === count - 1);
      this.toEnter.push({ ...element, queue: queue.number, epoch: queue.epoch, last, more: 0 });
    });
    if (!returned) {
      const bytes = elements.reduce((sum, one) => sum + one.bytes, 0) - 12;
      this.expected.push({ slot: this.functionOf(queue.number), event: eventId('delivered'), bytes });
    }
    return true;
  }

  step(moods: Moods): void {
    const { s, random } = this;
    const next = this.toEnter[0];
    if (next && !this.#offered && random.chance(moods.offer)) {
      // Whole frames enter, when there is room for the largest.
      s.poke('ask_queue_i', next.queue);
      this.#offered = s.peekNumber('ask_room_o') === 1 || this.#inside;
    }
    s.poke('elements_valid_i', Number(this.#offered));
    if (next && this.#offered) {
      const more = Number(this.toEnter.slice(1).some(one => one.queue === next.queue));
      for (const [name, value] of Object.entries({ ...next, more })) s.poke(`elements_${name}_i`, value);
    }
    const answered = this.#answer(moods);
    // The write engine takes beats of bursts that it has taken, and no others.
    const [writes, beats] = [random.chance(moods.ready), random.chance(moods.ready) && this.#owed > 0];
    const event = random.chance(moods.event ?? 1);
    s.poke('writes_ready_i', Number(writes));
    s.poke('beats_ready_i', Number(beats));
    s.poke('events_ready_i', Number(event));
    if (writes && s.peekNumber('writes_valid_o')) {
      this.bursts.push({
        address: s.peek('writes_address_o'),
        beats: s.peekNumber('writes_beats_o') + 1,
        queue: s.peekNumber('writes_context_queue_o'),
        epoch: s.peekNumber('writes_context_epoch_o'),
        step: s.peekNumber('writes_context_step_o'),
      });
      this.#owed += this.bursts.at(-1)!.beats;
      expect(s.peekNumber('writes_function_o')).toBe(this.functionOf(this.bursts.at(-1)!.queue));
    }
    if (beats && s.peekNumber('beats_valid_o')) {
      this.#owed--;
      this.beats.push({
        data: s.peek('beats_data_o'),
        strobe: s.peek('beats_strobe_o'),
        last: s.peekNumber('beats_last_o'),
      });
    }
    if (event && s.peekNumber('events_valid_o')) {
      const [slot, number] = [s.peekNumber('events_slot_o'), s.peekNumber('events_event_o')];
      this.events.push({ slot, event: number, bytes: s.peekNumber('events_bytes_o') });
    }
    if (s.peekNumber('published_valid_o')) this.published++;
    if (s.peekNumber('stop_valid_o')) {
      const [queue, epoch] = [s.peekNumber('stop_queue_o'), s.peekNumber('stop_epoch_o')];
      this.stops.push({ queue, epoch, error: s.peekNumber('stop_error_o') });
    }
    const entered = this.#offered && s.peekNumber('elements_ready_o') === 1;
    if (answered && !answered.fault) this.queues[answered.queue]!.device.visible(answered.bytes);
    s.step();
    this.clock++;
    if (entered) {
      this.#inside = !next!.last;
      this.toEnter.shift();
      this.#offered = false;
    }
    this.#pair();
  }
  #inside = false;

  /** Pairs bursts with their beats, in order; the checker sees each as soon as it is whole. */
  #pair(): void {
    while (this.bursts[0] && this.beats.length >= this.bursts[0].beats) {
      const burst = this.bursts.shift()!;
      const mine = this.beats.splice(0, burst.beats);
      const first = burst.address - (burst.address % BigInt(this.lanes));
      expect((first % 4096n) + BigInt(burst.beats * this.lanes)).toBeLessThanOrEqual(4096n);
      const bytes = new Map<bigint, number>();
      mine.forEach((beat, i) => {
        expect(beat.last).toBe(Number(i === burst.beats - 1));
        for (let lane = 0; lane < this.lanes; lane++) {
          const value = Number((beat.data >> BigInt(8 * lane)) & 0xffn);
          const at = first + BigInt(i * this.lanes + lane);
          if (!((beat.strobe >> BigInt(lane)) & 1n)) expect(value).toBe(0);
          else bytes.set(at, value);
          if ((beat.strobe >> BigInt(lane)) & 1n) expect(at).toBeGreaterThanOrEqual(burst.address);
        }
      });
      const queue = this.queues[burst.queue]!;
      expect(burst.epoch).toBe(queue.epoch);
      this.burstsSeen++;
      this.bytesSeen += bytes.size;
      const fault = this.failNext.get(burst.queue) ?? 0;
      this.failNext.delete(burst.queue);
      if (!fault) queue.device.issue(bytes);
      this.onBus[this.functionOf(burst.queue)]!.push({ ...burst, bytes, fault });
    }
  }

  #answer({ answer }: Moods): Burst | undefined {
    const { s, random } = this;
    s.poke('answers_valid_i', 0);
    const functions = this.onBus.flatMap((list, fn) => (list.length > 0 ? [fn] : []));
    if (functions.length === 0 || !random.chance(answer)) return undefined;
    const fn = random.pick(functions);
    const burst = this.onBus[fn]!.shift()!;
    s.poke('answers_valid_i', 1);
    s.poke('answers_function_i', fn);
    s.poke('answers_queue_i', burst.queue);
    s.poke('answers_epoch_i', burst.epoch);
    s.poke('answers_step_i', burst.step);
    s.poke('answers_fault_i', burst.fault);
    return burst;
  }

  drain(queue: number): { busy: boolean; index: number; wrap: boolean } {
    this.s.poke('drain_queue_i', queue);
    const quiet: Moods = { offer: 0, ready: 0, answer: 0 };
    this.step(quiet);
    this.step(quiet);
    return {
      busy: this.s.peekNumber('drain_busy_o') === 1,
      index: this.s.peekNumber('drain_position_index_o'),
      wrap: this.s.peekNumber('drain_position_wrap_o') === 1,
    };
  }
}

const kinds = [
  { packed: false, sizes: [1, 2, 8, 64, 256, 32768] },
  { packed: true, sizes: [1, 3, 7, 40, 100, 1000] },
];

describe.each([
  ['128 bits', narrow],
  ['512 bits', wide],
])('used lines at %s', (_, config) => {
  it.each([
    [1, brisk],
    [2, { offer: 0.7, ready: 0.6, answer: 0.5, event: 0.8 }],
    [3, { offer: 1, ready: 0.9, answer: 0.06 }],
    [4, { offer: 0.1, ready: 0.9, answer: 0.9 }],
  ])('are honest on all rings at once (seed %i, %o)', (seed, moods) => {
    const random = seededRandom(seed);
    const scene = new Scene(config, random);
    for (let number = 0; number < queueCount(config); number++) {
      const { packed, sizes } = kinds[(number + seed) % 2]!;
      const size = random.pick(sizes);
      const index = packed ? random.between(0, size - 1) : random.between(65000, 65535);
      scene.start(number, packed, size, index, packed ? random.chance(0.5) : true);
    }
    let frames = 0;
    for (let clock = 0; clock < 3500; clock++) {
      const queue = random.pick(scene.queues);
      scene.reap(queue);
      if (random.chance(0.5)) scene.post(queue);
      if (scene.frame(queue, 17)) frames++;
      scene.step(moods);
    }
    for (let clock = 0; clock < 5000; clock++) scene.step({ ...moods, offer: 1, event: 1 });
    for (const queue of scene.queues) {
      scene.reap(queue);
      expect(queue.frames, `queue ${queue.number}`).toEqual([]);
      const { busy, ...place } = scene.drain(queue.number);
      expect(busy).toBe(false);
      expect(place).toEqual(queue.device.position);
    }
    expect(frames).toBeGreaterThan(100);
    expect(scene.stops).toEqual([]);
    const key = (one: { slot: number; bytes: number }) => one.slot * 1e6 + one.bytes;
    expect([...scene.events].sort((a, b) => key(a) - key(b))).toEqual(
      [...scene.expected].sort((a, b) => key(a) - key(b)),
    );
  });
});

describe('used lines', () => {
  it.each([narrow, wide])(
    'publish an element that lies across two blocks of 4,096 bytes once, and what comes after it',
    config => {
      const scene = new Scene(config, seededRandom(7));
      // Element 511 of a ring at the start of a block has its id in one block and its length in the next.
      const queue = scene.start(1, false, 1024, 511, true, 0);
      scene.post(queue);
      for (let frame = 0; frame < 12; frame++) {
        expect(scene.frame(queue, 1)).toBe(true);
        for (let clock = 0; clock < 200; clock++) scene.step(brisk);
        scene.reap(queue);
        expect(queue.frames, `frame ${frame}`).toEqual([]);
        expect(scene.drain(1).busy, `frame ${frame}`).toBe(false);
      }
    },
  );

  it.each([128, 256, 512])(
    'write bursts of as many descriptors as there may be, from any place in a beat of %i bits on, however late the bus takes them',
    hostDataBits => {
      for (let first = 1; first <= hostDataBits / 128; first++) {
        const scene = new Scene({ ...narrow, hostDataBits }, seededRandom(first));
        const queue = scene.start(1, true, 256, first, true, 0);
        scene.post(queue, 200, 1);
        for (let clock = 0; clock < 3000; clock++) {
          scene.frame(queue, 1);
          scene.step({ ...brisk, ready: clock < 200 ? 0 : 0.3 });
        }
        scene.reap(queue);
        expect(queue.available, `from place ${first} on`).toEqual([]);
        expect(queue.frames, `from place ${first} on`).toEqual([]);
      }
    },
  );

  it.each(kinds)(
    'publish nothing after a write that failed, if the queue is asked to stop in order meanwhile (%o)',
    ({ packed }) => {
      const scene = new Scene(narrow, seededRandom(30));
      const queue = scene.start(2, packed, 64, 0);
      scene.post(queue, 40);
      while (scene.toEnter.length < 12) scene.frame(queue, 1);
      scene.failNext.set(2, faults.bus);
      for (let clock = 0; scene.stops.length === 0; clock++) {
        expect(clock).toBeLessThan(1000);
        scene.step(brisk);
      }
      const seen = queue.device.frames.length;
      scene.change(2, true, queue.epoch, false);
      for (let clock = 0; clock < 2000; clock++) scene.step(brisk);
      expect(queue.device.frames).toHaveLength(seen);
      scene.change(2, false, queue.epoch);
      expect(scene.drain(2).busy).toBe(false);
    },
  );

  it('begin no batch for a function with too many bursts under way, however many bursts a batch has, and lose nothing', () => {
    const scene = new Scene(narrow, seededRandom(31));
    const queues = [scene.start(2, true, 1000, 0), scene.start(3, true, 1000, 0)];
    const other = scene.start(5, true, 64, 0);
    const limit = 8;
    let most = 0;
    const step = (answer: number): void => {
      const open = scene.onBus[1]!.length + scene.bursts.length;
      scene.s.poke('allowed_i', open < limit ? 15 : 13);
      most = Math.max(most, open);
      for (const queue of [...queues, other]) {
        // Used descriptors that do not lie side by side have a burst each.
        while (queue.slotsInUse + 2 <= queue.size) {
          const chain = { id: queue.free.shift()!, slots: 2, areas: [{ address: queue.nextAddress, bytes: 100 }] };
          queue.nextAddress += 128n;
          queue.slotsInUse += 2;
          queue.available.push(chain);
          queue.posted.set(chain.id, chain);
          queue.device.post(chain);
        }
        if (scene.toEnter.length === 0 && answer === 0) scene.frame(queue, 1);
        scene.reap(queue);
      }
      scene.step({ offer: 1, ready: 1, answer });
    };
    for (let clock = 0; clock < 3000; clock++) step(0);
    expect(most).toBeGreaterThan(limit);
    expect(most).toBeLessThanOrEqual(limit + pendingPerQueue);
    for (let clock = 0; clock < 12_000; clock++) step(1);
    for (const queue of [...queues, other]) expect(queue.frames).toEqual([]);
  });

  it.each(kinds)('stop a queue whose write fails, drop what it has, and serve it in a new run (%o)', ({ packed }) => {
    for (const fault of [faults.bus, faults.refused]) {
      const random = seededRandom(20 + fault);
      const scene = new Scene(narrow, random);
      const [bad, good] = [scene.start(2, packed, 64, 0), scene.start(3, packed, 64, 0)];
      scene.failNext.set(2, fault);
      for (let clock = 0; clock < 800; clock++) {
        for (const queue of [bad, good]) {
          scene.post(queue);
          if (clock % 8 === 0) scene.frame(queue, 3);
        }
        scene.reap(good);
        scene.step({ offer: 1, ready: 1, answer: 0.2 });
      }
      scene.change(2, false, bad.epoch);
      for (let clock = 0; clock < 4000; clock++) scene.step(brisk);
      scene.reap(good);
      expect(good.frames).toEqual([]);
      expect(scene.stops).toEqual([{ queue: 2, epoch: bad.epoch, error: fault === faults.bus ? 6 : 8 }]);
      expect([...bad.device.frames]).toEqual([]);
      expect(scene.drain(2).busy).toBe(false);
      const dropped = scene.events.filter(one => one.event === eventId('queue_stopped'));
      expect(dropped.length).toBeGreaterThan(3);
      // Each frame ended as one event.
      expect(scene.events.map(one => one.bytes).sort()).toEqual(scene.expected.map(one => one.bytes).sort());
      const again = scene.start(2, !packed, 16, 5);
      for (let clock = 0; clock < 600; clock++) {
        scene.post(again);
        if (clock < 200 && clock % 10 === 0) scene.frame(again, 2);
        scene.reap(again);
        scene.step(brisk);
      }
      expect(again.frames).toEqual([]);
    }
  });

  it('publish a single frame at once, and one that others follow within 4 us', () => {
    for (const { packed } of kinds) {
      const scene = new Scene(narrow, seededRandom(31));
      const queue = scene.start(1, packed, 64, 0);
      scene.post(queue);
      scene.frame(queue, 1);
      let clocks = 0;
      while (queue.device.frames.length === 0 && clocks < 1000) {
        scene.step(brisk);
        clocks++;
      }
      expect(clocks).toBeLessThan(50);
      scene.reap(queue);
      // More of the queue is said to come, and never does.
      scene.frame(queue, 1);
      const element = scene.toEnter.shift()!;
      for (const [name, value] of Object.entries({ ...element, more: 1 })) scene.s.poke(`elements_${name}_i`, value);
      scene.s.poke('elements_valid_i', 1);
      scene.s.step();
      scene.s.poke('elements_valid_i', 0);
      clocks = 0;
      while (queue.device.frames.length === 0 && clocks < 2000) {
        scene.step(brisk);
        clocks++;
      }
      expect(clocks).toBeLessThan(4e-6 * narrow.clockHz + 50);
      expect(clocks).toBeGreaterThan(1e-6 * narrow.clockHz);
    }
  });

  it.each(kinds)('write 32 elements in a burst, at a clock each and few more (%o)', ({ packed }) => {
    const scene = new Scene(narrow, seededRandom(32));
    const queue = scene.start(0, packed, 512, 0);
    scene.post(queue, 512);
    const count = queue.available.length;
    let elements = 0;
    const from = scene.clock;
    let last = 0;
    while (scene.clock - from < 6000 && queue.frames.length + queue.device.frames.length >= 0) {
      if (queue.available.length > 0 && scene.toEnter.length < 30) {
        const before = queue.available.length;
        scene.frame(queue, 1);
        elements += before - queue.available.length;
      }
      const seen = queue.device.frames.length;
      scene.step(brisk);
      if (queue.device.frames.length > seen) last = scene.clock;
    }
    expect(elements).toBe(count);
    const written = last - from;
    // Elements, and what a batch and its bursts cost besides.
    expect(written).toBeLessThan(1.25 * elements + (elements / 32) * 10 + 80);
    if (!packed) expect(scene.burstsSeen).toBeLessThan((elements / 32) * 2 + 12);
  });

  it.each([
    ['8 x 2 at 128 bits', configs['10g']!],
    ['64 x 4 at 512 bits', { ...configs['10g']!, functions: 64, queuesPerFunction: 4, hostDataBits: 512 }],
  ])('are not deeper than they say with %s', (_, config) => {
    const definition = usedLines(config);
    expect(logicDepth(definition).levels).toBeLessThanOrEqual(definition.options.maxDepth!);
  });
});
