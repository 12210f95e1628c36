// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes of a PCIe link for each of the shortest frames: received alone, or as many sent at the same time, between a
 * wire at line rate and one VM whose drivers post 32 buffers or frames at a time. The card's own counters say what it read and
 * wrote; the model of the host bus has counted the same accesses by itself, and a difference fails the run. To them come the headers of
 * PCIe transfers, doorbells and interrupts.
 */
import type { Config } from '../../hdl/spec/configs.ts';
import { minFrameBytes } from '../../hdl/spec/configs.ts';
import { type AccessKind, accessCounters } from '../../hdl/spec/host-accesses.ts';
import { readAnswerBytes } from '../../hdl/spec/virtio/mover-sizes.ts';
import type { Design } from '../design.ts';
import { guardBytes, type RingFormat } from '../guest-queue.ts';
import { type Machine, openMachine } from '../machine.ts';
import { loadedVms } from './four-vms.ts';
import type { Measurement } from './measurement.ts';

export interface HostBytesLoad {
  readonly ring: RingFormat;
  readonly direction: 'rx' | 'duplex';
  /** Frames of each direction. */
  readonly frames: number;
}

export interface HostBytesRow extends Measurement {
  readonly name: 'host_bytes_up' | 'host_bytes_down';
  /** Bytes of the link a frame (duplex: one each way), headers of transfers included. */
  readonly value: number;
  readonly unit: 'bytes';
  readonly direction: HostBytesLoad['direction'];
  /** Frame size with FCS. */
  readonly size: 64;
  readonly ring: RingFormat;
  readonly functions: 1;
  readonly frames: number;
  /** What of it belongs to each kind of access. */
  readonly parts: Readonly<Record<string, number>>;
}

/** Drivers post so many at once. */
const batch = 32;
/** Bytes of a buffer: with the gap after it three times 512, so that no frame crosses the end of what one transfer may bring. */
const bufferBytes = 3 * 512 - guardBytes;
const fcsBytes = 4;
/** Header of a request or a posted write on the link: TLP header 16, framing, sequence number and LCRC 8. */
const requestBytes = 24;
/** Bytes of a doorbell or an interrupt: a write of 4 bytes. */
const messageBytes = requestBytes + 4;
/** Most bytes of one PCIe transfer. */
const transferBytes = 256;

interface Count {
  readonly accesses: number;
  readonly bytes: number;
}
type Counts = Readonly<Record<AccessKind, Count>>;

const totalOf = async (machine: Machine): Promise<Counts> => {
  const functions = machine.map.decodeAccesses(await machine.registers.read(machine.map.accessAddresses()));
  const sum = (name: AccessKind, what: keyof Count): number => functions.reduce((all, of) => all + of[name][what], 0);
  return Object.fromEntries(
    accessCounters.map(({ name }) => [name, { accesses: sum(name, 'accesses'), bytes: sum(name, 'bytes') }]),
  ) as Counts;
};

/** What the bus model has seen: bursts from its list, bytes as memory counted them. */
const seenOf = async (machine: Machine) => {
  const { read, written } = await machine.memory.traffic();
  const log = await machine.memory.takeLog();
  const bursts = log.filter(({ writing }) => writing).length;
  return { reads: { accesses: log.length - bursts, bytes: read }, writes: { accesses: bursts, bytes: written } };
};

const halfOf = (counts: Counts, writes: boolean): Count => {
  const half = accessCounters.filter(kind => kind.writes === writes).map(({ name }) => counts[name]);
  return {
    accesses: half.reduce((sum, { accesses }) => sum + accesses, 0),
    bytes: half.reduce((sum, { bytes }) => sum + bytes, 0),
  };
};

/** Bytes up and down the link of the accesses of a kind; transfers end at most every 256 bytes. */
const linkBytes = (writes: boolean, { accesses, bytes }: Count): { up: number; down: number } => {
  const transfers = Math.max(accesses, Math.ceil(bytes / transferBytes));
  return writes
    ? { up: bytes + requestBytes * transfers, down: 0 }
    : { up: requestBytes * accesses, down: bytes + readAnswerBytes * transfers };
};

