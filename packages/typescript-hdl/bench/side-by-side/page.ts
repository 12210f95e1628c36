// SPDX-License-Identifier: Apache-2.0
/** The page of the comparison, from what was measured. */
import { amaranthVersion, type Side } from './designs.ts';
import type { Size } from './tools.ts';

/** One design in one language. */
export interface Measured extends Size {
  readonly design: string;
  readonly side: Side;
  readonly sourceLines: number;
  readonly sourceCharacters: number;
  readonly verilogLines: number;
  readonly verilogBytes: number;
  readonly sha256: string;
  readonly warnings: number;
}

/** Everything that was measured, and by what. */
export interface Record {
  readonly yosys: string;
  readonly verilator: string;
  readonly rows: readonly Measured[];
}

const othersText = ({ others }: Measured): string =>
  Object.entries(others)
    .map(([type, count]) => `${count} ${type}`)
    .join(', ');

const rowText = (row: Measured): string =>
  `| ${[
    row.design,
    row.side,
    `${row.sourceLines} / ${row.sourceCharacters}`,
    `${row.verilogLines} / ${(row.verilogBytes / 1000).toFixed(1)}`,
    row.warnings,
    row.luts,
    row.flipFlops,
    othersText(row),
    row.levels,
  ].join(' | ')} |`;

/** The text of docs/comparison.md. */
export const comparisonPage = ({ yosys, verilator, rows }: Record): string =>
  `<!-- Made by \`npm run compare --workspace typescript-hdl\`; do not edit. -->

# Beside Amaranth

The same designs, written in the usual style of each language ([sources](../bench/side-by-side)), with Amaranth ${amaranthVersion}. Cells
are those of Yosys ${yosys} for UltraScale+, flattened, without pads and wide multiplexers; levels are the longest row of LUTs and carry
cells between registers and memories; warnings are those of Verilator ${verilator} with \`-Wall\`, but for names of files.

| Design | Language | Source: lines / characters | Verilog: lines / KB | Warnings | LUTs | Flip-flops | Others | Levels |
|---|---|---|---|---|---|---|---|---|
${rows.map(rowText).join('\n')}

Lines and characters are without blank lines, comments and imports. The FIFO is that of each library for 64 words. A test holds this page to
the Verilog that is emitted today.
`;
