// SPDX-License-Identifier: Apache-2.0
/**
 * Local ledger: how many cells of local frames each function holds. All functions have the same reserve, which nobody else can
 * take; what is shared beside it holds the longest frame at least, so that no function is without those.
 *
 * Ports and times are those of `reserve-ledger.ts`. Reserves are set in the first clocks after reset. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  component,
  connectFlow,
  flow,
  indexWidth,
  input,
  inst,
  output,
  reg,
  slave,
  u,
  when,
} from 'typescript-hdl';
import { type Config, cellBytes, cellCountBits } from '../spec/configs.ts';
import { functionIndex } from './buffer-shapes.ts';
import { grantableCells, heldCellsShape, reserveLedger } from './reserve-ledger.ts';

/** Cells of local frames that every function may always hold. */
export const localReserve = (config: Config): number => {
  const longest = Math.ceil(config.maxFrameBytes / cellBytes);
  const reserve = Math.floor((grantableCells(config) - longest) / config.functions);
  if (reserve < 1) throw new RangeError(`${config.bufferCells} cells are too few for local frames`);
  return reserve;
};

/** The accounts of `config.bufferCells` cells; see the header comment. */
export const localLedger = (config: Config) =>
  component(
    'local_ledger',
    { functions: config.functions, bufferCells: config.bufferCells, maxFrameBytes: config.maxFrameBytes },
    {
      lookup: { function: input(functionIndex(config)), countLessOne: input(u(cellCountBits(config))) },
      over: output(bit()),
      shared: output(bit()),
      charge: slave(flow(heldCellsShape(config))),
      discharge: slave(flow(heldCellsShape(config))),
    },
    ({ lookup, over, shared, charge, discharge }) => {
      const { accounts } = inst({ accounts: reserveLedger(config) });
      accounts.lookup.function.set(lookup.function);
      accounts.lookup.countLessOne.set(lookup.countLessOne);
      over.set(accounts.over);
      shared.set(accounts.shared);
      connectFlow(accounts.charge, charge);
      connectFlow(accounts.discharge, discharge);

      // The first writes come while the ledger clears its memories, and are not taken; the later ones are.
      const { next } = reg({ next: u(indexWidth(config.functions) + 2, 0) });
      const writes = next.andR().not();
      when(writes, () => next.set(next.add(1)));
      accounts.write.valid.set(writes);
      accounts.write.payload.set({
        function: next.trunc(functionIndex(config).width),
        reserve: localReserve(config),
        limit: grantableCells(config),
      });
    },
    { maxDepth: 3, doc: 'Cells of local frames that each function holds, against the same reserve for all.' },
  );
