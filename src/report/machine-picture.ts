// SPDX-License-Identifier: Apache-2.0
/** A machine as an SVG picture, plain or lit by what a run counted. */
import { escapeText } from './escape-text.ts';
import { nodeSize, type PlacedEdge, type PlacedMachine, type PlacedNode, type Point } from './lay-out-machine.ts';

/** What the picture says of a stage beside its name. */
export interface StageNote {
  /** A line below the name: frames that passed it, or the clocks that it takes. */
  readonly text: string;
  /** From 0 to 1: how strongly it is lit. */
  readonly light: number;
  /** Frames that ended there for a reason, in words. */
  readonly dropped?: string;
}

export interface MachinePictureOptions {
  readonly notes: ReadonlyMap<string, StageNote>;
  /** Where a stage leads when it is chosen; no link without it. */
  readonly link?: (id: string) => string;
  /** Style sheet inside the picture, for one that stands alone. */
  readonly style?: string;
  /** What the picture shows, for who cannot see it. */
  readonly label: string;
}

const titleOf = ({ id, component }: PlacedNode): string => (component ?? id).replaceAll('_', ' ');

const bitsText = ({ there, back }: PlacedEdge): string => (back ? `${there.bits} ⇄ ${back.bits}` : `${there.bits}`);

const path = (points: readonly Point[]): string =>
  points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');

const edgePicture = (edge: PlacedEdge): string => {
  const { there, back, points, label } = edge;
  const wide = Math.min(4, 1 + Math.log10(Math.max(1, there.bits)) * 0.8).toFixed(1);
  const ports = [...there.ports, ...(back?.ports ?? [])].join(', ');
  const start = back ? ' marker-start="url(#arrow)"' : '';
  return [
    `<g class="flow"><title>${escapeText(`${edge.from} to ${edge.to}: ${ports}`)}</title>`,
    `<path d="${path(points)}" stroke-width="${wide}" marker-end="url(#arrow)"${start}/>`,
    `<text x="${label.x}" y="${label.y + 3}">${bitsText(edge)}</text></g>`,
  ].join('');
};

const nodePicture = (node: PlacedNode, { notes, link }: MachinePictureOptions): string => {
  const { id, component, x, y } = node;
  const note = notes.get(id);
  const kind = component === undefined ? 'outside' : 'stage';
  // One line to three, in the middle of the stage.
  const nameLine = note?.dropped ? 19 : note ? 26 : 35;
  const inside = [
    `<rect x="${x}" y="${y}" width="${nodeSize.width}" height="${nodeSize.height}" rx="7"/>`,
    note && note.light > 0
      ? `<rect class="light" x="${x}" y="${y}" width="${nodeSize.width}" height="${nodeSize.height}" rx="7" opacity="${note.light.toFixed(2)}"/>`
      : '',
    `<text class="name" x="${x + nodeSize.width / 2}" y="${y + nameLine}">${escapeText(titleOf(node))}</text>`,
    note
      ? `<text class="note" x="${x + nodeSize.width / 2}" y="${y + nameLine + 17}">${escapeText(note.text)}</text>`
      : '',
    note?.dropped
      ? `<text class="dropped" x="${x + nodeSize.width / 2}" y="${y + nameLine + 33}">${escapeText(note.dropped)}</text>`
      : '',
  ].join('');
  const group = `<g class="${kind}" id="stage-${id.replaceAll(/\W+/g, '-')}">${inside}</g>`;
  return link && component !== undefined
    ? `<a href="${escapeText(link(id))}" aria-label="${escapeText(`${titleOf(node)}: ${note?.text ?? 'no counter'}`)}">${group}</a>`
    : group;
};

const arrow =
  '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0L8 4L0 8Z"/></marker></defs>';

/** SVG of a placed machine; stages come in the order of the frames that are received, so that the tab key follows them. */
export const machinePicture = (machine: PlacedMachine, options: MachinePictureOptions): string => {
  const { width, height, nodes, edges } = machine;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="machine" viewBox="0 0 ${width} ${height}" role="${options.link ? 'group' : 'img'}" aria-label="${escapeText(options.label)}">`,
    options.style ? `<style>${options.style}</style>` : '',
    arrow,
    ...edges.map(edgePicture),
    ...nodes.map(node => nodePicture(node, options)),
    '</svg>',
  ].join('\n');
};
