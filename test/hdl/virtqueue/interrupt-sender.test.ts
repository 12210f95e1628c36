// SPDX-License-Identifier: Apache-2.0
/** Interrupt sender, clock by clock: what a stop leaves of an interrupt, and for whom the sender is busy. */
import { Simulator } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { configs, queueCount } from '../../../hdl/spec/configs.ts';
import { interruptSender } from '../../../hdl/virtqueue/interrupt-sender.ts';

const config = configs['10g'];
const everyQueue = (1n << BigInt(queueCount(config))) - 1n;
const without = (...queues: readonly number[]): bigint =>
  queues.reduce((mask, queue) => mask & ~(1n << BigInt(queue)), everyQueue);

class Sender {
  readonly #simulator = new Simulator(interruptSender(config));
  readonly vectors: number[] = [];
  #taking = false;

  constructor() {
    this.enable(everyQueue);
    this.#simulator.reset();
    for (let queue = 0; queue < queueCount(config); queue++) this.start(queue);
  }

  enable(queues: bigint): void {
    this.#simulator.poke('enabled_i', queues);
  }

  ready(ready: boolean): void {
    this.#taking = ready;
    this.#simulator.poke('irq_tready_i', Number(ready));
  }

  #pulse(flow: string, queue: number): void {
    this.#simulator.poke(`${flow}_queue_i`, queue);
    this.#simulator.poke(`${flow}_valid_i`, 1);
    this.run(1);
    this.#simulator.poke(`${flow}_valid_i`, 0);
  }

  start(queue: number): void {
    this.#simulator.poke('start_vector_i', 100 + queue);
    this.#pulse('start', queue);
  }

  due(queue: number): void {
    this.#pulse('due', queue);
  }

  run(clocks: number): void {
    const s = this.#simulator;
    for (let i = 0; i < clocks; i++) {
      if (s.peekNumber('irq_tvalid_o') && this.#taking) {
        this.vectors.push(s.peekNumber('irq_tdata_o') >>> 16);
      }
      s.step();
    }
  }

  busy(queue: number): boolean {
    this.#simulator.poke('drain_queue_i', queue);
    return this.#simulator.peekNumber('drain_busy_o') === 1;
  }
}

describe('the interrupt sender', () => {
  it('forgets an interrupt of a queue that is stopped before the message shows', () => {
    for (let clocks = 0; clocks < 6; clocks++) {
      const sender = new Sender();
      sender.ready(false);
      // The message of another queue stands before it.
      sender.due(2);
      sender.run(4);
      sender.due(7);
      sender.run(clocks);
      sender.enable(without(7));
      sender.run(4);
      expect(sender.busy(7)).toBe(false);
      sender.ready(true);
      sender.run(20);
      expect(sender.vectors).toEqual([102]);
      // Nor does the next run get it.
      sender.start(7);
      sender.enable(everyQueue);
      sender.run(20);
      expect(sender.vectors).toEqual([102]);
    }
  });

  it('is busy for the queue whose message shows, until it is taken, and for no other', () => {
    const sender = new Sender();
    sender.ready(false);
    sender.due(9);
    sender.run(5);
    sender.enable(without(9, 3));
    sender.due(4);
    sender.run(30);
    expect([9, 3, 4, 8].map(queue => sender.busy(queue))).toEqual([true, false, false, false]);
    sender.ready(true);
    sender.run(10);
    expect(sender.vectors).toEqual([109, 104]);
    expect(sender.busy(9)).toBe(false);
  });
});
