// SPDX-License-Identifier: Apache-2.0
/** Runs of ones in a mask, as [lowest bit, width]. */
export const bitRuns = (mask: bigint): [number, number][] => {
  const runs: [number, number][] = [];
  for (let bit = 0; mask >> BigInt(bit) !== 0n; bit++) {
    if (!((mask >> BigInt(bit)) & 1n)) continue;
    const lo = bit;
    while ((mask >> BigInt(bit + 1)) & 1n) bit++;
    runs.push([lo, bit - lo + 1]);
  }
  return runs;
};
