// SPDX-License-Identifier: Apache-2.0
/** `sluice parse` as a user meets it: both forms, both sources, and captures that cannot be read. */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import { headerVectorFields, packetChecksumFields } from '../../../hdl/spec/protocol/header-vector.ts';
import { readCaptureFile } from '../../../src/files/read-capture.ts';
import { writePcap } from '../../../src/files/write-pcap.ts';
import { allRecordKeys } from '../../../src/parse/frame-record.ts';
import {
  arp,
  cut,
  ethernet,
  fragmentHeader,
  icmp,
  ipv4,
  ipv6,
  payloadOf,
  tcp,
  udp,
  vlan,
} from '../../support/frames.ts';
import { macControl, mpls } from '../../support/link-frames.ts';
import { sctp } from '../../support/transport-frames.ts';
import { vxlan } from '../../support/tunnel-frames.ts';
import { PcapngBuilder } from '../files/pcapng-builder.ts';

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
/** A frame whose last byte is another. */
const spoilt = (frame: Uint8Array): Uint8Array => frame.with(frame.length - 1, frame.at(-1)! ^ 1);
const carried = spoilt(ethernet(link, vlan({ id: 9 }, ipv4(ip4, tcp(ports, payloadOf(6))))));
const frames = [
  ethernet(link, arp({ senderIp: '10.0.0.1', targetIp: '10.0.0.2' })),
  ethernet(link, ipv4(ip4, udp(ports))),
  ethernet(link, ipv4(ip4, icmp({ type: 8 }))),
  tagged,
  cut(tagged, 60),
  cut(tagged, 5),
  new Uint8Array(),
  spoilt(ethernet(link, mpls([{ label: 5 }, { label: 6 }], ipv4(ip4, sctp(ports, payloadOf(13))).bytes))),
  ethernet(link, ipv4(ip4, udp({ ...ports, destinationPort: 4789 }, vxlan({ identifier: 77 }, carried)))),
  ethernet(link, macControl(0x0101, [1])),
  ethernet(link, ipv4(ip4, udp(ports))).with(17, 27),
];
const path = capture('frames.pcap', frames);

