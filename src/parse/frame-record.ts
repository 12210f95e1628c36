/** What the parser says about one frame, as the object that `sluice parse --json` prints. */
import ipaddr from 'ipaddr.js';
import { headerVectorFields } from '../../hdl/layout/header-vector.ts';
import { exceptionName, type HeaderVector } from '../../sim/model/header-vector.ts';
import { frameLayers } from './frame-layers.ts';

/** Keys of a record besides the fields of the header vector. */
export const recordKeys = [
  { name: 'frame', doc: 'Number of the frame in the capture, from 1.' },
  { name: 'length', doc: 'Bytes of the frame that the capture holds, without FCS.' },
  {
    name: 'layers',
    doc: 'The present headers in wire order, each with its `name` and the byte `offset` of its start.',
  },
] as const;

/** How each field that is not a plain number is written. */
export const fieldForms: Readonly<Record<string, string>> = {
  dstMac: 'text, `52:54:00:00:00:10`',
  srcMac: 'text, `52:54:00:00:00:10`',
  srcIp: 'text, `10.0.0.1` or `2001:db8::1`; null without an IP header',
  dstIp: 'text, `10.0.0.1` or `2001:db8::1`; null without an IP header',
  exception: 'text, the name of the exception',
};

const macText = (mac: bigint): string =>
  mac
    .toString(16)
    .padStart(12, '0')
    .replaceAll(/(..)(?!$)/g, '$1:');

const bytesOf = (value: bigint, count: number): number[] => [
  ...Buffer.from(value.toString(16).padStart(count * 2, '0'), 'hex'),
];

const ipText = (ip: bigint, { ipv4, ipv6 }: HeaderVector): string | null => {
  if (ipv4 === 1) return bytesOf(ip, 4).join('.');
  return ipv6 === 1 ? new ipaddr.IPv6(bytesOf(ip, 16)).toRFC5952String() : null;
};

/** A field of the vector in its JSON form. */
const fieldValue = (name: keyof HeaderVector, vector: HeaderVector): string | number | null => {
  switch (name) {
    case 'dstMac':
    case 'srcMac':
      return macText(vector[name]);
    case 'srcIp':
    case 'dstIp':
      return ipText(vector[name], vector);
    case 'exception':
      return exceptionName(vector.exception);
    default:
      return vector[name];
  }
};

/** The record of frame `number`, keys in the order of `recordKeys` and the header vector. */
export const frameRecord = (number: number, frame: Uint8Array, vector: HeaderVector) => ({
  frame: number,
  length: frame.length,
  layers: frameLayers(vector),
  ...Object.fromEntries(headerVectorFields.map(({ name }) => [name, fieldValue(name, vector)])),
});
