// SPDX-License-Identifier: Apache-2.0
/** Transport headers, outside and inside a tunnel. */
import type { HeaderRule, NextCase } from '../header-graph.ts';
import { type Scope, scopedName, scopedVector } from './scope.ts';

const ports = { sourcePort: { offset: 0, bits: 16 }, destinationPort: { offset: 16, bits: 16 } } as const;
const portFields = { srcPort: { field: 'sourcePort' }, dstPort: { field: 'destinationPort' } } as const;
/** Every first fragment holds so much of a transport header, since fragments are cut at multiples of 8 bytes. */
const partlyOf = (scope: Scope): NonNullable<HeaderRule['partly']> => ({
  bytes: 8,
  gives: scope === 'outer' ? ['ports', 'srcPort', 'dstPort'] : ['innerSrcPort', 'innerDstPort'],
});

/** Says that there are ports; rules look at those outside. */
const hasPorts = (scope: Scope) => (scope === 'outer' ? ({ ports: { constant: 1 } } as const) : {});

const eitherPort = ['sourcePort', 'destinationPort'];

export const tcp = (scope: Scope): HeaderRule => ({
  name: scopedName(scope, 'tcp'),
  doc: 'TCP; its options are skipped (RFC 9293, 3.1).',
  bytes: 20,
  length: { field: 'dataOffset', unitBytes: 4, unchecked: true },
  fields: { ...ports, dataOffset: { offset: 96, bits: 4 }, flags: { offset: 104, bits: 8 } },
  partly: partlyOf(scope),
  vector: {
    ...hasPorts(scope),
    ...scopedVector(scope, {
      tcp: { constant: 1 },
      ...portFields,
      tcpFlags: { field: 'flags' },
      iscsi: { listed: eitherPort, table: 'iscsiPorts' },
      nvme: { listed: eitherPort, table: 'nvmePorts' },
      payloadOffset: { end: true },
    }),
  },
});

/** UDP ports of PTP event and general messages (IEEE 1588, C.2). */
const ptpPorts = [319, 320];

/** UDP port of GRE (RFC 8086, 8). */
const greInUdpPort = 4754;
/** UDP port of LISP data packets (RFC 9300, 5.3). */
const lispPort = 4341;

/** What a UDP destination port leads to outside a tunnel. */
const udpCases: readonly NextCase[] = [
  { header: 'vxlan', values: [], table: 'vxlanPorts' },
  { header: 'vxlanGpe', values: [], table: 'vxlanGpePorts' },
  { header: 'geneve', values: [], table: 'genevePorts' },
  { header: 'gtpu', values: [], table: 'gtpuPorts' },
  { header: 'baseTransport', values: [], table: 'rocePorts' },
  { header: 'ptp', values: ptpPorts },
  { header: 'greInUdp', values: [greInUdpPort] },
  { header: 'lisp', values: [lispPort] },
];

export const udp = (scope: Scope): HeaderRule => ({
  name: scopedName(scope, 'udp'),
  doc: 'UDP (RFC 768).',
  bytes: 8,
  fields: { ...ports, length: { offset: 32, bits: 16 }, checksum: { offset: 48, bits: 16 } },
  ...(scope === 'outer'
    ? {
        // Ports count whatever the length says. 0 leaves it to the packet (RFC 2675, 4).
        encloses: { field: 'length', from: 0, zeroIsOpen: true, lenient: true } as const,
        next: [{ field: 'destinationPort', cases: udpCases }],
      }
    : {}),
  vector: {
    ...hasPorts(scope),
    ...scopedVector(scope, {
      udp: { constant: 1 },
      ...portFields,
      udpLength: { field: 'length' },
      udpChecksum: { nonZero: ['checksum'] },
      payloadOffset: { end: true },
    }),
  },
});

export const udpLite = (scope: Scope): HeaderRule => ({
  name: scopedName(scope, 'udpLite'),
  doc: 'UDP-Lite (RFC 3828, 3.1).',
  bytes: 8,
  fields: { ...ports, coverage: { offset: 32, bits: 16 } },
  vector: {
    ...hasPorts(scope),
    ...scopedVector(scope, {
      udpLite: { constant: 1 },
      ...portFields,
      udpLength: { field: 'coverage' },
      payloadOffset: { end: true },
    }),
  },
});

export const sctp = (scope: Scope): HeaderRule => ({
  name: scopedName(scope, 'sctp'),
  doc: 'SCTP common header (RFC 9260, 3.1).',
  bytes: 12,
  fields: ports,
  partly: partlyOf(scope),
  vector: {
    ...hasPorts(scope),
    ...scopedVector(scope, { sctp: { constant: 1 }, ...portFields, payloadOffset: { end: true } }),
  },
});

export const icmp = (scope: Scope): HeaderRule => ({
  name: scopedName(scope, 'icmp'),
  doc: 'First word of ICMP (RFC 792) and ICMPv6 (RFC 4443).',
  bytes: 4,
  fields: { type: { offset: 0, bits: 8 }, code: { offset: 8, bits: 8 } },
  vector: scopedVector(scope, { icmp: { constant: 1 }, srcPort: { field: 'type' }, dstPort: { field: 'code' } }),
});

export const igmp: HeaderRule = {
  name: 'igmp',
  doc: 'IGMP over IPv4 (RFC 3376, 4).',
  bytes: 8,
  fields: { type: { offset: 0, bits: 8 } },
  vector: { igmp: { constant: 1 }, srcPort: { field: 'type' } },
};
