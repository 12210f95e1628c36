// SPDX-License-Identifier: Apache-2.0
/** The designs that are compared, and what can be counted without a tool. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type EmittedDesign, emitVerilog } from 'typescript-hdl';
import { packetCrc } from './crc.ts';
import { crossbar } from './crossbar.ts';
import { wordFifo } from './fifo.ts';
import { uart } from './uart.ts';

/** The language that a row is about. */
export type Side = 'typescript-hdl' | 'Amaranth';

/** The version from PyPI. */
export const amaranthVersion = '0.5.10';

/** One design in this language, and the module of the same in Amaranth. */
export interface Compared {
  readonly name: string;
  readonly source: string;
  readonly emit: () => EmittedDesign;
  readonly amaranth?: string;
}

export const designs: readonly Compared[] = [
  { name: 'crossbar 4x4x64', source: 'crossbar.ts', emit: () => emitVerilog(crossbar(4, 4, 64)), amaranth: 'crossbar' },
  { name: 'FIFO 64x32', source: 'fifo.ts', emit: () => emitVerilog(wordFifo(32, 64)), amaranth: 'fifo' },
  { name: 'UART', source: 'uart.ts', emit: () => emitVerilog(uart(868)), amaranth: 'uart' },
  { name: 'CRC-32 over 8 bytes', source: 'crc.ts', emit: () => emitVerilog(packetCrc('matrix')), amaranth: 'crc' },
  { name: 'CRC-32, chain', source: 'crc.ts', emit: () => emitVerilog(packetCrc('chain')) },
];

/** Lines and characters of a description, without blank lines, comments and imports. */
export const sizeOfSource = (path: string): { readonly sourceLines: number; readonly sourceCharacters: number } => {
  const text = readFileSync(path, 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\/|"""[\s\S]*?"""/g, '')
    .split(/\ndef main/)[0]!
    .replaceAll(/^import \{[\s\S]*?\} from .*$/gm, '');
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !/^(\/\/|#|import |from )/.test(line));
  return { sourceLines: lines.length, sourceCharacters: lines.join('').length };
};

/** Size of the Verilog, and what it is known again by. */
export const sizeOfText = (verilog: string) => ({
  verilogLines: verilog.split('\n').length - 1,
  verilogBytes: verilog.length,
  sha256: createHash('sha256').update(verilog).digest('hex').slice(0, 16),
});
