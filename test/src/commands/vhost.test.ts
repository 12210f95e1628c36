// SPDX-License-Identifier: Apache-2.0
/** `sluice vhost` as a user starts and ends it, and what it refuses. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Console } from '../../../src/verify/e2e/console.ts';

const sluice = new URL('../../../bin/sluice.js', import.meta.url).pathname;
const startSeconds = 280;

let directory: string;
let policy: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'sluice-command-'));
  policy = join(directory, 'policy.yaml');
  writeFileSync(policy, 'config: tiny\nvms:\n  - { name: guest, mac: "52:54:00:00:00:10" }\n');
});
afterAll(async () => {
  await Console.endAll();
  rmSync(directory, { recursive: true });
});

/** A process and all that it started, by their numbers. */
const familyOf = (pid: number): readonly number[] => {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return [pid, ...children.flatMap(child => familyOf(Number(child)))];
};

test.each([
  ['SIGINT', 130],
  ['SIGHUP', 129],
  ['SIGTERM', 0],
] as const)('%s ends it in order, with %i: counters are told, the socket is gone', async (signal, exitCode) => {
  const socket = join(directory, signal);
  const wire = join(directory, `${signal}.pcap`);
  const counters = join(directory, `${signal}.counters`);
  const service = new Console('sluice vhost', process.execPath, [
    ...[sluice, 'vhost', policy, '--vm', `guest=${socket}`],
    ...['--wire-out', wire, '--stats', '1', '--counters', counters],
  ]);
  await service.expect(/guest: awaits its front end at .*\n.* ready\n/, startSeconds);
  await service.expect(/\d+ cycles in [\d.]+ s\n.*guest: received nothing; sent nothing\n/, 60);
  expect(existsSync(socket)).toBe(true);
  const { stdout } = await execa(process.execPath, [sluice, 'stats', counters]);
  expect(stdout).toMatch(
    / on tiny: \d+ cycles .*\n\nfunction +VM +delivered .*\n +0 +hypervisor .*\n +1 +guest +0 +0 +- /,
  );
  const { stdout: json } = await execa(process.execPath, [sluice, 'stats', counters, '--json']);
  expect(JSON.parse(json)).toMatchObject({ config: 'tiny', functions: [{ name: 'hypervisor' }, { name: 'guest' }] });
  // A terminal sends it to all that the program started as well.
  const family = familyOf(service.pid);
  expect(family.length).toBeGreaterThan(1);
  for (const pid of signal === 'SIGTERM' ? [service.pid] : family.toReversed()) process.kill(pid, signal);
  await service.expect(/received nothing[\s\S]* stopped\n/, 60);
  expect(await service.exit()).toBe(`ended with ${exitCode}`);
  expect(existsSync(socket)).toBe(false);
  expect(existsSync(counters)).toBe(false);
  const { stderr } = await execa(process.execPath, [sluice, 'stats', counters], { reject: false });
  expect(stderr).toContain('there is no such socket; start sluice vhost with --counters and this path.');
  expect(existsSync(wire)).toBe(true);
});

test('a capture that is there already stays as it was when the options are refused', async () => {
  const capture = join(directory, 'former.pcap');
  writeFileSync(capture, 'kept');
  const wire = ['--wire', 'peer:/tmp/w', '--wire-out', capture];
  const vm = ['--vm', 'guest=/tmp/x'];
  const { exitCode } = await execa(process.execPath, [sluice, 'vhost', policy, ...vm, ...wire], { reject: false });
  expect(exitCode).toBe(1);
  expect(readFileSync(capture, 'utf8')).toBe('kept');
});

test.each([
  ['no VM', [], 'no VM is to be served; give --vm guest=SOCKET.'],
  [
    'a VM that is not in the policy',
    ['--vm', 'gest=/tmp/x'],
    'the policy has no VM "gest" (it has guest); did you mean guest?',
  ],
  ['a VM twice', ['--vm', 'guest=/tmp/x', '--vm', 'guest=/tmp/y'], '--vm names "guest" twice; name each VM once.'],
  [
    'a capture of a wire that another program has',
    ['--vm', 'guest=/tmp/x', '--wire', 'tap:t0', '--wire-out', 'build/w.pcap'],
    '--wire-out does not go with --wire tap; capture at the other end of the wire.',
  ],
  [
    'a socket of the counters in a directory that is not there',
    ['--vm', 'guest=/tmp/x', '--counters', '/tmp/not/there'],
    '/tmp/not/there cannot be opened (EACCES); name a directory that may be written to.',
  ],
  [
    'a socket in a directory that is not there',
    ['--vm', 'guest=/tmp/not/there'],
    '/tmp/not/there cannot be opened (ENOENT); make its directory first.',
  ],
])('refuses %s', async (_, args, sentence) => {
  const { exitCode, stderr } = await execa(process.execPath, [sluice, 'vhost', policy, ...args], { reject: false });
  expect(stderr).toBe(`sluice: ${sentence}`);
  expect(exitCode).toBe(1);
});
