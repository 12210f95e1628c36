// SPDX-License-Identifier: Apache-2.0
/** What the parser says about one frame, as the object that `sluice parse --json` prints. */
import { headerVectorFields, packetChecksumFields } from '../../hdl/spec/protocol/header-vector.ts';
import { headerNames } from '../../hdl/spec/protocol/headers.ts';
import { exceptionName, type HeaderVector } from '../../sim/model/vector-model.ts';
import type { NumberedFrame } from '../files/captured-frame.ts';
import { cutByCapture, exceptionText, hexText, ipText, isCut, macText, tunnelText, verdictText } from './field-text.ts';
import { frameLayers } from './frame-layers.ts';
import type { SeenFrame } from './parse-capture.ts';

/** Keys of a record besides the fields of `hdl/spec`, which follow them. */
export const recordKeys = [
  { name: 'frame', doc: 'Number of the frame in the capture, from 1.' },
  { name: 'length', doc: 'Bytes of the frame that the capture holds, without FCS.' },
  {
    name: 'wireLength',
    doc: 'Bytes that the frame had on the wire, without FCS; more than `length` when the recorder cut it.',
  },
  {
    name: 'layers',
    doc: 'The present headers in wire order, each with its `name` and the byte `offset` of its start.',
  },
  {
    name: 'unread',
    doc: 'From what on rules cannot know the frame: `ethertype`, `network`, `protocol` or `ports`; null when all was read.',
  },
  {
    name: 'malformedIp',
    doc: 'The outermost IP packet is one that every stack discards: true or false; null where the recorder cut the frame.',
  },
] as const;

/** Every key of a record, in order. */
export const allRecordKeys: readonly string[] = [...recordKeys, ...headerVectorFields, ...packetChecksumFields].map(
  ({ name }) => name,
);

const macForm = 'text, `52:54:00:00:00:10`';
const ipForm = 'text, `10.0.0.1` or `2001:db8::1`; null without the IP header';
const verdictForm = 'text: `none`, `good` or `bad`';

/** How each field that is not a plain number is written. */
export const fieldForms: Readonly<Record<string, string>> = {
  headers: 'text, hexadecimal: the set that `layers` spells out',
  dstMac: macForm,
  srcMac: macForm,
  innerDstMac: `${macForm}; null without the header`,
  innerSrcMac: `${macForm}; null without the header`,
  srcIp: ipForm,
  dstIp: ipForm,
  innerSrcIp: ipForm,
  innerDstIp: ipForm,
  ipv4Checksum: verdictForm,
  innerIpv4Checksum: verdictForm,
  l4Checksum: verdictForm,
  innerL4Checksum: verdictForm,
  tunnel: 'text: `none` or the kind',
  exception: `text, the name of the exception; \`${cutByCapture}\` in place of \`truncated\` where the recorder cut the frame`,
  exceptionHeader: 'text, the name of the header; null without an exception',
};

const versionOf = (ipv4: number, ipv6: number): 4 | 6 | undefined => (ipv4 === 1 ? 4 : ipv6 === 1 ? 6 : undefined);

/** A field of the vector in its JSON form. */
const fieldValue = (name: keyof HeaderVector, vector: HeaderVector): string | number | null => {
  switch (name) {
    case 'headers':
      return `0x${hexText(vector.headers, Math.ceil(headerNames.length / 4))}`;
    case 'dstMac':
    case 'srcMac':
      return macText(vector[name]);
    case 'innerDstMac':
    case 'innerSrcMac':
      return vector.innerEthernet === 1 ? macText(vector[name]) : null;
    case 'srcIp':
    case 'dstIp':
      return ipText(vector[name], versionOf(vector.ipv4, vector.ipv6));
    case 'innerSrcIp':
    case 'innerDstIp':
      return ipText(vector[name], versionOf(vector.innerIpv4, vector.innerIpv6));
    case 'ipv4Checksum':
    case 'innerIpv4Checksum':
      return verdictText(vector[name]);
    case 'tunnel':
      return tunnelText(vector.tunnel);
    case 'exception':
      return exceptionName(vector.exception);
    case 'exceptionHeader':
      return vector.exception === 0 ? null : headerNames[vector.exceptionHeader]!;
    default:
      return vector[name];
  }
};

/** The record of a frame, keys in the order of {@link allRecordKeys}. */
export const frameRecord = (frame: NumberedFrame, { vector, checksums, reading }: SeenFrame) => ({
  frame: frame.number,
  length: frame.bytes.length,
  wireLength: frame.originalLength,
  layers: frameLayers(frame.bytes, vector).map(({ name, offset }) => ({ name, offset })),
  unread: reading.unread ?? null,
  malformedIp: reading.malformed && isCut(frame) ? null : reading.malformed,
  ...Object.fromEntries(headerVectorFields.map(({ name }) => [name, fieldValue(name, vector)])),
  exception: exceptionText(frame, vector),
  ...Object.fromEntries(packetChecksumFields.map(({ name }) => [name, verdictText(checksums[name])])),
});
