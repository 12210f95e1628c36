// SPDX-License-Identifier: Apache-2.0
/**
 * The interrupt moderator against a plain model: what is held for how long, for every setting, across runs; a queue that ends is
 * told of at once, and nothing is told of a queue that does not wait.
 */
import { Simulator } from 'typescript-hdl';
import { logicDepth } from 'typescript-hdl/depth';
import { describe, expect, it } from 'vitest';
import { type Config, configs, queueCount } from '../../../hdl/spec/configs.ts';
import { moderation, virtqueueWord, virtqueueWords } from '../../../hdl/spec/registers/virtqueue-registers.ts';
import { interruptModerator } from '../../../hdl/virtqueue/used/interrupt-moderator.ts';
import { type Random, seededRandom } from '../../support/random.ts';

const config: Config = { ...configs.tiny!, functions: 4, queuesPerFunction: 2 };
const queues = queueCount(config);
const { tickClocks } = moderation;

class Scene {
  readonly s = new Simulator(interruptModerator(config), { powerUpSeed: 3 });
  clock = 0;
  /** Clocks in which each queue was told of. */
  readonly told = Array.from({ length: queues }, (): number[] => []);

  constructor() {
    this.s.reset();
    for (let i = 0; i < queues + 1; i++) this.step();
  }

  step(): void {
    if (this.s.peekNumber('due_valid_o')) this.told[this.s.peekNumber('due_queue_o')]!.push(this.clock);
    this.s.step();
    this.clock++;
    for (const name of ['write_valid', 'change_valid', 'decided_valid']) this.s.poke(`${name}_i`, 0);
  }

  set(queue: number, elements: number, ticks: number): void {
    this.s.poke('write_address_i', queue * virtqueueWords + virtqueueWord('moderation'));
    this.s.poke('write_data_i', elements | (ticks << 16));
    this.s.poke('write_valid_i', 1);
    this.step();
  }

  change(queue: number, epoch: number, beginning: boolean): void {
    for (const [name, value] of Object.entries({ queue, epoch, running: 1, beginning: Number(beginning) }))
      this.s.poke(`change_${name}_i`, value);
    this.s.poke('change_valid_i', 1);
    this.step();
  }

  /** Asks about a queue, and decides: it waits if it is held, or if `wait` says so. Gives whether it was held. */
  ask(queue: number, epoch: number, elements: number, wait = false): boolean {
    for (const [name, value] of Object.entries({ queue, epoch, elements })) this.s.poke(`asked_${name}_i`, value);
    this.step();
    const held = this.s.peekNumber('held_o') === 1;
    this.step();
    this.s.poke('decided_waits_i', Number(held || wait));
    this.s.poke('decided_valid_i', 1);
    this.step();
    return held;
  }

  run(clocks: number): void {
    for (let i = 0; i < clocks; i++) this.step();
  }
}

/** What a queue was told last, and since when it waits. */
interface Model {
  elements: number;
  ticks: number;
  epoch: number;
  since: number | undefined;
  waitTicks: number;
}

const draw = (random: Random): [number, number] => [
  random.pick([0, 0, 1, 2, random.between(3, 255)]),
  random.pick([0, 1, 2, random.between(3, 12)]),
];

