// SPDX-License-Identifier: Apache-2.0
/** Headers from the first byte of the frame to the network layer. */
import type { Enclosure, HeaderRule, NextCase, NextHeader } from '../header-graph.ts';
import { ethertypes, leastEthertype, mplsLabelCount, vlanTagCount } from './numbers.ts';
import { ipByVersion } from './payload.ts';

const ipCases: readonly NextCase[] = [
  { header: 'arp', values: [ethertypes.arp] },
  { header: 'ipv4', values: [ethertypes.ipv4] },
  { header: 'ipv6', values: [ethertypes.ipv6] },
];

/** What an EtherType leads to besides a tag. */
const typeCases: readonly NextCase[] = [
  ...ipCases,
  { header: 'mplsLabel1', values: [ethertypes.mpls, ethertypes.mplsMulticast] },
  { header: 'pppoe', values: [ethertypes.pppoeSession] },
  { header: 'macControl', values: [ethertypes.macControl] },
  { header: 'slowProtocol', values: [ethertypes.slowProtocols] },
  { header: 'lldp', values: [ethertypes.lldp] },
  { header: 'ptp', values: [ethertypes.ptp] },
  { header: 'fcoe', values: [ethertypes.fcoe] },
  { header: 'fip', values: [ethertypes.fip] },
  { header: 'globalRoute', values: [ethertypes.roce] },
  { header: 'llc', values: [], below: leastEthertype },
];

/** A type that leads to LLC is the length of what follows (IEEE 802.3, 3.2.6); what is after that is padding. */
const lengthOfLlc = (headerBytes: number): Enclosure => ({ field: 'type', from: headerBytes, to: 'llc' });

/** What a header gives that ends in a type or a length. */
const typeOrLength = {
  ethertype: { field: 'type' },
  linkLength: { field: 'type', when: [{ field: 'type', below: leastEthertype }] },
} as const;

/** Types that announce VLAN tag `n`, from 1. */
const tagCase = (n: number): NextCase => ({ header: `tag${n}`, values: [ethertypes.tag], table: 'serviceTagTypes' });

export const ethernet: HeaderRule = {
  name: 'ethernet',
  doc: 'Ethernet II or 802.3 MAC header (IEEE 802.3, 3.1).',
  bytes: 14,
  fields: {
    destination: { offset: 0, bits: 48 },
    source: { offset: 48, bits: 48 },
    type: { offset: 96, bits: 16 },
  },
  encloses: lengthOfLlc(14),
  next: [{ field: 'type', cases: [tagCase(1), ...typeCases] }],
  vector: {
    dstMac: { field: 'destination' },
    srcMac: { field: 'source' },
    ...typeOrLength,
    l3Offset: { end: true },
  },
};

/** Fields of the header vector that hold the id of each tag. */
const vlanFields = ['vlan', 'vlan2', 'vlan3', 'vlan4'] as const;

const afterTag = (n: number): NextHeader =>
  n < vlanTagCount
    ? { field: 'type', cases: [tagCase(n + 1), ...typeCases] }
    : { field: 'type', cases: typeCases, tooMany: [ethertypes.tag], tooManyTable: 'serviceTagTypes' };

/** Tag number `n` of a stack, from 1. */
const tag = (n: number): HeaderRule => ({
  name: `tag${n}`,
  doc: `VLAN tag ${n}, after its TPID (IEEE 802.1Q, 9.3).`,
  bytes: 4,
  fields: {
    ...(n === 1 ? { priority: { offset: 0, bits: 3 } } : {}),
    id: { offset: 4, bits: 12 },
    type: { offset: 16, bits: 16 },
  },
  encloses: lengthOfLlc(4),
  next: [afterTag(n)],
  vector: {
    vlanCount: { constant: n },
    [vlanFields[n - 1]!]: { field: 'id' },
    ...(n === 1 ? { priority: { field: 'priority' } } : {}),
    ...typeOrLength,
    l3Offset: { end: true },
  },
});

export const tags = Array.from({ length: vlanTagCount }, (_, i) => tag(i + 1));

