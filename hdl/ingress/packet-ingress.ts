// SPDX-License-Identifier: Apache-2.0
/**
 * Ingress: turns the MAC's AXI4-Stream into the beats of the datapath and marks frames that must not be delivered.
 *
 * - Never holds the MAC back: `tready` is 1. What does not fit is decided by `accept`, sampled on a frame's first beat: 0
 *   swallows the whole frame and reports it as one `ingress_overflow` event when it ends. `accept` must be 0 for as long
 *   as a reset may have fallen into the middle of a frame, since a frame's tail looks like a frame.
 * - `error` on the last beat: bad_fcs, else runt (below 60 bytes), else oversize. Other events are not emitted here: the
 *   frame goes on, so that the packet buffer counts it.
 * - A frame longer than the configured maximum leaves cut to that maximum. Its last beat waits for the end of the frame on
 *   the wire, because only there the MAC says whether the FCS was good. Nothing downstream ever sees a longer frame, and
 *   lengths in events are cut to the maximum too.
 * - `tkeep` counts on last beats only, and is ones from lane 0 upwards as any MAC sends it. Another pattern makes the
 *   frame end at a wrong lane of that beat and harms nothing else.
 *
 * - `began` is 1 in the clock in which a frame is taken: from then on it is on its way to a verdict.
 *
 * Throughput one beat a clock. Latency 2 clocks from `net` to `down`, as for events. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  type Flip,
  flow,
  type Inside,
  indexWidth,
  input,
  lit,
  master,
  mux,
  named,
  oneHotIndex,
  output,
  priorityMux,
  type Rd,
  reg,
  slave,
  u,
  type Val,
  type Wr,
  when,
  wire,
} from 'typescript-hdl';
import { axiStream } from 'typescript-hdl/lib';
import { beatShape, eventShape, lengthBits } from '../lib/frame-shapes.ts';
import { type Config, minFrameBytes } from '../spec/configs.ts';
import { type CounterEventName, eventBits, eventId } from '../spec/events/drop-reasons.ts';

/** Ingress of one network port; see the header comment. */
export const packetIngress = (config: Config) =>
  component(
    'packet_ingress',
    { config: config.name, netDataBits: config.netDataBits, maxFrameBytes: config.maxFrameBytes },
    {
      net: slave(axiStream(config.netDataBits)),
      accept: input(bit()),
      began: output(bit()),
      down: master(flow(beatShape(config))),
      event: master(flow(eventShape(config))),
    },
    ({ net, accept, began, down, event }) => {
      net.tready.set(1);
      const limits = limitsOf(config);
      const located = reg({ located: locatedShape(config) }).located;
      began.set(locate(located, net, accept, limits));

      const place = judge(located, limits);
      const leaving = reg({ leaving: { valid: bit(0), beat: beatShape(config) } }).leaving;
      // The beat at the limit is loaded and held back; the end of the frame, past the limit, releases it with its error.
      leaving.valid.set(located.valid.and(located.taken).and(mux(place.past, located.last, place.cut.not())));
      leaving.beat.error.set(mux(located.last, errorOf(located.badFcs, place), 0));
      when(place.past.not(), () => {
        leaving.beat.data.set(located.data);
        leaving.beat.lastByte.set(mux(place.over, limits.lastByte, located.lastByte));
        leaving.beat.first.set(located.first);
        leaving.beat.last.set(located.last.or(place.cut));
      });
      down.valid.set(leaving.valid);
      down.payload.set(leaving.beat);

      const lost = reg({ lost: { valid: bit(0), bytes: u(lengthBits) } }).lost;
      lost.valid.set(located.valid.and(located.last).and(located.taken.not()));
      lost.bytes.set(mux(place.over, config.maxFrameBytes, place.position.zext(lengthBits).add(1)));
      event.valid.set(lost.valid);
      event.payload.slot.set(config.functions);
      event.payload.event.set(eventId('ingress_overflow'));
      event.payload.bytes.set(lost.bytes);
    },
    {
      maxDepth: 3,
      doc: 'Network ingress: frames, their length limits and errors. Latency 2 clocks, one beat a clock, never stalls.',
    },
  );

