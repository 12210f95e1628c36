/** Puts the header vector together from what the layers found. */
import { lit, mux, oneHotMux, type Val } from 'typescript-hdl';
import type { VectorSource } from '../layout/header-graph.ts';
import { headerVectorFields } from '../layout/header-vector.ts';
import { anyOf } from './layer-rules.ts';
import type { LayerPlan } from './plan.ts';

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

const fieldValue = (results: readonly LayerResult[], name: string, bits: number): Val => {
  let value: Val | undefined;
  for (const result of results) {
    const arms = armsOf(result, name, bits);
    if (arms.length === 0) continue;
    // At most one header of a layer is present.
    const own = oneHotMux(arms);
    value = value ? mux(anyOf(arms.map(([present]) => present)), own, value) : own;
  }
  return value ?? lit(0, bits);
};

const armsOf = ({ layer, present, end, read }: LayerResult, name: string, bits: number): (readonly [Val<1>, Val])[] =>
  layer.headers.flatMap(header => {
    const source = (header.vector as Readonly<Record<string, VectorSource | undefined>>)[name];
    if (!source) return [];
    const here = present[header.name]!;
    if ('constant' in source) return [[here, lit(source.constant, bits)]];
    return [[here, ('end' in source ? end! : read[header.name]![name]!).zext(bits)]];
  });
