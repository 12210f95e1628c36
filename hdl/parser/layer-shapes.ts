/** What the stages of the parser hand to each other. */
import { type Bundle, bit, u } from 'typescript-hdl';
import type { HeaderRule, VectorSource } from '../layout/header-graph.ts';
import { parserExceptions } from '../layout/header-vector.ts';
import type { LayerPlan, ParserPlan } from './plan.ts';

/** Width of an exception number. */
export const exceptionBits = Math.ceil(Math.log2(parserExceptions.length));

/** Width of the bytes that an enclosing length leaves; larger amounts stand at the top. */
export const roomBits = 8;

/** One bit for each header, by name. */
export const headerBits = (headers: readonly HeaderRule[]): Record<string, ReturnType<typeof bit>> =>
  Object.fromEntries(headers.map(({ name }) => [name, bit()]));

/**
 * A beat that starts, for the first beat of a frame, at the layer's header. `last` ends the frame or the window. `here`
 * says which header that is, on the first beat; none of them means that the walk has ended or that the layer is passed.
 */
export const layerBeat = ({ laneBytes, arriving }: LayerPlan) => ({
  data: u(laneBytes * 8),
  last: bit(),
  here: headerBits(arriving),
});

/** How far the walk has come when it enters a layer; valid in one clock a frame. */
export const walkShape = ({ offsetBits }: ParserPlan, { bounded, last }: LayerPlan) => ({
  /** No exception so far. */
  alive: bit(),
  exception: u(exceptionBits),
  /** Where the header of the layer starts. */
  ...(last ? {} : { offset: u(offsetBits) }),
  /** Bytes of the frame from there on, counted inside the window. */
  left: u(offsetBits),
  /** Bytes that the enclosing length leaves from there on. */
  ...(bounded ? { room: u(roomBits) } : {}),
});

/** Walk as it leaves a layer for `next`; behind the last one only the exception is of interest. */
export const walkedShape = (plan: ParserPlan, next: LayerPlan | undefined) =>
  next ? walkShape(plan, next) : { exception: u(exceptionBits) };

/** Whether a source is read from the header's bytes. */
export const isRead = (source: VectorSource): source is Extract<VectorSource, { field: string } | { nonZero: any }> =>
  'field' in source || 'nonZero' in source;

/** What a layer read for the header vector: for each header, the fields of the vector that it gives from its bytes. */
export const readShape = (headers: readonly HeaderRule[]): Record<string, Bundle> =>
  Object.fromEntries(
    headers.flatMap(header => {
      const given = Object.entries(header.vector).filter(([, source]) => isRead(source));
      if (given.length === 0) return [];
      const widths = given.map(([name, source]) => [
        name,
        u('field' in source ? header.fields[source.field]!.bits : 1),
      ]);
      return [[header.name, Object.fromEntries(widths)]];
    }),
  );

/** Whether a header of the layer gives bytes of its own to the header vector. */
export const givesBytes = ({ headers }: LayerPlan): boolean => Object.keys(readShape(headers)).length > 0;

/** What a layer found: which of its headers is present and well-formed, and the offset of what follows. */
export const foundShape = (layer: LayerPlan, { offsetBits }: ParserPlan) => ({
  present: headerBits(layer.headers),
  ...(givesEnd(layer) ? { end: u(offsetBits) } : {}),
});

/** Whether a header of the layer gives its end to the header vector. */
export const givesEnd = ({ headers }: LayerPlan): boolean =>
  headers.some(({ vector }) => Object.values(vector).some(source => 'end' in source));