/** Runs the load and gives the row of each way of the link. */
export const measureHostBytes = async (
  design: Design,
  config: Config,
  { ring, direction, frames }: HostBytesLoad,
): Promise<readonly HostBytesRow[]> => {
  const { images, frameTo, frameFrom } = loadedVms(config, [1]);
  const sends = direction === 'duplex';
  const batchCycles = Math.ceil((batch * 8 * (minFrameBytes + 24) * config.clockHz) / config.lineRateBps);
  const habits = { wake: 'interrupt', format: ring, intervalCycles: batchCycles, bufferBytes } as const;
  await using machine = await openMachine(design, config, {
    ...{ record: false, readLatencyNs: 800, logBursts: true, queueSize: 256, refill: batch, shuffle: false, ...habits },
    ...(sends && {
      senders: (fn: number, queue: number) =>
        fn === 1 && queue === 0 ? { ...habits, queueSize: 256, batch, shuffle: false } : undefined,
    }),
  });
  await machine.start(images);
  const [before, , doorbells, interrupts] = await Promise.all([
    totalOf(machine),
    seenOf(machine),
    doorbellsOf(machine),
    machine.interrupts.count(),
  ]);
  const trafficBefore = await machine.memory.traffic();
  for (const sender of machine.senders) {
    sender.send(Array.from({ length: frames }, (_, i) => ({ bytes: frameFrom(1, i, minFrameBytes) })));
  }
  await machine.run(Array.from({ length: frames }, (_, i) => ({ bytes: frameTo(i, minFrameBytes) })));
  const after = await totalOf(machine);
  const seen = await seenOf(machine);
  const counts = Object.fromEntries(
    accessCounters.map(({ name }) => [
      name,
      {
        accesses: after[name].accesses - before[name].accesses,
        bytes: after[name].bytes - before[name].bytes,
      },
    ]),
  ) as Counts;
  const expected = {
    reads: { accesses: seen.reads.accesses, bytes: seen.reads.bytes - trafficBefore.read },
    writes: { accesses: seen.writes.accesses, bytes: seen.writes.bytes - trafficBefore.written },
  };
  const counted = { reads: halfOf(counts, false), writes: halfOf(counts, true) };
  if (JSON.stringify(counted) !== JSON.stringify(expected)) {
    throw new Error(
      `The card counted ${JSON.stringify(counted)} on the host bus, and the bus model ${JSON.stringify(expected)}.`,
    );
  }
  const delivered = (await machine.counters()).reduce((sum, slot) => sum + slot.delivered.frames, 0);
  if (delivered !== frames) throw new Error(`${frames - delivered} of ${frames} received frames were lost.`);
  const messages = {
    up: messageBytes * ((await machine.interrupts.count()) - interrupts),
    down: messageBytes * ((await doorbellsOf(machine)) - doorbells),
  };
  return (['up', 'down'] as const).map(way => {
    const parts = [
      ...accessCounters.map(({ name, writes }) => [name, linkBytes(writes, counts[name])[way] / frames] as const),
      [way === 'up' ? 'interrupts' : 'doorbells', messages[way] / frames] as const,
    ].filter(([, bytes]) => bytes > 0);
    return {
      ...{ name: `host_bytes_${way}`, value: parts.reduce((sum, [, bytes]) => sum + bytes, 0), unit: 'bytes' },
      ...{ config: config.name, direction, size: (minFrameBytes + fcsBytes) as 64, ring, functions: 1, frames },
      parts: Object.fromEntries(parts),
    } as const;
  });
};

const doorbellsOf = async (machine: Machine): Promise<number> => {
  const drivers = [...machine.drivers, ...machine.senders];
  const statistics = await Promise.all(drivers.map(driver => driver.statistics()));
  return statistics.reduce((sum, { doorbells }) => sum + doorbells, 0);
};
