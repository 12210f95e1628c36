// SPDX-License-Identifier: Apache-2.0
/** Where DPDK's software parser reads a frame differently, and why the parser is right to. */
import { tunnels } from '../../../../hdl/spec/protocol/headers.ts';
import {
  type Difference,
  type DifferenceClass,
  fieldsBehind,
  fieldsFrom,
  fromStop,
  lacking,
  layersNamed,
  stopHeader,
  when,
  word,
} from '../difference-class.ts';
import type { AnswerField } from '../parser-answer.ts';

const tool = 'dpdk';

const stopped: readonly DifferenceClass[] = [
  {
    tool,
    name: 'header_unchecked',
    doc: 'DPDK checks neither versions nor lengths and takes headers as present that are malformed or cut; the parser says which header stops it.',
    fields: 'those of the header at which the parser stopped and of headers after it',
    explains: fromStop('truncated', 'malformed', 'no_room'),
  },
  {
    tool,
    name: 'too_deep',
    doc: 'DPDK reads headers at any depth; the parser says `too_deep`.',
    fields: 'those of the header beyond the depth and of headers after it',
    explains: fromStop('too_deep'),
  },
  {
    tool,
    name: 'too_many',
    doc: 'The parser says `too_many` where DPDK reads on, or reads nothing.',
    fields: 'those of the last header read and of headers after it',
    explains: fromStop('too_many'),
  },
];

const link: readonly DifferenceClass[] = [
  {
    tool,
    name: 'tags',
    doc: 'DPDK 22.11 reads one tag after an 802.1Q type, takes two for granted after an 802.1ad type, and knows IPv4 and IPv6 alone after tags. The parser goes by the type in each tag.',
    fields: '`l3Offset`, and those of IP and of headers after it',
    explains: ({ frame, ours }) =>
      when(ours.vlanCount >= 2 || (ours.vlanCount === 1 && word(frame, 12) === 0x88a8), ['l3Offset', ...ipFields]),
  },
  {
    tool,
    name: 'unread_link',
    doc: 'DPDK reads nothing after an 802.3 length, PPPoE, or MPLS after a tag. The parser reads the packet there.',
    fields: '`l3Offset`, and those of IP and of headers after it',
    explains: ({ ours }) => when(ours.snap + ours.pppoe + ours.mplsCount > 0, ['l3Offset', ...ipFields]),
  },
];

const ipFields = fieldsFrom('ipv4');

/** Explains by an IP header, outside or inside, the fields of the headers after it. */
const behindIp =
  (holds: (difference: Difference, scope: 'outer' | 'inner') => boolean) =>
  (difference: Difference): readonly AnswerField[] => [
    ...when(holds(difference, 'outer'), ['fragment', ...fieldsFrom('options1')]),
    ...when(holds(difference, 'inner'), ['innerFragment', ...fieldsFrom('innerOptions1')]),
  ];

const extensions = (difference: Difference, scope: 'outer' | 'inner', name: string): number => {
  const scoped = scope === 'outer' ? name : `inner${name[0]!.toUpperCase()}${name.slice(1)}`;
  return layersNamed(difference, ...[1, 2, 3, 4, 5, 6].map(n => `${scoped}${n}`)).length;
};

const network: readonly DifferenceClass[] = [
  {
    tool,
    name: 'authentication',
    doc: 'DPDK reads nothing after an authentication header. The parser reads on.',
    fields: 'those of headers after it, `l4Offset`',
    explains: behindIp(({ ours }, scope) => (scope === 'outer' ? ours.authentication : ours.innerAuthentication) === 1),
  },
  {
    tool,
    name: 'fragment_header',
    doc: 'DPDK calls every IPv6 packet with a fragment header a fragment and reads nothing after it. One with offset 0 and no more fragments is whole (RFC 6946), and in a first fragment the parser reads on.',
    fields: '`fragment`, `l4Offset`, those of headers after the fragment header, inside too',
    explains: behindIp((difference, scope) => extensions(difference, scope, 'fragment') > 0),
  },
  {
    tool,
    name: 'many_extension_headers',
    doc: 'DPDK reads up to five extension headers of IPv6. The parser reads six outside a tunnel.',
    fields: '`l4Offset` and those of headers after the extension headers',
    explains: behindIp(
      (difference, scope) =>
        ['options', 'routing'].reduce((sum, name) => sum + extensions(difference, scope, name), 0) >= 5,
    ),
  },
];