const frameNames = '02:00:00:00:00:99 > 52:54:00:00:00:10';
const addresses = '10.0.0.1 > 10.0.0.2';
const lines = [
  `1: 42 bytes, ethernet@0 arp@14, ${frameNames}, type 0x0806`,
  `2: 42 bytes, ethernet@0 ipv4@14 udp@34, ${frameNames}, type 0x0800, ${addresses} protocol 17, ports 1234 > 80, checksums: header good, transport good`,
  `3: 42 bytes, ethernet@0 ipv4@14 icmp@34, ${frameNames}, type 0x0800, ${addresses} protocol 1, type 8 code 0, checksums: header good, transport good`,
  `4: 90 bytes, ethernet@0 tag1@14 tag2@18 ipv6@22 fragment1@62 tcp@70, ${frameNames}, vlan 100.7 priority 3, type 0x86dd, 2001:db8::1 > fe80::2 protocol 6, first fragment, ports 1234 > 80, flags 0x10`,
  `5: 60 bytes, ethernet@0 tag1@14 tag2@18, ${frameNames}, vlan 100.7 priority 3, type 0x86dd, exception truncated at ipv6, malformed IP`,
  '6: 5 bytes, exception truncated at ethernet',
  '7: 0 bytes, exception truncated at ethernet',
  `8: 67 bytes, ethernet@0 mplsLabel1@14 mplsLabel2@18 ipv4@22 sctp@42, ${frameNames}, type 0x8847, labels 5.6, ${addresses} protocol 132, ports 1234 > 80, checksums: header good, transport bad`,
  `9: 114 bytes, ethernet@0 ipv4@14 udp@34 vxlan@42 innerEthernet@50 innerTag1@64 innerIpv4@68 innerTcp@88, ${frameNames}, type 0x0800, ${addresses} protocol 17, ports 1234 > 4789, checksums: header good, transport good, tunnel vxlan 77, inside ${frameNames}, vlan 9, type 0x0800, ${addresses} protocol 6, ports 1234 > 80, flags 0x10, checksums: header good, transport bad`,
  `10: 60 bytes, ethernet@0 macControl@14, ${frameNames}, type 0x8808, priority pause`,
  `11: 42 bytes, ethernet@0 ipv4@14, ${frameNames}, type 0x0800, ${addresses} protocol 17, checksums: header bad, exception no_room at udp, malformed IP`,
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
  for (const record of records) expect(Object.keys(record)).toEqual(allRecordKeys);
  const fields = [...headerVectorFields, ...packetChecksumFields].map(({ name }) => name);
  expect(allRecordKeys).toEqual(['frame', 'length', 'wireLength', 'layers', 'unread', 'malformedIp', ...fields]);
  const zero = Object.fromEntries(fields.map(name => [name, 0]));
  const nothing = {
    ...zero,
    ...{ ipv4Checksum: 'none', innerIpv4Checksum: 'none', l4Checksum: 'none', innerL4Checksum: 'none' },
    ...{ innerDstMac: null, innerSrcMac: null, innerSrcIp: null, innerDstIp: null },
    ...{ tunnel: 'none', exception: 'none', exceptionHeader: null },
  };
  const macs = { dstMac: link.destination, srcMac: link.source };
  expect(records[3]).toEqual({
    ...nothing,
    frame: 4,
    length: 90,
    wireLength: 90,
    ...{ unread: null, malformedIp: false, frameBytes: 90, ports: 1 },
    layers: [
      { name: 'ethernet', offset: 0 },
      { name: 'tag1', offset: 14 },
      { name: 'tag2', offset: 18 },
      { name: 'ipv6', offset: 22 },
      { name: 'fragment1', offset: 62 },
      { name: 'tcp', offset: 70 },
    ],
    headers: expect.stringMatching(/^0x[0-9a-f]{23}$/),
    ...{ ...macs, vlanCount: 2, vlan: 100, priority: 3, vlan2: 7, ethertype: 0x86dd, l3Offset: 22 },
    ...{ ipv6: 1, ipLength: 28, ttl: 64, fragment: 1, ipProtocol: 6, srcIp: '2001:db8::1', dstIp: 'fe80::2' },
    ...{ l4Offset: 70, tcp: 1, srcPort: 1234, dstPort: 80, tcpFlags: 0x10, payloadOffset: 90 },
  });
  expect(records[8]).toMatchObject({
    layers: [
      { name: 'ethernet', offset: 0 },
      { name: 'ipv4', offset: 14 },
      { name: 'udp', offset: 34 },
      { name: 'vxlan', offset: 42 },
      { name: 'innerEthernet', offset: 50 },
      { name: 'innerTag1', offset: 64 },
      { name: 'innerIpv4', offset: 68 },
      { name: 'innerTcp', offset: 88 },
    ],
    ...{ ...macs, innerDstMac: link.destination, innerSrcMac: link.source, innerVlan: 9, innerSrcIp: '10.0.0.1' },
    ...{ tunnel: 'vxlan', tunnelId: 77, innerOffset: 50, innerTcp: 1, innerPayloadOffset: 108 },
    ...{ ipv4Checksum: 'good', l4Checksum: 'good', innerIpv4Checksum: 'good', innerL4Checksum: 'bad' },
  });
  expect(records[0]).toMatchObject({ srcIp: null, exceptionHeader: null });
  const cutRecord = { layers: [], dstMac: '00:00:00:00:00:00', exception: 'truncated', exceptionHeader: 'ethernet' };
  expect(records[5]).toMatchObject(cutRecord);
});

