// SPDX-License-Identifier: Apache-2.0
/** Records of sizes and clocks: what is of today's Verilog, what is not, and how the tables show it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { detailTables, summaryTable, withoutMarks, withTables } from '../../../src/generate/machine-size-tables.ts';
import { designHash } from '../../../src/verify/design-hash.ts';
import { machineDesigns, stageNamed, wholeMachine } from '../../../src/verify/machine-designs.ts';
import { type MachineRecords, readRecords, staleness } from '../../../src/verify/machine-records.ts';
import {
  type MachineRouting,
  type RoutingRecord,
  withArea,
  withRow,
} from '../../../src/verify/place-and-route/machine-routing.ts';
import type { MachineSynthesis } from '../../../src/verify/synth/machine-synthesis.ts';

const size = (stage: string, hash: string): MachineSynthesis => ({
  ...{ stage, component: stage, hash, luts: 30, logic: 10, shift: 10, memory: 10, registers: 7, blockRams: 1.5 },
  ...{ dsps: 2, controlSets: 3, levels: 4, processorSeconds: 9 },
  path: { from: { name: 'a_q', line: 'hdl/a.ts:1' }, through: [], to: { name: 'b_q', line: 'hdl/b.ts:2' }, pin: 'CE' },
});

const routing = (stage: string, hash: string, seed: number, fmaxMhz: number): MachineRouting => ({
  ...{ stage, component: stage, hash, seed, fmaxMhz, wrapperRegisters: 5, arrivals: [], seconds: 3 },
  utilisation: { comb: 50, registers: 25, lutRams: 1, blockRams: 2, multipliers: 0 },
  path: {
    ...{ total: 12.8, clockToOutput: 4.3, logic: 2.3, routing: 6.2, setup: 0, pin: 'DI' },
    cells: [{ name: 'a_q', line: 'hdl/a.ts:1' }, { name: 'c_q' }],
  },
});

const records = (
  stages: readonly MachineSynthesis[],
  routes: readonly MachineRouting[],
  config = '10g',
): MachineRecords => ({
  config,
  hashes: new Map([
    ['gate', 'g1'],
    [wholeMachine, 'w1'],
  ]),
  synthesis: { config: 'tiny', tool: 'Yosys 1', recipe: 'synth_xilinx', rows: stages },
  routing: routes.length === 0 ? undefined : { config: 'tiny', tool: 'nextpnr 1', device: 'ECP5', rows: routes },
});

const fresh = records(
  [size('gate', 'g1'), size(wholeMachine, 'w1')],
  [routing(wholeMachine, 'w1', 1, 77.94), routing(wholeMachine, 'w1', 2, 75.31)],
);

describe('freshness', () => {
  test('nothing to say of records of today', () => expect(staleness(fresh)).toEqual([]));

  test.each([
    [
      'a stage that changed',
      records([size('gate', 'g0'), size(wholeMachine, 'w1')], fresh.routing!.rows),
      ['docs/synthesis/10g.json: gate changed since; run "make synth CONFIG=10g"'],
    ],
    [
      'a stage that was never measured',
      records([size(wholeMachine, 'w1')], fresh.routing!.rows),
      ['docs/synthesis/10g.json: gate not measured; run "make synth CONFIG=10g"'],
    ],
    [
      'a machine that was routed before it changed',
      records(fresh.synthesis!.rows, [routing(wholeMachine, 'w0', 1, 70), routing(wholeMachine, 'w0', 2, 71)]),
      ['docs/synthesis/10g-pnr.json: whole machine changed since; run "make pnr CONFIG=10g"'],
    ],
    [
      'a machine that was never routed, and a stage that is gone',
      records([...fresh.synthesis!.rows, size('old', 'o1')], []),
      [
        'docs/synthesis/10g.json: old changed since; run "make synth CONFIG=10g"',
        'docs/synthesis/10g-pnr.json: whole machine not measured; run "make pnr CONFIG=10g"',
      ],
    ],
  ])('%s', (_, stale, complaints) => expect(staleness(stale)).toEqual(complaints));

  test('of the other configurations what is recorded counts, and only that', () => {
    expect(staleness({ config: 'tiny', hashes: new Map(), synthesis: undefined, routing: undefined })).toEqual([]);
    expect(staleness(records([size('gate', 'g1'), size(wholeMachine, 'w1')], [], 'tiny'))).toEqual([]);
    expect(staleness(records([size('gate', 'g0'), size(wholeMachine, 'w1')], [], 'tiny'))).toEqual([
      'docs/synthesis/tiny.json: gate changed since; run "make synth CONFIG=tiny"',
    ]);
  });
});

describe('tables', () => {
  test('the summary has a row a configuration, the clocks of all seeds and a mark', () => {
    const row = '| `10g` | 30 | 7 | 1.5 | 10 | 2 | 3 | 4 | `hdl/b.ts:2` | 75.3 to 77.9 |';
    expect(summaryTable([fresh]).split('\n')[2]).toBe(`${row} current |`);
    const stale = records(fresh.synthesis!.rows, [
      routing(wholeMachine, 'w0', 1, 77.94),
      routing(wholeMachine, 'w1', 2, 75.31),
    ]);
    expect(summaryTable([stale]).split('\n')[2]).toBe(`${row} stale |`);
    expect(withoutMarks(summaryTable([stale]))).toBe(withoutMarks(summaryTable([fresh])));
    expect(summaryTable([{ ...fresh, routing: undefined }])).toContain('| not measured | current |');
  });

  test('the details mark each row, and show split and ends of the critical path', () => {
    const text = detailTables([records([size('gate', 'g0'), size(wholeMachine, 'w1')], fresh.routing!.rows)]);
    expect(text).toMatch(/^\| gate \|.*\| `a_q` \(hdl\/a\.ts:1\) to `b_q` \(hdl\/b\.ts:2\) \| stale \|$/m);
    expect(text).toMatch(/^\| whole machine \| 30 .*\| current \|$/m);
    expect(text).toContain(
      '| whole machine | 1 | 77.9 | 50 | 20 | 1 | 2 | 4.3 / 2.3 / 6.2 | `a_q` (hdl/a.ts:1) to `c_q` | current |',
    );
  });

  test('a page without a place for them is refused', () => {
    expect(() => withTables('nothing', '')).toThrow('no place for the tables');
  });
});

describe('designs', () => {
  const designs = machineDesigns(configs.tiny);

  test('a stage goes by the name of its instance and of its component', () => {
    expect(stageNamed(designs, 'rx_dma')).toBe(stageNamed(designs, 'dma'));
    expect(designs.at(-1)!.stage).toBe(wholeMachine);
    expect(() => stageNamed(designs, 'tx')).toThrow(/^there is no stage "tx"; name one of ingress, parser, .*\.$/);
  });

  test('a comment is no change, a circuit is', () => {
    const text = 'module a;\n  // one\n  wire b;\nendmodule\n';
    expect(designHash(text)).toBe(designHash(text.replace('// one', '// another')));
    expect(designHash(text)).not.toBe(designHash(text.replace('wire b', 'wire c')));
    expect(designHash(text)).toMatch(/^[0-9a-f]{16}$/);
  });
});

test('a new row takes the place of its seed, and of all older Verilog of its stage', async () => {
  const config = configs.tiny;
  const names = (record: { rows: readonly MachineRouting[] }) =>
    record.rows.map(({ stage, hash, seed }) => `${stage} ${hash} ${seed}`);
  const first = await withRow(config, undefined, routing(wholeMachine, 'w1', 2, 1));
  const both = await withRow(config, first, routing(wholeMachine, 'w1', 1, 2));
  const three = await withRow(config, both, routing('gate', 'g1', 1, 3));
  expect(names(three)).toEqual(['gate g1 1', 'whole machine w1 1', 'whole machine w1 2']);
  const again = await withRow(config, three, routing(wholeMachine, 'w1', 2, 9));
  expect(again.rows.at(-1)!.fmaxMhz).toBe(9);
  expect(names(await withRow(config, again, routing(wholeMachine, 'w2', 7, 1)))).toEqual([
    'gate g1 1',
    'whole machine w2 7',
  ]);
  expect(names(await withRow(config, { ...again, tool: 'older' }, routing('gate', 'g1', 1, 1)))).toEqual(['gate g1 1']);
});

test('areas without a clock are kept beside the rows, go stale, and are no measurement of the clock', async () => {
  const config = configs.tiny;
  const part = { part: '', luts: 40, memory: 12, registers: 5, blockRams: 3 };
  const area = (hash: string) => ({ stage: wholeMachine, hash, parts: [part, { ...part, part: 'dma', luts: 30 }] });
  const alone = await withArea(config, undefined, area('w1'));
  const placed = await withRow(config, alone, routing(wholeMachine, 'w1', 1, 70));
  expect(placed.areas).toEqual([area('w1')]);
  const again = await withArea(config, placed, area('w0'));
  expect([again.areas, again.rows]).toEqual([[area('w0')], placed.rows]);

  const told = (record: RoutingRecord) => staleness({ ...fresh, routing: record });
  expect(told(placed)).toEqual([]);
  expect(told(again)).toEqual(['docs/synthesis/10g-pnr.json: whole machine changed since; run "make pnr CONFIG=10g"']);
  expect(told(alone)).toEqual(['docs/synthesis/10g-pnr.json: whole machine not measured; run "make pnr CONFIG=10g"']);
  const text = detailTables([{ ...fresh, routing: alone }]);
  expect(text).toContain('Not placed yet: `10g`.');
  expect(text).toContain('from a hundredth of it on; current:');
  expect(text).toContain('| `dma` | 30 | 12 | 5 | 3 |');
});

test('a damaged record is refused with its place', async () => {
  const root = mkdtempSync(join(tmpdir(), 'sluice-records-'));
  try {
    expect((await readRecords(root)).every(({ synthesis, routing: routes }) => !synthesis && !routes)).toBe(true);
    mkdirSync(join(root, 'docs/synthesis'), { recursive: true });
    writeFileSync(join(root, 'docs/synthesis/tiny.json'), '{"rows": [');
    await expect(readRecords(root)).rejects.toThrow(/tiny\.json: this is no record of a measurement; restore it/);
  } finally {
    rmSync(root, { recursive: true });
  }
});
