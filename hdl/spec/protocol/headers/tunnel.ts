/** Tunnel headers behind IP and UDP; GTP-U has a file of its own. */
import type { FieldCheck, HeaderRule, NextCase } from '../header-graph.ts';
import { ethertypes, tunnels } from './numbers.ts';
import { carries } from './payload.ts';

const innerIp: readonly NextCase[] = [
  { header: 'innerIpv4', values: [ethertypes.ipv4] },
  { header: 'innerIpv6', values: [ethertypes.ipv6] },
];
/** EtherTypes that a tunnel names its payload by. */
const innerTypes: readonly NextCase[] = [
  ...innerIp,
  { header: 'innerEthernet', values: [ethertypes.transparentEthernet] },
];

/** GRE of version 0 without source routing (RFC 1701), behind which the payload is read. */
const plain: readonly FieldCheck[] = [
  { field: 'routing', equals: 0 },
  { field: 'version', equals: 0 },
];

/** What NVGRE must say (RFC 7637, 3.2). */
const nvgre: readonly FieldCheck[] = [
  ...plain,
  { field: 'checksum', equals: 0 },
  { field: 'key', equals: 1 },
  { field: 'sequence', equals: 0 },
  { field: 'protocol', equals: ethertypes.transparentEthernet },
];

const keyed: FieldCheck = { field: 'key', equals: 1 };

export const gre: HeaderRule = {
  name: 'gre',
  doc: 'GRE with its optional words (RFC 2784, 2.1; RFC 2890, 2) and NVGRE (RFC 7637, 3.2).',
  bytes: 4,
  length: { unitBytes: 4, plusBytes: 4, flags: [['checksum', 'routing'], ['key'], ['sequence']] },
  fields: {
    checksum: { offset: 0, bits: 1 },
    routing: { offset: 1, bits: 1 },
    key: { offset: 2, bits: 1 },
    sequence: { offset: 3, bits: 1 },
    version: { offset: 13, bits: 3 },
    protocol: { offset: 16, bits: 16 },
    segment: { offset: 32, bits: 24 },
    firstWord: { offset: 32, bits: 32 },
    secondWord: { offset: 64, bits: 32 },
  },
  needsRoom: true,
  next: [
    {
      when: [...plain, { field: 'sequence', equals: 1 }],
      field: 'protocol',
      cases: [
        ...innerTypes,
        { header: 'erspan2', values: [ethertypes.erspan2] },
        { header: 'erspan3', values: [ethertypes.erspan3] },
      ],
    },
    {
      // Without a sequence number, the type of ERSPAN II means ERSPAN I, which has no header.
      when: [...plain, { field: 'sequence', equals: 0 }],
      field: 'protocol',
      cases: [...innerIp, { header: 'innerEthernet', values: [ethertypes.transparentEthernet, ethertypes.erspan2] }],
    },
  ],
  vector: {
    tunnel: [
      { constant: tunnels.nvgre, when: nvgre },
      {
        constant: tunnels.erspan,
        when: [...plain, { field: 'sequence', equals: 0 }, { field: 'protocol', equals: ethertypes.erspan2 }],
      },
      { constant: tunnels.gre },
    ],
    tunnelId: [
      { field: 'segment', when: nvgre },
      // The key stands behind the word that checksum and offset share.
      { field: 'firstWord', when: [keyed, { field: 'checksum', equals: 0 }, { field: 'routing', equals: 0 }] },
      { field: 'secondWord', when: [keyed] },
    ],
    payloadOffset: { end: true },
    ...carries,
  },
};

export const erspan2: HeaderRule = {
  name: 'erspan2',
  doc: 'ERSPAN type II (draft-foschiano-erspan, 4.2).',
  bytes: 8,
  fields: { version: { offset: 0, bits: 4 }, session: { offset: 22, bits: 10 } },
  needsRoom: true,
  next: [{ field: 'version', cases: [], otherwise: 'innerEthernet' }],
  vector: { tunnel: { constant: tunnels.erspan }, tunnelId: { field: 'session' }, ...carries },
};

export const erspan3: HeaderRule = {
  name: 'erspan3',
  doc: 'ERSPAN type III with its platform subheader; Ethernet frames are read (draft-foschiano-erspan, 4.3).',
  bytes: 12,
  length: { unitBytes: 8, plusBytes: 12, flags: [['subheader']] },
  fields: {
    session: { offset: 22, bits: 10 },
    frameType: { offset: 81, bits: 5 },
    subheader: { offset: 95, bits: 1 },
  },
  needsRoom: true,
  next: [{ field: 'frameType', cases: [{ header: 'innerEthernet', values: [0] }] }],
  vector: { tunnel: { constant: tunnels.erspan }, tunnelId: { field: 'session' }, ...carries },
};

export const vxlan: HeaderRule = {
  name: 'vxlan',
  doc: 'VXLAN; flags are not looked at (RFC 7348, 5).',
  bytes: 8,
  fields: { identifier: { offset: 32, bits: 24 } },
  needsRoom: true,
  next: [{ field: 'identifier', cases: [], otherwise: 'innerEthernet' }],
  vector: { tunnel: { constant: tunnels.vxlan }, tunnelId: { field: 'identifier' }, ...carries },
};

export const vxlanGpe: HeaderRule = {
  name: 'vxlanGpe',
  doc: 'VXLAN-GPE; without the P flag it carries Ethernet (draft-ietf-nvo3-vxlan-gpe, 3.1).',
  bytes: 8,
  fields: {
    namesNext: { offset: 5, bits: 1 },
    nextProtocol: { offset: 24, bits: 8 },
    identifier: { offset: 32, bits: 24 },
  },
  needsRoom: true,
  next: [
    {
      when: [{ field: 'namesNext', equals: 1 }],
      field: 'nextProtocol',
      cases: [
        { header: 'innerIpv4', values: [1] },
        { header: 'innerIpv6', values: [2] },
        { header: 'innerEthernet', values: [3] },
      ],
    },
    { when: [{ field: 'namesNext', equals: 0 }], field: 'nextProtocol', cases: [], otherwise: 'innerEthernet' },
  ],
  vector: { tunnel: { constant: tunnels.vxlanGpe }, tunnelId: { field: 'identifier' }, ...carries },
};

export const geneve: HeaderRule = {
  name: 'geneve',
  doc: 'Geneve; its options are skipped (RFC 8926, 3.4).',
  bytes: 8,
  length: { field: 'optionWords', unitBytes: 4, plusBytes: 8 },
  fields: {
    version: { offset: 0, bits: 2 },
    optionWords: { offset: 2, bits: 6 },
    protocol: { offset: 16, bits: 16 },
    identifier: { offset: 32, bits: 24 },
  },
  checks: [{ field: 'version', equals: 0 }],
  needsRoom: true,
  next: [{ field: 'protocol', cases: innerTypes }],
  vector: { tunnel: { constant: tunnels.geneve }, tunnelId: { field: 'identifier' }, ...carries },
};
