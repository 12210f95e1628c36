// SPDX-License-Identifier: Apache-2.0
/** One measured figure, as the benchmarks print and store it. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly config: string;
  /** Whose rules were measured, and how many there are. */
  readonly rules?: string;
  /** What was sent and received, and in which rings. */
  readonly direction?: string;
  readonly ring?: string;
  /** What others did meanwhile. */
  readonly load?: string;
}

/** Seconds that `work` takes. */
export const secondsOf = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

/** The middle of several values. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
