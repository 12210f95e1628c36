// SPDX-License-Identifier: Apache-2.0
/**
 * How far a frame could be read: which fields of the rule key are *unknown*, because a limit of the parser stopped the walk
 * while the protocol graph still leads to a header that gives them, and which frames are malformed.
 *
 * A field of a frame is a value, absent or unknown. Absent is what no header gives: after a leaf such as ESP, after a
 * header that is malformed, or where the frame or a length around the header ends and every stack drops the packet. Unknown is what
 * another stack may find:
 * - the walk stopped with `too_deep` or `too_many`;
 * - a first fragment ends inside a header (RFC 7112), whose rest another fragment brings;
 * - a later fragment holds bytes of the shortest transport header of its protocol (RFC 1858, RFC 3128), or its protocol is an
 *   extension header, so that the transport header may begin anywhere;
 * - PPP names IP by a protocol field that is compressed into one byte;
 * - IPv6 with hop-by-hop options has a length of 0: a jumbogram (RFC 2675), which no frame can hold, but there are stacks
 *   that then take the length of the frame.
 */
import type { ParserException } from '../protocol/header-vector.ts';
import { extensionCount, ipProtocols, mplsLabelCount, vlanTagCount } from '../protocol/headers/numbers.ts';

/**
 * What is unknown when the walk stops at a header: every level takes in those after it. `ethertype`: the type after all
 * tags. `network`: IP version, addresses, whether it is a later fragment. `protocol`: the IP protocol. `ports`: ports and
 * types.
 */
export const unreadLevels = ['ethertype', 'network', 'protocol', 'ports'] as const;
export type UnreadLevel = (typeof unreadLevels)[number];

const numbered = (names: readonly string[], count: number): readonly string[] =>
  names.flatMap(name => Array.from({ length: count }, (_, i) => `${name}${i + 1}`));

/** Headers after an IPv6 header, of which any may be a fragment header. */
export const ipv6Extensions = numbered(['options', 'routing', 'fragment', 'authentication'], extensionCount);

/** Headers at which the walk may stop, by what is then unknown; at every other header nothing is that rules look at. */
export const stopHeaders: Readonly<Record<UnreadLevel, readonly string[]>> = {
  ethertype: ['ethernet', ...numbered(['tag'], vlanTagCount), 'llc', 'snap'],
  network: [...numbered(['mplsLabel'], mplsLabelCount), 'mplsPayload', 'pppoe', 'ipv4', 'ipv6'],
  protocol: [...ipv6Extensions, 'ipv4Authentication'],
  ports: ['tcp', 'udp', 'udpLite', 'sctp', 'icmp', 'igmp'],
};

/** Exceptions that are limits of the parser, wherever they stop the walk. */
export const parserLimits: readonly ParserException[] = ['too_deep', 'too_many'];
/** Exceptions that stop the walk at the end of a first fragment. */
export const fragmentEnds: readonly ParserException[] = ['no_room', 'truncated'];

/** Protocols whose next header field leads on, so that a later fragment does not say which transport it belongs to. */
export const leadingProtocols: Readonly<Record<4 | 6, readonly number[]>> = {
  4: [ipProtocols.authentication],
  6: [
    ipProtocols.hopByHop,
    ipProtocols.routing,
    ipProtocols.fragment,
    ipProtocols.authentication,
    ipProtocols.destination,
  ],
};

/** Last `fragmentStart` at which a later fragment still holds bytes of the shortest header of its transport. */
export const overlapping: readonly { readonly protocol: number; readonly last: 1 | 2 }[] = [
  { protocol: ipProtocols.tcp, last: 2 },
  { protocol: ipProtocols.sctp, last: 1 },
];

/** Bytes that a link length counts before the IP packet after it: LLC and SNAP after 802.3, the PPP protocol in PPPoE. */
export const linkBytes = { llc: 8, pppoe: 2 } as const;

/** Bytes of an IPv6 header, which its length field does not count. */
export const ipv6HeaderBytes = 40;
