// SPDX-License-Identifier: Apache-2.0
/**
 * Verdicts on the checksums of transport headers, outside and inside a tunnel, told from the frame and its header vector:
 * TCP (RFC 9293, 3.1), UDP (RFC 768), UDP-Lite (RFC 3828, 3.1), SCTP (RFC 9260, 6.8), ICMP (RFC 792), ICMPv6 (RFC 4443, 2.3).
 *
 * A packet ends where its IP length says. UDP ends where its own length says, if that is inside the packet; a UDP length
 * below 8 or beyond the packet covers nothing that could be judged, and neither does a UDP-Lite coverage of 1 to 7 or beyond
 * the packet, with which RFC 3828 has the receiver discard the packet whatever its checksum says.
 */
import { checksumVerdicts } from '../../hdl/spec/protocol/header-vector.ts';
import { crc32c } from './crc32c.ts';
import { internetSum } from './internet-checksum.ts';
import type { HeaderVector } from './vector-model.ts';

/** The verdicts of `packetChecksumFields`, each one of `checksumVerdicts`. */
export interface PacketChecksums {
  readonly l4Checksum: number;
  readonly innerL4Checksum: number;
}

const { none, good, bad } = checksumVerdicts;

/** What the verdict on one transport header depends on, the same outside and inside. */
interface Packet {
  readonly ipStart: number;
  readonly ipv4: number;
  readonly ipv6: number;
  readonly ipLength: number;
  readonly ipProtocol: number;
  /** The packet is a fragment, or its last destination is not in its IP header. */
  readonly unfit: boolean;
  /** Its pseudo-header may hold other addresses than its IP header. */
  readonly addressOptions: number;
  readonly l4Start: number;
  readonly tcp: number;
  readonly udp: number;
  readonly udpLite: number;
  readonly sctp: number;
  readonly icmp: number;
  readonly udpLength: number;
  readonly udpChecksum: number;
}

const outerPacket = (vector: HeaderVector): Packet => ({
  ...vector,
  ipStart: vector.l3Offset,
  l4Start: vector.l4Offset,
  unfit: vector.fragment === 1 || vector.segmentsLeft === 1,
});

const innerPacket = (vector: HeaderVector): Packet => ({
  ipStart: vector.innerL3Offset,
  ipv4: vector.innerIpv4,
  ipv6: vector.innerIpv6,
  ipLength: vector.innerIpLength,
  ipProtocol: vector.innerIpProtocol,
  unfit: vector.innerFragment === 1 || vector.innerSegmentsLeft === 1,
  addressOptions: vector.innerAddressOptions,
  l4Start: vector.innerL4Offset,
  tcp: vector.innerTcp,
  udp: vector.innerUdp,
  udpLite: vector.innerUdpLite,
  sctp: vector.innerSctp,
  icmp: vector.innerIcmp,
  udpLength: vector.innerUdpLength,
  udpChecksum: vector.innerUdpChecksum,
});

/** One's complement sum of the pseudo header (RFC 9293, 3.1; RFC 8200, 8.1) for so many bytes of transport. */
const pseudoHeaderSum = (frame: Uint8Array, { ipStart, ipv4, ipProtocol }: Packet, l4Bytes: number): number => {
  const [from, to] = ipv4 === 1 ? [ipStart + 12, ipStart + 20] : [ipStart + 8, ipStart + 40];
  return internetSum(frame, from, to, ipProtocol + l4Bytes);
};

const internetVerdict = (frame: Uint8Array, start: number, end: number, initial: number): number =>
  internetSum(frame, start, end, initial) === 0xffff ? good : bad;

/** Where the checksum field of the SCTP common header lies; its least significant byte goes first (RFC 9260, appendix A). */
const sctpChecksumAt = 8;

const sctpVerdict = (frame: Uint8Array, start: number, end: number): number => {
  const packet = Uint8Array.from(frame.subarray(start, end));
  const field = new DataView(packet.buffer).getUint32(sctpChecksumAt, true);
  packet.fill(0, sctpChecksumAt, sctpChecksumAt + 4);
  return crc32c(packet) === field ? good : bad;
};

const verdictOn = (frame: Uint8Array, packet: Packet): number => {
  const { ipStart, ipv4, ipv6, ipLength, l4Start, unfit, udpLength } = packet;
  const end = ipStart + (ipv6 === 1 ? 40 : 0) + ipLength;
  if (unfit || ipv4 + ipv6 === 0 || end > frame.length) return none;
  const hasPseudoHeader = packet.sctp === 0 && !(packet.icmp === 1 && ipv4 === 1);
  if (packet.addressOptions === 1 && hasPseudoHeader) return none;
  const l4Bytes = end - l4Start;
  if (packet.tcp === 1) return internetVerdict(frame, l4Start, end, pseudoHeaderSum(frame, packet, l4Bytes));
  if (packet.udp === 1) {
    if (packet.udpChecksum === 0 || udpLength < 8 || udpLength > l4Bytes) return none;
    return internetVerdict(frame, l4Start, l4Start + udpLength, pseudoHeaderSum(frame, packet, udpLength));
  }
  if (packet.udpLite === 1) {
    const coverage = udpLength === 0 ? l4Bytes : udpLength;
    if (coverage < 8 || coverage > l4Bytes) return none;
    return internetVerdict(frame, l4Start, l4Start + coverage, pseudoHeaderSum(frame, packet, l4Bytes));
  }
  if (packet.sctp === 1) return sctpVerdict(frame, l4Start, end);
  if (packet.icmp === 0) return none;
  return internetVerdict(frame, l4Start, end, ipv6 === 1 ? pseudoHeaderSum(frame, packet, l4Bytes) : 0);
};

/** The verdicts on a frame, given the header vector that the parser made of it. */
export const packetChecksums = (frame: Uint8Array, vector: HeaderVector): PacketChecksums => ({
  l4Checksum: verdictOn(frame, outerPacket(vector)),
  innerL4Checksum: verdictOn(frame, innerPacket(vector)),
});
