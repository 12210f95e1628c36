// SPDX-License-Identifier: Apache-2.0
/** What a register map is made of: registers with their fields, in blocks. */
import type { PlacedField } from '../field.ts';

export type Access = 'ro' | 'rw' | 'wo';

export interface Register {
  readonly name: string;
  /** Byte offset inside its block. */
  readonly offset: number;
  readonly access: Access;
  readonly reset: number;
  readonly doc: string;
  /** Parts of the word with a meaning of their own; empty when the word is one value. */
  readonly fields: readonly PlacedField[];
  /** Writes are refused while the guard of the block holds, or that of the block named. */
  readonly guarded: boolean | string;
}

/** A group of registers repeated `count` times, `stride` bytes apart. */
export interface Block {
  readonly name: string;
  readonly base: number;
  readonly stride: number;
  readonly count: number;
  readonly doc: string;
  /** Guests reach it: no access is answered with an error. */
  readonly tolerant?: boolean;
  /** The registers are in a memory: they take whole words only. */
  readonly inMemory?: boolean;
  /** Each entry is guarded by itself. */
  readonly guardEach?: boolean;
  readonly registers: readonly Register[];
}

export const register = (
  name: string,
  offset: number,
  access: Access,
  doc: string,
  { reset = 0, fields = [], guarded = false }: Partial<Pick<Register, 'reset' | 'fields' | 'guarded'>> = {},
): Register => ({ name, offset, access, reset, doc, fields, guarded });

export const field = (name: string, lsb: number, bits: number, doc: string): PlacedField => ({ name, lsb, bits, doc });
