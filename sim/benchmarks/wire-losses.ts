// SPDX-License-Identifier: Apache-2.0
/** What a run at wire speed lost in each direction, and why. */
import type { Config } from '../../hdl/spec/configs.ts';
import { counterEvents } from '../../hdl/spec/events/drop-reasons.ts';
import { transmitEvents } from '../../hdl/spec/events/transmit-events.ts';
import { wireBytes } from '../mac.ts';
import type { Machine } from '../machine.ts';

/** Lost frames by reason, without those of which there is none. */
export type Losses = Readonly<Record<string, number>>;

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

const present = (losses: Losses): Losses => Object.fromEntries(Object.entries(losses).filter(([, count]) => count > 0));

/** Frames at either end of a run in which drivers begin, or have no more to send. */
const endFrames = 256;

/** What the wire carried of what VMs sent while all of them had more: the time that it took, and what the frames need. */
export class CarriedFrames {
  readonly #config: Config;
  /** Cycle in which each frame had left, and bytes on the wire up to its end. */
  readonly #left: { readonly cycle: number; readonly bytes: number }[] = [];

  constructor(config: Config) {
    this.#config = config;
  }

  /** Takes note of the frames that have left since the last call. */
  async take(machine: Machine): Promise<void> {
    for (const { cycle, bytes } of await machine.wire.frames()) {
      this.#left.push({ cycle, bytes: (this.#left.at(-1)?.bytes ?? 0) + wireBytes(bytes.length) });
    }
  }

  /** Cycles between two frames, those that the wire needs for what came between, and how many frames that were. */
  #middle(): { readonly taken: number; readonly needed: number; readonly frames: number } {
    const [first, last] = [this.#left[endFrames], this.#left[this.#left.length - 1 - endFrames]];
    if (!first || !last || last.cycle <= first.cycle) {
      throw new RangeError(`A run has more than ${2 * endFrames} frames; ${this.#left.length} are too few.`);
    }
    const needed = ((last.bytes - first.bytes) * 8 * this.#config.clockHz) / this.#config.lineRateBps;
    return { taken: last.cycle - first.cycle, needed, frames: this.#left.length - 1 - 2 * endFrames };
  }

  /** Frames of the mean length for which the wire was idle; less than one is not counted. */
  get idleFrames(): number {
    const { taken, needed, frames } = this.#middle();
    return Math.max(0, Math.floor(((taken - needed) * frames) / needed));
  }

  /** Gigabits a second on the wire. */
  get gbps(): number {
    const { taken, needed } = this.#middle();
    return ((needed / taken) * this.#config.lineRateBps) / 1e9;
  }
}

/** Frames of the wire that no VM got: those that were counted, and those that the machine was not ready for. */
export const receiveLosses = async (machine: Machine, frames: number): Promise<{ value: number; lost: Losses }> => {
  const counters = await machine.counters();
  const total = (name: (typeof counterEvents)[number]['name']): number => sum(counters.map(slot => slot[name].frames));
  const { overflowFrames } = await machine.mac.statistics();
  const events = counterEvents
    .filter(({ name }) => name !== 'delivered')
    .map(({ name }) => [name, total(name)] as const);
  return {
    value: frames - total('delivered'),
    lost: present({ ...Object.fromEntries(events), not_ready: overflowFrames }),
  };
};

/** Frames that VMs posted and the wire did not carry, and those that it had time for while others waited. */
export const sendLosses = async (
  machine: Machine,
  frames: number,
  { idleFrames }: CarriedFrames,
): Promise<{ value: number; lost: Losses }> => {
  const counters = await machine.sendCounters();
  const events = transmitEvents
    .filter(({ name }) => name !== 'sent')
    .map(({ name }) => [`tx_${name}`, sum(counters.map(slot => slot[name].frames))] as const);
  return {
    value: frames - (await machine.wire.count()) + idleFrames,
    lost: present({ ...Object.fromEntries(events), idle_wire: idleFrames }),
  };
};
