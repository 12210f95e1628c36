// SPDX-License-Identifier: Apache-2.0
/** The data path of a machine as a graph: stages and the flows between them, out of its elaborated design. */
import { relative } from 'node:path';
import { structureOf } from 'typescript-hdl';
import type { Config } from '../../hdl/spec/configs.ts';
import { top } from '../../hdl/top.ts';
import { repositoryRoot } from '../../sim/verilate/cache.ts';

export interface MachineNode {
  readonly id: string;
  /** Component of a stage; what is outside has none. */
  readonly component: string | undefined;
  /** Where the component is described: `hdl/parser/header-parser.ts:98`. */
  readonly place: string | undefined;
}

/** Flows from one node to another, as one edge. */
export interface MachineEdge {
  readonly from: string;
  readonly to: string;
  /** Ports that they enter. */
  readonly ports: readonly string[];
  /** Bits of all of them, handshakes not counted. */
  readonly bits: number;
}

export interface MachineGraph {
  readonly nodes: readonly MachineNode[];
  readonly edges: readonly MachineEdge[];
}

/** What is at the edges of the chip, by the port that leads there. */
const outside: Readonly<Record<string, string>> = {
  sAxisRx: 'wire, received',
  mAxisTx: 'wire, sent',
  mAxi: 'host memory',
};

/** Counters, registers and logs see everything and would hide the rest: they are left out of the picture. */
const isControl = (file: string): boolean => file.startsWith('hdl/control/');

/** Stages of a configuration and the flows between them; control is left out. */
export const machineGraph = (config: Config): MachineGraph => {
  const { parts, flows } = structureOf(top(config));
  const stages = parts
    .map(part => ({ ...part, file: relative(repositoryRoot, part.file) }))
    .filter(({ file }) => !isControl(file));
  const known = new Set(stages.map(({ name }) => name));
  const edges = new Map<string, { from: string; to: string; ports: Set<string>; bits: number }>();
  const found = new Set<string>();
  for (const { from, to, edge, port, width } of flows) {
    const place = edge === undefined ? undefined : outside[edge];
    const [source, sink] = [from ?? place, to ?? place];
    if (source === undefined || sink === undefined) continue;
    if ((from !== undefined && !known.has(from)) || (to !== undefined && !known.has(to))) continue;
    if (place !== undefined) found.add(place);
    const key = `${source}>${sink}`;
    const merged = edges.get(key) ?? { from: source, to: sink, ports: new Set<string>(), bits: 0 };
    merged.ports.add(port);
    edges.set(key, { ...merged, bits: merged.bits + width });
  }
  return {
    nodes: [
      ...stages.map(({ name, component, file, line }) => ({ id: name, component, place: `${file}:${line}` })),
      ...[...found].map(id => ({ id, component: undefined, place: undefined })),
    ],
    edges: [...edges.values()].map(edge => ({ ...edge, ports: [...edge.ports] })),
  };
};
