// SPDX-License-Identifier: Apache-2.0
/**
 * Receive writer: writes frames with their net headers to the segments that the virtqueue gave them.
 *
 * See the header comments of its parts: `segment_planner` for what becomes of a frame, its bursts and its used elements,
 * `header_inserter` for the header, `segment_aligner` for the beats. Data of a burst comes without waiting for anything but the
 * words of its frame. Bursts run ahead of their data by at most 16, so that no frame waits for another's segments.
 *
 * A frame takes as many clocks as its segments have beats, and at most 2 more; a frame of one segment takes 2 at least.
 */
import { component, connect, connectFlow, expose, flow, inst, master, slave, stream, unused } from 'typescript-hdl';
import { fifo, fullSlice } from 'typescript-hdl/lib';
import { eventShape, frameShape, wordShape } from '../../lib/frame-shapes.ts';
import { drainPort } from '../../lib/queue-drain.ts';
import { outcomeShape, segmentShape } from '../../lib/take-shapes.ts';
import { costShape } from '../../lib/turn-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { waitingElementShape } from '../../virtqueue/used-shapes.ts';
import { functionShape, writeBeatShape } from '../host/host-shapes.ts';
import { hostWriteShape } from '../host/write-shapes.ts';
import { headerInserter } from './header-inserter.ts';
import { checksumStartShape, pieceShape } from './rx-shapes.ts';
import { segmentAligner } from './segment-aligner.ts';
import { segmentPlanner } from './segment-planner.ts';

/** The writer of frames; see the header comment. */
export const rxWriter = (config: Config) =>
  component(
    'rx_writer',
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      hostDataBits: config.hostDataBits,
    },
    {
      start: slave(flow(checksumStartShape(config))),
      outcomes: slave(stream(outcomeShape(config))),
      frames: slave(stream(frameShape(config))),
      segments: slave(stream(segmentShape)),
      words: slave(stream(wordShape(config))),
      writes: master(stream(hostWriteShape(config))),
      beats: master(stream(writeBeatShape(config))),
      planned: master(flow(functionShape(config))),
      cost: master(flow(costShape(config))),
      elements: master(stream(waitingElementShape(config))),
      events: master(stream(eventShape(config))),
      drain: drainPort(config),
    },
    ({ start, outcomes, frames, segments, words, writes, beats, planned, cost, elements, events, drain }) => {
      const { announced, planner, inserter, aligner, pieces, joined } = inst({
        planner: segmentPlanner(config),
        inserter: headerInserter(config),
        aligner: segmentAligner(config),
        // They cut paths of `ready` and RAM outputs.
        announced: fullSlice(frameShape(config)),
        pieces: fullSlice(pieceShape(config)),
        joined: fifo(wordShape(config), 4),
      });
      unused(joined.count);
      connectFlow(planner.start, start);
      connect(planner.outcomes, outcomes);
      connect(announced.up, frames);
      connect(planner.frames, announced.down);
      connect(planner.segments, segments);
      connect(inserter.headers, planner.headers);
      connect(inserter.words, words);
      connect(joined.up, inserter.joined);
      connect(aligner.words, joined.down);
      connect(pieces.up, planner.pieces);
      connect(aligner.pieces, pieces.down);
      connect(beats, aligner.beats);
      connect(writes, planner.writes);
      connect(elements, planner.elements);
      connect(events, planner.events);
      connectFlow(planned, planner.planned);
      connectFlow(cost, planner.cost);
      expose(drain, planner.drain);
    },
    {
      maxDepth: 6,
      doc: 'Receive writer: frames with net headers to segments of guest memory, and their used elements.',
    },
  );
