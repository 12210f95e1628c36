// SPDX-License-Identifier: Apache-2.0
/**
 * What the latencies of `latency.ts` may be at most; docs/performance.md derives it. In an idle machine it is the clocks of the
 * machine itself and of the accesses to memory that come after one another. Beside others that load the machine a frame waits as well
 * for a turn of each of them, and on the wire for what was chosen before it.
 */
import type { Config } from '../../hdl/spec/configs.ts';
import { quantumBytes, wireOverheadBytes } from '../../hdl/spec/shares.ts';
import { insertedBytesAhead, openChains, sentBytesAhead } from '../../hdl/spec/virtio/mover-sizes.ts';
import { classAheadBytes } from '../../hdl/spec/wire-classes.ts';
import type { RingFormat } from '../guest-queue.ts';
import {
  cyclesOf,
  type LatencyLoad,
  type LatencyName,
  longFrameBytes,
  neighbourCount,
  usualMemory,
} from './latency.ts';

interface Way {
  /** Clocks at 10g if memory answers at once. */
  readonly own: number;
  /** Accesses that follow each other, the next one not before the answer of the one before. */
  readonly reads: number;
  readonly writes: number;
}

/** Split: index, entry, descriptor, frame are read; frame, element, index are written. Packed: descriptor, frame; frame, element. */
export const latencyWays: Readonly<Record<RingFormat, Readonly<Record<LatencyName, Way>>>> = {
  split: {
    wire_to_ring_cycles: { own: 170, reads: 0, writes: 3 },
    ring_to_wire_cycles: { own: 320, reads: 4, writes: 0 },
    vm_to_vm_cycles: { own: 350, reads: 4, writes: 3 },
  },
  packed: {
    wire_to_ring_cycles: { own: 150, reads: 0, writes: 2 },
    ring_to_wire_cycles: { own: 280, reads: 2, writes: 0 },
    vm_to_vm_cycles: { own: 310, reads: 2, writes: 2 },
  },
};

/** Clocks that so many bytes take on the wire, and at the port to the host. */
const wireClocks = ({ clockHz, lineRateBps }: Config, bytes: number): number => (bytes * 8 * clockHz) / lineRateBps;
const portClocks = ({ hostDataBits }: Config, bytes: number): number => (bytes * 8) / hostDataBits;

/** What a neighbour may take in its turn: its quantum, and a frame that was begun with the last of it and one chosen before that was known. */
const turnBytes = quantumBytes + 2 * (longFrameBytes + wireOverheadBytes);

/** What may be chosen before a frame: what each part may hold when it says so, and the frames that come after that. */
const aheadBytes = (config: Config): number =>
  sentBytesAhead(config) +
  insertedBytesAhead(config) +
  classAheadBytes(config) +
  openChains * (longFrameBytes + wireOverheadBytes);

/** Most clocks of each way, rounded up. */
export const latencyBound = (
  config: Config,
  ring: RingFormat,
  load: LatencyLoad['load'],
  name: LatencyName,
): number => {
  const { own, reads, writes } = latencyWays[ring][name];
  const { read, write, jitter } = usualMemory;
  const idle = own + reads * cyclesOf(config, read + jitter) + writes * cyclesOf(config, write + jitter);
  if (load === 'idle') return Math.ceil(idle);
  const receives = name === 'ring_to_wire_cycles' ? 0 : portClocks(config, neighbourCount * turnBytes);
  const sends =
    name === 'wire_to_ring_cycles' ? 0 : wireClocks(config, neighbourCount * turnBytes + aheadBytes(config));
  return Math.ceil(idle + receives + sends);
};
