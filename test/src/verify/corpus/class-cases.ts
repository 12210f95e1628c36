// SPDX-License-Identifier: Apache-2.0
/** What the tests of difference classes share: cases, and frames that many of them are made of. */
import type { ToolAnswer } from '../../../../src/verify/corpus/parser-answer.ts';
import {
  arp,
  cut,
  ethernet,
  ipv4,
  ipv6,
  optionsHeader,
  type Packet,
  payloadOf,
  type Segment,
  segmentOf,
  snap,
  tcp,
  udp,
  vlan,
} from '../../../support/frames.ts';
import { tcpWithOptions } from '../../../support/transport-frames.ts';

/** One class with a frame that belongs to it and one that only looks like it. */
export interface ClassCase {
  readonly name: string;
  readonly frame: Uint8Array;
  /** What the tool says of the frame otherwise than the parser; all of it belongs to the class. */
  readonly theirs: ToolAnswer;
  /** A frame on which the class must not excuse the same words. */
  readonly near: Uint8Array;
  /** What else the tool says of the frame. */
  readonly notes?: readonly string[];
}

export const link = { destination: '52:54:00:00:00:10' };
export const ip4 = { source: '10.0.0.1', destination: '10.0.0.2' };
export const ip6 = { source: '2001:db8::1', destination: 'fe80::2' };
export const ports = { sourcePort: 1234, destinationPort: 80 };
const askArp = arp({ senderIp: '10.0.0.1', targetIp: '10.0.0.2' });

export const over4 = (segment: Segment): Uint8Array => ethernet(link, ipv4(ip4, segment));
export const over6 = (segment: Segment): Uint8Array => ethernet(link, ipv6(ip6, segment));
export const tagged = (count: number, packet: Packet, tpid = 0x8100): Uint8Array =>
  ethernet(
    link,
    Array.from({ length: count }, (_, i) => count - i).reduce((held, id) => vlan({ id, tpid }, held), packet),
  );

/** A frame that every tool and the parser read alike, with and without IP options or extension headers. */
export const plain = over4(tcp(ports, payloadOf(20)));
export const plainUdp = ethernet(link, ipv4(ip4, udp(ports, payloadOf(20))));
export const cutPlain = cut(plain, 60);
export const cutTcp = cut(plain, 40);
export const oddOffset = over4(tcpWithOptions({ ...ports, dataOffset: 4 }, payloadOf(20)));
export const badIpv4 = ethernet(link, ipv4({ ...ip4, lie: { totalLength: 10 } }, udp(ports)));
export const snapArp = snap(askArp);
export const ipv4Udp = ipv4(ip4, udp(ports, payloadOf(20)));
/** A header that needs more than the depth of the parser. */
export const deep = over6(optionsHeader(60, tcp(ports), 31));
/** More extension headers than are read. */
export const manyOptions = (count: number): Uint8Array =>
  over6(Array.from({ length: count }).reduce<Segment>(held => optionsHeader(60, held), udp(ports, payloadOf(20))));
/** An IPv6 extension header of 16 bytes, of which there are 8. */
export const cutOptions = segmentOf(60, [6, 1, 1, 4, 0, 0, 0, 0]);
/** The frame in a tunnel. */
export const carried = ethernet({ destination: '02:00:00:00:00:01' }, ipv4Udp);
