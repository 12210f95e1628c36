// SPDX-License-Identifier: Apache-2.0
/**
 * What the policy oracle sees of a frame. It repeats, on purpose, what the header vector's rules say about presence and
 * malformed headers: an oracle that borrowed the parser or its model would share their mistakes. So this reader is written
 * the other way round. It keeps no vector and no offsets but eats the frame from the front, and says of every field that
 * rules ask for whether it has a value, is absent, or is unknown.
 */
import { big, Eater, type Field, hex, word } from './eater.ts';
import { type IpView, noIp, type Place, type ReadIp, readIpv4, readIpv6, unknownIp } from './oracle-ip.ts';

/** A frame with a whole Ethernet header. */
export interface ReadFrame {
  readonly destinationMac: bigint;
  /** VLAN id of the outermost tag; 0 without one. */
  readonly vlan: number;
  readonly ethertype: Field<number>;
  readonly ip: IpView;
  /** There is an IP packet that every stack throws away, and something says that it is one. */
  readonly malformed: boolean;
}

/** Reads a frame without FCS of a machine whose frames have up to `maxFrameBytes`; undefined without a whole Ethernet header. */
export const readFrame = (frame: Uint8Array, maxFrameBytes: number): ReadFrame | undefined => {
  const rest = new Eater(frame);
  const mac = rest.take(12);
  const type = rest.take(2);
  if (!mac || !type) return undefined;
  const destinationMac = big(mac.subarray(0, 6));
  const tags: number[] = [];
  let ethertype = word(type);
  while (isTagType(ethertype) && tags.length < 4) {
    const tag = rest.take(4);
    if (!tag)
      return { destinationMac, vlan: tags[0] ?? 0, ethertype: { value: ethertype }, ip: noIp, malformed: false };
    tags.push(word(tag) & 0x0fff);
    ethertype = word(tag.subarray(2));
  }
  const link = { destinationMac, vlan: tags[0] ?? 0 };
  // A fifth tag: whatever follows it.
  if (isTagType(ethertype)) return { ...link, ethertype: 'unknown', ip: unknownIp, malformed: false };
  // IEEE 802.3, 3.2.6: a length, after which is padding.
  if (ethertype < 0x0600) rest.bound(ethertype);
  const snapType = ethertype < 0x0600 && hex(rest.take(6)) === 'aaaa03000000' ? rest.take(2) : undefined;
  if (snapType) ethertype = word(snapType);
  // Of a frame that goes on unseen it is only known how long it can be.
  const end = rest.goesOn ? maxFrameBytes : frame.length;
  const place = (): Place => ({ rest, most: end - (Math.min(frame.length, 256) - rest.left) });
  const { view, malformed } = readPayload(ethertype, rest, place, snapType !== undefined);
  return { ...link, ethertype: { value: ethertype }, ip: view, malformed };
};

const isTagType = (type: number): boolean => type === 0x8100 || type === 0x88a8;

/** What a type says to follow; after SNAP, only IP is read. */
const readPayload = (ethertype: number, rest: Eater, place: () => Place, snap: boolean): ReadIp => {
  if (ethertype === 0x0800) return readIpv4(place());
  if (ethertype === 0x86dd) return readIpv6(place());
  if (snap) return nothing;
  if (ethertype === 0x8847 || ethertype === 0x8848) return readMpls(rest, place);
  return ethertype === 0x8864 ? readPppoe(rest, place) : nothing;
};

const nothing: ReadIp = { view: noIp, refused: false, malformed: false };
const anything: ReadIp = { view: unknownIp, refused: false, malformed: false };

/**
 * RFC 3032, at most five labels; the packet's first four bits tell what it is (RFC 4928). That is a guess: an Ethernet
 * pseudowire may begin alike, so a packet that every stack would throw away was none.
 */
const readMpls = (rest: Eater, place: () => Place): ReadIp => {
  for (let labels = 0; labels < 5; labels += 1) {
    const label = rest.take(4);
    if (!label) return nothing;
    if (label[2]! % 2 === 0) continue;
    const [first = 0] = rest.see(1) ?? [];
    if (first >> 4 !== 4 && first >> 4 !== 6) return nothing;
    const { view, refused } = first >> 4 === 4 ? readIpv4(place()) : readIpv6(place());
    return { view: refused ? noIp : view, refused: false, malformed: false };
  }
  return anything;
};

/**
 * RFC 2516: version and type 1, code 0, a length that holds the PPP protocol. An odd first byte is a whole protocol number,
 * its high byte of 0 left out (RFC 1661, 6.5).
 */
const readPppoe = (rest: Eater, place: () => Place): ReadIp => {
  const header = rest.take(8);
  if (!header || word(header) !== 0x1100 || word(header.subarray(4)) < 2) return nothing;
  if (header[6] === 0x21 || header[6] === 0x57) return anything;
  rest.bound(word(header.subarray(4)) - 2);
  const protocol = word(header.subarray(6));
  if (protocol === 0x0021) return readIpv4(place());
  return protocol === 0x0057 ? readIpv6(place()) : nothing;
};
