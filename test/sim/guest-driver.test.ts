// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import {
  availNoInterrupt,
  descriptorFlags,
  netHeaderBytes,
  receiveNetHeader,
} from '../../hdl/spec/virtio/virtqueue.ts';
import { connectAxiMemory } from '../../sim/axi-memory.ts';
import type { Bench } from '../../sim/bench.ts';
import { GuestDriver, type GuestDriverOptions } from '../../sim/guest-driver.ts';
import { deviceRanges } from '../../sim/guest-queue.ts';
import { HostMemory } from '../../sim/host-memory.ts';
import { Interrupts } from '../../sim/interrupts.ts';
import { type BusPuppet, openPuppet } from './fixtures/bus-puppet.ts';

/** A device that a test steps by hand: it reads the rings of one queue and writes to them over the bus. */
class HandDevice {
  availSeen = 0;
  usedIndex = 0;
  readonly memory: HostMemory;
  readonly driver: GuestDriver;
  readonly puppet: BusPuppet;

  constructor(memory: HostMemory, driver: GuestDriver, puppet: BusPuppet) {
    this.memory = memory;
    this.driver = driver;
    this.puppet = puppet;
  }

  async availIndex(): Promise<number> {
    return (await this.memory.read(this.driver.plan.availRing + 2n, 2)).readUInt16LE();
  }

  async availFlags(): Promise<number> {
    return (await this.memory.read(this.driver.plan.availRing, 2)).readUInt16LE();
  }

  /** The next posted descriptor. */
  async nextBuffer() {
    const { plan } = this.driver;
    const slot = BigInt(this.availSeen++ % plan.size);
    const id = (await this.memory.read(plan.availRing + 4n + 2n * slot, 2)).readUInt16LE();
    const entry = await this.memory.read(plan.descriptorTable + BigInt(16 * id), 16);
    return { id, address: entry.readBigUInt64LE(0), length: entry.readUInt32LE(8), flags: entry.readUInt16LE(12) };
  }

  async fill(address: bigint, bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += 512)
      await this.puppet.write(address + BigInt(at), bytes.subarray(at, at + 512));
  }

  /** Writes one used element and then the index. */
  async publish(id: number, length: number, index = this.usedIndex + 1): Promise<void> {
    const element = Buffer.alloc(8);
    element.writeUInt32LE(id, 0);
    element.writeUInt32LE(length, 4);
    const slot = BigInt(this.usedIndex % this.driver.plan.size);
    await this.puppet.write(this.driver.plan.usedRing + 4n + 8n * slot, element);
    const counter = Buffer.alloc(2);
    counter.writeUInt16LE(index & 0xffff);
    this.usedIndex = index;
    await this.puppet.write(this.driver.plan.usedRing + 2n, counter);
  }

  async deliver(frame: Uint8Array): Promise<void> {
    const buffer = await this.nextBuffer();
    const bytes = Uint8Array.from([...receiveNetHeader, ...frame]);
    await this.fill(buffer.address, bytes);
    await this.publish(buffer.id, bytes.length);
  }
}

const frameOf = (length: number, first: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (first + i * 3) & 0xff);

const open = async (options: Partial<GuestDriverOptions> = {}, seed = 1) => {
  const { bench, puppet, connected } = await openPuppet(
    (b: Bench) => {
      const memory = new HostMemory(b);
      connectAxiMemory(b, 'm_axi', memory);
      return { memory, interrupts: new Interrupts(b, 'm_axis_irq') };
    },
    { seed },
  );
  const { memory, interrupts } = connected;
  const bells = bench.sink<'queue'>('bell');
  const driver = new GuestDriver(bench, {
    memory,
    function: 2,
    queue: 1,
    vector: 9,
    base: 0x7_0000_1003n,
    size: 8,
    bufferBytes: 256,
    doorbell: { target: puppet.ring, address: 0, value: 5 },
    interrupts,
    intervalCycles: 8,
    ...options,
  });
  driver.start();
  driver.postBuffers();
  const device = new HandDevice(memory, driver, puppet);
  return { bench, puppet, memory, interrupts, bells, driver, device };
};

/** The sentence with which the run fails. */
const failureOf = (bench: Bench): Promise<string> =>
  bench.run(100).then(
    () => 'passed',
    (error: Error) => error.message,
  );

