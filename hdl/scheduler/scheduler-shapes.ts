/** What the parts of the scheduler share, and what it is told. */
import { indexWidth, u } from 'typescript-hdl';
import { lengthBits } from '../lib/frame-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { rateBits, weightBits } from '../spec/shares.ts';

/** Number of a function. */
export const functionIndex = (config: Config) => u(indexWidth(config.functions));

/** Width of what a frame costs in bytes on the bus, descriptors and used elements of all its buffers included. */
export const costBits = 16;

/** What a frame has cost: `bus` bytes of the host bus, `wire` bytes of the link. */
export const costShape = (config: Config) => ({
  function: functionIndex(config),
  bus: u(costBits),
  wire: u(lengthBits + 1),
});

/** The share and the rate limit of a function, from the next clock on. */
export const shareShape = (config: Config) => ({
  function: functionIndex(config),
  weight: u(weightBits),
  rate: u(rateBits),
});
