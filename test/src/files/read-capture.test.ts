import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readCapture, readCaptureFile } from '../../../src/files/read-capture.ts';
import { writePcap } from '../../../src/files/write-pcap.ts';
import { InputError } from '../../../src/input-error.ts';
import { inputErrorOf, plain } from './captures.ts';
import { PcapngBuilder } from './pcapng-builder.ts';

const bytes = Uint8Array.from({ length: 60 }, (_, i) => i);
const frame = { timestampNs: 1_000n, bytes, originalLength: 60 };
const directory = mkdtempSync(join(tmpdir(), 'sluice-capture-'));
afterAll(() => rmSync(directory, { recursive: true }));

describe('readCapture', () => {
  test('tells pcap and pcapng apart', () => {
    const pcapng = new PcapngBuilder(true).section().interface(1, 0).enhanced(0, 1n, bytes, 60).file();
    expect(plain(readCapture(writePcap([frame]), 'f'))).toEqual(plain([frame]));
    expect(plain(readCapture(pcapng, 'f'))).toEqual(plain([frame]));
  });

  test.each([
    ['an empty file', [], 'f: the file is empty; record it as pcap or pcapng'],
    ['a file of one byte', [0xa1], 'f: the file is truncated: it has 1 byte;'],
    ['a gzip file', [0x1f, 0x8b, 8, 0], 'f: the file is compressed with gzip; unpack it first (gunzip).'],
    [
      'an unknown magic',
      [1, 2, 0xab, 4, 5],
      'f, byte 0: the magic number 01 02 ab 04 belongs to neither pcap nor pcapng',
    ],
  ])('refuses %s', (_, content, message) => {
    expect(inputErrorOf(() => readCapture(Uint8Array.from(content), 'f')).message).toContain(message);
  });
});

describe('readCaptureFile', () => {
  test('reads a file', async () => {
    const path = join(directory, 'one.pcap');
    writeFileSync(path, writePcap([frame]));
    expect(plain(await readCaptureFile(path))).toEqual(plain([frame]));
  });

  test.each([
    ['a missing file', 'missing.pcap', 'there is no such file; check the path.'],
    ['a directory', '.', 'this is a directory; name a file in it.'],
  ])('%s is an input error', async (_, name, message) => {
    const path = join(directory, name);
    const error = await readCaptureFile(path).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toBe(`${path}: ${message}`);
  });
});
