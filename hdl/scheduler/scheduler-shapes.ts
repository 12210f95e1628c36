// SPDX-License-Identifier: Apache-2.0
/** What the parts of the scheduler share, and what it is told. */
import { indexWidth, u } from 'typescript-hdl';
import type { Config } from '../spec/configs.ts';
import { rateBits, weightBits } from '../spec/shares.ts';

/** Number of a function. */
export const functionIndex = (config: Config) => u(indexWidth(config.functions));

/** The share and the rate limit of a function, from the next clock on. */
export const shareShape = (config: Config) => ({
  function: functionIndex(config),
  weight: u(weightBits),
  rate: u(rateBits),
});
