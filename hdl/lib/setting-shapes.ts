// SPDX-License-Identifier: Apache-2.0
/** Writes of the settings of a function: each stage keeps its own copy of those it uses, in a memory with the ports it needs. */
import { bit, indexWidth, u } from 'typescript-hdl';
import { shapeOf } from 'typescript-hdl/lib';
import { type Config, cellCountBits } from '../spec/configs.ts';
import { rateBits, weightBits } from '../spec/shares.ts';
import { conditionFields } from '../spec/tables/table-entry.ts';

const functionIndex = (config: Config) => u(indexWidth(config.functions));

/** Packet buffer cells that a function may hold. */
export const quotaWriteShape = (config: Config) => ({
  function: functionIndex(config),
  cells: u(cellCountBits(config)),
});

/** Share of a function in the host bus, against those of others. */
export const weightWriteShape = (config: Config) => ({ function: functionIndex(config), weight: u(weightBits) });

/** Rate limit of a function in tokens a step (`shares.ts`); 0 for none. */
export const rateWriteShape = (config: Config) => ({ function: functionIndex(config), rate: u(rateBits) });

/** What a function asks for apart from the rules, in a policy image. */
export const conditionWriteShape = (config: Config) => ({
  image: bit(),
  function: functionIndex(config),
  ...shapeOf(conditionFields),
});

/** One of the four words of the window of a function: `word` 0 and 1 are its base, low half first, 2 and 3 its last byte. */
export const windowWriteShape = (config: Config) => ({ function: functionIndex(config), word: u(2), data: u(32) });
