// SPDX-License-Identifier: Apache-2.0
/** Ring reader alone: what it asks for and when, and what stops a queue. */
import { Simulator } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { ringReader } from '../../../hdl/virtqueue/ring-reader.ts';
import { errorCode } from '../../../hdl/virtqueue/virtqueue-shapes.ts';

const config = configs['10g'];

interface RingRead {
  readonly queue: number;
  readonly address: bigint;
  readonly lane: number;
  readonly count: number;
}

/** The reader with every queue enabled, and a count of buffers taken for each queue. */
class Reader {
  readonly #simulator = new Simulator(ringReader(config));
  readonly taken = new Array<number>(16).fill(0);
  readonly reads: RingRead[] = [];
  readonly stops: { queue: number; error: number }[] = [];

  constructor() {
    for (const flow of ['start', 'seen', 'taken']) this.#simulator.poke(`${flow}_valid_i`, 0);
    this.#simulator.poke('enabled_i', 0xffff);
    this.#simulator.poke('request_ready_i', 1);
    this.#simulator.poke('issued_ready_i', 1);
    this.#simulator.reset();
  }

  #pulse(flow: string, fields: Readonly<Record<string, number | bigint>>): void {
    for (const [name, value] of Object.entries(fields)) this.#simulator.poke(`${flow}_${name}_i`, value);
    this.#simulator.poke(`${flow}_valid_i`, 1);
    this.run(1);
    this.#simulator.poke(`${flow}_valid_i`, 0);
  }

  start(queue: number, avail: bigint, sizeLog2: number): void {
    this.taken[queue] = 0;
    this.#pulse('start', { queue, avail, mask: (1 << sizeLog2) - 1 });
  }

  seen(queue: number, index: number, fault = 0): void {
    this.#pulse('seen', { queue, index: index & 0xffff, fault });
  }

  take(queue: number, count: number): void {
    for (let i = 0; i < count; i++) {
      this.taken[queue] = (this.taken[queue]! + 1) & 0xffff;
      this.#pulse('taken', { queue });
    }
  }

  set(port: string, value: number): void {
    this.#simulator.poke(port, value);
  }

  run(clocks = 60): void {
    const s = this.#simulator;
    for (let i = 0; i < clocks; i++) {
      s.poke('taken_index_index_i', this.taken[s.peekNumber('taken_index_queue_o')]!);
      if (s.peekNumber('issued_valid_o') && s.peekNumber('issued_count_o') >= 0) this.#noteIssued();
      if (s.peekNumber('stop_valid_o')) {
        this.stops.push({ queue: s.peekNumber('stop_queue_o'), error: s.peekNumber('stop_error_o') });
      }
      s.step();
    }
  }

  #noteIssued(): void {
    const s = this.#simulator;
    const read = {
      queue: s.peekNumber('issued_queue_o'),
      lane: s.peekNumber('issued_lane_o'),
      count: s.peekNumber('issued_count_o'),
    };
    s.step();
    expect(s.peekNumber('request_valid_o')).toBe(1);
    expect(s.peekNumber('request_queue_o')).toBe(read.queue);
    this.reads.push({ ...read, address: s.peek('request_address_o') });
  }

  /** Entries of a queue that count as requested. */
  requested(queue: number): number {
    this.#simulator.poke('requested_index_queue_i', queue);
    return this.#simulator.peekNumber('requested_index_index_o');
  }

  /** Reads since the last call. */
  takeReads(): RingRead[] {
    return this.reads.splice(0);
  }
}

const counts = (reads: readonly RingRead[]): number[] => reads.map(read => read.count);

