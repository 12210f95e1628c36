// SPDX-License-Identifier: Apache-2.0
/** `sluice check` as a user meets it: warnings with witnesses, questions, JSON, and refusals. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url).pathname;
const directory = mkdtempSync(join(tmpdir(), 'sluice-check-'));
afterAll(() => rmSync(directory, { recursive: true }));

const check = async (...args: readonly string[]) => {
  const run = await execa(process.execPath, [join(root, 'bin/sluice.js'), 'check', ...args], {
    reject: false,
    cwd: directory,
  });
  return { exitCode: run.exitCode, stdout: run.stdout, stderr: run.stderr };
};

writeFileSync(
  join(directory, 'p.yaml'),
  `vms:
  - { name: web, mac: 52:54:00:00:00:10, addresses: [10.0.0.10] }
  - { name: db, mac: 52:54:00:00:00:11, addresses: [10.0.0.11] }
rules:
  - { name: pg, to: db, match: { protocol: tcp, source: 10.0.0.0/24, destinationPort: 5432 }, action: allow }
  - { name: tcp, to: web, match: { protocol: tcp }, action: allow }
  - { name: never, to: web, match: { protocol: tcp, destinationPort: 80 }, action: deny }
  - { name: not-9, to: db, match: { source: 10.0.0.9 }, action: deny }
expect:
  - { from: web, to: db, match: { protocol: tcp, destinationPort: 5432 }, verdict: allow }
`,
);

test('rules in the way, each with both lines and a frame', async () => {
  const { exitCode, stdout } = await check('p.yaml');
  expect(exitCode).toBe(0);
  expect(stdout.split('\n')).toEqual([
    'p.yaml:7:5: warning: rule "never" never decides a frame: earlier rules take all that it matches, as rule "tcp" (p.yaml:6:5) takes tcp 192.0.2.1:50000 > 10.0.0.10:80 to web; move it up or remove it',
    'p.yaml:8:5: warning: rule "not-9" says the opposite of rule "pg" (p.yaml:5:5) about tcp 10.0.0.9:50000 > 10.0.0.11:5432 to db, and the earlier rule decides: it is delivered to db; if that is not meant, change their order',
    'p.yaml: 2 VMs, 4 rules, 1 expectation proven, 2 warnings',
  ]);
  const strict = await check('p.yaml', '--strict');
  expect([strict.exitCode, strict.stderr]).toEqual([
    1,
    'sluice: p.yaml: the policy has warnings; mend them, or leave --strict out.',
  ]);
});

test('a question, as text and as JSON', async () => {
  expect((await check('p.yaml', '--reach', 'web -> db tcp/5432')).stdout.split('\n')).toEqual([
    'web -> db tcp/5432: yes, all such frames are delivered',
    '  such as   tcp 10.0.0.10:50000 > 10.0.0.11:5432 to db',
    '            delivered to db by rule "pg" (p.yaml:5:5)',
  ]);
  const { reach } = JSON.parse((await check('p.yaml', '--json', '--reach', 'wire -> db tcp/5432')).stdout);
  expect(reach).toMatchObject({
    answer: 'some',
    delivered: { frame: 'tcp 10.0.0.0:50000 > 10.0.0.11:5432 to db', outcome: 'delivered to db' },
    dropped: { frame: 'tcp 192.0.2.1:50000 > 10.0.0.11:5432 to db', by: 'defaults.unicast' },
  });
  expect((await check('p.yaml', '--reach', 'db -> db tcp')).stdout).toBe('db -> db tcp: there are no such frames');
});

test('a question that means less than it reads as is answered with a warning', async () => {
  const asked = 'wire -> db protocol 44';
  const { exitCode, stdout } = await check('p.yaml', '--reach', asked);
  expect([exitCode, stdout.split('\n').slice(0, 2)]).toEqual([
    0,
    [
      `${asked}: warning: protocol 44 matches IPv4 packets only: in IPv6 it is a fragment header, and a condition sees the protocol after it; write that protocol, or fragment: later, or add source: 0.0.0.0/0 when IPv4 is meant`,
      `${asked}: no, no such frame is delivered`,
    ],
  ]);
  writeFileSync(join(directory, 'good.yaml'), 'vms:\n  - { name: db, mac: 52:54:00:00:00:11 }\n');
  const { reach } = JSON.parse((await check('good.yaml', '--json', '--reach', asked)).stdout);
  expect(reach.warnings).toEqual([expect.stringContaining('protocol 44 matches IPv4 packets only')]);
  const strict = await check('good.yaml', '--strict', '--reach', asked);
  expect([strict.exitCode, strict.stderr]).toEqual([
    1,
    'sluice: --reach: the question has a warning; mend it, or leave --strict out.',
  ]);
  expect((await check('good.yaml', '--strict', '--reach', 'wire -> db tcp')).exitCode).toBe(0);
});

test('a VM whose name reads as an address can be asked about', async () => {
  writeFileSync(
    join(directory, 'names.yaml'),
    'vms:\n  - { name: 10.0.0.1, mac: 52:54:00:00:00:10 }\n  - { name: db, mac: 52:54:00:00:00:11 }\nrules:\n  egress: [{ from: 10.0.0.1, action: deny }]\n  ingress: [{ action: allow }]\n',
  );
  expect((await check('names.yaml', '--reach', '10.0.0.1 -> db')).stdout).toContain('no, no such frame is delivered');
  expect((await check('names.yaml', '--reach', '10.0.0.2 -> db')).stdout).toContain('yes, all such frames');
});

test('what makes no sense is refused in a sentence', async () => {
  for (const [args, sentence] of [
    [
      ['p.yaml', '--reach', 'hello'],
      /^sluice: --reach: "hello" is no question; write a question such as "web -> db tcp\/5432"\.$/,
    ],
    [['p.yaml', '--reach', 'web -> bd'], /^sluice: --reach: there is no VM "bd"; did you mean db\?$/],
    [['p.yaml', '--reach', 'wire -> db tpc/1'], /protocol "tpc" is unknown; did you mean tcp\?$/],
    [['p.yaml', '--reach', 'wire -> db tcp/70000'], /destinationPort "70000" is out of range/],
    [['p.yaml', '--reach', 'wire -> db tcp icmpTyp 1'], /"icmpTyp" is no condition; did you mean icmpType\?$/],
    [['p.yaml', '--reach', 'wire -> db tcp/1 destinationPort 2'], /destinationPort is given twice/],
    [['p.yaml', '--reach', 'wire -> db protocol 51'], /--reach: protocol 51 is the authentication header/],
    [['p.yaml', '--reach', 'wire -> db ethertype 0x8100'], /--reach: ethertype 0x8100 is that of a VLAN tag/],
    [['p.yaml', '--reach', '::ffff:10.0.0.1 -> db'], /--reach: source is an IPv4 address .*; write 10\.0\.0\.1\.$/],
    [['p.yaml', '--reach', 'any -> db'], /no VM "any"; name a VM of p\.yaml, wire or an IP prefix before the arrow\.$/],
    [['p.yaml', '--reach', 'web -> nobody'], /no VM "nobody"; name a VM of p\.yaml, wire, group or any after it\.$/],
    [['p.yaml', '--reach', 'wire -> group arp'], /"arp" is no protocol; write ethertype arp\.$/],
    [['p.yaml', '--seconds', '0'], /--seconds is "0"; give a whole number from 1 to 3600/],
    [['q.yaml'], /q\.yaml: there is no such file/],
  ] as const) {
    const { exitCode, stdout, stderr } = await check(...args);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(sentence);
  }
});
