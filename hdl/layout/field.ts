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
