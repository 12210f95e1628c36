// SPDX-License-Identifier: Apache-2.0
/** Initial contents of memories in files of `$readmemh` (IEEE 1364-2005, 17.2.9). */
import { readFileSync } from 'node:fs';
import { HdlError } from './diagnostic.ts';
import type { Memory } from './ir/index.ts';

/** The words that a memory starts with, from its file if it has one; missing words are undefined. */
export const contentsOf = (memory: Memory): readonly bigint[] | undefined => {
  if (memory.initFile === undefined) return memory.init;
  let text: string;
  try {
    text = readFileSync(memory.initFile, 'utf8');
  } catch {
    throw new HdlError(
      'HDL-MEMORY',
      `The contents of memory '${memory.name}' cannot be read from '${memory.initFile}'.`,
      memory.location,
    );
  }
  return parseReadmemh(text, memory);
};

/** Words of a `$readmemh` text: hexadecimal, apart by white space, `@` sets the address, comments as in Verilog. */
export const parseReadmemh = (text: string, memory?: Memory): bigint[] => {
  const words: bigint[] = [];
  let address = 0;
  const plain = text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ' ');
  for (const token of plain.split(/\s+/).filter(part => part !== '')) {
    const digits = token.replace(/^@/, '').replaceAll('_', '');
    if (!/^[0-9a-fA-F]+$/.test(digits)) {
      throw new HdlError('HDL-MEMORY', `'${token}' is no word of a memory file.`, memory?.location);
    }
    if (token.startsWith('@')) address = Number.parseInt(digits, 16);
    else words[address++] = BigInt(`0x${digits}`);
  }
  return words;
};