describe.each([[], ['--rtl']])('other tables and less depth, with options "%s"', (...options) => {
  test('a port that is no longer VXLAN, one that is', async () => {
    const recordOf = async (table: string) => {
      const { stdout } = await parse(path, '--json', ...options, '--table', table);
      return JSON.parse(stdout.split('\n')[8]!);
    };
    const geneve = await recordOf('vxlanPorts=,genevePorts=6081,0x12b5');
    expect(geneve).toMatchObject({ tunnel: 'geneve', exception: 'none', innerTcp: 0 });
    expect(await recordOf('vxlanPorts=1,2')).toMatchObject({ tunnel: 'none', udp: 1 });
  });

  test('64 bytes looked at', async () => {
    const { stdout } = await parse(path, '--json', '--depth', '64', ...options);
    expect(JSON.parse(stdout.split('\n')[8]!)).toMatchObject({ exception: 'too_deep', exceptionHeader: 'innerTag1' });
  });
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

describe.each([[], ['--rtl']])('frames that arrive one by one, with options "%s"', (...options) => {
  test('are printed as soon as they are there', async () => {
    const bytes = readFileSync(path);
    const end = 24 + 16 + frames[0]!.length;
    const child = execa(process.execPath, [join(root, 'bin/sluice.js'), 'parse', '-', ...options], { cwd: root });
    child.stdin.write(bytes.subarray(0, end + 5));
    // Nothing more is written before the line of the first frame has come.
    const [first] = await once(child.stdout, 'data');
    expect(String(first)).toBe(`${lines[0]}\n`);
    child.stdin.end(bytes.subarray(end + 5));
    expect((await child).stdout.split('\n')).toEqual(lines);
  });

  test('of a file that is cut are printed, then the error', async () => {
    const cutFile = join(directory, 'cut.pcap');
    writeFileSync(cutFile, readFileSync(path).subarray(0, -1));
    const { stdout, stderr, exitCode } = await parse(cutFile, ...options);
    expect(stdout.split('\n')).toEqual(lines.slice(0, -1));
    expect(stderr).toMatch(/^sluice: .*cut\.pcap, byte \d+ \(frame 11\): the file is truncated: .*again\.$/);
    expect(exitCode).toBe(1);
  });
});

describe('a frame that the recorder cut', () => {
  const whole = ethernet(link, ipv4(ip4, udp(ports, payloadOf(60))));
  const cutFrames = [
    { timestampNs: 0n, bytes: cut(whole, 38), originalLength: whole.length },
    { timestampNs: 0n, bytes: cut(whole, 50), originalLength: whole.length },
    { timestampNs: 0n, bytes: cut(whole, 38), originalLength: 38 },
  ];
  const cutPath = join(directory, 'snap.pcap');
  writeFileSync(cutPath, writePcap(cutFrames));

  test('is told from one that was short on the wire', async () => {
    const { stdout } = await parse(cutPath);
    const [byCapture, behindHeaders, short] = stdout.split('\n');
    expect(byCapture).toMatch(/^1: 38 of 102 bytes, .*, exception cut_by_capture at udp$/);
    expect(behindHeaders).toMatch(/^2: 50 of 102 bytes, .*, ports 1234 > 80, checksums: header good$/);
    expect(short).toMatch(/^3: 38 bytes, .*, exception truncated at udp, malformed IP$/);
  });

  test('also in JSON', async () => {
    const { stdout } = await parse(cutPath, '--json');
    expect(stdout.split('\n').map(line => JSON.parse(line))).toMatchObject([
      { length: 38, wireLength: 102, exception: 'cut_by_capture', exceptionHeader: 'udp' },
      { length: 50, wireLength: 102, exception: 'none', exceptionHeader: null },
      { length: 38, wireLength: 38, exception: 'truncated', exceptionHeader: 'udp' },
    ]);
  });
});

test('frames of other link types are skipped, and said', async () => {
  const file = new PcapngBuilder(false)
    .section()
    .interface(1, 0)
    .interface(276, 0)
    .enhanced(1, 0n, frames[0]!, 42)
    .enhanced(0, 0n, frames[0]!, 42)
    .file();
  const mixed = join(directory, 'mixed.pcapng');
  writeFileSync(mixed, file);
  expect(await parse(mixed)).toMatchObject({
    stdout: lines[0]!.replace('1:', '2:'),
    stderr: `sluice: ${mixed}: skipped 1 frame of link type 276, Linux "any" device (SLL2), which is not Ethernet (the first is frame 1).`,
    exitCode: 0,
  });
});

describe('refuses, in one sentence,', () => {
  const broken = join(directory, 'broken.pcap');
  writeFileSync(broken, 'no capture');
  test.each([
    [[], 'an argument is missing ("sluice parse <capture>"); see "sluice parse --help".'],
    [['no-such.pcap'], 'no-such.pcap: there is no such file; check the path.'],
    [[broken], `${broken}, byte 0: the magic number 6e 6f 20 63 belongs to neither pcap nor pcapng; record it as`],
    [[path, '--config', '400g'], 'there is no configuration "400g"'],
    [[path, '--table', 'ports=1'], 'the table "ports=1" does not exist; write one of serviceTagTypes, vxlanPorts'],
    [[path, '--table', 'vxlanPorts=70000'], 'the table "vxlanPorts=70000" has values that are no numbers to 65535'],
    [[path, '--table', 'vxlanPorts=1,2,3'], 'the table "vxlanPorts=1,2,3" has 3 values; write at most 2.'],
    [[path, '--depth', '100'], 'the parser cannot look at 100 bytes; write a multiple of 64 from 64 to 256.'],
    [[path, '--xml'], 'there is no option "--xml"; see "sluice parse --help".'],
    [['--jsn', path], 'there is no option "--jsn"; did you mean --json?'],
  ])('%j', async (args, sentence) => {
    const { exitCode, stderr, stdout } = await parse(...args);
    expect(stderr).toContain(`sluice: ${sentence}`);
    expect(stderr).not.toContain('\n');
    expect(stdout).toBe('');
    expect(exitCode).toBe(1);
  });
});
