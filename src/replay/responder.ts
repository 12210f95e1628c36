// SPDX-License-Identifier: Apache-2.0
/**
 * What a VM answers to a frame that it received: ARP and neighbour solicitations for its addresses, pings, datagrams and segments. No
 * stack, only its next frame: that is enough for real requests to cause real answers. Checksums of transport are left to the card, as drivers do.
 */
import type { Vm } from '../../firmware/policy/policy.ts';
import type { PostedFrame } from '../../sim/guest-sender.ts';
import { readBigint } from '../../sim/model/bytes.ts';
import { internetSum } from '../../sim/model/internet-checksum.ts';

const types = { ipv4: 0x0800, arp: 0x0806, ipv6: 0x86dd, tag: 0x8100 } as const;
const protocols = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 } as const;
const tcpFlags = { fin: 1, syn: 2, rst: 4, push: 8, ack: 16 } as const;
const needsChecksum = 1;
const page = new TextEncoder().encode('HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\nSluice\n');

const word = (bytes: Uint8Array, at: number): number => bytes[at]! * 256 + bytes[at + 1]!;
const put = (bytes: Uint8Array, at: number, value: number): void => bytes.set([value >> 8, value & 0xff], at);
const swap = (bytes: Uint8Array, a: number, b: number, length: number): void => {
  const held = bytes.slice(a, a + length);
  bytes.copyWithin(a, b, b + length);
  bytes.set(held, b);
};
const number32 = (bytes: Uint8Array, at: number): number => Number(readBigint(bytes, at, 4));

const owns = ({ sender }: Vm, version: 4 | 6, address: bigint): boolean =>
  sender.addresses.some(own => own.version === version && own.prefixLength >= 32 && own.address === address);

const macOf = (vm: Vm): Uint8Array => Buffer.from(vm.mac.toString(16).padStart(12, '0'), 'hex');

/** The answer of a VM; undefined where it says nothing. */
export const replyTo = (vm: Vm, request: Uint8Array): PostedFrame | undefined => {
  const frame = Uint8Array.from(request);
  frame.copyWithin(0, 6, 12);
  frame.set(macOf(vm), 6);
  const tagged = word(frame, 12) === types.tag;
  const at = tagged ? 18 : 14;
  const type = word(frame, at - 2);
  if (type === types.arp) return arpReply(vm, frame, at);
  if (type === types.ipv4) return ipv4Reply(vm, frame, at);
  return type === types.ipv6 ? ipv6Reply(vm, frame, at) : undefined;
};

/** RFC 826: who asks for an address of the VM is told. */
const arpReply = (vm: Vm, frame: Uint8Array, at: number): PostedFrame | undefined => {
  if (word(frame, at + 6) !== 1 || !owns(vm, 4, readBigint(frame, at + 24, 4))) return undefined;
  put(frame, at + 6, 2);
  swap(frame, at + 8, at + 18, 10);
  frame.set(macOf(vm), at + 8);
  return { bytes: frame };
};

const ipv4Reply = (vm: Vm, frame: Uint8Array, at: number): PostedFrame | undefined => {
  const header = (frame[at]! % 16) * 4;
  const isFragment = word(frame, at + 6) % 0x4000 !== 0;
  if (header !== 20 || isFragment || !owns(vm, 4, readBigint(frame, at + 16, 4))) return undefined;
  swap(frame, at + 12, at + 16, 4);
  const end = at + word(frame, at + 2);
  const payload = { l4: at + header, end, protocol: frame[at + 9]!, addresses: [at + 12, at + 20] as const };
  const reply = transportReply(frame, payload, protocols.icmp);
  if (!reply) return undefined;
  put(reply.bytes, at + 2, reply.bytes.length - at);
  put(reply.bytes, at + 10, 0);
  put(reply.bytes, at + 10, 0xffff - internetSum(reply.bytes, at, at + header));
  return reply;
};

const ipv6Reply = (vm: Vm, frame: Uint8Array, at: number): PostedFrame | undefined => {
  const [l4, end, protocol] = [at + 40, at + 40 + word(frame, at + 4), frame[at + 6]!];
  const isSolicitation = protocol === protocols.icmpv6 && frame[l4] === 135;
  const target = isSolicitation ? readBigint(frame, l4 + 8, 16) : readBigint(frame, at + 24, 16);
  if (!owns(vm, 6, target) || readBigint(frame, at + 8, 16) === 0n) return undefined;
  frame.copyWithin(at + 24, at + 8, at + 24);
  frame.set(Buffer.from(target.toString(16).padStart(32, '0'), 'hex'), at + 8);
  const payload = { l4, end, protocol, addresses: [at + 8, at + 40] as const };
  const reply = isSolicitation ? advertisement(vm, frame, payload) : transportReply(frame, payload, protocols.icmpv6);
  if (reply) put(reply.bytes, at + 4, reply.bytes.length - l4);
  return reply;
};

