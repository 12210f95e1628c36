// SPDX-License-Identifier: Apache-2.0
/**
 * Completion writer against a host that answers when it likes and as it likes: order of the steps, the places of used
 * elements, published indices, events, and what a queue may still say after a failed write.
 */

import { emitVerilog } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { faults, writeKinds } from '../../../../hdl/dma/host/host-shapes.ts';
import { completionWriter } from '../../../../hdl/dma/rx/completion-writer.ts';
import { configs, queueCount } from '../../../../hdl/spec/configs.ts';
import { counterEvents } from '../../../../hdl/spec/events/drop-reasons.ts';
import type { Transfer } from '../../../../sim/bench.ts';
import { testBench } from '../../../../sim/vitest.ts';
import { randomBelow } from '../bytes.ts';

const config = configs['10g'];
const queues = queueCount(config);
const beatBytes = config.hostDataBits / 8;

interface Frame {
  readonly queue: number;
  readonly id: number;
  readonly bytes: number;
  /** The frame did not fit: there is no data, and the element says length 0. */
  readonly returned: boolean;
}

/** A write that was begun and not answered. */
interface OpenWrite {
  readonly kind: number;
  readonly queue: number;
  readonly final: boolean;
  readonly bytes: number;
  readonly written: Map<bigint, number>;
  readonly burst: Transfer;
}

/** The marked bytes of a burst by address. */
const bytesOf = (burst: Transfer, beats: readonly Transfer[]): Map<bigint, number> => {
  const first = burst.address! - (burst.address! % BigInt(beatBytes));
  const marked = new Map<bigint, number>();
  beats.forEach((beat, i) => {
    for (let lane = 0; lane < beatBytes; lane++) {
      const value = Number((beat.data! >> BigInt(8 * lane)) & 0xffn);
      if ((beat.strobe! >> BigInt(lane)) & 1n) marked.set(first + BigInt(i * beatBytes + lane), value);
      else expect(value).toBe(0);
    }
  });
  return marked;
};

const usedOf = (queue: number): bigint => (BigInt(queue + 1) << 40n) + BigInt(4096 - 4 * queue);
const epochOf = (queue: number): number => 200 + queue;
const sizeLog2 = (queue: number): number => 1 + (queue % 7);

/** Everything the bench knows of one queue. */
class QueueModel {
  readonly accepted: Frame[] = [];
  readonly memory = new Map<bigint, number>();
  /** Frames whose data was answered; elements begun; elements answered well. */
  dataAnswered = 0;
  elementsBegun = 0;
  elementsGood = 0;
  returnedGood = 0;
  published = 0;
  indexUnderWay = false;
  failed = false;
  failures = 0;
}

class Scene {
  readonly models = Array.from({ length: queues }, () => new QueueModel());
  readonly open: OpenWrite[] = [];
  readonly failureChance: number;
  readonly waitingBursts: Transfer[] = [];
  readonly waitingBeats: Transfer[] = [];

  constructor(failureChance: number) {
    this.failureChance = failureChance;
  }

  /** Pairs bursts with their beats, and checks each against what its queue may write now. */
  take(bursts: readonly Transfer[], beats: readonly Transfer[]): void {
    this.waitingBursts.push(...bursts);
    this.waitingBeats.push(...beats);
    while (this.waitingBursts.length > 0) {
      const burst = this.waitingBursts[0]!;
      const count = Number(burst.beats) + 1;
      if (this.waitingBeats.length < count) return;
      this.waitingBursts.shift();
      const mine = this.waitingBeats.splice(0, count);
      expect(mine.map(beat => beat.last)).toEqual(mine.map((_, i) => BigInt(i === count - 1)));
      expect((burst.address! % 4096n) + BigInt((count - 1) * beatBytes)).toBeLessThan(
        4096n + (burst.address! % BigInt(beatBytes)),
      );
      this.#begin(burst, bytesOf(burst, mine));
    }
  }

