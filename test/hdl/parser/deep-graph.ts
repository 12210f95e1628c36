// SPDX-License-Identifier: Apache-2.0
/**
 * A graph unlike that of the product, of which the generator must make a parser as well: three tags, headers of odd lengths,
 * one that peeks, two layers whose headers lie in one word, a length made of flags with a header at three places after it,
 * an inner packet with a length of its own, layers that may be reached with and without an enclosing length, lengths that
 * count before one header alone, that 0 leaves open, and that may end inside their header.
 */
import type { HeaderLayer, HeaderRule, NextCase } from '../../../hdl/spec/protocol/header-graph.ts';

const tagCase = (header: string): NextCase => ({ header, values: [0x9100], table: 'serviceTagTypes' });
const typeCases: readonly NextCase[] = [
  { header: 'packet', values: [0x0800] },
  { header: 'shim', values: [0x88b5] },
  { header: 'ports', values: [0x88b6] },
  { header: 'guess', values: [0x8847], below: 512 },
];

const link: HeaderRule = {
  name: 'link',
  doc: 'Addresses and type.',
  bytes: 14,
  fields: { to: { offset: 0, bits: 48 }, from: { offset: 48, bits: 48 }, type: { offset: 96, bits: 16 } },
  encloses: { field: 'type', from: 14, to: 'guess' },
  next: [{ field: 'type', cases: [tagCase('tag1'), ...typeCases] }],
  vector: { dstMac: { field: 'to' }, srcMac: { field: 'from' }, ethertype: { field: 'type' }, l3Offset: { end: true } },
};

const vlanFields = ['vlan', 'vlan2', 'vlan3'] as const;

const tag = (count: 1 | 2 | 3): HeaderRule => ({
  name: `tag${count}`,
  doc: 'Tag.',
  bytes: 4,
  fields: { id: { offset: 4, bits: 12 }, type: { offset: 16, bits: 16 } },
  encloses: { field: 'type', from: 4, to: 'guess' },
  checks: [{ field: 'id', oneOf: [...Array.from({ length: 40 }, (_, i) => i * 3), 0xabc, 0xfff] }],
  next: [
    {
      field: 'type',
      cases: [...(count < 3 ? [tagCase(`tag${count + 1}`)] : []), ...typeCases],
      ...(count === 3 ? { tooMany: [0x9100], tooManyTable: 'serviceTagTypes' as const } : {}),
    },
  ],
  vector: {
    vlanCount: { constant: count },
    [vlanFields[count - 1]!]: { field: 'id' },
    ethertype: { field: 'type' },
    l3Offset: { end: true },
  },
});

const guess: HeaderRule = {
  name: 'guess',
  doc: 'The version of what follows.',
  bytes: 1,
  peeks: true,
  fields: { version: { offset: 0, bits: 4 } },
  next: [{ field: 'version', cases: [{ header: 'packet', values: [4] }] }],
  vector: { pppoe: { constant: 1 } },
};

const behindPacket: readonly NextCase[] = [
  { header: 'ports', values: [6, 17] },
  { header: 'shim', values: [47] },
  { header: 'flagged', values: [48] },
  { header: 'innerPacket', values: [4] },
];

const packet = (name: string, cases: readonly NextCase[]): HeaderRule => ({
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
  checks: [
    { field: 'version', equals: 4 },
    { field: 'words', atLeast: 3 },
  ],
  encloses: { field: 'total', from: 0 },
  next: [{ when: [{ field: 'offset', equals: 0 }], field: 'protocol', cases }],
  vector: {
    ...(name === 'packet'
      ? { ipv4: { constant: 1 }, srcIp: { field: 'address' }, ipv4Checksum: { checksum: true } }
      : { ipv6: { constant: 1 }, dstIp: { field: 'address' } }),
    fragment: { nonZero: ['offset'] },
    ipProtocol: { field: 'protocol' },
    l4Offset: { end: true },
  },
});

/** A header of a word and more; the last one stops at another. */
const option = (n: 1 | 2): HeaderRule => ({
  name: `option${n}`,
  doc: 'Option of words of 4 bytes.',
  bytes: 4,
  length: { field: 'words', unitBytes: 4, plusBytes: 4 },
  fields: {
    kind: { offset: 0, bits: 8 },
    words: { offset: 12, bits: 1 },
    mark: { offset: 13, bits: 3 },
    id: { offset: 16, bits: 12 },
  },
  checks: [{ field: 'mark', atLeast: 1 }],
  next: [
    {
      field: 'kind',
      cases: [...behindPacket, ...(n === 1 ? [{ header: 'option2', values: [60, 61] }] : [])],
      ...(n === 2 ? { tooMany: [60] } : {}),
    },
  ],
  vector: {
    ipProtocol: { field: 'kind' },
    l4Offset: { end: true },
    authentication: { constant: 1, when: [{ field: 'mark', equals: 7 }] },
    // Narrower than the field, and than that of other headers.
    vlan4: [
      { field: 'mark', when: [{ field: 'mark', oneOf: [3, 4] }] },
      { field: 'id', when: [{ field: 'words', atLeast: 1 }] },
    ],
  },
});

