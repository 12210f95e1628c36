// SPDX-License-Identifier: Apache-2.0
/** Virtqueues of the card as a vDPA driver starts and stops them, by the registers alone. */
import { type QueueErrorName, queueErrors } from '../../hdl/spec/virtio/virtqueue.ts';
import type { AxiLite } from '../axi-lite.ts';
import type { Bench } from '../bench.ts';
import type { RegisterAccessor, RegisterWrite } from '../register-access.ts';

/** A virtqueue by its number inside a function: receive queue n has 2n, transmit queue n has 2n + 1. */
export interface VirtqueueName {
  readonly fn: number;
  readonly virtqueue: number;
}

/** Where a queue is: the next entry to be taken and where the next used one goes, as the registers have them. */
export interface QueuePlaces {
  readonly available: number;
  readonly used: number;
}

/** What a start needs; addresses are those of the function. */
export interface QueueSettings extends QueuePlaces {
  readonly descriptors: bigint;
  readonly driver: bigint;
  readonly device: bigint;
  readonly size: number;
  /** Word of the register `features`. */
  readonly features: number;
}

/** Looks at a busy queue before it counts as one that does not come to rest. */
const mostLooks = 10_000;
const cyclesBetweenLooks = 100;
const control = { enable: 1, resume: 2 } as const;
const status = { error: 0xf, enabled: 1 << 8, busy: 1 << 9 } as const;

export class CardQueues {
  readonly #bench: Bench;
  readonly #registers: AxiLite;
  readonly #map: RegisterAccessor;
  readonly #queuesPerFunction: number;

  constructor(bench: Bench, registers: AxiLite, map: RegisterAccessor, queuesPerFunction: number) {
    this.#bench = bench;
    this.#registers = registers;
    this.#map = map;
    this.#queuesPerFunction = queuesPerFunction;
  }

  /** Starts a queue where it was; why it did not start, or `none`. Its interrupts have the vector of its number. */
  async start(name: VirtqueueName, settings: QueueSettings): Promise<QueueErrorName> {
    const { block, index } = this.#place(name);
    await this.#registers.write([
      ...this.#map.pair(block, index, 'desc', settings.descriptors),
      ...this.#map.pair(block, index, 'driver', settings.driver),
      ...this.#map.pair(block, index, 'device', settings.device),
      this.#register(name, 'size', settings.size),
      this.#register(name, 'vector', name.virtqueue),
      this.#register(name, 'features', settings.features),
      this.#register(name, 'available', settings.available),
      this.#register(name, 'used', settings.used),
      this.#register(name, 'control', control.enable | control.resume),
    ]);
    return this.#error(await this.#whenIdle(name));
  }

  /** Whether a queue runs. */
  async runs(name: VirtqueueName): Promise<boolean> {
    return ((await this.#whenIdle(name)) & status.enabled) !== 0;
  }

  /** Stops a queue in order; when this returns, the card does not touch its memory. */
  async stop(name: VirtqueueName): Promise<QueuePlaces> {
    await this.#registers.write([this.#register(name, 'control', 0)]);
    await this.#whenIdle(name);
    const { block, index } = this.#place(name);
    const [available, used] = await this.#registers.read([
      this.#map.address(block, index, 'available'),
      this.#map.address(block, index, 'used'),
    ]);
    return { available: available!, used: used! };
  }

  /** Address of the doorbell of a queue. */
  doorbell({ fn, virtqueue }: VirtqueueName): number {
    const name = `${virtqueue % 2 === 0 ? 'rx' : 'tx'}${virtqueue >> 1}_notify`;
    return this.#map.address('function_page', fn, name);
  }

  #place({ fn, virtqueue }: VirtqueueName) {
    const block = virtqueue % 2 === 0 ? 'rx_queue' : 'tx_queue';
    return { block, index: fn * this.#queuesPerFunction + (virtqueue >> 1) } as const;
  }

  #register(name: VirtqueueName, register: string, data: number): RegisterWrite {
    const { block, index } = this.#place(name);
    return { address: this.#map.address(block, index, register), data };
  }

  #error(word: number): QueueErrorName {
    return queueErrors.find(({ id }) => id === (word & status.error))?.name ?? 'none';
  }

  async #whenIdle(name: VirtqueueName): Promise<number> {
    const { block, index } = this.#place(name);
    const address = this.#map.address(block, index, 'status');
    for (let i = 0; i < mostLooks; i++) {
      const [word] = await this.#registers.read([address]);
      if ((word! & status.busy) === 0) return word!;
      await this.#bench.run(cyclesBetweenLooks);
    }
    return this.#bench.fail(`virtqueue ${name.virtqueue} of function ${name.fn} does not come to rest`);
  }
}
