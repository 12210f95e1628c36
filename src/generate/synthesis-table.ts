/** The size of the header parser as `sluice synth parser` measures it, and as the documentation shows it. */
import type { Synthesis } from '../verify/synth/synthesize.ts';

/** One width of the parser. */
export interface SynthesisRow extends Synthesis {
  readonly beatBits: number;
  /** Bits of the header vector that are read: all of them, or those that the machine reads. */
  readonly vectorBits: number;
  readonly latencyClocks: number;
}

/** Contents of `docs/parser-synthesis.json`. */
export interface SynthesisRecord {
  readonly tool: string;
  readonly rows: readonly SynthesisRow[];
}

/** All LUTs: those of logic, of shift registers and of memory. */
export const lutsOf = ({ logic, shift, memory }: Synthesis): number => logic + shift + memory;

const columns: readonly (readonly [title: string, value: (row: SynthesisRow) => string])[] = [
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
export const synthesisTable = ({ tool, rows }: SynthesisRecord): string =>
  [
    `| ${columns.map(([title]) => title).join(' | ')} |`,
    `|${columns.map(() => ' --- ').join('|')}|`,
    ...rows.map(row => `| ${columns.map(([, value]) => value(row)).join(' | ')} |`),
    '',
    `${tool}, \`synth_xilinx -family xcup -flatten -noiopad -noclkbuf -nowidelut\`.`,
  ].join('\n');
