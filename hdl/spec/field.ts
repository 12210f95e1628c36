// SPDX-License-Identifier: Apache-2.0
/** One named bit field of a packed word. A field list packs from bit 0 upwards: the first field holds the lowest bits. */
export interface Field {
  readonly name: string;
  readonly bits: number;
  readonly doc: string;
}

/** Where a field lies inside its packed word. */
export interface PlacedField extends Field {
  /** Lowest bit of the field. */
  readonly lsb: number;
}

/** Total width of a field list in bits. */
export const widthOf = (fields: readonly Field[]): number => fields.reduce((sum, f) => sum + f.bits, 0);

/** Gives every field its lowest bit, in list order from bit 0. */
export const placeFields = (fields: readonly Field[]): readonly PlacedField[] => {
  let lsb = 0;
  return fields.map(field => {
    const placed = { ...field, lsb };
    lsb += field.bits;
    return placed;
  });
};

/** Packs one value a field into a word; throws a RangeError naming the field whose value does not fit. */
export const packFields = <N extends string>(
  fields: readonly (Field & { readonly name: N })[],
  values: Readonly<Record<NoInfer<N>, number | bigint>>,
): bigint =>
  placeFields(fields).reduce((word, field) => {
    const value = BigInt(values[field.name as N]);
    if (value !== BigInt.asUintN(field.bits, value)) {
      throw new RangeError(`${field.name} is ${value}, which does not fit its ${field.bits} bits`);
    }
    return word | (value << BigInt(field.lsb));
  }, 0n);

/** Takes a packed word apart, one value a field; bits above the last field are ignored. */
export const unpackFields = <N extends string>(
  fields: readonly (Field & { readonly name: N })[],
  word: bigint,
): Readonly<Record<N, bigint>> =>
  Object.fromEntries(
    placeFields(fields).map(field => [field.name, BigInt.asUintN(field.bits, word >> BigInt(field.lsb))]),
  ) as Record<N, bigint>;
