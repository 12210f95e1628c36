// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { InputError } from 'typescript-hdl/command-line';
import { describe, expect, test } from 'vitest';
import { readPcapng as pcapngReading } from '../../../src/files/read-pcapng.ts';
import { arbitraryFrame, inputErrorOf, plain, readChunks, wholeFile } from './captures.ts';
import { PcapngBuilder } from './pcapng-builder.ts';

const readPcapng = wholeFile(pcapngReading);
const bytes = Uint8Array.from({ length: 61 }, (_, i) => 255 - i);
const resolution = (value: number): { code: number; value: Uint8Array } => ({ code: 9, value: Uint8Array.of(value) });
const start = (littleEndian = true): PcapngBuilder => new PcapngBuilder(littleEndian).section();
const timeOf = (file: Uint8Array): bigint | undefined => readPcapng(file, 'f')[0]?.timestampNs;

describe.each([
  ['little-endian', true],
  ['big-endian', false],
])('readPcapng, %s', (_, littleEndian) => {
  test('reads every frame of enhanced packet blocks', () => {
    fc.assert(
      fc.property(fc.array(arbitraryFrame, { maxLength: 8 }), frames => {
        const builder = start(littleEndian).interface(1, 0, resolution(9));
        for (const frame of frames) builder.enhanced(0, frame.timestampNs, frame.bytes, frame.originalLength);
        expect(plain(readPcapng(builder.file(), 'f'))).toEqual(plain(frames));
      }),
    );
  });

  test('reads simple and legacy packet blocks and steps over others', () => {
    const file = start(littleEndian)
      .interface(1, 60)
      .block(4, Uint8Array.of(0, 0, 0, 0))
      .simple(bytes.subarray(0, 60), 1514)
      .legacy(0, 1_500_000n, bytes, 61)
      .block(0x0bad, bytes)
      .file();
    expect(plain(readPcapng(file, 'f'))).toEqual([
      { timestampNs: 0n, bytes: [...bytes.subarray(0, 60)], originalLength: 1514 },
      { timestampNs: 1_500_000_000n, bytes: [...bytes], originalLength: 61 },
    ]);
  });

  test('each interface has its own clock, each section its own interfaces', () => {
    const first = start(littleEndian).interface(1, 0).interface(1, 0, resolution(9));
    first.enhanced(1, 7n, bytes, 61).enhanced(0, 7n, bytes, 61);
    const second = start(!littleEndian).interface(1, 0, resolution(3)).enhanced(0, 7n, bytes, 61);
    const times = readPcapng(first.file(second.file()), 'f').map(frame => frame.timestampNs);
    expect(times).toEqual([7n, 7_000n, 7_000_000n]);
  });

  test('if_tsresol as a power of two and if_tsoffset', () => {
    const builder = start(littleEndian);
    const offset = { code: 14, value: builder.i64(-2n) };
    builder.interface(1, 0, resolution(0x80 | 10), offset).enhanced(0, 5n * 1024n + 512n, bytes, 61);
    expect(timeOf(builder.file())).toBe(3_500_000_000n);
  });
});

