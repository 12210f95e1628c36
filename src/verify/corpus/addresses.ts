// SPDX-License-Identifier: Apache-2.0
/** Addresses in the text of other tools as the numbers of the header vector. */
import ipaddr from 'ipaddr.js';

/** A MAC address as the 48-bit number of the layouts. */
export const macNumber = (mac: string): bigint => BigInt(`0x${mac.replaceAll(':', '')}`);

const bytesNumber = (bytes: readonly number[]): bigint =>
  bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);

/** The dotted tail that an IPv6 address may have (RFC 4291, 2.2). */
const dottedTail = /(?<=:)[0-9]+\.[0-9.]+$/;

/** An IP address as a number, IPv4 in the low 32 bits. */
export const ipNumber = (address: string): bigint => {
  // ipaddr.js takes every IPv6 address with a dotted tail for an IPv4-mapped one.
  const [tail] = dottedTail.exec(address) ?? [];
  if (tail === undefined) return bytesNumber(ipaddr.parse(address).toByteArray());
  return ipNumber(`${address.slice(0, -tail.length)}0:0`) | ipNumber(tail);
};
