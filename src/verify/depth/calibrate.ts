// SPDX-License-Identifier: Apache-2.0
/** Compares the estimate of logic depth with Yosys on every module, and keeps what it finds in the repository. */
import { existsSync } from 'node:fs';
import { writeOutputFile } from 'typescript-hdl/command-line';
import { readTextFile } from '../../files/read-text-file.ts';
import { withFit } from '../../generate/depth-page.ts';
import { yosysVersion } from '../../tools/yosys.ts';
import { type FitRecord, type FitRow, measureFit } from './fit.ts';
import { type FitModule, fitModules } from './fit-modules.ts';

const recordFile = 'docs/depth-fit.json';
const pageFile = 'docs/depth.md';
const remedy = 'run this at the root of the repository';

const isOf = (row: FitRow, { name, size }: FitModule): boolean => row.name === name && row.size === size;

/** What an earlier run has found; another version of Yosys measures everything anew. */
const earlierRows = async (tool: string): Promise<readonly FitRow[]> => {
  if (!existsSync(recordFile)) return [];
  const earlier = JSON.parse(await readTextFile(recordFile, remedy)) as FitRecord;
  return earlier.tool === tool ? earlier.rows : [];
};

/** Measures what has changed, and writes the record after each module, so that a run that was broken off goes on there. */
export const calibrate = async (): Promise<void> => {
  await readTextFile(pageFile, remedy);
  const tool = await yosysVersion();
  let rows = await earlierRows(tool);
  const keep = (): Promise<void> => writeOutputFile(recordFile, `${JSON.stringify({ tool, rows }, null, 2)}\n`);
  for (const module of fitModules) {
    const row = await measureFit(module, 'build/depth', rows);
    rows = [...rows.filter(one => !isOf(one, module)), row];
    await keep();
    console.log(`${row.name} (${row.size}): estimate ${row.estimate.levels}, Yosys ${row.yosys.levels}`);
  }
  rows = fitModules.map(module => rows.find(row => isOf(row, module))!);
  await keep();
  // Read only now: minutes have passed.
  await writeOutputFile(pageFile, withFit(await readTextFile(pageFile, remedy), { tool, rows }));
  console.log(`recorded in ${recordFile} and ${pageFile}`);
};
