// SPDX-License-Identifier: Apache-2.0
/**
 * Which keys frames can have, as disjoint boxes, each with a recipe for the frames in it. The boxes hold all keys and no
 * others: what is proven of them is true of every frame, and for every box there is a frame that shows it.
 */

import { ethertypes, ipProtocols } from '../../../hdl/spec/protocol/headers/numbers.ts';
import { keyVersions } from '../../../hdl/spec/tables/bank-key.ts';
import { leadingProtocols, type UnreadLevel, unreadLevels } from '../../../hdl/spec/tables/unread.ts';
import type { Payload } from '../../frames/build-frame.ts';
import { type Content, farUnits, type IpPacket } from '../../frames/ip-packet.ts';
import { type Box, both, type Point } from './box.ts';
import { normal, only, type Ranges, span, without } from './ranges.ts';

/** Frames of one make. */
export interface KeyCase {
  readonly box: Box;
  /** What comes after the link header of the frame with such a key. */
  readonly payload: (point: Point) => Payload;
}

/** Everything is there and has been read; an absent field is 0. */
const nothing: Box = {
  malformed: only(0),
  unread: only(0),
  unreadFragment: only(0),
  fragment: only(0),
  version: only(0),
  ethertype: only(0),
  protocol: only(0),
  l4: only(0),
  destination: only(0),
  source: only(0),
  destinationPort: only(0),
  sourcePort: only(0),
};

/** Number of what cannot be read from a level on. */
export const unreadFrom = (level: UnreadLevel): number => unreadLevels.length - unreadLevels.indexOf(level);

const byte = span(0, 0xff);
const word = span(0, 0xffff);
const { mpls, mplsMulticast, pppoeSession, ipv4, ipv6 } = ethertypes;

const notIp = (box: Box, malformed: boolean): KeyCase => ({
  box: { ...nothing, malformed: only(malformed ? 1 : 0), ...box },
  payload: () => ({ kind: 'nothing', malformed }),
});

/** Protocols whose ports are read, and those with a type and, but for IGMP, a code. */
const ported: Ranges = only(ipProtocols.tcp, ipProtocols.udp, ipProtocols.udpLite, ipProtocols.sctp);
const typed: Readonly<Record<4 | 6, Ranges>> = {
  4: only(ipProtocols.icmp, ipProtocols.igmp),
  6: only(ipProtocols.icmpv6),
};
const addresses: Readonly<Record<4 | 6, Ranges>> = { 4: span(0, 2n ** 32n - 1n), 6: span(0, 2n ** 128n - 1n) };

/** What follows the IP header, and the keys that come of it. */
interface ContentCase {
  readonly box: Box;
  readonly content: (point: Point) => Content;
}

const plain = (box: Box, content: Content): ContentCase => ({ box, content: () => content });
const typeCase = (protocols: Ranges, codes: Ranges): ContentCase => ({
  box: { protocol: protocols, l4: only(1), sourcePort: byte, destinationPort: codes },
  content: at => ({ kind: 'type', type: Number(at.sourcePort), code: Number(at.destinationPort) }),
});
const ports = only(unreadFrom('ports'));
const protocol = only(unreadFrom('protocol'));

/** Protocol that the recipe writes where the key holds none. */
const anyProtocol = ipProtocols.udp;

const contentCases = (version: 4 | 6): readonly ContentCase[] => [
  {
    box: { protocol: ported, l4: only(1), sourcePort: word, destinationPort: word },
    content: at => ({ kind: 'ports', source: Number(at.sourcePort), destination: Number(at.destinationPort) }),
  },
  typeCase(only(version === 4 ? ipProtocols.icmp : ipProtocols.icmpv6), byte),
  ...(version === 4 ? [typeCase(only(ipProtocols.igmp), only(0))] : []),
  plain({ protocol: byte }, { kind: 'absent' }),
  plain(
    { protocol: without(byte, only(...leadingProtocols[version])), fragment: only(1) },
    { kind: 'laterFragment', units: farUnits },
  ),
  plain(
    { protocol: only(ipProtocols.tcp, ipProtocols.sctp), fragment: only(1), unread: ports },
    { kind: 'laterFragment', units: 1 },
  ),
  plain({ protocol: normal([...ported, ...typed[version]]), unread: ports }, { kind: 'firstFragment' }),
  plain({ unread: protocol }, { kind: 'openProtocol' }),
  plain({ unread: protocol, fragment: only(1) }, { kind: 'laterOfOpenProtocol' }),
  ...(version === 6 ? [plain({ unread: protocol, unreadFragment: only(1) }, { kind: 'tooManyHeaders' })] : []),
];

const ipCases = (version: 4 | 6, malformed: boolean): readonly KeyCase[] => {
  const direct = version === 4 ? ipv4 : ipv6;
  // A guess that every stack would discard was none.
  const carriers = malformed ? [direct, pppoeSession] : [direct, pppoeSession, mpls, mplsMulticast];
  return contentCases(version).map(({ box, content }) => ({
    box: {
      ...nothing,
      ...{ malformed: only(malformed ? 1 : 0), version: only(keyVersions.indexOf(`ipv${version}`)) },
      ...{ ethertype: only(...carriers), source: addresses[version], destination: addresses[version], ...box },
    },
    payload: at => {
      const isKnown = at.unread < unreadFrom('protocol');
      const packet: IpPacket = {
        ...{ version, malformed, source: at.source, destination: at.destination, content: content(at) },
        protocol: isKnown ? Number(at.protocol) : anyProtocol,
      };
      return { kind: 'ip', packet };
    },
  }));
};

const network = { unread: only(unreadFrom('network')), unreadFragment: only(1) };
const everything = { unread: only(unreadFrom('ethertype')), unreadFragment: only(1) };

/** All keys of frames, whoever they are for. */
export const keySpace: readonly KeyCase[] = [
  notIp({ ethertype: without(word, only(ipv4, ipv6)) }, false),
  notIp({ ethertype: only(ipv4, ipv6, pppoeSession) }, true),
  ...([4, 6] as const).flatMap(version => [...ipCases(version, false), ...ipCases(version, true)]),
  {
    box: { ...nothing, ...network, ethertype: only(mpls, mplsMulticast, pppoeSession) },
    payload: () => ({ kind: 'unreadNetwork' }),
  },
  { box: { ...nothing, ...everything }, payload: () => ({ kind: 'unreadEthertype' }) },
];

/** What a point of the key space has after its link header; a RangeError when no frame has such a key. */
export const payloadAt = (point: Point): Payload => {
  const found = keySpace.find(({ box }) =>
    Object.entries(point).every(([name, value]) => both(box, { [name]: only(value) })),
  );
  if (!found) throw new RangeError('no frame has this key');
  return found.payload(point);
};
