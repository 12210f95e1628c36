/** Addresses in the text of other tools as the numbers of the header vector. */
import ipaddr from 'ipaddr.js';

/** A MAC address as the 48-bit number of the layouts. */
export const macNumber = (mac: string): bigint => BigInt(`0x${mac.replaceAll(':', '')}`);

/** An IP address as a number, IPv4 in the low 32 bits. */
export const ipNumber = (address: string): bigint =>
  ipaddr
    .parse(address)
    .toByteArray()
    .reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
