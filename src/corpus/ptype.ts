/** What DPDK's software parser (`rte_net_get_ptype`) says of frames, through a small C program built on first use. */
import { mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { HeaderVector } from '../../sim/model/header-vector.ts';

/** Packet type and header lengths of one frame. */
export interface PacketType {
  readonly type: number;
  readonly l2Bytes: number;
  readonly l3Bytes: number;
  readonly l4Bytes: number;
}

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
    const [type = '', l2 = '', l3 = '', l4 = ''] = line.split(' ');
    return { type: Number.parseInt(type, 16), l2Bytes: Number(l2), l3Bytes: Number(l3), l4Bytes: Number(l4) };
  });
};

const lengthBytes = (length: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(length);
  return bytes;
};

/** Masks and values of `rte_mbuf_ptype.h`. */
const l2Mask = 0xf;
const l3Mask = 0xf0;
const l4Mask = 0xf00;
const l2Arp = 0x3;
const ipv4Types: readonly number[] = [0x10, 0x30, 0x90];
const ipv6Types: readonly number[] = [0x40, 0xc0, 0xe0];
const l4Types: Readonly<Record<number, Partial<HeaderVector>>> = {
  256: { tcp: 1, udp: 0 },
  512: { tcp: 0, udp: 1 },
};
const l4Fragment = 0x300;

/** The header vector fields that a packet type holds; a field that it does not speak of is absent. */
export const fieldsOfType = ({ type, l2Bytes, l3Bytes }: PacketType): Partial<HeaderVector> => {
  const ipv4 = ipv4Types.includes(type & l3Mask);
  const ipv6 = ipv6Types.includes(type & l3Mask);
  const isArp = (type & l2Mask) === l2Arp;
  const link = { ...(l2Bytes > 0 && (ipv4 || ipv6) && { l3Offset: l2Bytes }), ...(isArp && { ethertype: 0x0806 }) };
  if (!ipv4 && !ipv6) return { ...link, ipv4: 0, ipv6: 0 };
  const end = l3Bytes > 0 ? { l4Offset: l2Bytes + l3Bytes } : {};
  const fragment = (type & l4Mask) === l4Fragment ? { fragment: 1 } : { fragment: 0 };
  return { ...link, ipv4: Number(ipv4), ipv6: Number(ipv6), ...end, ...fragment, ...l4Types[type & l4Mask] };
};
