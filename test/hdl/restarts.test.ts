// SPDX-License-Identifier: Apache-2.0
/**
 * Queues of the whole machine stopped and started again through the registers, as docs/driver.md has it, with a slow host:
 * whoever gets a queue next gets nothing of the one before, and once a queue is idle its memory is left alone.
 */
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { configs } from '../../hdl/spec/configs.ts';
import { descriptor, descriptorBytes, descriptorFlags, usedRing } from '../../hdl/spec/virtio/virtqueue.ts';
import { top } from '../../hdl/top.ts';
import { fourVms } from '../../sim/benchmarks/four-vms.ts';
import { planQueue, type QueuePlan } from '../../sim/guest-queue.ts';
import { type Machine, type MachineOptions, openMachine } from '../../sim/machine.ts';
import { keepOnFailure } from '../../sim/vitest.ts';
import { seededRandom } from '../support/random.ts';

const config = configs['10g'];
const design = emitVerilog(top(config));
const { images, frameTo } = fourVms(config);

const open = async (options: MachineOptions): Promise<Machine> => {
  const machine = keepOnFailure(await openMachine(design, config, options));
  await machine.start(images);
  return machine;
};

/** VM n of the four is function n; its frames go to queue 0. */
const frames = (vms: readonly number[], bytes: number) => vms.map(vm => ({ bytes: frameTo(vm - 1, bytes) }));

/** Rings of a function's queue 0 in memory of their own, above all that the machine gave out. */
class Tenant {
  readonly machine: Machine;
  readonly fn: number;
  readonly plan: QueuePlan;

  constructor(machine: Machine, fn: number, place: number, size: number) {
    this.machine = machine;
    this.fn = fn;
    const base = machine.functions[fn]!.last + 0x100_0000n + BigInt(place) * 0x100_0000n;
    this.plan = planQueue({ base, size, bufferBytes: 2048 });
    machine.memory.addRegion({ first: this.plan.descriptorTable, last: this.plan.end, owner: fn });
  }

