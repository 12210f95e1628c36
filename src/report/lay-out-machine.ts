// SPDX-License-Identifier: Apache-2.0
/** Places the stages of a machine and draws the ways between them, with the layered layout of ELK. */
import elk, { type ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { MachineEdge, MachineGraph, MachineNode } from './machine-graph.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedNode extends MachineNode {
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  readonly from: string;
  readonly to: string;
  /** Flows of the edge and of the one the other way, which is drawn with it. */
  readonly there: MachineEdge;
  readonly back: MachineEdge | undefined;
  readonly points: readonly Point[];
  /** Centre of its label. */
  readonly label: Point;
}

export interface PlacedMachine {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** Size of a stage in the picture, in pixels. */
export const nodeSize = { width: 150, height: 60 } as const;
const labelSize = { width: 62, height: 13 } as const;

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
  'elk.layered.spacing.nodeNodeBetweenLayers': '16',
  'elk.layered.spacing.edgeNodeBetweenLayers': '10',
  'elk.spacing.nodeNode': '24',
  'elk.spacing.edgeNode': '14',
  'elk.edgeLabels.inline': 'false',
  'elk.padding': '[top=8,left=8,bottom=8,right=8]',
};

/** Nodes by their distance from the wire: it is drawn on the left, and the memory of the host on the right. */
const fromTheWire = ({ nodes, edges }: MachineGraph): readonly MachineNode[] => {
  const distance = new Map(nodes.filter(({ id }) => id.startsWith('wire')).map(({ id }) => [id, 0]));
  const waiting = [...distance.keys()];
  for (const id of waiting) {
    for (const { from, to } of edges) {
      const next = from === id ? to : to === id ? from : undefined;
      if (next === undefined || distance.has(next)) continue;
      distance.set(next, distance.get(id)! + 1);
      waiting.push(next);
    }
  }
  return nodes.toSorted((a, b) => (distance.get(a.id) ?? nodes.length) - (distance.get(b.id) ?? nodes.length));
};

/** The picture of a machine, the same for the same graph. */
export const layOutMachine = async (graph: MachineGraph): Promise<PlacedMachine> => {
  const nodes = fromTheWire(graph);
  const rank = new Map(nodes.map(({ id }, i) => [id, i]));
  const pairs = graph.edges.flatMap(there => {
    const back = graph.edges.find(({ from, to }) => from === there.to && to === there.from);
    return back && rank.get(there.from)! > rank.get(there.to)! ? [] : [{ there, back }];
  });
  const layout: ElkNode = await new elk.default().layout({
    id: 'machine',
    layoutOptions: options,
    children: nodes.map(({ id }) => ({ id, ...nodeSize })),
    edges: pairs.map(({ there }, i) => ({
      id: `${i}`,
      sources: [there.from],
      targets: [there.to],
      labels: [{ id: `label${i}`, text: `${there.bits}`, ...labelSize }],
    })),
  });
  return {
    width: Math.ceil(layout.width ?? 0),
    height: Math.ceil(layout.height ?? 0),
    nodes: nodes.map(node => ({ ...node, ...pointOf(layout.children!.find(({ id }) => id === node.id)!) })),
    edges: pairs.map((pair, i) => ({ from: pair.there.from, to: pair.there.to, ...pair, ...wayOf(layout, i) })),
  };
};

const pointOf = ({ x = 0, y = 0 }: { x?: number; y?: number }): Point => ({ x: Math.round(x), y: Math.round(y) });

const wayOf = (layout: ElkNode, index: number): { readonly points: readonly Point[]; readonly label: Point } => {
  const { sections = [], labels = [] } = layout.edges![index]!;
  const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
  const { x = 0, y = 0 } = labels[0] ?? {};
  return {
    points: points.map(pointOf),
    label: pointOf({ x: x + labelSize.width / 2, y: y + labelSize.height / 2 }),
  };
};
