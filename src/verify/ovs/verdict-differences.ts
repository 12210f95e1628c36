// SPDX-License-Identifier: Apache-2.0
/**
 * Named reasons why Open vSwitch may judge a frame in another way than a policy that its flows were imported into: predicates on the
 * frame, which a difference must fulfil.
 */
import type { Field } from '../../../firmware/oracle/eater.ts';
import { type ReadFrame, readFrame } from '../../../firmware/oracle/oracle-frame.ts';
import { portProtocols, protocols } from '../../../firmware/policy/policy.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';

/** A policy that flows were imported into, or that was exported as flows. */
export type PolicyKind = 'imported' | 'exported';

export interface VerdictDifference {
  readonly name: string;
  /** The reason of the two. */
  readonly doc: string;
  /** It holds for policies of this kind alone: flows of the other kind say it too. */
  readonly only?: PolicyKind;
  readonly explains: (frame: ReadFrame, bytes: Uint8Array) => boolean;
}

const isUnknown = (field: Field<unknown>): boolean => field === 'unknown';

/** VLAN tags, without a limit. */
const tagsOf = (bytes: Uint8Array): number => {
  let tags = 0;
  const typeAt = (at: number): number => (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
  while ([0x8100, 0x88a8].includes(typeAt(12 + 4 * tags))) tags += 1;
  return tags;
};

const given = <T>(field: Field<T>): T | undefined => (typeof field === 'object' ? field.value : undefined);

/** Extension headers of an IPv6 packet that are stepped over, each with its number, first byte and length (RFC 8200, RFC 4302). */
function* extensionsOf(bytes: Uint8Array): Generator<{ readonly header: number; readonly at: number }, void, void> {
  const { ipv6, l3Offset } = parseFrame(bytes);
  if (ipv6 === 0) return;
  let header = bytes[l3Offset + 6] ?? 0;
  let at = l3Offset + 40;
  while ([0, 43, 44, 51, 60].includes(header) && at < bytes.length) {
    yield { header, at };
    const units = bytes[at + 1] ?? 0;
    const length = header === 44 ? 8 : header === 51 ? 4 * (units + 2) : 8 * (units + 1);
    header = bytes[at] ?? 0;
    at += length;
  }
}

/** A fragment header of a whole packet whose two reserved bits are not 0. */
const hasReservedBits = (bytes: Uint8Array): boolean =>
  [...extensionsOf(bytes)].some(
    ({ header, at }) =>
      header === 44 && bytes[at + 2] === 0 && ((bytes[at + 3] ?? 0) & 0xf9) === 0 && bytes[at + 3] !== 0,
  );

/** A TCP header says that it is shorter than 20 bytes, or longer than its packet. */
const hasOddTcpLength = (bytes: Uint8Array): boolean => {
  const { l3Offset, l4Offset, ipLength, ipv6, ipProtocol, laterFragment } = parseFrame(bytes);
  const room = Math.min(bytes.length, l3Offset + ipLength + 40 * ipv6) - l4Offset;
  const length = 4 * ((bytes[l4Offset + 12] ?? 0) >> 4);
  return ipProtocol === protocols.tcp && laterFragment === 0 && (length < 20 || length > room);
};

/** The outermost VLAN tag has id 0, so that it gives a priority alone (IEEE 802.1Q). */
const isPriorityTagged = (bytes: Uint8Array): boolean =>
  tagsOf(bytes) > 0 && ((bytes[14] ?? 0) & 0xf) === 0 && bytes[15] === 0;

export const verdictDifferences: readonly VerdictDifference[] = [
  {
    name: 'priority tag',
    only: 'imported',
    doc: 'the policy takes a frame whose VLAN id is 0 for untagged; to Open vSwitch, dl_vlan=0xffff and vlan_tci=0 are about frames without a tag alone',
    explains: (_, bytes) => isPriorityTagged(bytes),
  },
  {
    name: 'malformed packet',
    doc: 'the policy drops an IP packet that every receiver discards; Open vSwitch checks no checksum, and takes other faults for no IP header',
    explains: ({ malformed }) => malformed,
  },
  {
    name: 'unreadable',
    doc: 'the policy treats what the card cannot read as unknown, and denies; Open vSwitch reads on, or takes it for absent',
    explains: ({ ethertype, ip }) => [ethertype, ...Object.values(ip)].some(isUnknown),
  },
  {
    name: 'third tag',
    doc: 'Open vSwitch reads two VLAN tags; the type after them is that of the third',
    explains: (_, bytes) => tagsOf(bytes) > 2,
  },
  {
    name: 'reserved group address',
    doc: 'NORMAL forwards no frame to an address that bridges keep to themselves (IEEE 802.1D, Cisco); a policy speaks of group frames',
    explains: ({ destinationMac }) => destinationMac >> 8n === 0x0180c20000n || destinationMac >> 8n === 0x01000cccccn,
  },
  {
    name: 'IPv4 authentication header',
    doc: 'the policy sees the protocol after it; Open vSwitch steps over it in IPv6 only',
    explains: ({ ip }, bytes) => given(ip.version) === 4 && bytes[14 + 4 * tagsOf(bytes) + 9] === 51,
  },
  {
    name: 'first fragment',
    doc: 'the policy sees its ports and its ICMP type; Open vSwitch says 0 for those of every fragment (frag=normal, ovs-ofctl(8))',
    explains: (_, bytes) => {
      const { fragment, laterFragment } = parseFrame(bytes);
      return fragment === 1 && laterFragment === 0;
    },
  },
  {
    name: 'transport header cut short',
    doc: 'for the policy the packet has no ports and no ICMP type; for Open vSwitch they are 0',
    explains: ({ ip }) =>
      ip.transport === 'absent' &&
      given(ip.laterFragment) === false &&
      [...portProtocols, protocols.icmp, protocols.icmpv6].includes(given(ip.protocol) ?? -1),
  },
  {
    name: 'later fragment of IPv6',
    only: 'exported',
    doc: 'the policy sees the protocol that its fragment header names; Open vSwitch says 44',
    explains: ({ ip }) => given(ip.version) === 6 && given(ip.laterFragment) === true,
  },
  {
    name: 'IP after MPLS labels or PPPoE',
    only: 'exported',
    doc: 'the policy judges the packet in them; Open vSwitch does not look into them',
    explains: ({ ethertype, ip }) =>
      [0x8847, 0x8848, 0x8864].includes(given(ethertype) ?? 0) && given(ip.version) !== undefined,
  },
  {
    name: 'reserved bits of a fragment header',
    doc: 'the policy knows a fragment by its offset and the flag for more (RFC 8200, 4.5); Open vSwitch takes any bit there for one, and says ports 0',
    explains: (_, bytes) => hasReservedBits(bytes),
  },
  {
    name: 'length of a TCP header',
    doc: 'the policy reads the ports whatever the header says of its length; for Open vSwitch they are 0 if that cannot be',
    explains: (_, bytes) => hasOddTcpLength(bytes),
  },
];

/** The name of the first reason that a frame fulfils; undefined if a difference on it is a fault. */
export const reasonOf = (bytes: Uint8Array, maxFrameBytes: number, { exported = false } = {}): string | undefined => {
  const frame = readFrame(bytes, maxFrameBytes);
  const kind: PolicyKind = exported ? 'exported' : 'imported';
  const reasons = verdictDifferences.filter(({ only = kind }) => only === kind);
  return frame && reasons.find(({ explains }) => explains(frame, bytes))?.name;
};