describe('the interrupt moderator', () => {
  it('holds nothing after reset, nor a queue whose time is 0', () => {
    const scene = new Scene();
    for (let queue = 0; queue < queues; queue++) {
      scene.change(queue, 7, true);
      expect(scene.ask(queue, 7, 1)).toBe(false);
    }
    scene.set(3, 200, 0);
    expect(scene.ask(3, 7, 1)).toBe(false);
    scene.run(5 * tickClocks);
    expect(scene.told.flat()).toEqual([]);
  });

  it.each([1, 2, 3, 4])('holds as long as either number says, across runs (seed %i)', seed => {
    const random = seededRandom(seed);
    const scene = new Scene();
    const models = Array.from({ length: queues }, (_, queue): Model => {
      scene.change(queue, queue, true);
      return { elements: 0, ticks: 0, epoch: queue, since: undefined, waitTicks: 0 };
    });
    const seen = { held: 0, full: 0, late: 0, restarted: 0 };
    // A time ends at a tick, and is found by a walk over the queues.
    const slack = tickClocks + queues + 8;
    for (let round = 0; round < 1500; round++) {
      const queue = random.between(0, queues - 1);
      const model = models[queue]!;
      if (random.chance(0.1)) {
        [model.elements, model.ticks] = draw(random);
        scene.set(queue, model.elements, model.ticks);
      } else if (random.chance(0.03)) {
        model.epoch = (model.epoch + 1) & 0xff;
        seen.restarted += Number(model.since !== undefined);
        model.since = undefined;
        scene.change(queue, model.epoch, true);
      } else {
        const elements = random.between(1, random.pick([4, 300]));
        const waited = model.since === undefined ? 0 : scene.clock - model.since;
        const least = model.since !== undefined && waited > (model.waitTicks - 1) * tickClocks - slack;
        const over = model.since !== undefined && waited > model.waitTicks * tickClocks + slack;
        const few = model.elements === 0 || elements < model.elements;
        const held = scene.ask(queue, model.epoch, elements);
        if (model.ticks === 0 || !few || over) expect(held, `round ${round}`).toBe(false);
        else if (!least) expect(held, `round ${round}`).toBe(true);
        seen.held += Number(held);
        seen.full += Number(!few && model.ticks > 0);
        seen.late += Number(over && few && model.ticks > 0);
        if (held && model.since === undefined) {
          model.since = scene.clock;
          model.waitTicks = model.ticks;
        }
        if (!held) model.since = undefined;
      }
      if (random.chance(0.3)) scene.run(random.between(1, 3 * tickClocks));
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(3);
  });

  it('tells of a queue that waits when its time is over, until it is decided upon', () => {
    const scene = new Scene();
    scene.change(5, 1, true);
    scene.set(5, 0, 10);
    expect(scene.ask(5, 1, 1)).toBe(true);
    const since = scene.clock;
    scene.run(12 * tickClocks);
    const [first] = scene.told[5]!;
    expect(first! - since).toBeGreaterThanOrEqual(9 * tickClocks);
    expect(first! - since).toBeLessThanOrEqual(10 * tickClocks + queues + 4);
    expect(scene.told[5]!.length).toBeGreaterThan(10);
    // More publications while it waited would not have begun a new time, and now nothing is held.
    expect(scene.ask(5, 1, 2)).toBe(false);
    const told = scene.told[5]!.length;
    scene.run(12 * tickClocks);
    expect(scene.told[5]!.length).toBeLessThanOrEqual(told + 1);
    expect(scene.told.flat().length).toBe(scene.told[5]!.length);
  });

  it('a time that is over stays over, however long nobody may ask', () => {
    const scene = new Scene();
    scene.change(2, 9, true);
    scene.set(2, 0, 2);
    expect(scene.ask(2, 9, 1)).toBe(true);
    scene.run(4 * tickClocks);
    expect(scene.ask(2, 9, 1, true)).toBe(false);
    // Once around the counter of ticks and half of it more.
    scene.run(1.5 * 2 ** (moderation.timeBits + 4) * tickClocks);
    expect(scene.ask(2, 9, 1)).toBe(false);
  }, 120_000);

  it('tells at once of a queue that ends, and holds nothing of it', () => {
    const scene = new Scene();
    scene.change(1, 4, true);
    scene.set(1, 0, 1000);
    expect(scene.ask(1, 4, 1)).toBe(true);
    scene.run(3 * queues);
    expect(scene.told[1]).toEqual([]);
    scene.change(1, 4, false);
    const since = scene.clock;
    scene.run(3 * queues);
    expect(scene.told[1]![0]! - since).toBeLessThanOrEqual(queues + 3);
    expect(scene.ask(1, 4, 1)).toBe(false);
  });

  it.each([
    ['8 x 2', 0, configs['10g']],
    ['64 x 4', 1, { ...configs['10g'], functions: 64, queuesPerFunction: 4 }],
  ])('is not deeper than it says with %s, but for %i', (_, more, large) => {
    const definition = interruptModerator(large);
    expect(logicDepth(definition).levels).toBeLessThanOrEqual(definition.options.maxDepth! + more);
  });
});
