// SPDX-License-Identifier: Apache-2.0
/**
 * Function settings: the block `function` of the register map. Its words lie in one RAM, where software reads them back;
 * every word written goes on to the stage that keeps a copy of its own, in a memory with the ports that it needs.
 *
 * One write a clock, told in the same clock; a read is answered one clock after its address. After reset the start-up sweep
 * clears the RAM, one word a clock, in which `ready` is 0, reads give 0 and writes must not come: the copies clear themselves
 * meanwhile.
 * A field is kept alone, the other bits of its word read 0. Logic depth 2 LUTs at 10g.
 */
import {
  bit,
  component,
  flow,
  indexWidth,
  input,
  lit,
  master,
  mux,
  output,
  priorityMux,
  ram,
  slave,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { delayed, startUpSweep } from 'typescript-hdl/lib';
import { clocked } from '../lib/clocked-ram.ts';
import { wordWriteShape } from '../lib/frame-shapes.ts';
import { quotaWriteShape, rateWriteShape, weightWriteShape, windowWriteShape } from '../lib/setting-shapes.ts';
import { type Config, cellCountBits } from '../spec/configs.ts';
import { blockWordBits, registerWord } from '../spec/registers/registers.ts';
import { rateBits, weightBits } from '../spec/shares.ts';

/** Where the settings of each function go. */
export const settingFlows = (config: Config) => ({
  quotaWrite: master(flow(quotaWriteShape(config))),
  weightWrite: master(flow(weightWriteShape(config))),
  rateWrite: master(flow(rateWriteShape(config))),
  windowWrite: master(flow(windowWriteShape(config))),
});

/** The settings of all functions; see the header comment. */
export const functionSettings = (config: Config) => {
  const address = u(blockWordBits(config, 'function'));
  return component(
    'function_settings',
    { config: config.name, functions: config.functions, bufferCells: config.bufferCells },
    {
      write: slave(flow(wordWriteShape(address.width))),
      read: { address: input(address), data: output(u(32)) },
      ...settingFlows(config),
      ready: output(bit()),
    },
    ({ write, read, quotaWrite, weightWrite, rateWrite, windowWrite, ready }) => {
      const { words } = ram({ words: clocked(u(32), 2 ** address.width) });
      const sweep = startUpSweep('sweep', 2 ** address.width);
      ready.set(sweep.active.not());
      const word = write.payload.address.slice(0, wordBits) as Val;
      const owner = write.payload.address.slice(wordBits, address.width - wordBits).zext(indexWidth(config.functions));
      const { data } = write.payload;
      const is = (register: string): Val<1> => word.eq(registerWord(config, 'function', register));
      const [quota, weight, rate] = [is('quota_cells'), is('weight'), is('rate')];
      const window = word.bit(2);
      const kept = priorityMux(
        [
          [quota, masked(data, cellCountBits(config))],
          [weight, masked(data, weightBits)],
          [rate, masked(data, rateBits)],
        ],
        data,
      );
      when(sweep.active.or(write.valid), () =>
        words.write(mux(sweep.active, sweep.index, write.payload.address), mux(sweep.active, lit(0, 32), kept)),
      );
      const swept = delayed('swept', bit(0), sweep.active.not(), 1);
      read.data.set(mux(swept, words.read(read.address), 0));

      quotaWrite.valid.set(write.valid.and(quota));
      quotaWrite.payload.set({ function: owner, cells: data.trunc(cellCountBits(config)) });
      weightWrite.valid.set(write.valid.and(weight));
      weightWrite.payload.set({ function: owner, weight: data.trunc(weightBits) });
      rateWrite.valid.set(write.valid.and(rate));
      rateWrite.payload.set({ function: owner, rate: data.trunc(rateBits) });
      windowWrite.valid.set(write.valid.and(window));
      windowWrite.payload.set({ function: owner, word: word.trunc(2), data });
    },
    { maxDepth: 2, doc: 'Settings of the functions: kept to be read back, and passed on to the stages that use them.' },
  );
};

/** Words of one function: the window is the upper half of them. */
const wordBits = 3;

const masked = (data: Val, bits: number): Val => data.slice(0, bits).zext(32) as Val;
