// SPDX-License-Identifier: Apache-2.0
/** The parts of the suite: every test file is in one, the table says what each took, CONTRIBUTING what each may take. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { partOf, partTable, secondsByPart, suiteParts } from './support/suite-parts.ts';

const root = new URL('..', import.meta.url).pathname;

test('every part but that of drivers to come has test files, and each file is in the part that it is about', () => {
  const files = ['test', 'packages/typescript-hdl/test'].flatMap(directory =>
    readdirSync(join(root, directory), { recursive: true })
      .filter(name => `${name}`.endsWith('.test.ts'))
      .map(name => `${directory}/${name}`),
  );
  expect(new Set(files.map(file => partOf(file).name))).toEqual(new Set(suiteParts.map(({ name }) => name)));
  expect(partOf('test/hdl/isolation/stops.test.ts').name).toBe('isolation');
  expect(partOf('test/docs-driver.test.ts').name).toBe('drivers');
  expect(partOf('test/src/commands/demo.test.ts').name).toBe('whole machine');
  expect(partOf('packages/typescript-hdl/test/proofs/faults.test.ts').name).toBe('the rest');
  expect(partOf('packages/typescript-hdl/test/types.test.ts').name).toBe('units and types');
  expect(partOf('test/hdl/buffer/packet-buffer.test.ts').name).toBe('units and types');
});

test('the table adds up', () => {
  const seconds = secondsByPart(
    [
      { path: 'test/hdl/isolation/stops.test.ts', milliseconds: 30_000 },
      { path: 'test/hdl/isolation/tables.test.ts', milliseconds: 10_000 },
      { path: 'test/cases.test.ts', milliseconds: 5000 },
    ],
    2,
  );
  const lines = partTable(seconds).split('\n');
  expect(lines.find(line => line.includes('isolation'))).toMatch(/ 20 s of 120$/);
  expect(lines.find(line => line.includes('whole machine'))).toMatch(/ 3 s of 240$/);
  expect(lines.at(-1)).toMatch(/^ {2}all +23 s$/);
});

test('CONTRIBUTING gives the same minutes', () => {
  const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const rows = [...page.matchAll(/^\| ([a-z ]+) \| (\d+) \|/gm)].map(([, name, minutes]) => [name, Number(minutes)]);
  expect(rows).toEqual(suiteParts.map(({ name, minutes }) => [name, minutes]));
});

test('"make test" hands over what types and style took', async () => {
  const { stdout } = await execa('make', ['--dry-run', 'test'], { cwd: root, env: { MAKEFLAGS: '' } });
  const [, started] = /SECONDS_BEFORE=\$\(\(\$\(date \+%s\) - (\d+)\)\) vitest run$/m.exec(stdout)!;
  expect(Math.abs(Date.now() / 1000 - Number(started))).toBeLessThan(600);
});

test('the reporter prints the table after the results, and only then', async () => {
  const run = (env: Record<string, string>) =>
    execa('npx', ['vitest', 'run', 'test/firmware/policy/words.test.ts'], { cwd: root, env });
  const { stdout } = await run({ SECONDS_BEFORE: '4100' });
  const [, types, all] = /units and types +(\d+) s of 300\n {2}all +(\d+) s/.exec(stdout)!;
  expect(Number(types)).toBeGreaterThanOrEqual(4100);
  expect(all).toBe(types);
  // Whatever the suite itself was started with.
  expect((await run({ SECONDS_BEFORE: '' })).stdout).not.toContain('Seconds by part');
});
