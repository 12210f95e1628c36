// SPDX-License-Identifier: Apache-2.0
/**
 * Builds frames for tests, layer by layer and from the outside in: `ethernet(link, vlan(tag, ipv4(header, udp(ports, data))))`.
 * Lengths and checksums come out right by themselves; a header's `lie` overrides what is written, not what is there.
 * Frames have no FCS and are not padded: use `padded` for what a MAC would send.
 */
import ipaddr from 'ipaddr.js';

/** What follows an EtherType, and the EtherType that announces it. */
export interface Packet {
  readonly ethertype: number;
  readonly bytes: Uint8Array;
}

/** What follows an IP header; TCP, UDP and ICMPv6 need the pseudo header's addresses for their checksum. */
export interface Segment {
  readonly protocol: number;
  readonly bytes: (addresses: Uint8Array) => Uint8Array;
}

export interface Link {
  readonly destination: string;
  readonly source?: string;
}

const defaultSource = '02:00:00:00:00:99';

/** A whole frame without FCS; MAC addresses as `52:54:00:00:00:10`. */
export const ethernet = ({ destination, source = defaultSource }: Link, packet: Packet): Uint8Array =>
  join(macBytes(destination), macBytes(source), be16(packet.ethertype), packet.bytes);

export interface Tag {
  readonly id: number;
  readonly priority?: number;
  /** 802.1Q (0x8100) unless given. */
  readonly tpid?: number;
}

/** One VLAN tag around a packet. */
export const vlan = ({ id, priority = 0, tpid = 0x8100 }: Tag, packet: Packet): Packet => ({
  ethertype: tpid,
  bytes: join(be16((priority << 13) | id), be16(packet.ethertype), packet.bytes),
});

/** Any bytes under any EtherType (or 802.3 length). */
export const packetOf = (ethertype: number, bytes: Iterable<number>): Packet => ({
  ethertype,
  bytes: Uint8Array.from(bytes),
});

/** LLC after an 802.3 length (IEEE 802.2), unnumbered information; the length counts what is there. */
export const llc = (service: number, bytes: Iterable<number>): Packet => {
  const body = join([service, service, 3], bytes);
  return { ethertype: body.length, bytes: body };
};

/** A packet after LLC and SNAP (RFC 1042). */
export const snap = (packet: Packet, oui: readonly number[] = [0, 0, 0]): Packet =>
  llc(0xaa, join(oui, be16(packet.ethertype), packet.bytes));

export interface Arp {
  readonly senderMac?: string;
  readonly senderIp: string;
  readonly targetMac?: string;
  readonly targetIp: string;
  readonly operation?: number;
}

/** ARP for IPv4 over Ethernet (RFC 826); a request unless `operation` says otherwise. */
export const arp = ({
  senderMac = defaultSource,
  senderIp,
  targetMac = '00:00:00:00:00:00',
  targetIp,
  operation = 1,
}: Arp): Packet => ({
  ethertype: 0x0806,
  bytes: join(
    be16(1, 0x0800, 0x0604, operation),
    macBytes(senderMac),
    ipBytes(senderIp),
    macBytes(targetMac),
    ipBytes(targetIp),
  ),
});

export interface Ipv4 {
  readonly source: string;
  readonly destination: string;
  /** Option bytes, filled up with zeros to a multiple of 4; at most 40. */
  readonly options?: readonly number[];
  readonly moreFragments?: boolean;
  /** Offset of this fragment in bytes, a multiple of 8. */
  readonly fragmentOffset?: number;
  /** DSCP and ECN, one byte. */
  readonly trafficClass?: number;
  readonly ttl?: number;
  readonly lie?: { readonly version?: number; readonly ihl?: number; readonly totalLength?: number };
}

/** An IPv4 packet (RFC 791); the header checksum covers the lies too. */
export const ipv4 = (header: Ipv4, segment: Segment): Packet => {
  const { source, destination, options = [], moreFragments = false, fragmentOffset = 0, lie = {} } = header;
  const { trafficClass = 0, ttl = 64 } = header;
  const addresses = join(ipBytes(source), ipBytes(destination));
  const payload = segment.bytes(addresses);
  const optionWords = Math.ceil(options.length / 4);
  const { version = 4, ihl = 5 + optionWords, totalLength = 20 + optionWords * 4 + payload.length } = lie;
  const bytes = join(
    [(version << 4) | ihl, trafficClass],
    be16(totalLength, 0x1234, (moreFragments ? 0x2000 : 0) | (fragmentOffset >> 3)),
    [ttl, segment.protocol],
    be16(0),
    addresses,
    options,
    new Uint8Array(optionWords * 4 - options.length),
  );
  bytes.set(be16(internetChecksum(bytes)), 10);
  return { ethertype: 0x0800, bytes: join(bytes, payload) };
};

export interface Ipv6 {
  readonly source: string;
  readonly destination: string;
  /** DSCP and ECN, one byte. */
  readonly trafficClass?: number;
  readonly hopLimit?: number;
  readonly lie?: { readonly version?: number; readonly payloadLength?: number };
}

/** An IPv6 packet (RFC 8200). */
export const ipv6 = (
  { source, destination, trafficClass = 0, hopLimit = 64, lie = {} }: Ipv6,
  segment: Segment,
): Packet => {
  const addresses = join(ipBytes(source), ipBytes(destination));
  const payload = segment.bytes(addresses);
  const { version = 6, payloadLength = payload.length } = lie;
  return {
    ethertype: 0x86dd,
    bytes: join(
      [(version << 4) | (trafficClass >> 4), (trafficClass & 0xf) << 4, 0, 0],
      be16(payloadLength),
      [segment.protocol, hopLimit],
      addresses,
      payload,
    ),
  };
};

