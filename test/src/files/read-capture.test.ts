// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, createDeflateRaw, gzipSync } from 'node:zlib';
import { InputError } from 'typescript-hdl/command-line';
import { afterAll, describe, expect, test } from 'vitest';
import type { NumberedFrame } from '../../../src/files/captured-frame.ts';
import { capturedFrames, captureReading, readCaptureFile } from '../../../src/files/read-capture.ts';
import { writePcap } from '../../../src/files/write-pcap.ts';
import { inputErrorOf, plain, wholeFile } from './captures.ts';
import { PcapngBuilder } from './pcapng-builder.ts';

const readCapture = wholeFile(captureReading);
const bytes = Uint8Array.from({ length: 60 }, (_, i) => i);
const frame = { timestampNs: 1_000n, bytes, originalLength: 60 };
const pcap = writePcap([frame, frame]);
const directory = mkdtempSync(join(tmpdir(), 'sluice-capture-'));
afterAll(() => rmSync(directory, { recursive: true }));

const file = (name: string, contents: Uint8Array): string => {
  const path = join(directory, name);
  writeFileSync(path, contents);
  return path;
};

/** Frames and notes of a capture, and the error that it ends with. */
const readAll = async (path: string) => {
  const frames: NumberedFrame[] = [];
  const notes: string[] = [];
  let error: unknown;
  try {
    for await (const part of capturedFrames(path, note => notes.push(note))) frames.push(...part);
  } catch (thrown) {
    error = thrown;
  }
  if (error !== undefined) expect(error).toBeInstanceOf(InputError);
  return { frames, notes, message: (error as InputError | undefined)?.message };
};

describe('captureReading', () => {
  test('tells pcap and pcapng apart', () => {
    const pcapng = new PcapngBuilder(true).section().interface(1, 0).enhanced(0, 1n, bytes, 60).file();
    expect(plain(readCapture(pcap, 'f'))).toEqual(plain([frame, frame]));
    expect(plain(readCapture(pcapng, 'f'))).toEqual(plain([frame]));
  });

  test.each([
    ['an empty file', [], 'f: the file is empty; record it as pcap or pcapng'],
    ['a file of one byte', [0xa1], 'f: the file is truncated: it has 1 byte;'],
    ['a zstd file', [0x28, 0xb5, 0x2f, 0xfd], 'f: the file is compressed with zstd; unpack it first (zstd -d).'],
    ['a bzip2 file', [0x42, 0x5a, 0x68, 0x39], 'f: the file is compressed with bzip2; unpack it first (bunzip2).'],
    [
      'a snoop file',
      [...'snoop\0\0\0'].map(letter => letter.charCodeAt(0)),
      'f: this is a capture of snoop (RFC 1761); convert it (editcap -F pcap OLD NEW).',
    ],
    ['an IXIA file', [0x1c, 0, 1, 0xac, 0, 2], 'f: this is a capture of IXIA (lcap); convert it'],
    [
      'an unknown magic',
      [1, 2, 0xab, 4, 5],
      'f, byte 0: the magic number 01 02 ab 04 belongs to neither pcap nor pcapng',
    ],
  ])('refuses %s', (_, content, message) => {
    expect(inputErrorOf(() => readCapture(Uint8Array.from(content), 'f')).message).toContain(message);
  });
});

