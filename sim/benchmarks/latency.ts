// SPDX-License-Identifier: Apache-2.0
/**
 * How long a short frame is under way through an idle machine, and beside VMs that receive and send long frames at the pace of the
 * wire. Three VMs that nobody else has to do with are measured at once:
 *
 * - `wire_to_ring`: from the last beat of a received frame to its publication in the ring of its VM;
 * - `ring_to_wire`: from the write that rings the doorbell to the last beat that the MAC takes;
 * - `vm_to_vm`: from that write to the publication in the ring of the other VM.
 */
import type { Config } from '../../hdl/spec/configs.ts';
import { minFrameBytes } from '../../hdl/spec/configs.ts';
import type { Design } from '../design.ts';
import type { RingFormat } from '../guest-queue.ts';
import { type PacedFrame, wireBytes } from '../mac.ts';
import { type Machine, openMachine } from '../machine.ts';
import { type LoadedVms, loadedVms } from './four-vms.ts';
import type { Measurement } from './measurement.ts';

export const latencyNames = ['wire_to_ring_cycles', 'ring_to_wire_cycles', 'vm_to_vm_cycles'] as const;
export type LatencyName = (typeof latencyNames)[number];

export const latencyLoads = ['idle', 'loaded'] as const;

/** Nanoseconds that the memory of the host takes. */
export interface MemoryTimes {
  readonly read: number;
  readonly write: number;
  /** More that an access may take; all are drawn between nothing and this. */
  readonly jitter: number;
}

/** Reads take 800 ns, give or take 300. */
export const usualMemory: MemoryTimes = { read: 500, write: 200, jitter: 600 };

export interface LatencyLoad {
  readonly ring: RingFormat;
  readonly load: (typeof latencyLoads)[number];
  /** Frames on each of the three ways. */
  readonly frames: number;
  readonly seed: number;
  /** Default {@link usualMemory}. */
  readonly memory?: MemoryTimes;
}

export interface LatencyRow extends Measurement {
  readonly name: LatencyName;
  /** The longest. */
  readonly value: number;
  readonly unit: 'cycles';
  readonly p50: number;
  readonly p99: number;
  readonly load: LatencyLoad['load'];
  readonly ring: RingFormat;
  /** Frame size with FCS. */
  readonly size: 64;
  readonly frames: number;
}

/** Functions whose frames are measured: one receives from the wire, one sends to it, and one sends to the last. */
const probes = { receiver: 1, sender: 2, from: 3, to: 4 } as const;
/** Functions that load the machine, in both directions. */
const neighbours = [0, 5, 6, 7];
/** Bytes of their frames, without FCS. */
export const longFrameBytes = 1514;
/** Functions that send, and those that receive, beside one that is measured. */
export const neighbourCount = neighbours.length;
const queueSize = 256;
/** Clocks from one frame to the next on each way: at rest before it comes, if nobody else sends. */
const periodCycles = 3000;

/** Clocks that a time takes. */
export const cyclesOf = (config: Config, ns: number): number => Math.ceil((ns * config.clockHz) / 1e9);

/** Opens the machine with drivers for all, and starts it. */
const openLoaded = async (
  design: Design,
  config: Config,
  { ring, seed, memory = usualMemory }: LatencyLoad,
  { images }: LoadedVms,
): Promise<Machine> => {
  const sends: readonly number[] = [probes.sender, probes.from, ...neighbours];
  const recorded: readonly number[] = [probes.receiver, probes.to];
  const machine = await openMachine(design, config, {
    ...{ seed, format: ring, queueSize, readLatencyNs: memory.read, writeLatencyNs: memory.write },
    hostBus: { jitterCycles: cyclesOf(config, memory.jitter), outOfOrder: true },
    queueHabits: fn => ({ record: recorded.includes(fn) }),
    senders: (fn, queue) => (sends.includes(fn) && queue === 0 ? { format: ring, queueSize } : undefined),
  });
  await machine.start(images);
  return machine;
};

/** Clocks that a frame needs on the wire. */
const wireCycles = (config: Config, frameBytes: number): number =>
  (wireBytes(frameBytes) * 8 * config.clockHz) / config.lineRateBps;

/** Long frames for the neighbours, as many as the wire takes in `cycles`. */
const longFrames = (config: Config, cycles: number, make: (i: number) => Uint8Array): PacedFrame[] =>
  Array.from({ length: Math.ceil(cycles / wireCycles(config, longFrameBytes)) }, (_, i) => ({ bytes: make(i) }));

