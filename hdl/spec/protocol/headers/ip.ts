// SPDX-License-Identifier: Apache-2.0
/** IPv4, IPv6 and the headers between IP and transport, outside and inside a tunnel. */
import type { FieldCheck, HeaderLayer, HeaderRule, NextCase } from '../header-graph.ts';
import { extensionCount, innerExtensionCount, ipProtocols, tunnels } from './numbers.ts';
import { type Scope, scopedName, scopedVector } from './scope.ts';

/** IPv6 extension headers that are lists of options. */
const optionProtocols = [ipProtocols.hopByHop, ipProtocols.destination];
const extensionProtocols = [...optionProtocols, ipProtocols.routing, ipProtocols.fragment, ipProtocols.authentication];
/** IP protocols that are IP again. */
const ipInIp = [ipProtocols.ipv4, ipProtocols.ipv6];

/** Extension headers that are read in each scope. */
const extensionsOf = (scope: Scope): number => (scope === 'outer' ? extensionCount : innerExtensionCount);

/** What an IP protocol number leads to besides extension headers. */
const protocolCases = (scope: Scope): NextCase[] => [
  { header: scopedName(scope, 'tcp'), values: [ipProtocols.tcp] },
  { header: scopedName(scope, 'udp'), values: [ipProtocols.udp] },
  { header: scopedName(scope, 'udpLite'), values: [ipProtocols.udpLite] },
  { header: scopedName(scope, 'sctp'), values: [ipProtocols.sctp] },
  ...(scope === 'outer'
    ? [
        { header: 'gre', values: [ipProtocols.gre] },
        { header: 'innerIpv4', values: [ipProtocols.ipv4] },
        { header: 'innerIpv6', values: [ipProtocols.ipv6] },
      ]
    : []),
];

const ipv4Cases = (scope: Scope): NextCase[] => [
  ...protocolCases(scope),
  { header: scopedName(scope, 'icmp'), values: [ipProtocols.icmp] },
  ...(scope === 'outer' ? [{ header: 'igmp', values: [ipProtocols.igmp] }] : []),
];

/** What follows IPv6 or its extension header number `n`; the IPv6 header is number 0. */
const ipv6Cases = (scope: Scope, n: number): NextCase[] => {
  const more = n < extensionsOf(scope);
  return [
    ...protocolCases(scope),
    { header: scopedName(scope, 'icmp'), values: [ipProtocols.icmpv6] },
    ...(more
      ? [
          { header: scopedName(scope, `options${n + 1}`), values: optionProtocols },
          { header: scopedName(scope, `routing${n + 1}`), values: [ipProtocols.routing] },
          { header: scopedName(scope, `fragment${n + 1}`), values: [ipProtocols.fragment] },
          { header: scopedName(scope, `authentication${n + 1}`), values: [ipProtocols.authentication] },
        ]
      : []),
  ];
};

/** Extension headers after the last one that is read are too many. */
const ipv6Next = (scope: Scope, n: number) => ({
  field: 'nextHeader',
  cases: ipv6Cases(scope, n),
  ...(n < extensionsOf(scope) ? {} : { tooMany: extensionProtocols }),
});

/** Says that the packet holds IP again; only outside, since one tunnel is read. */
const ipTunnel = (scope: Scope, field: string, more: readonly FieldCheck[] = []) => {
  if (scope === 'inner') return {};
  const when = [{ field, oneOf: ipInIp }, ...more];
  return {
    tunnel: { constant: tunnels.ip, when },
    innerOffset: { end: true, when },
    innerL3Offset: { end: true, when },
  } as const;
};

/** Where a later fragment begins, for the outermost packet alone. Given only when set, as `fragment` is. */
const fragmentStart = (scope: Scope) =>
  scope === 'inner'
    ? {}
    : ({
        fragmentStart: [
          { constant: 1, when: [{ field: 'fragmentOffset', equals: 1 }] },
          { constant: 2, when: [{ field: 'fragmentOffset', equals: 2 }] },
          { constant: 3, when: [{ field: 'fragmentOffset', atLeast: 3 }] },
        ],
      } as const);

const wholePacket: FieldCheck = { field: 'fragmentOffset', equals: 0 };

