// SPDX-License-Identifier: Apache-2.0
/** How fast the language is: its simulator on two modules, its emitter on large designs, and the type checker. */
import { join } from 'node:path';
import { execa } from 'execa';
import { bit, type Definition, Simulator, u } from 'typescript-hdl';
import { fifo } from 'typescript-hdl/lib';
import { headerParser } from '../../hdl/parser/header-parser.ts';
import type { Config } from '../../hdl/spec/configs.ts';
import { repositoryRoot } from '../verilate/cache.ts';
import { type Measurement, median, secondsOf } from './measurement.ts';

/** Clocks that a module is simulated for, each with a new input word. */
const clocks = 50_000;

const moduleSpeed = async (module: string, definition: Definition, held: readonly string[]): Promise<Measurement> => {
  const simulator = new Simulator(definition);
  simulator.reset();
  for (const name of held) simulator.poke(name, 1);
  const run = (): void => {
    for (let i = 0; i < clocks; i++) {
      simulator.poke('up_data_i', i * 7919);
      simulator.step();
    }
  };
  const times: number[] = [];
  for (let i = 0; i < 3; i++) times.push(await secondsOf(run));
  const value = clocks / median(times) / 1000;
  return { name: 'native_sim_kcycles_per_second', value, unit: 'kcycles/s', config: module };
};

/** Rows that the language's own benchmark prints, one JSON object a line. */
const emission = async (): Promise<Measurement[]> => {
  const script = join('packages', 'typescript-hdl', 'bench', 'emit.ts');
  const { stdout } = await execa(process.execPath, ['--import', 'tsx', script], { cwd: repositoryRoot });
  return stdout
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line));
};

/** Measures the built-in simulator on the FIFO and the header parser, emission, and `tsc` on the whole repository. */
export const measureLanguage = async (config: Config): Promise<Measurement[]> => {
  const tsc = join(repositoryRoot, 'node_modules', '.bin', 'tsc');
  const typecheck = await secondsOf(() => execa(tsc, ['-p', '.'], { cwd: repositoryRoot }));
  return [
    await moduleSpeed('fifo', fifo({ data: u(64), last: bit() }, 16), ['up_valid_i', 'down_ready_i']),
    await moduleSpeed('header_parser', headerParser(config), ['up_valid_i']),
    ...(await emission()),
    { name: 'typecheck_seconds', value: typecheck, unit: 's', config: 'repository' },
  ];
};
