// SPDX-License-Identifier: Apache-2.0
/** The surplus scheduler with a naive model of what is around it: lists of frames, receive buffers, and a writer that pays. */
import { Simulator } from 'typescript-hdl';
import { surplusScheduler } from '../../../hdl/scheduler/surplus-scheduler.ts';
import { type Config, queueCount } from '../../../hdl/spec/configs.ts';
import { openAttempts } from '../../../hdl/spec/virtio/mover-sizes.ts';

export interface Frame {
  readonly queue: number;
  /** Bytes of the bus and of the wire. */
  readonly bus: number;
  readonly wire: number;
}

/** A select on its way: to the virtqueue, which decides, and back to the lists. */
interface Attempt {
  readonly frame: Frame;
  readonly turn: number;
  readonly series: number;
  due: number;
  outcome?: 'granted' | 'parked' | 'stopped' | 'returned';
}

/** How long things take, in clocks: drawn anew for each. */
export interface Delays {
  /** From a select to the virtqueue's decision, from there to the lists, from buffers to a wake, from a grant to its cost. */
  decide(): number;
  answer(): number;
  wake(): number;
  pay(): number;
  /** Bytes that the bus takes in a clock; frames are chosen only while it is free. */
  readonly busBytesPerClock?: number;
}

export class TurnBench {
  readonly config: Config;
  readonly sim: Simulator;
  readonly waiting: Frame[][];
  /** Frames of each queue that are selected and undecided. */
  readonly selected: number[];
  /** Buffers of each queue; Infinity for queues that never run out. */
  readonly buffers: number[];
  readonly ended: boolean[];
  /** Queues whose buffers hold no frame: each is given back, and nothing is told of it. */
  readonly returns = new Set<number>();
  readonly grants: { readonly clock: number; readonly frame: Frame }[] = [];
  readonly selects: { readonly clock: number; readonly queue: number }[] = [];
  /** Bytes of the bus that each function was granted. */
  readonly served: number[];
  allowed: { reads: bigint; writes: bigint; elements: bigint };
  now = 0;
  /** Called for each frame that was granted. */
  onGrant: (frame: Frame) => void = () => {};
  /** Called for each frame that was given back. */
  onReturn: (frame: Frame) => void = () => {};
  readonly #delays: Delays;
  readonly #attempts: Attempt[] = [];
  readonly #series: number[];
  /** Series of each queue that the virtqueue has failed last. */
  readonly #failedSeries: number[];
  #busFree = 0;
  /** Whether a failure of the queue waits for buffers. */
  readonly #hungry: boolean[];
  readonly #enqueues: Frame[] = [];
  readonly #wakes: { due: number; queue: number }[] = [];
  #parked: { queue: number; turn: number } | undefined;
  readonly #costs: { due: number; frame: Frame }[] = [];
  readonly #changes: { queue: number; beginning: boolean }[] = [];
  readonly #shares: { function: number; weight: number; rate: number }[] = [];

  constructor(config: Config, delays: Delays) {
    this.config = config;
    this.#delays = delays;
    this.sim = new Simulator(surplusScheduler(config), { powerUpSeed: 1 });
    const queues = Array.from({ length: queueCount(config) }, () => 0);
    this.waiting = queues.map(() => []);
    this.selected = [...queues];
    this.#series = [...queues];
    this.#failedSeries = queues.map(() => -1);
    this.#hungry = queues.map(() => false);
    this.buffers = queues.map(() => Number.POSITIVE_INFINITY);
    this.ended = queues.map(() => false);
    this.served = Array.from({ length: config.functions }, () => 0);
    const all = (1n << BigInt(config.functions)) - 1n;
    this.allowed = { reads: all, writes: all, elements: all };
    this.sim.reset();
    while (this.sim.peekNumber('ready_o') === 0) this.sim.step();
    for (const queue of queues.keys()) this.change(queue, true);
    // Every function is looked at once more after its queues have begun.
    this.run(queues.length + 4 * config.functions);
  }

  functionOf(queue: number): number {
    return Math.floor(queue / this.config.queuesPerFunction);
  }

  enqueue(frame: Frame): void {
    this.#enqueues.push(frame);
  }

  change(queue: number, beginning: boolean): void {
    this.#changes.push({ queue, beginning });
  }

  share(fn: number, weight: number, rate = 0): void {
    this.#shares.push({ function: fn, weight, rate });
  }