/** IPv6 fragment header (RFC 8200, 4.5) around a segment; the offset is in bytes, a multiple of 8. */
export const fragmentHeader = (
  { offset = 0, more = false }: { readonly offset?: number; readonly more?: boolean },
  segment: Segment,
): Segment => ({
  protocol: 44,
  bytes: addresses =>
    join([segment.protocol, 0], be16(offset | (more ? 1 : 0), 0x1234, 0x5678), segment.bytes(addresses)),
});

/** An IPv6 hop-by-hop (0) or destination options (60) header of 8 bytes, or 8 more for each `unit`, around a segment. */
export const optionsHeader = (protocol: 0 | 60, segment: Segment, units = 0): Segment => ({
  protocol,
  bytes: addresses =>
    join([segment.protocol, units, 1, 4 + 8 * units], new Uint8Array(4 + 8 * units), segment.bytes(addresses)),
});

/** Any bytes under any IP protocol number: other protocols, later fragments, headers cut short. */
export const segmentOf = (protocol: number, bytes: Iterable<number>): Segment => {
  const copy = Uint8Array.from(bytes);
  return { protocol, bytes: () => copy };
};

export interface Ports {
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** A TCP segment (RFC 9293) without options; flags CWR..FIN in bits 7..0, by default ACK. */
export const tcp = (
  { sourcePort, destinationPort, flags = 0x10 }: Ports & { readonly flags?: number },
  data: Iterable<number> = [],
): Segment =>
  checksummed(6, 16, join(be16(sourcePort, destinationPort, 0, 1, 0, 1), [0x50, flags], be16(0xffff, 0, 0), data));

/** A UDP datagram (RFC 768). */
export const udp = ({ sourcePort, destinationPort }: Ports, data: Iterable<number> = []): Segment => {
  const payload = Uint8Array.from(data);
  return checksummed(17, 6, join(be16(sourcePort, destinationPort, 8 + payload.length, 0), payload));
};

/** An ICMP message (RFC 792): type, code and the four bytes after the checksum, then data. */
export const icmp = (
  { type, code = 0 }: { readonly type: number; readonly code?: number },
  data: Iterable<number> = [],
): Segment => {
  const bytes = join([type, code, 0, 0, 0, 1, 0, 1], data);
  bytes.set(be16(internetChecksum(bytes)), 2);
  return { protocol: 1, bytes: () => bytes };
};

/** An ICMPv6 message (RFC 4443), laid out as `icmp`. */
export const icmpv6 = (
  { type, code = 0 }: { readonly type: number; readonly code?: number },
  data: Iterable<number> = [],
): Segment => checksummed(58, 2, join([type, code, 0, 0, 0, 1, 0, 1], data));

/** What a sending MAC makes of a short frame: zeros up to 60 bytes, or another length. */
export const padded = (frame: Uint8Array, length = 60): Uint8Array =>
  frame.length >= length ? frame : join(frame, new Uint8Array(length - frame.length));

/** The first `length` bytes of a frame. */
export const cut = (frame: Uint8Array, length: number): Uint8Array => frame.slice(0, length);

/** A payload of the given length whose bytes tell their position. */
export const payloadOf = (length: number, first = 0): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (first + i) & 0xff);

/** Bytes written as hexadecimal digits; blanks between bytes are ignored. */
export const hexBytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/[0-9a-f]{2}/g) ?? [], byte => Number.parseInt(byte, 16));

/** A MAC address as the 48-bit number of the layouts. */
export const macNumber = (mac: string): bigint => BigInt(`0x${mac.replaceAll(':', '')}`);

/** An IP address as a number, IPv4 in the low 32 bits. */
export const ipNumber = (address: string): bigint =>
  ipBytes(address).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);

/** A segment whose checksum at byte `at` covers the pseudo header (RFC 9293, 3.1; RFC 8200, 8.1). */
export const checksummed = (protocol: number, at: number, bytes: Uint8Array): Segment => ({
  protocol,
  bytes: addresses => {
    const pseudoHeader = join(addresses, be16(protocol, bytes.length));
    const sum = internetChecksum(join(pseudoHeader, bytes));
    const done = Uint8Array.from(bytes);
    done.set(be16(protocol === 17 && sum === 0 ? 0xffff : sum), at);
    return done;
  },
});

/** RFC 1071; an odd last byte counts as the high half of a word. */
export const internetChecksum = (bytes: Uint8Array): number => {
  let sum = 0;
  for (const [i, byte] of bytes.entries()) sum += i % 2 === 0 ? byte << 8 : byte;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
};

/** The 6 bytes of a MAC address. */
export const macBytes = (mac: string): Uint8Array => Uint8Array.from(mac.split(':'), part => Number.parseInt(part, 16));
/** The 4 or 16 bytes of an IP address. */
export const ipBytes = (address: string): Uint8Array => Uint8Array.from(ipaddr.parse(address).toByteArray());
/** Numbers of 16 bits, the high byte first. */
export const be16 = (...values: readonly number[]): Uint8Array =>
  Uint8Array.from(values.flatMap(value => [(value >> 8) & 0xff, value & 0xff]));
/** Bytes one after the other. */
export const join = (...parts: readonly Iterable<number>[]): Uint8Array =>
  Uint8Array.from(parts.flatMap(part => [...part]));
