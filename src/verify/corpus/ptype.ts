// SPDX-License-Identifier: Apache-2.0
/** What DPDK's software parser (`rte_net_get_ptype`) says of frames, through a small C program built on first use. */
import { mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { PacketType } from './ptype-fields.ts';

const source = fileURLToPath(new URL('./ptype.c', import.meta.url));

/** Compiles the adapter into `directory` unless it is there and newer; undefined when DPDK's headers are not installed. */
export const buildPtype = async (directory: string): Promise<string | undefined> => {
  const flags = await execa('pkg-config', ['--cflags', '--libs-only-L', 'libdpdk'], { reject: false });
  if (flags.failed) return undefined;
  const program = join(directory, 'ptype');
  const [made, written] = await Promise.all([stat(program).catch(() => undefined), stat(source)]);
  if (made && made.mtimeMs > written.mtimeMs) return program;
  await mkdir(directory, { recursive: true });
  const draft = `${program}.${process.pid}`;
  const libraries = ['-lrte_net', '-lrte_mbuf', '-lrte_eal'];
  // DPDK's headers use vector types wider than the base instruction set.
  const options = ['-O2', '-Wno-deprecated-declarations', ...flags.stdout.split(/\s+/).filter(flag => flag !== '')];
  const { failed } = await execa('cc', [...options, source, '-o', draft, ...libraries], { reject: false });
  if (failed) return undefined;
  await rename(draft, program);
  return program;
};

/** The type of every frame, in order. */
export const packetTypes = async (program: string, frames: readonly Uint8Array[]): Promise<readonly PacketType[]> => {
  const input = Buffer.concat(frames.flatMap(frame => [lengthBytes(frame.length), frame]));
  const { stdout } = await execa(program, { input, maxBuffer: 256 * 1024 * 1024 });
  return stdout.split('\n').map(line => {
    const [type = '', ...lengths] = line.split(' ');
    const [l2 = 0, l3 = 0, l4 = 0, tunnel = 0, innerL2 = 0, innerL3 = 0, innerL4 = 0] = lengths.map(Number);
    return { type: Number.parseInt(type, 16), l2, l3, l4, tunnel, innerL2, innerL3, innerL4 };
  });
};

const lengthBytes = (length: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(length);
  return bytes;
};
