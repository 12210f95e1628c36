// SPDX-License-Identifier: Apache-2.0
/** Files that people give for captures, told by their first bytes, with what to do about each. */

interface OtherFormat {
  /** First bytes of every such file. */
  readonly magic: readonly number[];
  /** What the file is, as a clause. */
  readonly what: string;
  readonly remedy: string;
}

const letters = (text: string): readonly number[] => [...text].map(letter => letter.charCodeAt(0));
const compressed = (magic: readonly number[], by: string, tool: string): OtherFormat => ({
  magic,
  what: `the file is compressed with ${by}`,
  remedy: `unpack it first (${tool})`,
});
const capture = (magic: readonly number[], of: string): OtherFormat => ({
  magic,
  what: `this is a capture of ${of}`,
  remedy: 'convert it (editcap -F pcap OLD NEW)',
});

const otherFormats: readonly OtherFormat[] = [
  compressed([0x28, 0xb5, 0x2f, 0xfd], 'zstd', 'zstd -d'),
  compressed([0xfd, 0x37, 0x7a, 0x58], 'xz', 'unxz'),
  compressed([0x04, 0x22, 0x4d, 0x18], 'lz4', 'lz4 -d'),
  compressed(letters('BZh'), 'bzip2', 'bunzip2'),
  compressed(letters('PK\u0003\u0004'), 'zip', 'unzip'),
  capture(letters('snoop\0'), 'snoop (RFC 1761)'),
  capture(letters('GMBU'), 'Microsoft Network Monitor 2'),
  capture(letters('RTSS'), 'Microsoft Network Monitor 1'),
  capture(letters('TRSNIFF'), 'the DOS Sniffer'),
  capture(letters('XCP\0'), 'the Windows Sniffer'),
  // pcap's header with records of other lengths; both byte orders.
  capture([0x1c, 0x00, 0x01, 0xac], 'IXIA (lcap)'),
  capture([0xac, 0x01, 0x00, 0x1c], 'IXIA (lcap)'),
  capture([0x1c, 0x00, 0x01, 0xab], 'IXIA (lcap)'),
  capture([0xab, 0x01, 0x00, 0x1c], 'IXIA (lcap)'),
];

/** Bytes that {@link otherFormatOf} wants to see. */
export const otherMagicBytes = Math.max(...otherFormats.map(({ magic }) => magic.length));

/** The known format that begins with these bytes. */
export const otherFormatOf = (start: Uint8Array): Pick<OtherFormat, 'what' | 'remedy'> | undefined =>
  otherFormats.find(({ magic }) => magic.every((byte, i) => start[i] === byte));
