// SPDX-License-Identifier: Apache-2.0
/** Figures of a run over time, worked out of its record. */
import { wireBytes } from '../../sim/mac.ts';
import type { Row } from './charts.ts';
import type { RunRecord } from './run-record.ts';

/** Intervals into which a run is divided for its rates. */
const mostBins = 80;
const microseconds = 1e6;

/** Something that took a place on a wire, or in a memory, at a time. */
interface Passing {
  readonly bytes: number;
  readonly cycle: number;
}

/** Names of the lines in the chart of throughput. */
export const directions = ['received from the wire', 'delivered to VMs', 'sent to the wire'] as const;

/**
 * Rates of what entered, what was delivered and what left, all bytes counted as on the wire with preamble, FCS and gap. A frame on the wire
 * takes its time up to its last beat; a delivery is an event.
 */
export const throughputRows = ({ clockHz, lineRateBps, frames, deliveries, sent }: RunRecord): Row[] => {
  const last = [frames, deliveries, sent].flat().reduce((latest, { cycle }) => Math.max(latest, cycle), 1);
  const binCycles = Math.ceil((last + 1) / mostBins);
  const bins = Math.ceil((last + 1) / binCycles);
  const cyclesPerBit = clockHz / lineRateBps;
  const lines: readonly (readonly [readonly Passing[], number])[] = [
    [frames, cyclesPerBit],
    [deliveries, 0],
    [sent, cyclesPerBit],
  ];
  return lines.flatMap(([passings, perBit], i) => {
    const bits = Array.from({ length: bins }, () => 0);
    for (const { bytes, cycle } of passings) {
      const all = wireBytes(bytes) * 8;
      spread(bits, all, { from: (cycle - all * perBit) / binCycles, to: cycle / binCycles });
    }
    return bits.map((sum, bin) => ({
      us: ((bin + 0.5) * binCycles * microseconds) / clockHz,
      gbps: (sum * clockHz) / binCycles / 1e9,
      what: directions[i]!,
    }));
  });
};

/** Adds an amount to the bins that a time lies in, each its part; what is before the first bin belongs to that. */
const spread = (bins: number[], amount: number, { from, to }: { readonly from: number; readonly to: number }): void => {
  const [first, last] = [Math.max(0, Math.floor(from)), Math.max(0, Math.floor(to))];
  for (let bin = first; bin <= last; bin++) {
    const part = first === last ? 1 : (Math.min(to, bin + 1) - (bin === first ? from : bin)) / (to - from);
    bins[bin]! += amount * part;
  }
};

/** Latency of each frame that came from the wire and was delivered, in microseconds. */
export const latencyRows = ({ clockHz, frames, deliveries }: RunRecord, vms: readonly string[]): Row[] =>
  deliveries.flatMap(({ function: fn, frame, cycle }) => {
    const arrived = frame === undefined ? undefined : frames[frame];
    if (!arrived) return [];
    return [
      {
        us: (arrived.cycle * microseconds) / clockHz,
        latency: ((cycle - arrived.cycle) * microseconds) / clockHz,
        what: vms[fn - 1] ?? `function ${fn}`,
      },
    ];
  });

export interface LatencySummary {
  readonly vm: string;
  readonly frames: number;
  /** In microseconds. */
  readonly median: number;
  readonly p99: number;
  readonly most: number;
}

/** Nearest-rank quantile of values in ascending order. */
const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)]!;

/** The same latencies in four figures a VM; VMs that got nothing from the wire are left out. */
export const latencySummaries = (rows: readonly Row[], vms: readonly string[]): readonly LatencySummary[] =>
  vms.flatMap(vm => {
    const own = rows.filter(({ what }) => what === vm).map(({ latency }) => Number(latency));
    const sorted = own.toSorted((a, b) => a - b);
    if (sorted.length === 0) return [];
    return [
      { vm, frames: sorted.length, median: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), most: sorted.at(-1)! },
    ];
  });
