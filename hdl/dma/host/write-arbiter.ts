/**
 * Write arbiter: puts the bursts of frames and of used rings on one AXI4 write channel.
 *
 * All writes have the same id, so their responses come in the order of their addresses; a FIFO of contexts says what
 * each response is about. The two sources take turns burst by burst; data follows in the order of the addresses and may
 * run ahead of or behind them. A burst may be announced before its data is there, but its data must come without
 * waiting for the other source. At most `outstandingWrites` bursts are under way. One address and one beat a clock,
 * latency 1 clock; responses pass without delay. Logic depth 3 LUTs at 10g.
 */

import {
  bit,
  component,
  inst,
  master,
  mux,
  named,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { axiBurst, fifo } from 'typescript-hdl/lib';
import { hostAddressBits, hostUserBits, hostWriteMaster } from '../../lib/host-bus.ts';
import { functionOf } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import { burstShape, outstandingWrites, responseShape, writeBeatShape, writeContextShape } from './host-shapes.ts';

/** Bursts whose address was sent and whose data was not: the order in which the sources give data. */
const dataDepth = 32;

/** The write channel of the receive DMA; see the header comment. */
export const writeArbiter = (config: Config) =>
  component(
    'write_arbiter',
    { config: config.name, hostDataBits: config.hostDataBits },
    {
      frame: { bursts: slave(stream(burstShape(config))), beats: slave(stream(writeBeatShape(config))) },
      used: { bursts: slave(stream(burstShape(config))), beats: slave(stream(writeBeatShape(config))) },
      responses: master(stream(responseShape(config))),
      write: hostWriteMaster(config),
    },
    ({ frame, used, responses, write }) => {
      const { order, contexts } = inst({
        order: fifo({ used: bit() }, dataDepth),
        contexts: fifo(writeContextShape(config), outstandingWrites),
      });
      unused(order.count, contexts.count, write.bid, contexts.down.valid);
      const { address, data } = reg({
        address: { valid: bit(0), address: u(hostAddressBits), beats: u(8), user: u(hostUserBits), usedLast: bit(0) },
        data: { valid: bit(0), beat: writeBeatShape(config) },
      });

      const pickUsed = named('pick_used', used.bursts.valid.and(frame.bursts.valid.not().or(address.usedLast.not())));
      const free = address.valid.not().or(write.awready);
      const open = named('open', free.and(order.up.ready).and(contexts.up.ready));
      const burst = mux(pickUsed, used.bursts.payload, frame.bursts.payload);
      const some = frame.bursts.valid.or(used.bursts.valid);
      used.bursts.ready.set(open.and(pickUsed));
      frame.bursts.ready.set(open.and(pickUsed.not()));
      order.up.valid.set(open.and(some));
      order.up.payload.used.set(pickUsed);
      contexts.up.valid.set(open.and(some));
      contexts.up.payload.set(burst.context);
      when(write.awready, () => address.valid.set(0));
      when(open.and(some), () => {
        address.valid.set(1);
        address.address.set(burst.address);
        address.beats.set(burst.beats);
        address.user.set(functionOf(config, burst.context.queue).zext(hostUserBits));
        address.usedLast.set(pickUsed);
      });
      write.awvalid.set(address.valid);
      write.awid.set(0);
      write.awaddr.set(address.address);
      write.awlen.set(address.beats);
      write.awsize.set(Math.log2(config.hostDataBits / 8));
      write.awburst.set(axiBurst.increment);
      write.awuser.set(address.user);

      const fromUsed = order.down.payload.used;
      const room = named('room', order.down.valid.and(data.valid.not().or(write.wready)));
      used.beats.ready.set(room.and(fromUsed));
      frame.beats.ready.set(room.and(fromUsed.not()));
      const beat = mux(fromUsed, used.beats.payload, frame.beats.payload);
      const moves: Val<1> = named('moves', room.and(mux(fromUsed, used.beats.valid, frame.beats.valid)));
      order.down.ready.set(moves.and(beat.last));
      when(write.wready, () => data.valid.set(0));
      when(moves, () => {
        data.valid.set(1);
        data.beat.set(beat);
      });
      write.wvalid.set(data.valid);
      write.wdata.set(data.beat.data);
      write.wstrb.set(data.beat.strobe);
      write.wlast.set(data.beat.last);

      // A response finds its context: it was stored with the address.
      responses.valid.set(write.bvalid);
      responses.payload.set({ ...contexts.down.payload, error: write.bresp.bit(1) });
      write.bready.set(responses.ready);
      contexts.down.ready.set(responses.fire);
    },
    {
      maxDepth: 3,
      doc: 'Write arbiter: frame and used ring bursts over one AXI4 write channel, responses with their contexts.',
    },
  );
