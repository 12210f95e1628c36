// SPDX-License-Identifier: Apache-2.0
/** Which names somebody may have meant. */
import { editDistance } from '../words.ts';

/** Names without what the emitter adds, so that `count` finds `count_q` and `count_o`. */
const stem = (name: string): string => name.toLowerCase().replace(/_(q|i|o)$/, '');

/** At most `most` of `names` that resemble `wanted`: few letters differ, or one contains the other. Nearest first. */
export const nearNames = (wanted: string, names: Iterable<string>, most = 5): string[] => {
  const target = stem(wanted);
  const allowed = Math.ceil(target.length / 3);
  return [...new Set(names)]
    .map(name => {
      const own = stem(name);
      const contains = target.length > 2 && (own.includes(target) || (own.length > 2 && target.includes(own)));
      return { name, far: Math.min(editDistance(target, own), contains ? allowed : Number.POSITIVE_INFINITY) };
    })
    .filter(({ far }) => far <= allowed)
    .sort((a, b) => a.far - b.far || a.name.localeCompare(b.name))
    .slice(0, most)
    .map(({ name }) => name);
};
