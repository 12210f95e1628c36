// SPDX-License-Identifier: Apache-2.0
/**
 * Chain cache: the descriptor cache of transmit queues. It holds the pieces of complete chains and gives them out, whole and in order.
 *
 * Lines, their list for each queue, and who may have one are those of the descriptor cache. `chains` tells how many chains a queue
 * has got, after they can be asked for and not before; each is asked for once.
 *
 * Promises, latency and throughput are those of the chain reader.
 */
import {
  bit,
  cat,
  component,
  connect,
  connectFlow,
  expose,
  flow,
  type Inside,
  inst,
  master,
  mux,
  ram,
  reg,
  slave,
  stream,
  unused,
  when,
} from 'typescript-hdl';
import { clocked } from '../../lib/clocked-ram.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { cacheLines, descriptorsPerLine } from '../../spec/virtio/mover-sizes.ts';
import { chainCountShape, chainPieceShape } from '../chain-shapes.ts';
import { endShape, lineIndex, pieceShape } from './cache-shapes.ts';
import { chainReader } from './chain-reader.ts';
import { cachePorts } from './descriptor-cache.ts';
import { lineLedger } from './line-ledger.ts';

const ports = (config: Config) => ({
  ...cachePorts(config),
  asks: slave(stream({ queue: queueIndex(config) })),
  pieces: master(stream(chainPieceShape(config))),
  chains: master(flow(chainCountShape(config))),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The cache; see the header comment. */
export const chainCache = (config: Config) =>
  component(
    'chain_cache',
    { config: config.name, functions: config.functions, queuesPerFunction: config.queuesPerFunction },
    ports(config),
    io => {
      const { ledger, reader } = inst({ ledger: lineLedger(config), reader: chainReader(config) });
      connect(ledger.ask, io.ask);
      connectFlow(io.given, ledger.given);
      connectFlow(io.freed, ledger.freed);
      connect(ledger.free, reader.free);
      connectFlow(reader.start, io.start);
      connectFlow(reader.change, io.change);
      connect(reader.asks, io.asks);
      connect(io.pieces, reader.pieces);
      connect(reader.flush, io.flush);
      expose(io.posted, reader.posted);
      // Nobody is woken here.
      io.postedNow.queue.set(io.changed.payload.queue);
      unused(io.postedNow.state.published, io.postedNow.state.written);
      ledger.drain.queue.set(io.drain.queue);
      reader.drain.queue.set(io.drain.queue);
      io.drain.held.set(ledger.drain.held);
      io.drain.busy.set(reader.drain.busy);
      io.drain.position.set(reader.drain.position);
      io.clearing.set(ledger.clearing);
      countChains(config, io);

      const lines = cacheLines(config);
      const depth = lines * descriptorsPerLine;
      const { pieces, ends, following, firsts } = ram({
        pieces: { shape: pieceShape, depth },
        ends: { shape: endShape, depth },
        following: clocked(lineIndex(config), lines),
        firsts: { shape: lineIndex(config), depth: queueCount(config), kind: 'distributed' },
      });
      const { put, link } = io;
      const { address, bytes, end, piece } = put.payload;
      const at = cat(put.payload.line, put.payload.lane);
      when(put.valid.and(piece), () => pieces.write(at, { address, bytes }));
      when(put.valid, () => ends.write(at, end));
      when(link.valid.and(link.payload.first.not()), () => following.write(link.payload.tail, link.payload.line));
      when(link.valid.and(link.payload.first), () => firsts.write(link.payload.queue, link.payload.line));
      const from = cat(reader.place.line, reader.place.lane);
      reader.piece.set(pieces.read(from));
      reader.end.set(ends.read(from));
      reader.next.following.set(following.read(reader.next.line));
      reader.first.line.set(firsts.read(reader.first.queue));
    },
    { doc: 'Chain cache: pieces of complete chains, given out whole and in order.' },
  );

/** The walk puts chains of one queue at a time, and says `changed` when they are published. */
const countChains = (config: Config, { put, changed, chains }: Io): void => {
  const { count } = reg({ count: chainCountShape(config).chains });
  const { told } = reg({ told: { valid: bit(0), ...chainCountShape(config) } });
  const ends = put.valid.and(put.payload.end.endsBuffer);
  // A visit of the walk ends before the next one puts anything.
  const fresh = reg({ fresh: bit(1) }).fresh;
  when(ends, () => {
    count.set(mux(fresh, 1, count.add(1)));
    fresh.set(0);
  });
  when(changed.valid, () => fresh.set(1));
  told.set({ valid: changed.valid, queue: changed.payload.queue, chains: mux(fresh, 0, count) });
  const { valid, ...counted } = told;
  chains.valid.set(valid);
  chains.payload.set(counted);
};
