// SPDX-License-Identifier: Apache-2.0
/** `sluice diff` as a user meets it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url).pathname;
const directory = mkdtempSync(join(tmpdir(), 'sluice-diff-'));
afterAll(() => rmSync(directory, { recursive: true }));

const diff = async (...args: readonly string[]) => {
  const run = await execa(process.execPath, [join(root, 'bin/sluice.js'), 'diff', ...args], {
    input: policy('80'),
    reject: false,
    cwd: directory,
  });
  return { exitCode: run.exitCode, stdout: run.stdout, stderr: run.stderr };
};

const policy = (port: string): string => `vms:
  - { name: web, mac: 52:54:00:00:00:10, addresses: [10.0.0.10] }
rules:
  - { name: http, to: web, match: { protocol: tcp, source: 10.0.0.0/8, destinationPort: ${port} }, action: allow }
`;
writeFileSync(join(directory, 'old.yaml'), policy('80'));
writeFileSync(join(directory, 'new.yaml'), policy('80-81'));
writeFileSync(join(directory, 'bad.yaml'), 'vms: 1\n');

test('each change with a frame, as text and as JSON', async () => {
  const { exitCode, stdout } = await diff('old.yaml', 'new.yaml');
  expect(exitCode).toBe(0);
  expect(stdout.split('\n')).toEqual([
    'to web (52:54:00:00:00:10): IPv4, protocol tcp, source 10.0.0.0/8, destinationPort 81',
    '  was  dropped as default_deny by defaults.unicast',
    '  is   delivered to web by rule "http" (new.yaml:4:5)',
    '  as   tcp 10.0.0.0:50000 > 10.0.0.10:81 to web',
    '1 change of verdicts',
  ]);
  const json = await diff('old.yaml', 'new.yaml', '--json', '--exit-code');
  expect(json.exitCode).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({
    complete: true,
    changes: [{ after: 'delivered to web' }],
    others: [],
  });
});

test('no change is said, and no failure', async () => {
  const { exitCode, stdout } = await diff('old.yaml', 'old.yaml', '--exit-code');
  expect([exitCode, stdout]).toEqual([0, 'no frame has another verdict']);
});

test('what cannot be compared is refused in a sentence', async () => {
  for (const [args, sentence] of [
    [['old.yaml', 'gone.yaml'], /gone\.yaml: there is no such file/],
    [['old.yaml', 'bad.yaml'], /bad\.yaml:1:6: vms is plain text/],
    [['old.yaml'], /an argument is missing/],
    [['old.yaml', 'new.yaml', '--most', '0'], /--most is "0"; give a whole number from 1 to 10000/],
  ] as const) {
    const { exitCode, stdout, stderr } = await diff(...args);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(sentence);
  }
});

test('standard input is refused for both policies', async () => {
  const { exitCode, stdout, stderr } = await diff('-', '-');
  expect([exitCode, stdout, stderr]).toEqual([
    1,
    '',
    'sluice: standard input: it can be read once, but is named twice; name a file in place of one "-".',
  ]);
});
