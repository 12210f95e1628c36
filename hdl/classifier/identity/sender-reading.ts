// SPDX-License-Identifier: Apache-2.0
/** What a sent frame says about its sender, from its header vector and its window: bits that need no table. */
import { balanced, cat, mux, oneHotMux, type Rd, type Val } from 'typescript-hdl';
import { headerVectorShape } from '../../lib/frame-shapes.ts';
import { parserExceptions } from '../../spec/protocol/header-vector.ts';
import { ethertypes, ipProtocols } from '../../spec/protocol/headers/numbers.ts';
import { headerNames } from '../../spec/protocol/headers.ts';
import {
  dhcpPorts,
  neighbourOptionCount,
  neighbourOptions,
  neighbourTypes,
  readBytes,
  readOffsets,
  unspecifiedTypes,
} from '../../spec/tables/identity.ts';
import { leadingProtocols, parserLimits, stopHeaders } from '../../spec/tables/unread.ts';

const { dstMac, srcMac, vlanCount, vlan, ethertype, pppCompressed, l3Offset, arp, macControl } = headerVectorShape;
const { ptp, ipv4, ipv6, ipLength, laterFragment, addressOptions, ipProtocol } = headerVectorShape;
const { srcIp, l4Offset, udp, icmp, srcPort, dstPort, frameBytes, exception, exceptionHeader } = headerVectorShape;

/** What is looked at of a header vector. */
export const senderFieldsShape = {
  ...{ dstMac, srcMac, vlanCount, vlan, ethertype, pppCompressed, l3Offset, arp, macControl },
  ...{ ptp, ipv4, ipv6, ipLength, laterFragment, addressOptions, ipProtocol },
  ...{ srcIp, l4Offset, udp, icmp, srcPort, dstPort, frameBytes, exception, exceptionHeader },
};
type Fields = Rd<typeof senderFieldsShape>;

const any = (bits: readonly Val[]): Val<1> => balanced(bits, (a, b) => a.or(b)) as Val<1>;
const all = (bits: readonly Val[]): Val<1> => balanced(bits, (a, b) => a.and(b)) as Val<1>;
const isOneOf = (value: Val, numbers: readonly number[]): Val<1> => any(numbers.map(number => value.eq(number)));

/** Addresses that no bridge passes on, 01-80-C2-00-00-00 to -0F (IEEE 802.1Q, 8.6.3), and that of PVST+. */
const reservedAddress = 0x0180_c200_000n;
const pvstAddress = 0x0100_0ccc_cccdn;
const ptpUdpPorts = [319, 320];

/** A bit for each of `linkControls`: whether the frame is one. */
const controlsOf = (fields: Fields): Val => {
  const mac = fields.macControl.or(fields.ethertype.eq(ethertypes.macControl));
  const slow = fields.ethertype.eq(ethertypes.slowProtocols);
  const lldp = fields.ethertype.eq(ethertypes.lldp);
  const overUdp = fields.udp.and(isOneOf(fields.srcPort, ptpUdpPorts).or(isOneOf(fields.dstPort, ptpUdpPorts)));
  const ptpFrame = fields.ptp.or(fields.ethertype.eq(ethertypes.ptp)).or(overUdp);
  const reserved = fields.dstMac.slice(4, 44).eq(reservedAddress).or(fields.dstMac.eq(pvstAddress));
  return cat(ptpFrame, reserved.and(any([mac, slow, lldp, ptpFrame]).not()), lldp, slow, mac);
};

