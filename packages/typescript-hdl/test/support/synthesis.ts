// SPDX-License-Identifier: Apache-2.0
/** Sizes of synthesised designs, as cells by type. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { type Definition, emitVerilog } from 'typescript-hdl';
import { withFolder } from './tools.ts';

const commands = {
  generic: 'proc; flatten; opt -full',
  ecp5: 'synth_ecp5 -run begin:check',
  xcup: 'synth_xilinx -family xcup -flatten -noiopad -noclkbuf -nowidelut -run begin:check',
} as const;

/** Number of cells of each type. */
export type Cells = Readonly<Record<string, number>>;

/** Cells of a design: those of a device, or operators such as `$mul` before they are mapped. */
export const cellsOf = (definition: Definition, target: keyof typeof commands): Promise<Cells> =>
  withFolder(async folder => {
    const { top, verilog } = emitVerilog(definition);
    writeFileSync(join(folder, 'design.v'), verilog);
    const select = target === 'generic' ? '' : ` -top ${top}`;
    const script = `read_verilog design.v; hierarchy -top ${top}; ${commands[target]}${select}; tee -q -o cells.txt stat -json`;
    await execa('yosys', ['-q', '-p', script], { cwd: folder });
    const { stdout } = await execa('cat', ['cells.txt'], { cwd: folder });
    const { modules } = JSON.parse(stdout.slice(stdout.indexOf('{')));
    return modules[`\\${top}`].num_cells_by_type;
  });

const hierarchical = {
  generic: 'proc; opt -full',
  ecp5: 'synth_ecp5 -noflatten -top all -run begin:check',
  xcup: 'synth_xilinx -family xcup -noiopad -noclkbuf -nowidelut -top all -run begin:check',
} as const;

/**
 * Cells of several modules, by their names, of one run of Yosys: most of the time of a run is that of reading its libraries.
 * The names must differ, and no module may have instances.
 */
export const cellsOfEach = (
  definitions: readonly Definition[],
  target: keyof typeof hierarchical,
): Promise<ReadonlyMap<string, Cells>> =>
  withFolder(async folder => {
    const designs = definitions.map(one => emitVerilog(one));
    const instances = designs.map(({ top }, i) => `  (* keep *) ${top} part_${i} ();`);
    const wrapper = `module all;\n${instances.join('\n')}\nendmodule\n`;
    writeFileSync(join(folder, 'designs.v'), `${designs.map(({ verilog }) => verilog).join('\n')}\n${wrapper}`);
    const script = `read_verilog designs.v; hierarchy -top all; ${hierarchical[target]}; tee -q -o cells.txt stat -json`;
    await execa('yosys', ['-q', '-p', script], { cwd: folder });
    const text = readFileSync(join(folder, 'cells.txt'), 'utf8');
    const { modules } = JSON.parse(text.slice(text.indexOf('{')));
    return new Map(designs.map(({ top }) => [top, modules[`\\${top}`].num_cells_by_type as Cells]));
  });

/** Cells whose type begins with one of these. */
export const count = (cells: Cells, ...types: readonly string[]): number =>
  Object.entries(cells)
    .filter(([type]) => types.some(one => type.startsWith(one)))
    .reduce((sum, [, number]) => sum + number, 0);
