// SPDX-License-Identifier: Apache-2.0
/** Takes header fields out of bytes: bits count in network order, lane 0 of a beat is the first byte. */
import { cat, type Val } from 'typescript-hdl';
import type { HeaderField } from '../../spec/protocol/header-graph.ts';

/** Numbers of the bytes that hold a field, counted from the start of its header. */
export const bytesOfField = ({ offset, bits }: HeaderField): number[] => {
  const from = Math.floor(offset / 8);
  const to = Math.ceil((offset + bits) / 8);
  return Array.from({ length: to - from }, (_, i) => from + i);
};

/** A field as a number; `byteAt` gives the bytes of its header. */
export const fieldBits = (field: HeaderField, byteAt: (byte: number) => Val): Val => {
  const end = field.offset + field.bits;
  const pieces = bytesOfField(field).map(byte => {
    const from = Math.max(field.offset, byte * 8);
    const to = Math.min(end, byte * 8 + 8);
    return byteAt(byte).slice(byte * 8 + 8 - to, to - from) as Val;
  });
  return cat(...pieces) as Val;
};
