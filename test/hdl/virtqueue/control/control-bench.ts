// SPDX-License-Identifier: Apache-2.0
/** Run control between software that writes registers and parts of a data mover that hold things for a while. */
import { Simulator } from 'typescript-hdl';
import { type Config, queueCount } from '../../../../hdl/spec/configs.ts';
import {
  type QueueFeature,
  queueFeatures,
  type VirtqueueRegister,
  virtqueueField,
  virtqueueRegisters,
  virtqueueWord,
  virtqueueWords,
} from '../../../../hdl/spec/registers/virtqueue-registers.ts';
import { type QueueErrorName, queueErrors } from '../../../../hdl/spec/virtio/virtqueue.ts';
import { type ControlOptions, runControl } from '../../../../hdl/virtqueue/control/run-control.ts';

export interface Window {
  readonly base: bigint;
  readonly last: bigint;
}

export interface Place {
  readonly index: number;
  readonly wrap: number;
}

export interface Settings {
  readonly descriptors: bigint;
  readonly driver: bigint;
  readonly device: bigint;
  readonly size: number;
  readonly vector: number;
  readonly features: readonly QueueFeature[];
  readonly mergeLimit: number;
  readonly available: Place;
  readonly used: Place;
}

export interface Change {
  readonly clock: number;
  readonly queue: number;
  readonly running: number;
  readonly beginning: number;
  readonly epoch: number;
}

export interface Start extends Omit<Settings, 'features'> {
  readonly clock: number;
  readonly queue: number;
  readonly epoch: number;
  readonly features: readonly string[];
}

export const featureWord = (features: readonly QueueFeature[], mergeLimit = 0): number =>
  features.reduce((word, name) => word + 2 ** virtqueueField('features', name), 0) + mergeLimit * 2 ** 24;

const errorName = (code: number): QueueErrorName => queueErrors.find(({ id }) => id === code)!.name;

export const controlOptions: ControlOptions = {
  direction: 'receive',
  offered: ['packed', 'mergeable', 'indirect', 'event_index'],
  stops: ['fetch', 'writer'],
  drains: ['fetch', 'take', 'publish'],
};

/** What the parts tell of a queue. */
interface Answer {
  readonly holders: readonly string[];
  readonly places: { available: Place; used: Place } | undefined;
}

export class ControlBench {
  readonly config: Config;
  readonly changes: Change[] = [];
  readonly starts: Start[] = [];
  /** Starts of queues of which a part held something. */
  readonly wrong: string[] = [];
  readonly stopped: { queue: number; error: QueueErrorName; clock: number }[] = [];
  /** What each part tells of each queue. */
  readonly held: Map<string, Set<number>>;
  readonly places = new Map<number, { available: Place; used: Place }>();
  windows: Window[];
  clock = 0;
  readonly #s: Simulator;
  readonly #writes: [number, number][] = [];
  readonly #stops = new Map<string, { queue: number; epoch: number; error: number }[]>();
  #asked: (Answer | undefined)[] = [undefined, undefined];
  #checks: (boolean | undefined)[] = [undefined, undefined, undefined];

  constructor(config: Config, windows: readonly Window[]) {
    this.config = config;
    this.windows = [...windows];
    this.#s = new Simulator(runControl(config, controlOptions), { powerUpSeed: 1 });
    this.held = new Map(controlOptions.drains.map(name => [name, new Set()]));
    for (const name of controlOptions.stops) this.#stops.set(name, []);
    this.#s.reset();
    this.run(queueCount(config) + 5);
  }

  write(queue: number, register: VirtqueueRegister, value: number): void {
    this.#writes.push([queue * virtqueueWords + virtqueueWord(register), value]);
  }

  settings(queue: number, settings: Settings): void {
    const half = (value: bigint): [number, number] => [Number(value & 0xffff_ffffn), Number(value >> 32n)];
    for (const [name, address] of [
      ['desc', settings.descriptors],
      ['driver', settings.driver],
      ['device', settings.device],
    ] as const) {
      this.write(queue, `${name}_lo`, half(address)[0]);
      this.write(queue, `${name}_hi`, half(address)[1]);
    }
    this.write(queue, 'size', settings.size);
    this.write(queue, 'vector', settings.vector);
    this.write(queue, 'features', featureWord(settings.features, settings.mergeLimit));
    this.write(queue, 'available', settings.available.index + settings.available.wrap * 0x1_0000);
    this.write(queue, 'used', settings.used.index + settings.used.wrap * 0x1_0000);
  }

  stop(part: string, queue: number, epoch: number, error: QueueErrorName): void {
    const code = queueErrors.find(({ name }) => name === error)!.id;
    this.#stops.get(part)!.push({ queue, epoch, error: code });
  }

  quiesce(on: boolean): void {
    this.#s.poke('quiesce_i', Number(on));
  }

