// SPDX-License-Identifier: Apache-2.0
/**
 * Line ledger: who may have a line of the descriptor cache, and which one.
 *
 * Each queue has a reserve that nobody else can take: room for the largest frame. Lines beyond it are shared; a function gets
 * so many of them that others find some, too. A line that comes back goes to the shared ones if its queue had more than its
 * reserve. Since a queue that is refused holds its whole reserve, it need not ask again before a line of its own comes back:
 * `freed` tells.
 *
 * One request or return every 3 clocks, returns first. The sweep after reset takes a clock a queue; `clearing` says so. Depth 4
 * LUTs at 10g.
 */
import {
  bit,
  component,
  flow,
  fsm,
  indexWidth,
  input,
  inst,
  master,
  mux,
  named,
  output,
  ram,
  reg,
  slave,
  stream,
  u,
  unused,
  when,
} from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { clockedFifo } from '../../lib/clocked-ram.ts';
import { functionOf, queueIndex } from '../../lib/queue-number.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { cacheLines, reservedLines, sharedLinesPerFunction } from '../../spec/virtio/mover-sizes.ts';
import { lineCountBits, lineIndex, ownLineShape } from './cache-shapes.ts';

/** The accounts and the free list; see the header comment. */
export const lineLedger = (config: Config) =>
  component(
    'line_ledger',
    { config: config.name, functions: config.functions, queuesPerFunction: config.queuesPerFunction },
    {
      ask: slave(stream({ queue: queueIndex(config) })),
      given: master(flow({ granted: bit(), line: lineIndex(config) })),
      free: slave(stream(ownLineShape(config))),
      freed: master(flow({ queue: queueIndex(config) })),
      drain: { queue: input(queueIndex(config)), held: output(bit()) },
      clearing: output(bit()),
    },
    ({ ask, given, free, freed, drain, clearing }) => {
      const lines = cacheLines(config);
      const shared = lines - queueCount(config) * reservedLines;
      const bits = lineCountBits(config);
      const { held, extra } = ram({
        held: { shape: u(bits), depth: queueCount(config), kind: 'distributed' },
        extra: { shape: u(bits), depth: config.functions, kind: 'distributed' },
      });
      const sweep = startUpSweep('sweep', queueCount(config));
      clearing.set(sweep.active);
      const { list } = inst({ list: clockedFifo(lineIndex(config), lines) });
      unused(list.count, list.up.ready);

      const { total, fresh } = reg({ total: u(bits, 0), fresh: u(bits, 0) });
      const { op } = reg({
        op: {
          ...ownLineShape(config),
          returns: bit(),
          held: u(bits),
          extra: u(bits),
          beyond: bit(),
          granted: bit(),
        },
      });
      const owner = functionOf(config, op.queue);
      // Lines that were never used are given out first, so that the list need not be filled.
      const unusedLeft = named('unused_left', fresh.bit(indexWidth(lines)).not());
      const some = named('some', unusedLeft.or(list.down.valid));
      const state = fsm('state', ['rest', 'load', 'judge', 'book'], {
        rest: goto => {
          op.returns.set(free.valid);
          op.queue.set(mux(free.valid, free.payload.queue, ask.payload.queue));
          op.line.set(free.payload.line);
          when(sweep.active.not().and(free.valid.or(ask.valid)), () => goto('load'));
        },
        load: goto => {
          op.held.set(held.read(op.queue));
          op.extra.set(extra.read(owner));
          goto('judge');
        },
        judge: goto => {
          const beyond = mux(op.returns, op.held.gt(reservedLines), op.held.ge(reservedLines));
          op.beyond.set(beyond);
          const room = op.extra.lt(sharedLinesPerFunction(config)).and(total.lt(shared));
          op.granted.set(beyond.not().or(room));
          when(op.returns.not(), () => op.line.set(mux(unusedLeft, fresh.trunc(op.line.width), list.down.payload)));
          // A line that was given back may still be on its way through the list.
          when(op.returns.or(some).or(beyond.and(room.not())), () => goto('book'));
        },
        book: goto => goto('rest'),
      });
      const books = named('books', state.is('book'));
      const takes = named('takes', books.and(op.returns.not()).and(op.granted));
      const moves = named('moves', books.and(op.returns.or(op.granted)));
      const rests = named('rests', state.is('rest').and(sweep.active.not()));
      free.ready.set(rests);
      ask.ready.set(rests.and(free.valid.not()));

      when(sweep.active.or(moves), () =>
        held.write(
          mux(sweep.active, sweep.index, op.queue),
          mux(sweep.active, 0, mux(op.returns, op.held.sub(1), op.held.add(1))),
        ),
      );
      when(sweep.active.or(moves.and(op.beyond)), () =>
        extra.write(
          mux(sweep.active, sweep.index.trunc(owner.width), owner),
          mux(sweep.active, 0, mux(op.returns, op.extra.sub(1), op.extra.add(1))),
        ),
      );
      when(moves.and(op.beyond), () => total.set(mux(op.returns, total.sub(1), total.add(1))));
      list.up.valid.set(books.and(op.returns));
      list.up.payload.set(op.line);
      list.down.ready.set(takes.and(unusedLeft.not()));
      when(takes.and(unusedLeft), () => fresh.set(fresh.add(1)));

      given.valid.set(books.and(op.returns.not()));
      given.payload.set({ granted: op.granted, line: op.line });
      freed.valid.set(books.and(op.returns));
      freed.payload.set({ queue: op.queue });
      const { heard } = reg({ heard: bit() });
      heard.set(held.read(drain.queue).orR());
      drain.held.set(heard);
    },
    { maxDepth: 4, doc: 'Lines of the descriptor cache: reserve of each queue, shared ones with a limit a function.' },
  );
