// SPDX-License-Identifier: Apache-2.0
/** Makes the list of choices that leads to a finding shorter and simpler. */

/** Tells whether a list of choices still leads to the finding. */
export type StillFails = (choices: readonly number[]) => Promise<boolean>;

/** Tries to leave out or zero ever smaller stretches until nothing helps or the time is up. */
export const shrink = async (
  start: readonly number[],
  stillFails: StillFails,
  milliseconds: number,
): Promise<readonly number[]> => {
  const end = Date.now() + milliseconds;
  let best = start;
  const accept = async (candidate: readonly number[]): Promise<boolean> => {
    if (candidate.length === best.length && candidate.every((choice, i) => choice === best[i])) return false;
    if (!(await stillFails(candidate))) return false;
    best = candidate;
    return true;
  };
  for (let size = Math.ceil(start.length / 2); size >= 1 && Date.now() < end; size = Math.floor(size / 2)) {
    for (let at = 0; at < best.length && Date.now() < end; ) {
      const shorter = [...best.slice(0, at), ...best.slice(at + size)];
      if (await accept(shorter)) continue;
      const zeroed = best.map((choice, i) => (i >= at && i < at + size ? 0 : choice));
      await accept(zeroed);
      at += size;
    }
  }
  return best;
};
