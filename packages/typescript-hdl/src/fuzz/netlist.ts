// SPDX-License-Identifier: Apache-2.0
/** Runs subjects as synthesised netlists on Icarus, with the cell models that Yosys ships. */
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import type { Family } from './family.ts';
import { batchModule, icarusBench, joinedModule, rowsOf } from './harness.ts';
import { type Group, resultsOf, scriptOf, together } from './netlist-script.ts';
import { run, type Verdict } from './run.ts';
import type { Subject } from './subject.ts';

const sources = 'netlist';

/** Runs the synthesised netlist of a written batch. */
export const runNetlist =
  (family: Family) =>
  async (subjects: readonly Subject[], folder: string, files: readonly string[]): Promise<Verdict> => {
    const groups = writeSources(subjects, folder, files);
    writeFileSync(join(folder, 'netlist.ys'), scriptOf(groups, family));
    const { errors } = await run('yosys', ['-q', '-s', 'netlist.ys'], folder);
    const complaints = errors
      .split('\n')
      .filter(line => !isNote(line))
      .join('\n')
      .trim();
    const results = groups.flatMap(resultsOf);
    if (!results.every(file => existsSync(join(folder, file))))
      return { rows: subjects.map(() => undefined), complaints };
    const bench = `${icarusBench(subjects, 'netlist')}${joinedModule(groups)}`;
    writeFileSync(join(folder, 'netlist_bench.v'), bench);
    const models = join(await modelFolder(), family === 'ecp5' ? 'ecp5' : 'xilinx');
    const args = ['-g2005-sv', '-I', models, '-s', 'bench', '-o', 'netlist.vvp', 'netlist_bench.v', ...results];
    const built = await run('iverilog', [...args, join(models, 'cells_sim.v')], folder);
    if (!existsSync(join(folder, 'netlist.vvp'))) {
      return { rows: subjects.map(() => undefined), complaints: `${complaints}\n${built.errors}`.trim() };
    }
    return { rows: rowsOf(subjects, (await run('vvp', ['-n', 'netlist.vvp'], folder)).output), complaints };
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

/** Writes the groups and their modules, in which memories without contents start with zeros as in a two-valued simulator. */
const writeSources = (subjects: readonly Subject[], folder: string, files: readonly string[]): Group[] => {
  mkdirSync(join(folder, sources), { recursive: true });
  const groups: Group[] = [];
  for (let first = 0; first < subjects.length; first += together) {
    const own = subjects.slice(first, first + together);
    const top = `group${groups.length}`;
    const modules = files.filter(file => own.some(({ name }) => file.startsWith(`${name}_`)));
    for (const file of modules) {
      writeFileSync(join(folder, sources, file), zeroMemories(readFileSync(join(folder, file), 'utf8')));
    }
    writeFileSync(join(folder, sources, `${top}.v`), batchModule(own, top));
    groups.push({ top, subjects: own, files: [...modules, `${top}.v`].map(file => `${sources}/${file}`) });
  }
  return groups;
};

const zeroMemories = (verilog: string): string =>
  verilog.replace(/^ {4}reg (?:\[\d+:0\] )?(\w+) \[0:(\d+)\];/gm, (line, name: string, last: string) =>
    verilog.includes(` ${name}[0] = `)
      ? line
      : `${line} integer ${name}_at; initial for (${name}_at = 0; ${name}_at <= ${last}; ${name}_at = ${name}_at + 1) ${name}[${name}_at] = 0;`,
  );
