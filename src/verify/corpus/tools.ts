// SPDX-License-Identifier: Apache-2.0
/** The tools that read the corpus beside us: how each is found and what it says of the frames of one capture. */
import { join } from 'node:path';
import { execa } from 'execa';
import type { ToolName } from './difference-class.ts';
import { extractFlows, fieldsOf } from './ovs.ts';
import type { ToolReading } from './parser-answer.ts';
import { buildPtype, packetTypes } from './ptype.ts';
import { fieldsOfType } from './ptype-fields.ts';
import { dissect } from './tshark.ts';
import { notesOf, vectorOf } from './tshark-vector.ts';

/** Frames of one capture: as bytes, and as a classic pcap file of Ethernet frames. */
export interface ToolInput {
  readonly path: string;
  readonly frames: readonly Uint8Array[];
}

/** A tool that can be asked. */
export interface Tool {
  readonly name: ToolName;
  /** First line of what the tool says of itself. */
  readonly version: string;
  /** What it knows of each frame, in order. */
  readonly read: (input: ToolInput) => Promise<readonly ToolReading[]>;
}

/** A tool that cannot be asked, and what to do about it. */
export interface MissingTool {
  readonly name: ToolName;
  readonly missing: string;
}

const versionOf = async (program: string, ...args: readonly string[]): Promise<string | undefined> => {
  const { failed, stdout } = await execa(program, args, { reject: false });
  return failed ? undefined : stdout.split('\n')[0]!.trim();
};

const ovs = async (): Promise<Tool | MissingTool> => {
  const version = await versionOf('ovs-ofctl', '--version');
  if (version === undefined) return { name: 'ovs', missing: 'ovs-ofctl is not installed (Debian: openvswitch-common)' };
  return {
    name: 'ovs',
    version,
    read: async ({ path }) => (await extractFlows(path)).map(flow => ({ fields: fieldsOf(flow), notes: [] })),
  };
};

const tshark = async (): Promise<Tool | MissingTool> => {
  const version = await versionOf('tshark', '--version');
  if (version === undefined) return { name: 'tshark', missing: 'tshark is not installed (Debian: tshark)' };
  const read = async ({ path }: ToolInput) =>
    (await dissect(path)).map(dissection => ({ fields: vectorOf(dissection), notes: notesOf(dissection) }));
  return { name: 'tshark', version, read };
};

const dpdk = async (buildDirectory: string): Promise<Tool | MissingTool> => {
  const version = await versionOf('pkg-config', '--modversion', 'libdpdk');
  const program = version === undefined ? undefined : await buildPtype(buildDirectory);
  if (version === undefined || program === undefined) {
    return { name: 'dpdk', missing: 'the DPDK development files are not installed (Debian: libdpdk-dev)' };
  }
  const read = async ({ frames }: ToolInput) =>
    (await packetTypes(program, frames)).map(type => ({ fields: fieldsOfType(type), notes: [] }));
  return { name: 'dpdk', version: `DPDK ${version}`, read };
};

/** Every tool, in the order of `toolNames`; programs of ours are built below `buildDirectory`. */
export const findTools = (buildDirectory: string): Promise<readonly (Tool | MissingTool)[]> =>
  Promise.all([ovs(), tshark(), dpdk(join(buildDirectory, 'ptype'))]);
