// SPDX-License-Identifier: Apache-2.0
/** What the parser says about one frame, as one line for people. */
import { headerNames, tunnels } from '../../hdl/spec/protocol/headers.ts';
import type { HeaderVector } from '../../sim/model/vector-model.ts';
import type { NumberedFrame } from '../files/captured-frame.ts';
import { exceptionText, hexText, ipText, isCut, macText, tunnelText, verdictText } from './field-text.ts';
import { frameLayers } from './frame-layers.ts';
import type { ParsedFrame, SeenFrame } from './parse-capture.ts';

/** The fields that a packet has outside and inside a tunnel. */
interface Packet {
  readonly version: 4 | 6 | undefined;
  readonly srcIp: bigint;
  readonly dstIp: bigint;
  readonly ipProtocol: number;
  readonly fragment: number;
  readonly laterFragment: number;
  readonly hasPorts: boolean;
  readonly hasType: boolean;
  readonly srcPort: number;
  readonly dstPort: number;
  readonly tcp: number;
  readonly tcpFlags: number;
  readonly ipChecksum: number;
  readonly l4Checksum: number;
}

const outerPacket = ({ vector, checksums }: ParsedFrame): Packet => ({
  ...vector,
  version: vector.ipv4 === 1 ? 4 : vector.ipv6 === 1 ? 6 : undefined,
  hasPorts: vector.ports > 0,
  hasType: vector.icmp + vector.igmp > 0,
  ipChecksum: vector.ipv4Checksum,
  l4Checksum: checksums.l4Checksum,
});

const innerPacket = ({ vector, checksums }: ParsedFrame): Packet => ({
  version: vector.innerIpv4 === 1 ? 4 : vector.innerIpv6 === 1 ? 6 : undefined,
  srcIp: vector.innerSrcIp,
  dstIp: vector.innerDstIp,
  ipProtocol: vector.innerIpProtocol,
  fragment: vector.innerFragment,
  laterFragment: vector.innerLaterFragment,
  hasPorts: vector.innerTcp + vector.innerUdp + vector.innerUdpLite + vector.innerSctp > 0,
  hasType: vector.innerIcmp > 0,
  srcPort: vector.innerSrcPort,
  dstPort: vector.innerDstPort,
  tcp: vector.innerTcp,
  tcpFlags: vector.innerTcpFlags,
  ipChecksum: vector.innerIpv4Checksum,
  l4Checksum: checksums.innerL4Checksum,
});

const checksumText = ({ ipChecksum, l4Checksum }: Packet): string[] => {
  const judged = [
    ...(ipChecksum === 0 ? [] : [`header ${verdictText(ipChecksum)}`]),
    ...(l4Checksum === 0 ? [] : [`transport ${verdictText(l4Checksum)}`]),
  ];
  return judged.length === 0 ? [] : [`checksums: ${judged.join(', ')}`];
};

const packetText = (packet: Packet): string[] => {
  const { version, srcIp, dstIp, ipProtocol, fragment, laterFragment, srcPort, dstPort, tcp, tcpFlags } = packet;
  if (version === undefined) return [];
  return [
    `${ipText(srcIp, version)} > ${ipText(dstIp, version)} protocol ${ipProtocol}`,
    ...(fragment === 0 ? [] : [laterFragment === 1 ? 'later fragment' : 'first fragment']),
    ...(packet.hasPorts ? [`ports ${srcPort} > ${dstPort}`] : []),
    ...(packet.hasType ? [`type ${srcPort} code ${dstPort}`] : []),
    ...(tcp === 1 ? [`flags 0x${hexText(tcpFlags, 2)}`] : []),
    ...checksumText(packet),
  ];
};

