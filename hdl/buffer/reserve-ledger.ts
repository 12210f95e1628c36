// SPDX-License-Identifier: Apache-2.0
/**
 * Reserve ledger: how many cells of the packet buffer each function holds, of its own reserve and of what all share.
 *
 * - Every function has a reserve that nobody else can take, and a limit that it never passes; the cells that are nobody's
 *   reserve are shared. A frame counts in the reserve of its function while it fits there, else among the shared cells, until
 *   it leaves: `shared` says which, and travels with the frame from `charge` to `discharge`.
 * - `over` and `shared` answer `lookup` 2 clocks later: whether `countLessOne + 1` more cells are too many, and otherwise where
 *   they count. What is granted is charged 1 clock after the answer or not at all. A function may be looked up every 4 clocks,
 *   different ones in every clock; no answer overlooks a charge before it. Cells that come back count for the look-ups from
 *   the next clock on, among the shared ones from the fourth on.
 * - `write` sets reserve and limit of a function at any time after the sweep. A reserve that grows takes shared cells that are
 *   in use only when they come back. As long as all reserves fit the capacity together, everything that is granted does.
 * - The capacity leaves out a frame of the greatest length, which is being written, and 2 cells of the free list.
 * - The start-up sweep clears accounts, reserves and limits, one function a clock.
 *
 * Throughput one look-up, one charge and one discharge a clock. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  component,
  flow,
  input,
  lit,
  mux,
  named,
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
import { type Config, cellBytes, cellCountBits } from '../spec/configs.ts';
import { functionIndex } from './buffer-shapes.ts';

/** Cells that reserves and shared cells make up together. */
export const grantableCells = (config: Config): number =>
  config.bufferCells - 2 - Math.ceil(config.maxFrameBytes / cellBytes);

/** The cells of a function: those it may always hold, and the most that it may hold. */
export const cellsOfFunctionShape = (config: Config) => ({
  function: functionIndex(config),
  reserve: u(cellCountBits(config)),
  limit: u(cellCountBits(config)),
});

/** Cells of one frame, less 1, and whether they count among the shared ones. */
export const heldCellsShape = (config: Config) => ({
  function: functionIndex(config),
  countLessOne: u(cellCountBits(config)),
  shared: bit(),
});

/** The accounts of all functions; see the header comment. */
export const reserveLedger = (config: Config) =>
  component(
    'reserve_ledger',
    { functions: config.functions, bufferCells: config.bufferCells, maxFrameBytes: config.maxFrameBytes },
    {
      write: slave(flow(cellsOfFunctionShape(config))),
      lookup: { function: input(functionIndex(config)), countLessOne: input(u(cellCountBits(config))) },
      over: output(bit()),
      shared: output(bit()),
      charge: slave(flow(heldCellsShape(config))),
      discharge: slave(flow(heldCellsShape(config))),
    },
    ({ write, lookup, over, shared, charge, discharge }) => {
      const bits = cellCountBits(config);
      const account = { shape: u(bits), depth: config.functions, kind: 'distributed' } as const;
      // All cells of a function, and those in its reserve: each what was charged less what was discharged, one writer each.
      const { charged, discharged, chargedOwn, dischargedOwn } = ram({
        charged: account,
        discharged: account,
        chargedOwn: account,
        dischargedOwn: account,
      });
      const { reserves, limits } = ram({ reserves: account, limits: account });
      const sweep = startUpSweep('sweep', config.functions);
      total(charged, charge, charge.valid, sweep);
      total(discharged, discharge, discharge.valid, sweep);
      total(chargedOwn, charge, charge.valid.and(charge.payload.shared.not()), sweep);
      total(dischargedOwn, discharge, discharge.valid.and(discharge.payload.shared.not()), sweep);
      setting(reserves, write, write.payload.reserve, sweep);
      setting(limits, write, write.payload.limit, sweep);

      const { found, demand } = reg({
        found: { held: u(bits), own: u(bits), reserve: u(bits), limit: u(bits), countLessOne: u(bits) },
        demand: {
          heldLessOne: u(bits + 1),
          ownLessOne: u(bits + 1),
          reserve: u(bits),
          limit: u(bits),
          countLessOne: u(bits),
          withLast: u(bits + 1),
        },
      });
      const of = lookup.function;
      found.set({
        held: charged.read(of).sub(discharged.read(of)),
        own: chargedOwn.read(of).sub(dischargedOwn.read(of)),
        reserve: reserves.read(of),
        limit: limits.read(of),
        countLessOne: lookup.countLessOne,
      });
      demand.set({
        heldLessOne: found.held.addWide(found.countLessOne),
        ownLessOne: found.own.addWide(found.countLessOne),
        reserve: found.reserve,
        limit: found.limit,
        countLessOne: found.countLessOne,
        // Together with the frame that is answered now, which is charged when this one is answered.
        withLast: found.countLessOne.addWide(demand.countLessOne).add(1),
      });

      const free = sharedCells(config, { reserves, charge, discharge, write, sweep });
      const lastIsShared = named('last_is_shared', charge.valid.and(charge.payload.shared));
      const none = free.bit(free.width - 1);
      const fitsShared = mux(
        lastIsShared,
        demand.withLast.zext(free.width).lt(free),
        demand.countLessOne.zext(free.width).lt(free),
      ).and(none.not());
      const fitsOwn = named('fits_own', demand.ownLessOne.lt(demand.reserve.zext(bits + 1)));
      const inLimit = named('in_limit', demand.heldLessOne.lt(demand.limit.zext(bits + 1)));
      over.set(inLimit.and(fitsOwn.or(fitsShared)).not());
      shared.set(fitsOwn.not());
    },
    { maxDepth: 3, doc: 'Cells that each function holds, against its reserve, its limit and what is shared.' },
  );

