// SPDX-License-Identifier: Apache-2.0
/** Writes the pages that show sizes and clocks anew. */

import { writeOutputFile } from 'typescript-hdl/command-line';
import { readTextFile } from '../files/read-text-file.ts';
import { readRecords } from '../verify/machine-records.ts';
import { sizePages, withTables } from './machine-size-tables.ts';

const remedy = 'run this at the root of the repository';

/** Refuses, before work of minutes, another directory than the root of the repository. */
export const checkSizePages = async (): Promise<void> => {
  for (const page of Object.keys(sizePages)) await readTextFile(page, remedy);
};

/** Makes the tables from the records as they are now. */
export const writeSizePages = async (): Promise<void> => {
  const records = await readRecords();
  for (const [page, tables] of Object.entries(sizePages)) {
    await writeOutputFile(page, withTables(await readTextFile(page, remedy), tables(records)));
  }
};
