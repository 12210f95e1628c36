// SPDX-License-Identifier: Apache-2.0
/**
 * Gate, packet buffer and scheduler joined as the machine joins them, with a classifier that is a mere delay and credits for
 * receive buffers. Announced frames come with no outcome of their own: `decided` tells what became of them, in the same order.
 */

import {
  bit,
  component,
  connect,
  connectFlow,
  flow,
  inst,
  master,
  output,
  slave,
  stream,
  u,
  unused,
} from 'typescript-hdl';
import { delayLine } from 'typescript-hdl/lib';
import { packetBuffer } from '../../../hdl/buffer/packet-buffer.ts';
import { verdictGate } from '../../../hdl/buffer/verdict-gate.ts';
import { beatShape, eventShape, frameShape, verdictShape, wordShape } from '../../../hdl/lib/frame-shapes.ts';
import { queueIndex } from '../../../hdl/lib/queue-number.ts';
import { queueChangeFlow } from '../../../hdl/lib/queue-state.ts';
import { quotaWriteShape } from '../../../hdl/lib/setting-shapes.ts';
import type { Config } from '../../../hdl/spec/configs.ts';
import { checksumVerdicts } from '../../../hdl/spec/protocol/header-vector.ts';
import { turnParts, wireAlone } from './turn-parts.ts';

/** Clocks from a frame's first beat to its verdict: more than parser and classifier take. */
const verdictClocks = 40;

/** Clocks from a frame's last beat to what is said of its checksum. */
export const checksumClocks = 88;

/** The queue stage; each beat brings the verdict of its frame, which counts on the first, and `verified`, which does on the last. */
export const queueStage = (config: Config) => {
  const queue = { queue: queueIndex(config) };
  return component(
    'queue_stage',
    { config: config.name },
    {
      beats: slave(flow({ ...beatShape(config), verdict: verdictShape(config), verified: bit() })),
      room: output(u(1)),
      quotaWrite: slave(flow(quotaWriteShape(config))),
      change: slave(queueChangeFlow(config)),
      credit: slave(flow(queue)),
      enqueued: master(flow(queue)),
      selected: master(flow(queue)),
      decided: master(flow({ outcome: u(2) })),
      frames: master(stream(frameShape(config))),
      words: master(stream(wordShape(config))),
      events: master(stream(eventShape(config))),
      ready: output(u(1)),
    },
    ({ beats, room, quotaWrite, change, credit, enqueued, selected, decided, frames, words, events, ready }) => {
      const { gate, buffer } = inst({
        gate: verdictGate(config),
        buffer: packetBuffer(config),
      });
      const { verdict, verified, ...beat } = beats.payload;
      gate.beats.valid.set(beats.valid);
      gate.beats.payload.set(beat);
      gate.verdicts.valid.set(delayLine('begun', u(1, 0), beats.valid.and(beat.first), verdictClocks));
      gate.verdicts.payload.set(delayLine('verdict', verdictShape(config), verdict, verdictClocks));
      gate.checksums.valid.set(delayLine('ended', u(1, 0), beats.valid.and(beat.last), checksumClocks));
      gate.checksums.payload.set({
        l4Checksum: delayLine('verified', bit(), verified, checksumClocks).zext(2),
        innerL4Checksum: checksumVerdicts.none,
      });
      room.set(gate.room);
      connect(buffer.up, gate.down);
      connectFlow(buffer.quotaWrite, quotaWrite);
      wireAlone(config, buffer);
      connectFlow(buffer.change, change);
      const { turns, take } = turnParts(config, buffer);
      connectFlow(turns.change, change);
      connectFlow(take.change, change);
      connectFlow(take.credit, credit);
      connectFlow(enqueued, buffer.enqueued);
      connectFlow(selected, take.granted);
      connectFlow(decided, take.decided);
      buffer.drain.queue.set(0);
      unused(buffer.drain.busy);
      connect(frames, buffer.frames);
      connect(words, buffer.words);
      connect(events, buffer.events);
      ready.set(buffer.ready.and(turns.ready));
    },
    { doc: 'Gate, packet buffer and scheduler with a delay for a classifier.' },
  );
};
