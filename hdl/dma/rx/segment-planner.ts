// SPDX-License-Identifier: Apache-2.0
/**
 * Segment planner: plans where each frame goes, from the outcome of its attempt and the segments that it was given.
 *
 * Each outcome but a parked one meets its frame. A frame that was granted buffers has its header told on `headers`, every
 * segment of it as a piece, and its bursts, which are cut at blocks of 4,096 bytes. A frame that is given back, or whose queue
 * stopped, ends as the event `buffer_too_small` or `queue_stopped`; the packet buffer sends no words of it. Every buffer
 * gives a used element, no later than the last burst of its frame is offered; buffers given back give one of 0 bytes, once no
 * burst waits here.
 *
 * `planned` tells of each burst before it is offered, `cost` what each frame takes that got buffers or gave them back (see
 * `receive_cost`), 3 clocks after its last segment. Two clocks for a frame of one segment, one for each segment more, and one for each
 * burst beyond the first of a segment. Waits when an output does. `drain` counts a frame from its outcome until its last
 * burst was taken.
 */
import {
  bit,
  cat,
  component,
  connect,
  connectFlow,
  flow,
  type Inside,
  type InstanceOf,
  inst,
  lit,
  master,
  mux,
  named,
  type Outside,
  ram,
  reg,
  type Shape,
  slave,
  stream,
  u,
  unused,
  type Val,
  type Wr,
  when,
} from 'typescript-hdl';
import { fifo, startUpSweep } from 'typescript-hdl/lib';
import { answerDrain } from '../../lib/event-counts.ts';
import { eventShape, frameShape, lengthBits } from '../../lib/frame-shapes.ts';
import { beatBytes, blockBeatBits, blockBits, hostAddressBits, laneBits } from '../../lib/host-bus.ts';
import { drainPort } from '../../lib/queue-drain.ts';
import { epochBits } from '../../lib/queue-epoch.ts';
import { functionOf, queueIndex } from '../../lib/queue-number.ts';
import { outcomeShape, segmentShape, takeBytesBits, takeOutcomes } from '../../lib/take-shapes.ts';
import { costShape } from '../../lib/turn-shapes.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { eventBits, eventId } from '../../spec/events/drop-reasons.ts';
import { writeKind } from '../../spec/host-accesses.ts';
import { netHeaderBytes } from '../../spec/virtio/virtqueue.ts';
import { waitingElementShape } from '../../virtqueue/used-shapes.ts';
import { functionShape } from '../host/host-shapes.ts';
import { frameSteps, hostWriteShape, writeStepBits } from '../host/write-shapes.ts';
import { receiveCost } from './receive-cost.ts';
import { checksumStartShape, netHeaderShape, pieceShape, segmentBeatBits } from './rx-shapes.ts';

/** Bursts, pieces and headers that may run ahead of their data. */
const aheadDepth = 16;