describe('the ring reader', () => {
  it('reads whole words, up to what the prefetch queue holds, and one word for eight buffers from then on', () => {
    const reader = new Reader();
    reader.start(3, 0x1000n, 8);
    reader.seen(3, 256);
    reader.run(400);
    // Entries start 4 bytes into the ring: 6 in the first word.
    expect(counts(reader.takeReads())).toEqual([6, 8, 8, 8, 8, 8, 8, 8]);
    // 62 of 64 places are taken: the next word waits for six more.
    const takes = [5, 1, 7, 1, 7, 1, 7, 1];
    for (const [i, count] of takes.entries()) {
      reader.take(3, count);
      reader.run();
      expect(counts(reader.takeReads())).toEqual(i % 2 === 0 ? [] : [8]);
    }
  });

  it('asks for word and lane of the entries it takes', () => {
    const reader = new Reader();
    const ring = 0xffff_ffffn - 0x11n;
    reader.start(5, ring, 4);
    reader.seen(5, 3);
    reader.run();
    reader.seen(5, 13);
    reader.run();
    for (const { address, lane, count } of reader.reads) {
      expect(address % 16n).toBe(0n);
      expect(lane + count).toBeLessThanOrEqual(8);
    }
    const entries = reader
      .takeReads()
      .flatMap(({ address, lane, count }) => Array.from({ length: count }, (_, i) => address + BigInt(2 * (lane + i))));
    expect(entries).toEqual(Array.from({ length: 13 }, (_, i) => ring + 4n + BigInt(2 * i)));
  });

  it('never reads past the end of the ring, of any size', () => {
    for (let sizeLog2 = 1; sizeLog2 <= 15; sizeLog2++) {
      const reader = new Reader();
      const size = 1 << sizeLog2;
      const ring = 0x8000n + BigInt(2 * sizeLog2);
      reader.start(0, ring, sizeLog2);
      let index = 0;
      for (let turn = 0; turn < 30; turn++) {
        const posted = Math.min(size, 1 + ((turn * 7) % 31));
        index += posted;
        reader.seen(0, index);
        reader.run(posted * 8 + 40);
        const got = reader.takeReads();
        for (const { address, lane, count } of got) {
          const first = address + BigInt(2 * lane) - ring - 4n;
          expect(first).toBeGreaterThanOrEqual(0n);
          expect(first + BigInt(2 * count)).toBeLessThanOrEqual(BigInt(2 * size));
        }
        expect(counts(got).reduce((sum, count) => sum + count, 0)).toBe(posted);
        reader.take(0, posted);
        reader.run(20);
      }
      expect(reader.stops).toEqual([]);
    }
  });

  it('fetches less than a word only while the queue runs low', () => {
    const reader = new Reader();
    reader.start(1, 0x1000n, 10);
    reader.seen(1, 31);
    reader.run(200);
    expect(counts(reader.takeReads())).toEqual([6, 8, 8, 8, 1]);
    reader.seen(1, 33);
    reader.run();
    // 31 are less than half of 64: worth a read; then there are 33.
    expect(counts(reader.takeReads())).toEqual([2]);
    reader.seen(1, 36);
    reader.run();
    expect(counts(reader.takeReads())).toEqual([]);
    reader.take(1, 2);
    reader.run();
    expect(counts(reader.takeReads())).toEqual([3]);
  });

  it('stops a queue whose index is more than its size ahead, or cannot be read', () => {
    const reader = new Reader();
    const check = (index: number, expected: number, fault = 0): void => {
      reader.stops.length = 0;
      reader.seen(2, index, fault);
      reader.run(80);
      expect(reader.stops).toEqual(expected === 0 ? [] : [{ queue: 2, error: expected }]);
    };
    reader.start(2, 0x1000n, 4);
    check(16, 0);
    reader.take(2, 16);
    reader.run();
    check(33, errorCode('avail_index'));
    check(15, errorCode('avail_index'));
    check(16 + 0x8000, errorCode('avail_index'));
    check(20, errorCode('bus'), 1);
    check(40, errorCode('bus'), 1);
    check(32, 0);
    reader.start(2, 0x1000n, 15);
    check(0x8000, 0);
    reader.start(2, 0x1000n, 15);
    check(0x8001, errorCode('avail_index'));
    // A queue that is not enabled is not stopped again.
    reader.set('enabled_i', 0xfffb);
    check(0x8001, 0);
    expect(reader.takeReads().every(read => read.queue === 2)).toBe(true);
  });

  it('reads nothing for a queue that is not enabled', () => {
    const reader = new Reader();
    reader.start(7, 0x1000n, 4);
    reader.set('enabled_i', 0xff7f);
    reader.seen(7, 9);
    reader.run(200);
    expect(reader.takeReads()).toEqual([]);
  });

  it('requests nothing more from the clock after a queue was stopped', () => {
    for (let clocks = 0; clocks < 12; clocks++) {
      const reader = new Reader();
      reader.start(7, 0x1000n, 4);
      reader.seen(7, 9);
      reader.run(clocks);
      reader.set('enabled_i', 0xff7f);
      reader.run(1);
      const requested = reader.requested(7);
      reader.run(100);
      expect(reader.requested(7)).toBe(requested);
      expect(counts(reader.takeReads()).reduce((sum, count) => sum + count, 0)).toBe(requested);
    }
  });

  it('lets queues take turns', () => {
    const reader = new Reader();
    for (const queue of [0, 4, 9]) reader.start(queue, BigInt(queue + 1) << 20n, 6);
    for (const queue of [0, 4, 9]) reader.seen(queue, 48);
    reader.run(300);
    const order = reader.takeReads().map(read => read.queue);
    for (let i = 3; i < 15; i++) expect(new Set(order.slice(i, i + 3)).size).toBe(3);
  });
});
