// SPDX-License-Identifier: Apache-2.0
/** Figures of a report: rates, latencies, and which stage ended which frame. */
import { expect, test } from 'vitest';
import { wireBytes } from '../../../sim/mac.ts';
import { latencyRows, latencySummaries, throughputRows } from '../../../src/report/figures.ts';
import type { RunRecord } from '../../../src/report/run-record.ts';
import { stageFigures, stageNotes } from '../../../src/report/stage-notes.ts';

const frame = (cycle: number, bytes = 60) => ({ bytes, cycle, functions: [1], event: 'delivered', queue: 0 });
const record: RunRecord = {
  version: 1,
  clockHz: 156_250_000,
  lineRateBps: 10_000_000_000,
  policy: { file: 'p.yaml', text: '' },
  capture: 'c.pcap',
  rules: [],
  withoutRule: {},
  // Back to back, each takes 84 byte times: 10.5 clocks.
  frames: Array.from({ length: 1000 }, (_, i) => frame(Math.round(10.5 * (i + 1)))),
  deliveries: Array.from({ length: 1000 }, (_, i) => ({
    function: 1,
    frame: i,
    bytes: 60,
    cycle: Math.round(10.5 * (i + 1)) + (i === 999 ? 400 : 200),
  })),
  sent: [],
};

const bitsOf = (what: string): number => {
  const rows = throughputRows(record).filter(row => row.what === what);
  const width = (Number(rows[1]!.us) - Number(rows[0]!.us)) * 1e-6;
  return rows.reduce((sum, { gbps }) => sum + Number(gbps) * 1e9 * width, 0);
};

test('frames back to back fill the wire and no more', () => {
  const busy = throughputRows(record).filter(({ what, us }) => what === 'received from the wire' && Number(us) < 60);
  expect(busy.length).toBeGreaterThan(20);
  for (const { gbps } of busy) expect(Math.abs(Number(gbps) - 10)).toBeLessThan(0.15);
});

test('no bit is lost between the bins', () => {
  const all = 1000 * wireBytes(60) * 8;
  expect(bitsOf('received from the wire')).toBeCloseTo(all, 0);
  expect(bitsOf('delivered to VMs')).toBeCloseTo(all, 0);
  expect(bitsOf('sent to the wire')).toBe(0);
});

test('a run of half a million frames has its rates', () => {
  const many = { ...record, frames: Array.from({ length: 500_000 }, (_, i) => frame(10 * (i + 1))) };
  expect(throughputRows(many).at(-1)!.us).toBeGreaterThan(30_000);
});

test('latency is from the last beat to the used entry, of frames from the wire only', () => {
  const rows = latencyRows({ ...record, deliveries: [...record.deliveries, { function: 1, bytes: 60, cycle: 9 }] }, [
    'web',
  ]);
  expect(rows).toHaveLength(1000);
  const [summary] = latencySummaries(rows, ['web', 'idle']);
  expect(summary).toMatchObject({ vm: 'web', frames: 1000 });
  expect([summary!.median, summary!.p99, summary!.most].map(us => Math.round(us * 156.25))).toEqual([200, 200, 400]);
});

const vm = { name: 'web', delivered: 7, bytes: 0, dropped: { rule_deny: 2, quota: 1 }, sent: 3, sentBytes: 0 };
const summary = {
  ...{
    config: '10g',
    frames: 11,
    compared: 0,
    mismatches: 0,
    cycles: 1,
    gbps: 0,
    mpps: 0,
    simulatedSeconds: 0,
    seconds: 0,
  },
  vms: [{ ...vm, refused: { switched: 4, wrong_mac: 1, chain_length: 2, group_rate: 9 } }],
  unassigned: { unknown_destination: 1 },
};

test('every frame ends at one stage, and what is counted beside another event at none', () => {
  const figures = stageFigures(summary, { ...record, frames: record.frames.slice(0, 11) });
  const dropped = (stage: string) => Object.fromEntries(figures.get(stage)!.dropped);
  expect(dropped('classifier')).toEqual({ rule_deny: 2, unknown_destination: 1 });
  expect(dropped('buffer')).toEqual({ quota: 1 });
  expect([figures.get('buffer')!.frames, figures.get('dma')!.frames]).toEqual([8, 7]);
  expect(dropped('send_dma')).toEqual({ chain_length: 2 });
  // What went from VM to VM did not end for a reason.
  expect(dropped('send_path')).toEqual({ wrong_mac: 1 });
  expect([figures.get('send_dma')!.frames, figures.get('send_path')!.frames]).toEqual([10, 8]);
  const notes = stageNotes(figures);
  // The memory of the host is the busiest: 7 frames delivered and 10 posted.
  expect(notes.get('ingress')!.text).toBe('11 frames');
  expect(notes.get('ingress')!.light).toBeCloseTo(0.15 + (0.85 * 11) / 17);
  expect(notes.get('classifier')!.dropped).toBe('3 ended here');
});
