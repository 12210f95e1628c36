// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPcap as pcapReading } from '../../../src/files/read-pcap.ts';
import { writePcap } from '../../../src/files/write-pcap.ts';
import { arbitraryFrame, plain, wholeFile } from './captures.ts';

const readPcap = wholeFile(pcapReading);

const frame = { timestampNs: 5_000_000_777n, bytes: Uint8Array.of(1, 2, 3), originalLength: 60 };

describe('writePcap', () => {
  test('what it writes, the reader reads', () => {
    fc.assert(
      fc.property(fc.array(arbitraryFrame, { maxLength: 8 }), frames => {
        expect(plain(readPcap(writePcap(frames), 'f'))).toEqual(plain(frames));
        const rounded = frames.map(f => ({ ...f, timestampNs: f.timestampNs - (f.timestampNs % 1000n) }));
        expect(plain(readPcap(writePcap(frames, 'microsecond'), 'f'))).toEqual(plain(rounded));
      }),
    );
  });

  test('writes the file byte for byte as the format says', () => {
    const header = 'd4c3b2a1 0200 0400 00000000 00000000 00000400 01000000';
    const record = '05000000 00000000 03000000 3c000000 010203';
    const hex = Buffer.from(writePcap([frame], 'microsecond')).toString('hex');
    expect(hex).toBe(`${header}${record}`.replaceAll(' ', ''));
  });

  test('refuses what the format cannot hold', () => {
    expect(() => writePcap([{ ...frame, timestampNs: -1n }])).toThrow('frame 1: -1 ns does not fit');
    expect(() => writePcap([frame, { ...frame, timestampNs: 4_294_967_296_000_000_000n }])).toThrow('frame 2:');
    expect(() => writePcap([{ ...frame, bytes: new Uint8Array(262_145) }])).toThrow(
      '262145 bytes are more than the 262144',
    );
  });
});
