// SPDX-License-Identifier: Apache-2.0
/** Which stage gives which fields of the header vector, and in what form it hands them over. */

import { type Bundle, bit, u } from 'typescript-hdl';
import type { HeaderRule, VectorSource } from '../../spec/protocol/header-graph.ts';
import { type HeaderVectorField, headerVectorFields } from '../../spec/protocol/header-vector.ts';
import { bitsFor, givenFields } from './header-lengths.ts';
import type { Placement } from './place-headers.ts';
import type { StagePlan } from './plan.ts';

/** What the headers of one layer give to one field; at most one of them is on the walk. */
export interface GivenGroup {
  readonly field: HeaderVectorField;
  /** Name of the value in the stage's ports; ends of one layer share one value. */
  readonly key: string;
  /** Name of the bit that says whether the sources of the header here count, where their conditions may all fail. */
  readonly countsKey: string | undefined;
  readonly layer: number;
  readonly placements: readonly Placement[];
  /** Placements whose values the key selects from. */
  readonly choices: readonly Placement[];
  readonly bits: number;
  /** The value counts from the start of the stage and needs its offset in the frame. */
  readonly relative: boolean;
  /** No other group gives the field, so that its value is of no interest unless one of its headers is present. */
  readonly alone: boolean;
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

/** Bits that a header gives to a field. */
export const givenBits = (header: HeaderRule, field: HeaderVectorField): number =>
  Math.max(...sourcesOf(header, field).map(source => sourceBits(header, source)));

const hasEnd = (sources: readonly VectorSource[]): boolean => sources.some(source => 'end' in source);

const groupOf = ({ placements }: StagePlan, field: HeaderVectorField, layer: number): GivenGroup[] => {
  const own = placements.filter(one => one.layer === layer);
  const givers = own.filter(({ header }) => sourcesOf(header, field).length > 0);
  if (givers.length === 0) return [];
  const relative = givers.some(({ header }) => hasEnd(sourcesOf(header, field)));
  const conditional = givers.some(({ header }) => sourcesOf(header, field).every(({ when }) => when !== undefined));
  return [
    {
      field,
      key: relative ? `endL${layer}` : `${field}L${layer}`,
      countsKey: conditional ? `${field}CountsL${layer}` : undefined,
      layer,
      placements: givers,
      choices: relative ? own.filter(({ header }) => givenFields(header).some(([, all]) => hasEnd(all))) : givers,
      bits: Math.max(...givers.map(({ header }) => givenBits(header, field))),
      relative,
      alone: false,
    },
  ];
};

/** Groups of every stage, besides checksums and what follows from presence; those of a field in the order of its layers. */
export const givenGroups = (stages: readonly StagePlan[]): GivenGroup[][] => {
  const left = new Set([...presenceFields(stages), ...stages.flatMap(stage => checksummed(stage)?.field ?? [])]);
  const fields = headerVectorFields.map(({ name }) => name).filter(name => !left.has(name));
  const all = stages.map(stage => {
    const layers = [...new Set(stage.placements.map(({ layer }) => layer))];
    return fields.flatMap(field => layers.flatMap(layer => groupOf(stage, field, layer)));
  });
  const count = (field: HeaderVectorField): number => all.flat().filter(group => group.field === field).length;
  return all.map(groups => groups.map(group => ({ ...group, alone: count(group.field) === 1 })));
};

/** What a stage read for the header vector; a pointer stage has ends elsewhere. */
export const readShape = ({ kind }: Pick<StagePlan, 'kind'>, groups: readonly GivenGroup[]): Bundle =>
  Object.fromEntries(
    groups.flatMap(({ key, countsKey, bits, relative }) => [
      ...(relative && kind === 'pointer' ? [] : [[key, u(bits)] as const]),
      ...(countsKey === undefined ? [] : [[countsKey, bit()] as const]),
    ]),
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
