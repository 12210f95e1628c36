// SPDX-License-Identifier: Apache-2.0
/** What synthesis and lint say of a file of Verilog. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Cells and levels of a design on UltraScale+. */
export interface Size {
  readonly luts: number;
  readonly flipFlops: number;
  /** Other cells, such as `RAMB18E2`, by type. */
  readonly others: Readonly<{ [type: string]: number }>;
  /** LUTs and carry chains in a row between registers and memories. */
  readonly levels: number;
}

/** Synthesis by Yosys for UltraScale+, flattened, without pads and without wide multiplexers. */
export const synthesised = (file: string, top: string): Size => {
  const folder = mkdtempSync(join(tmpdir(), 'compare-'));
  try {
    const [cells, path] = [join(folder, 'cells'), join(folder, 'path')];
    const script = [
      `read_verilog ${file}`,
      `synth_xilinx -family xcup -flatten -noiopad -noclkbuf -nowidelut -top ${top}`,
      `tee -q -o ${cells} stat -json`,
      'delete t:FD* t:RAM*',
      `tee -q -o ${path} ltp -noff`,
    ];
    execFileSync('yosys', ['-q', '-p', script.join('; ')], { stdio: ['ignore', 'ignore', 'inherit'] });
    const text = readFileSync(cells, 'utf8');
    const types: { [type: string]: number } = JSON.parse(text.slice(text.indexOf('{'))).modules[`\\${top}`]
      .num_cells_by_type;
    const count = (pattern: RegExp): number =>
      Object.entries(types).reduce((sum, [type, cells]) => sum + (pattern.test(type) ? cells : 0), 0);
    const rest = Object.entries(types).filter(([type]) => !/^(LUT\d|INV|FD\w*)$/.test(type));
    return {
      luts: count(/^(LUT\d|INV)$/),
      flipFlops: count(/^FD/),
      others: Object.fromEntries(rest),
      levels: Number(/length=(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? 0),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Warnings of `verilator --lint-only -Wall`. */
export const warningsOf = (file: string, top: string): number => {
  const args = ['--lint-only', '-Wall', '-Wno-DECLFILENAME', '-Wno-fatal', '--top-module', top, file];
  return spawnSync('verilator', args, { encoding: 'utf8' }).stderr.match(/^%Warning-/gm)?.length ?? 0;
};
