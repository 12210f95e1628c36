// SPDX-License-Identifier: Apache-2.0
/** CRC-32 of IEEE 802.3 and zip: reflected polynomial 0xedb88320, initial value and final exclusive-or of all ones. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb8_8320 : remainder >>> 1;
  return remainder;
});

/** Checksum of the bytes as an unsigned 32-bit number, after bytes of the checksum `before`; "123456789" gives 0xcbf43926. */
export const crc32 = (bytes: Uint8Array, before = 0): number => {
  let crc = before ^ 0xffff_ffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ table[(crc ^ byte) & 0xff]!;
  return (crc ^ 0xffff_ffff) >>> 0;
};
