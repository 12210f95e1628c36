// SPDX-License-Identifier: Apache-2.0
/**
 * Cell memory: the words of all frames in the packet buffer.
 *
 * One write and one read a clock; read data one clock after `address`. A word must not be read in the clock of its write.
 */
import { component, flow, input, output, ram, slave, u, when } from 'typescript-hdl';
import type { Config } from '../spec/configs.ts';
import { wordAddress, wordsPerCell } from './buffer-shapes.ts';
import { storeShape } from './word-packer.ts';

/** The memory of the packet buffer; see the header comment. */
export const cellMemory = (config: Config) =>
  component(
    'cell_memory',
    { hostDataBits: config.hostDataBits, bufferCells: config.bufferCells },
    {
      store: slave(flow(storeShape(config))),
      address: input(wordAddress(config)),
      data: output(u(config.hostDataBits)),
    },
    ({ store, address, data }) => {
      const depth = config.bufferCells * wordsPerCell(config);
      const { words } = ram({ words: { shape: u(config.hostDataBits), depth } });
      when(store.valid, () => words.write(store.payload.address, store.payload.data));
      data.set(words.read(address));
    },
    { doc: 'The words of all frames in the packet buffer.' },
  );
