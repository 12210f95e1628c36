// SPDX-License-Identifier: Apache-2.0
/**
 * Receive side scaling: which tuples of a frame are hashed, under which key, and how the hash becomes a queue (virtio 1.x,
 * 5.1.6.4.3 and 5.1.6.5.6; the hash is Toeplitz' as Microsoft defines it). Pure data.
 */
import type { Field } from '../field.ts';

/** Bytes of a key: enough for two IPv6 addresses and two ports. */
export const rssKeyBytes = 40;
/** Bits of the longest tuple: two IPv6 addresses and two ports. */
export const rssTupleBits = 288;
/** Entries of the indirection table of a function. */
export const rssTableEntries = 128;
/** Width of a queue number in an entry of the table. */
export const rssQueueBits = 7;

/** The key that is used unless another is written: that of the published test vectors, which spreads well. */
export const defaultRssKey: readonly number[] = [
  0x6d, 0x5a, 0x56, 0xda, 0x25, 0x5b, 0x0e, 0xc2, 0x41, 0x67, 0x25, 0x3d, 0x43, 0xa3, 0x8f, 0xb0, 0xd0, 0xca, 0x2b,
  0xcb, 0xae, 0x7b, 0x30, 0xb4, 0x77, 0xcb, 0x2d, 0xa3, 0x80, 0x30, 0xf2, 0x0c, 0x6a, 0x42, 0xb7, 0x3b, 0xbe, 0xac,
  0x01, 0xfa,
];

/** Tuples that can be hashed, at the bit numbers of virtio's `hash_types`. */
export const rssHashTypes = [
  { name: 'ipv4', bits: 1, doc: 'Addresses of IPv4.' },
  { name: 'tcpv4', bits: 1, doc: 'Addresses and ports of TCP over IPv4.' },
  { name: 'udpv4', bits: 1, doc: 'Addresses and ports of UDP over IPv4.' },
  { name: 'ipv6', bits: 1, doc: 'Addresses of IPv6.' },
  { name: 'tcpv6', bits: 1, doc: 'Addresses and ports of TCP over IPv6.' },
  { name: 'udpv6', bits: 1, doc: 'Addresses and ports of UDP over IPv6.' },
] as const satisfies readonly Field[];

/** What a function asks of receive side scaling. Without hash types every frame goes to the unclassified queue. */
export const rssProfileFields = [
  ...rssHashTypes,
  { name: 'unclassified', bits: rssQueueBits, doc: 'Queue of frames that have no hash.' },
  { name: 'tableBits', bits: 3, doc: 'Log2 of the entries of the indirection table that are used, 0 to 7.' },
] as const satisfies readonly Field[];
