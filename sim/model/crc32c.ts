// SPDX-License-Identifier: Apache-2.0
/** CRC32c (Castagnoli), as SCTP uses it (RFC 9260, appendix A). */

/** The polynomial 0x1edc6f41, lowest bit first. */
const polynomial = 0x82f63b78;

/** The CRC of one byte that is shifted out, for each byte. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? polynomial : 0);
  return crc >>> 0;
});

/** CRC of the bytes, as an unsigned number of 32 bits. */
export const crc32c = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ table[(crc ^ byte) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
};
