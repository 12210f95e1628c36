// SPDX-License-Identifier: Apache-2.0
/**
 * Wire speed: frames of many sizes back to back in one run without a gap, in an order drawn by seed: to VMs whose drivers take
 * them from the rings and post the buffers again, from VMs whose drivers always have more to send, or both at once. Host reads
 * take 800 ns, give or take 300. A frame that is not delivered is a loss, whatever the reason; and so is one that the wire had time
 * for and did not carry although its driver had posted it.
 */
import type { Config } from '../../hdl/spec/configs.ts';
import { netHeaderBytes } from '../../hdl/spec/virtio/virtqueue.ts';
import type { Design } from '../design.ts';
import type { RingFormat } from '../guest-queue.ts';
import { wireBytes } from '../mac.ts';
import { type Machine, openMachine } from '../machine.ts';
import { loadedVms } from './four-vms.ts';
import type { WireDirection } from './wire-direction.ts';
import { CarriedFrames, type Losses, receiveLosses, sendLosses } from './wire-losses.ts';

export interface WireSpeedLoad {
  readonly direction: WireDirection;
  readonly ring: RingFormat;
  /** VMs that the frames go to, or come from, in turns: the functions from 0 on, one queue each. */
  readonly functions: number;
  /** Sizes with FCS, in bytes. */
  readonly sizes: readonly number[];
  /** Frames of each size, in each direction. */
  readonly frames: number;
  readonly seed: number;
}

export interface WireSpeedRow {
  readonly name: 'line_rate_loss_frames';
  /** Frames lost. */
  readonly value: number;
  readonly unit: 'frames';
  readonly config: string;
  readonly direction: WireDirection;
  readonly size: string;
  readonly ring: RingFormat;
  readonly functions: number;
  /** Frames of each direction. */
  readonly frames: number;
  /** Gigabits a second on the wire, gaps and preambles included; of two directions the slower. */
  readonly gbps: number;
  /** Lost frames by counter event; those of transmit begin with `tx_`, and `idle_wire` counts those that the wire had time for. */
  readonly lost: Losses;
}

const fcsBytes = 4;
/** Room for the longest frame that a VM sends, with its network header. */
const sentBytes = 9018 - fcsBytes + netHeaderBytes;
/** Accesses of each kind that the host takes before it has answered the first: all that the card may ask for. */
const maxOutstanding = 256;
const readNs = 800;
const jitterNs = 300;
const queueSize = 1024;
const chunkFrames = 2048;

/** A seeded order of all frames: xorshift, 32 bits. */
const shuffled = (values: readonly number[], seed: number): number[] => {
  const order = [...values];
  let state = seed * 0x9e37_79b9 + 1;
  for (let i = order.length - 1; i > 0; i--) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const j = (state >>> 0) % (i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
};

/** Sizes as a range if they are one. */
const nameOf = (sizes: readonly number[]): string => {
  const [first, last] = [Math.min(...sizes), Math.max(...sizes)];
  return first === last ? `${first}` : `${first}..${last} (${sizes.length})`;
};

/** A frame of the run. */
interface Turn {
  readonly size: number;
  readonly number: number;
}

const openLoaded = async (design: Design, config: Config, load: WireSpeedLoad): Promise<Machine> => {
  const cycles = (ns: number): number => Math.ceil((ns * config.clockHz) / 1e9);
  return await openMachine(design, config, {
    ...{ seed: load.seed, record: false, format: load.ring, queueSize, readLatencyNs: readNs - jitterNs },
    hostBus: { jitterCycles: cycles(2 * jitterNs), outOfOrder: true, maxOutstanding },
    senders: (fn, queue) =>
      load.direction !== 'rx' && fn < load.functions && queue === 0
        ? { format: load.ring, queueSize, bufferBytes: sentBytes }
        : undefined,
  });
};

/** Sends all frames and counts what is lost; `onProgress` hears how many have left. */
export const measureWireSpeed = async (
  design: Design,
  config: Config,
  load: WireSpeedLoad,
  onProgress: (sent: number, of: number) => void = () => {},
): Promise<WireSpeedRow> => {
  const { direction, ring, functions, sizes, frames, seed } = load;
  const [receives, sends] = [direction !== 'tx', direction !== 'rx'];
  const { images, frameTo, frameFrom } = loadedVms(
    config,
    Array.from({ length: functions }, (_, fn) => fn),
  );
  await using machine = await openLoaded(design, config, load);
  await machine.start(images);
  const order: readonly Turn[] = shuffled(
    sizes.flatMap(size => Array.from({ length: frames }, () => size)),
    seed,
  ).map((size, number) => ({ size, number }));
  const carried = new CarriedFrames(config);
  const give = (chunk: readonly Turn[]): void => {
    if (receives) machine.mac.send(chunk.map(({ size, number }) => ({ bytes: frameTo(number, size - fcsBytes) })));
    for (const sender of machine.senders) {
      const own = chunk.filter(({ number }) => number % functions === sender.function);
      sender.send(own.map(({ size, number }) => ({ bytes: frameFrom(sender.function, number, size - fcsBytes) })));
    }
  };
  const began = machine.bench.cycle;
  let ended = began;
  for (let at = 0; at < order.length; at += chunkFrames) {
    const end = Math.min(at + chunkFrames, order.length);
    give(order.slice(at, end));
    // The wire must not fall silent between chunks.
    const remaining = end < order.length ? chunkFrames / 4 : 0;
    if (receives) await machine.mac.finished({ remaining });
    if (receives) ended = machine.bench.cycle;
    if (sends) await machine.wire.received(end - remaining);
    if (sends) await carried.take(machine);
    onProgress(end, order.length);
  }
  await machine.rest();
  const received = receives ? await receiveLosses(machine, order.length) : { value: 0, lost: {} };
  const sent = sends ? await sendLosses(machine, order.length, carried) : { value: 0, lost: {} };
  const bits = order.reduce((sum, { size }) => sum + 8 * wireBytes(size - fcsBytes), 0);
  const arrived = receives ? (bits * config.clockHz) / (ended - began) / 1e9 : Number.POSITIVE_INFINITY;
  const gbps = Math.min(arrived, sends ? carried.gbps : Number.POSITIVE_INFINITY);
  return {
    ...{ name: 'line_rate_loss_frames', value: received.value + sent.value, unit: 'frames', config: config.name },
    ...{ direction, size: nameOf(sizes), ring, functions, frames: order.length, gbps },
    lost: { ...received.lost, ...sent.lost },
  };
};
