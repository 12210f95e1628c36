// SPDX-License-Identifier: Apache-2.0
/** Frames as users name them: what the words say is in the bytes, and what makes no sense is refused. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../firmware/compile/compile.ts';
import { readFrame } from '../../../firmware/oracle/oracle-frame.ts';
import { readFrameArgument } from '../../../src/explain/read-frame.ts';

const tenants = new URL('../../../firmware/examples/tenants.yaml', import.meta.url);
const capture = new URL('../../../examples/captures/tenants.pcap', import.meta.url).pathname;
const packageFile = new URL('../../../package.json', import.meta.url).pathname;
const { policy } = compilePolicy(readFileSync(tenants, 'utf8'), 'tenants.yaml');

const read = (...words: readonly string[]) => readFrameArgument(words, policy, undefined);
const ssh = 'tcp 10.0.0.1:4000 > 10.0.0.10:22 to web';

describe('words', () => {
  test.each([
    [ssh, { vlan: 0, protocol: 6, ports: { source: 4000, destination: 22 } }],
    ['udp [fd00::1]:53 -> [fd00::10]:4000 to web', { vlan: 0, protocol: 17, ports: { source: 53, destination: 4000 } }],
    ['sctp 10.0.0.1:1 10.0.0.10:2', { vlan: 0, protocol: 132, ports: { source: 1, destination: 2 } }],
    ['udplite fd00::1 > fd00::10', { vlan: 0, protocol: 136, ports: { source: 0, destination: 0 } }],
    ['icmp 10.0.0.1 > 10.0.0.10 type 8 code 3', { vlan: 0, protocol: 1, icmpType: 8 }],
    ['icmpv6 fd00::1 > fd00::10 type 135', { vlan: 0, protocol: 58, icmpType: 135 }],
    ['protocol 50 10.0.0.1 > 10.0.0.10', { vlan: 0, protocol: 50 }],
    ['tcp 10.0.20.1:1 > 10.0.20.20:2 to vlanguest', { vlan: 20, protocol: 6, ports: { source: 1, destination: 2 } }],
    ['tcp 10.0.20.1:1 > 10.0.20.20:2 to web vlan 7', { vlan: 7, protocol: 6, ports: { source: 1, destination: 2 } }],
  ])('%s', async (words, { vlan, protocol, ...transport }) => {
    const frame = readFrame((await read(words)).bytes, 1522)!;
    expect(frame.malformed).toBe(false);
    expect(frame.vlan).toBe(vlan);
    expect(frame.ip.protocol).toEqual({ value: protocol });
    if (Object.keys(transport).length > 0) expect(frame.ip.transport).toMatchObject({ value: transport });
  });

  test('fragments, ARP and other types', async () => {
    const seen = async (words: string) => readFrame((await read(words)).bytes, 1522)!;
    expect((await seen('tcp 10.0.0.1 > 10.0.0.10 fragment later to web')).ip.laterFragment).toEqual({ value: true });
    expect((await seen(`${ssh} fragment first`)).ip.laterFragment).toEqual({ value: false });
    expect((await seen('tcp fd00::1 > fd00::10 fragment later')).ip.laterFragment).toEqual({ value: true });
    const esp = await seen('protocol 50 10.0.0.1 > 10.0.0.10 fragment first');
    expect(esp.ip).toMatchObject({ protocol: { value: 50 }, laterFragment: { value: false } });
    const bytes = (await read('protocol 50 10.0.0.1 > 10.0.0.10 fragment first')).bytes;
    expect(((bytes[20]! << 8) | bytes[21]!) & 0x3fff).toBe(0x2000);
    expect((await seen('protocol 50 fd00::1 > fd00::10 fragment first')).ip.laterFragment).toEqual({ value: false });
    expect((await seen('arp 10.0.0.1 > 10.0.0.10')).ethertype).toEqual({ value: 0x0806 });
    expect(await seen('ethertype 0x88b5 to group')).toMatchObject({
      ethertype: { value: 0x88b5 },
      destinationMac: 0xffff_ffff_ffffn,
    });
    expect(await seen('ethertype lldp to 01:80:c2:00:00:0e')).toMatchObject({ destinationMac: 0x0180_c200_000en });
    expect((await seen('udp 10.0.0.1:1 > 224.0.0.251:5353')).destinationMac).toBe(0xffff_ffff_ffffn);
  });
});

const refused: readonly (readonly [readonly string[], RegExp])[] = [
  [['abc'], /there are 3 hexadecimal digits, and a byte has two/],
  [[`${capture}:99999`], /no Ethernet frame 99999 \(the last is \d+\)/],
  [[`${capture}:0`], /frames count from 1/],
  [['nowhere.pcap:1'], /nowhere\.pcap: there is no such file/],
  [[`${packageFile}:1`], /neither pcap nor pcapng/],
  [[ssh.replace('web', 'wbe')], /there is no VM "wbe"; did you mean web\?/],
  [['tcp 10.0.0.1:1 > 10.9.9.9:2'], /no VM has the destination .*; say whom/],
  [['tcp 10.0.0.300:1 > 10.0.0.10:2'], /source "10\.0\.0\.300" is not an IP address/],
  [['tcp 10.0.0.1:1 > 10.0.0.10:70000'], /port of the destination "70000" is out of range/],
  [['tcp 10.0.0.1:1'], /destination lacks its value/],
  [[`${ssh} vlan`], /vlan lacks its value/],
  [[`${ssh} vlna 3`], /"vlna" is no word of a frame; did you mean vlan\?/],
  [[`${ssh} to db`], /to is given twice/],
  [['tcp 10.0.0.1:1 > [fd00::10]:2'], /of different IP versions/],
  [['icmp 10.0.0.1:1 > 10.0.0.10'], /a port is given for a frame without ports/],
  [[`${ssh} type 3`], /type is given for a frame that has none/],
  [['icmp fd00::1 > fd00::10'], /icmp is of IPv4 and icmpv6 of IPv6/],
  [['arp fd00::1 > fd00::10'], /arp asks for IPv4 addresses/],
  [['arp 10.0.0.1 > 10.0.0.10 fragment later'], /that is no IP packet/],
  [[`${ssh} fragment later`], /a later fragment has no ports; remove them/],
  [['icmp 10.0.0.1 > 10.0.0.10 type 8 fragment later'], /a later fragment has no type; remove it/],
  [['icmpv6 fd00::1 > fd00::10 code 1 type 8 fragment later'], /a later fragment has no type or code; remove it/],
  [['protocol 51 10.0.0.1 > 10.0.0.10'], /protocol 51 is the authentication header, after which comes the protocol/],
  [['protocol 51 fd00::1 > fd00::10'], /protocol 51 is the authentication header/],
  [['protocol 44 fd00::1 > fd00::10'], /protocol 44 is a fragment header, after which comes the protocol/],
  [['hello', 'world'], /"hello world" names no frame/],
  [[''], /"" names no frame/],
  [['tcp fd00::1:80 > [fd00::10:2 to web'], /destination "\[fd00::10:2" is not an IP address/],
];
test.each(refused)('%j is refused', async (words, sentence) => {
  await expect(read(...words)).rejects.toThrow(sentence);
});