export const ipv4 = (scope: Scope): HeaderRule => ({
  name: scopedName(scope, 'ipv4'),
  doc: 'IPv4 with its options (RFC 791, 3.1).',
  bytes: 20,
  length: { field: 'headerWords', unitBytes: 4 },
  fields: {
    version: { offset: 0, bits: 4 },
    headerWords: { offset: 4, bits: 4 },
    dscp: { offset: 8, bits: 6 },
    ecn: { offset: 14, bits: 2 },
    totalLength: { offset: 16, bits: 16 },
    moreFragments: { offset: 50, bits: 1 },
    fragmentOffset: { offset: 51, bits: 13 },
    ttl: { offset: 64, bits: 8 },
    protocol: { offset: 72, bits: 8 },
    source: { offset: 96, bits: 32 },
    destination: { offset: 128, bits: 32 },
  },
  checks: [
    { field: 'version', equals: 4 },
    { field: 'headerWords', atLeast: 5 },
  ],
  encloses: { field: 'totalLength', from: 0 },
  next: [
    {
      when: [wholePacket],
      field: 'protocol',
      cases: [
        ...ipv4Cases(scope),
        { header: scopedName(scope, 'ipv4Authentication'), values: [ipProtocols.authentication] },
      ],
    },
  ],
  vector: {
    ...scopedVector(scope, {
      ipv4: { constant: 1 },
      ipv4HeaderWords: { field: 'headerWords' },
      ipv4Checksum: { checksum: true },
      ipLength: { field: 'totalLength' },
      dscp: { field: 'dscp' },
      ecn: { field: 'ecn' },
      ttl: { field: 'ttl' },
      fragment: { nonZero: ['moreFragments', 'fragmentOffset'] },
      laterFragment: { nonZero: ['fragmentOffset'] },
      ipProtocol: { field: 'protocol' },
      srcIp: { field: 'source' },
      dstIp: { field: 'destination' },
      l4Offset: { end: true },
      addressOptions: { constant: 1, when: [{ field: 'headerWords', atLeast: 7 }] },
    }),
    ...fragmentStart(scope),
    ...ipTunnel(scope, 'protocol', [wholePacket]),
  },
});

export const ipv6 = (scope: Scope): HeaderRule => ({
  name: scopedName(scope, 'ipv6'),
  doc: 'IPv6 (RFC 8200, 3).',
  bytes: 40,
  fields: {
    version: { offset: 0, bits: 4 },
    dscp: { offset: 4, bits: 6 },
    ecn: { offset: 10, bits: 2 },
    payloadLength: { offset: 32, bits: 16 },
    nextHeader: { offset: 48, bits: 8 },
    hopLimit: { offset: 56, bits: 8 },
    source: { offset: 64, bits: 128 },
    destination: { offset: 192, bits: 128 },
  },
  checks: [{ field: 'version', equals: 6 }],
  encloses: { field: 'payloadLength', from: 40 },
  next: [ipv6Next(scope, 0)],
  vector: {
    ...scopedVector(scope, {
      ipv6: { constant: 1 },
      ipLength: { field: 'payloadLength' },
      dscp: { field: 'dscp' },
      ecn: { field: 'ecn' },
      ttl: { field: 'hopLimit' },
      ipProtocol: { field: 'nextHeader' },
      srcIp: { field: 'source' },
      dstIp: { field: 'destination' },
      l4Offset: { end: true },
    }),
    ...ipTunnel(scope, 'nextHeader'),
  },
});

/** The common format of extension headers (RFC 6564, 4). */
const optionsFormat = {
  bytes: 8,
  length: { field: 'length', unitBytes: 8, plusBytes: 8 },
  fields: { nextHeader: { offset: 0, bits: 8 }, length: { offset: 8, bits: 8 } },
} as const;

/** Units of 8 bytes after the first of an options header that holds a home address: 2 + 18 bytes (RFC 6275, 6.3). */
const homeAddressUnits = 2;
/** Type of the segment routing header (RFC 8754, 2). */
const segmentRouting = 4;

const options = (scope: Scope, n: number): HeaderRule => ({
  name: scopedName(scope, `options${n}`),
  doc: `IPv6 extension header ${n}: hop-by-hop or destination options (RFC 8200, 4.3, 4.6).`,
  ...optionsFormat,
  next: [ipv6Next(scope, n)],
  vector: {
    ...scopedVector(scope, {
      // Given only when set, so that no later header takes it back.
      addressOptions: { constant: 1, when: [{ field: 'length', atLeast: homeAddressUnits }] },
      ipProtocol: { field: 'nextHeader' },
      l4Offset: { end: true },
    }),
    ...ipTunnel(scope, 'nextHeader'),
  },
});

