/** `sluice parse` as a user meets it: both forms, both sources, and captures that cannot be read. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import { headerVectorFields } from '../../../hdl/layout/header-vector.ts';
import { readCaptureFile } from '../../../src/files/read-capture.ts';
import { writePcap } from '../../../src/files/write-pcap.ts';
import { recordKeys } from '../../../src/parse/frame-record.ts';
import { arp, cut, ethernet, fragmentHeader, icmp, ipv4, ipv6, tcp, udp, vlan } from '../../support/frames.ts';

const root = new URL('../../../', import.meta.url).pathname;
const tenants = join(root, 'examples/captures/tenants.pcap');
const directory = mkdtempSync(join(tmpdir(), 'sluice-parse-'));
afterAll(() => rmSync(directory, { recursive: true }));

const parse = (...args: readonly string[]) =>
  execa(process.execPath, [join(root, 'bin/sluice.js'), 'parse', ...args], { reject: false, cwd: root });

const capture = (name: string, frames: readonly Uint8Array[]): string => {
  const path = join(directory, name);
  writeFileSync(path, writePcap(frames.map(bytes => ({ timestampNs: 0n, bytes, originalLength: bytes.length }))));
  return path;
};

const link = { destination: '52:54:00:00:00:10', source: '02:00:00:00:00:99' };
const ip4 = { source: '10.0.0.1', destination: '10.0.0.2' };
const ip6 = { source: '2001:db8::1', destination: 'fe80::2' };
const ports = { sourcePort: 1234, destinationPort: 80 };
const tagged = ethernet(
  link,
  vlan({ tpid: 0x88a8, id: 100, priority: 3 }, vlan({ id: 7 }, ipv6(ip6, fragmentHeader({ more: true }, tcp(ports))))),
);
const frames = [
  ethernet(link, arp({ senderIp: '10.0.0.1', targetIp: '10.0.0.2' })),
  ethernet(link, ipv4(ip4, udp(ports))),
  ethernet(link, ipv4(ip4, icmp({ type: 8 }))),
  tagged,
  cut(tagged, 60),
  cut(tagged, 5),
  new Uint8Array(),
];
const path = capture('frames.pcap', frames);

const frameNames = '02:00:00:00:00:99 > 52:54:00:00:00:10';
const lines = [
  `1: 42 bytes, ethernet@0 arp@14, ${frameNames}, type 0x0806`,
  `2: 42 bytes, ethernet@0 ipv4@14 udp@34, ${frameNames}, type 0x0800, 10.0.0.1 > 10.0.0.2 protocol 17, ports 1234 > 80`,
  `3: 42 bytes, ethernet@0 ipv4@14 icmp@34, ${frameNames}, type 0x0800, 10.0.0.1 > 10.0.0.2 protocol 1, type 8 code 0`,
  `4: 90 bytes, ethernet@0 tag1@14 tag2@18 ipv6@22 ipv6Fragment@62 tcp@70, ${frameNames}, vlan 100.7 priority 3, type 0x86dd, 2001:db8::1 > fe80::2 protocol 6, first fragment, ports 1234 > 80, flags 0x10`,
  `5: 60 bytes, ethernet@0 tag1@14 tag2@18, ${frameNames}, vlan 100.7 priority 3, type 0x86dd, exception truncated`,
  '6: 5 bytes, exception truncated',
  '7: 0 bytes, exception truncated',
];

describe.each([[], ['--rtl']])('with options "%s"', (...options) => {
  test('one line a frame', async () => {
    const { stdout, stderr, exitCode } = await parse(path, ...options);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')).toEqual(lines);
  });
});

test('one JSON object a frame, with every key', async () => {
  const { stdout } = await parse(path, '--json');
  const records = stdout.split('\n').map(line => JSON.parse(line));
  const keys = [...recordKeys, ...headerVectorFields].map(({ name }) => name);
  for (const record of records) expect(Object.keys(record)).toEqual(keys);
  expect(records[3]).toEqual({
    frame: 4,
    length: 90,
    layers: [
      { name: 'ethernet', offset: 0 },
      { name: 'tag1', offset: 14 },
      { name: 'tag2', offset: 18 },
      { name: 'ipv6', offset: 22 },
      { name: 'ipv6Fragment', offset: 62 },
      { name: 'tcp', offset: 70 },
    ],
    ...{
      dstMac: link.destination,
      srcMac: link.source,
      vlanCount: 2,
      vlan: 100,
      priority: 3,
      vlan2: 7,
      vlan3: 0,
      vlan4: 0,
    },
    ...{
      ethertype: 0x86dd,
      l3Offset: 22,
      llc: 0,
      snap: 0,
      arp: 0,
      ipv4: 0,
      ipv6: 1,
      fragment: 1,
      laterFragment: 0,
      ipProtocol: 6,
    },
    ...{ srcIp: '2001:db8::1', dstIp: 'fe80::2', l4Offset: 70, tcp: 1, udp: 0, icmp: 0, srcPort: 1234, dstPort: 80 },
    ...{ tcpFlags: 0x10, exception: 'none' },
  });
  expect(records[0].srcIp).toBeNull();
  expect(records[5]).toMatchObject({ layers: [], dstMac: '00:00:00:00:00:00', exception: 'truncated' });
});

test('the hardware says of the example capture what the model says', async () => {
  const [model, hardware] = await Promise.all([parse(tenants, '--json'), parse(tenants, '--json', '--rtl')]);
  expect(hardware).toMatchObject({ stderr: '', exitCode: 0 });
  const lines = model.stdout.split('\n');
  expect(lines).toHaveLength((await readCaptureFile(tenants)).length);
  const answers = hardware.stdout.split('\n');
  const differing = lines.findIndex((line, i) => line !== answers[i]);
  expect(differing, answers[differing]).toBe(-1);
  expect(answers).toHaveLength(lines.length);
});

test('a capture without frames prints nothing', async () => {
  expect(await parse(capture('none.pcap', []))).toMatchObject({ stdout: '', exitCode: 0 });
});

describe('refuses, in one sentence,', () => {
  const broken = join(directory, 'broken.pcap');
  writeFileSync(broken, 'no capture');
  test.each([
    [[], 'an argument is missing ("sluice parse <capture>"); see "sluice parse --help".'],
    [['no-such.pcap'], 'no-such.pcap: there is no such file; check the path.'],
    [[broken], `${broken}, byte 0: the magic number 6e 6f 20 63 belongs to neither pcap nor pcapng; record it as`],
    [[path, '--config', '400g'], 'there is no configuration "400g"'],
    [[path, '--xml'], 'unknown argument: xml; see "sluice parse --help".'],
  ])('%j', async (args, sentence) => {
    const { exitCode, stderr, stdout } = await parse(...args);
    expect(stderr).toContain(`sluice: ${sentence}`);
    expect(stderr).not.toContain('\n');
    expect(stdout).toBe('');
    expect(exitCode).toBe(1);
  });
});