  suspend(functions: readonly number[]): void {
    this.#s.poke(
      'suspend_i',
      functions.reduce((mask, fn) => mask | (1n << BigInt(fn)), 0n),
    );
  }

  occupied(fn: number): boolean {
    return ((this.#s.peek('occupied_o') >> BigInt(fn)) & 1n) === 1n;
  }

  suspended(fn: number): boolean {
    return ((this.#s.peek('suspended_o') >> BigInt(fn)) & 1n) === 1n;
  }

  /** The status registers of a queue; takes 2 clocks. */
  status(queue: number) {
    this.#s.poke('status_read_queue_i', queue);
    this.run(2);
    const status = this.#s.peekNumber('status_read_status_o');
    const place = (name: string): Place => {
      const word = this.#s.peekNumber(`status_read_${name}_o`);
      return { index: word & 0xffff, wrap: word >>> 16 };
    };
    const flag = (name: string): boolean => ((status >>> virtqueueField('status', name)) & 1) === 1;
    return {
      error: errorName(status & 15),
      enabled: flag('enabled'),
      busy: flag('busy'),
      stuck: flag('stuck'),
      suspended: flag('suspended'),
      available: place('available'),
      used: place('used'),
    };
  }

  /** Runs until a condition holds; throws if it does not within `most` clocks. */
  until(condition: () => boolean, most = 40 * queueCount(this.config) + 2000): number {
    const from = this.clock;
    while (!condition()) {
      if (this.clock > from + most) throw new Error(`nothing happened for ${most} clocks`);
      this.run(1);
    }
    return this.clock - from;
  }

  /** Runs until nothing is under way for a queue. */
  settled(queue: number) {
    this.until(() => this.written);
    this.until(() => !this.status(queue).busy);
    return this.status(queue);
  }

  /** Every write has been made. */
  get written(): boolean {
    return this.#writes.length === 0;
  }

  runsNow(queue: number): boolean {
    return this.changes.findLast(change => change.queue === queue)?.running === 1;
  }

  run(clocks: number): void {
    for (let i = 0; i < clocks; i++) this.#step();
  }

  #step(): void {
    const s = this.#s;
    const write = this.#writes[0];
    // AXI4-Lite brings a write in at most every third clock.
    const writes = write !== undefined && this.clock % 3 === 0;
    s.poke('write_valid_i', Number(writes));
    if (write) {
      s.poke('write_address_i', write[0]);
      s.poke('write_data_i', write[1]);
    }
    for (const [name, [stop]] of this.#stops) {
      s.poke(`stops_${name}_valid_i`, Number(stop !== undefined));
      if (!stop) continue;
      s.poke(`stops_${name}_queue_i`, stop.queue);
      s.poke(`stops_${name}_epoch_i`, stop.epoch);
      s.poke(`stops_${name}_error_i`, stop.error);
    }
    this.#answerDrain();
    const checked = this.#checks.shift();
    s.poke('check_answer_valid_i', Number(checked !== undefined));
    s.poke('check_answer_inside_i', Number(checked === true));
    s.poke('check_request_ready_i', Number(this.clock % 2 === 0));

    this.#checks.push(this.#check());
    this.#note();
    const taken = [...this.#stops.keys()].filter(
      name => this.#stops.get(name)!.length > 0 && s.peekNumber(`stops_${name}_ready_o`) === 1,
    );
    s.step();
    if (writes) this.#writes.shift();
    for (const name of taken) this.#stops.get(name)!.shift();
    this.clock++;
  }

  /** What the parts hold is looked up in the clock of the question and told two clocks later. */
  #answerDrain(): void {
    const s = this.#s;
    const answer = this.#asked.shift();
    for (const name of this.held.keys()) s.poke(`drain_busy_${name}_i`, Number(answer?.holders.includes(name) ?? true));
    const none = { index: 0, wrap: 0 };
    const { available, used } = answer?.places ?? { available: none, used: none };
    s.poke('drain_available_index_i', available.index);
    s.poke('drain_available_wrap_i', available.wrap);
    s.poke('drain_used_index_i', used.index);
    s.poke('drain_used_wrap_i', used.wrap);
    const queue = s.peekNumber('drain_queue_o');
    const holders = [...this.held].filter(([, held]) => held.has(queue)).map(([name]) => name);
    this.#asked.push({ holders, places: this.places.get(queue) });
  }

  #check(): boolean | undefined {
    const s = this.#s;
    if (s.peekNumber('check_request_valid_o') !== 1 || s.peekNumber('check_request_ready_i') !== 1) return undefined;
    const window = this.windows[s.peekNumber('check_request_function_o')]!;
    const first = s.peek('check_request_first_o');
    return first >= window.base && first + s.peek('check_request_span_o') <= window.last;
  }

  #note(): void {
    const s = this.#s;
    const number = (name: string): number => s.peekNumber(`${name}_o`);
    if (number('change_valid')) {
      const [queue, running, beginning, epoch] = ['queue', 'running', 'beginning', 'epoch'].map(name =>
        number(`change_${name}`),
      ) as [number, number, number, number];
      this.changes.push({ clock: this.clock, queue, running, beginning, epoch });
    }
    if (number('stopped_valid')) {
      this.stopped.push({
        clock: this.clock,
        queue: number('stopped_queue'),
        error: errorName(number('stopped_error')),
      });
    }
    if (number('start_valid')) {
      const place = (name: string): Place => ({
        index: number(`start_${name}_index`),
        wrap: number(`start_${name}_wrap`),
      });
      const snake = queueFeatures.map(({ name }) => name);
      this.starts.push({
        clock: this.clock,
        queue: number('start_queue'),
        epoch: number('start_epoch'),
        descriptors: s.peek('start_descriptors_o'),
        driver: s.peek('start_driver_o'),
        device: s.peek('start_device_o'),
        size: number('start_size'),
        vector: number('start_vector'),
        features: snake.filter(name => number(`start_features_${name}`) === 1),
        mergeLimit: number('start_merge_limit'),
        available: place('available'),
        used: place('used'),
      });
      for (const [name, held] of this.held) {
        if (held.has(number('start_queue'))) this.wrong.push(`a start in clock ${this.clock}, while ${name} is busy`);
      }
      this.places.set(number('start_queue'), { available: place('available'), used: place('used') });
    }
  }
}

/** Every register has its word: what a bench writes by name is what the hardware reads. */
export const registerNames = virtqueueRegisters.map(({ name }) => name);
