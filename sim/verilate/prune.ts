// SPDX-License-Identifier: Apache-2.0
/** Keeps the build cache from growing for ever. */
import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

const dayMilliseconds = 24 * 60 * 60_000;
/** Entries nobody used for so long are removed. */
export const keptDays = 14;

const ageOf = (path: string, now: number): number => now - statSync(path, { throwIfNoEntry: false })!.mtimeMs;

/** Notes that an entry is in use; its time stamp is renewed once a day at most. */
export const touchEntry = (directory: string, now = Date.now()): void => {
  try {
    if (ageOf(directory, now) > dayMilliseconds) utimesSync(directory, now / 1000, now / 1000);
  } catch {
    // A read-only cache still serves.
  }
};

/** Removes entries that were not used for {@link keptDays} days, and what dead builds left behind. */
export const pruneCache = (cacheDirectory: string, now = Date.now()): void => {
  for (const name of readdirSync(cacheDirectory)) {
    const path = join(cacheDirectory, name);
    try {
      if (ageOf(path, now) > keptDays * dayMilliseconds) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another process was faster.
    }
  }
};
