// SPDX-License-Identifier: Apache-2.0
/** The size of the parser as the documentation shows it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emitVerilog } from 'typescript-hdl';
import { expect, test } from 'vitest';
import { classifier } from '../../../hdl/classifier/classifier.ts';
import { headerParserTiming } from '../../../hdl/parser/header-parser.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { headerVectorBits } from '../../../hdl/spec/protocol/header-vector.ts';
import { parserSizeTable } from '../../../src/generate/parser-size-table.ts';
import type { ParserSynthesisRecord } from '../../../src/verify/synth/parser-synthesis.ts';
import { usedPorts } from '../../../src/verify/synth/used-ports.ts';

const recorded = JSON.parse(
  readFileSync(new URL('../../../docs/parser-synthesis.json', import.meta.url), 'utf8'),
) as ParserSynthesisRecord;

test('a width is a row, all LUTs in one sum', () => {
  const row = {
    beatBits: 64,
    vectorBits: 381,
    latencyClocks: 40,
    logic: 4000,
    shift: 500,
    memory: 900,
    registers: 10_000,
    blockRams: 0,
    dsps: 0,
    controlSets: 9,
    levels: 5,
    seconds: 99.6,
    processorSeconds: 80,
    megabytes: 390.2,
  };
  const lines = parserSizeTable({ tool: 'Yosys 0.23', rows: [row] }).split('\n');
  expect(lines[0]).toMatch(/^\| bits a beat \| bits of the vector that are read \| LUT \|/);
  expect(lines[2]).toBe('| 64 | 381 | 5400 | 500 | 900 | 10000 | 0 | 5 | 40 | 100 | 390 |');
  expect(lines.at(-1)).toContain('Yosys 0.23, `synth_xilinx');
});

/** What the machine of the default configuration reads of the header vector, in bits. */
const readByMachine = async (): Promise<number> => {
  const directory = mkdtempSync(join(tmpdir(), 'sluice-ports-'));
  try {
    const ports = await usedPorts(emitVerilog(classifier(configs['10g'])), directory);
    const fields = ports.filter(({ name }) => name.startsWith('headers_') && name !== 'headers_valid_i');
    expect(fields.reduce((sum, { bits }) => sum + bits, 0)).toBe(headerVectorBits);
    return fields.reduce((sum, { usedBits }) => sum + usedBits, 0);
  } finally {
    rmSync(directory, { recursive: true });
  }
};

test('the record is of the parser of today, alone and as the machine reads it', async () => {
  const widths = [...new Set(recorded.rows.map(({ beatBits }) => beatBits))];
  const bits = [headerVectorBits, await readByMachine()];
  expect(widths).toContain(configs['10g'].netDataBits);
  expect(
    recorded.rows.map(({ beatBits, vectorBits, latencyClocks }) => ({ beatBits, vectorBits, latencyClocks })),
  ).toEqual(
    bits.flatMap(vectorBits =>
      widths.map(beatBits => ({
        beatBits,
        vectorBits,
        latencyClocks: headerParserTiming({ ...configs['10g'], netDataBits: beatBits }).latencyClocks,
      })),
    ),
  );
});