const dataOffset = ({ frame, ours }: Difference, scope: 'outer' | 'inner'): number => {
  const [tcp, start] = scope === 'outer' ? [ours.tcp, ours.l4Offset] : [ours.innerTcp, ours.innerL4Offset];
  return tcp === 1 ? frame[start + 12]! >> 4 : 5;
};

const transport: readonly DifferenceClass[] = [
  {
    tool,
    name: 'tcp_data_offset',
    doc: 'DPDK believes a TCP data offset below 5 words. The parser puts the payload after the 20 bytes that every TCP header has.',
    fields: '`payloadOffset`, `innerPayloadOffset`',
    explains: difference => [
      ...when(dataOffset(difference, 'outer') < 5, ['payloadOffset'] as const),
      ...when(dataOffset(difference, 'inner') < 5, ['innerPayloadOffset'] as const),
    ],
  },
];

const tunnel: readonly DifferenceClass[] = [
  {
    tool,
    name: 'gre_with_ethernet',
    doc: 'DPDK calls every GRE that carries Ethernet NVGRE. To the parser it is NVGRE with a key and neither checksum nor sequence number (RFC 7637, 3.2).',
    fields: '`tunnel`',
    explains: ({ ours, theirs }) => when(ours.tunnel === tunnels.gre && theirs.tunnel === tunnels.nvgre, ['tunnel']),
  },
  {
    tool,
    name: 'erspan',
    doc: 'DPDK does not know ERSPAN.',
    fields: '`tunnel`, `innerOffset`, and those of headers inside',
    explains: ({ ours }) => when(ours.tunnel === tunnels.erspan, ['tunnel', ...fieldsBehind('gre')]),
  },
  {
    tool,
    name: 'gre_version',
    doc: 'DPDK does not look at the version of GRE, nor at source routes. The parser reads on after version 0 without them.',
    fields: 'those of headers after GRE',
    explains: difference =>
      when(
        layersNamed(difference, 'gre').some(({ offset }) => (word(difference.frame, offset) & 0x4007) !== 0),
        ['tunnel', ...fieldsBehind('gre')],
      ),
  },
  {
    tool,
    name: 'type_as_protocol',
    doc: 'DPDK takes a type or 802.3 length of 0x0400, 0x2900 and 0x2f00 for the protocol numbers 4, 41 and 47, and reads a tunnel.',
    fields: '`tunnel`, `innerOffset`, and those of headers inside',
    explains: ({ ours }) => when([0x0400, 0x2900, 0x2f00].includes(ours.ethertype), ['tunnel', ...fieldsBehind('gre')]),
  },
  {
    tool,
    name: 'inner_header_cut',
    doc: 'DPDK forgets the headers before a tunnel where it finds one after it cut.',
    fields: '`ipv4`, `ipv6`',
    explains: difference =>
      when(stopHeader(difference)?.startsWith('inner') === true, lacking(difference, ['ipv4', 'ipv6'])),
  },
  {
    tool,
    name: 'inner_tags',
    doc: 'DPDK reads one tag inside a tunnel after an 802.1Q type and takes two for granted after an 802.1ad type. The parser goes by the type in each tag.',
    fields: '`innerVlanCount`, `innerL3Offset`, and those of headers after the tags',
    explains: ({ frame, ours }) =>
      when(
        ours.innerVlanCount === 2 || (ours.innerVlanCount === 1 && word(frame, ours.innerOffset + 12) === 0x88a8),
        fieldsFrom('innerTag1'),
      ),
  },
];

export const dpdkDifferences: readonly DifferenceClass[] = [...link, ...network, ...transport, ...tunnel, ...stopped];
