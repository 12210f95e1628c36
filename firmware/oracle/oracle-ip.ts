// SPDX-License-Identifier: Apache-2.0
/**
 * What the policy oracle sees of an IP packet, field by field: a value, absent, or unknown. Absent is what no receiver can
 * find either; unknown is what a receiver may find that reads on where Sluice stops, or that puts fragments together.
 */
import { big, type Eater, type Field, word } from './eater.ts';

/** What the transport header says; an absent member is one that the protocol does not have. */
export interface Transport {
  readonly ports?: { readonly source: number; readonly destination: number };
  readonly icmpType?: number;
  /** A whole header of TCP or UDP, in a packet that is no fragment. */
  readonly hasFlow?: true;
}

export interface IpView {
  readonly version: Field<4 | 6>;
  readonly source: Field<bigint>;
  readonly destination: Field<bigint>;
  /** The packet is a fragment that does not begin its datagram. */
  readonly laterFragment: Field<boolean>;
  /** IPv4 protocol or IPv6 next header, that of the last header between IP and transport. */
  readonly protocol: Field<number>;
  readonly transport: Field<Transport>;
}

const each = (what: 'absent' | 'unknown'): IpView => ({
  version: what,
  source: what,
  destination: what,
  laterFragment: what,
  protocol: what,
  transport: what,
});

/** A packet, and whether it is one. */
export interface ReadIp {
  readonly view: IpView;
  /** Every stack would throw it away. */
  readonly refused: boolean;
  /** The same, or its length is one that no frame can hold. */
  readonly malformed: boolean;
}

const nonsense: ReadIp = { view: each('absent'), refused: true, malformed: true };

export const noIp: IpView = each('absent');
export const unknownIp: IpView = each('unknown');

/** A packet with so many bytes of a frame for it, of which the reader may not see all. */
export interface Place {
  readonly rest: Eater;
  /** Bytes from the start of the packet to where it must end at the latest. */
  readonly most: number;
}

/** RFC 791. Its length field bounds the headers below; padding does not. An authentication header may follow, once. */
export const readIpv4 = ({ rest, most }: Place): ReadIp => {
  const fixed = rest.see(20);
  const headerBytes = fixed ? (fixed[0]! % 16) * 4 : 0;
  const total = fixed ? word(fixed.subarray(2)) : 0;
  if (!fixed || fixed[0]! >> 4 !== 4 || headerBytes < 20 || total < headerBytes) return nonsense;
  const room = Math.min(most, rest.room);
  const header = rest.take(headerBytes);
  if (!header) return nonsense;
  const offset = word(header.subarray(6)) % 0x2000;
  const packet: Packet = {
    version: 4,
    source: big(header.subarray(12, 16)),
    destination: big(header.subarray(16, 20)),
    fragment: offset > 0 ? offset : word(header.subarray(6)) % 0x4000 > 0 ? 'first' : 'none',
  };
  rest.bound(total - headerBytes);
  const view = readOn(packet, header[9]!, rest, [51], 1);
  const refused = total > room || !sumsUp(header);
  return { view, refused, malformed: refused };
};

/** RFC 8200, with up to six extension headers: options, routing, fragment, authentication. */
export const readIpv6 = ({ rest, most }: Place): ReadIp => {
  const fixed = rest.see(40);
  if (!fixed || fixed[0]! >> 4 !== 6) return nonsense;
  const room = Math.min(most, rest.room);
  rest.take(40);
  const packet: Packet = {
    version: 6,
    source: big(fixed.subarray(8, 24)),
    destination: big(fixed.subarray(24, 40)),
    fragment: 'none',
  };
  const length = word(fixed.subarray(4));
  if (length === 0 && fixed[6] === 0) {
    // A jumbogram (RFC 2675) does not fit a frame, but Linux then takes all that the frame holds for the packet.
    const view: IpView = { ...known(packet), laterFragment: 'unknown', protocol: 'unknown', transport: 'unknown' };
    return { view, refused: false, malformed: true };
  }
  rest.bound(length);
  const view = readOn(packet, fixed[6]!, rest, [0, 43, 44, 51, 60], 6);
  const refused = length + 40 > room;
  return { view, refused, malformed: refused };
};

/** The header's 16-bit words add up to all ones (RFC 1071). */
const sumsUp = (header: Uint8Array): boolean => {
  let sum = 0;
  for (let i = 0; i < header.length; i += 2) sum += word(header.subarray(i));
  return sum > 0 && sum % 0xffff === 0;
};

/** What the IP header itself says, and whether the packet is a fragment: of a later one, the offset in units of 8 bytes. */
interface Packet {
  readonly version: 4 | 6;
  readonly source: bigint;
  readonly destination: bigint;
  readonly fragment: 'none' | 'first' | number;
}

const isLater = ({ fragment }: Packet): boolean => typeof fragment === 'number';

