/**
 * What the policy oracle sees of a frame. It repeats, on purpose, what the header vector's rules say about presence and
 * malformed headers: an oracle that borrowed the parser or its model would share their mistakes. So this reader is written
 * the other way round. It keeps no vector and no offsets but eats the frame from the front, and it names what it found as
 * a tree of optional parts: a part that is there is whole, a part that is not there was absent, cut short or malformed.
 */

/** An IP packet with a whole, well-formed header. */
export interface IpPacket {
  readonly version: 4 | 6;
  /** IPv4 protocol or IPv6 next header (the one in the fragment header, if that is there). */
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

/** Reads a frame without FCS; undefined when even the Ethernet header is cut short. */
export const readFrame = (frame: Uint8Array): ReadFrame | undefined => {
  const rest = new Eater(frame);
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
  if (ethertype < 0x0600 && hex(rest.take(6)) === 'aaaa03000000') {
    const snapType = rest.take(2);
    if (snapType) ethertype = word(snapType);
  }
  const ip = ethertype === 0x0800 ? readIpv4(rest) : ethertype === 0x86dd ? readIpv6(rest) : undefined;
  return { destinationMac, vlan: tags[0] ?? 0, ethertype, ...(ip && { ip }) };
};

const isTagType = (type: number): boolean => type === 0x8100 || type === 0x88a8;

/** RFC 791. Its length field bounds the transport header below; padding does not. */
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
  return withTransport(packet, rest, payloadBytes);
};

/** RFC 8200; of the extension headers only a fragment header right behind the fixed one is followed. */
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
  const payloadBytes = word(fixed.subarray(4));
  if (packet.protocol !== 44) return withTransport(packet, rest, payloadBytes);
  const fragment = rest.take(8);
  if (!fragment) return packet;
  return withTransport(
    { ...packet, protocol: fragment[0]!, laterFragment: word(fragment.subarray(2)) >= 8 },
    rest,
    payloadBytes - 8,
  );
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
  ['4/6', 20],
  ['6/6', 20],
  ['4/17', 8],
  ['6/17', 8],
  ['4/1', 4],
  ['6/58', 4],
]);

/** The part of a frame not read yet. */
class Eater {
  #rest: Uint8Array;

  constructor(frame: Uint8Array) {
    this.#rest = frame;
  }

  /** The next `count` bytes, or undefined, and nothing eaten, when fewer are left. */
  take(count: number): Uint8Array | undefined {
    if (this.#rest.length < count) return undefined;
    const taken = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    return taken;
  }
}

const word = (bytes: Uint8Array): number => bytes[0]! * 256 + bytes[1]!;

const hex = (bytes: Uint8Array | undefined): string =>
  Array.from(bytes ?? [], byte => byte.toString(16).padStart(2, '0')).join('');

const big = (bytes: Uint8Array): bigint => BigInt(`0x${hex(bytes)}`);