describe('a guest driver', () => {
  it('posts writable buffers and rings', async () => {
    const { bells, device, driver } = await open();
    expect(await bells.collect(1)).toEqual([{ queue: 5n }]);
    expect(await device.availIndex()).toBe(8);
    expect(await device.availFlags()).toBe(availNoInterrupt);
    const { plan } = driver;
    const seen = new Set<number>();
    for (let i = 0; i < 8; i++) {
      const buffer = await device.nextBuffer();
      expect(buffer).toMatchObject({ length: 256, flags: descriptorFlags.write });
      expect(buffer.address).toBe(plan.buffers + BigInt(buffer.id * plan.strideBytes));
      seen.add(buffer.id);
    }
    expect(seen.size).toBe(8);
  });

  it.each(['page', 'tight'] as const)('receives frames through many rounds of a %s ring', async placement => {
    const { bench, memory, device, driver } = await open({ placement, bufferOffset: 1, bufferOffsetJitter: 30 });
    const sent = Array.from({ length: 40 }, (_, i) => frameOf(60 + ((i * 29) % 185), i));
    for (const frame of sent) {
      await device.deliver(frame);
      await bench.run(20);
    }
    const got = await driver.frames();
    expect(got.map(frame => [...frame.bytes])).toEqual(sent.map(frame => [...frame]));
    expect(got.every((frame, i) => i === 0 || frame.cycle > got[i - 1]!.cycle)).toBe(true);
    const statistics = await driver.statistics();
    expect(statistics).toMatchObject({ frames: 40, bytes: sent.reduce((sum, frame) => sum + frame.length, 0) });
    // Harvested buffers are forgotten: what remains marked as written is the used ring alone.
    const [{ address, bytes } = { address: 0n, bytes: 0 }] = deviceRanges(driver.plan);
    for (const range of await memory.written()) {
      expect(range.address).toBeGreaterThanOrEqual(address);
      expect(range.address + BigInt(range.bytes)).toBeLessThanOrEqual(address + BigInt(bytes));
    }
  });

  it('dates a frame by the write of the used index, not by its look', async () => {
    const { bench, device, driver } = await open({ intervalCycles: 500 });
    await device.deliver(frameOf(60, 1));
    const published = bench.cycle;
    await bench.run(1000);
    const [frame] = await driver.frames();
    expect(Math.abs(frame!.cycle - published)).toBeLessThan(5);
  });

  it('takes several elements published by one index', async () => {
    const { bench, device, driver } = await open();
    for (let i = 0; i < 3; i++) {
      const buffer = await device.nextBuffer();
      await device.fill(buffer.address, Uint8Array.from([...receiveNetHeader, ...frameOf(60, i)]));
      const element = Buffer.alloc(8);
      element.writeUInt32LE(buffer.id, 0);
      element.writeUInt32LE(72, 4);
      await device.puppet.write(driver.plan.usedRing + BigInt(4 + 8 * i), element);
    }
    await device.puppet.write(driver.plan.usedRing + 2n, Uint8Array.of(3, 0));
    await bench.run(20);
    expect((await driver.frames()).map(frame => frame.bytes[0])).toEqual([0, 1, 2]);
  });

  it('refills when enough buffers are free, and not while it may not post', async () => {
    const { bench, device, driver } = await open({ refill: 4 });
    driver.setPosting(false);
    for (let i = 0; i < 5; i++) await device.deliver(frameOf(60, i));
    await bench.run(50);
    expect(await driver.statistics()).toMatchObject({ frames: 5, posted: 3, doorbells: 1 });
    driver.setPosting(true);
    await bench.run(50);
    expect(await driver.statistics()).toMatchObject({ posted: 8, doorbells: 2 });
    await device.deliver(frameOf(60, 9));
    await bench.run(50);
    expect(await driver.statistics()).toMatchObject({ posted: 7, doorbells: 2 });
    driver.postBuffers(1);
    await bench.run(1);
    expect(await driver.statistics()).toMatchObject({ posted: 8, doorbells: 3 });
  });

  it('counts on through the wrap of the 16-bit index', async () => {
    // One byte a frame, so that header and frame fit one beat; posted in order, so that the device knows the buffers.
    const quick = { record: false, shuffle: false, bufferBytes: 16, intervalCycles: 1, refill: 8 };
    const { puppet, device, driver, bench } = await open(quick);
    const { plan } = driver;
    const scratch = 0x9_0000_0000n;
    const elements = Buffer.alloc(64);
    for (let id = 0; id < 8; id++) {
      elements.writeUInt32LE(id, 8 * id);
      elements.writeUInt32LE(13, 8 * id + 4);
    }
    const rounds = 8200;
    const writesARound = 8 + 1 + 1 + 4;
    for (let round = 1; round <= rounds; round++) {
      for (let id = 0; id < 8; id++) {
        puppet.sendWrite(
          plan.buffers + BigInt(id * plan.strideBytes),
          Uint8Array.from([...receiveNetHeader, round & 0xff]),
        );
      }
      puppet.sendWrite(plan.usedRing + 4n, elements);
      puppet.sendWrite(plan.usedRing + 2n, Uint8Array.of((8 * round) & 0xff, ((8 * round) >> 8) & 0xff));
      // Time for the driver to put the buffers back.
      for (let i = 0; i < 4; i++) puppet.sendWrite(scratch, Uint8Array.of(0));
      if (round % 200 === 0) await puppet.b.collect(200 * writesARound);
    }
    await bench.run(100);
    expect(await driver.statistics()).toMatchObject({ frames: 8 * rounds, posted: 8 });
    expect(await device.availIndex()).toBe((8 * rounds + 8) & 0xffff);
  });
});