/** Where the longest frame ends: beat and lane of its last byte. Beats are counted to one past that. */
const limitsOf = ({ netDataBits, maxFrameBytes }: Config) => {
  if (maxFrameBytes < minFrameBytes || maxFrameBytes >= 1 << lengthBits) {
    throw new RangeError(
      `The longest frame must have ${minFrameBytes} to ${(1 << lengthBits) - 1} bytes, not ${maxFrameBytes}.`,
    );
  }
  const beatBytes = netDataBits / 8;
  const beat = Math.floor((maxFrameBytes - 1) / beatBytes);
  return { maxFrameBytes, beat, lastByte: (maxFrameBytes - 1) % beatBytes, indexBits: indexWidth(beat + 2) };
};
type Limits = ReturnType<typeof limitsOf>;

/** A beat that knows where in its frame it stands and whether the frame is taken. */
const locatedShape = (config: Config) => ({
  valid: bit(0),
  data: u(config.netDataBits),
  lastByte: u(indexWidth(config.netDataBits / 8)),
  first: bit(),
  last: bit(),
  badFcs: bit(),
  taken: bit(),
  index: u(limitsOf(config).indexBits),
});
type Located = ReturnType<typeof locatedShape>;
type Net = Inside<Flip<ReturnType<typeof axiStream>>>;

/** First stage: numbers the beats of a frame and decides on its first one whether it is taken; gives 1 when one is. */
const locate = (located: Wr<Located>, net: Net, accept: Val<1>, limits: Limits): Val<1> => {
  const frame = reg({ inFrame: bit(0), taking: bit(), nextIndex: u(limits.indexBits) });
  const now = wire({ taken: bit(), index: u(limits.indexBits) });
  now.taken.set(mux(frame.inFrame, frame.taking, accept));
  now.index.set(mux(frame.inFrame, frame.nextIndex, 0));
  when(net.tvalid, () => {
    frame.inFrame.set(net.tlast.not());
    frame.taking.set(now.taken);
    // Stays one beat past the limit, however long a frame babbles.
    frame.nextIndex.set(mux(now.index.gt(limits.beat), now.index, now.index.add(1)));
  });
  located.set({
    valid: net.tvalid,
    data: net.tdata,
    lastByte: mux(net.tlast, lastLane(net.tkeep), net.tkeep.width - 1),
    first: frame.inFrame.not(),
    last: net.tlast,
    badFcs: net.tuser,
    taken: now.taken,
    index: now.index,
  });
  return net.tvalid.and(frame.inFrame.not()).and(accept);
};

/** Second stage: how the beat stands to the limits. `position` is the place of its last byte in the frame. */
const judge = (located: Rd<Located>, limits: Limits) => {
  const position = cat(located.index, located.lastByte);
  const past = named('past_limit', located.index.gt(limits.beat));
  const cut = named('cut_here', located.index.eq(limits.beat).and(located.last.not()));
  const over = named('over_limit', position.gt(limits.maxFrameBytes - 1).or(cut));
  return { position, past, cut, over, runt: position.lt(minFrameBytes - 1) };
};

const errorOf = (badFcs: Val<1>, { runt, over }: ReturnType<typeof judge>): Val =>
  priorityMux(
    [
      [badFcs, code('bad_fcs')],
      [runt, code('runt')],
      [over, code('oversize')],
    ],
    0,
  );

const code = (event: CounterEventName): Val => lit(eventId(event), eventBits);

/** Lane of the last kept byte: where a 1 has no 1 above it. */
const lastLane = (keep: Val): Val => oneHotIndex(keep.and(keep.shr(1).not()), indexWidth(keep.width));
