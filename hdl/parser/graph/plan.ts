// SPDX-License-Identifier: Apache-2.0
/**
 * Works out from the protocol graph what stages the parser is built from. Throws a RangeError that names the header when
 * the graph cannot be built.
 *
 * Layers are put together into stages, as few as possible, because moving the next header to lane 0 is what costs. In a
 * *fixed* stage every header stands at one of few constant places, counted from the first header of the stage: four tags
 * stand at bytes 14, 18, 22 and 26 of a frame. A *pointer* stage has a layer of headers whose fields all lie in one word of
 * four bytes, somewhere in the beats of the stage before: a multiplexer finds the word, and the beats stay as they are.
 */
import type { HeaderLayer, HeaderRule } from '../../spec/protocol/header-graph.ts';
import { headerVectorFields } from '../../spec/protocol/header-vector.ts';
import { checkGraph } from './check-graph.ts';
import { bitsFor, boundedHeaders, bytesRead, followersOf } from './header-lengths.ts';
import { openStage, type Placement, type StageDraft } from './place-headers.ts';

/** One stage of the parser. */
export interface StagePlan {
  readonly name: string;
  readonly kind: 'fixed' | 'pointer';
  readonly placements: readonly Placement[];
  /** Headers that may be next where the stage begins, those of later stages included; empty for the first stage. */
  readonly arriving: readonly HeaderRule[];
  /** Headers of later stages that may follow this one, whether it has a header or is passed. */
  readonly onward: readonly HeaderRule[];
  readonly first: boolean;
  readonly last: boolean;
  /** Bytes that may lie between lane 0 of the stage and the header that follows it, ascending. */
  readonly skips: readonly number[];
  /** The stage moves the next header to lane 0; the others hand their beats on as they are. */
  readonly realigns: boolean;
  /** Lanes of the incoming beats: fewer than a beat has when the rest is not read. */
  readonly laneBytes: number;
  /** An earlier stage may have bounded what is left by its length field. */
  readonly bounded: boolean;
  /** Headers of the stage that may stand after a length that bounds them. */
  readonly boundedHeaders: ReadonlySet<string>;
}

export interface ParserPlan {
  readonly beatBytes: number;
  /** Beats that are looked at; what follows is not. */
  readonly windowBeats: number;
  /** Width of a byte offset in the frame. */
  readonly offsetBits: number;
  /** Width of a number of bytes inside the window. */
  readonly leftBits: number;
  /** Width of the bytes that an enclosing length leaves, a signed number; larger amounts stand at the top. */
  readonly roomBits: number;
  /** Width of the number of a beat inside the window. */
  readonly indexBits: number;
  readonly stages: readonly StagePlan[];
  /** Number of every header of the graph, by name. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** Width of the offsets in the header vector. */
const offsetBits = headerVectorFields.find(({ name }) => name === 'l4Offset')!.bits;
const mostHeaders = headerVectorFields.find(({ name }) => name === 'headers')!.bits;

/** Plans the parser of a graph for beats of `beatBytes`, a power of two, and the first `parserBytes` of a frame. */
export const planParser = (graph: readonly HeaderLayer[], beatBytes: number, parserBytes: number): ParserPlan => {
  if (beatBytes < 4 || !Number.isInteger(Math.log2(beatBytes))) {
    throw new RangeError(`A beat has a power of two of at least 4 bytes, not ${beatBytes}.`);
  }
  if (parserBytes % beatBytes !== 0 || parserBytes > 2 ** (offsetBits - 1)) {
    throw new RangeError(
      `A parser looks at whole beats of up to ${2 ** (offsetBits - 1)} bytes, not at ${parserBytes}.`,
    );
  }
  checkGraph(graph);
  const headers = graph.flatMap(layer => layer.headers);
  if (headers.length > mostHeaders) throw new RangeError(`The header vector has room for ${mostHeaders} headers.`);
  const windowBeats = parserBytes / beatBytes;
  return {
    beatBytes,
    windowBeats,
    offsetBits,
    leftBits: bitsFor(parserBytes),
    // A sign, and more than all headers of the window take away before the last of them asks.
    roomBits: bitsFor(2 * parserBytes - 1) + 1,
    indexBits: bitsFor(windowBeats - 1),
    stages: planStages(graph, beatBytes, parserBytes),
    numbers: Object.fromEntries(headers.map(({ name }, i) => [name, i])),
  };
};

const planStages = (graph: readonly HeaderLayer[], beatBytes: number, parserBytes: number): StagePlan[] => {
  const drafts: StageDraft[] = [];
  for (const [i, layer] of graph.entries()) {
    const open = drafts.at(-1);
    if (open?.fuse(layer, i)) continue;
    const pointer = open?.pointer(layer, i);
    drafts.push(pointer ?? openStage(graph, layer, i, parserBytes));
  }
  return drafts.map((_, n) => planStage(graph, drafts, n, beatBytes));
};

const planStage = (
  graph: readonly HeaderLayer[],
  drafts: readonly StageDraft[],
  n: number,
  beatBytes: number,
): StagePlan => {
  const draft = drafts[n]!;
  const last = n === drafts.length - 1;
  const behind = drafts[n + 1];
  const earlier = drafts.slice(0, n).flatMap(({ placements }) => placements);
  const extent = Math.max(...draft.placements.map(({ header, at }) => at + bytesRead(header)));
  const peeker = draft.placements.find(({ header }) => header.peeks && !followersInside(header, draft));
  if (peeker) throw new RangeError(`What "${peeker.header.name}" peeks at must stand in the same stage of the parser.`);
  return {
    name: draft.name,
    kind: draft.kind,
    placements: draft.placements,
    arriving: reachedFrom(graph, draft.layers[0]! - 1),
    onward: reachedFrom(graph, draft.layers.at(-1)!),
    first: n === 0,
    last,
    skips: draft.skips(),
    realigns: behind?.kind === 'fixed',
    laneBytes: last && draft.kind === 'fixed' ? Math.min(beatBytes, extent) : beatBytes,
    bounded: earlier.some(({ header }) => header.encloses !== undefined),
    boundedHeaders: boundedHeaders(graph),
  };
};

const followersInside = (header: HeaderRule, { placements }: StageDraft): boolean =>
  followersOf(header).every(name => placements.some(one => one.header.name === name));

/** Headers of layers after `i` that some header of the layers up to `i` leads to. */
const reachedFrom = (graph: readonly HeaderLayer[], i: number): HeaderRule[] => {
  const named = new Set(graph.slice(0, i + 1).flatMap(({ headers }) => headers.flatMap(followersOf)));
  return graph.slice(i + 1).flatMap(({ headers }) => headers.filter(({ name }) => named.has(name)));
};