describe('interrupts', () => {
  const interrupt = (fn: number, vector: number) => [{ data: BigInt(fn) | (BigInt(vector) << 16n) }];

  it('wake the driver of their function and vector alone', async () => {
    const { bench, puppet, device, driver, interrupts } = await open({ wake: 'interrupt' });
    expect(await device.availFlags()).toBe(0);
    await device.deliver(frameOf(60, 1));
    puppet.irq.send([...interrupt(2, 8), ...interrupt(1, 9), ...interrupt(9, 2)]);
    await bench.run(100);
    expect(await driver.statistics()).toMatchObject({ frames: 0, interrupts: 0 });
    puppet.irq.send(interrupt(2, 9));
    await bench.run(100);
    expect(await driver.statistics()).toMatchObject({ frames: 1, interrupts: 1, maskedInterrupts: 0 });
    expect((await interrupts.take()).map(({ function: fn, vector }) => [fn, vector])).toEqual([
      [2, 8],
      [1, 9],
      [9, 2],
      [2, 9],
    ]);
    expect(await interrupts.count()).toBe(4);
  });

  it('are masked while the driver looks, and unmasked when nothing is left', async () => {
    const { bench, puppet, device, driver } = await open({ wake: 'adaptive', intervalCycles: 120 });
    await device.deliver(frameOf(60, 1));
    await bench.run(200);
    expect(await driver.statistics()).toMatchObject({ frames: 0 });
    puppet.irq.send(interrupt(2, 9));
    await bench.run(125);
    expect(await device.availFlags()).toBe(availNoInterrupt);
    expect(await driver.statistics()).toMatchObject({ frames: 1 });
    // Found by looking, without another interrupt.
    await device.deliver(frameOf(60, 2));
    await bench.run(125);
    expect(await driver.statistics()).toMatchObject({ frames: 2, interrupts: 1 });
    await bench.run(125);
    expect(await device.availFlags()).toBe(0);
  });

  it('that come although masked are counted', async () => {
    const { bench, puppet, driver } = await open({ wake: 'poll' });
    puppet.irq.send([...interrupt(2, 9), ...interrupt(2, 9)]);
    await bench.run(20);
    expect(await driver.statistics()).toMatchObject({ interrupts: 2, maskedInterrupts: 2 });
  });
});

describe('a device that breaks the rules', () => {
  const prefix = 'driver of function 2 queue 1: ';
  const header = Uint8Array.from(receiveNetHeader);
  const whole = (length = 60) => Uint8Array.from([...header, ...frameOf(length, 1)]);

  it('by publishing more than was posted fails', async () => {
    const { bench, device } = await open();
    await device.publish(0, 72, 9);
    expect(await failureOf(bench)).toContain(`${prefix}the used index went from 0 to 9 with only 8 buffers posted`);
  });

  it('by an id outside the table, or not posted, fails', async () => {
    const outside = await open();
    await outside.device.publish(8, 72);
    expect(await failureOf(outside.bench)).toContain(`${prefix}used element 0 names descriptor 8 of 8`);
    const twice = await open();
    twice.driver.setPosting(false);
    const { id } = await twice.device.nextBuffer();
    twice.device.availSeen = 0;
    await twice.device.deliver(frameOf(60, 1));
    await twice.bench.run(20);
    await twice.device.publish(id, 72);
    expect(await failureOf(twice.bench)).toContain(`used element 1 names descriptor ${id}, which was not posted`);
  });

  it.each([netHeaderBytes, 257, 0])('by a length of %i fails', async length => {
    const { bench, device } = await open();
    const { id } = await device.nextBuffer();
    await device.publish(id, length);
    expect(await failureOf(bench)).toContain(`used element 0 has length ${length} with a buffer of 256`);
  });

  it('by a wrong network header fails', async () => {
    const { bench, device } = await open();
    const buffer = await device.nextBuffer();
    const bytes = whole();
    bytes[10] = 2;
    await device.fill(buffer.address, bytes);
    await device.publish(buffer.id, bytes.length);
    expect(await failureOf(bench)).toContain(
      `byte 10 of the network header of descriptor ${buffer.id} is 2 instead of 1`,
    );
  });

  it('by reporting bytes it did not write fails', async () => {
    const { bench, device } = await open();
    const buffer = await device.nextBuffer();
    await device.fill(buffer.address, whole().subarray(0, 70));
    await device.publish(buffer.id, 72);
    expect(await failureOf(bench)).toContain(
      `byte 70 of the buffer of descriptor ${buffer.id} is reported (length 72) but was not written`,
    );
  });

  it('by writing after what it reports fails', async () => {
    const { bench, device } = await open();
    const buffer = await device.nextBuffer();
    await device.fill(buffer.address, whole());
    await device.fill(buffer.address + 200n, Uint8Array.of(0));
    await device.publish(buffer.id, 72);
    expect(await failureOf(bench)).toContain(
      `byte 200 of the buffer of descriptor ${buffer.id} was written, after the reported length 72`,
    );
  });
});
