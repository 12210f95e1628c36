// SPDX-License-Identifier: Apache-2.0
/**
 * Chain store: chains that were given out wait here until their function may read them, each function in lists of its own.
 *
 * - Pieces are taken one a clock and never wait: `allowed` of a function falls before its list can be full, and whoever asks for
 *   chains looks at it. It falls at `waitingPieceLimit`, 3 clocks after the piece that did it.
 * - `decided` tells of each question that was answered, with a chain (`given`) or with none; `arrived` of the function of a
 *   chain, which is pending from the next clock on. `cost` is what the chain takes of the bus and of the wire.
 * - `head` shows the oldest piece and the oldest chain of a function 1 clock after `function` was put there, and the next ones
 *   1 clock after `pop` or `popChain`.
 *
 * Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  connectFlow,
  flow,
  type Inside,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  output,
  ram,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { belowLimit, underWay } from '../../lib/event-counts.ts';
import { functionOf, queueIndex } from '../../lib/queue-number.ts';
import { takeBytesBits } from '../../lib/take-shapes.ts';
import { costShape } from '../../lib/turn-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import {
  waitingChainsPerFunction,
  waitingPieceLimit,
  waitingPiecesPerFunction,
} from '../../spec/virtio/mover-sizes.ts';
import { chainPieceShape } from '../../virtqueue/chain-shapes.ts';
import { functionShape } from '../host/host-shapes.ts';
import { sendCost } from './send-cost.ts';
import { waitingChainShape, waitingPieceShape } from './send-shapes.ts';

/** Where the heads of the lists of a function are looked at, from the side of whoever asks. */
export const chainHeadPort = (config: Config) => ({
  ...{ function: output(functionShape(config).function) },
  pop: output(bit()),
  popChain: output(bit()),
  /** A chain is pending, in this clock. */
  pending: input(bit()),
  piece: input(waitingPieceShape),
  chain: input(waitingChainShape(config)),
});

const ports = (config: Config) => ({
  pieces: slave(stream(chainPieceShape(config))),
  decided: master(flow({ queue: queueIndex(config), given: bit() })),
  arrived: master(flow(functionShape(config))),
  cost: master(flow(costShape(config))),
  allowed: output(u(config.functions)),
  head: slave(chainHeadPort(config)),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The store; see the header comment. */
export const chainStore = (config: Config) =>
  component(
    'chain_store',
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      hostDataBits: config.hostDataBits,
    },
    ports(config),
    io => {
      const { pieces, decided, arrived, head } = io;
      const sweep = startUpSweep('sweep', config.functions);
      const { queue, epoch, none, address, bytes, last, id, slots } = pieces.payload;
      pieces.ready.set(sweep.active.not());
      const owner = functionOf(config, queue);
      const came = named('came', pieces.fire.and(none.not()));
      const ends = named('ends', came.and(last));
      const total = addUp(config, io, { came, last });

      const at = head.function;
      const size = { depth: config.functions, bits: Math.log2(waitingPiecesPerFunction) };
      const [comes, goes] = [
        { valid: came, at: owner },
        { valid: head.pop, at },
      ];
      const places = underWay('pieces', size, sweep, comes, goes);
      io.allowed.set(belowLimit('limit', { ...size, limit: waitingPieceLimit }, sweep, comes, goes));
      const chains = underWay(
        'chains',
        { depth: config.functions, bits: Math.log2(waitingChainsPerFunction) },
        sweep,
        { valid: ends, at: owner },
        { valid: head.popChain, at },
      );
      const { waiting, waitingChains } = ram({
        waiting: { shape: waitingPieceShape, depth: config.functions * waitingPiecesPerFunction },
        waitingChains: { shape: waitingChainShape(config), depth: config.functions * waitingChainsPerFunction },
      });
      when(came, () => waiting.write(cat(owner, places.came(owner)), { address, bytes, last }));
      when(ends, () => waitingChains.write(cat(owner, chains.came(owner)), { queue, epoch, id, slots, bytes: total }));
      head.pending.set(chains.some(at));
      const next = (count: Val, pops: Val<1>): Val => cat(at, count.add(pops.zext(count.width)));
      head.piece.set(waiting.read(next(places.went(at), head.pop)));
      head.chain.set(waitingChains.read(next(chains.went(at), head.popChain)));

      decided.valid.set(pieces.fire.and(last));
      decided.payload.set({ queue, given: none.not() });
      arrived.valid.set(ends);
      arrived.payload.set({ function: owner });
    },
    { maxDepth: 3, doc: 'Chain store: chains of each function until they are read.' },
  );

/** Bytes of the chain that comes, with the piece at hand; its cost is told. */
const addUp = (config: Config, { pieces, cost }: Io, { came, last }: { came: Val<1>; last: Val<1> }): Val => {
  const { queue, address, bytes } = pieces.payload;
  const { sum } = reg({ sum: u(takeBytesBits, 0) });
  const wide = sum.addWide(bytes);
  const most = 2 ** takeBytesBits - 1;
  const total = named('total', mux(wide.bit(takeBytesBits), lit(most, takeBytesBits), wide.trunc(takeBytesBits)));
  when(came, () => sum.set(mux(last, 0, total)));
  const { costs } = inst({ costs: sendCost(config) });
  costs.piece.valid.set(came);
  costs.piece.payload.set({ function: functionOf(config, queue), address, bytes, last, total });
  connectFlow(cost, costs.cost);
  return total;
};
