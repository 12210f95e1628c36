// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { InputError } from 'typescript-hdl/command-line';
import { describe, expect, test } from 'vitest';
import type { CapturedFrame } from '../../../src/files/captured-frame.ts';
import { readPcap as pcapReading } from '../../../src/files/read-pcap.ts';
import { arbitraryFrame, inputErrorOf, plain, readChunks, wholeFile } from './captures.ts';

const readPcap = wholeFile(pcapReading);

interface Header {
  readonly littleEndian: boolean;
  readonly magic: number;
  readonly minor: number;
  readonly network: number;
}

const standard: Header = { littleEndian: true, magic: 0xa1b2c3d4, minor: 4, network: 1 };

/** A pcap file written field by field from the format's description, apart from the product's writer. */
const pcapFile = (
  header: Partial<Header>,
  records: readonly { seconds: number; fraction: number; captured?: number; original?: number; bytes: Uint8Array }[],
): Uint8Array => {
  const { littleEndian, magic, minor, network } = { ...standard, ...header };
  const out: number[] = [];
  const put = (bytes: number, value: number): void => {
    const digits = Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);
    out.push(...(littleEndian ? digits : digits.reverse()));
  };
  put(4, magic);
  put(2, 2);
  put(2, minor);
  for (const word of [0, 0, 65535, network]) put(4, word);
  for (const { seconds, fraction, bytes, captured = bytes.length, original = bytes.length } of records) {
    for (const word of [seconds, fraction, captured, original]) put(4, word);
    // The modified format goes on with interface, protocol, direction and padding.
    if (magic === 0xa1b2cd34) for (const word of [2, 0x0800, 4]) put(word === 2 ? 4 : 2, word);
    out.push(...bytes);
  }
  return Uint8Array.from(out);
};

const bytes = Uint8Array.from({ length: 61 }, (_, i) => i * 3);
const oneFrame = pcapFile({}, [{ seconds: 1_700_000_000, fraction: 123_456, bytes }]);

