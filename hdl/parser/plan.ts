/**
 * Works out from the protocol graph what the hardware of each layer needs: which bytes, which skips, which registers.
 * Throws a RangeError that names the header when the graph cannot be built.
 */
import type { HeaderLayer, HeaderRule } from '../layout/header-graph.ts';
import { headerVectorFields } from '../layout/header-vector.ts';
import { checkGraph } from './check-graph.ts';

/** One layer of the graph, as its stage is built. */
export interface LayerPlan {
  readonly name: string;
  readonly headers: readonly HeaderRule[];
  /** Headers that may stand at the start of the layer, those of later layers included; empty for the first layer. */
  readonly arriving: readonly HeaderRule[];
  /** Headers of later layers that may follow this layer, whether it has a header or is passed. */
  readonly onward: readonly HeaderRule[];
  /** First layer: its one header is always here. */
  readonly first: boolean;
  /** Last layer: nothing is read behind it. */
  readonly last: boolean;
  /** Bytes from the start of the layer on that it or a later one reads. */
  readonly extent: number;
  /** Lanes of the incoming stream: a beat, or less when later beats and lanes are not read. */
  readonly laneBytes: number;
  /** Beats that hold fields of this layer's own headers. */
  readonly fieldBeats: number;
  /** Bytes that may lie between the start of this layer and that of the next, ascending; 0 passes the layer. */
  readonly skips: readonly number[];
  /** An earlier layer may have bounded what is left by its length field. */
  readonly bounded: boolean;
}

export interface ParserPlan {
  readonly beatBytes: number;
  /** Beats that may hold headers; what follows is not looked at. */
  readonly windowBeats: number;
  /** Width of an offset or of a number of bytes inside the window. */
  readonly offsetBits: number;
  readonly layers: readonly LayerPlan[];
}

/** Width of the offsets in the header vector. */
const offsetFieldBits = headerVectorFields.find(({ name }) => name === 'l4Offset')!.bits;

/** Plans the parser of a graph for beats of `beatBytes`, a power of two. */
export const planParser = (graph: readonly HeaderLayer[], beatBytes: number): ParserPlan => {
  if (beatBytes < 4 || !Number.isInteger(Math.log2(beatBytes))) {
    throw new RangeError(`A beat has a power of two of at least 4 bytes, not ${beatBytes}.`);
  }
  checkGraph(graph, beatBytes);
  const present = extents(graph, longestOf);
  const read = extents(graph, bytesRead);
  if (present[0]! >= 1 << offsetFieldBits) {
    throw new RangeError(
      `The deepest stack of headers has ${present[0]} bytes; offsets in the header vector end at 255.`,
    );
  }
  const windowBeats = Math.ceil(present[0]! / beatBytes);
  return {
    beatBytes,
    windowBeats,
    offsetBits: Math.max(offsetFieldBits, bitsFor(windowBeats * beatBytes)),
    layers: graph.map((layer, i) => planLayer(graph, layer, i, read[i]!, beatBytes)),
  };
};

const planLayer = (
  graph: readonly HeaderLayer[],
  { name, headers }: HeaderLayer,
  i: number,
  extent: number,
  beatBytes: number,
): LayerPlan => ({
  name,
  headers,
  arriving: reachedFrom(graph, i - 1),
  onward: reachedFrom(graph, i),
  first: i === 0,
  last: i === graph.length - 1,
  extent,
  laneBytes: Math.min(beatBytes, extent),
  fieldBeats: Math.max(1, Math.ceil(Math.max(...headers.map(bytesRead)) / beatBytes)),
  skips: skipsOf(headers, i === 0),
  bounded: graph.slice(0, i).some(earlier => earlier.headers.some(header => header.encloses)),
});

/** Headers of layers after `i` that some header of the layers up to `i` leads to. */
const reachedFrom = (graph: readonly HeaderLayer[], i: number): HeaderRule[] => {
  const sofar = graph.slice(0, i + 1).flatMap(({ headers }) => headers);
  const named = new Set(sofar.flatMap(({ next }) => (next?.cases ?? []).map(({ header }) => header)));
  return graph.slice(i + 1).flatMap(({ headers }) => headers.filter(({ name }) => named.has(name)));
};

/** Bits that hold every number from 0 to `most`. */
export const bitsFor = (most: number): number => Math.max(1, Math.ceil(Math.log2(most + 1)));

/** Bytes from the start of the header that hold its fields. */
const bytesRead = ({ fields }: HeaderRule): number =>
  Math.max(0, ...Object.values(fields).map(({ offset, bits }) => Math.ceil((offset + bits) / 8)));

/** Lengths a well-formed header may have. */
const lengthsOf = ({ bytes, length, fields }: HeaderRule): number[] => {
  if (!length) return [bytes];
  const most = 2 ** fields[length.field]!.bits - 1;
  return Array.from({ length: most + 1 }, (_, value) => value * length.unitBytes).filter(total => total >= bytes);
};

/** Longest length of the header. */
export const longestOf = (header: HeaderRule): number => Math.max(...lengthsOf(header));

const skipsOf = (headers: readonly HeaderRule[], first: boolean): number[] => {
  const skips = headers.filter(header => header.next).flatMap(lengthsOf);
  return [...new Set(first ? skips : [0, ...skips])].sort((a, b) => a - b);
};

/**
 * For each layer, the bytes from its start to the end of the last header that can be reached when the header at its start
 * is one of this layer or of any later one; `own` gives the bytes that count in a header itself.
 */
const extents = (graph: readonly HeaderLayer[], own: (header: HeaderRule) => number): number[] => {
  const reach = new Map<string, number>();
  const extent: number[] = [];
  let beyond = 0;
  for (const { headers } of [...graph].reverse()) {
    for (const header of headers) {
      const onward = (header.next?.cases ?? []).map(({ header: name }) => longestOf(header) + reach.get(name)!);
      reach.set(header.name, Math.max(own(header), ...onward));
    }
    beyond = Math.max(beyond, ...headers.map(({ name }) => reach.get(name)!));
    extent.unshift(beyond);
  }
  return extent;
};
