// SPDX-License-Identifier: Apache-2.0
/**
 * Read guard: the last thing before the read channel of the host bus. No read passes that takes a byte from outside the
 * window of the function whose number goes with it, whatever everybody before it believes.
 *
 * It shares nothing with the check of rings and descriptors but the windows. A refused read never reaches the bus; it is
 * answered with the fault `refused` and a beat of zeros, in order with the answers of the bus under the same id, and
 * told on `refused`. An answer of the bus that nobody asked for is dropped.
 *
 * One read a clock, `arvalid` comes 4 clocks after it; answers of the bus pass without delay, those of refused reads go
 * before them. `hold` makes all answers wait. Windows must stand still while reads of their function are under way.
 * Logic depth 4 LUTs at 10g.
 */

import {
  bit,
  cat,
  component,
  flow,
  type Inside,
  type InstanceOf,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  priorityMux,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { axiBurst, fifo } from 'typescript-hdl/lib';
import { hostAddressBits, hostIdBits, hostReadMaster, hostUserBits } from '../../lib/host-bus.ts';
import type { Config } from '../../spec/configs.ts';
import {
  faultBits,
  faults,
  functionShape,
  guardedAnswerShape,
  guardedReadShape,
  outstandingReads,
  readIds,
  readKinds,
  readWordBits,
  windowLookup,
} from './host-shapes.ts';

const wordBytes = readWordBits / 8;

const ports = (config: Config) => ({
  lookup: windowLookup(config),
  reads: slave(stream(guardedReadShape(config))),
  hold: input(bit()),
  answers: master(flow(guardedAnswerShape(config))),
  refused: master(flow(functionShape(config))),
  read: hostReadMaster(config),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The guard of the read channel; see the header comment. */
export const readGuard = (config: Config) =>
  component(
    'read_guard',
    { config: config.name, functions: config.functions, hostDataBits: config.hostDataBits },
    ports(config),
    io => {
      // For each id, in order: was the read refused?
      const orders = readKinds.map(kind => {
        const name = `${kind}Order`;
        const order = inst({ [name]: fifo(orderShape, outstandingReads[kind]) })[name]!;
        unused(order.count);
        return { id: readIds[kind], order };
      });
      judgeReads(config, io, orders);
      answer(io, orders);
    },
    {
      maxDepth: 4,
      doc: 'Read guard: no read outside the window of its function leaves; refused reads are answered here.',
    },
  );

/** What is remembered of a read: whether it is answered here. */
const orderShape = { refused: bit() };

/** A FIFO of the reads of one id. */
interface Order {
  readonly id: number;
  readonly order: InstanceOf<ReturnType<typeof fifo<typeof orderShape>>>;
}

/** Judges each read in three steps and offers it to the bus if it is good. */
const judgeReads = (config: Config, { lookup, reads, refused, read }: Io, orders: readonly Order[]): void => {
  const shape = guardedReadShape(config);
  const { asked, placed, judged, out } = reg({
    asked: { valid: bit(0), read: shape, base: u(hostAddressBits), last: u(hostAddressBits) },
    placed: { valid: bit(0), read: shape, last: u(hostAddressBits), good: bit() },
    judged: { valid: bit(0), read: shape, good: bit() },
    out: { valid: bit(0), read: shape },
  });
  const mine = (id: number): Val<1> => judged.read.id.eq(id) as Val<1>;
  const room = orders.map(({ id, order }) => mine(id).and(order.up.ready)).reduce((a, b) => a.or(b));
  const free = named('address_free', out.valid.not().or(read.arready));
  const leaves = named('leaves', judged.valid.and(room).and(free.or(judged.good.not())));
  const judgedMoves = named('judged_moves', judged.valid.not().or(leaves));
  const placedMoves = named('placed_moves', placed.valid.not().or(judgedMoves));
  const askedMoves = named('asked_moves', asked.valid.not().or(placedMoves));

  reads.ready.set(askedMoves);
  lookup.function.set(reads.payload.function);
  when(askedMoves, () => {
    asked.set({ valid: reads.valid, read: reads.payload, ...lookup.window });
  });
  when(placedMoves, () => {
    placed.set({ valid: asked.valid, read: asked.read, last: asked.last, good: asked.base.le(asked.read.address) });
  });
  when(judgedMoves, () => {
    const inside = lastByteOf(placed.read.address).le(placed.last);
    judged.set({ valid: placed.valid, read: placed.read, good: placed.good.and(inside) });
  });
  for (const { id, order } of orders) {
    order.up.valid.set(leaves.and(mine(id)));
    order.up.payload.set({ refused: judged.good.not() });
  }
  refused.valid.set(leaves.and(judged.good.not()));
  refused.payload.set({ function: judged.read.function });

  when(read.arready, () => out.valid.set(0));
  when(leaves.and(judged.good), () => out.set({ valid: 1, read: judged.read }));
  read.arvalid.set(out.valid);
  read.arid.set(out.read.id);
  read.araddr.set(out.read.address);
  read.arlen.set(0);
  read.arsize.set(Math.log2(wordBytes));
  read.arburst.set(axiBurst.increment);
  read.aruser.set(out.read.function.zext(hostUserBits));
};

/** The last byte of the aligned word that a read takes. */
const lastByteOf = (address: Val): Val => {
  const bits = Math.log2(wordBytes);
  return cat(address.slice(bits, hostAddressBits - bits), lit(wordBytes - 1, bits));
};

/** Answers refused reads when it is their turn, and passes the answers of the bus in the clocks without one. */
const answer = ({ hold, answers, read }: Io, orders: readonly Order[]): void => {
  unused(read.rlast);
  const due: readonly [Val<1>, Val][] = orders.map(({ id, order }) => [
    order.down.valid.and(order.down.payload.refused),
    lit(id, hostIdBits),
  ]);
  const some = named(
    'some_refused',
    due.map(([turn]) => turn).reduce((a, b) => a.or(b)),
  );
  const expected = named(
    'expected',
    orders.map(({ id, order }) => read.rid.eq(id).and(order.down.valid) as Val<1>).reduce((a, b) => a.or(b)),
  );
  const comes = named('comes', read.rvalid.and(expected));
  const id = mux(some, priorityMux(due, 0), read.rid);
  answers.valid.set(hold.not().and(some.or(comes)));
  answers.payload.set({
    id,
    beat: mux(some, 0, read.rdata),
    fault: mux(some, lit(faults.refused, faultBits), mux(read.rresp.bit(1), lit(faults.bus, faultBits), faults.none)),
  });
  read.rready.set(hold.or(some).not());
  for (const { id: own, order } of orders) order.down.ready.set(answers.valid.and(id.eq(own)));
};
