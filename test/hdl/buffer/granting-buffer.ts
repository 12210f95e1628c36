// SPDX-License-Identifier: Apache-2.0
/** A packet buffer all of whose attempts are granted: what is selected is read. */
import {
  component,
  connect,
  connectFlow,
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
import { gatedBeatShape } from '../../../hdl/buffer/buffer-shapes.ts';
import { packetBuffer } from '../../../hdl/buffer/packet-buffer.ts';
import { eventShape, frameShape, wordShape } from '../../../hdl/lib/frame-shapes.ts';
import { queueIndex } from '../../../hdl/lib/queue-number.ts';
import { queueChangeFlow } from '../../../hdl/lib/queue-state.ts';
import { quotaWriteShape } from '../../../hdl/lib/setting-shapes.ts';
import { takeOutcomes } from '../../../hdl/lib/take-shapes.ts';
import { localBeatShape } from '../../../hdl/lib/tx-shapes.ts';
import type { Config } from '../../../hdl/spec/configs.ts';
import { rateBits } from '../../../hdl/spec/shares.ts';

export const grantingBuffer = (config: Config) =>
  component(
    'granting_buffer',
    { ...config },
    {
      up: slave(stream(gatedBeatShape(config))),
      local: slave(stream(localBeatShape(config))),
      quotaWrite: slave(flow(quotaWriteShape(config))),
      groupRate: input(u(rateBits)),
      groupOpen: output(u(config.functions)),
      change: slave(queueChangeFlow(config)),
      enqueued: master(flow({ queue: queueIndex(config) })),
      select: slave(stream({ queue: queueIndex(config) })),
      frames: master(stream(frameShape(config))),
      words: master(stream(wordShape(config))),
      events: master(stream(eventShape(config))),
      drain: { queue: input(queueIndex(config)), busy: output(u(1)) },
      ready: output(u(1)),
    },
    ({
      up,
      local,
      quotaWrite,
      groupRate,
      groupOpen,
      change,
      enqueued,
      select,
      frames,
      words,
      events,
      drain,
      ready,
    }) => {
      const { buffer } = inst({ buffer: packetBuffer(config) });
      connect(buffer.up, up);
      connect(buffer.local, local);
      groupOpen.set(buffer.groupOpen);
      connectFlow(buffer.quotaWrite, quotaWrite);
      buffer.groupRate.set(groupRate);
      connectFlow(buffer.change, change);
      connectFlow(enqueued, buffer.enqueued);
      buffer.select.valid.set(select.valid);
      buffer.select.payload.set({ queue: select.payload.queue, turn: 0 });
      select.ready.set(buffer.select.ready);
      const { queue, series } = buffer.attempts.payload;
      buffer.outcomes.valid.set(buffer.attempts.valid);
      buffer.outcomes.payload.set({ queue, series, outcome: lit(takeOutcomes.granted, 2), buffers: 1, pieces: 1 });
      buffer.attempts.ready.set(buffer.outcomes.ready);
      unused(buffer.parked);
      connect(frames, buffer.frames);
      connect(words, buffer.words);
      connect(events, buffer.events);
      buffer.drain.queue.set(drain.queue);
      drain.busy.set(buffer.drain.busy);
      ready.set(buffer.ready);
    },
  );
