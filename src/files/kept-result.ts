// SPDX-License-Identifier: Apache-2.0
/** Results of slow steps, kept in files that are named after what they were made from. */
import { createHash } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { writeOutputFile } from 'typescript-hdl/command-line';

/** What a step was made from: texts, numbers and versions of tools; another value is another result. */
export type Origin = readonly (string | number)[];

/** The name of a result: the same for the same origin, and for no other. */
export const originHash = (origin: Origin): string =>
  createHash('sha256').update(JSON.stringify(origin)).digest('hex').slice(0, 24);

const parsed = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * The result of `make`, from `directory` where an earlier run left it, or made now and left there. It is plain data, as
 * JSON can hold it. A file that was cut short, or that somebody damaged, counts as none.
 */
export const keptResult = async <T>(directory: string, origin: Origin, make: () => Promise<T>): Promise<T> => {
  const path = join(directory, `${originHash(origin)}.json`);
  const earlier = parsed(await readFile(path, 'utf8').catch(() => undefined));
  if (earlier !== undefined) return earlier as T;
  const result = await make();
  // Renamed when it is whole: a run that is broken off leaves nothing that looks like a result.
  await writeOutputFile(`${path}.part`, JSON.stringify(result));
  await rename(`${path}.part`, path);
  return result;
};
