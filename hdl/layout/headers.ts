/**
 * The protocol graph: every header the parser knows, layer by layer, from the first byte of the frame.
 * `header-vector.ts` states the same rules in prose; `header-graph.ts` says what each entry means.
 */
import type { HeaderLayer, HeaderRule, NextHeader } from './header-graph.ts';

/** EtherTypes and tag protocol identifiers the parser acts on (IEEE 802 numbers). */
export const ethertypes = { ipv4: 0x0800, arp: 0x0806, tag: 0x8100, serviceTag: 0x88a8, ipv6: 0x86dd } as const;

/** IP protocol numbers the parser acts on (IANA). */
export const ipProtocols = { icmp: 1, tcp: 6, udp: 17, ipv6Fragment: 44, icmpv6: 58 } as const;

/** VLAN tags that are read, at most the 4 that the header vector has room for. */
export const vlanTagCount = 4;

/** Types that announce a VLAN tag. */
const tagTypes = [ethertypes.tag, ethertypes.serviceTag];

const networkCases: NextHeader['cases'] = [
  { header: 'arp', values: [ethertypes.arp] },
  { header: 'ipv4', values: [ethertypes.ipv4] },
  { header: 'ipv6', values: [ethertypes.ipv6] },
];

const portCases: NextHeader['cases'] = [
  { header: 'tcp', values: [ipProtocols.tcp] },
  { header: 'udp', values: [ipProtocols.udp] },
];
const ipv6PortCases: NextHeader['cases'] = [...portCases, { header: 'icmp', values: [ipProtocols.icmpv6] }];

/** Smaller values of an EtherType field are lengths (IEEE 802.3, 3.2.6). */
export const leastEthertype = 0x0600;

/** What an EtherType field leads to besides a tag: a length announces LLC. */
const typeCases: NextHeader['cases'] = [...networkCases, { header: 'llc', values: [], below: leastEthertype }];

const ethernet: HeaderRule = {
  name: 'ethernet',
  doc: 'Ethernet II or 802.3 MAC header (IEEE 802.3, 3.1).',
  bytes: 14,
  fields: {
    destination: { offset: 0, bits: 48 },
    source: { offset: 48, bits: 48 },
    type: { offset: 96, bits: 16 },
  },
  next: { field: 'type', cases: [{ header: 'tag1', values: tagTypes }, ...typeCases] },
  vector: {
    dstMac: { field: 'destination' },
    srcMac: { field: 'source' },
    ethertype: { field: 'type' },
    l3Offset: { end: true },
  },
};

const ordinals = ['First', 'Second', 'Third', 'Fourth'];

/** Fields of the header vector that hold the id of each tag. */
const vlanFields = ['vlan', 'vlan2', 'vlan3', 'vlan4'] as const;

/** Tag number `n` of a stack, from 1. */
const tag = (n: number): HeaderRule => ({
  name: `tag${n}`,
  doc: `${ordinals[n - 1]} VLAN tag, behind its TPID (IEEE 802.1Q, 9.3).`,
  bytes: 4,
  fields: {
    ...(n === 1 ? { priority: { offset: 0, bits: 3 } } : {}),
    id: { offset: 4, bits: 12 },
    type: { offset: 16, bits: 16 },
  },
  next: {
    field: 'type',
    cases: [...(n < vlanTagCount ? [{ header: `tag${n + 1}`, values: tagTypes }] : []), ...typeCases],
    ...(n < vlanTagCount ? {} : { refused: { values: tagTypes, exception: 'too_many_tags' } }),
  },
  vector: {
    vlanCount: { constant: n },
    [vlanFields[n - 1]!]: { field: 'id' },
    ...(n === 1 ? { priority: { field: 'priority' } } : {}),
    ethertype: { field: 'type' },
    l3Offset: { end: true },
  },
});

const tags = Array.from({ length: vlanTagCount }, (_, i) => tag(i + 1));

const llc: HeaderRule = {
  name: 'llc',
  doc: 'LLC behind an 802.3 length: DSAP, SSAP, control, and the three bytes that are the OUI of SNAP (IEEE 802, 9.2).',
  bytes: 6,
  fields: { service: { offset: 0, bits: 48 } },
  // DSAP and SSAP 0xaa, unnumbered information, OUI 0 (RFC 1042).
  next: { field: 'service', cases: [{ header: 'snap', values: [0xaaaa03000000] }] },
  vector: { llc: { constant: 1 } },
};

const snap: HeaderRule = {
  name: 'snap',
  doc: 'EtherType of SNAP with OUI 0 (RFC 1042).',
  bytes: 2,
  fields: { type: { offset: 0, bits: 16 } },
  next: { field: 'type', cases: networkCases },
  vector: { snap: { constant: 1 }, ethertype: { field: 'type' }, l3Offset: { end: true } },
};

const arp: HeaderRule = {
  name: 'arp',
  doc: 'ARP for IPv4 over Ethernet (RFC 826); only its presence is noted.',
  bytes: 28,
  fields: {},
  vector: { arp: { constant: 1 } },
};