  #write16(address: bigint, value: number): void {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16LE(value);
    this.machine.memory.write(address, bytes);
  }

  /** Empty rings, then `count` good buffers made known. */
  post(count: number): void {
    const { memory } = this.machine;
    memory.write(this.plan.usedRing, Buffer.alloc(4));
    for (let id = 0; id < count; id++) {
      const bytes = Buffer.alloc(descriptorBytes);
      bytes.writeBigUInt64LE(this.plan.buffers + BigInt(id * this.plan.strideBytes), descriptor.addr);
      bytes.writeUInt32LE(2048, descriptor.len);
      bytes.writeUInt16LE(descriptorFlags.write, descriptor.flags);
      memory.write(this.plan.descriptorTable + BigInt(id * descriptorBytes), bytes);
      this.#write16(this.plan.availRing + 4n + BigInt(2 * id), id);
    }
    this.#write16(this.plan.availRing, 1);
    this.#write16(this.plan.availRing + 2n, count);
  }

  #register(name: string, data: number) {
    const { map } = this.machine;
    return { address: map.address('rx_queue', this.machine.queueIndex(this.fn, 0), name), data };
  }

  async idle(): Promise<void> {
    for (let i = 0; i < 4000; i++) {
      if (!(await this.status()).busy) return;
      await this.machine.bench.run(20);
    }
    throw new Error('the queue stays busy');
  }

  status() {
    return this.machine.queueStatus({ function: this.fn, queue: 0 });
  }

  /** The function gets this memory as its window, and its queue 0 these rings. */
  async start(): Promise<void> {
    const { map, registers } = this.machine;
    const index = this.machine.queueIndex(this.fn, 0);
    await registers.write([
      ...map.pair('function', this.fn, 'window_base', this.plan.descriptorTable),
      ...map.pair('function', this.fn, 'window_last', this.plan.end),
      ...map.pair('rx_queue', index, 'desc', this.plan.descriptorTable),
      ...map.pair('rx_queue', index, 'driver', this.plan.availRing),
      ...map.pair('rx_queue', index, 'device', this.plan.usedRing),
      this.#register('size', this.plan.size),
      this.#register('features', 0),
      this.#register('control', 1),
    ]);
    await this.idle();
  }

  async stop(): Promise<void> {
    await this.machine.registers.write([this.#register('control', 0)]);
    await this.idle();
  }

  async usedIndex(): Promise<number> {
    return (await this.machine.memory.read(this.plan.usedRing + BigInt(usedRing.idx), 2)).readUInt16LE();
  }

  /** Bytes that the card wrote into this memory since the last call. */
  async written(): Promise<number> {
    const ranges = (await this.machine.memory.written()).filter(
      ({ address }) => address >= this.plan.descriptorTable && address < this.plan.end,
    );
    for (const range of ranges) this.machine.memory.clearWritten(range);
    return ranges.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  async events(): Promise<{ delivered: number; queueStopped: number }> {
    const slot = (await this.machine.counters())[this.fn]!;
    return { delivered: slot.delivered.frames, queueStopped: slot.queue_stopped.frames };
  }
}

/**
 * Hands queue 0 of a function from its driver to a tenant. Its other queues stop too: the window of a function stands still
 * while one runs.
 */
const takeOver = async (machine: Machine, fn: number, place: number, size: number): Promise<Tenant> => {
  for (let queue = 1; queue < config.queuesPerFunction; queue++) {
    const address = machine.map.address('rx_queue', machine.queueIndex(fn, queue), 'control');
    await machine.registers.write([{ address, data: 0 }]);
    while ((await machine.queueStatus({ function: fn, queue })).busy) await machine.bench.run(20);
  }
  const tenant = new Tenant(machine, fn, place, size);
  await tenant.stop();
  return tenant;
};

describe('a queue that changes hands', { timeout: 600_000 }, () => {
  it.each([
    { vm: 1, held: 250, waiting: 16 },
    { vm: 3, held: 40, waiting: 4 },
  ])('shows the next owner none of the $held frames that waited for VM $vm', async ({ vm, held, waiting }) => {
    await using machine = await open({ queueSize: 32, seed: 40 + vm });
    machine.drivers[machine.queueIndex(vm, 0)]!.setPosting(false);
    await machine.run(frames(new Array(32 + held).fill(vm), 60));
    const next = await takeOver(machine, vm, 0, 256);
    const before = await next.events();
    // What waited has left the buffer by the time the queue is idle.
    expect(before).toEqual({ delivered: 32, queueStopped: held });
    next.post(waiting);
    await next.start();
    await machine.rest();
    expect([await next.usedIndex(), await next.written()]).toEqual([0, 0]);
    expect(await next.events()).toEqual(before);
    await machine.run(frames(new Array(waiting).fill(vm), 80));
    expect(await next.usedIndex()).toBe(waiting);
    expect(await next.events()).toEqual({ delivered: 32 + waiting, queueStopped: held });
  });

  it.each([9, 13, 14, 15, 16, 17, 22])(
    'writes nothing into empty new rings, nor into the old ones once idle, behind a write channel %i frames full',
    async fill => {
      const slow = { writeLatencyNs: 15_000, hostBus: { maxOutstanding: 4 } };
      await using machine = await open({ ...slow, queueSize: 64, seed: 50 + fill });
      // A function whose queues have never been prefetched before has RAM that was never written.
      const vm = 1 + (fill % 4);
      const one = await takeOver(machine, vm, 0, 32);
      one.post(1);
      await one.start();
      await machine.bench.run(2000);
      const others = [1, 2, 3, 4].filter(other => other !== vm);
      machine.mac.send(
        frames(
          Array.from({ length: fill }, (_, i) => others[i % 3]!),
          60,
        ),
      );
      machine.mac.send(frames([vm, vm, vm, vm], 60));
      await machine.bench.run(fill * 11 + 450);
      await one.stop();
      await one.written();
      const two = new Tenant(machine, vm, 4, 64);
      two.post(0);
      await two.start();
      await machine.bench.run(60_000);
      expect([await one.written(), await two.written(), await two.usedIndex()]).toEqual([0, 0, 0]);
      expect(await two.status()).toMatchObject({ enabled: true, error: 'none', usedIndex: 0 });
      // A frame for it waits until it has a buffer; none of the four that came before comes back.
      const before = await two.events();
      machine.mac.send(frames([vm], 90));
      await machine.bench.run(20_000);
      expect(await two.events()).toEqual(before);
      two.post(1);
      const doorbell = machine.map.address('function_page', vm, 'rx0_notify');
      await machine.registers.write([{ address: doorbell, data: 0 }]);
      await machine.bench.run(30_000);
      expect(await two.events()).toEqual({ ...before, delivered: before.delivered + 1 });
      expect(await two.usedIndex()).toBe(1);
    },
  );

  it.each([
    [1, { jitterCycles: 100, maxOutstanding: 8, outOfOrder: true, stall: 0.7 }],
    [2, { jitterCycles: 2000, maxOutstanding: 16, outOfOrder: true, idle: 0.5 }],
    [4, { jitterCycles: 600, maxOutstanding: 4, outOfOrder: true, stall: 0.1 }],
    [29, { jitterCycles: 20, maxOutstanding: 2 }],
  ])('and is handed on in the midst of traffic, 240 times (seed %i, host bus %j)', async (seed, hostBus) => {
    const random = seededRandom(seed);
    const options = { queueSize: 64, bufferBytes: 2048, hostBus, writeLatencyNs: 1000, interruptStall: 0.3 };
    // The drivers check every used element; a frame or an index of another run fails the run.
    await using machine = await open({ ...options, record: false, seed });
    let sent = 0;
    for (let round = 0; round < 60; round++) {
      const count = random.between(20, 80);
      const lengths = [60, 60, 200, 1514];
      // VM 1 gets a frame now and then, and is handed on most often: its queue ends with buffers that were read and never used.
      machine.mac.send(
        Array.from({ length: count }, () => ({
          bytes: frameTo(random.chance(1 / 12) ? 0 : random.between(1, 3), random.pick(lengths)),
          extraGapBytes: random.between(0, 200),
        })),
      );
      sent += count;
      for (let turn = 0; turn < 4; turn++) {
        await machine.bench.run(random.between(100, 1000));
        const vm = random.chance(0.5) ? 1 : random.between(1, 4);
        const driver = machine.drivers[machine.queueIndex(vm, 0)]!;
        const control = machine.map.address('rx_queue', machine.queueIndex(vm, 0), 'control');
        await machine.registers.write([{ address: control, data: 0 }]);
        while ((await machine.queueStatus(driver)).busy) await machine.bench.run(20);
        await machine.startQueues([driver]);
      }
    }
    await machine.mac.finished({ maxCycles: 3_000_000 });
    await machine.rest();
    const counters = await machine.counters();
    const counted = counters.flatMap(slot => Object.values(slot)).reduce((sum, { frames: one }) => sum + one, 0);
    expect(counted).toBe(sent);
    // Runs ended with frames in them, and most frames were delivered all the same.
    const events = (name: 'delivered' | 'queue_stopped'): number =>
      counters.reduce((sum, slot) => sum + slot[name].frames, 0);
    expect(events('queue_stopped')).toBeGreaterThan(20);
    expect(events('delivered')).toBeGreaterThan(sent / 2);
    expect(await machine.strayWrites()).toEqual([]);
    const before = events('delivered');
    await machine.run(Array.from({ length: 64 }, (_, i) => ({ bytes: frameTo(i, 60), extraGapBytes: 5000 })));
    const after = (await machine.counters()).reduce((sum, slot) => sum + slot.delivered.frames, 0);
    expect(after - before).toBe(64);
  });
});