const linkText = (vector: HeaderVector): string[] => {
  const { vlanCount, vlan, vlan2, vlan3, vlan4, priority } = vector;
  const { mplsCount, mplsLabel, mplsLabel2, mplsLabel3, mplsLabel4, mplsLabel5 } = vector;
  const tags = [vlan, vlan2, vlan3, vlan4].slice(0, vlanCount);
  const labels = [mplsLabel, mplsLabel2, mplsLabel3, mplsLabel4, mplsLabel5].slice(0, mplsCount);
  return [
    `${macText(vector.srcMac)} > ${macText(vector.dstMac)}`,
    ...(vlanCount === 0 ? [] : [`vlan ${tags.join('.')} priority ${priority}`]),
    `type 0x${hexText(vector.ethertype, 4)}`,
    ...(mplsCount === 0 ? [] : [`labels ${labels.join('.')}`]),
    ...(vector.pppoe === 1 ? [`session ${vector.pppoeSession}`] : []),
    ...(vector.pause === 1 ? ['pause'] : []),
    ...(vector.priorityPause === 1 ? ['priority pause'] : []),
    ...(vector.lacp === 1 ? ['lacp'] : []),
  ];
};

const dataText = (vector: HeaderVector): string[] => [
  ...(vector.ptp === 1 ? [`ptp message ${vector.ptpMessage}`] : []),
  ...(vector.fcoe === 1 ? [`fc ${hexText(vector.fcSource, 6)} > ${hexText(vector.fcDestination, 6)}`] : []),
  ...(vector.roce === 1 ? [`rdma opcode ${vector.rdmaOpcode} queue pair ${vector.rdmaQueuePair}`] : []),
  ...(vector.iscsi === 1 ? ['iscsi'] : []),
  ...(vector.nvme === 1 ? ['nvme'] : []),
];

const tunnelParts = (parsed: ParsedFrame): string[] => {
  const { vector } = parsed;
  if (vector.tunnel === tunnels.none) return [];
  const { innerVlanCount, innerVlan, innerVlan2 } = vector;
  const tags = [innerVlan, innerVlan2].slice(0, innerVlanCount);
  const inside = [
    ...(vector.innerEthernet === 1 ? [`${macText(vector.innerSrcMac)} > ${macText(vector.innerDstMac)}`] : []),
    ...(innerVlanCount === 0 ? [] : [`vlan ${tags.join('.')}`]),
    ...(vector.innerEthernet === 1 ? [`type 0x${hexText(vector.innerEthertype, 4)}`] : []),
    ...packetText(innerPacket(parsed)),
  ];
  const id = vector.tunnel === tunnels.ip ? '' : ` ${vector.tunnelId}`;
  return [`tunnel ${tunnelText(vector.tunnel)}${id}`, ...(inside.length === 0 ? [] : [`inside ${inside.join(', ')}`])];
};

/** One line: number, length, headers with their offsets, the fields that matter, the exception if there is one. */
export const frameLine = (frame: NumberedFrame, parsed: SeenFrame): string => {
  const { number, bytes, originalLength } = frame;
  const { vector } = parsed;
  const layers = frameLayers(bytes, vector).filter(({ peeks }) => !peeks);
  const length = isCut(frame) ? `${bytes.length} of ${originalLength} bytes` : `${bytes.length} bytes`;
  const parts = [
    length,
    ...(layers.length === 0 ? [] : [layers.map(({ name, offset }) => `${name}@${offset}`).join(' ')]),
    ...(layers.length === 0 ? [] : linkText(vector)),
    ...packetText(outerPacket(parsed)),
    ...dataText(vector),
    ...tunnelParts(parsed),
    ...(vector.exception === 0
      ? []
      : [`exception ${exceptionText(frame, vector)} at ${headerNames[vector.exceptionHeader]}`]),
    // What the recorder cut off cannot be held against the packet.
    ...(parsed.reading.malformed && !isCut(frame) ? ['malformed IP'] : []),
    ...(parsed.reading.unread === undefined ? [] : [`unknown from ${parsed.reading.unread} on`]),
  ];
  return `${number}: ${parts.join(', ')}`;
};
