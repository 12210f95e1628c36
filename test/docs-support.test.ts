// SPDX-License-Identifier: Apache-2.0
/** The page of systems: it shows what `make smoke` recorded, and the record keeps what was run. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { supportTable, withSupport } from '../src/generate/support-table.ts';
import { type SmokeResult, versionIn, withSmoke } from '../src/verify/smoke/run-smoke.ts';
import { freshSystems, readmeCommands } from '../src/verify/smoke/systems.ts';

const root = new URL('..', import.meta.url).pathname;
const page = readFileSync(join(root, 'docs/support.md'), 'utf8');
const record = join(root, 'docs/support.json');

test('docs/support.md shows the record ("make smoke" writes both)', () => {
  const results = existsSync(record) ? (JSON.parse(readFileSync(record, 'utf8')) as SmokeResult[]) : [];
  expect(withSupport(page, results)).toBe(page);
});

test('the commands are those that the README names first, and the systems try three versions of Node.js', () => {
  const first = /```sh\n([\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'))![1]!;
  expect(first.trim().split('\n')).toEqual(readmeCommands);
  expect(freshSystems.map(({ node }) => node)).toEqual([20, 22, 24]);
});

const passed: SmokeResult = {
  ...{ system: 'Debian 12', command: 'make demo', result: 'passed', nodeMajor: 20, commit: '0a1b2c3d4' },
  versions: { node: '20.20.2', verilator: '5.006' },
};
const failed: SmokeResult = { ...passed, command: 'make test', result: 'failed', reason: 'a | b; see build/x.log' };
const notRun: SmokeResult = { ...passed, result: 'not run', reason: 'no mirror', versions: {} };

describe('the table', () => {
  test('has a row for each system and Node.js: versions, and how each command ended', () => {
    const other = { ...notRun, system: 'Ubuntu 24.04', nodeMajor: 24 };
    expect(supportTable([passed, failed, other]).split('\n').slice(2)).toEqual([
      '| Debian 12 | `0a1b2c3d4` | 20.20.2 | 5.006 | none | none | none | passed | failed: a / b |',
      '| Ubuntu 24.04 | `0a1b2c3d4` | 24 | none | none | none | none | not run: no mirror | not run |',
    ]);
  });

  test('keeps what was run when it could not be run again, and takes what was', () => {
    expect(withSmoke([passed], notRun)).toEqual([passed]);
    expect(withSmoke([notRun], passed)).toEqual([passed]);
    expect(withSmoke([passed], { ...passed, result: 'failed' })).toEqual([{ ...passed, result: 'failed' }]);
    expect(withSmoke([passed], failed)).toEqual([passed, failed]);
  });
});

test.each([
  ['v22.23.5', '22.23.5'],
  ['Verilator 5.006 2023-01-22 rev (Debian 5.006-3)', '5.006'],
  ['Yosys 0.23 (git sha1 7ce5011c24b)', '0.23'],
  ['no version', undefined],
])('the version in "%s"', (text, version) => {
  expect(versionIn(text)).toBe(version);
});

test.each<readonly [readonly string[], string]>([
  [['debian-11'], 'there is no system "debian-11"; name some of debian-12, debian-13, ubuntu-24.04'],
  [['debian-12', '--node', '18'], '--node is "18"; give a whole number from 20 to 99'],
  [['debian-12', '--run', 'true', '--record'], '--record keeps the commands of the README alone'],
])('smoke refuses %j', async (args, sentence) => {
  const { exitCode, stderr } = await execa(process.execPath, [join(root, 'bin/sluice.js'), 'smoke', ...args], {
    reject: false,
  });
  expect(stderr).toContain(sentence);
  expect(exitCode).toBe(1);
});
