// SPDX-License-Identifier: Apache-2.0
/**
 * Element rings against a list for each function: nothing goes on before its frame is in memory, order in each function,
 * whole frames, dropped ones counted, no function waits for another, `more` and `drain` tell the truth.
 */
import { Simulator } from 'typescript-hdl';
import { logicDepth } from 'typescript-hdl/depth';
import { describe, expect, it } from 'vitest';
import { faults } from '../../../../hdl/dma/host/host-shapes.ts';
import { frameSteps } from '../../../../hdl/dma/host/write-shapes.ts';
import { elementRings } from '../../../../hdl/dma/rx/element-rings.ts';
import { type Config, configs, queueCount } from '../../../../hdl/spec/configs.ts';
import { eventId } from '../../../../hdl/spec/events/drop-reasons.ts';
import {
  elementsPerFunction,
  laterElements,
  maxBuffersPerFrame,
  waitingElementsPerFunction,
} from '../../../../hdl/spec/virtio/mover-sizes.ts';
import { errorCode } from '../../../../hdl/virtqueue/queue-errors.ts';
import { type Random, seededRandom } from '../../../support/random.ts';

const small: Config = { ...configs.tiny!, functions: 4, queuesPerFunction: 2 };

interface Element {
  readonly queue: number;
  readonly epoch: number;
  readonly id: number;
  readonly bytes: number;
  readonly slots: number;
  readonly last: number;
  readonly returned: number;
}

interface Frame {
  readonly elements: readonly Element[];
  readonly bursts: number;
  readonly fault: number;
  /** Bursts answered; elements in the rings; elements sent on. */
  answered: number;
  entered: number;
  released: number;
  /** Why it may not go on. */
  failed: boolean;
}

interface Moods {
  readonly offer: number;
  readonly answer: number;
  readonly take: number;
  readonly room: number;
  readonly event: number;
  readonly silent?: readonly number[];
  /** The same as `offer` for elements of frames that have no data: the pieces of their buffers may be many. */
  readonly offerReturned?: number;
}

class Scene {
  readonly s: Simulator;
  readonly config: Config;
  readonly random: Random;
  readonly frames: Frame[][];
  readonly epochs: number[];
  readonly running: boolean[];
  readonly toEnter: { frame: Frame; element: Element }[] = [];
  readonly events: { slot: number; event: number; bytes: number }[] = [];
  readonly stops: { queue: number; epoch: number; error: number }[] = [];
  readonly waiting: number[];
  readonly sent: Element[] = [];
  readonly expectedEvents: { slot: number; event: number; bytes: number }[] = [];
  mores = [0, 0];
  /** Queues without room, whatever the mood. */
  readonly blocked = new Set<number>();
  #offered = false;
  #rooms: boolean[];

  constructor(config: Config, random: Random) {
    this.config = config;
    this.random = random;
    this.s = new Simulator(elementRings(config), { powerUpSeed: random.between(0, 0xffff) });
    this.s.reset();
    const queues = queueCount(config);
    this.frames = Array.from({ length: config.functions }, () => []);
    this.epochs = Array.from({ length: queues }, () => random.between(0, 255));
    this.running = this.epochs.map(() => true);
    this.waiting = this.epochs.map(() => 0);
    this.#rooms = this.epochs.map(() => true);
    for (let queue = 0; queue < queues; queue++) this.change(queue, true, this.epochs[queue]!);
    for (let i = 0; i < 2 * queues; i++) this.s.step();
  }

  functionOf(queue: number): number {
    return Math.floor(queue / this.config.queuesPerFunction);
  }

  change(queue: number, running: boolean, epoch: number, beginning = running): void {
    this.epochs[queue] = epoch;
    this.running[queue] = running;
    this.s.poke('change_valid_i', 1);
    this.s.poke('change_queue_i', queue);
    this.s.poke('change_running_i', Number(running));
    this.s.poke('change_beginning_i', Number(beginning));
    this.s.poke('change_epoch_i', epoch);
    this.s.step();
    this.s.poke('change_valid_i', 0);
  }

