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
import { delayed } from 'typescript-hdl/lib';
import { counterReadLatency } from '../../../hdl/control/counter-memory.ts';
import { registerBlock } from '../../../hdl/control/register-block.ts';
import { registerBlockPorts } from '../../../hdl/control/register-block-ports.ts';
import type { Config } from '../../../hdl/spec/configs.ts';

const addressBits = 21;

type Answered = Pick<InstanceOf<ReturnType<typeof registerBlock>>['receive'], 'statusRead' | 'counterRead'>;

/** An output that is 1 now and then, as a flow that a bench can count. */
const pulse = () => master(flow({ seen: bit() }));

/**
 * Streams `aw`, `w`, `b`, `ar`, `r`, and the register block's other outputs. `statusRead` answers the queue number, a
 * number for each of its words and `salt` one clock later, `refusalRead` function, direction and `salt`, `counterRead` and `accessRead` the counter and `salt` exactly `counterReadLatency` clocks after a request and noise in any other clock.
 */
export const registerBlockWrapper = (config: Config) => {
  const { axil: _, refusalRead: __, accessRead: ___, receive, transmit, ...others } = registerBlockPorts(config);
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
      const { axil, refusalRead, accessRead, receive: ofReceive, transmit: ofTransmit, ...rest } = block;
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
        answer(name, of, stage.salt);
        const { slot, event, request, frames, bytes } = of.counterRead;
        answerCounter(
          name,
          { asked: cat(slot, event), request, count: frames, bytes },
          salt,
          name === 'transmit' ? 1 : 0,
        );
      }
      const { function: owner, counter, request, accesses, bytes } = accessRead;
      answerCounter('access', { asked: cat(owner, counter), request, count: accesses, bytes }, salt, 1);
    },
  );
};

/** What the queues of a direction answer; those of transmit have bit 23 set as well. */
const answer = (name: 'receive' | 'transmit', { statusRead }: Answered, asked: Val): void => {
  const side = lit(name === 'transmit' ? 1 : 0, 1);
  const stage = reg({ [name]: { queue: u(16) } })[name]!;
  stage.queue.set(statusRead.queue.zext(16));
  for (const [word, place] of (['status', 'available', 'used'] as const).entries())
    statusRead[place].set(cat(asked, side, lit(word, 7), stage.queue));
};

interface Counter {
  readonly asked: Val;
  readonly request: Val<1>;
  readonly count: { set(value: Val): void };
  readonly bytes: { set(value: Val): void };
}

/** What a counter answers; `side` is bit 23. */
const answerCounter = (name: string, { asked, request, count, bytes }: Counter, salt: Val, side: number): void => {
  const question = { counter: u(asked.width), request: bit(0) };
  const answered = delayed(`${name}Counter`, question, { counter: asked, request }, counterReadLatency);
  const counted = cat(salt, lit(side, 1), answered.counter.zext(23));
  const noise = salt.repeat(8);
  count.set(mux(answered.request, cat(counted.not(), counted), noise));
  bytes.set(mux(answered.request, cat(counted, counted.not()), noise.not()));
};