/** The fields that are known as soon as the IP header is. */
const known = (packet: Packet): Pick<IpView, 'version' | 'source' | 'destination' | 'laterFragment'> => ({
  version: { value: packet.version },
  source: { value: packet.source },
  destination: { value: packet.destination },
  laterFragment: { value: isLater(packet) },
});

/** Reads on past headers of the given protocols, at most so many, to the transport header. */
const readOn = (packet: Packet, protocol: number, rest: Eater, extensions: readonly number[], most: number): IpView => {
  const leadsOn = extensions.includes(protocol);
  if (isLater(packet)) {
    // After an extension header, the transport header may begin anywhere in the datagram.
    if (leadsOn) return { ...known(packet), protocol: 'unknown', transport: 'unknown' };
    return { ...known(packet), protocol: { value: protocol }, transport: inLaterFragment(packet, protocol) };
  }
  if (!leadsOn) {
    return { ...known(packet), protocol: { value: protocol }, transport: readTransport(packet, protocol, rest) };
  }
  // Sluice could go no further; the next header might have been a fragment header, but not in IPv4.
  const laterFragment: Field<boolean> = packet.version === 6 ? 'unknown' : { value: false };
  const beyondUs: IpView = { ...known(packet), laterFragment, protocol: 'unknown', transport: 'unknown' };
  if (most === 0) return beyondUs;
  const header = takeExtension(protocol, rest);
  if (header === 'nonsense') return { ...known(packet), protocol: { value: protocol }, transport: 'absent' };
  if (header === 'not there' && rest.goesOn) return beyondUs;
  if (typeof header === 'string') {
    // The packet or the frame ends inside the header: the next fragment may bring its rest, if there is one.
    return packet.fragment === 'first'
      ? { ...known(packet), protocol: 'unknown', transport: 'unknown' }
      : { ...known(packet), protocol: { value: protocol }, transport: 'absent' };
  }
  const offset = protocol === 44 ? word(header.subarray(2)) >> 3 : 0;
  const more = protocol === 44 && header[3]! % 2 === 1;
  const fragment = offset > 0 ? offset : more ? 'first' : packet.fragment;
  return readOn({ ...packet, fragment }, header[0]!, rest, extensions, most - 1);
};

/** An authentication header begins with three words that are always there (RFC 4302), the others have eight bytes. */
const leastExtension = (protocol: number): number => (protocol === 51 ? 12 : 8);

/** One whole extension header; its second byte says how long it is, but for fragments. */
const takeExtension = (protocol: number, rest: Eater): Uint8Array | 'not there' | 'no room' | 'nonsense' => {
  const least = leastExtension(protocol);
  if (rest.room < least) return 'no room';
  const units = rest.see(least)?.[1];
  if (units === undefined) return 'not there';
  if (protocol === 51 && units === 0) return 'nonsense';
  const bytes = protocol === 44 ? 8 : protocol === 51 ? (units + 2) * 4 : (units + 1) * 8;
  return rest.left < bytes ? 'not there' : (rest.take(bytes) ?? 'no room');
};

/** Whether the fragment holds bytes that the shortest header of its transport has: 20 of TCP, 12 of SCTP, 8 of the others. */
const inLaterFragment = ({ fragment }: Packet, protocol: number): Field<Transport> => {
  const shortest = protocol === 6 ? 20 : protocol === 132 ? 12 : 8;
  return Number(fragment) * 8 < shortest ? 'unknown' : 'absent';
};

/** Bytes of the header that a transport is read by, and how many of them hold what rules ask for. */
const transportOf = (version: 4 | 6, protocol: number): readonly [whole: number, enough: number] | undefined => {
  if (protocol === 6) return [20, 8];
  if (protocol === 17 || protocol === 136) return [8, 8];
  if (protocol === 132) return [12, 8];
  if (protocol === (version === 4 ? 1 : 58)) return [4, 4];
  // IGMP is looked at whole, for its type.
  return version === 4 && protocol === 2 ? [8, 8] : undefined;
};

/**
 * Ports or ICMP type. A header that is not whole counts when a receiver may see the rest, in the frame or in the next
 * fragment, and is then known by its first bytes if they are there.
 */
const readTransport = ({ version, fragment }: Packet, protocol: number, rest: Eater): Field<Transport> => {
  const sizes = transportOf(version, protocol);
  if (!sizes) return 'absent';
  const [whole, enough] = sizes;
  const complete = rest.see(whole) !== undefined;
  const elsewhere = fragment === 'first' || (rest.room >= whole && rest.goesOn);
  if (!complete && !elsewhere) return 'absent';
  const header = rest.see(enough);
  if (!header) return 'unknown';
  if (protocol === 1 || protocol === 58 || protocol === 2) return { value: { icmpType: header[0]! } };
  const ports = { source: word(header), destination: word(header.subarray(2)) };
  const hasFlow = complete && fragment === 'none' && (protocol === 6 || protocol === 17);
  return { value: hasFlow ? { ports, hasFlow } : { ports } };
};
