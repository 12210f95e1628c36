// SPDX-License-Identifier: Apache-2.0
/**
 * Quota ledger: how many cells of the packet buffer each function holds.
 *
 * - `charge` adds the cells of a frame that was put into a queue, `discharge` takes those of a copy that was read. Each is
 *   taken every clock. They count in a RAM of their own, so that neither has two writers: what a function holds is the
 *   difference, modulo the width of a count.
 * - `over` says, 2 clocks after `lookup`, whether the function's quota forbids `countLessOne + 1` more cells. A charge counts
 *   for look-ups from the next clock on; so does a discharge.
 * - `write` sets the quota of a function; the next look-up sees it. It may come at any time after the sweep.
 * - The start-up sweep clears accounts and quotas, one function a clock.
 *
 * Throughput one look-up, one charge and one discharge a clock. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  component,
  flow,
  input,
  mux,
  output,
  type Ram,
  ram,
  reg,
  slave,
  type UInt,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { type StartUpSweep, startUpSweep } from 'typescript-hdl/lib';
import { quotaWriteShape } from '../lib/setting-shapes.ts';
import { type Config, cellCountBits } from '../spec/configs.ts';
import { functionIndex } from './buffer-shapes.ts';

/** Cells of one function, less 1. */
export const cellsShape = (config: Config) => ({
  function: functionIndex(config),
  countLessOne: u(cellCountBits(config)),
});

/** The accounts of all functions; see the header comment. */
export const quotaLedger = (config: Config) =>
  component(
    'quota_ledger',
    { functions: config.functions, bufferCells: config.bufferCells },
    {
      write: slave(flow(quotaWriteShape(config))),
      lookup: { function: input(functionIndex(config)), countLessOne: input(u(cellCountBits(config))) },
      over: output(bit()),
      charge: slave(flow(cellsShape(config))),
      discharge: slave(flow(cellsShape(config))),
    },
    ({ write, lookup, over, charge, discharge }) => {
      const bits = cellCountBits(config);
      const account = { shape: u(bits), depth: config.functions, kind: 'distributed' } as const;
      const { charged, discharged, quotas } = ram({ charged: account, discharged: account, quotas: account });
      const sweep = startUpSweep('sweep', config.functions);
      total(charged, charge, sweep);
      total(discharged, discharge, sweep);

      when(sweep.active.or(write.valid), () =>
        quotas.write(mux(sweep.active, sweep.index, write.payload.function), mux(sweep.active, 0, write.payload.cells)),
      );

      const found = reg({
        found: { charged: u(bits), discharged: u(bits), quota: u(bits), countLessOne: u(bits) },
      }).found;
      found.set({
        charged: charged.read(lookup.function),
        discharged: discharged.read(lookup.function),
        quota: quotas.read(lookup.function),
        countLessOne: lookup.countLessOne,
      });
      const demand = reg({ demand: { cellsLessOne: u(bits + 1), quota: u(bits) } }).demand;
      demand.set({
        cellsLessOne: found.charged.sub(found.discharged).addWide(found.countLessOne),
        quota: found.quota,
      });
      over.set(demand.cellsLessOne.ge(demand.quota.zext(bits + 1)));
    },
    { maxDepth: 3, doc: 'Cells that each function holds, against its quota.' },
  );

type CellsFlow = {
  readonly valid: Val<1>;
  readonly payload: { readonly function: Val; readonly countLessOne: Val };
};

/** The write port of one account RAM: adds cells; the sweep clears. */
const total = (account: Ram<UInt>, { valid, payload }: CellsFlow, sweep: StartUpSweep): void => {
  const sum = account.read(payload.function).add(payload.countLessOne).add(1);
  when(sweep.active.or(valid), () =>
    account.write(mux(sweep.active, sweep.index, payload.function), mux(sweep.active, 0, sum)),
  );
};
