// SPDX-License-Identifier: Apache-2.0
/** `sluice explain` as a user meets it: the ways to name a frame, JSON, and refusals. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url).pathname;
const directory = mkdtempSync(join(tmpdir(), 'sluice-explain-'));
afterAll(() => rmSync(directory, { recursive: true }));

const tenants = 'firmware/examples/tenants.yaml';
const capture = 'examples/captures/tenants.pcap';

const explain = async (...args: readonly string[]) => {
  const run = await execa(process.execPath, [join(root, 'bin/sluice.js'), 'explain', ...args], {
    reject: false,
    cwd: root,
  });
  return { exitCode: run.exitCode, stdout: run.stdout, stderr: run.stderr };
};

const answer = async (...args: readonly string[]) => {
  const { exitCode, stdout, stderr } = await explain(tenants, '--json', ...args);
  expect([exitCode, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
};

/** The frame of words, as the JSON gives its headers. */
const ssh = 'tcp 10.0.0.1:4000 > 10.0.0.10:22 to web';

describe('a frame', () => {
  test('of a capture, in one argument or two', async () => {
    const [one, two] = [await answer(`${capture}:7`), await answer(capture, '7')];
    expect(one).toEqual(two);
    expect(one).toMatchObject({
      frame: `${capture}:7`,
      from: 'the wire',
      headers: { length: 98, srcIp: '10.0.0.1' },
      key: { srcIp: '10.0.0.1', ethertype: '0x0800', ipProtocol: 1 },
      verdicts: { policy: 'delivered to web, queue 0', tables: 'delivered to web, queue 0' },
      agrees: true,
    });
  });

  test('in words, as one argument or several', async () => {
    const [one, several] = [await answer(ssh), await answer(...ssh.split(' '))];
    expect(one).toEqual(several);
    expect(one).toMatchObject({ headers: { dstPort: 22, l4Checksum: 'good' }, policy: { rules: [] } });
    expect(one.policy.otherwise).toBe(`defaults.unicast: deny (${tenants}:96:12)`);
  });

  test('in hexadecimal digits', async () => {
    const hex = `5254000000105254000000ff0806${'00'.repeat(46)}`;
    const text = (await answer(hex.replace(/..(?!$)/g, '$&:'))).verdicts.tables;
    expect([text, (await answer(hex)).verdicts.tables]).toEqual(Array(2).fill('delivered to web, queue 0'));
  });

  test('that a VM sends', async () => {
    const sent = await answer('--from', 'web', 'tcp 10.0.0.10:4000 > 10.0.0.11:5432');
    expect(sent.verdicts.policy).toBe('delivered to db, queue 0');
    expect(sent.tables.map(({ table }: { table: string }) => table)).toEqual([
      // What judges the sender, then what judges the receiver.
      ...['identity', 'forwarding', 'rule_slot', 'rule_action', 'identity'],
      ...['conditions', 'rule_slot', 'rule_action', 'rss_profile'],
    ]);
  });

  test('as text', async () => {
    const { stdout } = await explain(tenants, 'tcp 10.0.0.1:4000 > 10.0.0.10:80 to web');
    expect(stdout).toMatch(/^policy +rule "web-http" \(firmware\/examples\/tenants.yaml:53:5\) allows it: protocol, /m);
    expect(stdout).toMatch(/^counted +counter\[32\]\.frames_lo at 0x40200: delivered of web$/m);
  });
});

test('what is no frame, no VM or no policy is refused in a sentence', async () => {
  const broken = join(directory, 'broken.yaml');
  writeFileSync(broken, 'vms: 1\n');
  for (const [args, sentence] of [
    [[tenants, 'hello'], /^sluice: "hello" names no frame; name a frame: capture\.pcap:NUMBER.*\.$/],
    [[tenants, '--from', 'wbe', ssh], /there is no VM "wbe"; did you mean web\?$/],
    [[broken, ssh], /broken\.yaml:1:6: vms is plain text/],
    [['nowhere.yaml', ssh], /nowhere\.yaml: there is no such file/],
    [[tenants], /an argument is missing/],
  ] as const) {
    const { exitCode, stdout, stderr } = await explain(...args);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(sentence);
  }
});