interface Payload {
  readonly l4: number;
  readonly end: number;
  readonly protocol: number;
  /** First byte of the addresses, and the one after them. */
  readonly addresses: readonly [number, number];
}

/** Leaves the checksum at `place` of the transport header to the card: the field holds the sum of the pseudo-header. */
const unsummed = (bytes: Uint8Array, { l4, protocol, addresses }: Payload, place: number): PostedFrame => {
  put(bytes, l4 + place, internetSum(bytes, ...addresses, protocol + bytes.length - l4));
  return { bytes, flags: needsChecksum, csumStart: l4, csumOffset: place };
};

/** RFC 4861, 4.4: solicited, with the address of the VM. */
const advertisement = (vm: Vm, frame: Uint8Array, payload: Payload): PostedFrame => {
  const bytes = new Uint8Array(payload.l4 + 32);
  bytes.set(frame.subarray(0, payload.l4 + 24));
  bytes.set([136, 0, 0, 0, 0x60, 0, 0, 0], payload.l4);
  bytes.set([2, 1, ...macOf(vm)], payload.l4 + 24);
  bytes[payload.addresses[0] - 1] = 255;
  return unsummed(bytes, payload, 2);
};

const transportReply = (frame: Uint8Array, payload: Payload, icmp: number): PostedFrame | undefined => {
  const { l4, end, protocol } = payload;
  const bytes = frame.slice(0, end);
  if (protocol === icmp) return echoReply(bytes, payload);
  if (protocol !== protocols.udp && protocol !== protocols.tcp) return undefined;
  swap(bytes, l4, l4 + 2, 2);
  if (protocol === protocols.tcp) return tcpReply(bytes, payload);
  // A DNS server says that it answers.
  if (word(bytes, l4) === 53 && end > l4 + 10) bytes[l4 + 10]! |= 0x80;
  put(bytes, l4 + 4, end - l4);
  return unsummed(bytes, payload, 6);
};

const echoReply = (bytes: Uint8Array, payload: Payload): PostedFrame | undefined => {
  const { l4, protocol } = payload;
  if (protocol === protocols.icmpv6) {
    if (bytes[l4] !== 128) return undefined;
    bytes[l4] = 129;
    return unsummed(bytes, payload, 2);
  }
  if (bytes[l4] !== 8) return undefined;
  bytes[l4] = 0;
  put(bytes, l4 + 2, 0);
  put(bytes, l4 + 2, 0xffff - internetSum(bytes, l4, bytes.length));
  return { bytes };
};

/** The next segment: it acknowledges what came, greets who greets, and has a page for who asks. */
const tcpReply = (request: Uint8Array, payload: Payload): PostedFrame | undefined => {
  const { l4, end } = payload;
  const header = (request[l4 + 12]! >> 4) * 4;
  const flags = request[l4 + 13]!;
  const [asked, syn, fin] = [end - l4 - header, flags & tcpFlags.syn, flags & tcpFlags.fin];
  if (flags & tcpFlags.rst || (asked === 0 && !syn && !fin)) return undefined;
  const asksForPage = Buffer.from(request.subarray(l4 + header, l4 + header + 4)).toString('latin1') === 'GET ';
  const bytes = new Uint8Array(l4 + 20 + (asksForPage ? page.length : 0));
  bytes.set(request.subarray(0, l4 + 20));
  if (asksForPage) bytes.set(page, l4 + 20);
  const [sequence, acknowledged] = [number32(request, l4 + 4), number32(request, l4 + 8)];
  const view = new DataView(bytes.buffer);
  view.setUint32(l4 + 4, acknowledged);
  view.setUint32(l4 + 8, (sequence + asked + (syn || fin ? 1 : 0)) >>> 0);
  bytes[l4 + 12] = 5 << 4;
  bytes[l4 + 13] = tcpFlags.ack | syn | fin | (asksForPage ? tcpFlags.push : 0);
  return unsummed(bytes, payload, 16);
};