  /** Posts buffers; a queue with a failed frame is woken. */
  post(queue: number, count: number): void {
    this.buffers[queue]! += count;
    if (!this.#hungry[queue]) return;
    this.#hungry[queue] = false;
    this.#wakes.push({ due: this.now + this.#delays.wake(), queue });
  }

  /** Nothing is on its way. */
  get quiet(): boolean {
    const lists = [this.#enqueues, this.#wakes, this.#costs, this.#attempts, this.#changes];
    return lists.every(list => list.length === 0);
  }

  run(clocks: number): void {
    for (let i = 0; i < clocks; i++) this.#clock();
  }

  #clock(): void {
    const { sim, now } = this;
    const poke = (port: string, fields: Readonly<Record<string, number>> | undefined): void => {
      sim.poke(`${port}_valid_i`, fields ? 1 : 0);
      for (const [name, value] of Object.entries(fields ?? {})) sim.poke(`${port}_${name}_i`, value);
    };
    const due = <T extends { due: number }>(list: T[]): T | undefined => {
      const at = list.findIndex(one => one.due <= now);
      return at < 0 ? undefined : list.splice(at, 1)[0];
    };
    const enqueued = this.#enqueues.shift();
    poke('enqueued', enqueued && { queue: enqueued.queue });
    const wake = due(this.#wakes);
    poke('wake', wake && { queue: wake.queue });
    const change = this.#changes.shift();
    poke('change', change && { queue: change.queue, running: 1, beginning: Number(change.beginning), epoch: 0 });
    const share = this.#shares.shift();
    poke('weight', share && { function: share.function, weight: share.weight });
    poke('rate', share && { function: share.function, rate: share.rate });
    const paid = due(this.#costs);
    poke('cost', paid && { function: this.functionOf(paid.frame.queue), bus: paid.frame.bus, wire: paid.frame.wire });
    const parked = this.#parked;
    this.#parked = undefined;
    const back = parked ? this.selected[parked.queue]! : 0;
    poke('parked', parked && { queue: parked.queue, frames: back, turn: parked.turn });
    for (const name of ['reads', 'writes', 'elements'] as const) sim.poke(`allowed_${name}_i`, this.allowed[name]);
    // The lists take no select in the clock of a failure, nor while too many are undecided.
    const able = !parked && this.#attempts.length < openAttempts && this.#busFree <= now;
    sim.poke('select_ready_i', Number(able));
    const taken = able && sim.peekNumber('select_valid_o') === 1;
    const queue = sim.peekNumber('select_queue_o');
    const turn = sim.peekNumber('select_turn_o');
    sim.step();
    if (enqueued) this.waiting[enqueued.queue]!.push(enqueued);
    if (change) this.ended[change.queue] = !change.beginning;
    if (parked) this.selected[parked.queue] = 0;
    if (taken) this.#take(queue, turn);
    this.#decide();
    this.#answer();
    this.now++;
  }

  #take(queue: number, turn: number): void {
    const frame = this.waiting[queue]![this.selected[queue]!];
    if (!frame) throw new Error(`queue ${queue} was selected and has no frame left`);
    this.selected[queue]!++;
    this.selects.push({ clock: this.now, queue });
    const due = this.now + this.#delays.decide();
    this.#attempts.push({ frame, turn, series: this.#series[queue]!, due });
  }

  /** The virtqueue decides on the oldest attempt whose time has come; a series that has failed fails with all it has. */
  #decide(): void {
    const attempt = this.#attempts.find(({ outcome }) => outcome === undefined);
    if (!attempt || attempt.due > this.now) return;
    const { queue } = attempt.frame;
    attempt.due = this.now + this.#delays.answer();
    if (this.ended[queue]) attempt.outcome = 'stopped';
    else if (this.returns.has(queue)) attempt.outcome = 'returned';
    else if (this.#failedSeries[queue] === attempt.series) attempt.outcome = 'parked';
    else if (this.buffers[queue]! > 0) {
      this.buffers[queue]!--;
      attempt.outcome = 'granted';
    } else {
      attempt.outcome = 'parked';
      this.#failedSeries[queue] = attempt.series;
      this.#hungry[queue] = true;
    }
  }

  /** The oldest outcome reaches the lists; the scheduler hears of a failure in the next clock. */
  #answer(): void {
    const attempt = this.#attempts[0];
    if (!attempt?.outcome || attempt.due > this.now) return;
    const { frame, outcome, turn } = attempt;
    const { queue } = frame;
    this.#attempts.shift();
    if (attempt.series !== this.#series[queue]) return;
    if (outcome === 'parked') {
      this.#series[queue]!++;
      this.#parked = { queue, turn };
      return;
    }
    this.waiting[queue]!.shift();
    this.selected[queue]!--;
    if (outcome === 'returned') this.onReturn(frame);
    if (outcome !== 'granted') return;
    this.grants.push({ clock: this.now, frame });
    this.served[this.functionOf(queue)]! += frame.bus;
    this.#costs.push({ due: this.now + this.#delays.pay(), frame });
    const { busBytesPerClock } = this.#delays;
    if (busBytesPerClock) this.#busFree = Math.max(this.now, this.#busFree) + Math.ceil(frame.bus / busBytesPerClock);
    this.onGrant(frame);
  }
}