  #begin(burst: Transfer, written: Map<bigint, number>): void {
    const queue = Number(burst.contextQueue);
    const model = this.models[queue]!;
    const used = usedOf(queue);
    const final = burst.contextFinal === 1n;
    if (Number(burst.contextKind) !== writeKinds.index) {
      const frame = model.accepted[model.elementsBegun]!;
      expect(Number(burst.contextKind)).toBe(frame.returned ? writeKinds.returned : writeKinds.element);
      const withData = model.accepted.slice(0, model.elementsBegun + 1).filter(one => !one.returned);
      expect(withData.length).toBeLessThanOrEqual(model.dataAnswered);
      const at = used + 4n + 8n * BigInt(model.elementsBegun % (1 << sizeLog2(queue)));
      const content = Buffer.alloc(8);
      content.writeUInt32LE(frame.id, 0);
      content.writeUInt32LE(frame.returned ? 0 : frame.bytes + 12, 4);
      for (const [address, byte] of written) {
        const offset = Number(address - at);
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(byte).toBe(content[offset]);
      }
      const before = this.open.filter(one => one.queue === queue && isElement(one.kind) && !one.final);
      expect(written.size + before.reduce((sum, one) => sum + one.written.size, 0)).toBeGreaterThanOrEqual(
        final ? 4 : 1,
      );
      if (final) model.elementsBegun++;
    } else {
      expect([...written.keys()]).toEqual([used + 2n, used + 3n]);
      const index = written.get(used + 2n)! | (written.get(used + 3n)! << 8);
      // Never more than what is in memory, never back, and one at a time.
      expect(index).toBeLessThanOrEqual(model.elementsGood);
      expect(index).toBeGreaterThanOrEqual(model.published);
      expect(model.indexUnderWay).toBe(false);
      model.indexUnderWay = true;
      model.published = index;
    }
    const bytes = Number(burst.contextBytes);
    this.open.push({ kind: Number(burst.contextKind), queue, final, bytes, written, burst });
  }

  /** The frame's data, as if its bursts had just been sent. */
  beginFrame(frame: Frame): void {
    const bursts = 1 + randomBelow(3);
    for (let i = 0; i < bursts; i++) {
      this.open.push({
        kind: writeKinds.frame,
        queue: frame.queue,
        final: i === bursts - 1,
        bytes: 0,
        written: new Map(),
        burst: {},
      });
    }
  }

  /** Answers the oldest write. */
  answer(): Transfer | undefined {
    const write = this.open.shift();
    if (!write) return undefined;
    const model = this.models[write.queue]!;
    const error = randomBelow(1000) < this.failureChance * 1000;
    if (error) {
      model.failed = true;
      model.failures++;
    }
    if (write.kind === writeKinds.frame && write.final) model.dataAnswered++;
    if (isElement(write.kind) && write.final && !model.failed) model.elementsGood++;
    if (write.kind === writeKinds.returned && write.final && !model.failed) model.returnedGood++;
    if (write.kind === writeKinds.index) model.indexUnderWay = false;
    return {
      kind: BigInt(write.kind),
      queue: BigInt(write.queue),
      final: BigInt(write.final),
      bytes: BigInt(write.bytes),
      fault: BigInt(error ? faults.bus : faults.none),
    };
  }
}

const isElement = (kind: number): boolean => kind === writeKinds.element || kind === writeKinds.returned;

const eventOf = (name: string): bigint => BigInt(counterEvents.find(event => event.name === name)!.id);