describe('readPcap', () => {
  test('reads either byte order and either resolution', () => {
    const record = { seconds: 1_700_000_000, fraction: 123_456, bytes, original: 1514 };
    for (const littleEndian of [true, false]) {
      const micro = readPcap(pcapFile({ littleEndian }, [record]), 'f');
      expect(plain(micro)).toEqual([
        { timestampNs: 1_700_000_000_123_456_000n, bytes: [...bytes], originalLength: 1514 },
      ]);
      const nano = readPcap(pcapFile({ littleEndian, magic: 0xa1b23c4d }, [record]), 'f');
      expect(nano[0]?.timestampNs).toBe(1_700_000_000_000_123_456n);
    }
  });

  test('reads every frame of a big-endian file back', () => {
    fc.assert(
      fc.property(fc.array(arbitraryFrame, { maxLength: 8 }), frames => {
        const records = frames.map(frame => ({
          seconds: Number(frame.timestampNs / 1_000_000_000n),
          fraction: Number(frame.timestampNs % 1_000_000_000n),
          original: frame.originalLength,
          bytes: frame.bytes,
        }));
        const read = readPcap(pcapFile({ littleEndian: false, magic: 0xa1b23c4d }, records), 'f');
        expect(plain(read)).toEqual(plain(frames));
      }),
    );
  });

  test('a file without frames is a capture of nothing', () => {
    expect(readPcap(pcapFile({}, []), 'f')).toEqual([]);
  });

  test('takes off the FCS that the file declares', () => {
    const file = pcapFile({ network: 0x2400_0001 }, [
      { seconds: 0, fraction: 0, bytes },
      { seconds: 0, fraction: 0, bytes, original: 63 },
      { seconds: 0, fraction: 0, bytes, original: 100 },
    ]);
    const lengths = readPcap(file, 'f').map((f: CapturedFrame) => [f.bytes.length, f.originalLength]);
    expect(lengths).toEqual([
      [57, 57],
      [59, 59],
      [61, 96],
    ]);
  });

  test('an original length below the captured one is raised to it', () => {
    const [frame] = readPcap(pcapFile({}, [{ seconds: 0, fraction: 0, bytes, original: 0 }]), 'f');
    expect(frame?.originalLength).toBe(61);
  });

  test.each([
    [
      'a cut file header',
      oneFrame.subarray(0, 23),
      'f.pcap, byte 0: the pcap file header is cut off after 23 of 24 bytes',
    ],
    [
      'a cut record header',
      oneFrame.subarray(0, 39),
      'f.pcap, byte 24 (frame 1): the file is truncated: 15 of the 16 bytes',
    ],
    ['a cut frame', oneFrame.subarray(0, 100), "byte 24 (frame 1): the file is truncated: 60 of the frame's 61 bytes"],
    ['an old version', pcapFile({ minor: 2 }, []), 'f.pcap, byte 4: pcap version 2.2 is not 2.4'],
    [
      'a known other link type',
      pcapFile({ network: 113 }, []),
      'byte 20: the link type is 113, Linux "any" device (SLL), not 1',
    ],
    ['an unknown link type', pcapFile({ network: 9999 }, []), 'byte 20: the link type is 9999, not 1, Ethernet'],
    ['another file', Uint8Array.from({ length: 30 }, () => 7), 'f.pcap, byte 0: this is not a classic pcap file'],
    [
      'an absurd length',
      pcapFile({}, [{ seconds: 0, fraction: 0, bytes, captured: 0xffff_fff0 }]),
      'byte 24 (frame 1): the record claims 4294967280 bytes, more than any Ethernet capture holds (262144)',
    ],
  ])('refuses %s', (_, file, message) => {
    expect(inputErrorOf(() => readPcap(file, 'f.pcap')).message).toContain(message);
  });

  test('reads the modified format, whose record headers have 24 bytes', () => {
    const record = { seconds: 5, fraction: 7, bytes, original: 100 };
    for (const littleEndian of [true, false]) {
      const file = pcapFile({ littleEndian, magic: 0xa1b2cd34 }, [record, record]);
      expect(file).toHaveLength(24 + 2 * (24 + bytes.length));
      const frame = { timestampNs: 5_000_007_000n, bytes: [...bytes], originalLength: 100 };
      expect(plain(readPcap(file, 'f'))).toEqual([frame, frame]);
      const { read, error } = readChunks(pcapReading, file.subarray(0, file.length - 1), 'f', 1000);
      expect(read).toHaveLength(1);
      expect(String(error)).toContain("f, byte 109 (frame 2): the file is truncated: 60 of the frame's 61 bytes");
    }
  });

  test('gives each frame as soon as its last byte is there, in whatever pieces a file arrives', () => {
    const file = pcapFile({}, [
      { seconds: 1, fraction: 0, bytes },
      { seconds: 2, fraction: 0, bytes },
    ]);
    for (const chunkBytes of [1, 7, 23, 24, 25, 76, 77, 78, 1000]) {
      for (const length of [100, 101, 177, file.length]) {
        const { read } = readChunks(pcapReading, file.subarray(0, length), 'f', chunkBytes);
        expect(read.map(({ number }) => number)).toEqual([1, 2].slice(0, Math.floor((length - 24) / 77)));
      }
    }
  });

  test('a file cut anywhere gives the whole frames before the cut, then the error', () => {
    const file = pcapFile({}, [
      { seconds: 1, fraction: 0, bytes },
      { seconds: 2, fraction: 0, bytes },
    ]);
    const whole = [24, 24 + 77, 24 + 154];
    for (let length = 1; length <= file.length; length++) {
      const { read, error } = readChunks(pcapReading, file.subarray(0, length), 'f', 1000);
      expect(read).toHaveLength(Math.max(0, Math.floor((length - 24) / 77)));
      if (whole.includes(length)) expect(error).toBeUndefined();
      else expect(error).toBeInstanceOf(InputError);
    }
  });

  test('never throws anything but an InputError, whatever byte is changed', () => {
    fc.assert(
      fc.property(fc.nat({ max: oneFrame.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const file = oneFrame.slice();
        file[at] = value;
        try {
          readPcap(file, 'f');
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });
});
