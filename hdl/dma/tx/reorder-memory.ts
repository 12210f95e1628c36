// SPDX-License-Identifier: Apache-2.0
/**
 * Reorder memory: the rings of frame bytes of all functions, words of even number and of odd in a RAM each.
 *
 * A pair of words is written and a word read in every clock; the data comes 2 clocks after `read`. A word must not be read in the
 * clock in which it is written. Logic depth 1 LUT at 10g.
 */
import { cat, component, flow, input, lit, mux, output, ram, reg, slave, u, when } from 'typescript-hdl';
import type { Config } from '../../spec/configs.ts';
import { functionShape } from '../host/host-shapes.ts';
import { ringWordBits, ringWords, wordsWriteShape } from './send-shapes.ts';

/** A word of the ring of a function, from the side of whoever asks. */
export const ringReadPort = (config: Config) => ({
  function: output(functionShape(config).function),
  word: output(u(ringWordBits(config))),
  data: input(u(config.hostDataBits)),
});

/** The memory; see the header comment. */
export const reorderMemory = (config: Config) =>
  component(
    'reorder_memory',
    { config: config.name, functions: config.functions, hostDataBits: config.hostDataBits },
    { writes: slave(flow(wordsWriteShape(config))), read: slave(ringReadPort(config)) },
    ({ writes, read }) => {
      const { even, odd } = writes.payload;
      const depth = (2 ** functionShape(config).function.width * ringWords(config)) / 2;
      const words = { shape: u(config.hostDataBits), depth, attributes: { no_rw_check: 1 } };
      const { evenWords, oddWords } = ram({ evenWords: words, oddWords: words });
      when(writes.valid, () => {
        evenWords.write(even.address, writes.payload.data, even.mask);
        oddWords.write(odd.address, writes.payload.data, odd.mask);
      });
      const at = cat(read.function, read.word.slice(1, ringWordBits(config) - 1));
      const { isOdd, data } = reg({ isOdd: u(1), data: u(config.hostDataBits) });
      isOdd.set(read.word.bit(0));
      data.set(mux(isOdd, oddWords.read(at, lit(1, 1)), evenWords.read(at, lit(1, 1))));
      read.data.set(data);
    },
    { maxDepth: 1, doc: 'Reorder memory: the rings of frame bytes of all functions.' },
  );
