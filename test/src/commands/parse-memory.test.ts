// SPDX-License-Identifier: Apache-2.0
/** `sluice parse` holds what it works on, not what it has read: ten times as many frames take no more memory. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { pcapFileHeaderBytes } from '../../../src/files/read-pcap.ts';
import { writePcap } from '../../../src/files/write-pcap.ts';
import { ethernet, ipv4, payloadOf, udp } from '../../support/frames.ts';

const root = new URL('../../../', import.meta.url).pathname;
const directory = mkdtempSync(join(tmpdir(), 'sluice-memory-'));
afterAll(() => rmSync(directory, { recursive: true }));

const ports = { sourcePort: 1234, destinationPort: 80 };
const addresses = { source: '10.0.0.1', destination: '10.0.0.2' };
const link = { destination: '52:54:00:00:00:10', source: '02:00:00:00:00:99' };
const bytes = ethernet(link, ipv4(addresses, udp(ports, payloadOf(300))));
const hundred = writePcap(
  Array.from({ length: 100 }, () => ({ timestampNs: 0n, bytes, originalLength: bytes.length })),
);

/** A capture of so many frames, a multiple of 100. */
const captureOf = (frames: number): string => {
  const path = join(directory, `${frames}.pcap`);
  const records = hundred.subarray(pcapFileHeaderBytes);
  writeFileSync(path, Buffer.concat([hundred, ...new Array<Uint8Array>(frames / 100 - 1).fill(records)]));
  return path;
};

/** Small and eager garbage collection, so that what is left over is not taken for what is held. */
const heap = ['--max-semi-space-size=1', '--max-old-space-size=88'];
const tellMemory =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("resident "+process.resourceUsage().maxRSS))';

/** Most memory that the process had, in MiB. */
const memoryOf = async (frames: number, ...options: readonly string[]): Promise<number> => {
  const args = [...heap, '--import', tellMemory, join(root, 'bin/sluice.js'), 'parse', captureOf(frames), ...options];
  const { stdout, stderr } = await execa(process.execPath, args, { cwd: root, maxBuffer: 2 ** 28 });
  expect(stdout.slice(stdout.lastIndexOf('\n') + 1)).toMatch(new RegExp(`^${frames}: 342 bytes`));
  return Number(/resident (\d+)/.exec(stderr)![1]) / 1024;
};

/** Growth in MiB that is none: 90,000 frames that are held are more, and 19,000 with the answers of the hardware. */
const none = 24;

test('of the model, from 10,000 to 100,000 frames', { timeout: 900_000 }, async () => {
  expect((await memoryOf(100_000)) - (await memoryOf(10_000))).toBeLessThan(none);
});

test('of the hardware, from 1,000 to 20,000 frames', { timeout: 900_000 }, async () => {
  expect((await memoryOf(20_000, '--rtl')) - (await memoryOf(1000, '--rtl'))).toBeLessThan(none);
});
