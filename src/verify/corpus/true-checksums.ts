// SPDX-License-Identifier: Apache-2.0
/** Puts right the checksums of a frame, as its header vector places them, so that other tools have nothing to say of them. */
import { crc32c } from '../../../sim/model/crc32c.ts';
import { internetSum } from '../../../sim/model/internet-checksum.ts';
import type { HeaderVector } from '../../../sim/model/vector-model.ts';

interface Packet {
  readonly ipStart: number;
  readonly isIpv4: boolean;
  readonly headerBytes: number;
  readonly ipLength: number;
  readonly protocol: number;
  readonly l4Start: number;
  /** Bytes from `l4Start` to the checksum of the transport header; undefined without one. */
  readonly checksumAt: number | undefined;
  readonly covered: number | undefined;
  readonly isSctp: boolean;
  readonly hasPseudoHeader: boolean;
}

type Present = { readonly [F in 'tcp' | 'udp' | 'udpLite' | 'sctp' | 'icmp']: number };

const checksumPlace = ({ tcp, udp, udpLite, sctp, icmp }: Present): number | undefined => {
  if (tcp === 1) return 16;
  if (udp === 1 || udpLite === 1) return 6;
  if (sctp === 1) return 8;
  return icmp === 1 ? 2 : undefined;
};

const outerPacket = (v: HeaderVector): Packet => ({
  ipStart: v.l3Offset,
  isIpv4: v.ipv4 === 1,
  headerBytes: v.ipv4HeaderWords * 4,
  ipLength: v.ipLength,
  protocol: v.ipProtocol,
  l4Start: v.l4Offset,
  checksumAt: checksumPlace(v),
  covered: v.udp === 1 || (v.udpLite === 1 && v.udpLength !== 0) ? v.udpLength : undefined,
  isSctp: v.sctp === 1,
  hasPseudoHeader: v.icmp === 0 || v.ipv6 === 1,
});

const innerPacket = (v: HeaderVector): Packet => ({
  ipStart: v.innerL3Offset,
  isIpv4: v.innerIpv4 === 1,
  headerBytes: v.innerIpv4HeaderWords * 4,
  ipLength: v.innerIpLength,
  protocol: v.innerIpProtocol,
  l4Start: v.innerL4Offset,
  checksumAt: checksumPlace({
    tcp: v.innerTcp,
    udp: v.innerUdp,
    udpLite: v.innerUdpLite,
    sctp: v.innerSctp,
    icmp: v.innerIcmp,
  }),
  covered: v.innerUdp === 1 || (v.innerUdpLite === 1 && v.innerUdpLength !== 0) ? v.innerUdpLength : undefined,
  isSctp: v.innerSctp === 1,
  hasPseudoHeader: v.innerIcmp === 0 || v.innerIpv6 === 1,
});

const setWord = (frame: Uint8Array, at: number, value: number): void => {
  frame[at] = value >> 8;
  frame[at + 1] = value & 0xff;
};

const rightTransport = (frame: Uint8Array, packet: Packet): void => {
  const { ipStart, isIpv4, l4Start, checksumAt, protocol } = packet;
  const packetEnd = ipStart + (isIpv4 ? 0 : 40) + packet.ipLength;
  const end = packet.covered === undefined ? packetEnd : l4Start + packet.covered;
  if (checksumAt === undefined || end > frame.length || end > packetEnd || l4Start + checksumAt + 2 > end) return;
  const at = l4Start + checksumAt;
  if (packet.isSctp) {
    frame.fill(0, at, at + 4);
    new DataView(frame.buffer, frame.byteOffset).setUint32(at, crc32c(frame.subarray(l4Start, end)), true);
    return;
  }
  setWord(frame, at, 0);
  const [from, to] = isIpv4 ? [ipStart + 12, ipStart + 20] : [ipStart + 8, ipStart + 40];
  const length = protocol === 17 ? end - l4Start : packetEnd - l4Start;
  const pseudo = packet.hasPseudoHeader ? internetSum(frame, from, to, protocol + length) : 0;
  const sum = internetSum(frame, l4Start, end, pseudo) ^ 0xffff;
  setWord(frame, at, sum === 0 && protocol === 17 ? 0xffff : sum);
};

const rightPacket = (frame: Uint8Array, packet: Packet): void => {
  const { ipStart, isIpv4, headerBytes } = packet;
  if (isIpv4) {
    setWord(frame, ipStart + 10, 0);
    setWord(frame, ipStart + 10, internetSum(frame, ipStart, ipStart + headerBytes) ^ 0xffff);
  }
  rightTransport(frame, packet);
};

/** A copy of the frame with the checksums of the packets in it made true, the inner ones first since outer ones cover them. */
export const withTrueChecksums = (frame: Uint8Array, vector: HeaderVector): Uint8Array => {
  const copy = frame.slice();
  if (vector.innerIpv4 + vector.innerIpv6 > 0) rightPacket(copy, innerPacket(vector));
  if (vector.ipv4 + vector.ipv6 > 0) rightPacket(copy, outerPacket(vector));
  return copy;
};
