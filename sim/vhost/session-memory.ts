// SPDX-License-Identifier: Apache-2.0
/** The memory of one front end: its regions, mapped, the window of the function around them, and addresses in them. */
import type { Card } from '../card.ts';
import type { MemoryRegion } from './messages.ts';
import type { FileNumber, MappedMemory } from './vhost-host.ts';

/** Something that a front end may not do; the sentence goes to the log. */
export class Refusal extends Error {}

const pageBytes = 4096n;
const mostRegions = 8;
/** Bytes that a function may share in all: address space of the simulation is for everybody. */
const mostBytes = 2n ** 40n;

export class SessionMemory {
  readonly #function: number;
  readonly #memory: MappedMemory;
  readonly #card: Card;
  #regions: readonly MemoryRegion[] = [];

  constructor(fn: number, { memory, card }: { readonly memory: MappedMemory; readonly card: Card }) {
    this.#function = fn;
    this.#memory = memory;
    this.#card = card;
  }

  get empty(): boolean {
    return this.#regions.length === 0;
  }

  /** Other regions in place of all; no queue of the function may run. What is wrong with them is a {@link Refusal}. */
  async replace(regions: readonly MemoryRegion[], files: readonly FileNumber[]): Promise<void> {
    this.#memory.unmap(this.#function);
    this.#regions = [];
    if (regions.length > mostRegions) throw new Refusal(`it has ${regions.length} regions; ${mostRegions} is the most`);
    if (files.length !== regions.length)
      throw new Refusal(`it has ${regions.length} regions and ${files.length} files`);
    const all = regions.reduce((sum, { bytes }) => sum + bytes, 0n);
    if (all > mostBytes) throw new Refusal(`its regions have ${all} bytes; ${mostBytes} (1 TiB) is the most`);
    for (const [i, region] of regions.entries()) await this.#map(region, files[i]!);
    await this.#setWindow(regions);
    this.#regions = regions;
  }

  /** An address of the front end as one of the function; all `bytes` of `what` must be in one region. */
  translate(address: bigint, bytes: bigint, what: string): bigint {
    const region = this.#regions.find(
      one => one.userAddress <= address && address + bytes <= one.userAddress + one.bytes,
    );
    if (!region) throw new Refusal(`${what} lies outside the memory: ${hex(address)}`);
    return address - region.userAddress + region.guestAddress;
  }

  text(): string {
    return this.#regions.map(regionText).join(', ') || 'none';
  }

  async #map(region: MemoryRegion, file: FileNumber): Promise<void> {
    const { guestAddress, bytes } = region;
    if (bytes === 0n || guestAddress % pageBytes !== 0n || bytes % pageBytes !== 0n)
      throw new Refusal(`region ${regionText(region)} is not of whole pages`);
    const error = await this.#memory.map(this.#function, file, region);
    if (error === undefined) return;
    this.#memory.unmap(this.#function);
    throw new Refusal(`region ${regionText(region)} cannot be mapped: ${mapErrors[error] ?? error}`);
  }

  /** From the first to the last byte of all regions; without regions one byte at address 0, as after reset. */
  async #setWindow(regions: readonly MemoryRegion[]): Promise<void> {
    const lasts = regions.map(({ guestAddress, bytes }) => guestAddress + bytes - 1n);
    const first = regions.map(({ guestAddress }) => guestAddress).reduce(lesser, lasts[0] ?? 0n);
    await this.#card.setWindow(this.#function, first, lasts.reduce(greater, first));
  }
}

/** What an error of {@link MappedMemory.map} means. */
const mapErrors: Readonly<Record<string, string>> = {
  ENODEV: 'its file is not a file of memory',
  ENOSPC: 'its file is shorter',
  EEXIST: 'it overlaps another',
  EINVAL: 'it is empty or goes beyond 2^64',
};

const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const greater = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const hex = (value: bigint): string => `0x${value.toString(16)}`;
const regionText = ({ guestAddress, bytes }: MemoryRegion): string => `${hex(guestAddress)}+${hex(bytes)}`;