type CellsFlow = {
  readonly valid: Val<1>;
  readonly payload: { readonly function: Val; readonly countLessOne: Val; readonly shared: Val<1> };
};
type WriteFlow = { readonly valid: Val<1>; readonly payload: { readonly function: Val; readonly reserve: Val } };

/** The write port of one account RAM: adds cells when `adds`; the sweep clears. */
const total = (account: Ram<UInt>, { payload }: CellsFlow, adds: Val<1>, sweep: StartUpSweep): void => {
  const sum = account.read(payload.function).add(payload.countLessOne).add(1);
  when(sweep.active.or(adds), () =>
    account.write(mux(sweep.active, sweep.index, payload.function), mux(sweep.active, 0, sum)),
  );
};

/** The write port of one settings RAM; the sweep clears. */
const setting = (settings: Ram<UInt>, { valid, payload }: WriteFlow, cells: Val, sweep: StartUpSweep): void => {
  when(sweep.active.or(valid), () =>
    settings.write(mux(sweep.active, sweep.index, payload.function), mux(sweep.active, 0, cells)),
  );
};

/** Shared cells that are free, below 0 when reserves have grown into cells in use; a charge counts from the next clock on. */
const sharedCells = (
  config: Config,
  from: {
    readonly reserves: Ram<UInt>;
    readonly charge: CellsFlow;
    readonly discharge: CellsFlow;
    readonly write: WriteFlow;
    readonly sweep: StartUpSweep;
  },
): Val => {
  const { reserves, charge, discharge, write, sweep } = from;
  const width = cellCountBits(config) + 2;
  const cellsOf = ({ valid, payload }: CellsFlow): Val =>
    mux(valid.and(payload.shared), payload.countLessOne.zext(width).add(1), lit(0, width));
  const { free, back, released, gain } = reg({
    free: u(width, grantableCells(config)),
    back: u(width, 0),
    released: u(width, 0),
    gain: u(width, 0),
  });
  back.set(cellsOf(discharge));
  const { payload } = write;
  const less = reserves.read(payload.function).zext(width).sub(payload.reserve.zext(width));
  released.set(mux(write.valid.and(sweep.active.not()), less, lit(0, width)));
  gain.set(back.add(released));
  free.set(free.add(gain).sub(cellsOf(charge)));
  return free;
};