describe('capturedFrames', () => {
  test('gives the whole frames of a file that is cut in its last record, then the error', async () => {
    const path = file('cut.pcap', pcap.subarray(0, pcap.length - 1));
    const { frames, message } = await readAll(path);
    expect(plain(frames)).toEqual(plain([frame]));
    expect(message).toBe(
      `${path}, byte 100 (frame 2): the file is truncated: 59 of the frame's 60 bytes are there; record or copy the file again.`,
    );
  });

  test('gives the whole frames before a place that is damaged, then the error', async () => {
    const damaged = pcap.slice();
    damaged[100 + 11] = 0xff;
    const { frames, message } = await readAll(file('damaged.pcap', damaged));
    expect(plain(frames)).toEqual(plain([frame]));
    expect(message).toContain('damaged.pcap, byte 100 (frame 2): the record claims 4278190140 bytes');
  });

  const mixed = (...interfaces: readonly number[]): Uint8Array => {
    const builder = new PcapngBuilder(true).section().interface(1, 0).interface(113, 0).interface(101, 0);
    for (const id of interfaces) builder.enhanced(id, 1n, bytes, 60);
    return builder.file();
  };

  test('gives the Ethernet frames among others, and says what it skipped', async () => {
    const path = file('mixed.pcapng', mixed(1, 0, 1, 2, 0));
    const { frames, notes, message } = await readAll(path);
    expect(frames.map(({ number }) => number)).toEqual([2, 5]);
    expect(message).toBeUndefined();
    expect(notes).toEqual([
      `${path}: skipped 2 frames of link type 113, Linux "any" device (SLL), which is not Ethernet (the first is frame 1)`,
      `${path}: skipped 1 frame of link type 101, raw IP, which is not Ethernet (the first is frame 4)`,
    ]);
  });

  test('says it also of a file that ends in an error', async () => {
    const { notes, message } = await readAll(file('both.pcapng', mixed(1, 0, 0).subarray(0, -4)));
    expect(notes).toHaveLength(1);
    expect(message).toContain('the file is truncated');
  });

  test('refuses a capture of nothing else', async () => {
    const path = file('other.pcapng', mixed(1, 2, 1));
    expect(await readAll(path)).toEqual({
      frames: [],
      notes: [],
      message: `${path}: there is no Ethernet frame in it, only 2 frames of link type 113, Linux "any" device (SLL) and 1 frame of link type 101, raw IP; record on one Ethernet interface (tcpdump -i eth0, not -i any).`,
    });
  });

  describe('with gzip', () => {
    test('reads what is packed, also several members in a row', async () => {
      const path = file('one.pcap.gz', Buffer.concat([gzipSync(pcap.subarray(0, 50)), gzipSync(pcap.subarray(50))]));
      expect(plain((await readAll(path)).frames)).toEqual(plain([frame, frame]));
    });

    test('gives the whole frames before a cut of what is packed, or of the packing', async () => {
      const inside = file('inside.gz', gzipSync(pcap.subarray(0, pcap.length - 1)));
      expect(await readAll(inside)).toMatchObject({
        frames: [{ number: 1 }],
        message: expect.stringContaining(`${inside} (unpacked), byte 100 (frame 2): the file is truncated`),
      });
      const outside = file('outside.gz', gzipSync(pcap, { level: 0 }).subarray(0, 140));
      expect(await readAll(outside)).toMatchObject({
        frames: [{ number: 1 }],
        message: `${outside}: the gzip data ends early; copy the file again.`,
      });
    });

    const many = Array.from({ length: 40 }, (_, i) => ({
      ...frame,
      bytes: bytes.map(byte => (byte * 7 + i * i) & 0xff),
    }));
    const packed = gzipSync(writePcap(many));
    const numbers = Array.from(many, (_, i) => i + 1);

    test.each([
      ['text', Buffer.from('-- signature --')],
      ['more than a piece', Buffer.alloc(10_000, 0x55)],
      ['padding and text', Buffer.concat([Buffer.alloc(700), Buffer.from('x'), Buffer.alloc(9000)])],
      ['much padding and text', Buffer.concat([Buffer.alloc(70_000), Buffer.from('x')])],
    ])('ignores %s after its end, and says so', async (_, after) => {
      const path = file('after.gz', Buffer.concat([packed, after]));
      const { frames, notes, message } = await readAll(path);
      expect(frames.map(({ number }) => number)).toEqual(numbers);
      expect([message, ...notes]).toEqual([undefined, `${path}: bytes after the end of the gzip data are ignored`]);
    });

    test('takes one byte after its end for a member that is cut', async () => {
      const path = file('byte.gz', Buffer.concat([packed, Buffer.of(0xaa)]));
      const { frames, message } = await readAll(path);
      expect(frames).toHaveLength(many.length);
      expect(message).toBe(`${path}: the gzip data ends early; copy the file again.`);
    });

    test.each([1, 700, 70_000])('says nothing of padding of %i bytes', async padding => {
      const read = await readAll(file('padded.gz', Buffer.concat([packed, Buffer.alloc(padding)])));
      expect(read).toMatchObject({ notes: [], message: undefined });
      expect(read.frames).toHaveLength(many.length);
    });

    test.each([
      ['checksum', -8, 'incorrect data check'],
      ['length', -4, 'incorrect length check'],
    ])('gives every frame before a %s that is wrong, then the error', async (_, place, reason) => {
      const damaged = Buffer.from(packed);
      damaged[damaged.length + place]! ^= 1;
      const path = file('check.gz', damaged);
      const { frames, message } = await readAll(path);
      expect(frames.map(({ number }) => number)).toEqual(numbers);
      expect(message).toBe(`${path}: the gzip data is damaged (${reason}); copy the file again.`);
    });

    test('gives every frame of whole members before one that is damaged', async () => {
      const second = gzipSync(writePcap(many).subarray(24));
      second[second.length - 8]! ^= 1;
      const damagedHeader = Buffer.concat([packed, Buffer.of(0x1f, 0x8b, 9, 0)]);
      expect((await readAll(file('second.gz', Buffer.concat([packed, second])))).frames).toHaveLength(2 * many.length);
      const { frames, message } = await readAll(file('header.gz', damagedHeader));
      expect(frames).toHaveLength(many.length);
      expect(message).toContain('the gzip data is damaged (unknown compression method)');
    });

    test('gives every frame that is stored before a damaged block', async () => {
      // Each frame in a block of its own: the one whose type is impossible is the first that is lost.
      const deflate = createDeflateRaw({ level: 9 });
      const blocks: Buffer[] = [];
      deflate.on('data', (chunk: Buffer) => blocks.push(chunk));
      const records = [writePcap(many).subarray(0, 24), ...many.map(one => writePcap([one]).subarray(24))];
      for (const record of records) {
        deflate.write(record);
        await new Promise<void>(resolve => deflate.flush(constants.Z_FULL_FLUSH, resolve));
      }
      const header = Buffer.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3);
      const whole = 23;
      const path = file('block.gz', Buffer.concat([header, ...blocks.slice(0, 1 + whole), Buffer.of(0x07), ...blocks]));
      const { frames, message } = await readAll(path);
      expect(blocks).toHaveLength(records.length);
      expect(frames).toHaveLength(whole);
      expect(message).toContain('the gzip data is damaged (invalid block type)');
    });

    test('refuses damaged packing', async () => {
      const path = file('bad.gz', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff));
      expect((await readAll(path)).message).toMatch(/bad\.gz: the gzip data is damaged \(.*\); copy the file again\.$/);
    });
  });

  test('gives what has arrived in a pipe before the pipe is closed', async () => {
    const path = join(directory, 'pipe');
    execFileSync('mkfifo', [path]);
    const reading = capturedFrames(path, () => {});
    const first = reading.next();
    const writer = createWriteStream(path);
    writer.write(pcap.subarray(0, 105));
    expect((await first).value).toMatchObject([{ number: 1 }]);
    writer.end(pcap.subarray(105));
    expect((await reading.next()).value).toMatchObject([{ number: 2 }]);
    expect((await reading.next()).done).toBe(true);
  });
});

describe('readCaptureFile', () => {
  test('reads a file', async () => {
    expect(plain(await readCaptureFile(file('one.pcap', pcap)))).toEqual(plain([frame, frame]));
  });

  test.each([
    ['a missing file', 'missing.pcap', 'there is no such file; check the path.'],
    ['a directory', '.', 'this is a directory; name a file in it.'],
    ['a name longer than any', 'x'.repeat(300), 'the name is longer than any file has; check the path.'],
  ])('%s is an input error', async (_, name, message) => {
    const path = join(directory, name);
    const error = await readCaptureFile(path).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toBe(`${path}: ${message}`);
  });
});
