/** The rules of a layer's headers as logic: how long they are, what follows them, what they give to the header vector. */
import { balanced, cat, lit, oneHotMux, type Val } from 'typescript-hdl';
import type { HeaderRule, NextHeader } from '../layout/header-graph.ts';
import { type Captured, fieldOfFirstBeat } from './field-capture.ts';
import { isRead } from './layer-shapes.ts';
import type { LayerPlan } from './plan.ts';

/** For each header, whether it is the one at the start of the layer; undefined when it always is. */
export type Here = Readonly<Record<string, Val<1> | undefined>>;

/** `condition`, if the header is here. */
export const ifHere = (here: Val<1> | undefined, condition: Val<1>): Val<1> => (here ? here.and(condition) : condition);

/** Or of any number of conditions; 0 of none. */
export const anyOf = (conditions: readonly Val<1>[]): Val<1> =>
  conditions.length === 0 ? lit(0, 1) : (balanced(conditions, (a, b) => a.or(b)) as Val<1>);

const isOneOf = (field: Val, values: readonly number[]): Val<1> => anyOf(values.map(value => field.eq(value)));

/**
 * Length of the header that starts on the first beat `data`, of those that have a next header; 0 when none of them is
 * `here`. A malformed header gives a wrong length, which its checks make harmless.
 */
export const skipLength = (
  { headers, first }: LayerPlan,
  here: Here,
  data: Val,
  beatBytes: number,
  bits: number,
): Val => {
  const lengthOf = ({ bytes, length, fields }: HeaderRule): Val => {
    if (!length) return lit(bytes, bits);
    const units = fieldOfFirstBeat(fields[length.field]!, data, beatBytes);
    const zeros = Math.log2(length.unitBytes);
    return (zeros === 0 ? units : cat(units, lit(0, zeros))).zext(bits);
  };
  if (first) return lengthOf(headers[0]!);
  return oneHotMux(headers.filter(({ next }) => next).map(header => [here[header.name]!, lengthOf(header)]));
};

const leadsTo = (
  next: NextHeader,
  fields: Readonly<Record<string, Val>>,
  { values, below }: { readonly values: readonly number[]; readonly below?: number },
): Val<1> => {
  const field = fields[next.field]!;
  const listed = isOneOf(field, values);
  const named = below === undefined ? listed : listed.or(field.lt(below));
  return next.unlessNonZero === undefined ? named : named.and(fields[next.unlessNonZero]!.eq(0));
};

/** For each onward header, whether it follows this layer: a header here names it, or the frame passes the layer. */
export const nextHeaders = (
  { headers, onward }: LayerPlan,
  here: Here,
  captured: Captured,
): Readonly<Record<string, Val<1>>> =>
  Object.fromEntries(
    onward.map(({ name }) => {
      const named = headers.flatMap(header => {
        const found = header.next?.cases.find(one => one.header === name);
        return found ? [ifHere(here[header.name], leadsTo(header.next!, captured[header.name]!, found))] : [];
      });
      return [name, anyOf([...(here[name] ? [here[name]] : []), ...named])];
    }),
  );

/** Whether the header's next field holds a value that stops the walk. */
export const refusedNext = ({ name, next }: HeaderRule, captured: Captured): Val<1> =>
  leadsTo(next!, captured[name]!, next!.refused!);

/** Whether the contents break one of the header's checks. */
export const breaksChecks = ({ name, checks }: HeaderRule, captured: Captured): Val<1> =>
  anyOf(
    checks!.rules.map(rule => {
      const field = captured[name]![rule.field]!;
      return 'equals' in rule ? field.ne(rule.equals) : field.lt(rule.atLeast);
    }),
  );

/** What the headers give to the header vector from their bytes, in the shape of `readShape`. */
export const readValues = (headers: readonly HeaderRule[], captured: Captured): Record<string, Record<string, Val>> =>
  Object.fromEntries(
    headers.flatMap(({ name, vector }) => {
      const given = Object.entries(vector).filter(([, source]) => isRead(source));
      if (given.length === 0) return [];
      const fields = captured[name]!;
      const values = given.map(([field, source]) => {
        if ('field' in source) return [field, fields[source.field]!] as const;
        return [field, anyOf((source as { nonZero: string[] }).nonZero.map(part => fields[part]!.ne(0)))] as const;
      });
      return [[name, Object.fromEntries(values)]];
    }),
  );
