// SPDX-License-Identifier: Apache-2.0
/** The report of nextpnr: what it wrote about the probe, and what is missing or odd. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import {
  arrivals,
  criticalPath,
  fmaxOf,
  type NextpnrReport,
  utilisationOf,
} from '../../../../src/verify/place-and-route/nextpnr-report.ts';
import { namedLine } from '../../../../src/verify/source-lines.ts';
import { probe } from './probe.ts';

/** Written by nextpnr-ecp5 0.11.1 with `--report` and `--detailed-timing-report` for the wrapped probe. */
const report = JSON.parse(readFileSync(join(import.meta.dirname, 'probe.report'), 'utf8')) as NextpnrReport;

describe('the report of the probe', () => {
  test('clock and cells', () => {
    expect(fmaxOf(report)).toBe(174.49);
    expect(utilisationOf(report)).toEqual({ comb: 10, registers: 25, lutRams: 0, blockRams: 1, multipliers: 0 });
  });

  test('the critical path: from clock to clock, with its parts in ns', () => {
    const path = criticalPath(report);
    const { total, clockToOutput, logic, routing, setup } = path;
    expect({ total, clockToOutput, logic, routing, setup }).toEqual({
      ...{ total: 5.73, clockToOutput: 4.1, logic: 0.36, routing: 1.27, setup: 0 },
    });
    expect(1000 / total).toBeCloseTo(fmaxOf(report), 0);
    expect(path.pin).toBe('DI');
  });

  test('the lines of its cells', () => {
    const { sourceMap } = emitVerilog(probe);
    const lines = criticalPath(report).cells.map(cell => namedLine(sourceMap, cell));
    const source = readFileSync(join(import.meta.dirname, 'probe.ts'), 'utf8').split('\n');
    const lineOf = (text: string): string =>
      `test/src/verify/place-and-route/probe.ts:${source.findIndex(line => line.includes(text)) + 1}`;
    expect(lines[0]).toEqual({ name: 'store.words.0.0', line: lineOf('= ram(') });
    expect(lines.at(-1)).toEqual({ name: 'sum_q', line: lineOf('= reg(') });
  });

  test('the latest arrival at each instance, those of the wrapper apart', () => {
    expect(arrivals(report)).toEqual([
      ['own logic', 5.73],
      ['edge', 2.74],
      ['store', 1.26],
    ]);
  });
});

test('of several clocks and paths the slowest counts; a path from or to a pin is none', () => {
  const step = { type: 'routing', delay: 3, from: { cell: 'a', port: 'Q' }, to: { cell: 'inner.b', port: 'CE' } };
  const path = (from: string, delay: number) => ({ from, to: 'posedge clk', path: [{ ...step, delay }] });
  const made = {
    fmax: { a: { achieved: 90 }, b: { achieved: 70 } },
    utilization: {},
    critical_paths: [path('<async>', 99), path('posedge clk', 3), path('posedge clk', 5)],
  };
  expect(fmaxOf(made)).toBe(70);
  expect(criticalPath(made)).toMatchObject({ total: 5, cells: ['b'], pin: 'CE' });
  expect(utilisationOf(made).comb).toBe(0);
  expect(arrivals(made)).toEqual([]);
});

test('a report without a clock or a path says so', () => {
  const empty = { fmax: {}, utilization: {}, critical_paths: [] };
  expect(() => fmaxOf(empty)).toThrow('nextpnr reports no clock');
  expect(() => criticalPath(empty)).toThrow('nextpnr reports no path between registers');
});