const shim: HeaderRule = {
  name: 'shim',
  doc: 'Header of any number of bytes from 3 to 15, bounding its payload.',
  bytes: 3,
  length: { field: 'size', unitBytes: 1 },
  fields: { size: { offset: 4, bits: 4 }, kind: { offset: 8, bits: 8 }, payload: { offset: 16, bits: 8 } },
  checks: [{ field: 'size', atLeast: 3 }],
  encloses: { field: 'payload', from: 3 },
  next: [
    {
      field: 'kind',
      cases: [
        { header: 'innerPacket', values: [4] },
        { header: 'ports', values: [6, 7] },
      ],
      tooMany: [9],
    },
  ],
  // Narrower than the tag ids it overrides.
  vector: { arp: { constant: 1 }, vlan: { field: 'payload' }, ipProtocol: { field: 'kind' }, l4Offset: { end: true } },
};

const flagged: HeaderRule = {
  name: 'flagged',
  doc: 'Header whose length is made of flags, like GRE.',
  bytes: 4,
  length: {
    unitBytes: 4,
    plusBytes: 4,
    groups: [{ flags: ['a', 'b'] }, { flags: ['c'], when: [{ field: 'd', equals: 1 }] }],
  },
  fields: {
    a: { offset: 0, bits: 1 },
    b: { offset: 1, bits: 1 },
    c: { offset: 2, bits: 1 },
    d: { offset: 3, bits: 1 },
    kind: { offset: 16, bits: 16 },
    first: { offset: 32, bits: 32 },
    second: { offset: 64, bits: 32 },
  },
  next: [
    { when: [{ field: 'a', equals: 0 }], field: 'kind', cases: [{ header: 'note', values: [1] }], othersTooMany: true },
    {
      when: [{ field: 'a', equals: 1 }],
      field: 'kind',
      cases: [{ header: 'innerPacket', values: [2] }],
      otherwise: 'note',
    },
  ],
  vector: {
    tunnel: [{ constant: 5, when: [{ field: 'b', equals: 1 }] }, { constant: 2 }],
    tunnelId: [
      {
        field: 'second',
        when: [
          { field: 'a', equals: 1 },
          { field: 'c', equals: 1 },
          { field: 'd', equals: 1 },
        ],
      },
      {
        field: 'first',
        when: [
          { field: 'c', equals: 1 },
          { field: 'd', equals: 1 },
        ],
      },
    ],
    innerOffset: { end: true },
  },
};

const note: HeaderRule = {
  name: 'note',
  doc: 'Header at three places after the flags.',
  bytes: 5,
  fields: { id: { offset: 3, bits: 21 }, kind: { offset: 32, bits: 8 }, size: { offset: 8, bits: 16 } },
  encloses: { field: 'size', from: 2, zeroIsOpen: true, lenient: true },
  next: [
    {
      field: 'kind',
      cases: [
        { header: 'innerPacket', values: [4] },
        { header: 'ports', values: [6] },
      ],
    },
  ],
  vector: { tunnel: { constant: 4 }, tunnelId: { field: 'id' }, innerOffset: { end: true } },
};

const ports: HeaderRule = {
  name: 'ports',
  doc: 'Ports, of 7 bytes or what they say.',
  bytes: 7,
  length: { field: 'words', unitBytes: 4, unchecked: true },
  fields: {
    from: { offset: 0, bits: 16 },
    to: { offset: 16, bits: 16 },
    words: { offset: 32, bits: 4 },
    flags: { offset: 47, bits: 8 },
  },
  vector: {
    tcp: { constant: 1 },
    srcPort: { field: 'from' },
    dstPort: { field: 'to' },
    tcpFlags: { field: 'flags' },
    iscsi: { listed: ['from', 'to'], table: 'iscsiPorts' },
    payloadOffset: { end: true },
  },
};

const portsCase: NextCase = { header: 'ports', values: [6, 17] };
const optionCase: NextCase = { header: 'option1', values: [60, 61, 62] };

export const deepGraph: readonly HeaderLayer[] = [
  { name: 'link', headers: [link] },
  { name: 'tagA', headers: [tag(1)] },
  { name: 'tagB', headers: [tag(2)] },
  { name: 'tagC', headers: [tag(3)] },
  { name: 'guess', headers: [guess] },
  { name: 'network', headers: [packet('packet', [...behindPacket, optionCase])] },
  { name: 'optionA', headers: [option(1)] },
  { name: 'optionB', headers: [option(2)] },
  { name: 'shim', headers: [shim, flagged] },
  { name: 'note', headers: [note] },
  { name: 'inner', headers: [packet('innerPacket', [portsCase])] },
  { name: 'ports', headers: [ports] },
];
