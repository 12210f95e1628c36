// SPDX-License-Identifier: Apache-2.0
/** Latencies are within what docs/performance.md derives, and the page says what the code says. */
import { readFileSync } from 'node:fs';
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, it, test } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { top } from '../../../hdl/top.ts';
import { latencyLoads, latencyNames, measureLatencies } from '../../../sim/benchmarks/latency.ts';
import { latencyBound } from '../../../sim/benchmarks/latency-bounds.ts';

const config = configs['10g'];
const rings = ['split', 'packed'] as const;
const cases = latencyLoads.flatMap(load => rings.map(ring => ({ load, ring })));

describe.each(cases)('a short frame in a machine that is $load, with $ring rings', ({ load, ring }) => {
  it('takes no longer than is derived', async () => {
    const rows = await measureLatencies(emitVerilog(top(config)), config, { load, ring, frames: 12, seed: 3 });
    expect(rows.map(({ name }) => name)).toEqual(latencyNames);
    for (const { name, value, p50 } of rows) {
      expect(value, name).toBeLessThanOrEqual(latencyBound(config, ring, load, name));
      // A bound that is far away says nothing.
      if (load === 'idle') expect(p50, name).toBeGreaterThan(latencyBound(config, ring, load, name) / 2);
    }
  });
});

test('the page has the bounds', () => {
  const page = readFileSync(new URL('../../../docs/performance.md', import.meta.url), 'utf8');
  const rows = cases.map(({ load, ring }) => {
    const bounds = latencyNames.map(name => latencyBound(config, ring, load, name).toLocaleString('en'));
    return `| ${load}, ${ring} | ${bounds.join(' | ')} |`;
  });
  expect(page).toContain(rows.join('\n'));
});