const ports = (config: Config) => ({
  start: slave(flow(checksumStartShape(config))),
  outcomes: slave(stream(outcomeShape(config))),
  frames: slave(stream(frameShape(config))),
  segments: slave(stream(segmentShape)),
  headers: master(stream(netHeaderShape)),
  pieces: master(stream(pieceShape(config))),
  writes: master(stream(hostWriteShape(config))),
  planned: master(flow(functionShape(config))),
  cost: master(flow(costShape(config))),
  elements: master(stream(waitingElementShape(config))),
  events: master(stream(eventShape(config))),
  drain: drainPort(config),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The frame whose segments come. */
const currentShape = (config: Config) => ({
  valid: bit(0),
  queue: queueIndex(config),
  epoch: u(epochBits),
  returned: bit(),
});

/** A segment to be cut into bursts; what it still owes. */
const stepShape = (config: Config) => ({
  valid: bit(0),
  address: u(hostAddressBits),
  more: u(segmentBeatBits(config)),
  writes: bit(),
  owesPiece: bit(),
  owesElement: bit(),
  piece: pieceShape(config),
  element: waitingElementShape(config),
});

/** The planner; see the header comment. */
export const segmentPlanner = (config: Config) =>
  component(
    'segment_planner',
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      hostDataBits: config.hostDataBits,
    },
    ports(config),
    io => {
      const sweep = startUpSweep('sweep', queueCount(config));
      const { headers, pieces, writes, costs } = inst({
        headers: fifo(netHeaderShape, aheadDepth),
        pieces: fifo(pieceShape(config), aheadDepth),
        writes: fifo(hostWriteShape(config), aheadDepth),
        costs: receiveCost(config),
      });
      unused(headers.count, pieces.count, writes.count);
      connect(io.headers, headers.down);
      connect(io.pieces, pieces.down);
      connect(io.writes, writes.down);
      connectFlow(io.cost, costs.cost);
      const { current, step } = reg({ current: currentShape(config), step: stepShape(config) });
      const stepEnds = cutSegment(config, io, step, pieces.up, writes.up);
      const frameEnds = takeSegments(config, io, costs, current, step, stepEnds);
      const begun = beginFrames(config, io, costs, current, { headers: headers.up, frameEnds, sweeping: sweep.active });

      io.planned.valid.set(writes.up.valid.and(writes.up.ready));
      io.planned.payload.set({ function: functionOf(config, step.element.queue) });
      // A returned frame ends with its last element, which waits until no burst is here: one frame ends in a clock.
      const { context } = io.writes.payload;
      const ended = io.writes.fire.and(context.step.eq(frameSteps.final));
      const { last, returned, queue } = io.elements.payload;
      const gaveBack = io.elements.fire.and(last).and(returned);
      // Told a clock late: until then the frame counts.
      const { went } = reg({ went: { valid: bit(0), at: queueIndex(config) } });
      went.set({ valid: ended.or(gaveBack), at: mux(gaveBack, queue, context.queue) });
      answerDrain(
        { depth: queueCount(config), bits: lengthBits },
        sweep,
        io.drain,
        { valid: begun, at: io.outcomes.payload.queue },
        went,
      );
    },
    {
      maxDepth: 6,
      doc: 'Segment planner: pieces, bursts, headers and used elements of frames that were given buffers.',
    },
  );

type Current = Wr<ReturnType<typeof currentShape>>;
type Step = Wr<ReturnType<typeof stepShape>>;
type Costs = InstanceOf<ReturnType<typeof receiveCost>>;
type Up<S extends Shape> = Outside<ReturnType<typeof fifo<S>>['ports']>['up'];

/** Cuts the segment in `step` into bursts, and hands over its piece and its element; gives 1 in the clock in which it is done. */
const cutSegment = (
  config: Config,
  { elements, writes: offered }: Io,
  step: Step,
  pieces: Up<ReturnType<typeof pieceShape>>,
  writes: Up<ReturnType<typeof hostWriteShape>>,
): Val<1> => {
  const { element, piece } = step;
  const bits = Math.max(segmentBeatBits(config), blockBeatBits(config)) + 1;
  // Beats after the next one: of the segment, and up to the end of the block.
  const more = step.more.zext(bits);
  const toEnd = step.address.slice(laneBits(config), blockBeatBits(config)).not().zext(bits);
  const closes = named('closes', more.le(toEnd));
  const beats = mux(closes, more, toEnd);
  const endsFrame = named('ends_frame', closes.and(piece.last));

  pieces.valid.set(step.valid.and(step.owesPiece));
  pieces.payload.set(piece);
  elements.valid.set(step.valid.and(step.owesElement).and(element.returned.and(offered.valid).not()));
  elements.payload.set(element);
  writes.valid.set(step.valid.and(step.writes).and(endsFrame.and(step.owesElement).not()));
  writes.payload.set({
    function: functionOf(config, element.queue),
    address: step.address,
    beats: beats.trunc(8),
    kind: writeKind('received_data'),
    context: {
      queue: element.queue,
      epoch: element.epoch,
      step: mux(endsFrame, lit(frameSteps.final, writeStepBits), frameSteps.more),
    },
  });
  const writesOne = named('writes_one', writes.valid.and(writes.ready));
  const pieceLeft = step.owesPiece.and(pieces.ready.not());
  const elementLeft = step.owesElement.and(elements.fire.not());
  const writesLeft = step.writes.and(writesOne.and(closes).not());
  const ends = named('ends', step.valid.and(pieceLeft.or(elementLeft).or(writesLeft).not()));
  step.owesPiece.set(pieceLeft);
  step.owesElement.set(elementLeft);
  step.writes.set(writesLeft);
  when(writesOne, () => {
    step.more.set(more.sub(beats).sub(1).trunc(segmentBeatBits(config)));
    const block = step.address.slice(blockBits(config), hostAddressBits - blockBits(config));
    step.address.set(cat(block.add(1), lit(0, blockBits(config))));
  });
  when(ends, () => step.valid.set(0));
  return ends;
};

/** Takes the segments of the frame at hand; gives 1 in the clock of the last one. */
const takeSegments = (
  config: Config,
  { segments }: Io,
  costs: Costs,
  current: Current,
  step: Step,
  stepEnds: Val<1>,
): Val<1> => {
  const { sum } = reg({ sum: u(takeBytesBits, 0) });
  const { address, bytes, endsBuffer, id, slots, last } = segments.payload;
  const lane = address.slice(0, laneBits(config));
  const lessOne = bytes.sub(1);
  const end = lane.zext(takeBytesBits + 1).add(lessOne.zext(takeBytesBits + 1));
  const lastBeat = end.slice(laneBits(config), segmentBeatBits(config));
  const total = sum.add(bytes);
  segments.ready.set(current.valid.and(step.valid.not().or(stepEnds)));
  // A buffer of no bytes among others takes part in a frame as its used element alone.
  const writes = current.returned.not().and(bytes.ne(0));
  costs.segment.valid.set(segments.fire);
  costs.segment.payload.set({ writes, lastBeat, last });
  when(segments.fire, () => {
    sum.set(mux(endsBuffer, 0, total));
    step.set({
      valid: 1,
      address,
      more: lastBeat,
      writes,
      owesPiece: writes,
      owesElement: endsBuffer,
      piece: {
        lane,
        firstSpan: mux(lastBeat.eq(0), lessOne.slice(0, laneBits(config)), lane.not()),
        lastBeat,
        lastLane: end.slice(0, laneBits(config)),
        blockBeat: address.slice(laneBits(config), blockBeatBits(config)),
        last,
      },
      element: {
        queue: current.queue,
        epoch: current.epoch,
        id,
        bytes: total,
        slots,
        last,
        returned: current.returned,
      },
    });
    when(last, () => current.valid.set(0));
  });
  return segments.fire.and(last);
};

interface Beginning {
  readonly headers: Up<typeof netHeaderShape>;
  readonly frameEnds: Val<1>;
  readonly sweeping: Val<1>;
}

/** Begins a frame, or ends one that gets no buffers; gives 1 in the clock in which segments of a frame are awaited. */
const beginFrames = (
  config: Config,
  io: Io,
  costs: Costs,
  current: Current,
  { headers, frameEnds, sweeping }: Beginning,
): Val<1> => {
  const { outcomes, frames, events, start } = io;
  unused(outcomes.payload.series);
  const { guestChecksums } = ram({
    guestChecksums: { shape: bit(), depth: queueCount(config), kind: 'distributed' },
  });
  when(start.valid, () => guestChecksums.write(start.payload.queue, start.payload.guestChecksum));
  const { event } = reg({ event: { valid: bit(0), report: eventShape(config) } });
  events.valid.set(event.valid);
  events.payload.set(event.report);
  when(events.ready, () => event.valid.set(0));

  const is = (name: keyof typeof takeOutcomes): Val<1> => outcomes.payload.outcome.eq(takeOutcomes[name]) as Val<1>;
  const { queue, epoch, length, verified } = frames.payload;
  const room = named('room', event.valid.not().and(headers.ready).and(current.valid.not().or(frameEnds)));
  const goes = named('goes', room.and(sweeping.not()).and(frames.valid).and(outcomes.valid).and(is('parked').not()));
  outcomes.ready.set(goes.or(is('parked')));
  frames.ready.set(goes);
  headers.valid.set(goes.and(is('granted')));
  headers.payload.set({
    dataValid: verified.and(guestChecksums.read(queue)),
    buffers: outcomes.payload.buffers,
    spills: length
      .sub(1)
      .slice(0, laneBits(config))
      .ge(beatBytes(config) - netHeaderBytes),
  });
  const awaits = named('awaits', goes.and(is('stopped').not()));
  costs.begun.valid.set(awaits);
  const { buffers, pieces } = outcomes.payload;
  costs.begun.payload.set({ function: functionOf(config, queue), granted: is('granted'), length, buffers, pieces });
  when(awaits, () => current.set({ valid: 1, queue, epoch, returned: is('returned') }));
  when(goes.and(is('granted').not()), () =>
    event.set({
      valid: 1,
      report: {
        slot: functionOf(config, queue).zext(eventShape(config).slot.width),
        event: mux(is('returned'), lit(eventId('buffer_too_small'), eventBits), eventId('queue_stopped')),
        bytes: length,
      },
    }),
  );
  return awaits;
};
