// SPDX-License-Identifier: Apache-2.0
/**
 * The register map at `s_axil_*`: 32-bit registers, byte addresses. The hardware decoder, the C header, the
 * documentation and the driver used in simulation all come from this declaration.
 *
 * The two lowest bits of an address are ignored: an access is about the word that holds the byte. Answered with SLVERR and
 * without effect: a word without a register, a write to an `ro` register, a read of a `wo` register (data 0), a write of some
 * bytes of a `wo` register or of one that is in a memory, and a write that is refused: of a guarded window while a queue of
 * its function runs, of a table of the parser while frames are judged, of a word of another table unless a load has begun. A write that marks no byte has no effect and is no error. The pages of the functions,
 * which guests reach, never answer an error. A register that declares fields keeps those bits alone; the others read 0.
 */
import type { Config } from '../configs.ts';
import { counterBlock, hostAccessBlock, ruleCountBlock, transmitCounterBlock } from './counter-registers.ts';
import { accessBlock, functionBlock } from './function-registers.ts';
import { globalBlock, stopBlock } from './global-registers.ts';
import { parserTableBlock } from './parser-table-registers.ts';
import { functionPageBlock, queueBlock, transmitQueueBlock } from './queue-registers.ts';
import type { Block } from './register-shapes.ts';
import { suspensionBlock } from './suspension-registers.ts';
import { tableBlock } from './table-registers.ts';
import { wireBlock } from './wire-registers.ts';

export { counterSlots } from './counter-registers.ts';
export {
  type FaultName,
  faults,
  identification,
  registerMapVersion,
  stopLogDepth,
  stopReasons,
} from './global-registers.ts';
export { parserTableRegister } from './parser-table-registers.ts';
export { functionPageBytes, notifyBytes, pageStatusOffset, virtqueuesPerFunction } from './queue-registers.ts';
export type { Access, Block, Register } from './register-shapes.ts';

/** Bytes from the base of a block to where another may begin. */
const regionBytes = ({ stride, count }: Block): number => 2 ** Math.ceil(Math.log2(stride * count));

/** The blocks at the bases they ask for, or above what comes before them where that has grown past it. */
const placed = (blocks: readonly Block[]): readonly Block[] => {
  let end = 0;
  return blocks.map(block => {
    const region = regionBytes(block);
    const base = Math.ceil(Math.max(block.base, end) / region) * region;
    end = base + region;
    return { ...block, base };
  });
};

/** Every block of the map, in address order; no two overlap, whatever the sizes of the configuration. */
export const registerMap = (config: Config): readonly Block[] =>
  placed([
    globalBlock(config),
    stopBlock,
    wireBlock(config),
    tableBlock,
    ruleCountBlock(config),
    suspensionBlock(config),
    parserTableBlock,
    functionBlock(config),
    accessBlock(config),
    queueBlock(config),
    transmitQueueBlock(config),
    hostAccessBlock(config),
    counterBlock(config),
    transmitCounterBlock(config),
    functionPageBlock(config),
  ]);

/** Width of the register address in bits: 21, or more where the map has grown. */
export const registerAddressBits = (config: Config): number => {
  const last = registerMap(config).at(-1)!;
  return Math.max(21, Math.ceil(Math.log2(last.base + regionBytes(last))));
};

/** Byte address of a register: `registerAddress(config, 'rx_queue', 3, 'size')`. */
export const registerAddress = (config: Config, block: string, index: number, name: string): number => {
  const found = registerMap(config).find(b => b.name === block);
  const reg = found?.registers.find(r => r.name === name);
  if (!found || !reg) throw new RangeError(`the register map has no ${block}.${name}`);
  if (index < 0 || index >= found.count)
    throw new RangeError(`${block} has ${found.count} entries; ${index} is none of them`);
  return found.base + index * found.stride + reg.offset;
};

/** Number of a register's word inside an entry of its block. */
export const registerWord = (config: Config, block: string, name: string): number => {
  const found = registerMap(config).find(b => b.name === block);
  const reg = found?.registers.find(r => r.name === name);
  if (!reg) throw new RangeError(`the register map has no ${block}.${name}`);
  return reg.offset / 4;
};

/** Width of a word address inside a block, counted in 32-bit words from the block's base. */
export const blockWordBits = (config: Config, block: string): number => {
  const found = registerMap(config).find(b => b.name === block);
  if (!found) throw new RangeError(`the register map has no block ${block}`);
  return Math.ceil(Math.log2((found.count * found.stride) / 4));
};
