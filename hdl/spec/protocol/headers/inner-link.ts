// SPDX-License-Identifier: Apache-2.0
/** The Ethernet header and the tags inside a tunnel. */
import type { HeaderRule, NextCase, NextHeader } from '../header-graph.ts';
import { ethertypes, innerVlanTagCount } from './numbers.ts';

const tagCase = (n: number): NextCase => ({
  header: `innerTag${n}`,
  values: [ethertypes.tag],
  table: 'serviceTagTypes',
});

/** What the EtherType after inner tag `n` leads to; the Ethernet header is number 0. */
const typeNext = (n: number): NextHeader => {
  const ip: readonly NextCase[] = [
    { header: 'innerIpv4', values: [ethertypes.ipv4] },
    { header: 'innerIpv6', values: [ethertypes.ipv6] },
  ];
  return n < innerVlanTagCount
    ? { field: 'type', cases: [tagCase(n + 1), ...ip] }
    : { field: 'type', cases: ip, tooMany: [ethertypes.tag], tooManyTable: 'serviceTagTypes' };
};

export const innerEthernet: HeaderRule = {
  name: 'innerEthernet',
  doc: 'Ethernet header inside a tunnel (IEEE 802.3, 3.1).',
  bytes: 14,
  fields: {
    destination: { offset: 0, bits: 48 },
    source: { offset: 48, bits: 48 },
    type: { offset: 96, bits: 16 },
  },
  next: [typeNext(0)],
  vector: {
    innerEthernet: { constant: 1 },
    innerDstMac: { field: 'destination' },
    innerSrcMac: { field: 'source' },
    innerEthertype: { field: 'type' },
    innerL3Offset: { end: true },
  },
};

/** Fields of the header vector that hold the id of each inner tag. */
const vlanFields = ['innerVlan', 'innerVlan2'] as const;

const innerTag = (n: number): HeaderRule => ({
  name: `innerTag${n}`,
  doc: `VLAN tag ${n} inside a tunnel (IEEE 802.1Q, 9.3).`,
  bytes: 4,
  fields: { id: { offset: 4, bits: 12 }, type: { offset: 16, bits: 16 } },
  next: [typeNext(n)],
  vector: {
    innerVlanCount: { constant: n },
    [vlanFields[n - 1]!]: { field: 'id' },
    innerEthertype: { field: 'type' },
    innerL3Offset: { end: true },
  },
});

export const innerTags = Array.from({ length: innerVlanTagCount }, (_, i) => innerTag(i + 1));
