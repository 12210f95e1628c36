// SPDX-License-Identifier: Apache-2.0
/** The register block with its bus channels as streams, and with stages that answer its questions in a way that shows when. */
import {
  bit,
  cat,
  component,
  expose,
  flow,
  input,
  inst,
  lit,
  master,
  mux,
  reg,
  slave,
  stream,
  u,
} from 'typescript-hdl';
import { delayed } from 'typescript-hdl/lib';
import { counterReadLatency } from '../../../hdl/control/counter-memory.ts';
import { registerBlock } from '../../../hdl/control/register-block.ts';
import { registerBlockPorts } from '../../../hdl/control/register-block-ports.ts';
import type { Config } from '../../../hdl/spec/configs.ts';

const addressBits = 21;

/** An output that is 1 now and then, as a flow that a bench can count. */
const pulse = () => master(flow({ seen: bit() }));

/**
 * Streams `aw`, `w`, `b`, `ar`, `r`, and the register block's other outputs. `statusRead` answers the queue number, a
 * number for each of its words and `salt` one clock later, `refusalRead` function, direction and `salt`, `counterRead` slot, event and `salt` exactly `counterReadLatency` clocks after a request and noise in any other clock.
 */
export const registerBlockWrapper = (config: Config) => {
  const { axil: _, statusRead: __, counterRead: ___, refusalRead: ____, ...others } = registerBlockPorts(config);
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
      ...others,
    },
    ({ aw, w, b, ar, r, salt, refusedTablesPulse, refusedWindowsPulse, stopsNextPulse, ...outputs }) => {
      const { block } = inst({ block: registerBlock(config) });
      const { axil, statusRead, counterRead, refusalRead, ...rest } = block;
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

      const { slot, event, request } = counterRead;
      const asked = { counter: u(slot.width + event.width), request: bit(0) };
      const stage = reg({ queue: u(16), salt: u(8), refusals: u(32) });
      stage.queue.set(statusRead.queue.zext(16));
      stage.salt.set(salt);
      for (const [word, name] of (['status', 'available', 'used'] as const).entries())
        statusRead[name].set(cat(stage.salt, lit(word, 8), stage.queue));
      stage.refusals.set(cat(salt, refusalRead.writes.zext(8), refusalRead.function.zext(16)));
      refusalRead.count.set(stage.refusals);
      const answered = delayed('counter', asked, { counter: cat(slot, event), request }, counterReadLatency);
      const counted = cat(salt, answered.counter.zext(24));
      const noise = salt.repeat(8);
      counterRead.frames.set(mux(answered.request, cat(counted.not(), counted), noise));
      counterRead.bytes.set(mux(answered.request, cat(counted, counted.not()), noise.not()));
    },
  );
};
