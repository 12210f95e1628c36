// SPDX-License-Identifier: Apache-2.0
/** GTP-U, the tunnel of mobile networks, with its optional words and extension headers. */
import type { HeaderRule } from '../header-graph.ts';
import { gtpExtensionCount, tunnels } from './numbers.ts';
import { carries } from './payload.ts';

/** The low 11 bits of the first half word: the flags E, S, PN and a message type of 255, a user packet. */
const userPacket = (flags: number): number => (flags << 8) | 0xff;

export const gtpu: HeaderRule = {
  name: 'gtpu',
  doc: 'GTP-U (3GPP TS 29.281, 5.1); after message types other than G-PDU nothing is read.',
  bytes: 8,
  fields: {
    versionAndType: { offset: 0, bits: 4 },
    flagsAndMessage: { offset: 5, bits: 11 },
    length: { offset: 16, bits: 16 },
    endpoint: { offset: 32, bits: 32 },
  },
  // Version 1, protocol type GTP.
  checks: [{ field: 'versionAndType', equals: 0b0011 }],
  encloses: { field: 'length', from: 8 },
  next: [
    {
      field: 'flagsAndMessage',
      cases: [
        { header: 'tunnelPayload', values: [userPacket(0)] },
        { header: 'gtpuOptions', values: [1, 2, 3].map(userPacket) },
        { header: 'gtpuExtended', values: [4, 5, 6, 7].map(userPacket) },
      ],
    },
  ],
  vector: { tunnel: { constant: tunnels.gtpu }, tunnelId: { field: 'endpoint' }, ...carries },
};

export const gtpuOptions: HeaderRule = {
  name: 'gtpuOptions',
  doc: 'Sequence and N-PDU number of GTP-U without extension headers (3GPP TS 29.281, 5.1).',
  bytes: 4,
  fields: { nextExtension: { offset: 24, bits: 8 } },
  next: [{ field: 'nextExtension', cases: [], otherwise: 'tunnelPayload' }],
  vector: carries,
};

export const gtpuExtended: HeaderRule = {
  ...gtpuOptions,
  name: 'gtpuExtended',
  doc: 'The same words with the type of the first extension header (3GPP TS 29.281, 5.1).',
  next: [{ field: 'nextExtension', cases: [{ header: 'tunnelPayload', values: [0] }], otherwise: 'gtpuExtension1' }],
};

/** Lengths of an extension header after which more is read, in words of 4 bytes. */
const readLengths = [1, 2, 3, 4];

/** GTP-U extension header number `n`, from 1; its last byte names what follows. */
const gtpuExtension = (n: number): HeaderRule => ({
  name: `gtpuExtension${n}`,
  doc: `GTP-U extension header ${n}, read on after up to ${readLengths.at(-1)! * 4} bytes (3GPP TS 29.281, 5.2).`,
  bytes: 4,
  length: { field: 'words', unitBytes: 4 },
  fields: {
    words: { offset: 0, bits: 8 },
    ...Object.fromEntries(readLengths.map(words => [`next${words}`, { offset: words * 32 - 8, bits: 8 }])),
  },
  checks: [{ field: 'words', atLeast: 1 }],
  next: [
    ...readLengths.map(words => ({
      when: [{ field: 'words', equals: words }],
      field: `next${words}`,
      cases: [{ header: 'tunnelPayload', values: [0] }],
      ...(n < gtpExtensionCount ? { otherwise: `gtpuExtension${n + 1}` } : { othersTooMany: true as const }),
    })),
    // What follows a longer one is named where the parser does not look.
    { when: [{ field: 'words', atLeast: readLengths.length + 1 }], field: 'words', cases: [], othersTooMany: true },
  ],
  vector: carries,
});

export const gtpuExtensions = Array.from({ length: gtpExtensionCount }, (_, i) => gtpuExtension(i + 1));
