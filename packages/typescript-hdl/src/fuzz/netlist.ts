// SPDX-License-Identifier: Apache-2.0
/** Runs subjects as synthesised netlists on Icarus, with the cell models that Yosys ships. */
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { isRegistered } from '../ir/index.ts';
import { layOut } from '../simulate/storage.ts';
import { batchModule, icarusBench, rowsOf, topName } from './harness.ts';
import { run, type Verdict } from './run.ts';
import type { Subject } from './subject.ts';

/** Devices that netlists are made for, in turn. */
export const families = ['ecp5', 'xcup', 'xc7'] as const;
export type Family = (typeof families)[number];

/** Block RAM and DSP blocks have no models in Yosys, so memories become LUT RAM or flip-flops, and products logic. */
const synthesis: Record<Family, string> = {
  ecp5: 'synth_ecp5 -nobram -nodsp',
  xcup: 'synth_xilinx -family xcup -flatten -noiopad -noclkbuf -nobram -nodsp',
  xc7: 'synth_xilinx -family xc7 -flatten -noiopad -noclkbuf -nobram -nodsp',
};

const sources = 'netlist';

/** Synthesis takes minutes for what is longer. */
const mostLines = 250;

/** Whether a design is run as a netlist too: it is small enough, and no memory needs the block RAM that has no model. */
export const isSynthesised = ({ emitted: { verilog } }: Subject): boolean =>
  verilog.split('\n').length <= mostLines && !verilog.includes('lint_off MULTIDRIVEN');

/** Runs the synthesised netlist of a written batch; subjects that are too large have no rows. */
export const runNetlist =
  (family: Family) =>
  async (subjects: readonly Subject[], folder: string, files: readonly string[]): Promise<Verdict> => {
    const small = subjects.filter(isSynthesised);
    if (small.length === 0) return { rows: subjects.map(() => undefined), complaints: '' };
    writeSources(small, folder, files);
    writeFileSync(join(folder, 'netlist.ys'), scriptOf(small, family));
    const { errors } = await run('yosys', ['-q', '-s', 'netlist.ys'], folder);
    const complaints = errors
      .split('\n')
      .filter(line => !isNote(line))
      .join('\n')
      .trim();
    if (!existsSync(join(folder, 'netlist.v'))) return { rows: subjects.map(() => undefined), complaints };
    writeFileSync(join(folder, 'netlist_bench.v'), icarusBench(small, 'netlist'));
    const models = join(await modelFolder(), family === 'ecp5' ? 'ecp5' : 'xilinx');
    const args = ['-g2005-sv', '-I', models, '-s', 'bench', '-o', 'netlist.vvp', 'netlist_bench.v', 'netlist.v'];
    const built = await run('iverilog', [...args, join(models, 'cells_sim.v')], folder);
    if (!existsSync(join(folder, 'netlist.vvp'))) {
      return { rows: subjects.map(() => undefined), complaints: `${complaints}\n${built.errors}`.trim() };
    }
    const rows = rowsOf(small, (await run('vvp', ['-n', 'netlist.vvp'], folder)).output);
    return { rows: subjects.map(one => rows[small.indexOf(one)]), complaints };
  };

/** What Yosys says of memories that were told to become flip-flops. */
const isNote = (line: string): boolean => line.startsWith('Warning: Replacing memory');

let yosysModels: Promise<string> | undefined;

/** Where Yosys keeps the models of cells: beside its own program. */
const modelFolder = (): Promise<string> => {
  yosysModels ??= execa('which', ['yosys']).then(({ stdout }) =>
    join(dirname(realpathSync(stdout.trim())), '../share/yosys'),
  );
  return yosysModels;
};

/** The batch and its modules, in which memories without contents start with zeros as in a two-valued simulator. */
const writeSources = (subjects: readonly Subject[], folder: string, files: readonly string[]): void => {
  const own = files.filter(file => subjects.some(({ name }) => file.startsWith(`${name}_`)));
  mkdirSync(join(folder, sources), { recursive: true });
  for (const file of own) {
    writeFileSync(join(folder, sources, file), zeroMemories(readFileSync(join(folder, file), 'utf8')));
  }
  writeFileSync(join(folder, sources, `${topName}.v`), batchModule(subjects));
};

const zeroMemories = (verilog: string): string =>
  verilog.replace(/^ {4}reg (?:\[\d+:0\] )?(\w+) \[0:(\d+)\];/gm, (line, name: string, last: string) =>
    verilog.includes(` ${name}[0] = `)
      ? line
      : `${line} integer ${name}_at; initial for (${name}_at = 0; ${name}_at <= ${last}; ${name}_at = ${name}_at + 1) ${name}[${name}_at] = 0;`,
  );

const scriptOf = (subjects: readonly Subject[], family: Family): string =>
  [
    `read_verilog ${sources}/*.v`,
    `hierarchy -check -top ${topName}`,
    'proc',
    'setattr -unset ram_style m:*',
    'flatten',
    ...subjects.flatMap(startingAtZero).map(name => `setattr -set init 256'b${'0'.repeat(256)} w:${name}`),
    `${synthesis[family]} -run begin:check -top ${topName}`,
    'setundef -zero -params',
    'write_verilog -noattr netlist.v',
    '',
  ].join('\n');

/**
 * Registers start at 0 as in a two-valued simulator, but not those with an initial value of their own, and not those that an
 * asynchronous reset sets before any clock rises: cells of ECP5 start with what it sets.
 */
const startingAtZero = ({ name, definition, domain }: Subject): string[] =>
  layOut(definition, domain).scopes.flatMap(({ path, module, clockOf }) => {
    const registers = [
      ...module.signals.filter(({ kind, init, domain: own }) => {
        const { reset } = clockOf(own).domain;
        return kind === 'reg' && (init === undefined || reset?.kind === 'sync');
      }),
      ...module.memories.flatMap(memory =>
        memory.reads.filter(read => isRegistered(memory, read)).map(read => read.output),
      ),
    ];
    return registers.map(signal => [`u_${name}`, ...(path === '' ? [] : [path]), signal.name].join('.'));
  });
