// SPDX-License-Identifier: Apache-2.0
/** Headers after an EtherType that stay on the link: ARP, flow control, discovery, time, storage. */
import type { HeaderRule } from '../header-graph.ts';

export const arp: HeaderRule = {
  name: 'arp',
  doc: 'ARP for IPv4 over Ethernet (RFC 826); only its presence is noted.',
  bytes: 28,
  fields: {},
  vector: { arp: { constant: 1 } },
};

export const macControl: HeaderRule = {
  name: 'macControl',
  doc: 'MAC control opcode: pause (IEEE 802.3, 31B) and priority flow control (IEEE 802.1Q, 36).',
  bytes: 2,
  fields: { opcode: { offset: 0, bits: 16 } },
  vector: {
    macControl: { constant: 1 },
    pause: { constant: 1, when: [{ field: 'opcode', equals: 0x0001 }] },
    priorityPause: { constant: 1, when: [{ field: 'opcode', equals: 0x0101 }] },
  },
};

export const slowProtocol: HeaderRule = {
  name: 'slowProtocol',
  doc: 'Subtype of a slow protocol: 1 is LACP (IEEE 802.3, 57A; IEEE 802.1AX, 6.4).',
  bytes: 1,
  fields: { subtype: { offset: 0, bits: 8 } },
  vector: { lacp: { constant: 1, when: [{ field: 'subtype', equals: 1 }] } },
};

export const lldp: HeaderRule = {
  name: 'lldp',
  doc: 'First TLV header of LLDP, which carries DCBX as well (IEEE 802.1AB, 8.1; IEEE 802.1Q, 38).',
  bytes: 2,
  fields: {},
  vector: { lldp: { constant: 1 } },
};

export const ptp: HeaderRule = {
  name: 'ptp',
  doc: 'PTP common header, on Ethernet or UDP ports 319 and 320 (IEEE 1588, 13.3).',
  bytes: 34,
  fields: { messageType: { offset: 4, bits: 4 } },
  vector: { ptp: { constant: 1 }, ptpMessage: { field: 'messageType' } },
};

export const fcoe: HeaderRule = {
  name: 'fcoe',
  doc: 'FCoE header with SOF, and the Fibre Channel header after it (FC-BB-5, 7.7; FC-FS, 9).',
  bytes: 38,
  fields: {
    routing: { offset: 112, bits: 8 },
    destination: { offset: 120, bits: 24 },
    source: { offset: 152, bits: 24 },
  },
  vector: {
    fcoe: { constant: 1 },
    fcRouting: { field: 'routing' },
    fcDestination: { field: 'destination' },
    fcSource: { field: 'source' },
  },
};

export const fip: HeaderRule = {
  name: 'fip',
  doc: 'FCoE initialisation protocol header (FC-BB-5, 7.8).',
  bytes: 10,
  fields: {},
  vector: { fip: { constant: 1 } },
};

export const globalRoute: HeaderRule = {
  name: 'globalRoute',
  doc: 'Global route header of RoCE v1, laid out as IPv6 (InfiniBand architecture, 8.3).',
  bytes: 40,
  fields: {
    version: { offset: 0, bits: 4 },
    payloadLength: { offset: 32, bits: 16 },
    nextHeader: { offset: 48, bits: 8 },
  },
  checks: [{ field: 'version', equals: 6 }],
  encloses: { field: 'payloadLength', from: 40 },
  next: [{ field: 'nextHeader', cases: [{ header: 'baseTransport', values: [0x1b] }] }],
  vector: { globalRoute: { constant: 1 } },
};

export const baseTransport: HeaderRule = {
  name: 'baseTransport',
  doc: 'Base transport header of RoCE (InfiniBand architecture, 9.2).',
  bytes: 12,
  fields: { opcode: { offset: 0, bits: 8 }, queuePair: { offset: 40, bits: 24 } },
  vector: { roce: { constant: 1 }, rdmaOpcode: { field: 'opcode' }, rdmaQueuePair: { field: 'queuePair' } },
};
