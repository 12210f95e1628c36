/** The size of the parser as the documentation shows it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { headerParserTiming } from '../../../hdl/parser/header-parser.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { type SynthesisRecord, synthesisTable } from '../../../src/generate/synthesis-table.ts';

const recorded = JSON.parse(
  readFileSync(new URL('../../../docs/parser-synthesis.json', import.meta.url), 'utf8'),
) as SynthesisRecord;

test('a width is a row, all LUTs in one sum', () => {
  const row = {
    beatBits: 64,
    latencyClocks: 40,
    logic: 4000,
    shift: 500,
    memory: 900,
    registers: 10_000,
    blockRams: 0,
    levels: 5,
    seconds: 99.6,
    processorSeconds: 80,
    megabytes: 390.2,
  };
  const lines = synthesisTable({ tool: 'Yosys 0.23', rows: [row] }).split('\n');
  expect(lines[0]).toMatch(/^\| bits a beat \| LUT \|/);
  expect(lines[2]).toBe('| 64 | 5400 | 500 | 900 | 10000 | 0 | 5 | 40 | 100 | 390 |');
  expect(lines.at(-1)).toContain('Yosys 0.23, `synth_xilinx');
});

test('the record is of four widths and of a parser with the latency of today', () => {
  const latencies = recorded.rows.map(({ beatBits, latencyClocks }) => ({ beatBits, latencyClocks }));
  expect(latencies).toEqual(
    [64, 128, 256, 512].map(beatBits => ({
      beatBits,
      latencyClocks: headerParserTiming({ ...configs['10g']!, netDataBits: beatBits }).latencyClocks,
    })),
  );
});
