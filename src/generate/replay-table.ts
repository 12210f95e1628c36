// SPDX-License-Identifier: Apache-2.0
/** The figures of a replay as a table for the terminal. */
import type { Dropped, ReplaySummary } from '../replay/summary.ts';
import { columns } from './columns.ts';

const drops = (dropped: Dropped): string =>
  Object.entries(dropped)
    .map(([reason, frames]) => `${frames} ${reason}`)
    .join(', ') || '-';

/** One line a VM, then the totals. */
export const replayTable = (summary: ReplaySummary): string => {
  const rows = summary.vms.map(({ name, delivered, bytes, dropped, sent, sentBytes, refused }) => [
    name,
    `${delivered}`,
    `${bytes}`,
    drops(dropped),
    `${sent}`,
    `${sentBytes}`,
    drops(refused),
  ]);
  const nobody = ['(for nobody)', '', '', drops(summary.unassigned), '', '', ''];
  const { frames, cycles, gbps, mpps, compared, mismatches, simulatedSeconds, seconds } = summary;
  return [
    ...columns(
      [['VM', 'delivered', 'bytes', 'dropped', 'sent', 'bytes', 'not to the wire'], ...rows, nobody],
      [false, true, true, false, true, true, false],
    ),
    '',
    `${frames} frames in ${cycles} cycles (${(simulatedSeconds * 1e6).toFixed(1)} us simulated): ${gbps} Gb/s, ${mpps} Mpps`,
    `policy, tables and hardware: ${compared} comparisons, ${mismatches} mismatch${mismatches === 1 ? '' : 'es'}`,
    `took ${seconds.toFixed(1)} s`,
  ].join('\n');
};
