// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes of a PCIe link a frame, as the benchmark finds them: the counters of the card agree with the bus model to the byte, or it
 * fails by itself, and no ring costs more than the page says.
 */
import { readFileSync } from 'node:fs';
import { emitVerilog } from 'typescript-hdl';
import { expect, test } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { top } from '../../../hdl/top.ts';
import { type HostBytesLoad, measureHostBytes } from '../../../sim/benchmarks/host-bytes.ts';
import type { RingFormat } from '../../../sim/guest-queue.ts';

const config = configs['10g'];
const design = emitVerilog(top(config));

/** The table of the page: most bytes a frame of each way. */
const page = readFileSync('docs/integration.md', 'utf8');
const bounds = [...page.matchAll(/^\| (rx|duplex) \| (split|packed) \| ([\d.]+) \| [\d.]+ \| ([\d.]+) \|/gm)].map(
  ([, direction, ring, up, down]) => ({
    direction: direction as HostBytesLoad['direction'],
    ring: ring as RingFormat,
    up: Number(up),
    down: Number(down),
  }),
);

test('the page has a row for each load', () => {
  expect(bounds.map(({ direction, ring }) => `${direction} ${ring}`)).toEqual([
    'rx split',
    'rx packed',
    'duplex split',
    'duplex packed',
  ]);
});

test.each(bounds)('$direction, $ring', async ({ direction, ring, up, down }) => {
  const frames = 1024;
  const rows = await measureHostBytes(design, config, { direction, ring, frames });
  const [upRow, downRow] = rows;
  expect(rows.map(({ name }) => name)).toEqual(['host_bytes_up', 'host_bytes_down']);
  expect(upRow!.value).toBeLessThan(up);
  expect(downRow!.value).toBeLessThan(down);
  // A frame of 60 bytes with its header in one burst or two, and the header of each.
  expect(upRow!.parts['received_data']).toBeGreaterThanOrEqual(60 + 12 + 24);
  const kinds = ['avail_index', 'avail_entries', 'device_events'].filter(kind => kind in upRow!.parts);
  expect(kinds).toEqual(ring === 'split' ? ['avail_index', 'avail_entries'] : []);
  expect('sent_data' in downRow!.parts).toBe(direction === 'duplex');
});
