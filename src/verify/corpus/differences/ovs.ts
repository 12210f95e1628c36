// SPDX-License-Identifier: Apache-2.0
/** Where Open vSwitch reads a frame differently, and why the parser is right to. */
import { leastEthertype } from '../../../../hdl/spec/protocol/headers.ts';
import {
  type Difference,
  type DifferenceClass,
  fieldsFrom,
  fromStop,
  lacking,
  layersNamed,
  packetEnd,
  stopHeader,
  when,
  word,
} from '../difference-class.ts';

const tool = 'ovs';

const stopped: readonly DifferenceClass[] = [
  {
    tool,
    name: 'header_cut',
    doc: 'Open vSwitch names the protocol of a header that the frame or the IP length cuts, with its fields 0. The parser counts such a header as absent.',
    fields: 'those of the cut header and of headers after it',
    explains: fromStop('truncated', 'no_room'),
  },
  {
    tool,
    name: 'header_malformed',
    doc: 'Open vSwitch calls a frame IPv4 or IPv6 by its EtherType, whatever version its header says, and leaves the fields 0 where a length is impossible. The parser counts such a header as absent and says `malformed`.',
    fields: 'those of the malformed header and of headers after it',
    explains: fromStop('malformed'),
  },
  {
    tool,
    name: 'too_deep',
    doc: 'Open vSwitch reads headers at any depth; the parser says `too_deep`.',
    fields: 'those of the header beyond the depth and of headers after it',
    explains: fromStop('too_deep'),
  },
  {
    tool,
    name: 'too_many',
    doc: 'Open vSwitch reads any number of extension headers; the parser says `too_many`.',
    fields: 'those of the last header read and of headers after it',
    explains: fromStop('too_many'),
  },
];

const ipFields = fieldsFrom('ipv4');

const packet: readonly DifferenceClass[] = [
  {
    tool,
    name: 'ip_longer_than_frame',
    doc: 'Open vSwitch reads nothing of an IP packet that claims more bytes than the frame has (captures are often cut). The parser believes the length: every header that is whole is read, so that policy still sees cut traffic.',
    fields: 'those of IP and of headers after it, which Open vSwitch leaves 0',
    explains: difference => when(packetEnd(difference) > difference.frame.length, lacking(difference, ipFields)),
  },
  {
    tool,
    name: 'ipv6_extension_cut',
    doc: 'Open vSwitch forgets protocol, traffic class and hop limit of an IPv6 packet in which fewer than 8 bytes are after an extension header, or not all of the next. The parser keeps what the IPv6 header says.',
    fields: '`ipProtocol`, `dscp`, `ecn`, `ttl`, `fragment`, `laterFragment`, which Open vSwitch leaves 0',
    explains: difference =>
      when(
        difference.ours.ipv6 === 1 && hasCutExtension(difference),
        lacking(difference, ['ipProtocol', 'dscp', 'ecn', 'ttl', 'fragment', 'laterFragment']),
      ),
  },
  {
    tool,
    name: 'ipv4_authentication',
    doc: 'Open vSwitch reads nothing after an authentication header of IPv4. The parser reads on.',
    fields: 'those of headers after it, and `ipProtocol`',
    explains: ({ ours, theirs }) =>
      when(ours.ipv4 === 1 && ours.authentication === 1 && theirs.ipProtocol === 51, ['ipProtocol']),
  },
  {
    tool,
    name: 'later_fragment',
    doc: 'Open vSwitch calls the protocol of a later IPv6 fragment 44. The parser gives the one that its fragment header names.',
    fields: '`ipProtocol`',
    explains: ({ ours, theirs }) =>
      when(ours.ipv6 === 1 && ours.laterFragment === 1 && theirs.ipProtocol === 44, ['ipProtocol']),
  },
  {
    tool,
    name: 'reserved_fragment_bits',
    doc: 'Open vSwitch calls an IPv6 packet a fragment whose fragment header has its two reserved bits set. They are to be ignored (RFC 8200, 4.5), and with offset 0 and no more fragments the packet is whole (RFC 6946).',
    fields: '`fragment`',
    explains: difference => when(difference.ours.fragment === 0 && hasReservedFragmentBits(difference), ['fragment']),
  },
  {
    tool,
    name: 'tcp_data_offset',
    doc: 'Open vSwitch reads no TCP header whose data offset is below 5 words or beyond the packet. The parser reads the 20 bytes that are there, so that a deny by port cannot be dodged by a wrong offset.',
    fields: '`srcPort`, `dstPort`, `tcpFlags`',
    explains: difference => when(hasOddDataOffset(difference), lacking(difference, ['srcPort', 'dstPort', 'tcpFlags'])),
  },
  {
    tool,
    name: 'short_icmp',
    doc: 'Open vSwitch reads ICMP only where the packet has 8 bytes of it. The parser reads type and code where there are 4.',
    fields: '`srcPort`, `dstPort`',
    explains: difference =>
      when(
        difference.ours.icmp === 1 && packetEnd(difference) - difference.ours.l4Offset < 8,
        lacking(difference, ['srcPort', 'dstPort']),
      ),
  },
];

const link: readonly DifferenceClass[] = [
  {
    tool,
    name: 'snap_small_type',
    doc: 'Open vSwitch finds no EtherType where that of SNAP is below 0x0600. The parser gives it.',
    fields: '`snap`',
    explains: ({ ours }) => when(ours.snap === 1 && ours.ethertype < leastEthertype, ['snap']),
  },
  {
    tool,
    name: 'snap_beyond_length',
    doc: 'Open vSwitch reads LLC and SNAP whatever the 802.3 length says, 0 as well. To the parser what is after that length is padding.',
    fields: '`ethertype`',
    explains: ({ ours, theirs, frame }) => {
      const at = ours.l3Offset;
      const isSnap = word(frame, at) === 0xaaaa && word(frame, at + 2) === 0x0300 && word(frame, at + 4) === 0;
      const length = word(frame, at - 2);
      const beyond = ours.llc + ours.snap === 0 && length < 8 && ours.ethertype === length;
      return when(beyond && isSnap && theirs.ethertype === word(frame, at + 6), ['ethertype']);
    },
  },
  {
    tool,
    name: 'more_than_two_tags',
    doc: 'Open vSwitch reads two VLAN tags and nothing after them. The parser reads four.',
    fields: '`vlanCount`, `ethertype`, and those of headers after the tags',
    explains: ({ ours }) => when(ours.vlanCount > 2, ['vlanCount', 'ethertype', ...fieldsFrom('llc')]),
  },
];

const extensionHeader = /^(options|routing|fragment|authentication)\d$/;

/** The walk stops at an extension header, or less than 8 bytes stand after one. */
const hasCutExtension = (difference: Difference): boolean =>
  extensionHeader.test(stopHeader(difference) ?? '') ||
  (difference.ours.l4Offset > difference.ours.l3Offset + 40 && packetEnd(difference) - difference.ours.l4Offset < 8);

const hasReservedFragmentBits = (difference: Difference): boolean =>
  layersNamed(difference, ...[1, 2, 3, 4, 5, 6].map(n => `fragment${n}`)).some(
    ({ offset }) => (difference.frame[offset + 3]! & 6) !== 0,
  );

const hasOddDataOffset = (difference: Difference): boolean => {
  const { frame, ours } = difference;
  if (ours.tcp === 0) return false;
  const end = ours.l4Offset + (frame[ours.l4Offset + 12]! >> 4) * 4;
  return end < ours.l4Offset + 20 || end > Math.min(frame.length, packetEnd(difference));
};

export const ovsDifferences: readonly DifferenceClass[] = [...link, ...packet, ...stopped];
