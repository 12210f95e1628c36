/** What a stage reads for the header vector, from the fields of the headers here. */
import { oneHotMux, type Val } from 'typescript-hdl';
import { type GivenGroup, sourcesOf } from './given-groups.ts';
import { anyOf, firstSource, type Read, statedLength, type Tables } from './header-logic.ts';
import type { Placement } from './plan.ts';

export interface ReadContext {
  /** For each place, whether its header is on the walk. */
  readonly here: Readonly<Record<string, Val<1>>>;
  readonly tables: Tables;
  readonly fieldsOf: (placement: Placement) => Read;
  /** Bytes from the start of the stage to the end of a header, where that is known already. */
  readonly endOf?: (placement: Placement) => Val;
}

/** The values of the stage's groups in the shape of `readShape`: zero where the conditions of a header fail. */
export const readValues = (groups: readonly GivenGroup[], context: ReadContext): Record<string, object> =>
  Object.fromEntries(groups.map(group => [group.key, readGroup(group, context)]));

const readGroup = (
  { field, placements, bits, conditional }: GivenGroup,
  { here, tables, fieldsOf, endOf }: ReadContext,
): object => {
  const given = placements.map(placement => {
    const read = fieldsOf(placement);
    const end = (): Val => (endOf ? endOf(placement) : endAt(placement, read, bits));
    const { value, counts } = firstSource(sourcesOf(placement.header, field), read, tables, end);
    return { here: here[placement.name]!, value: value.zext(bits), counts };
  });
  const [only] = given;
  const value = given.length === 1 ? only!.value : oneHotMux(given.map(one => [one.here, one.value] as const));
  if (!conditional) return { value };
  const counts = given.map(one => (one.counts ? one.here.and(one.counts) : one.here));
  return { value, counts: given.length === 1 ? only!.counts! : anyOf(counts) };
};

const endAt = ({ header, at }: Placement, read: Read, bits: number): Val => {
  const length = statedLength(header, read);
  const whole = bits < length.width ? length.trunc(bits) : length.zext(bits);
  return whole.add(at);
};
