/** Which stage gives which fields of the header vector, and in what form it hands them over. */
import { type Bundle, bit, u } from 'typescript-hdl';
import type { HeaderRule, VectorSource } from '../layout/header-graph.ts';
import { type HeaderVectorField, headerVectorFields } from '../layout/header-vector.ts';
import { bitsFor, givenFields } from './header-lengths.ts';
import type { Placement, StagePlan } from './plan.ts';

/** What the headers of one layer give to one field; at most one of them is on the walk. */
export interface GivenGroup {
  readonly field: HeaderVectorField;
  /** Name in the stage's ports. */
  readonly key: string;
  readonly layer: number;
  readonly placements: readonly Placement[];
  readonly bits: number;
  /** The value counts from the start of the stage and needs its offset in the frame. */
  readonly relative: boolean;
  /** The conditions of all sources of a present header may fail. */
  readonly conditional: boolean;
}

const offsetBits = headerVectorFields.find(({ name }) => name === 'l4Offset')!.bits;

const isPlainConstant = (source: VectorSource): boolean => 'constant' in source && source.when === undefined;

/** Sources of one header for one field. */
export const sourcesOf = (header: HeaderRule, field: HeaderVectorField): readonly VectorSource[] =>
  givenFields(header).find(([name]) => name === field)?.[1] ?? [];

const sourceBits = ({ fields }: HeaderRule, source: VectorSource): number => {
  if ('field' in source) return fields[source.field]!.bits;
  if ('constant' in source) return bitsFor(source.constant);
  return 'end' in source ? offsetBits : 1;
};

/** Fields that only say which headers are present: they are worked out from the presence bits. */
export const presenceFields = (stages: readonly StagePlan[]): ReadonlySet<HeaderVectorField> => {
  const given = stages.flatMap(({ placements }) => placements.flatMap(({ header }) => givenFields(header)));
  const others = new Set(given.filter(([, sources]) => !sources.every(isPlainConstant)).map(([field]) => field));
  return new Set(given.map(([field]) => field).filter(field => !others.has(field)));
};

/** Groups of a stage, besides checksums, those of one field in the order of its layers. */
export const groupsOf = ({ placements }: StagePlan, left: ReadonlySet<HeaderVectorField>): GivenGroup[] => {
  const layers = [...new Set(placements.map(({ layer }) => layer))];
  return headerVectorFields.flatMap(({ name: field }) =>
    left.has(field)
      ? []
      : layers.flatMap((layer): GivenGroup[] => {
          const givers = placements.filter(one => one.layer === layer && sourcesOf(one.header, field).length > 0);
          const sources = givers.flatMap(({ header }) => sourcesOf(header, field).map(one => [header, one] as const));
          if (sources.length === 0 || sources.some(([, source]) => 'checksum' in source)) return [];
          return [
            {
              field,
              key: `${field}L${layer}`,
              layer,
              placements: givers,
              bits: Math.max(...sources.map(([header, source]) => sourceBits(header, source))),
              relative: sources.some(([, source]) => 'end' in source),
              conditional: givers.some(({ header }) =>
                sourcesOf(header, field).every(({ when }) => when !== undefined),
              ),
            },
          ];
        }),
  );
};

/** What a stage read for the header vector. */
export const readShape = (groups: readonly GivenGroup[]): Record<string, Bundle> =>
  Object.fromEntries(
    groups.map(({ key, bits, conditional }) => [key, { value: u(bits), ...(conditional ? { counts: bit() } : {}) }]),
  );

/** The header of a stage whose checksum is wanted, and the field that its verdict goes to; at most one a layer and stage. */
export const checksummed = ({
  placements,
}: StagePlan): { placement: Placement; field: HeaderVectorField } | undefined =>
  placements.flatMap(placement =>
    givenFields(placement.header)
      .filter(([, sources]) => sources.some(source => 'checksum' in source))
      .map(([field]) => ({ placement, field })),
  )[0];
