// SPDX-License-Identifier: Apache-2.0
/** `sluice import` as a user meets it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url).pathname;
const directory = mkdtempSync(join(tmpdir(), 'sluice-import-'));
afterAll(() => rmSync(directory, { recursive: true }));

const importPolicy = async (...args: readonly string[]) => {
  const run = await execa(process.execPath, [join(root, 'bin/sluice.js'), 'import', ...args], {
    input: 'vms:\n  - { name: web, mac: 52:54:00:00:00:10 }\n',
    reject: false,
    cwd: directory,
  });
  return { exitCode: run.exitCode, stdout: run.stdout, stderr: run.stderr };
};

writeFileSync(join(directory, 'vms.yaml'), 'vms:\n  - { name: web, mac: 52:54:00:00:00:10 }\n');
writeFileSync(
  join(directory, 'flows.txt'),
  'priority=2,dl_dst=52:54:00:00:00:99 actions=drop\npriority=1 actions=NORMAL\n',
);

test('what is left out is a warning, and without leave an error', async () => {
  const refused = await importPolicy('openflow', 'flows.txt', '--vms', 'vms.yaml');
  expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
  expect(refused.stderr).toContain("flows.txt:1:1: dl_dst=52:54:00:00:00:99 is no VM's address");
  const taken = await importPolicy('openflow', 'flows.txt', '--vms', 'vms.yaml', '--leave-out');
  expect(taken.exitCode).toBe(0);
  expect(taken.stdout).toContain('    - { action: allow }');
  expect(taken.stderr).toContain('flows.txt:1:1: warning: the flow is left out');
});

test('VMs may come from standard input', async () => {
  const { exitCode, stdout } = await importPolicy('openflow', 'flows.txt', '--vms', '-', '--leave-out');
  expect([exitCode, stdout.split('\n')[0]]).toEqual([0, 'vms:']);
});

test.each([
  [
    ['openflow', 'flows.txt', '--vms', 'vms.yaml', '--host', 'a'],
    '--host is for import neutron, but this is import openflow',
  ],
  ...[
    ['openflow', '-', '--vms', '-'],
    ['neutron', '-', '--inventory', '-'],
  ].map((args): [string[], string] => [
    args,
    'sluice: standard input: it can be read once, but is named twice; name a file in place of one "-".',
  ]),
  [['neutron', 'flows.txt', '--leave-out'], '--leave-out is for import openflow, but this is import neutron'],
  [
    ['openflow', 'flows.txt', '--vms', 'vms.yaml', '--port', '2=wbe'],
    '--port 2=wbe names no VM of this policy; write wire or web',
  ],
])('refused: %j', async (args, sentence) => {
  const { exitCode, stdout, stderr } = await importPolicy(...args);
  expect([exitCode, stdout]).toEqual([1, '']);
  expect(stderr).toContain(sentence);
});