/** What the wire brings: a short frame every `periodCycles`, and silence or long frames between. */
const arrivals = (config: Config, { frames, load }: LatencyLoad, vms: LoadedVms, long: LoadedVms): PacedFrame[] => {
  const silence = Math.round((periodCycles * config.lineRateBps) / 8 / config.clockHz) - wireBytes(minFrameBytes);
  return Array.from({ length: frames }, (_, i) => i).flatMap(i => {
    const short = { bytes: vms.frameTo(i, minFrameBytes) };
    if (load === 'idle') return [{ ...short, extraGapBytes: silence }];
    return [...longFrames(config, periodCycles, j => long.frameTo(i + j, longFrameBytes)), short];
  });
};

/** Runs the load and gives the row of each way. */
export const measureLatencies = async (design: Design, config: Config, load: LatencyLoad): Promise<LatencyRow[]> => {
  const all = loadedVms(config, [probes.receiver, probes.sender, probes.from, probes.to, ...neighbours]);
  const [toProbe, toNeighbours] = [loadedVms(config, [probes.receiver]), loadedVms(config, neighbours)];
  await using machine = await openLoaded(design, config, load, all);
  const senderOf = (fn: number) => machine.senders.find(sender => sender.function === fn)!;
  machine.mac.send(arrivals(config, load, toProbe, toNeighbours));
  if (load.load === 'loaded') {
    // As many from each as the wire takes at all, so that none has nothing to send before the others.
    const each = longFrames(config, (load.frames * periodCycles) / 2, i =>
      all.frameFrom(neighbours[0]!, i, longFrameBytes),
    );
    for (const fn of neighbours)
      senderOf(fn).send(each.map((_, i) => ({ bytes: all.frameFrom(fn, i, longFrameBytes) })));
  }
  const posted: number[] = [];
  for (let i = 0; i < load.frames; i++) {
    posted.push(machine.bench.cycle);
    senderOf(probes.sender).send([{ bytes: all.frameFrom(probes.sender, i, minFrameBytes) }]);
    senderOf(probes.from).send([{ bytes: all.frameBetween(probes.from, probes.to, i, minFrameBytes) }]);
    await machine.bench.run(periodCycles);
  }
  await machine.rest();
  const mac = all.frameFrom(probes.sender, 0, minFrameBytes).subarray(6, 12);
  const left = (await machine.wire.frames()).filter(({ bytes }) => mac.every((byte, at) => bytes[6 + at] === byte));
  const arrived = (await machine.mac.lastBeatCycles()).filter((_, i) => isShort(config, load, i));
  const publishedAt = async (fn: number): Promise<number[]> => {
    const driver = machine.drivers.find(one => one.function === fn && one.queue === 0)!;
    return (await driver.frames()).map(({ cycle }) => cycle);
  };
  const ways: Readonly<Record<LatencyName, readonly [begins: readonly number[], ends: readonly number[]]>> = {
    wire_to_ring_cycles: [arrived, await publishedAt(probes.receiver)],
    ring_to_wire_cycles: [posted, left.map(({ cycle }) => cycle)],
    vm_to_vm_cycles: [posted, await publishedAt(probes.to)],
  };
  return latencyNames.map(name => rowOf(config, load, name, ...ways[name]));
};

/** Whether the frame number `i` of the wire is one of those that are measured. */
const isShort = (config: Config, { load }: LatencyLoad, i: number): boolean => {
  if (load === 'idle') return true;
  const round = Math.ceil(periodCycles / wireCycles(config, longFrameBytes)) + 1;
  return i % round === round - 1;
};

const rowOf = (
  config: Config,
  { load, ring, frames }: LatencyLoad,
  name: LatencyName,
  begins: readonly number[],
  ends: readonly number[],
): LatencyRow => {
  if (begins.length !== frames || ends.length !== frames) {
    throw new Error(`Of ${frames} frames that were to be measured ${begins.length} came and ${ends.length} arrived.`);
  }
  // Frames of one queue stay in order.
  const sorted = begins.map((begin, i) => ends[i]! - begin).sort((a, b) => a - b);
  const quantile = (part: number): number => sorted[Math.min(frames - 1, Math.floor(part * frames))]!;
  return {
    ...{ name, value: sorted.at(-1)!, unit: 'cycles', config: config.name, p50: quantile(0.5), p99: quantile(0.99) },
    ...{ load, ring, size: 64, frames },
  };
};
