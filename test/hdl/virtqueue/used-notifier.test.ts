// SPDX-License-Identifier: Apache-2.0
/**
 * The used notifier against drivers that count on their fingers: every publication that a driver waits for brings an interrupt
 * after it, none that no driver asked for, whatever the order of answers; faults, restarts, functions that may not read.
 */
import { Simulator } from 'typescript-hdl';
import { logicDepth } from 'typescript-hdl/depth';
import { describe, expect, it } from 'vitest';
import { faults } from '../../../hdl/dma/host/host-shapes.ts';
import { type Config, configs, queueCount } from '../../../hdl/spec/configs.ts';
import { usedNotifier } from '../../../hdl/virtqueue/used-notifier.ts';
import { type Random, seededRandom } from '../../support/random.ts';

const narrow: Config = { ...configs.tiny!, functions: 4, queuesPerFunction: 2 };
const wide: Config = { ...narrow, hostDataBits: 512 };

interface Queue {
  readonly number: number;
  readonly packed: boolean;
  readonly eventIndex: boolean;
  readonly size: number;
  readonly driver: bigint;
  epoch: number;
  /** Entries published, and judged, since the start; where the first one was. */
  published: number;
  asked: number;
  judged: number;
  readonly first: number;
  readonly firstWrap: boolean;
  /** What the driver wants: always, never, or at the entry with this number since the start. */
  wish: 'always' | 'never' | number;
  /** An interrupt is due that did not come yet; judgements that brought one, and interrupts that came. */
  owed: boolean;
  wanted: number;
  sent: number;
}

/** Place of the entry with a number since the start. */
const placeOf = ({ packed, size, first, firstWrap }: Queue, entry: number): { index: number; wrap: boolean } => {
  if (!packed) return { index: (first + entry) & 0xffff, wrap: true };
  const at = first + entry;
  return { index: ((at % size) + size) % size, wrap: firstWrap !== (Math.floor(at / size) % 2 !== 0) };
};

class Scene {
  readonly s: Simulator;
  readonly config: Config;
  readonly random: Random;
  readonly queues: Queue[] = [];
  readonly reads: { queue: number; address: bigint; function: number }[] = [];
  readonly interrupts: number[] = [];
  readonly stops: { queue: number; epoch: number; error: number }[] = [];
  fault = 0;
  allowed = 0xff;
  #answer: { queue: number; data: bigint } | undefined;

  constructor(config: Config, random: Random) {
    this.config = config;
    this.random = random;
    this.s = new Simulator(usedNotifier(config), { powerUpSeed: 1 });
    this.s.reset();
    for (let i = 0; i < 2 * queueCount(config); i++) this.s.step();
  }

  start(number: number, packed: boolean, eventIndex: boolean): Queue {
    const { s, random } = this;
    const size = packed ? random.between(1, 300) : 2 ** random.between(0, 15);
    const queue: Queue = {
      number,
      packed,
      eventIndex,
      size,
      driver: (BigInt(number) << 40n) + BigInt((packed ? 4 : 2) * random.between(0, 1000)),
      epoch: random.between(0, 255),
      published: 0,
      asked: 0,
      judged: 0,
      first: packed ? random.between(0, size - 1) : random.between(65500, 65535),
      firstWrap: packed ? random.chance(0.5) : true,
      wish: eventIndex ? 0 : 'always',
      owed: false,
      wanted: 0,
      sent: 0,
    };
    this.queues[number] = queue;
    for (const name of ['published_valid', 'answers_valid', 'irq_ready', 'reads_ready']) s.poke(`${name}_i`, 0);
    const fields = {
      queue: number,
      epoch: queue.epoch,
      driver: queue.driver,
      size,
      vector: 1000 + number,
      features_packed: Number(packed),
      features_event_index: Number(eventIndex),
      used_index: queue.first,
      used_wrap: Number(queue.firstWrap),
    };
    for (const [name, value] of Object.entries(fields)) s.poke(`start_${name}_i`, value);
    s.poke('start_valid_i', 1);
    this.change(number, true, queue.epoch);
    s.poke('start_valid_i', 0);
    return queue;
  }

