/**
 * What the policy oracle sees of a frame. It repeats, on purpose, what the header vector's rules say about presence and
 * malformed headers: an oracle that borrowed the parser or its model would share their mistakes. So this reader is written
 * the other way round. It keeps no vector and no offsets but eats the frame from the front, and it names what it found as
 * a tree of optional parts: a part that is there is whole, a part that is not there was absent, cut short or malformed.
 */

/** An IP packet with a whole, well-formed header. */
export interface IpPacket {
  readonly version: 4 | 6;
  /** IPv4 protocol or IPv6 next header, that of the last header read between IP and transport. */
  readonly protocol: number;
  readonly source: bigint;
  readonly destination: bigint;
  /** A fragment that does not begin the packet. */
  readonly laterFragment: boolean;
  readonly ports?: { readonly source: number; readonly destination: number };
  readonly icmpType?: number;
}

/** A frame with a whole Ethernet header. */
export interface ReadFrame {
  readonly destinationMac: bigint;
  /** VLAN id of the outermost tag; 0 without one. */
  readonly vlan: number;
  readonly ethertype: number;
  readonly ip?: IpPacket;
}

/** Bytes of a frame that are looked at. */
const lookedAt = 256;

/** Reads a frame without FCS; undefined when even the Ethernet header is cut short. */
export const readFrame = (frame: Uint8Array): ReadFrame | undefined => {
  const rest = new Eater(frame.subarray(0, lookedAt));
  const mac = rest.take(12);
  const type = rest.take(2);
  if (!mac || !type) return undefined;
  const destinationMac = big(mac.subarray(0, 6));
  const tags: number[] = [];
  let ethertype = word(type);
  while (isTagType(ethertype) && tags.length < 4) {
    const tag = rest.take(4);
    if (!tag) break;
    tags.push(word(tag) & 0x0fff);
    ethertype = word(tag.subarray(2));
  }
  // IEEE 802.3, 3.2.6: a length, behind which is padding.
  if (ethertype < 0x0600) rest.bound(ethertype);
  const snapType = ethertype < 0x0600 && hex(rest.take(6)) === 'aaaa03000000' ? rest.take(2) : undefined;
  const ip = snapType ? readIp(word(snapType), rest) : (readIp(ethertype, rest) ?? readWrapped(ethertype, rest));
  if (snapType) ethertype = word(snapType);
  return { destinationMac, vlan: tags[0] ?? 0, ethertype, ...(ip && { ip }) };
};

const isTagType = (type: number): boolean => type === 0x8100 || type === 0x88a8;

const readIp = (ethertype: number, rest: Eater): IpPacket | undefined => {
  if (ethertype === 0x0800) return readIpv4(rest);
  return ethertype === 0x86dd ? readIpv6(rest) : undefined;
};

/** IP inside MPLS or PPPoE. */
const readWrapped = (ethertype: number, rest: Eater): IpPacket | undefined => {
  if (ethertype === 0x8847 || ethertype === 0x8848) return readMpls(rest);
  return ethertype === 0x8864 ? readPppoe(rest) : undefined;
};

/** RFC 3032, at most five labels; the packet's first four bits tell what it is (RFC 4928). */
const readMpls = (rest: Eater): IpPacket | undefined => {
  for (let labels = 0; labels < 5; labels += 1) {
    const label = rest.take(4);
    if (!label) return undefined;
    if (label[2]! % 2 === 0) continue;
    const [first = 0] = rest.see(1) ?? [];
    const version = first >>> 4;
    return version === 4 ? readIpv4(rest) : version === 6 ? readIpv6(rest) : undefined;
  }
  return undefined;
};

/** RFC 2516: version and type 1, code 0, a length that holds the PPP protocol. */
const readPppoe = (rest: Eater): IpPacket | undefined => {
  const header = rest.take(8);
  if (!header || word(header) !== 0x1100 || word(header.subarray(4)) < 2) return undefined;
  rest.bound(word(header.subarray(4)) - 2);
  const protocol = word(header.subarray(6));
  return protocol === 0x0021 ? readIpv4(rest) : protocol === 0x0057 ? readIpv6(rest) : undefined;
};

/** RFC 791. Its length field bounds the headers below; padding does not. An authentication header may follow, once. */
const readIpv4 = (rest: Eater): IpPacket | undefined => {
  const fixed = rest.take(20);
  if (!fixed) return undefined;
  const optionBytes = ((fixed[0]! & 15) - 5) * 4;
  const payloadBytes = word(fixed.subarray(2)) - 20 - optionBytes;
  if (fixed[0]! >>> 4 !== 4 || optionBytes < 0 || payloadBytes < 0) return undefined;
  if (!rest.take(optionBytes)) return undefined;
  const packet: IpPacket = {
    version: 4,
    protocol: fixed[9]!,
    source: big(fixed.subarray(12, 16)),
    destination: big(fixed.subarray(16, 20)),
    laterFragment: word(fixed.subarray(6)) % 0x2000 > 0,
  };
  return readBehind(packet, rest, payloadBytes, [51], 1);
};