describe('readPcapng', () => {
  test('takes off the FCS that interface (in bits or bytes) or block declares', () => {
    const flags = { code: 2, value: Uint8Array.of(2 << 5, 0, 0, 0) };
    for (const declared of [4, 32]) {
      const file = start()
        .interface(1, 0, { code: 13, value: Uint8Array.of(declared) })
        .enhanced(0, 0n, bytes, 61)
        .enhanced(0, 0n, bytes, 61, flags)
        .simple(bytes, 61)
        .file();
      expect(readPcapng(file, 'f').map(frame => frame.bytes.length)).toEqual([57, 59, 57]);
    }
  });

  test('frames of an interface of another link type are skipped, and keep their numbers', () => {
    const file = start()
      .interface(1, 0)
      .interface(113, 0)
      .enhanced(1, 0n, bytes, 61)
      .enhanced(0, 0n, bytes, 61)
      .enhanced(1, 0n, bytes, 61)
      .enhanced(0, 0n, bytes, 61)
      .file();
    expect(readPcapng(file, 'f').map(({ number }) => number)).toEqual([2, 4]);
    const { read } = readChunks(pcapngReading, file, 'f', 1000);
    expect(read[0]).toEqual({ number: 1, interfaceId: 1, linkType: 113 });
    expect(read).toHaveLength(4);
  });

  test('gives the whole frames before a cut, then the error, in whatever pieces the file arrives', () => {
    const file = start(false).interface(1, 0).enhanced(0, 0n, bytes, 61).enhanced(0, 0n, bytes, 61).file();
    const whole = [28, 48, 144, 240];
    for (const chunkBytes of [1, 5, 96, 1000]) {
      for (let length = 1; length <= file.length; length += 3) {
        const { read, error } = readChunks(pcapngReading, file.subarray(0, length), 'f', chunkBytes);
        expect(read).toHaveLength(Math.max(0, Math.floor((length - 48) / 96)));
        if (!whole.includes(length)) expect(error).toBeInstanceOf(InputError);
      }
      expect(readChunks(pcapngReading, file, 'f', chunkBytes).error).toBeUndefined();
    }
  });

  const one = start().interface(1, 0).enhanced(0, 0n, bytes, 61).file();
  const changed = (at: number, value: number): Uint8Array => {
    const file = one.slice();
    file[at] = value;
    return file;
  };

  test.each([
    ['no section header', one.subarray(28), 'f, byte 0: this is not a pcapng file'],
    [
      'a cut section header',
      one.subarray(0, 11),
      'f, block 1 at byte 0: the file is truncated: 11 bytes of a section header',
    ],
    [
      'a bad byte-order magic',
      changed(8, 0),
      'block 1 at byte 0: the byte-order magic of the section header is neither',
    ],
    ['another version', changed(12, 2), 'block 1 at byte 0: pcapng version 2.0 is not 1.0'],
    [
      'a cut block',
      one.subarray(0, one.length - 1),
      "block 3 at byte 48: the file is truncated: 95 of the block's 96 bytes",
    ],
    ['a cut block header', one.subarray(0, 53), 'block 3 at byte 48: the file is truncated: 5 of a block'],
    ['an odd block length', changed(52, 97), 'block 3 at byte 48: the block length 97 is not a multiple of 4'],
    ['a block length of zero', changed(32, 0), 'block 2 at byte 28: the block length 0 is not a multiple of 4'],
    [
      'an absurd block length',
      changed(55, 0xff),
      'block 3 at byte 48: the block claims 4278190176 bytes, more than any',
    ],
    ['lengths that differ', changed(one.length - 4, 92), 'the block length is 96 at its start, 92 at its end'],
    [
      'an unknown interface',
      changed(56, 3),
      'block 3 at byte 48: the frame names interface 3, but the section declares 1',
    ],
    [
      'an absurd frame length',
      changed(71, 0x80),
      'the frame claims 2147483709 bytes, more than any Ethernet capture holds',
    ],
    ['a frame longer than its block', changed(68, 70), 'the frame claims 70 bytes, but its block has room for 64'],
    [
      'a packet block without room',
      start().interface(1, 0).block(6, bytes.subarray(0, 8)).file(),
      'needs 20 bytes before its frame',
    ],
    [
      'a frame before any interface',
      start().simple(bytes, 61).file(),
      'the frame names interface 0, but the section declares 0',
    ],
    ['a short interface description', start().block(1, bytes.subarray(0, 4)).file(), 'needs 20 bytes and has 16'],
  ])('refuses %s', (_, file, message) => {
    expect(inputErrorOf(() => readPcapng(file, 'f')).message).toContain(message);
  });

  test('an option that runs out of its block is refused', () => {
    const builder = start();
    builder.block(1, builder.u16(1), builder.u16(0), builder.u32(0), builder.u16(9), builder.u16(100));
    expect(inputErrorOf(() => readPcapng(builder.file(), 'f')).message).toContain(
      'option 9 claims 100 bytes, 0 are there',
    );
  });

  test('never throws anything but an InputError, whatever bytes are changed', () => {
    const change = fc.tuple(fc.nat({ max: one.length - 1 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), changes => {
        const file = one.slice();
        for (const [at, value] of changes) file[at] = value;
        try {
          readPcapng(file, 'f');
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