  add(queue: number, fault = 0, epoch = this.epochs[queue]!): Frame {
    const { random } = this;
    const returned = Number(random.chance(0.15));
    const count = random.chance(0.7) ? 1 : random.between(2, maxBuffersPerFrame);
    const elements = Array.from({ length: count }, (_, i) => ({
      queue,
      epoch,
      id: random.between(0, 65535),
      bytes: returned ? 0 : i === 0 ? random.between(72, 500) : random.between(1, 500),
      slots: random.between(1, 32),
      last: Number(i === count - 1),
      returned,
    }));
    const bursts = returned ? 0 : random.between(1, 4);
    const frame = {
      elements,
      bursts,
      fault: returned ? 0 : fault,
      answered: 0,
      entered: 0,
      released: 0,
      failed: false,
    };
    this.frames[this.functionOf(queue)]!.push(frame);
    for (const element of elements) this.toEnter.push({ frame, element });
    return frame;
  }

  /** Adds a frame of single bursts, or one without data. */
  put(queue: number, elements: number, bursts: number): Frame {
    const frame = this.add(queue);
    const list = this.frames[this.functionOf(queue)]!;
    this.toEnter.splice(-frame.elements.length);
    const returned = Number(bursts === 0);
    const own = Array.from({ length: elements }, (_, i) => ({
      ...frame.elements[0]!,
      ...{ id: i, bytes: returned ? 0 : 72, last: Number(i === elements - 1), returned },
    }));
    const made = { ...frame, elements: own, bursts, fault: 0 };
    list.splice(-1, 1, made);
    for (const element of own) this.toEnter.push({ frame: made, element });
    return made;
  }

