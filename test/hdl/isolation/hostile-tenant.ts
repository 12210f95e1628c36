// SPDX-License-Identifier: Apache-2.0
/**
 * A guest that does all it can to harm its neighbours: rings of both formats full of nonsense that change under the device,
 * doorbells, and a hypervisor who stops and starts its queue at any time, with any rings and features.
 */
import {
  alignment,
  availRing,
  descriptor,
  descriptorBytes,
  descriptorFlags,
  packedDescriptor,
  packedFlags,
} from '../../../hdl/spec/virtio/virtqueue.ts';
import type { Machine } from '../../../sim/machine.ts';
import type { Random } from '../../support/random.ts';

/** How mad a tenant is, each a probability. */
export interface Madness {
  /** Of a nonsensical descriptor. */
  readonly descriptors: number;
  /** Of a nonsensical step of the avail index, or a head outside the table. */
  readonly ring: number;
}

const featureBit = { packed: 1, mergeable: 2, indirect: 4, eventIndex: 8, inOrder: 16 } as const;
const windowBytes = 0x20_0000;
const half = 0x10_0000;

export class HostileTenant {
  readonly machine: Machine;
  readonly fn: number;
  readonly queue: number;
  readonly random: Random;
  /** The window of the function. */
  readonly first: bigint;
  readonly last: bigint;
  size = 16;
  packed = false;
  indirect = false;
  #inChain = false;
  madness: Madness = { descriptors: 0.05, ring: 0.02 };
  descriptors: bigint;
  driver: bigint;
  device: bigint;
  #index = 0;
  #wrap = true;
  #next = 0;

  constructor(machine: Machine, fn: number, queue: number, random: Random) {
    this.machine = machine;
    this.fn = fn;
    this.queue = queue;
    this.random = random;
    this.first = machine.functions[fn]!.last + 0x1000_0000n + BigInt(random.between(0, 5000));
    this.last = this.first + BigInt(windowBytes + random.between(0, 5000));
    this.descriptors = this.driver = this.device = this.first;
    machine.memory.addRegion({ first: this.first, last: this.last, owner: fn });
  }

  register(name: string, data: number) {
    const { map } = this.machine;
    return { address: map.address('rx_queue', this.machine.queueIndex(this.fn, this.queue), name), data };
  }

