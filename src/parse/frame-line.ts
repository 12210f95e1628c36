/** What the parser says about one frame, as one line for people. */
import type { HeaderVector } from '../../sim/model/header-vector.ts';
import { frameLayers } from './frame-layers.ts';
import { frameRecord } from './frame-record.ts';

const tagText = ({ vlanCount, vlan, vlan2, vlan3, vlan4, priority }: HeaderVector): string[] =>
  vlanCount === 0 ? [] : [`vlan ${[vlan, vlan2, vlan3, vlan4].slice(0, vlanCount).join('.')} priority ${priority}`];

const portText = (vector: HeaderVector): string[] => {
  const { srcPort, dstPort, tcpFlags, icmp } = vector;
  if (icmp === 1) return [`type ${srcPort} code ${dstPort}`];
  if (vector.tcp === 0 && vector.udp === 0) return [];
  return [`ports ${srcPort} > ${dstPort}`, ...(vector.tcp === 1 ? [`flags 0x${hex(tcpFlags, 2)}`] : [])];
};

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

const fragmentText = ({ fragment, laterFragment }: HeaderVector): string[] =>
  fragment === 0 ? [] : [laterFragment === 1 ? 'later fragment' : 'first fragment'];

/** One line: number, length, headers with their offsets, the fields that matter, the exception if there is one. */
export const frameLine = (number: number, frame: Uint8Array, vector: HeaderVector): string => {
  const record: Readonly<Record<string, unknown>> = frameRecord(number, frame, vector);
  const layers = frameLayers(vector).map(({ name, offset }) => `${name}@${offset}`);
  const isIp = vector.ipv4 === 1 || vector.ipv6 === 1;
  const parts = [
    ...(layers.length === 0 ? [] : [layers.join(' '), `${record.srcMac} > ${record.dstMac}`]),
    ...tagText(vector),
    ...(layers.length === 0 ? [] : [`type 0x${hex(vector.ethertype, 4)}`]),
    ...(isIp ? [`${record.srcIp} > ${record.dstIp} protocol ${vector.ipProtocol}`] : []),
    ...fragmentText(vector),
    ...portText(vector),
    ...(vector.exception === 0 ? [] : [`exception ${record.exception}`]),
  ];
  return `${number}: ${frame.length} bytes, ${parts.join(', ')}`;
};
