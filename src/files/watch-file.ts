// SPDX-License-Identifier: Apache-2.0
/** Changes of a file, also of one that editors replace by another: its directory is watched. */
import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds in which several writes are one change. */
const settleMs = 50;

const contentsOf = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'latin1');
  } catch {
    return undefined;
  }
};

/** Gives something at once, and after each change of what the file holds; no change is missed, and it never ends by itself. */
export async function* watchFile(path: string): AsyncGenerator<void, void, void> {
  let wake = (): void => {};
  const watcher = watch(dirname(path), (_, name) => {
    if (name === basename(path)) wake();
  });
  try {
    let last = await contentsOf(path);
    yield;
    for (;;) {
      // Listened for before the file is read, so that a change in between is not missed.
      const changed = new Promise<void>(resolve => {
        wake = resolve;
      });
      const now = await contentsOf(path);
      if (now !== undefined && now !== last) {
        last = now;
        yield;
      } else {
        await changed;
        await pause(settleMs);
      }
    }
  } finally {
    watcher.close();
  }
}