describe('the completion writer', () => {
  it.each([
    { failureChance: 0, answers: 0.5, stall: 0, seed: 1 },
    { failureChance: 0, answers: 0.2, stall: 0.5, seed: 2 },
    { failureChance: 0, answers: 1, stall: 0.2, seed: 3 },
    { failureChance: 0.01, answers: 0.6, stall: 0.3, seed: 4 },
    { failureChance: 0.05, answers: 0.4, stall: 0.6, seed: 5 },
    { failureChance: 0.03, answers: 1, stall: 0.93, seed: 6 },
  ])(
    'keeps its order with failures $failureChance, answers $answers, stalls $stall',
    async ({ failureChance, answers, stall, seed }) => {
      const bench = await testBench(emitVerilog(completionWriter(config)), { seed });
      await bench.reset();
      const starts = bench.source('start');
      const records = bench.source('records');
      const responses = bench.source('responses');
      const bursts = bench.sink('bursts', { stall });
      const beats = bench.sink('beats', { stall });
      const events = bench.sink('events', { stall });
      const published = bench.sink('published');
      const stops = bench.sink('stop');
      starts.send(
        Array.from({ length: queues }, (_, queue) => ({
          queue,
          epoch: epochOf(queue),
          used: usedOf(queue),
          mask: (1 << sizeLog2(queue)) - 1,
        })),
      );
      await starts.drained();

      const scene = new Scene(failureChance);
      const active = [0, 1, 2, 5, 6, 15];
      let sent = 0;
      for (let turn = 0; turn < 1000; turn++) {
        if (sent < 500 && randomBelow(2) === 0) {
          const frame = {
            queue: active[randomBelow(active.length)]!,
            id: randomBelow(32768),
            bytes: 60 + randomBelow(1455),
            returned: randomBelow(5) === 0,
          };
          scene.models[frame.queue]!.accepted.push(frame);
          records.send([{ ...frame, returned: Number(frame.returned), epoch: epochOf(frame.queue) }]);
          if (!frame.returned) scene.beginFrame(frame);
          sent++;
        }
        await bench.run(1 + randomBelow(4));
        scene.take(
          (await bursts.received()).map(record => record.transfer),
          (await beats.received()).map(record => record.transfer),
        );
        // A response is accepted before the next is chosen, so that the model never runs ahead of the hardware.
        if (randomBelow(1000) < answers * 1000) {
          const answer = scene.answer();
          if (answer) responses.send([answer]);
          await responses.drained({ maxCycles: 2000 });
        }
      }
      for (let quiet = 0; ; ) {
        await bench.run(3);
        scene.take(
          (await bursts.received()).map(record => record.transfer),
          (await beats.received()).map(record => record.transfer),
        );
        const answer = scene.answer();
        if (answer) {
          responses.send([answer]);
          await responses.drained({ maxCycles: 2000 });
        } else if (++quiet > 60) break;
      }

      const all = (await events.received()).map(record => record.transfer);
      const stopped = new Set((await stops.received()).map(record => Number(record.transfer.queue)));
      const told = (await published.received()).map(record => Number(record.transfer.queue));
      for (const [queue, model] of scene.models.entries()) {
        expect(stopped.has(queue)).toBe(model.failures > 0);
        if (model.failures === 0) {
          expect(model.published).toBe(model.accepted.length);
          expect(told.includes(queue)).toBe(model.accepted.length > 0);
        }
      }
      const count = (name: string): number => all.filter(event => event.event === eventOf(name)).length;
      const sum = (of: (model: QueueModel) => number): number =>
        scene.models.reduce((all, model) => all + of(model), 0);
      expect(count('delivered')).toBe(sum(model => model.elementsGood - model.returnedGood));
      expect(count('buffer_too_small')).toBe(sum(model => model.returnedGood));
      expect(count('buffer_too_small')).toBeGreaterThan(3);
      expect(all).toHaveLength(sent);
      const sizes = (list: readonly (bigint | number)[]) => list.map(Number).sort((a, b) => a - b);
      expect(sizes(all.map(event => event.bytes!))).toEqual(
        sizes(scene.models.flatMap(model => model.accepted.map(frame => frame.bytes))),
      );
      if (failureChance > 0) expect(stopped.size).toBeGreaterThan(0);
    },
  );

  it('drops a record of an earlier run, which then counts for nothing in this one', async () => {
    const bench = await testBench(emitVerilog(completionWriter(config)));
    await bench.reset();
    const [starts, records, responses] = [bench.source('start'), bench.source('records'), bench.source('responses')];
    const [bursts, beats, events] = [bench.sink('bursts'), bench.sink('beats'), bench.sink('events')];
    const queue = 9;
    starts.send([{ queue, epoch: 17, used: 0x10_0000, mask: 63 }]);
    await starts.drained();
    for (const epoch of [16, 18, 145]) {
      records.send([{ queue, epoch, returned: 0, id: 3, bytes: 70 }]);
      responses.send([{ kind: writeKinds.frame, queue, final: 1, bytes: 70, fault: 0 }]);
    }
    records.send([{ queue, epoch: 16, returned: 1, id: 4, bytes: 70 }]);
    await bench.run(100);
    expect((await events.received()).map(({ transfer }) => transfer.event)).toEqual(
      new Array(4).fill(eventOf('queue_stopped')),
    );
    expect([await bursts.received(), await beats.received()]).toEqual([[], []]);
    await bench.poke('drain_queue', queue);
    await bench.run(2);
    expect(await bench.peek('drain_done')).toBe(0n);
    records.send([{ queue, epoch: 17, returned: 0, id: 5, bytes: 70 }]);
    responses.send([{ kind: writeKinds.frame, queue, final: 1, bytes: 70, fault: 0 }]);
    await bench.run(50);
    const [element] = (await bursts.received()).map(({ transfer }) => transfer.address);
    expect(element).toBe(0x10_0004n);
  });

  it('publishes no lost frame of a queue that fails while its index waits for the ring', async () => {
    const bench = await testBench(emitVerilog(completionWriter(config)));
    await bench.reset();
    const starts = bench.source('start');
    const records = bench.source('records');
    const responses = bench.source('responses');
    const bursts = bench.sink('bursts');
    const beats = bench.sink('beats');
    const events = bench.sink('events');
    starts.send([1, 2].map(queue => ({ queue, epoch: epochOf(queue), used: queue << 20, mask: 63 })));
    await starts.drained();
    const answer = async (kind: keyof typeof writeKinds, queue: number, error = 0): Promise<void> => {
      responses.send([{ kind: writeKinds[kind], queue, final: 1, bytes: 60, fault: error }]);
      await bench.run(20);
    };
    const write = async (queue: number, error = 0): Promise<void> => {
      records.send([{ queue, epoch: epochOf(queue), returned: 0, id: 7, bytes: 60 }]);
      await answer('frame', queue, error);
    };
    await write(1);
    // Now the ring takes no more, and fills up with elements of another queue: 16 in its FIFO and two before it.
    bursts.setStall(1);
    beats.setStall(1);
    for (let i = 0; i < 18; i++) await write(2);
    await answer('element', 1);
    await write(1, 1);
    for (let i = 0; i < 3; i++) await write(1);
    expect((await events.received()).map(record => record.transfer.event)).toEqual([
      eventOf('delivered'),
      ...Array.from({ length: 4 }, () => eventOf('queue_stopped')),
    ]);
    bursts.setStall(0);
    beats.setStall(0);
    await bench.run(200);
    const indices = (await bursts.received()).filter(
      ({ transfer }) => Number(transfer.contextKind) === writeKinds.index,
    );
    expect(indices).toEqual([]);
  });
});