const routing = (scope: Scope, n: number): HeaderRule => ({
  name: scopedName(scope, `routing${n}`),
  doc: `IPv6 extension header ${n}: routing (RFC 8200, 4.4).`,
  ...optionsFormat,
  fields: { ...optionsFormat.fields, type: { offset: 16, bits: 8 }, segmentsLeft: { offset: 24, bits: 8 } },
  next: [ipv6Next(scope, n)],
  vector: {
    ...scopedVector(scope, {
      // Given only when set, so that no later routing header takes it back.
      segmentsLeft: { constant: 1, when: [{ field: 'segmentsLeft', atLeast: 1 }] },
      // A last segment may hold several compressed ones, each of which is the destination for a while (RFC 9800, 6.5).
      addressOptions: { constant: 1, when: [{ field: 'type', equals: segmentRouting }] },
      ipProtocol: { field: 'nextHeader' },
      l4Offset: { end: true },
    }),
    ...ipTunnel(scope, 'nextHeader'),
  },
});

const fragment = (scope: Scope, n: number): HeaderRule => ({
  name: scopedName(scope, `fragment${n}`),
  doc: `IPv6 extension header ${n}: fragment (RFC 8200, 4.5).`,
  bytes: 8,
  fields: {
    nextHeader: { offset: 0, bits: 8 },
    fragmentOffset: { offset: 16, bits: 13 },
    moreFragments: { offset: 31, bits: 1 },
  },
  next: [{ when: [wholePacket], ...ipv6Next(scope, n) }],
  vector: {
    ...scopedVector(scope, {
      // Given only when set, so that no second fragment header takes it back.
      fragment: [
        { constant: 1, when: [{ field: 'moreFragments', equals: 1 }] },
        { constant: 1, when: [{ field: 'fragmentOffset', atLeast: 1 }] },
      ],
      laterFragment: { constant: 1, when: [{ field: 'fragmentOffset', atLeast: 1 }] },
      ipProtocol: { field: 'nextHeader' },
      l4Offset: { end: true },
    }),
    ...fragmentStart(scope),
    ...ipTunnel(scope, 'nextHeader', [wholePacket]),
  },
});

/** The format of an authentication header; it differs in what it leads to. */
const authenticationFormat = {
  bytes: 12,
  length: { field: 'length', unitBytes: 4, plusBytes: 8 },
  fields: { nextHeader: { offset: 0, bits: 8 }, length: { offset: 8, bits: 8 } },
  checks: [{ field: 'length', atLeast: 1 }],
} as const;

const authenticationVector = (scope: Scope) => ({
  ...scopedVector(scope, {
    authentication: { constant: 1 },
    ipProtocol: { field: 'nextHeader' },
    l4Offset: { end: true },
  }),
  ...ipTunnel(scope, 'nextHeader'),
});

const authentication = (scope: Scope, n: number): HeaderRule => ({
  name: scopedName(scope, `authentication${n}`),
  doc: `IPv6 extension header ${n}: authentication (RFC 4302, 2).`,
  ...authenticationFormat,
  next: [ipv6Next(scope, n)],
  vector: authenticationVector(scope),
});

const ipv4Authentication = (scope: Scope): HeaderRule => ({
  name: scopedName(scope, 'ipv4Authentication'),
  doc: 'Authentication header after IPv4 (RFC 4302, 2).',
  ...authenticationFormat,
  next: [{ field: 'nextHeader', cases: ipv4Cases(scope), tooMany: [ipProtocols.authentication] }],
  vector: authenticationVector(scope),
});

/** One layer for each extension header that is read. */
export const extensionLayers = (scope: Scope): HeaderLayer[] =>
  Array.from({ length: extensionsOf(scope) }, (_, i) => ({
    name: scopedName(scope, `extension${i + 1}`),
    headers: [
      options(scope, i + 1),
      routing(scope, i + 1),
      fragment(scope, i + 1),
      authentication(scope, i + 1),
      ...(i === 0 ? [ipv4Authentication(scope)] : []),
    ],
  }));
