// SPDX-License-Identifier: Apache-2.0
/** Prefetch queues, clock by clock: which landings count, when there is a buffer, and for whom there are credits. */
import { Simulator } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { configs, queueCount } from '../../../hdl/spec/configs.ts';
import { prefetchQueues } from '../../../hdl/virtqueue/prefetch-queues.ts';

const config = configs['10g'];
const everyQueue = (1n << BigInt(queueCount(config))) - 1n;

class Prefetch {
  readonly #simulator = new Simulator(prefetchQueues(config));
  readonly credits: number[] = [];

  constructor() {
    this.#poke({ enabled: everyQueue });
    this.#simulator.reset();
  }

  #poke(inputs: Readonly<Record<string, number | bigint>>): void {
    for (const [name, value] of Object.entries(inputs)) this.#simulator.poke(`${name}_i`, value);
  }

  #pulse(flow: string, fields: Readonly<Record<string, number>>): void {
    this.#poke({ [`${flow}_valid`]: 1 });
    for (const [name, value] of Object.entries(fields)) this.#poke({ [`${flow}_${name}`]: value });
    this.run(1);
    this.#poke({ [`${flow}_valid`]: 0 });
  }

  enable(queues: bigint): void {
    this.#poke({ enabled: queues });
  }

  run(clocks: number): void {
    for (let i = 0; i < clocks; i++) {
      if (this.#simulator.peekNumber('credit_valid_o')) this.credits.push(this.#simulator.peekNumber('credit_queue_o'));
      this.#simulator.step();
    }
  }

  start(queue: number, epoch: number): void {
    this.#pulse('start', { queue, epoch });
  }

  land(queue: number, epoch: number, id: number, keep = 1): void {
    this.#pulse('landed', { queue, epoch, keep, buffer_id: id });
  }

  take(queue: number): void {
    this.#pulse('take', { queue });
  }

  look(queue: number): { id: number; epoch: number } | undefined {
    this.#pulse('look', { queue });
    this.run(2);
    const s = this.#simulator;
    if (s.peekNumber('head_present_o') === 0) return undefined;
    return { id: s.peekNumber('head_buffer_id_o'), epoch: s.peekNumber('head_epoch_o') };
  }

  /** Landed and taken indices, as a drain sees them. */
  indices(queue: number): { landed: number; taken: number } {
    this.#poke({ drain_queue: queue });
    const s = this.#simulator;
    return { landed: s.peekNumber('drain_landed_o'), taken: s.peekNumber('drain_taken_o') };
  }
}

describe('the prefetch queues', () => {
  it('keep the buffers of a run in order, with its epoch', () => {
    const prefetch = new Prefetch();
    for (const queue of [0, 3, 15]) prefetch.start(queue, 40 + queue);
    for (let n = 0; n < config.prefetchDepth; n++)
      for (const queue of [0, 3, 15]) prefetch.land(queue, 40 + queue, 100 * queue + n);
    for (let n = 0; n < config.prefetchDepth; n++) {
      for (const queue of [0, 3, 15]) {
        expect(prefetch.look(queue)).toEqual({ id: 100 * queue + n, epoch: 40 + queue });
        prefetch.take(queue);
      }
    }
    expect(prefetch.look(3)).toBeUndefined();
    expect(prefetch.credits).toHaveLength(3 * config.prefetchDepth);
  });

  it('let a landing of an earlier run leave no trace: no buffer, no index, no credit', () => {
    const prefetch = new Prefetch();
    prefetch.start(6, 1);
    prefetch.land(6, 1, 11);
    prefetch.start(6, 2);
    prefetch.land(6, 1, 12);
    prefetch.land(6, 0, 13);
    prefetch.run(5);
    expect(prefetch.indices(6)).toEqual({ landed: 0, taken: 0 });
    expect(prefetch.look(6)).toBeUndefined();
    prefetch.land(6, 2, 14);
    prefetch.run(5);
    expect(prefetch.look(6)).toEqual({ id: 14, epoch: 2 });
    expect(prefetch.credits).toEqual([6, 6]);
  });

  it.each([1, 2, 63, 64, 65, 200])('show no buffer once %i more were taken than have landed', ahead => {
    const prefetch = new Prefetch();
    prefetch.start(2, 7);
    for (let n = 0; n < 3; n++) prefetch.land(2, 7, n);
    for (let n = 0; n < 3 + ahead; n++) prefetch.take(2);
    expect(prefetch.look(2)).toBeUndefined();
  });

  it('give no credit for a queue that is not enabled, nor for a landing that is not kept', () => {
    const prefetch = new Prefetch();
    prefetch.start(9, 3);
    prefetch.start(8, 3);
    prefetch.enable(everyQueue & ~(1n << 9n));
    prefetch.land(9, 3, 1);
    prefetch.land(8, 3, 2, 0);
    prefetch.land(8, 3, 3);
    prefetch.run(5);
    expect(prefetch.credits).toEqual([8]);
    // A landing of a stopped queue still takes its place: that is what the stop waits for.
    expect(prefetch.indices(9)).toEqual({ landed: 1, taken: 0 });
    // The queue is stopped in the very clock after the landing.
    prefetch.enable(everyQueue);
    prefetch.land(9, 3, 4);
    prefetch.enable(everyQueue & ~(1n << 9n));
    prefetch.run(5);
    expect(prefetch.credits).toEqual([8]);
  });
});