  #number(address: bigint, bytes: number, value: number | bigint): void {
    const data = Buffer.alloc(8);
    data.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value)));
    this.machine.memory.write(address, data.subarray(0, bytes));
  }

  /** New rings at random places of the first half of the window, in a random format. */
  place(): number {
    const { random } = this;
    const features =
      random.between(0, 31) |
      (random.chance(0.3) ? 6 : 4) |
      (random.chance(this.madness.ring) ? 1 << random.between(5, 31) : 0) |
      (random.chance(0.3) ? random.between(1, 17) << 24 : 0);
    this.packed = (features & featureBit.packed) !== 0;
    this.indirect = (features & featureBit.indirect) !== 0;
    this.size = this.packed
      ? random.pick([1, 2, 3, 5, 17, 64, 255, random.between(1, 1000), 32_768])
      : random.pick([1, 2, 4, 16, 16, 64, 256, 256, 32_768]);
    const aligned = (at: bigint, to: number): bigint => ((at + BigInt(to) - 1n) / BigInt(to)) * BigInt(to);
    const somewhere = (): bigint => BigInt(random.pick([0, 0, random.between(0, 5000)]));
    this.descriptors = aligned(this.first + somewhere(), alignment.descriptorTable);
    this.driver = aligned(this.descriptors + BigInt(this.size * descriptorBytes) + somewhere(), 4);
    this.device = aligned(this.driver + BigInt(this.size * 2 + 6) + somewhere(), alignment.usedRing);
    this.#index = 0;
    this.#next = 0;
    this.#wrap = true;
    if (this.packed) {
      for (let i = 0; i < Math.min(this.size, 2048); i++)
        this.#number(this.#at(i) + BigInt(packedDescriptor.flags), 2, 0);
    } else {
      this.#number(this.driver, 4, 0);
    }
    if (random.chance(0.7)) this.#number(this.driver, 4, random.pick([0, 0x10000, 0x20000]) * Number(this.packed));
    return features;
  }

  settings(features: number) {
    const index = this.machine.queueIndex(this.fn, this.queue);
    const { map } = this.machine;
    return [
      ...map.pair('rx_queue', index, 'desc', this.descriptors),
      ...map.pair('rx_queue', index, 'driver', this.driver),
      ...map.pair('rx_queue', index, 'device', this.device),
      this.register('size', this.size),
      this.register('features', features),
      this.register('vector', 7),
    ];
  }

  #at(place: number): bigint {
    return this.descriptors + BigInt(place * descriptorBytes);
  }

  #badAddress(): bigint {
    const { random } = this;
    const { functions } = this.machine;
    const near = BigInt(random.between(0, 3000));
    return random.pick([
      () => this.last - near,
      () => this.first - near,
      () => this.device + near,
      () => this.descriptors + near,
      () => functions[random.between(0, functions.length - 1)]!.first + near * 16n,
      () => (1n << 64n) - 1n - near,
      () => BigInt(random.between(0, 0xffff_ffff)) << BigInt(random.between(0, 32)),
      () => 0xfee0_0000n,
    ])();
  }

  /** A place in the second half of the window, which no ring takes. */
  #goodAddress(bytes: number): bigint {
    const { random } = this;
    const at = this.first + BigInt(half + random.between(0, half - Math.min(bytes, half)));
    return random.chance(0.3) ? (at & ~4095n) + 4096n - BigInt(random.between(0, 64)) : at;
  }

  #length(mad: boolean): number {
    const { random } = this;
    if (mad) return random.pick([0, 1, 11, 13, 0x7fff_ffff, 0xffff_ffff, 0xffff_f000, random.between(0, 100)]);
    return random.pick([12, 72, 76, 100, 1526, 1526, 2048, 4096, 9034, random.between(12, 2000)]);
  }

  /** A descriptor with anything in it. */
  #describe(at: bigint, flagsAt: number, numberAt: number, number: number, extra: number, more: boolean): void {
    const { random } = this;
    const mad = random.chance(this.madness.descriptors);
    const bytes = this.#length(mad && random.chance(0.5));
    let flags = descriptorFlags.write | (more ? descriptorFlags.next : 0);
    let address = this.#goodAddress(bytes);
    let length = bytes;
    if (!more && this.indirect && !(this.packed && this.#inChain) && random.chance(0.25)) {
      flags = descriptorFlags.indirect;
      const entries = mad ? random.pick([0, 1, 32, 33, 0xff_ffff]) : random.between(1, 32);
      address = this.#table(Math.min(entries, 40));
      length = entries * descriptorBytes + (mad && random.chance(0.3) ? random.between(1, 15) : 0);
    }
    if (mad) {
      if (random.chance(0.4)) address = this.#badAddress();
      if (random.chance(0.3)) flags = random.between(0, 7);
      if (random.chance(0.1)) number = random.between(0, 0xffff);
    }
    const data = Buffer.alloc(descriptorBytes);
    data.writeBigUInt64LE(BigInt.asUintN(64, address), descriptor.addr);
    data.writeUInt32LE(length >>> 0, descriptor.len);
    data.writeUInt16LE((flags | extra) & 0xffff, flagsAt);
    data.writeUInt16LE(number & 0xffff, numberAt);
    this.machine.memory.write(at, data);
  }

  #table(entries: number): bigint {
    const { random } = this;
    const table =
      ((this.first + BigInt(half - 0x8000 + 16 * random.between(0, 1500))) & ~15n) +
      BigInt(random.chance(this.madness.descriptors) ? random.pick([1, 8]) : 0);
    for (let i = 0; i < entries; i++) {
      const more = random.chance(this.madness.descriptors) ? random.chance(0.5) : i + 1 < entries;
      const data = Buffer.alloc(descriptorBytes);
      const mad = random.chance(this.madness.descriptors);
      const bytes = this.#length(mad);
      const address = mad ? this.#badAddress() : this.#goodAddress(bytes);
      const flags = mad ? random.between(0, 7) : descriptorFlags.write | (more ? descriptorFlags.next : 0);
      data.writeBigUInt64LE(BigInt.asUintN(64, address), descriptor.addr);
      data.writeUInt32LE(bytes >>> 0, descriptor.len);
      data.writeUInt16LE(flags, descriptor.flags);
      data.writeUInt16LE(mad ? random.between(0, 40) : i + 1, descriptor.next);
      this.machine.memory.write(table + BigInt(i * descriptorBytes), data);
    }
    return table;
  }

  /** Makes up to `count` chains available, and rings. */
  async post(count: number): Promise<void> {
    let room = await this.#room();
    for (let i = 0; i < count; i++) {
      const length = this.#chain();
      room -= this.packed ? length : 1;
      if (room < 0 && !this.random.chance(this.madness.ring)) break;
      if (this.packed) this.#postPacked(length);
      else this.#postSplit(length);
    }
    if (this.random.chance(0.9)) await this.ring(1);
  }

  /** Entries that the device does not hold, as far as it says. */
  async #room(): Promise<number> {
    const { map } = this.machine;
    const address = map.address('rx_queue', this.machine.queueIndex(this.fn, this.queue), 'used');
    const used = (await this.machine.registers.read([address]))[0]!;
    const [index, wrap] = [used & 0xffff, ((used >>> 16) & 1) === 1];
    if (!this.packed) return this.size - ((this.#index - index) & 0xffff);
    return this.size - (this.#index - index + (wrap === this.#wrap ? 0 : this.size));
  }

  #chain(): number {
    const { random } = this;
    const most = random.pick([1, 1, 1, 2, 4, random.chance(this.madness.descriptors) ? 33 : 32]);
    return Math.min(this.size, random.between(1, most));
  }

  #postSplit(length: number): void {
    const { random } = this;
    const mad = random.chance(this.madness.ring);
    let at = mad ? random.between(0, this.size - 1) : this.#next % this.size;
    this.#next += length;
    const head = at;
    for (let i = 0; i < length; i++) {
      const next = random.chance(this.madness.descriptors)
        ? random.pick([random.between(0, 0xffff), at])
        : (at + 1) % this.size;
      this.#describe(this.#at(at), descriptor.flags, descriptor.next, next, 0, i + 1 < length);
      at = (at + 1) % this.size;
    }
    const slot = BigInt(availRing.ring + 2 * (this.#index % this.size));
    this.#number(this.driver + slot, 2, random.chance(this.madness.ring) ? random.between(0, 0xffff) : head);
    this.#index = (this.#index + (random.chance(this.madness.ring) ? random.between(0, 0xffff) : 1)) & 0xffff;
    this.#number(this.driver + BigInt(availRing.idx), 2, this.#index);
  }

  #postPacked(length: number): void {
    const { random } = this;
    const id = random.chance(0.5) ? random.between(0, this.size - 1) : this.#index;
    this.#inChain = length > 1;
    for (let i = 0; i < length; i++) {
      const wrap = random.chance(this.madness.ring) ? random.chance(0.5) : this.#wrap;
      const used = random.chance(this.madness.ring) ? random.chance(0.5) : !wrap;
      const extra = (wrap ? packedFlags.available : 0) | (used ? packedFlags.used : 0);
      this.#describe(this.#at(this.#index), packedDescriptor.flags, packedDescriptor.id, id, extra, i + 1 < length);
      this.#index = (this.#index + 1) % this.size;
      if (this.#index === 0) this.#wrap = !this.#wrap;
    }
  }

  /** Anything, anywhere in the rings. */
  scribble(): void {
    const { random } = this;
    const near = Math.min(this.size, 300);
    const at = random.pick([
      () => this.#at(random.between(0, near - 1)) + BigInt(random.between(0, 15)),
      () => this.driver + BigInt(random.between(0, 2 * near + 5)),
      () => this.device + BigInt(random.between(0, 8 * near + 5)),
      () => this.driver,
    ])();
    this.machine.memory.write(at, random.bytes(random.between(1, 4)));
  }

  async ring(times: number): Promise<void> {
    const bell = this.machine.map.address('function_page', this.fn, `rx${this.queue}_notify`);
    const value = 2 * this.queue;
    await this.machine.registers.write(
      Array.from({ length: times }, () => ({ address: bell, data: value, bytes: 2 as const })),
    );
  }

  status() {
    return this.machine.queueStatus({ function: this.fn, queue: this.queue });
  }

  /** Waits until nothing of the queue is left; says whether it ever was. */
  async idle(maxCycles = 60_000): Promise<boolean> {
    const end = this.machine.bench.cycle + maxCycles;
    while (this.machine.bench.cycle < end) {
      if (!(await this.status()).busy) return true;
      await this.machine.bench.run(50);
    }
    return false;
  }

  async stop(): Promise<void> {
    await this.machine.registers.write([this.register('control', 0)]);
  }

  /** Starts with new settings or the old ones, from the start, from where the queue is, or from anywhere. */
  async start(): Promise<void> {
    const { random, machine } = this;
    const index = machine.queueIndex(this.fn, this.queue);
    const resumes = random.chance(0.25);
    const writes = resumes && !random.chance(this.madness.ring) ? [] : this.settings(this.place());
    let control = 1;
    if (resumes) {
      control = 3;
      const names = ['available', 'used'] as const;
      const places = random.chance(this.madness.ring)
        ? names.map(() => random.between(0, random.pick([this.size - 1, 0x1_ffff])))
        : await machine.registers.read(names.map(name => machine.map.address('rx_queue', index, name)));
      writes.push(...names.map((name, i) => this.register(name, places[i]!)));
    }
    await machine.registers.write([...writes, this.register('control', control)]);
  }
}