  change(queue: number, running: boolean, epoch: number): void {
    for (const name of ['published_valid', 'answers_valid', 'irq_ready', 'reads_ready']) this.s.poke(`${name}_i`, 0);
    this.s.poke('change_valid_i', 1);
    this.s.poke('change_queue_i', queue);
    this.s.poke('change_running_i', Number(running));
    this.s.poke('change_epoch_i', epoch);
    this.s.step();
    this.s.poke('change_valid_i', 0);
  }

  /** The word that the driver has in its memory, at its address in a beat. */
  #word(queue: Queue, address: bigint): bigint {
    const place = typeof queue.wish === 'number' ? placeOf(queue, queue.wish) : { index: 0, wrap: false };
    let word: bigint;
    if (queue.packed) {
      const flags = queue.wish === 'always' ? this.random.pick([0, 3]) : queue.wish === 'never' ? 1 : 2;
      word = BigInt(place.index | (Number(place.wrap) << 15) | (flags << 16));
    } else if (queue.eventIndex) word = BigInt(place.index);
    else word = BigInt((this.random.between(0, 0x7fff) << 1) | Number(queue.wish === 'never'));
    const lanes = BigInt(this.config.hostDataBits / 8);
    return word << (8n * (address % lanes));
  }

  /** Whether an entry at the place that the driver waits for is among those not judged before: each is looked at. */
  #wants(queue: Queue): boolean {
    const { wish, judged, asked } = queue;
    if (wish === 'always') return asked > judged;
    if (wish === 'never') return false;
    const place = placeOf(queue, wish);
    return Array.from({ length: asked - judged }, (_, i) => placeOf(queue, judged + i)).some(
      ({ index, wrap }) => index === place.index && wrap === place.wrap,
    );
  }

  step(moods: { publish: number; answer: number; take: number }): void {
    const { s, random } = this;
    s.poke('published_valid_i', 0);
    const running = this.queues.filter(queue => queue);
    if (random.chance(moods.publish)) {
      const queue = random.pick(running);
      queue.published += random.between(1, Math.min(queue.size, 40));
      s.poke('published_valid_i', 1);
      s.poke('published_queue_i', queue.number);
    }
    s.poke('allowed_i', this.allowed & ((1 << this.config.functions) - 1));
    const of = this.queues[s.peekNumber('state_queue_o')];
    if (of) {
      const place = placeOf(of, of.published);
      s.poke('state_used_position_index_i', place.index);
      s.poke('state_used_position_wrap_i', Number(place.wrap));
      s.poke('state_used_total_i', of.published & 0xffff);
    }
    const takes = random.chance(moods.take);
    s.poke('reads_ready_i', Number(takes));
    s.poke('irq_ready_i', Number(takes));
    if (!this.#answer && this.reads.length > 0 && random.chance(moods.answer)) {
      const read = this.reads.splice(random.between(0, this.reads.length - 1), 1)[0]!;
      this.#answer = { queue: read.queue, data: this.#word(this.queues[read.queue]!, read.address) };
    }
    s.poke('answers_valid_i', Number(this.#answer !== undefined));
    s.poke('answers_context_i', this.#answer?.queue ?? 0);
    s.poke('answers_data_i', this.#answer?.data ?? 0n);
    s.poke('answers_fault_i', this.fault);
    s.poke('answers_last_i', 1);
    // A question is about what was there three clocks before it was first offered.
    const offered = s.peekNumber('reads_valid_o') === 1;
    if (offered && !this.#offered) this.#loaded = this.#before[0]!;
    this.#offered = offered && !takes;
    this.#before = [...this.#before.slice(1), of?.published ?? 0];
    if (takes && offered) this.#takeRead();
    if (takes && s.peekNumber('irq_valid_o')) {
      const queue = s.peekNumber('irq_queue_o');
      expect(s.peekNumber('irq_vector_o')).toBe(1000 + queue);
      const of = this.queues[queue]!;
      of.owed = false;
      of.sent++;
      expect(of.sent, 'an interrupt that nobody waits for').toBeLessThanOrEqual(of.wanted);
      this.interrupts.push(queue);
    }
    if (s.peekNumber('stop_valid_o')) {
      const [queue, epoch] = [s.peekNumber('stop_queue_o'), s.peekNumber('stop_epoch_o')];
      this.stops.push({ queue, epoch, error: s.peekNumber('stop_error_o') });
    }
    if (this.#answer && s.peekNumber('answers_ready_o')) {
      const queue = this.queues[this.#answer.queue]!;
      if (!this.fault) {
        if (this.#wants(queue)) {
          queue.owed = true;
          queue.wanted++;
        }
        queue.judged = queue.asked;
      }
      this.#answer = undefined;
    }
    s.step();
  }
  #offered = false;
  #before = [0, 0, 0];
  #loaded = 0;

  #takeRead(): void {
    const { s } = this;
    const queue = this.queues[s.peekNumber('reads_context_o')]!;
    const address = s.peek('reads_address_o');
    const offset = queue.packed || !queue.eventIndex ? 0 : 4 + 2 * queue.size;
    expect(address).toBe(queue.driver + BigInt(offset));
    expect(s.peekNumber('reads_bytes_o')).toBe(queue.packed ? 4 : 2);
    expect(s.peekNumber('reads_function_o')).toBe(Math.floor(queue.number / 2));
    expect(this.reads.some(read => read.queue === queue.number)).toBe(false);
    this.reads.push({ queue: queue.number, address, function: 0 });
    queue.asked = this.#loaded;
  }

  busy(queue: number): boolean {
    this.s.poke('drain_queue_i', queue);
    const quiet = { publish: 0, answer: 0, take: 0 };
    this.step(quiet);
    this.step(quiet);
    return this.s.peekNumber('drain_busy_o') === 1;
  }
}

const habits = (random: Random, queue: Queue): void => {
  const wants = random.between(0, 3);
  if (wants === 0) queue.wish = queue.eventIndex && !queue.packed ? queue.judged : 'always';
  else if (wants === 1 && (queue.packed || !queue.eventIndex)) queue.wish = 'never';
  else if (queue.eventIndex) {
    // Not further away than the ring is long: what lies further is another place.
    queue.wish = queue.published + random.between(-Math.min(queue.size, 20), Math.min(queue.size, 60) - 1);
    if (queue.wish < queue.judged - queue.size) queue.wish = queue.judged;
  }
};

describe.each([
  ['128 bits', narrow],
  ['512 bits', wide],
])('the used notifier at %s', (_, config) => {
  it.each([
    [1, { publish: 0.05, answer: 0.5, take: 1 }],
    [2, { publish: 0.02, answer: 0.05, take: 0.5 }],
    [3, { publish: 0.01, answer: 0.3, take: 0.1 }],
  ])('sends the interrupts that drivers wait for, and no others (seed %i, %o)', (seed, moods) => {
    const random = seededRandom(seed);
    const scene = new Scene(config, random);
    for (let number = 0; number < queueCount(config); number++) scene.start(number, number % 2 === 1, number % 4 < 2);
    for (let clock = 0; clock < 12_000; clock++) {
      if (random.chance(0.02)) {
        const queue = random.pick(scene.queues);
        // A wish changes while no read is under way, so that the model knows which one is read.
        if (!scene.reads.some(read => read.queue === queue.number) && queue.judged === queue.published)
          habits(random, queue);
      }
      if (random.chance(0.05)) scene.allowed = random.chance(0.7) ? 0xff : random.between(0, 255);
      const busiest = Math.max(...scene.queues.map(queue => (queue.published - queue.judged) / queue.size));
      scene.step(busiest > 0.5 ? { ...moods, publish: 0 } : moods);
      // Nothing that was published and not judged is ever taken for finished.
      const unjudged = scene.queues.filter(queue => queue.judged !== queue.published);
      if (random.chance(0.02) && unjudged.length > 0) {
        const { number } = random.pick(unjudged);
        expect(scene.busy(number), `queue ${number} at ${clock}`).toBe(true);
      }
    }
    scene.allowed = 0xff;
    for (let clock = 0; clock < 2000; clock++) scene.step({ publish: 0, answer: 1, take: 1 });
    for (const queue of scene.queues) {
      expect([queue.number, queue.judged, queue.owed]).toEqual([queue.number, queue.published, false]);
      expect(scene.busy(queue.number)).toBe(false);
    }
    expect(scene.interrupts.length).toBeGreaterThan(20);
    expect(new Set(scene.interrupts).size).toBe(8);
    expect(scene.stops).toEqual([]);
  });
});

describe('the used notifier', () => {
  it('stops a queue whose wish could not be read, and is busy with one until its interrupt was taken', () => {
    const scene = new Scene(narrow, seededRandom(9));
    const queue = scene.start(3, false, false);
    scene.fault = faults.bus;
    for (let clock = 0; clock < 60; clock++) scene.step({ publish: clock === 5 ? 1 : 0, answer: 1, take: 1 });
    expect(scene.stops).toEqual([{ queue: 3, epoch: queue.epoch, error: 6 }]);
    expect(scene.interrupts).toEqual([]);
    scene.fault = 0;
    scene.change(3, false, queue.epoch);
    scene.queues.length = 0;
    const other = scene.start(2, true, true);
    for (let clock = 0; clock < 60; clock++)
      scene.step({ publish: clock === 5 ? 1 : 0, answer: 1, take: Number(other.asked === 0) });
    expect(other.owed).toBe(true);
    expect(scene.busy(2)).toBe(true);
    // What is offered stays offered, and counts as something of the queue until it is taken.
    scene.change(2, false, other.epoch);
    for (let clock = 0; clock < 20; clock++) scene.step({ publish: 0, answer: 1, take: 0 });
    expect(scene.busy(2)).toBe(true);
    scene.step({ publish: 0, answer: 0, take: 1 });
    expect(scene.busy(2)).toBe(false);
    expect(scene.interrupts).toEqual([2]);
  });

  it('forgets an interrupt that waits for another one to be taken when its queue stops', () => {
    const scene = new Scene(narrow, seededRandom(11));
    const [first, second] = [scene.start(2, false, false), scene.start(3, false, false)];
    // Reads are taken, and interrupts only when there are no more reads: the first one is offered, the second one waits.
    for (let clock = 0; clock < 400; clock++) {
      const asks = scene.s.peekNumber('reads_valid_o') === 1;
      scene.step({ publish: first.published && second.published ? 0 : 0.2, answer: 1, take: Number(asks) });
    }
    expect([first.owed, second.owed]).toEqual([true, true]);
    expect(scene.s.peekNumber('irq_valid_o')).toBe(1);
    const offered = scene.s.peekNumber('irq_queue_o');
    scene.change(5 - offered, false, (offered === 2 ? second : first).epoch);
    for (let clock = 0; clock < 60; clock++) scene.step({ publish: 0, answer: 0, take: 1 });
    expect(scene.interrupts).toEqual([offered]);
    expect([scene.busy(2), scene.busy(3)]).toEqual([false, false]);
  });

  it.each([
    ['8 x 2 at 128 bits', configs['10g']!],
    ['64 x 4 at 512 bits', { ...configs['10g']!, functions: 64, queuesPerFunction: 4, hostDataBits: 512 }],
  ])('is not deeper than it says with %s', (_, config) => {
    const definition = usedNotifier(config);
    expect(logicDepth(definition).levels).toBeLessThanOrEqual(definition.options.maxDepth!);
  });
});
