// SPDX-License-Identifier: Apache-2.0
/** IP packets of every kind that the rules tell apart, as bytes. */
import { extensionCount, ipProtocols } from '../../hdl/spec/protocol/headers/numbers.ts';
import { bytesOf, internetChecksum, zeros } from './frame-bytes.ts';

/** What comes after the IP header, or why it cannot be read. */
export type Content =
  /** A whole header with ports, or with type and code. */
  | { readonly kind: 'ports'; readonly source: number; readonly destination: number; readonly more?: boolean }
  | {
      readonly kind: 'type';
      readonly type: number;
      readonly code: number;
      readonly more?: boolean;
      /** Address that a neighbour message is about; that of its source when it says nothing. */
      readonly target?: bigint;
    }
  /** The packet ends after the IP header, or so many bytes of 0 after it. */
  | { readonly kind: 'absent'; readonly bytes?: number }
  /** The first fragment ends before the ports. */
  | { readonly kind: 'firstFragment' }
  /** A later fragment that begins so many units of 8 bytes into its datagram. */
  | { readonly kind: 'laterFragment'; readonly units: number }
  /** The first fragment ends before the last extension header, or before an authentication header. */
  | { readonly kind: 'openProtocol' }
  /** A later fragment whose protocol is that of such a header. */
  | { readonly kind: 'laterOfOpenProtocol' }
  /** More extension headers than are read, of IPv6. */
  | { readonly kind: 'tooManyHeaders' };

export interface IpPacket {
  readonly version: 4 | 6;
  readonly source: bigint;
  readonly destination: bigint;
  readonly protocol: number;
  readonly content: Content;
  /** Every stack discards it: for its checksum (IPv4) or its length (IPv6). */
  readonly malformed?: boolean;
}

/** Offset, in units of 8 bytes, that is after every header. */
export const farUnits = 100;
const transportBytes: Readonly<Record<number, number>> = {
  [ipProtocols.tcp]: 20,
  [ipProtocols.sctp]: 12,
  [ipProtocols.igmp]: 8,
};

/** Where the checksum of a transport header is; SCTP has another kind, and is left without. */
const checksumPlaces: Readonly<Record<number, number>> = {
  [ipProtocols.tcp]: 16,
  [ipProtocols.udp]: 6,
  [ipProtocols.udpLite]: 6,
  [ipProtocols.icmp]: 2,
  [ipProtocols.igmp]: 2,
  [ipProtocols.icmpv6]: 2,
};

/** A header with its checksum, which takes in the addresses but in ICMP and IGMP of IPv4. */
const summed = ({ protocol, version, source, destination }: IpPacket, header: readonly number[]): readonly number[] => {
  const place = checksumPlaces[protocol];
  if (place === undefined) return header;
  const width = version === 4 ? 4 : 16;
  const plain = protocol === ipProtocols.icmp || protocol === ipProtocols.igmp;
  const addresses = [...bytesOf(source, width), ...bytesOf(destination, width)];
  const pseudo = plain ? [] : [...addresses, ...bytesOf(header.length, 4), 0, 0, 0, protocol];
  const sum = internetChecksum([...pseudo, ...header]) || 0xffff;
  return [...header.slice(0, place), ...bytesOf(sum, 2), ...header.slice(place + 2)];
};

/** Neighbour solicitation and advertisement, which are about an address (RFC 4861, 4.3 and 4.4). */
const aboutTypes: readonly number[] = [135, 136];

/** The transport header of a packet: as much as the parser wants to see of it. */
const transport = (packet: IpPacket): readonly number[] => {
  const { protocol, content } = packet;
  const size = transportBytes[protocol] ?? 8;
  if (content.kind === 'type') {
    const start = [content.type, content.code, ...zeros(size - 2)];
    const isAbout = protocol === ipProtocols.icmpv6 && aboutTypes.includes(content.type);
    return summed(packet, isAbout ? [...start, ...bytesOf(content.target ?? packet.source, 16)] : start);
  }
  if (content.kind !== 'ports') return [];
  const rest = [...zeros(size - 4)];
  // A data offset of 20 bytes and SYN; the length of a datagram without data.
  if (protocol === ipProtocols.tcp) rest.splice(8, 2, 0x50, 0x02);
  if (protocol === ipProtocols.udp || protocol === ipProtocols.udpLite) rest.splice(0, 2, 0, 8);
  return summed(packet, [...bytesOf(content.source, 2), ...bytesOf(content.destination, 2), ...rest]);
};

/** Where a packet is in its datagram, what its header names and what comes after it. */
interface Layout {
  readonly units: number;
  readonly more: boolean;
  readonly next: number;
  readonly body: readonly number[];
}

const layoutOf = (packet: IpPacket): Layout => {
  const { protocol, content, version } = packet;
  const open = version === 4 ? ipProtocols.authentication : ipProtocols.destination;
  const whole: Layout = { units: 0, more: false, next: protocol, body: transport(packet) };
  switch (content.kind) {
    case 'ports':
    case 'type':
      return { ...whole, more: content.more ?? false };
    case 'absent':
      // Without a byte, IPv6 with hop-by-hop options would look like a jumbogram.
      return { ...whole, body: zeros(content.bytes ?? (version === 6 && protocol === ipProtocols.hopByHop ? 4 : 0)) };
    case 'firstFragment':
      return { ...whole, more: true };
    case 'laterFragment':
      return { ...whole, units: content.units };
    case 'openProtocol':
      return { ...whole, more: true, next: open };
    case 'laterOfOpenProtocol':
      return { ...whole, units: farUnits, next: open };
    case 'tooManyHeaders': {
      const options = (next: number): readonly number[] => [next, 0, 1, 4, 0, 0, 0, 0];
      const all = Array.from({ length: extensionCount }, () => options(ipProtocols.destination));
      return { ...whole, next: ipProtocols.destination, body: [...all.flat(), ...options(protocol)] };
    }
  }
};

/** RFC 791: 20 bytes, no options. */
const ipv4Bytes = ({ source, destination, malformed }: IpPacket, { units, more, next, body }: Layout) => {
  const flags = units + (more ? 0x2000 : 0);
  const start = [0x45, 0, ...bytesOf(20 + body.length, 2), 0, 1, ...bytesOf(flags, 2), 64, next];
  const addresses = [...bytesOf(source, 4), ...bytesOf(destination, 4)];
  const checksum = internetChecksum([...start, 0, 0, ...addresses]);
  return [...start, ...bytesOf(malformed ? checksum ^ 0x0101 : checksum, 2), ...addresses, ...body];
};

/** A length that no frame of its bytes holds. */
const excessBytes = 2000;

/** RFC 8200, with a fragment header where there is something for it to say. */
const ipv6Bytes = ({ source, destination, malformed }: IpPacket, { units, more, next, body }: Layout) => {
  const isFragment = units > 0 || more;
  const payload = isFragment ? [next, 0, ...bytesOf(units * 8 + (more ? 1 : 0), 2), 0, 0, 0, 1, ...body] : body;
  const length = payload.length + (malformed ? excessBytes : 0);
  const first = isFragment ? ipProtocols.fragment : next;
  return [
    ...[0x60, 0, 0, 0, ...bytesOf(length, 2), first, 64],
    ...[...bytesOf(source, 16), ...bytesOf(destination, 16), ...payload],
  ];
};

/** The bytes of a packet; checksums are right unless it is malformed. */
export const ipBytes = (packet: IpPacket): readonly number[] =>
  packet.version === 4 ? ipv4Bytes(packet, layoutOf(packet)) : ipv6Bytes(packet, layoutOf(packet));
