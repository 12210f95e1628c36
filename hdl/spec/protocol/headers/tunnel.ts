// SPDX-License-Identifier: Apache-2.0
/** Tunnel headers after IP and UDP; GTP-U has a file of its own. */
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

const flagIs = (field: string, equals: 0 | 1): FieldCheck => ({ field, equals });

/** The layout of RFC 2890 without source routes (RFC 1701), after which the payload is read. */
const plain: readonly FieldCheck[] = [flagIs('routing', 0), { field: 'version', equals: 0 }];
/** The layout of PPTP (RFC 2637, 4.1). */
const pptp: readonly FieldCheck[] = [{ field: 'version', equals: 1 }];

/** What NVGRE must say (RFC 7637, 3.2). */
const nvgre: readonly FieldCheck[] = [
  ...plain,
  flagIs('checksum', 0),
  flagIs('key', 1),
  flagIs('sequence', 0),
  { field: 'protocol', equals: ethertypes.transparentEthernet },
];

/** The key stands after the word that checksum and offset share. */
const keyIsFirst: readonly FieldCheck[] = [flagIs('key', 1), flagIs('checksum', 0), flagIs('routing', 0)];
const keyIsSecond: readonly FieldCheck[] = [flagIs('key', 1)];

/** Where source routes end is not known: their list is not read. */
const withoutRoutes = { end: true, when: [flagIs('routing', 0)] } as const;

const erspan1: readonly FieldCheck[] = [
  ...plain,
  flagIs('sequence', 0),
  { field: 'protocol', equals: ethertypes.erspan2 },
];

/** What follows GRE after IP: without a sequence number, the type of ERSPAN II means ERSPAN I, which has no header. */
const mirroredOrInner: HeaderRule['next'] = [
  {
    when: [...plain, flagIs('sequence', 1)],
    field: 'protocol',
    cases: [
      ...innerTypes,
      { header: 'erspan2', values: [ethertypes.erspan2] },
      { header: 'erspan3', values: [ethertypes.erspan3] },
    ],
  },
  {
    when: [...plain, flagIs('sequence', 0)],
    field: 'protocol',
    cases: [
      ...innerIp,
      { header: 'innerEthernet', values: [ethertypes.transparentEthernet, ethertypes.erspan2] },
      { header: 'erspan3', values: [ethertypes.erspan3] },
    ],
  },
];

/** The format of GRE; after UDP it leads to fewer headers. */
const greFormat = {
  bytes: 4,
  length: {
    unitBytes: 4,
    plusBytes: 4,
    groups: [
      { flags: ['checksum', 'routing'] },
      { flags: ['key'] },
      { flags: ['sequence'] },
      { flags: ['acknowledgment'], when: pptp },
    ],
  },
  fields: {
    checksum: { offset: 0, bits: 1 },
    routing: { offset: 1, bits: 1 },
    key: { offset: 2, bits: 1 },
    sequence: { offset: 3, bits: 1 },
    acknowledgment: { offset: 8, bits: 1 },
    version: { offset: 13, bits: 3 },
    protocol: { offset: 16, bits: 16 },
    segment: { offset: 32, bits: 24 },
    firstWord: { offset: 32, bits: 32 },
    firstCall: { offset: 48, bits: 16 },
    secondWord: { offset: 64, bits: 32 },
    secondCall: { offset: 80, bits: 16 },
  },
  checks: [{ field: 'version', oneOf: [0, 1] }],
} as const satisfies Partial<HeaderRule>;

const greVector: HeaderRule['vector'] = {
  tunnel: [{ constant: tunnels.nvgre, when: nvgre }, { constant: tunnels.pptp, when: pptp }, { constant: tunnels.gre }],
  tunnelId: [
    { field: 'segment', when: nvgre },
    // The other half of the key is the length of the payload.
    { field: 'firstCall', when: [...pptp, ...keyIsFirst] },
    { field: 'secondCall', when: [...pptp, ...keyIsSecond] },
    { field: 'firstWord', when: keyIsFirst },
    { field: 'secondWord', when: keyIsSecond },
  ],
  innerOffset: withoutRoutes,
  innerL3Offset: withoutRoutes,
};

