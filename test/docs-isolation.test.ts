// SPDX-License-Identifier: Apache-2.0
/** The page about isolation: every rule has a row, what it names is there, and the proofs and mutants are those of today. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withMutants } from '../src/generate/mutant-table.ts';
import { allMutants } from '../src/verify/mutants/all-mutants.ts';

const docs = new URL('../docs/', import.meta.url).pathname;
const path = join(docs, 'isolation.md');
const page = readFileSync(path, 'utf8');

const rows = [...page.matchAll(/^\| (I\d+) [^|]*\|[^|]*\|([^|]*)\|([^|]*)\|$/gm)].map(([, rule, hardware, tests]) => ({
  rule: rule!,
  hardware: hardware!.trim(),
  tests: tests!.trim(),
}));
const linksIn = (cell: string): string[] => [...cell.matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target!);

test('every rule has a row, in order', () => {
  expect(rows.map(({ rule }) => rule)).toEqual(Array.from({ length: 15 }, (_, i) => `I${i + 1}`));
});

test.each(rows)('$rule names hardware and tests that are there, or says that it is not held', ({ hardware, tests }) => {
  if (hardware === 'not held yet') {
    expect(tests).toBe('not held yet');
    return;
  }
  for (const [cell, folder] of [
    [hardware, '../hdl/'],
    [tests, '../test/'],
  ] as const) {
    const links = linksIn(cell);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect([link.startsWith(folder), existsSync(join(docs, link))]).toEqual([true, true]);
  }
});

test('every proof of the machine is named', () => {
  const proofs = readdirSync(join(docs, '../test/hdl/proofs')).filter(name => !name.startsWith('machine'));
  for (const proof of proofs) expect(page).toContain(`(../test/hdl/proofs/${proof})`);
});

test('the mutants are those of today', () => {
  const fresh = withMutants(page, allMutants);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(path, fresh);
  expect(readFileSync(path, 'utf8')).toBe(fresh);
  const unheld = rows.filter(({ hardware }) => hardware === 'not held yet').map(({ rule }) => rule);
  for (const { rule } of allMutants) expect(unheld).not.toContain(rule);
});