export const llc: HeaderRule = {
  name: 'llc',
  doc: 'LLC after an 802.3 length: DSAP, SSAP and the first byte of control (IEEE 802.2, 3.2).',
  bytes: 3,
  fields: { service: { offset: 0, bits: 24 } },
  // DSAP and SSAP 0xaa, unnumbered information (IEEE 802, 9.2).
  next: [{ field: 'service', cases: [{ header: 'snap', values: [0xaaaa03] }] }],
  vector: { llc: { constant: 1 } },
};

const namesType = [{ field: 'oui', equals: 0 }] as const;

export const snap: HeaderRule = {
  name: 'snap',
  doc: 'SNAP; with OUI 0 it names an EtherType (IEEE 802, 9.2; RFC 1042).',
  bytes: 5,
  fields: { oui: { offset: 0, bits: 24 }, type: { offset: 24, bits: 16 } },
  next: [{ when: namesType, field: 'type', cases: ipCases }],
  vector: {
    snap: { constant: 1, when: namesType },
    ethertype: { field: 'type', when: namesType },
    l3Offset: { end: true, when: namesType },
  },
};

/** Fields of the header vector that hold each label. */
const labelFields = ['mplsLabel', 'mplsLabel2', 'mplsLabel3', 'mplsLabel4', 'mplsLabel5'] as const;

/** MPLS label number `n` of a stack, from 1. */
const mplsLabel = (n: number): HeaderRule => ({
  name: `mplsLabel${n}`,
  doc: `Entry ${n} of an MPLS label stack (RFC 3032, 2.1).`,
  bytes: 4,
  fields: {
    label: { offset: 0, bits: 20 },
    ...(n === 1 ? { trafficClass: { offset: 20, bits: 3 } } : {}),
    bottom: { offset: 23, bits: 1 },
  },
  next: [
    {
      field: 'bottom',
      cases: [
        { header: 'mplsPayload', values: [1] },
        ...(n < mplsLabelCount ? [{ header: `mplsLabel${n + 1}`, values: [0] }] : []),
      ],
      ...(n < mplsLabelCount ? {} : { tooMany: [0] }),
    },
  ],
  vector: {
    mplsCount: { constant: n },
    [labelFields[n - 1]!]: { field: 'label' },
    ...(n === 1 ? { mplsTrafficClass: { field: 'trafficClass' } } : {}),
    l3Offset: { end: true },
  },
});

export const mplsLabels = Array.from({ length: mplsLabelCount }, (_, i) => mplsLabel(i + 1));

export const mplsPayload = ipByVersion(
  'mplsPayload',
  'First four bits after the bottom of an MPLS stack: 4 is taken for IPv4, 6 for IPv6 (RFC 4928, 3).',
  'outer',
);

export const pppoe: HeaderRule = {
  name: 'pppoe',
  doc: 'PPPoE session header and PPP protocol (RFC 2516, 4; RFC 1661, 2).',
  bytes: 8,
  fields: {
    versionAndType: { offset: 0, bits: 8 },
    code: { offset: 8, bits: 8 },
    session: { offset: 16, bits: 16 },
    length: { offset: 32, bits: 16 },
    protocol: { offset: 48, bits: 16 },
    compressedProtocol: { offset: 48, bits: 8 },
  },
  checks: [
    { field: 'versionAndType', equals: 0x11 },
    { field: 'code', equals: 0 },
  ],
  encloses: { field: 'length', from: 6 },
  next: [
    {
      field: 'protocol',
      cases: [
        { header: 'ipv4', values: [0x0021] },
        { header: 'ipv6', values: [0x0057] },
      ],
    },
  ],
  vector: {
    pppoe: { constant: 1 },
    pppoeSession: { field: 'session' },
    linkLength: { field: 'length' },
    // The protocols of IP without their high byte of 0.
    pppCompressed: { constant: 1, when: [{ field: 'compressedProtocol', oneOf: [0x21, 0x57] }] },
    l3Offset: { end: true },
  },
};
