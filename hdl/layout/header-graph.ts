/**
 * How a protocol graph is written down: headers, the fields in them, and which field names the header that follows.
 * Pure data; `headers.ts` holds the graph itself. From it come the parser hardware and its documentation.
 */
import type { HeaderVectorField, ParserException } from './header-vector.ts';

/** Where a field lies in its header. Bits count in network order: bit 0 is the highest bit of the first byte. */
export interface HeaderField {
  readonly offset: number;
  readonly bits: number;
}

/** What a header gives to a field of the header vector. A later header on the walk overrides an earlier one. */
export type VectorSource =
  | { readonly field: string }
  /** 1 when one of the fields is not zero. */
  | { readonly nonZero: readonly string[] }
  | { readonly constant: number }
  /** Byte offset in the frame of what follows the header. */
  | { readonly end: true };

/** What a field's value must be for the header to be well-formed. */
export type FieldCheck =
  | { readonly field: string; readonly equals: number }
  | { readonly field: string; readonly atLeast: number };

/** The field that names the next header; a value that is not listed means payload and ends the walk. */
export interface NextHeader {
  readonly field: string;
  readonly cases: readonly {
    readonly header: string;
    readonly values: readonly number[];
    /** Every value below this one names the header too. */
    readonly below?: number;
  }[];
  /** Payload follows, whatever `field` says, when this field is not zero. */
  readonly unlessNonZero?: string;
  /** Values that stop the walk with an exception after this header. */
  readonly refused?: { readonly values: readonly number[]; readonly exception: ParserException };
}

/**
 * One header. What is looked at, in this order: `needsRoom`, presence of `bytes`, `checks` and `encloses`, presence of
 * the whole `length`, `next`. The first rule that fails stops the walk, and the header then counts as absent.
 */
export interface HeaderRule {
  readonly name: string;
  /** The header and its specification. */
  readonly doc: string;
  /** Bytes that must be present before contents are looked at; the whole header unless `length` says more. */
  readonly bytes: number;
  /** Length of the whole header: a field times a unit. The checks keep it from being less than `bytes`. */
  readonly length?: { readonly field: string; readonly unitBytes: number };
  readonly fields: Readonly<Record<string, HeaderField>>;
  readonly checks?: { readonly rules: readonly FieldCheck[]; readonly exception: ParserException };
  /**
   * A length field that bounds what follows. `counts: 'header'` includes this header, and a value below its length fails
   * like `checks`; `counts: 'payload'` begins behind it.
   */
  readonly encloses?: { readonly field: string; readonly counts: 'header' | 'payload' };
  /** The length field of the last header that has one must leave `bytes` for this header. */
  readonly needsRoom?: { readonly exception: ParserException };
  readonly next?: NextHeader;
  readonly vector: Readonly<Partial<Record<HeaderVectorField, VectorSource>>>;
}

/** Headers of which a frame has at most one; the walk goes from layer to later layer and may leave layers out. */
export interface HeaderLayer {
  readonly name: string;
  readonly headers: readonly HeaderRule[];
}
