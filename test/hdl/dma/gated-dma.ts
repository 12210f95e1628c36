// SPDX-License-Identifier: Apache-2.0
/** The receive DMA behind a gate that does what scheduler and packet buffer promise: no frame before its credit, each of the run that let it in. */

import {
  bit,
  component,
  connectFlow,
  expose,
  flow,
  input,
  inst,
  master,
  named,
  output,
  reg,
  slave,
  stream,
  u,
  unused,
  vec,
  when,
} from 'typescript-hdl';
import { functionShape } from '../../../hdl/dma/host/host-shapes.ts';
import { rxDma, stoppedPorts } from '../../../hdl/dma/rx/rx-dma.ts';
import { eventShape, lengthBits, wordShape, wordWriteShape } from '../../../hdl/lib/frame-shapes.ts';
import { hostReadMaster, hostWriteMaster } from '../../../hdl/lib/host-bus.ts';
import { queueEpochs } from '../../../hdl/lib/queue-epoch.ts';
import { queueIndex } from '../../../hdl/lib/queue-number.ts';
import { windowWriteShape } from '../../../hdl/lib/setting-shapes.ts';
import { type Config, queueCount } from '../../../hdl/spec/configs.ts';
import { interruptMaster } from '../../../hdl/virtqueue/interrupt-sender.ts';
import { queueAddressBits, queueShape } from '../../../hdl/virtqueue/virtqueue-shapes.ts';

/**
 * As the receive DMA, but a frame at the head of `frames` waits until its queue has a credit or is not enabled, and
 * words wait for the announcement of their frame. A frame belongs to the run in which it passes the gate. `open` 0 holds all frames back, 2 lets them pass without a credit.
 */
export const gatedDma = (config: Config) =>
  component(
    'gated_dma',
    { config: config.name },
    {
      frames: slave(stream({ queue: queueIndex(config), length: u(lengthBits) })),
      words: slave(stream(wordShape(config))),
      open: input(u(2)),
      queueWrite: slave(flow(wordWriteShape(queueAddressBits(config)))),
      windowWrite: slave(flow(windowWriteShape(config))),
      doorbell: slave(flow(queueShape(config))),
      credit: master(flow(queueShape(config))),
      clear: master(flow(queueShape(config))),
      enabled: output(u(queueCount(config))),
      quiesce: input(bit()),
      occupied: output(u(config.functions)),
      stopped: stoppedPorts(config),
      refused: { reads: master(flow(functionShape(config))), writes: master(flow(functionShape(config))) },
      statusRead: { queue: input(queueIndex(config)), status: output(u(32)) },
      events: master(stream(eventShape(config))),
      write: hostWriteMaster(config),
      read: hostReadMaster(config),
      irq: master(interruptMaster),
    },
    ({ frames, words, open, windowWrite, credit, clear, enabled, refused, ...rest }) => {
      const { dma } = inst({ dma: rxDma(config) });
      expose(rest, Object.fromEntries(Object.keys(rest).map(name => [name, (dma as any)[name]])));
      connectFlow(dma.windowWrite, windowWrite);
      connectFlow(credit, dma.credit);
      connectFlow(clear, dma.clear);
      enabled.set(dma.enabled);
      connectFlow(refused.reads, dma.refused.reads);
      connectFlow(refused.writes, dma.refused.writes);

      const { credits, announced } = reg({
        credits: vec(queueCount(config), u(8, 0)),
        announced: u(16, 0),
      });
      const queue = frames.payload.queue;
      const held = credits.get(queue);
      const pass = named(
        'pass',
        open
          .bit(0)
          .and(held.ne(0).or(dma.enabled.at(queue).not()))
          .or(open.bit(1)),
      );
      dma.frames.valid.set(frames.valid.and(pass));
      dma.frames.payload.set({ ...frames.payload, epoch: queueEpochs(config, dma.started).of(queue) });
      dma.granted.valid.set(dma.frames.fire);
      dma.granted.payload.queue.set(queue);
      dma.waiting.busy.set(0);
      unused(dma.waiting.queue);
      frames.ready.set(dma.frames.ready.and(pass));
      const spent = named('spent', frames.fire.and(dma.enabled.at(queue)).and(held.ne(0)));
      for (let i = 0; i < queueCount(config); i++) {
        const mine = credits.get(i);
        const more = dma.credit.valid.and(dma.credit.payload.queue.eq(i));
        const less = spent.and(queue.eq(i));
        mine.set(mine.add(more.zext(8)).sub(less.zext(8)));
        when(dma.clear.valid.and(dma.clear.payload.queue.eq(i)), () => mine.set(0));
      }
      const wordsOpen = named('words_open', announced.ne(0));
      dma.words.valid.set(words.valid.and(wordsOpen));
      dma.words.payload.set(words.payload);
      words.ready.set(dma.words.ready.and(wordsOpen));
      const ended = words.fire.and(words.payload.last);
      announced.set(announced.add(frames.fire.zext(16)).sub(ended.zext(16)));
    },
  );
