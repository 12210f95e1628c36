// SPDX-License-Identifier: Apache-2.0
/** Transmit DMA with its scheduler and a host port of its own: all that a frame passes from its doorbell to its words. */
import {
  bit,
  cat,
  component,
  connect,
  connectFlow,
  expose,
  flow,
  input,
  inst,
  lit,
  master,
  output,
  slave,
  stream,
  u,
  unused,
} from 'typescript-hdl';
import { hostPort } from '../../../../hdl/dma/host/host-port.ts';
import { functionShape } from '../../../../hdl/dma/host/host-shapes.ts';
import { sendEventShape } from '../../../../hdl/dma/tx/send-shapes.ts';
import { transmitClients, txDma } from '../../../../hdl/dma/tx/tx-dma.ts';
import { wordShape, wordWriteShape } from '../../../../hdl/lib/frame-shapes.ts';
import { hostReadMaster, hostWriteMaster } from '../../../../hdl/lib/host-bus.ts';
import { functionOf, queueIndex } from '../../../../hdl/lib/queue-number.ts';
import { queueChangeFlow } from '../../../../hdl/lib/queue-state.ts';
import { stopShape } from '../../../../hdl/lib/queue-stop.ts';
import { rateWriteShape, weightWriteShape, windowWriteShape } from '../../../../hdl/lib/setting-shapes.ts';
import { sentFrameShape } from '../../../../hdl/lib/tx-shapes.ts';
import { surplusScheduler } from '../../../../hdl/scheduler/surplus-scheduler.ts';
import type { Config } from '../../../../hdl/spec/configs.ts';
import { chainsPerQueue } from '../../../../hdl/spec/virtio/mover-sizes.ts';
import { queueWordAddressBits } from '../../../../hdl/virtqueue/control/control-shapes.ts';

/** The sender of one configuration. */
export const sender = (config: Config) =>
  component(
    'sender',
    { config: config.name, hostDataBits: config.hostDataBits },
    {
      queueWrite: slave(flow(wordWriteShape(queueWordAddressBits(config)))),
      windowWrite: slave(flow(windowWriteShape(config))),
      weight: slave(flow(weightWriteShape(config))),
      rate: slave(flow(rateWriteShape(config))),
      doorbell: slave(flow({ queue: queueIndex(config) })),
      statusRead: {
        queue: input(queueIndex(config)),
        status: output(u(32)),
        available: output(u(32)),
        used: output(u(32)),
      },
      frames: master(stream(sentFrameShape(config))),
      words: master(stream(wordShape(config))),
      events: master(stream(sendEventShape(config))),
      change: master(queueChangeFlow(config)),
      quiesce: input(bit()),
      suspend: input(u(config.functions)),
      suspended: output(u(config.functions)),
      occupied: output(u(config.functions)),
      stopped: master(flow(stopShape(config))),
      refused: { reads: master(flow(functionShape(config))), writes: master(flow(functionShape(config))) },
      ready: output(bit()),
      write: hostWriteMaster(config),
      read: hostReadMaster(config),
      irq: { tdata: output(u(32)), tvalid: output(bit()), tready: input(bit()) },
    },
    io => {
      const { dma, scheduler, port } = inst({
        dma: txDma(config),
        scheduler: surplusScheduler({ ...config, framesPerQueue: chainsPerQueue(config) }),
        port: hostPort(config, [transmitClients(config)]),
      });
      connectFlow(scheduler.change, dma.change);
      connectFlow(scheduler.enqueued, dma.enqueued);
      connect(dma.select, scheduler.select);
      connectFlow(scheduler.cost, dma.cost);
      connectFlow(scheduler.weight, io.weight);
      connectFlow(scheduler.rate, io.rate);
      // A chain that was told of is there: nothing is ever parked.
      scheduler.wake.valid.set(0);
      scheduler.wake.payload.set({ queue: 0 });
      scheduler.parked.valid.set(0);
      scheduler.parked.payload.set({ queue: 0, frames: 0, turn: 0 });
      scheduler.allowed.reads.set(lit((1n << BigInt(config.functions)) - 1n, config.functions));
      scheduler.allowed.writes.set(port.clients.transmit.allowed.writes);
      scheduler.allowed.elements.set(dma.waits);

      connectFlow(port.windowWrite, io.windowWrite);
      expose(port.clients.transmit, dma.port);
      // Frames to be sent are read: no bursts are announced.
      port.planned.valid.set(0);
      port.planned.payload.set({ function: 0 });
      unused(port.stray, port.broken);
      expose({ ...io.write, ...io.read }, port.bus);
      connectFlow(io.refused.reads, port.refused.reads);
      connectFlow(io.refused.writes, port.refused.writes);

      connectFlow(dma.queueWrite, io.queueWrite);
      connectFlow(dma.doorbell, io.doorbell);
      expose(io.statusRead, dma.statusRead);
      connect(io.frames, dma.frames);
      connect(io.words, dma.words);
      connect(io.events, dma.events);
      connectFlow(io.change, dma.change);
      unused(dma.waiting.queue);
      dma.waiting.busy.set(0);
      dma.behind.set(0);
      dma.quiesce.set(io.quiesce);
      dma.suspend.set(io.suspend);
      io.suspended.set(dma.suspended);
      io.occupied.set(dma.occupied);
      connectFlow(io.stopped, dma.stopped);
      io.ready.set(dma.ready.and(scheduler.ready));
      const { queue, vector } = dma.irq.payload;
      io.irq.tdata.set(cat(vector, functionOf(config, queue).zext(16)));
      io.irq.tvalid.set(dma.irq.valid);
      dma.irq.ready.set(io.irq.tready);
    },
  );