  #answer({ answer, silent = [] }: Moods): Frame | undefined {
    const { s, random } = this;
    s.poke('answers_valid_i', 0);
    if (!random.chance(answer)) return undefined;
    if (random.chance(0.1)) {
      // What is no answer says nothing, whatever its fields are.
      s.poke('answers_step_i', frameSteps.final);
      s.poke('answers_function_i', random.between(0, this.config.functions - 1));
      s.poke('answers_fault_i', faults.bus);
      return undefined;
    }
    // The oldest frame of a function with a burst to be answered: all its elements have entered.
    const next = this.frames.flatMap((list, fn) => {
      const frame = list.find(one => one.answered < one.bursts);
      return frame && frame.entered === frame.elements.length && !silent.includes(fn) ? [{ frame, fn }] : [];
    });
    if (next.length === 0) return undefined;
    const { frame, fn } = random.pick(next);
    const first = frame.elements[0]!;
    const fault = frame.fault && frame.answered === 0 ? frame.fault : 0;
    s.poke('answers_valid_i', 1);
    s.poke('answers_function_i', fn);
    s.poke('answers_queue_i', first.queue);
    s.poke('answers_epoch_i', first.epoch);
    s.poke('answers_step_i', frame.answered === frame.bursts - 1 ? frameSteps.final : frameSteps.more);
    s.poke('answers_fault_i', fault);
    return frame;
  }

  step(moods: Moods): void {
    const { s, random } = this;
    const entry = this.toEnter[0];
    const { offerReturned = moods.offer } = moods;
    this.#offered ||= entry !== undefined && random.chance(entry.element.returned ? offerReturned : moods.offer);
    s.poke('elements_valid_i', Number(this.#offered));
    if (entry) for (const [name, value] of Object.entries(entry.element)) s.poke(`elements_${name}_i`, value);
    const answered = this.#answer(moods);
    const take = random.chance(moods.take);
    s.poke('released_ready_i', Number(take));
    for (const queue of this.#rooms.keys()) if (random.chance(0.02)) this.#rooms[queue] = random.chance(moods.room);
    const asked = s.peekNumber('ask_queue_o');
    s.poke('ask_room_i', Number(this.#rooms[asked]! && !this.blocked.has(asked)));
    const event = random.chance(moods.event);
    s.poke('events_ready_i', Number(event));

    if (take && s.peekNumber('released_valid_o')) this.#release();
    if (event && s.peekNumber('events_valid_o')) {
      const [slot, number] = [s.peekNumber('events_slot_o'), s.peekNumber('events_event_o')];
      this.events.push({ slot, event: number, bytes: s.peekNumber('events_bytes_o') });
    }
    if (s.peekNumber('stop_valid_o')) {
      const [queue, epoch] = [s.peekNumber('stop_queue_o'), s.peekNumber('stop_epoch_o')];
      this.stops.push({ queue, epoch, error: s.peekNumber('stop_error_o') });
    }
    const entered = this.#offered && s.peekNumber('elements_ready_o') === 1;
    s.step();
    if (entered) {
      this.toEnter.shift();
      entry!.frame.entered++;
      this.waiting[entry!.element.queue]!++;
      this.#offered = false;
    }
    if (answered) {
      if (answered.fault && answered.answered === 0) this.#failed(answered.elements[0]!.queue);
      answered.answered++;
    }
  }

  /** Nothing of the queue goes on any more, but for the frame that has begun to, or is offered already. */
  #failed(queue: number): void {
    const { s } = this;
    const offered = s.peekNumber('released_valid_o') === 1 && s.peekNumber('released_queue_o') === queue;
    const id = offered ? s.peekNumber('released_id_o') : undefined;
    for (const list of this.frames) {
      for (const frame of list) {
        if (frame.elements[0]!.queue !== queue || frame.released > 0 || frame.elements[0]!.id === id) continue;
        frame.failed = true;
      }
    }
  }

  #release(): void {
    const { s } = this;
    const queue = s.peekNumber('released_queue_o');
    const list = this.frames[this.functionOf(queue)]!;
    this.#dropLost(list);
    const frame = list[0]!;
    const element = frame.elements[frame.released]!;
    for (const name of ['queue', 'epoch', 'id', 'bytes', 'slots', 'last'] as const) {
      expect(s.peekNumber(`released_${name}_o`), name).toBe(element[name]);
    }
    expect(frame.answered).toBe(frame.bursts);
    frame.released++;
    this.waiting[queue]!--;
    // Elements that came in the last clocks may not be seen yet.
    const more = s.peekNumber('released_more_o');
    if (this.waiting[queue] === 0) expect(more).toBe(0);
    if (this.waiting[queue]! > 3) expect(more).toBe(1);
    this.mores[more]!++;
    this.sent.push(element);
    if (element.last) list.shift();
  }

  /** Frames at the head of a list that could not go on, and were passed over. */
  #dropLost(list: Frame[]): void {
    while (list[0]?.failed && list[0].released === 0 && list[0].answered === list[0].bursts) {
      const frame = list.shift()!;
      const { queue } = frame.elements[0]!;
      this.waiting[queue]! -= frame.elements.length;
      if (frame.bursts === 0) continue;
      const bytes = frame.elements.reduce((sum, one) => sum + one.bytes, 0) - 12;
      this.expectedEvents.push({ slot: this.functionOf(queue), event: eventId('queue_stopped'), bytes });
    }
  }

  settle(moods: Moods, clocks: number): void {
    for (let clock = 0; clock < clocks; clock++) this.step(moods);
    for (const list of this.frames) this.#dropLost(list);
  }

  busy(queue: number): boolean {
    this.s.poke('drain_queue_i', queue);
    const quiet: Moods = { offer: 0, answer: 0, take: 0, room: 1, event: 1 };
    this.step(quiet);
    this.step(quiet);
    return this.s.peekNumber('drain_busy_o') === 1;
  }
}

const brisk: Moods = { offer: 1, answer: 1, take: 1, room: 1, event: 1 };
const sorted = (events: Scene['events']) => [...events].sort((a, b) => a.slot - b.slot || a.bytes - b.bytes);

describe('element rings', () => {
  it.each([
    [1, brisk],
    [2, { offer: 0.6, answer: 0.4, take: 0.5, room: 0.5, event: 0.3 }],
    [3, { offer: 0.9, answer: 0.2, take: 0.9, room: 0.9, event: 1 }],
    [4, { offer: 1, answer: 0.9, take: 0.3, room: 0.3, event: 0.05 }],
  ])('send on what is in memory, in order (seed %i, %o)', (seed, moods) => {
    const random = seededRandom(seed);
    const scene = new Scene(small, random);
    let elements = 0;
    for (let i = 0; i < 300; i++) {
      elements += scene.add(random.between(0, 7)).elements.length;
      scene.settle(moods, random.between(0, 12));
    }
    scene.settle({ ...moods, room: 1, event: 1, take: 1 }, 12_000);
    expect(scene.sent.length).toBe(elements);
    expect(scene.events).toEqual([]);
    expect(scene.stops).toEqual([]);
    expect(scene.mores[0]).toBeGreaterThan(10);
    expect(scene.mores[1]).toBeGreaterThan(10);
    for (let queue = 0; queue < 8; queue++) expect(scene.busy(queue)).toBe(false);
  });

  it.each([
    [21, { ...brisk, answer: 0.05, offerReturned: 0.1 }],
    [22, { ...brisk, answer: 0.1, take: 0.5, offerReturned: 0.2 }],
    [23, { ...brisk, answer: 0.2, room: 0.7, offerReturned: 0.05 }],
  ])('send on frames without data as a whole, however far apart their elements come (seed %i, %o)', (seed, moods) => {
    const random = seededRandom(seed);
    const scene = new Scene(small, random);
    let elements = 0;
    let returned = 0;
    for (let i = 0; i < 600; i++) {
      const frame = scene.add(random.between(0, 7));
      elements += frame.elements.length;
      returned += Number(frame.bursts === 0 && frame.elements.length > 1);
      scene.settle(moods, random.between(0, 40));
    }
    scene.settle(brisk, 20_000);
    expect(scene.sent.length).toBe(elements);
    expect(returned).toBeGreaterThan(5);
    expect([scene.events, scene.stops]).toEqual([[], []]);
  });

  it('send nothing of a function that is not in memory while a frame without data of another has come in part', () => {
    const scene = new Scene(small, seededRandom(31));
    // Eight frames are in memory and go on in one turn, after which their function is due again; the ninth is not.
    for (let i = 0; i < 8; i++) scene.put(2, 1, 1);
    const ninth = scene.put(2, 1, 1000);
    scene.blocked.add(2);
    scene.settle(brisk, 60);
    const returned = scene.put(0, 2, 0);
    scene.blocked.clear();
    while (scene.sent.length < 3) scene.step({ ...brisk, offer: 0 });
    while (returned.entered === 0) scene.step(brisk);
    scene.settle({ ...brisk, offer: 0 }, 100);
    expect(scene.sent).toHaveLength(8);
    expect(ninth.released).toBe(0);
    scene.settle(brisk, 1200);
    expect(scene.sent).toHaveLength(11);
  });

  it.each([5, 6, 7])('drop what belongs to a queue that failed, and say so once a frame (seed %i)', seed => {
    const random = seededRandom(seed);
    const scene = new Scene(small, random);
    const moods: Moods = { offer: 0.8, answer: 0.7, take: 0.15, room: 0.8, event: 0.6 };
    const bad = [1, 4];
    const failures: number[] = [];
    for (let i = 0; i < 250; i++) {
      const queue = random.between(0, 7);
      const fails = bad.includes(queue) && random.chance(0.25) ? random.pick([faults.bus, faults.refused]) : 0;
      const frame = scene.add(queue, fails);
      if (frame.fault) failures.push(frame.fault);
      // What comes after a failure is dropped too.
      if (scene.stops.some(stop => stop.queue === queue)) frame.failed = true;
      scene.settle(moods, random.between(0, 12));
    }
    scene.settle({ ...moods, room: 1 }, 8000);
    expect(failures.length).toBeGreaterThan(2);
    expect(scene.stops.map(stop => stop.error).sort()).toEqual(
      failures.map(fault => errorCode(fault === faults.bus ? 'bus' : 'refused')).sort(),
    );
    for (const { queue, epoch } of scene.stops)
      expect([bad.includes(queue), epoch]).toEqual([true, scene.epochs[queue]]);
    expect(scene.expectedEvents.length).toBeGreaterThan(10);
    expect(sorted(scene.events)).toEqual(sorted(scene.expectedEvents));
    expect(scene.frames.flat()).toEqual([]);
    for (let queue = 0; queue < 8; queue++) expect(scene.busy(queue)).toBe(false);
    // In a new run they go on again.
    scene.change(1, true, (scene.epochs[1]! + 1) % 256);
    const [sent, again] = [scene.sent.length, scene.add(1)];
    scene.settle(brisk, 400);
    expect(scene.sent.length).toBe(sent + again.elements.length);
  });

  it.each([11, 12])('are gone round many times, with little in them, and no element comes twice (seed %i)', seed => {
    const random = seededRandom(seed);
    const scene = new Scene(small, random);
    const laps = 10;
    let elements = 0;
    // The second frame comes while the first leaves: in one of the gaps, in the very clock.
    for (let turn = 0; elements < laps * elementsPerFunction(small); turn++) {
      elements += scene.add(2).elements.length;
      scene.settle(brisk, turn % 48);
      elements += scene.add(3).elements.length;
      scene.settle(brisk, 100);
    }
    expect(scene.sent.filter(({ queue }) => queue === 2 || queue === 3)).toHaveLength(elements);
    expect(scene.frames.flat()).toEqual([]);
    expect([scene.events, scene.stops]).toEqual([[], []]);
  });

  it('drop what failed, although its queue is asked to stop in order meanwhile', () => {
    const scene = new Scene(small, seededRandom(9));
    let bad = scene.add(2, faults.bus);
    while (bad.fault === 0 || bad.bursts === 1) bad = scene.add(2, faults.bus);
    for (let clock = 0; scene.stops.length === 0; clock++) {
      expect(clock).toBeLessThan(1000);
      scene.step(brisk);
    }
    scene.change(2, true, scene.epochs[2]!, false);
    const sent = scene.sent.length;
    scene.settle(brisk, 600);
    expect(scene.sent).toHaveLength(sent);
    expect(sorted(scene.events)).toEqual(sorted(scene.expectedEvents));
    expect(scene.expectedEvents.length).toBeGreaterThan(0);
  });

  it('drop what is of another run or of a queue that does not run', () => {
    const random = seededRandom(8);
    const scene = new Scene(small, random);
    scene.change(2, false, scene.epochs[2]!);
    const stopped = scene.add(2);
    const stale = scene.add(5, 0, (scene.epochs[5]! + 255) % 256);
    const good = scene.add(4);
    stopped.failed = true;
    stale.failed = true;
    scene.settle(brisk, 600);
    expect(scene.sent).toEqual(good.elements);
    expect(sorted(scene.events)).toEqual(sorted(scene.expectedEvents));
  });

  it('send a frame whose first element has gone on to its end, although its queue stops meanwhile', () => {
    const scene = new Scene(small, seededRandom(12));
    let frame = scene.add(3);
    while (frame.elements.length < 3 || frame.bursts === 0) {
      scene.frames[1]!.pop();
      scene.toEnter.splice(-frame.elements.length);
      frame = scene.add(3);
    }
    for (let clocks = 0; scene.sent.length === 0 && clocks < 400; clocks++) scene.step(brisk);
    expect(scene.sent).toHaveLength(1);
    scene.step({ ...brisk, take: 0 });
    scene.change(3, false, scene.epochs[3]!);
    scene.settle(brisk, 400);
    expect(scene.sent).toEqual(frame.elements);
    expect(scene.events).toEqual([]);
  });

  it('go on for all others while a function never answers, and tell when that one is at its limit', () => {
    const random = seededRandom(9);
    const scene = new Scene(small, random);
    const moods: Moods = { ...brisk, silent: [2] };
    let others = 0;
    for (let i = 0; i < 1200; i++) {
      const queue = random.between(0, 7);
      const allowed = (scene.s.peekNumber('allowed_o') >> scene.functionOf(queue)) & 1;
      if (allowed && scene.toEnter.length < 20) {
        scene.add(queue);
        if (scene.functionOf(queue) !== 2) others++;
      }
      scene.settle(moods, 6);
    }
    scene.settle(moods, 1500);
    expect((scene.s.peekNumber('allowed_o') >> 2) & 1).toBe(0);
    const held = scene.waiting[4]! + scene.waiting[5]!;
    expect(held).toBeGreaterThanOrEqual(waitingElementsPerFunction(small));
    expect(held).toBeLessThan(elementsPerFunction(small));
    expect(others).toBeGreaterThan(300);
    expect(scene.frames.flatMap((list, fn) => (fn === 2 ? [] : list))).toEqual([]);
    expect([scene.busy(4) || scene.busy(5), scene.busy(0)]).toEqual([true, false]);
    scene.settle(brisk, 2500);
    expect(scene.frames.flat()).toEqual([]);
    expect((scene.s.peekNumber('allowed_o') >> 2) & 1).toBe(1);
  });

  it('have room for all that may still come of a function at its limit', () => {
    const scene = new Scene(small, seededRandom(21));
    const moods: Moods = { ...brisk, silent: [2] };
    const allowed = (): boolean => ((scene.s.peekNumber('allowed_o') >> 2) & 1) === 1;
    while (allowed()) {
      if (scene.toEnter.length === 0) scene.put(4, 1, 1);
      scene.step(moods);
      expect(scene.waiting[4]).toBeLessThan(elementsPerFunction(small));
    }
    const most = waitingElementsPerFunction(small) + laterElements;
    while (scene.waiting[4]! + scene.toEnter.length < most) {
      scene.put(4, 1, 1);
      scene.settle(moods, 4);
      expect(allowed()).toBe(false);
    }
    const [other, sent] = [scene.put(6, 17, 2), scene.sent.length];
    scene.settle(moods, 200);
    expect(scene.waiting[4]).toBe(most);
    expect(scene.sent.slice(sent)).toEqual(other.elements);
  });

  it('pass over a function whose queue has no room', () => {
    const random = seededRandom(10);
    const scene = new Scene(small, random);
    for (let i = 0; i < 30; i++) for (const queue of [0, 6]) scene.add(queue);
    scene.blocked.add(0);
    scene.settle(brisk, 3000);
    expect(scene.frames[3]).toEqual([]);
    expect(scene.frames[0]).toHaveLength(30);
    scene.blocked.clear();
    scene.settle(brisk, 3000);
    expect(scene.frames[0]).toEqual([]);
  });

  it('take 2 clocks for an element and few for a turn', () => {
    const scene = new Scene(small, seededRandom(11));
    // Eight turns of one frame each wait in a function, and then go on.
    const count = 64;
    for (let i = 0; i < count; i++) {
      let frame = scene.add(0);
      while (frame.elements.length > 1 || frame.bursts === 0) {
        scene.frames[0]!.pop();
        scene.toEnter.splice(-frame.elements.length);
        frame = scene.add(0);
      }
      (frame as { bursts: number }).bursts = 1;
    }
    scene.settle({ ...brisk, answer: 0 }, 100);
    const before = scene.sent.length;
    let clocks = 0;
    while (scene.sent.length < before + count && clocks < 1000) {
      scene.step(brisk);
      clocks++;
    }
    // One function alone is due again only after its turn: 2 clocks more until it is chosen.
    expect(clocks).toBeLessThanOrEqual(count * 2 + (count / 8) * 2 + 20);
  });

  it.each([
    ['8 x 2', configs['10g']!],
    ['64 x 4', { ...configs['10g']!, functions: 64, queuesPerFunction: 4, hostDataBits: 512 }],
  ])('are not deeper than they say with %s', (_, config) => {
    const definition = elementRings(config);
    expect(logicDepth(definition).levels).toBeLessThanOrEqual(definition.options.maxDepth!);
  });
});