/** What the header vector alone says. */
export const lookAtFields = (fields: Fields) => {
  const stopsAt = (names: readonly string[]): Val<1> =>
    isOneOf(
      fields.exceptionHeader,
      names.map(name => headerNames.indexOf(name)),
    );
  const limits = parserExceptions.filter(({ name }) => parserLimits.includes(name)).map(({ id }) => id);
  const type = fields.srcPort;
  // A chain of IPv6 headers that ends before its last one may lead to a neighbour message, and so may a cut ICMPv6.
  const chained = isOneOf(fields.ipProtocol, [...leadingProtocols[6], ipProtocols.icmpv6]);
  return {
    controls: controlsOf(fields),
    limited: isOneOf(fields.exception, limits),
    atSender: stopsAt([...stopHeaders.ethertype, ...stopHeaders.network]),
    unreadIp: isOneOf(fields.ethertype, [ethertypes.ipv4, ethertypes.ipv6]).and(fields.ipv4.or(fields.ipv6).not()),
    unreadArp: fields.ethertype.eq(ethertypes.arp).and(fields.arp.not()),
    compressed: fields.pppCompressed,
    // Another address than that of the header may be the source: a home address, or segments (RFC 6275, 6.3; RFC 8754).
    otherSource: fields.ipv6.and(fields.addressOptions),
    unreadChain: all([fields.ipv6, chained, fields.icmp.not(), fields.laterFragment.not()]),
    isArp: fields.arp,
    ipv4: fields.ipv4,
    ipv6: fields.ipv6,
    zeroIp: fields.srcIp.orR().not(),
    dhcp: all([fields.udp, type.eq(dhcpPorts.client), fields.dstPort.eq(dhcpPorts.server)]),
    icmpv6: fields.ipv6.and(fields.icmp),
    mayBeUnspecified: isOneOf(type, unspecifiedTypes),
    neighbour: isOneOf(type, Object.values(neighbourTypes)),
    routerSolicit: type.eq(neighbourTypes.routerSolicit),
    solicit: type.eq(neighbourTypes.solicit),
    advert: type.eq(neighbourTypes.advert),
    readable: isOneOf(fields.l3Offset, readOffsets),
    // No header between IPv6 and the message (RFC 6980 forbids fragments of it).
    direct: fields.l4Offset.eq(fields.l3Offset.add(40)),
    held: fields.frameBytes.zext(17).ge(fields.l3Offset.zext(17).add(fields.ipLength.zext(17)).add(40)),
    ipLength: fields.ipLength,
    srcMac: fields.srcMac,
    srcIp: fields.srcIp,
    vlanCount: fields.vlanCount,
    vlan: fields.vlan,
  };
};

/** The bytes after the EtherType, wherever it is among the offsets that are read. */
export const bytesAfterLink = (window: Val, l3Offset: Val): Val =>
  oneHotMux(
    readOffsets.map(offset => [l3Offset.eq(offset), window.slice(8 * (offset - readOffsets[0]), 8 * readBytes)]),
  );

/** `count` bytes from `offset` on as a number, the first one highest. */
const numberAt = (bytes: Val, offset: number, count: number): Val =>
  cat(...Array.from({ length: count }, (_, i) => bytes.slice(8 * (offset + i), 8)));

/** What ARP says: RFC 826. */
export const arpOf = (bytes: Val) => ({
  // Ethernet, IPv4, and the lengths of their addresses.
  plain: numberAt(bytes, 0, 6).eq(0x0001_0800_0604n),
  mac: numberAt(bytes, 8, 6),
  ip: numberAt(bytes, 14, 4),
  noIp: numberAt(bytes, 14, 4).orR().not(),
});

/** Where the target and the options of a neighbour message begin, after the offset that is read. */
const targetStart = 48;
const optionsStart = { short: 48, long: 64 };

/** What a neighbour message says: RFC 4861, 4. `short` is a router solicitation, which has no target. */
export const neighbourOf = (bytes: Val, ipLength: Val, short: Val<1>) => {
  const option = (i: number): Val =>
    mux(short, numberAt(bytes, optionsStart.short + 8 * i, 8), numberAt(bytes, optionsStart.long + 8 * i, 8)) as Val;
  const lengthFor = (options: number): Val<1> =>
    mux(short, ipLength.eq(8 + 8 * options), ipLength.eq(24 + 8 * options)) as Val<1>;
  const options = Array.from({ length: neighbourOptionCount }, (_, i) => {
    const word = option(i);
    const [type, length] = [word.slice(56, 8), word.slice(48, 8)];
    const present = any(Array.from({ length: neighbourOptionCount - i }, (_, more) => lengthFor(i + 1 + more)));
    return {
      present,
      names: isOneOf(type, [neighbourOptions.sourceAddress, neighbourOptions.targetAddress]),
      known: length.eq(1).and(isOneOf(type, Object.values(neighbourOptions))),
      mac: word.trunc(48),
    };
  });
  return {
    target: numberAt(bytes, targetStart, 16),
    options,
    sized: any(Array.from({ length: neighbourOptionCount + 1 }, (_, i) => lengthFor(i))),
    understood: all(options.map(({ present, known }) => present.not().or(known))),
  };
};
