// SPDX-License-Identifier: Apache-2.0
/**
 * Packet writer: gives each frame its buffer and writes header and bytes into it.
 *
 * Admission decides; a plan of each frame goes to the aligner, which makes the beats, and, unless the frame is
 * discarded, to the burst planner, which makes the addresses; the record of an accepted frame leaves in the same order.
 * Plans wait in FIFOs, so that the words of frames follow each other without a gap. Waits when any output does; holds
 * back `frames` and `words` then. At 128 bits a frame of 60 bytes has 5 or 6 beats and takes as many clocks; no frame
 * takes less than 3.
 */

import {
  bit,
  component,
  connect,
  connectFlow,
  expose,
  flow,
  input,
  inst,
  master,
  slave,
  stream,
  u,
  unused,
} from 'typescript-hdl';
import { fifo } from 'typescript-hdl/lib';
import { eventShape, frameShape, wordShape } from '../../lib/frame-shapes.ts';
import { blockBits } from '../../lib/host-bus.ts';
import { epochBits, runFlow } from '../../lib/queue-epoch.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { bufferShape, queueShape, recordShape } from '../../virtqueue/virtqueue-shapes.ts';
import { burstShape, writeBeatShape } from '../host/host-shapes.ts';
import { burstPlanner } from './burst-planner.ts';
import { frameAdmission } from './frame-admission.ts';
import { alignPlanShape, burstPlanShape } from './frame-plan.ts';
import { wordAligner } from './word-aligner.ts';

/** Plans that may wait for the aligner or the burst planner. */
const planDepth = 8;

/** The data side of the receive DMA; see the header comment. */
export const packetWriter = (config: Config) =>
  component(
    'packet_writer',
    { config: config.name, hostDataBits: config.hostDataBits },
    {
      enabled: input(u(queueCount(config))),
      start: slave(runFlow(config)),
      frames: slave(stream(frameShape(config))),
      words: slave(stream(wordShape(config))),
      look: master(flow(queueShape(config))),
      head: { present: input(bit()), epoch: input(u(epochBits)), buffer: input(bufferShape) },
      take: master(flow(queueShape(config))),
      decided: master(flow(queueShape(config))),
      records: master(stream(recordShape(config))),
      events: master(stream(eventShape(config))),
      bursts: master(stream(burstShape(config))),
      beats: master(stream(writeBeatShape(config))),
    },
    ({ enabled, start, frames, words, look, head, take, decided, records, events, bursts, beats }) => {
      const {
        admission,
        aligner,
        planner,
        align_plans: alignPlans,
        burst_plans: burstPlans,
      } = inst({
        admission: frameAdmission(config),
        aligner: wordAligner(config),
        planner: burstPlanner(config),
        align_plans: fifo(alignPlanShape(config), planDepth),
        burst_plans: fifo(burstPlanShape(config), planDepth),
      });
      unused(alignPlans.count, burstPlans.count);
      admission.enabled.set(enabled);
      connectFlow(admission.start, start);
      connect(admission.frames, frames);
      connectFlow(look, admission.look);
      expose(head, admission.head);
      connectFlow(take, admission.take);
      connectFlow(decided, admission.decided);
      connect(records, admission.records);
      connect(events, admission.events);

      const { valid, payload: plan, ready } = admission.plans;
      const { discard, address, lastBeat, lastLane, queue } = plan;
      ready.set(alignPlans.up.ready.and(burstPlans.up.ready));
      alignPlans.up.valid.set(valid.and(burstPlans.up.ready));
      alignPlans.up.payload.set({ discard, place: address.slice(0, blockBits(config)), lastBeat, lastLane });
      burstPlans.up.valid.set(valid.and(alignPlans.up.ready).and(discard.not()));
      burstPlans.up.payload.set({ address, lastBeat, queue });
      connect(aligner.plans, alignPlans.down);
      connect(planner.plans, burstPlans.down);
      connect(aligner.words, words);
      connect(beats, aligner.beats);
      connect(bursts, planner.bursts);
    },
    { doc: 'Packet writer: frames into their receive buffers, with the net header, at any byte address.' },
  );
