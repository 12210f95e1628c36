// SPDX-License-Identifier: Apache-2.0
/**
 * Line rate: frames of one size back to back on the wire, round robin to four VMs, whose drivers take them from the rings
 * and post the buffers again. Host reads take 800 ns. A frame that is not delivered is a loss, whatever the reason.
 */
import type { Config } from '../../hdl/spec/configs.ts';
import { counterEvents } from '../../hdl/spec/events/drop-reasons.ts';
import type { Design } from '../design.ts';
import { wireBytes } from '../mac.ts';
import { openMachine } from '../machine.ts';
import { fourVms } from './four-vms.ts';

/** Sizes with FCS, in bytes: the worst of each kind, and every size just above the shortest. */
export const lineRateSizes: readonly number[] = [
  64,
  ...Array.from({ length: 16 }, (_, i) => 65 + i),
  128,
  1514,
  1517,
  1518,
];

const fcsBytes = 4;

export interface LineRateRow {
  readonly name: 'line_rate_loss_frames';
  /** Frames lost. */
  readonly value: number;
  readonly unit: 'frames';
  readonly config: string;
  /** Frame size with FCS, in bytes. */
  readonly size: number;
  /** Frames sent. */
  readonly frames: number;
  /** Frames a second that the wire carries at this size, in 1e6. */
  readonly mpps: number;
  /** Lost frames by counter event. */
  readonly lost: Readonly<Record<string, number>>;
}

/** Sends `frames` frames of one size (with FCS) and counts what is lost. */
export const measureLineRate = async (
  design: Design,
  config: Config,
  size: number,
  frames: number,
): Promise<LineRateRow> => {
  const { images, frameTo } = fourVms(config);
  await using machine = await openMachine(design, config, { record: false, readLatencyNs: 800 });
  await machine.start(images);
  await machine.run(Array.from({ length: frames }, (_, i) => ({ bytes: frameTo(i, size - fcsBytes) })));
  const counters = await machine.counters();
  const events = counterEvents.map(
    ({ name }) => [name, counters.reduce((sum, slot) => sum + slot[name].frames, 0)] as const,
  );
  const delivered = events.find(([name]) => name === 'delivered')![1];
  const { overflowFrames } = await machine.mac.statistics();
  return {
    name: 'line_rate_loss_frames',
    value: frames - delivered,
    unit: 'frames',
    config: config.name,
    size,
    frames,
    mpps: config.lineRateBps / 8 / wireBytes(size - fcsBytes) / 1e6,
    lost: Object.fromEntries([
      ...events.filter(([name, count]) => name !== 'delivered' && count > 0),
      ...(overflowFrames > 0 ? [['not_ready', overflowFrames] as const] : []),
    ]),
  };
};
