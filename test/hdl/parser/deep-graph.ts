/**
 * A graph unlike today's: three tags, headers of odd lengths, an inner packet with a length of its own, a layer that may
 * be reached with and without an enclosing length. The generator must build it as well.
 */
import type { HeaderLayer, HeaderRule, NextHeader } from '../../../hdl/layout/header-graph.ts';

const tagCase = (header: string): NextHeader['cases'][number] => ({ header, values: [0x8100, 0x9100] });
const typeCases: NextHeader['cases'] = [
  { header: 'packet', values: [0x0800] },
  { header: 'shim', values: [0x88b5] },
  { header: 'ports', values: [0x88b6] },
];

const link: HeaderRule = {
  name: 'link',
  doc: 'Addresses and type.',
  bytes: 14,
  fields: { to: { offset: 0, bits: 48 }, from: { offset: 48, bits: 48 }, type: { offset: 96, bits: 16 } },
  next: { field: 'type', cases: [tagCase('tag1'), ...typeCases] },
  vector: { dstMac: { field: 'to' }, srcMac: { field: 'from' }, ethertype: { field: 'type' }, l3Offset: { end: true } },
};

const tag = (count: 1 | 2 | 3): HeaderRule => ({
  name: `tag${count}`,
  doc: 'Tag.',
  bytes: 4,
  fields: { id: { offset: 4, bits: 12 }, type: { offset: 16, bits: 16 } },
  next: {
    field: 'type',
    cases: [...(count < 3 ? [tagCase(`tag${count + 1}`)] : []), ...typeCases],
    ...(count === 3 ? { refused: { values: [0x8100, 0x9100], exception: 'too_many_tags' } } : {}),
  },
  vector: {
    vlanCount: { constant: count },
    vlan: { field: 'id' },
    ethertype: { field: 'type' },
    l3Offset: { end: true },
  },
});

const packet = (name: string, cases: NextHeader['cases']): HeaderRule => ({
  name,
  doc: 'Packet with options and a length.',
  bytes: 12,
  length: { field: 'words', unitBytes: 4 },
  fields: {
    version: { offset: 0, bits: 4 },
    words: { offset: 4, bits: 4 },
    total: { offset: 16, bits: 16 },
    offset: { offset: 35, bits: 13 },
    protocol: { offset: 72, bits: 8 },
    address: { offset: 80, bits: 16 },
  },
  checks: {
    rules: [
      { field: 'version', equals: 4 },
      { field: 'words', atLeast: 3 },
    ],
    exception: 'ipv4_header',
  },
  encloses: { field: 'total', counts: 'header' },
  next: { field: 'protocol', cases, unlessNonZero: 'offset' },
  vector: {
    ...(name === 'packet'
      ? { ipv4: { constant: 1 }, srcIp: { field: 'address' } }
      : { ipv6: { constant: 1 }, dstIp: { field: 'address' } }),
    fragment: { nonZero: ['offset'] },
    ipProtocol: { field: 'protocol' },
    l4Offset: { end: true },
  },
});

const shim: HeaderRule = {
  name: 'shim',
  doc: 'Header of any number of bytes from 3 to 15, bounding its payload.',
  bytes: 3,
  length: { field: 'size', unitBytes: 1 },
  fields: { size: { offset: 4, bits: 4 }, kind: { offset: 8, bits: 8 }, payload: { offset: 16, bits: 8 } },
  checks: { rules: [{ field: 'size', atLeast: 3 }], exception: 'ipv6_header' },
  encloses: { field: 'payload', counts: 'payload' },
  next: {
    field: 'kind',
    cases: [
      { header: 'innerPacket', values: [4] },
      { header: 'ports', values: [6, 7] },
    ],
    refused: { values: [9], exception: 'too_many_tags' },
  },
  // Narrower than the tag ids it overrides.
  vector: { arp: { constant: 1 }, vlan: { field: 'payload' }, ipProtocol: { field: 'kind' }, l4Offset: { end: true } },
};

const ports: HeaderRule = {
  name: 'ports',
  doc: 'Ports, of 7 bytes.',
  bytes: 7,
  fields: { from: { offset: 0, bits: 16 }, to: { offset: 16, bits: 16 }, flags: { offset: 47, bits: 8 } },
  needsRoom: { exception: 'l4_header' },
  vector: { tcp: { constant: 1 }, srcPort: { field: 'from' }, dstPort: { field: 'to' }, tcpFlags: { field: 'flags' } },
};

const portsCase = { header: 'ports', values: [6, 17] };

export const deepGraph: readonly HeaderLayer[] = [
  { name: 'link', headers: [link] },
  { name: 'tagA', headers: [tag(1)] },
  { name: 'tagB', headers: [tag(2)] },
  { name: 'tagC', headers: [tag(3)] },
  {
    name: 'network',
    headers: [packet('packet', [portsCase, { header: 'shim', values: [47] }, { header: 'innerPacket', values: [4] }])],
  },
  { name: 'shim', headers: [shim] },
  { name: 'inner', headers: [packet('innerPacket', [portsCase])] },
  { name: 'ports', headers: [ports] },
];
