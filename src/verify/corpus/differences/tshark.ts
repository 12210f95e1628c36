// SPDX-License-Identifier: Apache-2.0
/** Where tshark reads a frame differently: where the parser stopped, where tshark gave up, and the rest by kind of header. */
import { type Difference, type DifferenceClass, fieldsFrom, fromStop, lacking, when } from '../difference-class.ts';
import type { AnswerField } from '../parser-answer.ts';
import { link } from './tshark-link.ts';
import { network, transport } from './tshark-packet.ts';
import { tunnel } from './tshark-tunnel.ts';
import { verdicts } from './tshark-verdicts.ts';

const tool = 'tshark';

/** Where the walk stopped early. */
const stopped: readonly DifferenceClass[] = [
  {
    tool,
    name: 'header_cut',
    doc: 'tshark shows the fields of a header that the frame cuts as far as they go, and what it takes to be after it. The parser counts such a header as absent.',
    fields: 'those of the cut header and of headers after it',
    explains: fromStop('truncated'),
  },
  {
    tool,
    name: 'header_malformed',
    doc: 'tshark shows the fields of headers that cannot be (of another version, with a length below the least) and warns. The parser counts them as absent and says `malformed`.',
    fields: 'those of the malformed header and of headers after it',
    explains: fromStop('malformed'),
  },
  {
    tool,
    name: 'no_room',
    doc: 'tshark shows as much of a header as the IP length leaves of it. The parser counts such a header as absent.',
    fields: 'those of the header without room and of headers after it',
    explains: fromStop('no_room'),
  },
  {
    tool,
    name: 'too_deep',
    doc: 'tshark reads headers at any depth; the parser says `too_deep`.',
    fields: 'those of the header beyond the depth and of headers after it',
    explains: fromStop('too_deep'),
  },
  {
    tool,
    name: 'too_many',
    doc: 'tshark reads any number of tags, labels and extension headers; the parser says `too_many`.',
    fields: 'those of the last header read and of headers after it',
    explains: fromStop('too_many'),
  },
];

const gaveUp: readonly DifferenceClass[] = [
  {
    tool,
    name: 'gave_up',
    doc: 'tshark stops with `Malformed Packet` where contents that the parser skips make no sense to it (options, short ICMP messages, payloads of storage and time), and then lacks that header or those after.',
    fields: 'those that tshark leaves empty, and the offsets and types that it saw before',
    explains: difference =>
      when(difference.notes?.some(note => ['malformed', 'unreassembled'].includes(note)) === true, [
        ...lacking(difference, fieldsFrom('arp')),
        ...seenBefore(difference),
      ]),
  },
];

/** Offsets, and types that stand before them, that only grow as headers are read. */
const growing = {
  l4Offset: 'ipProtocol',
  innerL3Offset: 'innerEthertype',
  innerOffset: 'tunnel',
  innerL4Offset: 'innerIpProtocol',
} as const satisfies Partial<Record<AnswerField, AnswerField>>;

/** Offsets and types of the header before, where tshark stopped at one that the parser read. */
const seenBefore = ({ ours, theirs }: Difference): readonly AnswerField[] =>
  (Object.entries(growing) as [keyof typeof growing, AnswerField][]).flatMap(([offset, type]) =>
    when((theirs[offset] ?? ours[offset]) < ours[offset], [offset, type]),
  );

export const tsharkDifferences: readonly DifferenceClass[] = [
  ...stopped,
  ...link,
  ...network,
  ...transport,
  ...tunnel,
  ...verdicts,
  ...gaveUp,
];
