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
