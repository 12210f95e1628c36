// SPDX-License-Identifier: Apache-2.0
/**
 * Wire speed: frames of many sizes back to back in one run without a gap, in an order drawn by seed, to VMs whose drivers take
 * them from the rings and post the buffers again. Host reads take 800 ns, give or take 300. A frame that is not delivered is
 * a loss, whatever the reason.
 */
import type { Config } from '../../hdl/spec/configs.ts';
import { counterEvents } from '../../hdl/spec/events/drop-reasons.ts';
import type { Design } from '../design.ts';
import type { RingFormat } from '../guest-queue.ts';
import { openMachine } from '../machine.ts';
import { loadedVms } from './four-vms.ts';

export interface WireSpeedLoad {
  readonly ring: RingFormat;
  /** VMs that the frames go to in turns: the functions from 0 on, one queue each. */
  readonly functions: number;
  /** Sizes with FCS, in bytes. */
  readonly sizes: readonly number[];
  /** Frames of each size. */
  readonly frames: number;
  readonly seed: number;
}

export interface WireSpeedRow {
  readonly name: 'line_rate_loss_frames';
  /** Frames lost. */
  readonly value: number;
  readonly unit: 'frames';
  readonly config: string;
  readonly direction: 'rx';
  readonly size: string;
  readonly ring: RingFormat;
  readonly functions: number;
  /** Frames sent. */
  readonly frames: number;
  /** Gigabits a second on the wire while they were sent, gaps and preambles included. */
  readonly gbps: number;
  /** Lost frames by counter event. */
  readonly lost: Readonly<Record<string, number>>;
}

const fcsBytes = 4;
const readNs = 800;
const jitterNs = 300;
const queueSize = 1024;
const chunkFrames = 2048;
/** Bytes on the wire beside a frame with its FCS: preamble and gap. */
const gapBytes = 20;

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

/** Sends all frames and counts what is lost; `onProgress` hears how many have left. */
export const measureWireSpeed = async (
  design: Design,
  config: Config,
  load: WireSpeedLoad,
  onProgress: (sent: number, of: number) => void = () => {},
): Promise<WireSpeedRow> => {
  const { ring, functions, sizes, frames, seed } = load;
  const { images, frameTo } = loadedVms(
    config,
    Array.from({ length: functions }, (_, fn) => fn),
  );
  const cycles = (ns: number): number => Math.ceil((ns * config.clockHz) / 1e9);
  await using machine = await openMachine(design, config, {
    ...{ seed, record: false, format: ring, queueSize, readLatencyNs: readNs - jitterNs },
    hostBus: { jitterCycles: cycles(2 * jitterNs), outOfOrder: true },
  });
  await machine.start(images);
  const order = shuffled(
    sizes.flatMap(size => Array.from({ length: frames }, () => size)),
    seed,
  );
  const began = machine.bench.cycle;
  for (let at = 0; at < order.length; at += chunkFrames) {
    const chunk = order.slice(at, at + chunkFrames);
    machine.mac.send(chunk.map((size, i) => ({ bytes: frameTo(at + i, size - fcsBytes) })));
    // The wire must not fall silent between chunks.
    await machine.mac.finished({ remaining: at + chunkFrames < order.length ? chunkFrames / 4 : 0 });
    onProgress(Math.min(at + chunkFrames, order.length), order.length);
  }
  const seconds = (machine.bench.cycle - began) / config.clockHz;
  await machine.rest();
  const counters = await machine.counters();
  const events = counterEvents.map(
    ({ name }) => [name, counters.reduce((sum, slot) => sum + slot[name].frames, 0)] as const,
  );
  const delivered = events.find(([name]) => name === 'delivered')![1];
  const { overflowFrames } = await machine.mac.statistics();
  const bits = order.reduce((sum, size) => sum + 8 * (size + gapBytes), 0);
  return {
    ...{ name: 'line_rate_loss_frames', value: order.length - delivered, unit: 'frames', config: config.name },
    ...{ direction: 'rx', size: nameOf(sizes), ring, functions, frames: order.length, gbps: bits / seconds / 1e9 },
    lost: Object.fromEntries([
      ...events.filter(([name, count]) => name !== 'delivered' && count > 0),
      ...(overflowFrames > 0 ? [['not_ready', overflowFrames] as const] : []),
    ]),
  };
};
