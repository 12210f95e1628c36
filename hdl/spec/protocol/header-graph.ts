// SPDX-License-Identifier: Apache-2.0
/**
 * How a protocol graph is written down: headers, the fields in them, and which field names the header that follows.
 * Pure data; `headers.ts` holds the graph itself. From it come the parser hardware, the reference model, and the
 * documentation of both.
 */
import type { ParserTable } from './parser-tables.ts';
import type { NamedVectorField } from './vector-fields.ts';

/** Where a field lies in its header. Bits count in network order: bit 0 is the highest bit of the first byte. */
export interface HeaderField {
  readonly offset: number;
  readonly bits: number;
}

/** A condition on a field's value. */
export type FieldCheck =
  | { readonly field: string; readonly equals: number }
  | { readonly field: string; readonly oneOf: readonly number[] }
  | { readonly field: string; readonly atLeast: number }
  | { readonly field: string; readonly below: number };

/** What a header gives to a field of the header vector; `when` all its conditions hold, else nothing. */
export type VectorSource = {
  readonly when?: readonly FieldCheck[];
} & (
  | { readonly field: string }
  /** 1 when one of the fields is not zero. */
  | { readonly nonZero: readonly string[] }
  /** 1 when one of the fields holds a value of the table. */
  | { readonly listed: readonly string[]; readonly table: ParserTable }
  | { readonly constant: number }
  /** Byte offset in the frame of what follows the header. */
  | { readonly end: true }
  /** Verdict on the Internet checksum (RFC 1071) over the whole header, one of `checksumVerdicts`. */
  | { readonly checksum: true }
);

/** What a header gives to the header vector, by field; the first of several sources whose conditions hold counts. */
export type GivenVector<F extends string = NamedVectorField> = {
  readonly [K in F]?: VectorSource | readonly VectorSource[];
};

/** Values of a field that name a header. */
export interface NextCase {
  readonly header: string;
  readonly values: readonly number[];
  /** Every value below this one names the header too. */
  readonly below?: number;
  /** Every value in this run-time table names the header too. */
  readonly table?: ParserTable;
}

/**
 * What follows a header. Values that `tooMany` or its table lists stop the walk after this header with `too_many`; they are
 * looked at first. Then the first case that names the value counts: tables can be set so that several do. A value of
 * `field` that no case names leads to `otherwise`; without that, payload follows and the walk ends.
 */
export interface NextHeader {
  /** Conditions under which this entry counts; payload follows when no entry of the header counts. */
  readonly when?: readonly FieldCheck[];
  readonly field: string;
  readonly cases: readonly NextCase[];
  readonly otherwise?: string;
  /** A value that no case lists stops the walk with `too_many`. */
  readonly othersTooMany?: true;
  readonly tooMany?: readonly number[];
  readonly tooManyTable?: ParserTable;
}

/** One-bit fields that stand for one unit of a header together: it is there when any of them is 1 and `when` holds. */
export interface FlagGroup {
  readonly flags: readonly string[];
  readonly when?: readonly FieldCheck[];
}

/** Length of a whole header: `plusBytes`, and `unitBytes` for every unit in `field` and every group in `groups`. */
export interface HeaderLength {
  readonly unitBytes: number;
  readonly plusBytes?: number;
  readonly field?: string;
  readonly groups?: readonly FlagGroup[];
  /**
   * The length is not held against the frame or the room, and one below `bytes` counts as `bytes`: only `end` comes from it.
   * For headers that lead to no other.
   */
  readonly unchecked?: true;
}

/** A length field that bounds what follows: that ends `field` bytes after byte `from` of the header at the latest. */
export interface Enclosure {
  readonly field: string;
  readonly from: number;
  /** It is a length only where the header leads to this one. */
  readonly to?: string;
  /** A value of 0 bounds nothing. */
  readonly zeroIsOpen?: true;
  /** A value that ends inside the header is not malformed: it leaves no room for what follows. */
  readonly lenient?: true;
}

/**
 * One header. What is looked at, in this order: room for `bytes`, presence of `bytes`, `checks` and `encloses`, presence of
 * the whole `length`, room for it, `next`. The first rule that fails stops the walk, and the header then counts as absent.
 * Room is what the tightest enclosure on the walk leaves (`no_room`); presence of bytes is judged by the frame (`truncated`)
 * and by the bytes the parser looks at (`too_deep`). So no field is read beyond a length around it.
 */
export interface HeaderRule {
  readonly name: string;
  /** The header and its specification. */
  readonly doc: string;
  /** Bytes that must be present before contents are looked at; the whole header unless `length` says more. */
  readonly bytes: number;
  /** The bytes belong to the header that follows, which begins where this one does. */
  readonly peeks?: true;
  readonly length?: HeaderLength;
  /** A field may lie after `bytes` if it is only read under conditions that put it inside `length`. */
  readonly fields: Readonly<Record<string, HeaderField>>;
  /** Conditions on a well-formed header; else `malformed`. */
  readonly checks?: readonly FieldCheck[];
  /** `malformed` if it ends inside the header. */
  readonly encloses?: Enclosure;
  /**
   * What is given even when the header is cut short, as long as its first `bytes` are there and have room. Only for headers
   * that are never malformed, and for sources without conditions.
   */
  readonly partly?: { readonly bytes: number; readonly gives: readonly NamedVectorField[] };
  /** At most one entry counts for any header. */
  readonly next?: readonly NextHeader[];
  /** The first of several sources whose conditions hold counts. A later header on the walk overrides an earlier one. */
  readonly vector: GivenVector;
}

/** Headers of which a frame has at most one; the walk goes from layer to later layer and may leave layers out. */
export interface HeaderLayer {
  readonly name: string;
  readonly headers: readonly HeaderRule[];
}
