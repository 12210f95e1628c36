// SPDX-License-Identifier: Apache-2.0
/**
 * A content-hash cache of directories. An entry is filled in a private directory and appears under its hash by one
 * rename, so a reader never sees half an entry; a lock file only saves two workers from doing the same work.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pruneCache, touchEntry } from './prune.ts';

/** Root of the repository. */
export const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));
/** Default place of the cache. */
export const defaultCacheDirectory = join(repositoryRoot, 'build', 'cache');

export interface CacheEntry {
  readonly directory: string;
  /** True when the entry was there already. */
  readonly hit: boolean;
}

const pollMilliseconds = 25;
/** No build of ours takes this long: a lock this old belongs to a process whose number was reused. */
const staleLockMilliseconds = 30 * 60_000;
let serial = 0;

const errorCode = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};

const isStale = (lock: string): boolean => {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    const age = Date.now() - statSync(lock).mtimeMs;
    // An empty file was created an instant ago and its owner is about to write its number.
    return age > staleLockMilliseconds || (pid > 0 && !isAlive(pid));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
};

const tryLock = (lock: string): boolean => {
  try {
    writeFileSync(lock, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    if (isStale(lock)) rmSync(lock, { force: true });
    return false;
  }
};

/** Moves a finished directory into place; when another process was first, its result stands and ours is dropped. */
const publish = (work: string, target: string): void => {
  try {
    renameSync(work, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
    rmSync(work, { recursive: true, force: true });
  }
};

/**
 * Returns the directory of cache entry `key`, filling it with `fill(workDirectory)` when it is not there.
 * Safe between processes and between workers of one process. When `fill` throws, nothing is cached.
 */
export const cached = async (
  cacheDirectory: string,
  key: string,
  fill: (work: string) => Promise<void>,
): Promise<CacheEntry> => {
  const directory = join(cacheDirectory, key);
  const lock = `${directory}.lock`;
  if (existsSync(directory)) {
    touchEntry(directory);
    return { directory, hit: true };
  }
  mkdirSync(cacheDirectory, { recursive: true });
  while (!tryLock(lock)) {
    if (existsSync(directory)) return { directory, hit: true };
    await sleep(pollMilliseconds);
  }
  const work = `${directory}.work-${process.pid}-${serial++}`;
  try {
    if (existsSync(directory)) return { directory, hit: true };
    mkdirSync(work);
    await fill(work);
    publish(work, directory);
    pruneCache(cacheDirectory);
    return { directory, hit: false };
  } finally {
    rmSync(work, { recursive: true, force: true });
    rmSync(lock, { force: true });
  }
};
