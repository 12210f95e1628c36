// SPDX-License-Identifier: Apache-2.0
/** The size of the header parser as `sluice synth parser` measures it, and as the documentation shows it. */
import type { ParserSynthesis, ParserSynthesisRecord } from '../verify/synth/parser-synthesis.ts';
import { synthesisRecipe } from '../verify/synth/synthesize.ts';

/** All LUTs: those of logic, of shift registers and of memory. */
export const lutsOf = ({ logic, shift, memory }: ParserSynthesis): number => logic + shift + memory;

const columns: readonly (readonly [title: string, value: (row: ParserSynthesis) => string])[] = [
  ['bits a beat', row => `${row.beatBits}`],
  ['bits of the vector that are read', row => `${row.vectorBits}`],
  ['LUT', row => `${lutsOf(row)}`],
  ['of them shift registers', row => `${row.shift}`],
  ['of them memory', row => `${row.memory}`],
  ['FF', row => `${row.registers}`],
  ['BRAM', row => `${row.blockRams}`],
  ['LUT levels', row => `${row.levels}`],
  ['latency, clocks', row => `${row.latencyClocks}`],
  ['Yosys, s', row => `${Math.round(row.seconds)}`],
  ['Yosys, MB', row => `${Math.round(row.megabytes)}`],
];

/** A Markdown table, one width a row. */
export const parserSizeTable = ({ tool, rows }: ParserSynthesisRecord): string =>
  [
    `| ${columns.map(([title]) => title).join(' | ')} |`,
    `|${columns.map(() => ' --- ').join('|')}|`,
    ...rows.map(row => `| ${columns.map(([, value]) => value(row)).join(' | ')} |`),
    '',
    `${tool}, \`${synthesisRecipe}\`.`,
  ].join('\n');