/** RFC 8200, with up to six extension headers: options, routing, fragment, authentication. */
const readIpv6 = (rest: Eater): IpPacket | undefined => {
  const fixed = rest.take(40);
  if (!fixed || fixed[0]! >>> 4 !== 6) return undefined;
  const packet: IpPacket = {
    version: 6,
    protocol: fixed[6]!,
    source: big(fixed.subarray(8, 24)),
    destination: big(fixed.subarray(24, 40)),
    laterFragment: false,
  };
  return readBehind(packet, rest, word(fixed.subarray(4)), [0, 43, 44, 51, 60], 6);
};

/** Reads on past headers of the given protocols, at most so many, to the transport header. */
const readBehind = (
  packet: IpPacket,
  rest: Eater,
  payloadBytes: number,
  extensions: readonly number[],
  most: number,
): IpPacket => {
  if (packet.laterFragment || most === 0 || !extensions.includes(packet.protocol)) {
    return withTransport(packet, rest, payloadBytes);
  }
  rest.bound(payloadBytes);
  const header = takeExtension(packet.protocol, rest);
  if (!header) return packet;
  const laterFragment = packet.protocol === 44 && word(header.subarray(2)) >= 8;
  return readBehind(
    { ...packet, protocol: header[0]!, laterFragment },
    rest,
    payloadBytes - header.length,
    extensions,
    most - 1,
  );
};

/** An authentication header begins with three words that are always there (RFC 4302), the others have eight bytes. */
const leastExtension = (protocol: number): number => (protocol === 51 ? 12 : 8);

/** One whole extension header; its second byte says how long it is, but for fragments. */
const takeExtension = (protocol: number, rest: Eater): Uint8Array | undefined => {
  const units = rest.see(leastExtension(protocol))?.[1];
  if (units === undefined || (protocol === 51 && units === 0)) return undefined;
  if (protocol === 44) return rest.take(8);
  return rest.take(protocol === 51 ? (units + 2) * 4 : (units + 1) * 8);
};

/** Adds ports or ICMP type when the transport header lies whole inside both the packet and the frame. */
const withTransport = (packet: IpPacket, rest: Eater, payloadBytes: number): IpPacket => {
  const needed = transportHeaders.get(`${packet.version}/${packet.protocol}`);
  if (needed === undefined || packet.laterFragment || payloadBytes < needed) return packet;
  const header = rest.take(needed);
  if (!header) return packet;
  return needed === 4
    ? { ...packet, icmpType: header[0]! }
    : { ...packet, ports: { source: word(header), destination: word(header.subarray(2)) } };
};

/** Bytes of the header that a transport is read by, under `IP version/protocol`; the others are not read. */
const transportHeaders: ReadonlyMap<string, number> = new Map([
  ...(['4', '6'] as const).flatMap(version => [
    [`${version}/6`, 20] as const,
    [`${version}/17`, 8] as const,
    [`${version}/132`, 12] as const,
    [`${version}/136`, 8] as const,
  ]),
  ['4/1', 4],
  ['6/58', 4],
]);

/** The part of a frame not read yet. */
class Eater {
  #rest: Uint8Array;

  constructor(frame: Uint8Array) {
    this.#rest = frame;
  }

  /** Leaves at most the next `count` bytes. */
  bound(count: number): void {
    this.#rest = this.#rest.subarray(0, count);
  }

  /** The next `count` bytes, not eaten, or undefined when fewer are left. */
  see(count: number): Uint8Array | undefined {
    return this.#rest.length < count ? undefined : this.#rest.subarray(0, count);
  }

  /** The next `count` bytes, or undefined, and nothing eaten, when fewer are left. */
  take(count: number): Uint8Array | undefined {
    const taken = this.see(count);
    if (taken) this.#rest = this.#rest.subarray(count);
    return taken;
  }
}

const word = (bytes: Uint8Array): number => bytes[0]! * 256 + bytes[1]!;

const hex = (bytes: Uint8Array | undefined): string =>
  Array.from(bytes ?? [], byte => byte.toString(16).padStart(2, '0')).join('');

const big = (bytes: Uint8Array): bigint => BigInt(`0x${hex(bytes)}`);
