/** Puts the header vector together from what the layers found. */
import { cat, lit, mux, oneHotMux, type Val } from 'typescript-hdl';
import type { VectorSource } from '../layout/header-graph.ts';
import { headerVectorFields } from '../layout/header-vector.ts';
import { anyOf } from './layer-rules.ts';
import { bitsFor, type LayerPlan } from './plan.ts';

/** What one layer found, all layers in the same clock. */
export interface LayerResult {
  readonly layer: LayerPlan;
  readonly present: Readonly<Record<string, Val<1>>>;
  readonly end?: Val;
  readonly read: Readonly<Record<string, Readonly<Record<string, Val>>>>;
}

/** Every field of the header vector: that of the last present header which gives it, else 0. */
export const assembleVector = (results: readonly LayerResult[], exception: Val): Record<string, Val> =>
  Object.fromEntries(
    headerVectorFields.map(({ name, bits }) => [
      name,
      name === 'exception' ? exception : fieldValue(results, name, bits),
    ]),
  );

/** A field in parts, cut where a source ends: what has one source needs no logic but its register's reset. */
const fieldValue = (results: readonly LayerResult[], name: string, bits: number): Val => {
  const layers = results.map(result => armsOf(result, name, bits)).filter(arms => arms.length > 0);
  const widths = new Set(layers.flat().map(([, value]) => value.width as number));
  const cuts = [...new Set([...widths, bits])].sort((a, b) => a - b);
  const parts = cuts.map((to, i) => partValue(layers, cuts[i - 1] ?? 0, to));
  return cat(...parts.reverse());
};

/** Bits `from` to `to` of a field: of the last layer that gives it; at most one header of a layer is present. */
const partValue = (layers: readonly (readonly Source[])[], from: number, to: number): Val => {
  const zeros = lit(0, to - from);
  let value: Val = zeros;
  for (const arms of layers) {
    const narrow = arms.filter(([, given]) => given.width <= from);
    const wide = arms.flatMap(([here, given]): Source[] =>
      given.width > from ? [[here, given.slice(from, to - from)]] : [],
    );
    // hdl-lint-ok: identity tells whether anything was chosen yet
    if (narrow.length > 0 && value !== zeros) value = mux(presenceOf(narrow), zeros, value);
    if (wide.length > 0) value = mux(presenceOf(wide), wide.length === 1 ? wide[0]![1] : oneHotMux(wide), value);
  }
  return value;
};

const presenceOf = (sources: readonly Source[]): Val<1> => anyOf(sources.map(([here]) => here));

/** A header that gives the field, when it is present, and the value; narrower values are filled up with zeros. */
type Source = readonly [here: Val<1>, value: Val];

const armsOf = ({ layer, present, end, read }: LayerResult, name: string, bits: number): Source[] =>
  layer.headers.flatMap(header => {
    const source = (header.vector as Readonly<Record<string, VectorSource | undefined>>)[name];
    if (!source) return [];
    const here = present[header.name]!;
    if ('constant' in source) return [[here, lit(source.constant, bitsFor(source.constant))]];
    // The end of a present header fits the field, even where the window is longer.
    return [[here, 'end' in source ? end!.trunc(bits) : read[header.name]![name]!]];
  });
