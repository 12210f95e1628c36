// SPDX-License-Identifier: Apache-2.0
/**
 * `sluice corpus` as a user meets it, on captures of the project and, where $CORPUS names captures of foreign traffic, on
 * those.
 */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import { writePcap } from '../../../src/files/write-pcap.ts';
import type { CorpusReport } from '../../../src/verify/corpus/run-corpus.ts';
import { everyPath } from '../../hdl/parser/sample-frames.ts';
import { arp, ethernet } from '../../support/frames.ts';

const root = new URL('../../../', import.meta.url).pathname;
const directory = mkdtempSync(join(tmpdir(), 'sluice-corpus-test-'));
afterAll(() => rmSync(directory, { recursive: true }));

const corpus = (args: readonly string[], env: Record<string, string> = {}) =>
  execa(process.execPath, [join(root, 'bin/sluice.js'), 'corpus', ...args], { reject: false, cwd: root, env });

/** Lines on standard error that tell of no step. */
const complaintsIn = (stderr: string): string[] =>
  stderr.split('\n').filter(line => !/^(reading |generated frames|$)/.test(line));
const reportIn = (out: string): CorpusReport => JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));

const paths = join(directory, 'captures');
mkdirSync(join(paths, 'deep'), { recursive: true });
const recorded = everyPath.map(bytes => ({ timestampNs: 0n, bytes, originalLength: bytes.length }));
writeFileSync(join(paths, 'deep', 'paths.pcap'), writePcap(recorded));
writeFileSync(join(paths, 'notes.txt'), 'no capture');
const rawIp = writePcap(recorded.slice(0, 1));
rawIp.set([101, 0, 0, 0], 20);
writeFileSync(join(paths, 'raw-ip.pcap'), rawIp);

test('every path of the graph: model, hardware and the installed tools agree or differ for a reason', async () => {
  const out = join(directory, 'paths');
  const { exitCode, stdout, stderr } = await corpus([paths, '--out', out, '--widths', '128']);
  expect(complaintsIn(stderr)).toEqual([]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^hardware +\d+ +100\.00 % +0 +configuration 10g with 128 bits a beat$/m);
  const report = reportIn(out);
  expect(report.captures).toEqual([{ file: 'deep/paths.pcap', frames: everyPath.length }]);
  expect(report.leftOut).toEqual([{ file: 'raw-ip.pcap', reason: expect.stringContaining('the link type is 101') }]);
  expect(stdout).toContain('left out: ');
  expect(report.hardware).toEqual([{ config: '10g', width: 128, frames: everyPath.length, mismatches: [] }]);
  expect(report.unclassified).toEqual([]);
  for (const tool of report.tools) {
    if ('missing' in tool) continue;
    expect(tool.frames).toBe(everyPath.length);
    expect(tool.unclassified).toBe(0);
    expect(tool.equalFrames, tool.name).toBeGreaterThan(everyPath.length / 3);
  }
});

/** Programs of the real PATH but for some, and a stand-in for one. */
const pathWith = (name: string, script: string): string => {
  const bin = join(directory, name);
  mkdirSync(bin);
  writeFileSync(join(bin, 'ovs-ofctl'), script);
  chmodSync(join(bin, 'ovs-ofctl'), 0o755);
  for (const absent of ['tshark', 'pkg-config']) {
    writeFileSync(join(bin, absent), '#!/bin/sh\nexit 127\n');
    chmodSync(join(bin, absent), 0o755);
  }
  return `${bin}${delimiter}${process.env['PATH']}`;
};

test('a tool that is missing is skipped and named, an answer that nothing explains fails the run', async () => {
  const one = join(directory, 'one.pcap');
  const bytes = ethernet({ destination: '52:54:00:00:00:10' }, arp({ senderIp: '10.0.0.1', targetIp: '10.0.0.2' }));
  writeFileSync(one, writePcap([{ timestampNs: 0n, bytes, originalLength: bytes.length }]));
  const script = `#!/bin/sh
if [ "$1" = --version ]; then echo "stand-in 1.0"; else echo "arp,dl_src=02:00:00:00:00:98,dl_dst=52:54:00:00:00:10,arp_op=1"; fi
`;
  const out = join(directory, 'wrong');
  const options = ['--out', out, '--widths', 'none'];
  const { exitCode, stdout, stderr } = await corpus([one, ...options], { PATH: pathWith('bin', script) });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^tshark +skipped +tshark is not installed/m);
  expect(stdout).toMatch(/^dpdk +skipped +the DPDK development files are not installed/m);
  expect(stderr).toContain(`${one} frame 1, ovs: srcMac is ${0x020000000099}, not ${0x020000000098}`);
  expect(stderr).toContain('1 answers of other tools are unexplained; see');
  expect(reportIn(out).unclassified).toHaveLength(1);
});

test('generated frames, alone and beside captures: nothing is unexplained', async () => {
  const out = join(directory, 'generated');
  const seed = ['--generated', '3000', '--seed', '5', '--widths', 'none', '--out', out];
  const { exitCode, stdout, stderr } = await corpus([...seed, join(paths, 'deep')]);
  expect(complaintsIn(stderr)).toEqual([]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^\d+ frames of 2 captures in /);
  const { captures, frames, hardware, unclassified } = reportIn(out);
  expect(captures.map(({ file }) => file)).toEqual(['paths.pcap', 'generated from seed 5']);
  expect(frames).toBe(everyPath.length + 3000);
  expect(hardware).toEqual([]);
  expect(unclassified).toEqual([]);
});

test.each([
  [['--generated', '0'], 'there is nothing to compare; name captures, or give --generated a number.'],
  [['--generated', '-1'], '--generated is "-1"; give a whole number from 0 on.'],
  [['--generated', '1', '--seed', '0.5'], '--seed is "0.5"; give a whole number from 0 on.'],
  [['--generated', '1', '--widths', '64,96'], '--widths is "64,96"; give some of 64,128,256,512, or none.'],
])('refuses %j', async (args, sentence) => {
  const { exitCode, stderr } = await corpus([...args, '--out', join(directory, 'refused')]);
  expect(stderr).toContain(`sluice: ${sentence}`);
  expect(exitCode).toBe(1);
});

test.each([
  [join(paths, 'raw-ip.pcap'), `${join(paths, 'raw-ip.pcap')}, byte 20: the link type is 101`],
  ['no-such-directory', 'no-such-directory: there is no such file; check the path.'],
  [join(root, 'docs'), `${join(root, 'docs')}: the directory holds no capture; name one with files that end in .pcap`],
])('refuses %s', async (path, sentence) => {
  const { exitCode, stderr } = await corpus([path, '--out', join(directory, 'refused')]);
  expect(stderr).toContain(`sluice: ${sentence}`);
  expect(exitCode).toBe(1);
});

const foreign = process.env['CORPUS'];

describe.skipIf(!foreign)(`on foreign traffic${foreign ? '' : ' (skipped: CORPUS is not set)'}`, () => {
  test('nothing is unexplained', async () => {
    const out = join(directory, 'foreign');
    const { exitCode, stderr } = await corpus([foreign!, '--out', out]);
    expect(complaintsIn(stderr)).toEqual([]);
    expect(exitCode).toBe(0);
    expect(reportIn(out).frames).toBeGreaterThan(1000);
  });
});
