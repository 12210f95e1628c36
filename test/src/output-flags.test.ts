// SPDX-License-Identifier: Apache-2.0
/** The switches --quiet and --json: declared once, on every command that has a use for them, and kept by those that are quick. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import { jsonFlag, quietFlag } from '../../src/output-flags.ts';
import { sluice } from '../../src/program.ts';

/** Commands without the common --json, and why. */
const withoutJson: Readonly<Record<string, string>> = {
  report: 'prints one address',
  vhost: 'serves until it is interrupted',
  parse: 'prints one JSON object a line, and says so',
  registers: 'has --format json',
  completion: 'prints a script for a shell',
  import: 'prints a policy',
  export: 'prints what another program reads',
};

/** Commands that show progress and have no --quiet, and why. */
const withoutQuiet: Readonly<Record<string, string>> = {
  parse: 'prints lines as frames arrive; on a terminal alone it says what it waits for',
};

const root = new URL('../..', import.meta.url).pathname;
const source = (name: string): string => readFileSync(join(root, 'src/commands', `${name}.ts`), 'utf8');

test.each(sluice.commands)('$name has the switches that it has a use for', ({ name, options }) => {
  expect(options['json'] === jsonFlag, '--json').toBe(!(name in withoutJson));
  if ('quiet' in options) expect(options['quiet']).toBe(quietFlag);
  if (name === 'completion') return;
  const shows = /\bnew \w+\(\{ quiet|progress\.ts'/.test(source(name));
  if (shows) expect('quiet' in options, '--quiet').toBe(!(name in withoutQuiet));
});

test('no exception is of a command that is no more, or that has the switch', () => {
  const names = sluice.commands.map(({ name }) => name);
  for (const name of [...Object.keys(withoutJson), ...Object.keys(withoutQuiet)]) expect(names).toContain(name);
});

const directory = mkdtempSync(join(tmpdir(), 'sluice-output-'));
afterAll(() => rmSync(directory, { recursive: true }));

const run = (...args: readonly string[]) =>
  execa(process.execPath, [join(root, 'bin/sluice.js'), ...args], { cwd: root, reject: false });

const policy = 'firmware/examples/tenants.yaml';

describe.each<readonly [string, readonly string[], string]>([
  ['emit', ['emit', '--config', 'tiny', '--out', directory], 'top'],
  ['locate', ['locate', 'sluice.parser', '--rtl', directory], '0'],
  ['setup', ['setup', '--check'], '0'],
  ['prove --list', ['prove', '--list'], '0'],
  ['compile', ['compile', policy, '--out', join(directory, 'policy')], 'listing'],
  ['check', ['check', policy], 'rules'],
  ['explain', ['explain', policy, 'tcp 10.0.0.1:1 > 10.0.0.10:80 to web'], 'verdicts'],
])('%s', (_, args, key) => {
  test('prints JSON and nothing else', async () => {
    const { stdout, stderr } = await run(...args, '--json');
    expect(Object.keys(JSON.parse(stdout)), stderr).toContain(key);
  });
});

test.each<readonly [readonly string[], number]>([
  [['emit', '--config', 'tiny', '--out', directory], 1],
  [['compile', policy, '--out', join(directory, 'policy')], 1],
])('%j prints the result alone when it is to be quiet', async (args, lines) => {
  const loud = await run(...args);
  const { stdout, stderr, exitCode } = await run(...args, '--quiet');
  expect(exitCode).toBe(0);
  expect(stderr).toBe('');
  expect(stdout.split('\n')).toHaveLength(lines);
  expect(loud.stdout.split('\n').length).toBeGreaterThan(lines);
  expect(loud.stdout).toContain(stdout);
});
