// SPDX-License-Identifier: Apache-2.0
/**
 * README.md and docs/synthesis.md show what is recorded in docs/synthesis. Figures of older Verilog are marked as stale; that
 * alone fails no test here, but `sluice synth --check-fresh`, which is for releases.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sizePages, withoutMarks, withTables } from '../src/generate/machine-size-tables.ts';
import { wholeMachine } from '../src/verify/machine-designs.ts';
import { readRecords } from '../src/verify/machine-records.ts';

const root = new URL('..', import.meta.url).pathname;
const records = await readRecords(root);

test.each(Object.entries(sizePages))('%s shows the records', (page, tables) => {
  const path = `${root}${page}`;
  const fresh = withTables(readFileSync(path, 'utf8'), tables(records));
  if (process.env['UPDATE_GOLDEN']) writeFileSync(path, fresh);
  expect(withoutMarks(readFileSync(path, 'utf8'))).toBe(withoutMarks(fresh));
});

test('each row has figures, and a line for the end of its deepest path', () => {
  for (const { config, synthesis } of records) {
    for (const { stage, path, luts, registers } of synthesis?.rows ?? []) {
      expect(luts + registers, stage).toBeGreaterThan(0);
      expect(path?.to.line, `${config} ${stage}`).toMatch(/^(hdl|packages)\/.*\.ts:\d+$/);
    }
  }
});

/** What the tests simulate is measured as a whole, with both instruments. */
const demanded = (['tiny', '10g'] as const).flatMap(config => [
  { config, instrument: 'synth' } as const,
  { config, instrument: 'pnr' } as const,
]);

for (const { config, instrument } of demanded) {
  test(`there is a record of ${config} ${instrument}`, () => {
    const kept = records.find(one => one.config === config);
    const record = instrument === 'synth' ? kept?.synthesis : kept?.routing;
    expect(record?.rows.map(({ stage }) => stage)).toContain(wholeMachine);
  });
}