export const gre: HeaderRule = {
  ...greFormat,
  name: 'gre',
  doc: 'GRE with its optional words (RFC 2784, 2.1; RFC 2890, 2), NVGRE (RFC 7637, 3.2) and, in version 1, PPTP (RFC 2637, 4.1).',
  next: mirroredOrInner,
  vector: {
    ...greVector,
    tunnel: [{ constant: tunnels.erspan, when: erspan1 }, ...[greVector.tunnel!].flat()],
    payloadOffset: withoutRoutes,
  },
};

export const greInUdp: HeaderRule = {
  ...greFormat,
  name: 'greInUdp',
  doc: 'GRE after UDP (RFC 8086, 3); ERSPAN in it is not read.',
  next: [{ when: plain, field: 'protocol', cases: innerTypes }],
  vector: greVector,
};

export const erspan2: HeaderRule = {
  name: 'erspan2',
  doc: 'ERSPAN type II (draft-foschiano-erspan, 4.2).',
  bytes: 8,
  fields: { version: { offset: 0, bits: 4 }, session: { offset: 22, bits: 10 } },
  next: [{ field: 'version', cases: [], otherwise: 'innerEthernet' }],
  vector: { tunnel: { constant: tunnels.erspan }, tunnelId: { field: 'session' }, ...carries },
};

export const erspan3: HeaderRule = {
  name: 'erspan3',
  doc: 'ERSPAN type III with its platform subheader; Ethernet frames are read (draft-foschiano-erspan, 4.3).',
  bytes: 12,
  length: { unitBytes: 8, plusBytes: 12, groups: [{ flags: ['subheader'] }] },
  fields: {
    session: { offset: 22, bits: 10 },
    frameType: { offset: 81, bits: 5 },
    subheader: { offset: 95, bits: 1 },
  },
  next: [{ field: 'frameType', cases: [{ header: 'innerEthernet', values: [0] }] }],
  vector: { tunnel: { constant: tunnels.erspan }, tunnelId: { field: 'session' }, ...carries },
};

export const vxlan: HeaderRule = {
  name: 'vxlan',
  doc: 'VXLAN; flags are not looked at (RFC 7348, 5).',
  bytes: 8,
  fields: { identifier: { offset: 32, bits: 24 } },
  next: [{ field: 'identifier', cases: [], otherwise: 'innerEthernet' }],
  vector: { tunnel: { constant: tunnels.vxlan }, tunnelId: { field: 'identifier' }, ...carries },
};

/** Protocol numbers of VXLAN-GPE and LISP-GPE (draft-ietf-nvo3-vxlan-gpe, 3.2; RFC 9305, 3). */
const gpeProtocols: readonly NextCase[] = [
  { header: 'innerIpv4', values: [1] },
  { header: 'innerIpv6', values: [2] },
  { header: 'innerEthernet', values: [3] },
];

export const vxlanGpe: HeaderRule = {
  name: 'vxlanGpe',
  doc: 'VXLAN-GPE; without the P flag it carries Ethernet (draft-ietf-nvo3-vxlan-gpe, 3.1).',
  bytes: 8,
  fields: {
    namesNext: { offset: 5, bits: 1 },
    nextProtocol: { offset: 24, bits: 8 },
    identifier: { offset: 32, bits: 24 },
  },
  next: [
    {
      when: [{ field: 'namesNext', equals: 1 }],
      field: 'nextProtocol',
      cases: gpeProtocols,
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
  next: [{ field: 'protocol', cases: innerTypes }],
  vector: { tunnel: { constant: tunnels.geneve }, tunnelId: { field: 'identifier' }, ...carries },
};

export const lisp: HeaderRule = {
  name: 'lisp',
  doc: 'LISP data packet, with the P flag of LISP-GPE (RFC 9300, 5.3; RFC 9305, 3).',
  bytes: 8,
  fields: {
    hasInstance: { offset: 4, bits: 1 },
    namesNext: { offset: 5, bits: 1 },
    nextProtocol: { offset: 24, bits: 8 },
    instance: { offset: 32, bits: 24 },
  },
  next: [
    { when: [flagIs('namesNext', 1)], field: 'nextProtocol', cases: gpeProtocols },
    { when: [flagIs('namesNext', 0)], field: 'nextProtocol', cases: [], otherwise: 'tunnelPayload' },
  ],
  vector: {
    tunnel: { constant: tunnels.lisp },
    tunnelId: { field: 'instance', when: [flagIs('hasInstance', 1)] },
    ...carries,
  },
};
