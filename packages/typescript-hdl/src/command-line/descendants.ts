// SPDX-License-Identifier: Apache-2.0
/** The programs that this process started, and those that they started. */
import { readdirSync, readFileSync } from 'node:fs';

/** Parent of a process by its `/proc/PID/stat`, whose second field may hold anything in parentheses (proc(5)). */
const parentOf = (pid: number): number | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    // It ended meanwhile.
    return undefined;
  }
};

const processIds = (): readonly number[] => {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    // Not Linux: the programs then end with their pipes.
    return [];
  }
};

/** Process ids of all descendants of a process, parents first. */
export const descendantsOf = (root: number): readonly number[] => {
  const parents = processIds().map(pid => [pid, parentOf(pid)] as const);
  const found = [root];
  for (const ancestor of found) {
    for (const [pid, parent] of parents) if (parent === ancestor) found.push(pid);
  }
  return found.slice(1);
};

/** Ends every program that this process started and that still runs; a wrapper (a shell, Perl) would leave its own behind. */
export const endDescendants = (): void => {
  for (const pid of descendantsOf(process.pid)) {
    try {
      process.kill(pid, 'SIGTERM');
    } catch {
      // It ended meanwhile, or is another user's (sudo).
    }
  }
};
