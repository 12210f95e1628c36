// SPDX-License-Identifier: Apache-2.0
/** The recorded capture holds what its README promises, judged by the product's own reader. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CapturedFrame } from '../../src/files/captured-frame.ts';
import { readCaptureFile } from '../../src/files/read-capture.ts';

const at = (name: string): string => new URL(`../../examples/captures/${name}`, import.meta.url).pathname;
const frames = await readCaptureFile(at('tenants.pcap'));
const readme = readFileSync(at('README.md'), 'utf8');

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const isTagged = ({ bytes }: CapturedFrame): boolean => hex(bytes.subarray(12, 14)) === '8100';
const vlanOf = (frame: CapturedFrame): number =>
  isTagged(frame) ? ((frame.bytes[14]! & 0xf) << 8) | frame.bytes[15]! : 0;
const destinationOf = ({ bytes }: CapturedFrame): string => hex(bytes.subarray(0, 6)).match(/../g)!.join(':');
/** EtherType after the tag and what follows it. */
const payloadOf = (frame: CapturedFrame): { ethertype: string; packet: Uint8Array } => {
  const offset = isTagged(frame) ? 16 : 12;
  return { ethertype: hex(frame.bytes.subarray(offset, offset + 2)), packet: frame.bytes.subarray(offset + 2) };
};

const isArp = (frame: CapturedFrame): boolean => payloadOf(frame).ethertype === '0806';
const isIpv4 =
  (protocol: number) =>
  (frame: CapturedFrame): boolean => {
    const { ethertype, packet } = payloadOf(frame);
    return ethertype === '0800' && packet[9] === protocol && (((packet[6]! & 0x1f) << 8) | packet[7]!) === 0;
  };
const isIpv6 =
  (protocol: number) =>
  (frame: CapturedFrame): boolean => {
    const { ethertype, packet } = payloadOf(frame);
    if (ethertype !== '86dd') return false;
    const first = packet[6] === 44 && (packet[42]! << 5) + (packet[43]! >> 3) === 0;
    return packet[6] === protocol || (first && packet[40] === protocol);
  };
const isLaterFragment =
  (version: 4 | 6) =>
  (frame: CapturedFrame): boolean => {
    const { ethertype, packet } = payloadOf(frame);
    if (version === 4) return ethertype === '0800' && (((packet[6]! & 0x1f) << 8) | packet[7]!) !== 0;
    return ethertype === '86dd' && packet[6] === 44 && (packet[42]! << 5) + (packet[43]! >> 3) !== 0;
  };
const isTo =
  (vlan: number, mac: string) =>
  (frame: CapturedFrame): boolean =>
    vlanOf(frame) === vlan && destinationOf(frame) === mac;

/** A row of the README's tables: frames and bytes. */
const promised = (row: string): number[] => {
  const found = readme.match(new RegExp(`^\\| ${row} \\| (\\d+) \\| (\\d+) \\|$`, 'm'));
  return [Number(found?.[1]), Number(found?.[2])];
};
const counted = (select: (frame: CapturedFrame) => boolean): number[] => {
  const selected = frames.filter(select);
  return [selected.length, selected.reduce((sum, frame) => sum + frame.bytes.length, 0)];
};

describe('tenants.pcap', () => {
  test('is a few thousand whole frames of wire length, in order of time', () => {
    expect(frames.length).toBeGreaterThanOrEqual(2000);
    expect(frames.length).toBeLessThanOrEqual(5000);
    for (const [index, frame] of frames.entries()) {
      expect(frame.bytes.length).toBe(frame.originalLength);
      expect(frame.bytes.length).toBeGreaterThanOrEqual(60);
      expect(frame.bytes.length).toBeLessThanOrEqual(isTagged(frame) ? 1518 : 1514);
      expect(frame.timestampNs).toBeGreaterThanOrEqual(frames[index - 1]?.timestampNs ?? 0n);
    }
  });

  test.each([
    ['ARP', isArp],
    ['IPv4 ICMP', isIpv4(1)],
    ['IPv4 TCP', isIpv4(6)],
    ['IPv4 UDP', isIpv4(17)],
    ['IPv6 TCP', isIpv6(6)],
    ['IPv6 UDP', isIpv6(17)],
    ['IPv6 ICMPv6', isIpv6(58)],
    ['IPv4 later fragment', isLaterFragment(4)],
    ['IPv6 later fragment', isLaterFragment(6)],
    ['`web`', isTo(0, '52:54:00:00:00:10')],
    ['`db`', isTo(0, '52:54:00:00:00:11')],
    ['`dns`', isTo(0, '52:54:00:00:00:12')],
    ['`vlanguest`', isTo(20, '52:54:00:00:00:20')],
    ['\\*\\*all\\*\\*', () => true],
  ])('holds the frames that the README counts as %s', (row, select) => {
    expect(counted(select)).toEqual(promised(row));
    expect(counted(select)[0]).toBeGreaterThan(0);
  });

  test('holds frames for nobody, and none for the client', () => {
    expect(counted(isTo(0, '52:54:00:00:00:99'))[0]).toBeGreaterThan(0);
    expect(counted(isTo(30, '52:54:00:00:00:20'))[0]).toBeGreaterThan(0);
    expect(counted(frame => destinationOf(frame) === '52:54:00:00:00:01')).toEqual([0, 0]);
  });
});
