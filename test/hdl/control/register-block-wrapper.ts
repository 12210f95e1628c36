// SPDX-License-Identifier: Apache-2.0
/** The register block with its bus channels as streams, and with stages that answer its questions in a way that shows when. */
import {
  bit,
  cat,
  component,
  connectFlow,
  expose,
  flow,
  type InstanceOf,
  input,
  inst,
  lit,
  master,
  mux,
  reg,
  slave,
  stream,
  u,
  type Val,
} from 'typescript-hdl';
import { registerBlock } from '../../../hdl/control/register-block.ts';
import { registerBlockPorts } from '../../../hdl/control/register-block-ports.ts';
import type { Config } from '../../../hdl/spec/configs.ts';

const addressBits = 21;

type Answered = Pick<InstanceOf<ReturnType<typeof registerBlock>>['receive'], 'statusRead' | 'counterRead'>;

/** An output that is 1 now and then, as a flow that a bench can count. */
const pulse = () => master(flow({ seen: bit() }));

/**
 * Streams `aw`, `w`, `b`, `ar`, `r`, and the register block's other outputs. `statusRead` answers the queue number, a
 * number for each of its words and `salt` one clock later, `refusalRead` function, direction and `salt`, `counterRead` slot, event and `salt` exactly two clocks after a request and noise in any other clock.
 */
export const registerBlockWrapper = (config: Config) => {
  const { axil: _, refusalRead: __, receive, transmit, ...others } = registerBlockPorts(config);
  const told = ({ write, doorbell }: typeof receive | typeof transmit) => ({ write, doorbell });
  return component(
    'register_block_wrapper',
    { config: config.name },
    {
      aw: slave(stream({ address: u(addressBits), prot: u(3) })),
      w: slave(stream({ data: u(32), strobe: u(4) })),
      b: master(stream({ response: u(2) })),
      ar: slave(stream({ address: u(addressBits), prot: u(3) })),
      r: master(stream({ data: u(32), response: u(2) })),
      salt: input(u(8)),
      refusedTablesPulse: pulse(),
      refusedWindowsPulse: pulse(),
      stopsNextPulse: pulse(),
      receive: told(receive),
      transmit: told(transmit),
      ...others,
    },
    ({ aw, w, b, ar, r, salt, refusedTablesPulse, refusedWindowsPulse, stopsNextPulse, ...io }) => {
      const { receive: received, transmit: sent, ...outputs } = io;
      const { block } = inst({ block: registerBlock(config) });
      const { axil, refusalRead, receive: ofReceive, transmit: ofTransmit, ...rest } = block;
      expose(outputs, rest);
      for (const [flows, seen] of [
        [refusedTablesPulse, rest.refused.tables],
        [refusedWindowsPulse, rest.refused.windows],
        [stopsNextPulse, rest.stops.next],
      ] as const) {
        flows.valid.set(seen);
        flows.payload.seen.set(seen);
      }
      axil.awvalid.set(aw.valid);
      axil.awaddr.set(aw.payload.address);
      axil.awprot.set(aw.payload.prot);
      aw.ready.set(axil.awready);
      axil.wvalid.set(w.valid);
      axil.wdata.set(w.payload.data);
      axil.wstrb.set(w.payload.strobe);
      w.ready.set(axil.wready);
      b.valid.set(axil.bvalid);
      b.payload.response.set(axil.bresp);
      axil.bready.set(b.ready);
      axil.arvalid.set(ar.valid);
      axil.araddr.set(ar.payload.address);
      axil.arprot.set(ar.payload.prot);
      ar.ready.set(axil.arready);
      r.valid.set(axil.rvalid);
      r.payload.set({ data: axil.rdata, response: axil.rresp });
      axil.rready.set(r.ready);

      const stage = reg({ salt: u(8), refusals: u(32) });
      stage.salt.set(salt);
      stage.refusals.set(cat(salt, refusalRead.writes.zext(8), refusalRead.function.zext(16)));
      refusalRead.count.set(stage.refusals);
      for (const [name, to, of] of [
        ['receive', received, ofReceive],
        ['transmit', sent, ofTransmit],
      ] as const) {
        connectFlow(to.write, of.write);
        connectFlow(to.doorbell, of.doorbell);
        answer(name, of, stage.salt, salt);
      }
    },
  );
};

/** What the queues and counters of a direction answer; those of transmit have bit 23 set as well. */
const answer = (name: 'receive' | 'transmit', { statusRead, counterRead }: Answered, asked: Val, salt: Val): void => {
  const side = lit(name === 'transmit' ? 1 : 0, 1);
  const { slot, event, request } = counterRead;
  const question = { counter: u(slot.width + event.width), request: bit() };
  const stage = reg({ [name]: { queue: u(16), first: question, second: question } })[name]!;
  stage.queue.set(statusRead.queue.zext(16));
  for (const [word, place] of (['status', 'available', 'used'] as const).entries())
    statusRead[place].set(cat(asked, side, lit(word, 7), stage.queue));
  stage.first.set({ counter: cat(slot, event), request });
  stage.second.set(stage.first);
  const counted = cat(salt, side, stage.second.counter.zext(23));
  const noise = salt.repeat(8);
  counterRead.frames.set(mux(stage.second.request, cat(counted.not(), counted), noise));
  counterRead.bytes.set(mux(stage.second.request, cat(counted, counted.not()), noise.not()));
};