const ipv4: HeaderRule = {
  name: 'ipv4',
  doc: 'IPv4 with its options (RFC 791, 3.1).',
  bytes: 20,
  length: { field: 'ihl', unitBytes: 4 },
  fields: {
    version: { offset: 0, bits: 4 },
    ihl: { offset: 4, bits: 4 },
    totalLength: { offset: 16, bits: 16 },
    moreFragments: { offset: 50, bits: 1 },
    fragmentOffset: { offset: 51, bits: 13 },
    protocol: { offset: 72, bits: 8 },
    source: { offset: 96, bits: 32 },
    destination: { offset: 128, bits: 32 },
  },
  checks: {
    rules: [
      { field: 'version', equals: 4 },
      { field: 'ihl', atLeast: 5 },
    ],
    exception: 'ipv4_header',
  },
  encloses: { field: 'totalLength', counts: 'header' },
  next: {
    field: 'protocol',
    cases: [...portCases, { header: 'icmp', values: [ipProtocols.icmp] }],
    unlessNonZero: 'fragmentOffset',
  },
  vector: {
    ipv4: { constant: 1 },
    fragment: { nonZero: ['moreFragments', 'fragmentOffset'] },
    laterFragment: { nonZero: ['fragmentOffset'] },
    ipProtocol: { field: 'protocol' },
    srcIp: { field: 'source' },
    dstIp: { field: 'destination' },
    l4Offset: { end: true },
  },
};

const ipv6: HeaderRule = {
  name: 'ipv6',
  doc: 'IPv6 (RFC 8200, 3).',
  bytes: 40,
  fields: {
    version: { offset: 0, bits: 4 },
    payloadLength: { offset: 32, bits: 16 },
    nextHeader: { offset: 48, bits: 8 },
    source: { offset: 64, bits: 128 },
    destination: { offset: 192, bits: 128 },
  },
  checks: { rules: [{ field: 'version', equals: 6 }], exception: 'ipv6_header' },
  encloses: { field: 'payloadLength', counts: 'payload' },
  next: {
    field: 'nextHeader',
    cases: [...ipv6PortCases, { header: 'ipv6Fragment', values: [ipProtocols.ipv6Fragment] }],
  },
  vector: {
    ipv6: { constant: 1 },
    ipProtocol: { field: 'nextHeader' },
    srcIp: { field: 'source' },
    dstIp: { field: 'destination' },
    l4Offset: { end: true },
  },
};

const ipv6Fragment: HeaderRule = {
  name: 'ipv6Fragment',
  doc: 'IPv6 fragment header (RFC 8200, 4.5).',
  bytes: 8,
  fields: {
    nextHeader: { offset: 0, bits: 8 },
    fragmentOffset: { offset: 16, bits: 13 },
    moreFragments: { offset: 31, bits: 1 },
  },
  next: { field: 'nextHeader', cases: ipv6PortCases, unlessNonZero: 'fragmentOffset' },
  vector: {
    fragment: { nonZero: ['moreFragments', 'fragmentOffset'] },
    laterFragment: { nonZero: ['fragmentOffset'] },
    ipProtocol: { field: 'nextHeader' },
    l4Offset: { end: true },
  },
};

const tcp: HeaderRule = {
  name: 'tcp',
  doc: 'TCP without its options (RFC 9293, 3.1).',
  bytes: 20,
  fields: {
    sourcePort: { offset: 0, bits: 16 },
    destinationPort: { offset: 16, bits: 16 },
    flags: { offset: 104, bits: 8 },
  },
  needsRoom: { exception: 'l4_header' },
  vector: {
    tcp: { constant: 1 },
    srcPort: { field: 'sourcePort' },
    dstPort: { field: 'destinationPort' },
    tcpFlags: { field: 'flags' },
  },
};

const udp: HeaderRule = {
  name: 'udp',
  doc: 'UDP (RFC 768).',
  bytes: 8,
  fields: {
    sourcePort: { offset: 0, bits: 16 },
    destinationPort: { offset: 16, bits: 16 },
  },
  needsRoom: { exception: 'l4_header' },
  vector: { udp: { constant: 1 }, srcPort: { field: 'sourcePort' }, dstPort: { field: 'destinationPort' } },
};

const icmp: HeaderRule = {
  name: 'icmp',
  doc: 'First word of ICMP (RFC 792) and ICMPv6 (RFC 4443).',
  bytes: 4,
  fields: { type: { offset: 0, bits: 8 }, code: { offset: 8, bits: 8 } },
  needsRoom: { exception: 'l4_header' },
  vector: { icmp: { constant: 1 }, srcPort: { field: 'type' }, dstPort: { field: 'code' } },
};

/** The graph in layers, in wire order; every walk starts at the one header of the first layer. */
export const headerLayers: readonly HeaderLayer[] = [
  { name: 'ethernet', headers: [ethernet] },
  ...tags.map(header => ({ name: header.name, headers: [header] })),
  { name: 'llc', headers: [llc] },
  { name: 'snap', headers: [snap] },
  { name: 'network', headers: [arp, ipv4, ipv6] },
  { name: 'fragment', headers: [ipv6Fragment] },
  { name: 'transport', headers: [tcp, udp, icmp] },
];
