// SPDX-License-Identifier: Apache-2.0
/**
 * Frame drain: reads complete frames out of the reorder memory, looks at their virtio headers, and sends them on.
 *
 * A frame is announced on `frames`, and its words follow on `words`: the first begins with byte 0 of the frame, and in the
 * last one all bytes beyond the frame are 0. Its header (struct virtio_net_hdr, virtio 1.x section 5.1.6.2) goes no further. What is
 * dropped ends as an event (see `transmitEvents`): a frame that came as such, one whose queue has stopped meanwhile, one whose
 * `gso_type` is not 0, since no segmentation is offered, and one with VIRTIO_NET_HDR_F_NEEDS_CSUM whose `csum_start`, or the two
 * bytes at `csum_start + csum_offset`, lie beyond the frame. Without that flag both fields mean nothing, as all other flags do.
 *
 * `freed` tells how far the ring of a function was read, at the end of a frame and every 16 words; `ended` of each frame that is
 * sent or dropped. A word a clock, but between frames. Waits with `frames`, `words` and `events`. `drain` counts a frame from the
 * clock in which it comes until `ended`. Logic depth 4 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  connect,
  flow,
  fsm,
  type Inside,
  inst,
  lit,
  master,
  mux,
  named,
  output,
  pick,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { countUpDown, delayed, fifo, startUpSweep } from 'typescript-hdl/lib';
import { clockedFifo } from '../../lib/clocked-ram.ts';
import { answerDrain } from '../../lib/event-counts.ts';
import { lengthBits, wordShape } from '../../lib/frame-shapes.ts';
import { beatBytes, laneBits } from '../../lib/host-bus.ts';
import { drainPort } from '../../lib/queue-drain.ts';
import { functionOf } from '../../lib/queue-number.ts';
import { queueChangeFlow, queueStates } from '../../lib/queue-state.ts';
import { sentFrameShape } from '../../lib/tx-shapes.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { transmitEventBits, transmitEventId } from '../../spec/events/transmit-events.ts';
import { sentBytesAhead, sentFramesPerFunction } from '../../spec/virtio/mover-sizes.ts';
import { netHeader, netHeaderBytes, netHeaderFlags } from '../../spec/virtio/virtqueue.ts';
import { functionShape } from '../host/host-shapes.ts';
import { ringReadPort } from './reorder-memory.ts';
import {
  completeFrameShape,
  fates,
  freedShape,
  positionBits,
  ringWordBits,
  ringWords,
  sendEventShape,
} from './send-shapes.ts';

/** Words on their way from the memory, and clocks that they take. */
const wordsAhead = 8;
const memoryClocks = 2;

const ports = (config: Config) => ({
  change: slave(queueChangeFlow(config)),
  complete: slave(stream(completeFrameShape(config))),
  read: ringReadPort(config),
  freed: master(flow(freedShape(config))),
  ended: master(flow(functionShape(config))),
  frames: master(stream(sentFrameShape(config))),
  words: master(stream(wordShape(config))),
  events: master(stream(sendEventShape(config))),
  /** As many bytes of complete frames wait as may be read ahead, or more, and two frames at least: see `sentBytesAhead`. 2 clocks late. */
  behind: output(bit()),
  drain: drainPort(config),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The drain; see the header comment. */
export const frameDrain = (config: Config) =>
  component(
    'frame_drain',
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      hostDataBits: config.hostDataBits,
    },
    ports(config),
    io => {
      const { waiting, begun, arrived } = inst({
        waiting: clockedFifo(completeFrameShape(config), config.functions * sentFramesPerFunction(config)),
        begun: fifo(completeFrameShape(config), 4),
        arrived: fifo({ data: u(config.hostDataBits), last: bit() }, wordsAhead),
      });
      unused(begun.count, arrived.count, arrived.up.ready);
      connect(waiting.up, io.complete);
      fetchWords(config, io, waiting.down, begun.up, arrived);
      countWaiting(config, io, waiting.down, waiting.count.ne(0));
      sendFrames(config, io, begun.down, arrived.down);
    },
    {
      maxDepth: 4,
      doc: 'Frame drain: complete frames out of the reorder memory, their headers checked and taken off.',
    },
  );

type Complete = Inside<{ port: ReturnType<typeof completePort> }>['port'];
const completePort = (config: Config) => slave(stream(completeFrameShape(config)));
type Begun = Inside<{ port: ReturnType<typeof begunPort> }>['port'];
const begunPort = (config: Config) => master(stream(completeFrameShape(config)));
interface Arrived {
  readonly up: { readonly valid: { set(v: Val): void }; readonly payload: { set(v: { data: Val; last: Val }): void } };
  readonly down: { readonly fire: Val<1> };
}

/** Words of the frames that wait. */
const countWaiting = (config: Config, { complete, behind }: Io, next: Complete, several: Val<1>): void => {
  const limitBits = Math.log2(sentBytesAhead(config) / beatBytes(config));
  const bits = Math.log2(config.functions * ringWords(config)) + 1;
  const { total, comes, goes } = reg({ total: u(bits, 0), comes: u(bits, 0), goes: u(bits, 0) });
  const wordsOf = (frame: Complete['payload'], moves: Val<1>): Val => mux(moves, frame.words.zext(bits), 0);
  comes.set(wordsOf(complete.payload, complete.fire));
  goes.set(wordsOf(next.payload, next.fire));
  total.set(total.add(comes).sub(goes));
  // One longer frame alone is not enough: the next one would come too late.
  const { enough } = reg({ enough: bit(0) });
  enough.set(several);
  behind.set(
    total
      .slice(limitBits, bits - limitBits)
      .orR()
      .and(enough),
  );
};

/** Reads the words of one frame after the other; one that is dropped gives none. */
const fetchWords = (config: Config, { read, freed }: Io, next: Complete, begun: Begun, arrived: Arrived): void => {
  const { left, at } = reg({
    left: u(positionBits(config), 0),
    at: { position: u(positionBits(config)), function: functionShape(config).function },
  });
  const { room } = reg({ room: u(Math.log2(wordsAhead) + 1, wordsAhead) });
  const good = next.payload.fate.eq(fates.good);
  const rests = left.eq(0);
  const takes = named('takes', rests.and(next.valid).and(begun.ready));
  next.ready.set(rests.and(begun.ready));
  begun.valid.set(rests.and(next.valid));
  begun.payload.set(next.payload);
  const reads = named('reads', rests.not().and(room.ne(0)));
  const owner = functionOf(config, next.payload.queue);
  when(takes, () => {
    left.set(mux(good, next.payload.words, 0));
    at.set({ position: next.payload.position, function: owner });
  });
  when(reads, () => {
    left.set(left.sub(1));
    at.position.set(at.position.add(1));
  });
  read.function.set(at.function);
  read.word.set(at.position.slice(0, ringWordBits(config)));
  const last = left.eq(1);
  const { fetched } = reg({ fetched: { valid: bit(0), last: bit() } });
  fetched.set({ valid: reads, last });
  const came = delayed('came', { valid: bit(0), last: bit() }, fetched, memoryClocks - 1);
  arrived.up.valid.set(came.valid);
  arrived.up.payload.set({ data: read.data, last: came.last });
  countUpDown(room, arrived.down.fire, reads);

  // A frame that is dropped is passed over as a whole.
  const skips = named('skips', takes.and(good.not()));
  const { told } = reg({ told: { valid: bit(0), ...freedShape(config) } });
  const end = next.payload.position.add(next.payload.words);
  told.set({
    valid: skips.or(reads.and(last.or(at.position.slice(0, 4).andR()))),
    function: mux(rests, owner, at.function),
    position: mux(rests, end, at.position.add(1)),
  });
  freed.valid.set(told.valid);
  freed.payload.set({ function: told.function, position: told.position });
};

type BegunDown = Complete;
type Words = Inside<{ port: ReturnType<typeof wordsPort> }>['port'];
const wordsPort = (config: Config) => slave(stream(wordShape(config)));

/** Sends on what was read, or drops it. */
const sendFrames = (config: Config, io: Io, begun: BegunDown, arrived: Words): void => {
  const { frames, words, events, ended } = io;
  const states = queueStates(config, io.change);
  const r = reg({
    header: { needs: bit(), segments: bit(), start: u(16), place: u(17), end: u(lengthBits) },
    beyond: bit(),
    runs: bit(),
    dropped: bit(),
    event: { valid: bit(0), ...sendEventShape(config) },
  });
  const { out } = inst({ out: fifo(sentFrameShape(config), 4) });
  unused(out.count);
  connect(frames, out.down);
  const { queue, epoch, length, fate } = begun.payload;
  const field = (at: number, bytes: number): Val =>
    arrived.payload.data.slice(8 * (beatBytes(config) - netHeaderBytes + at), 8 * bytes);
  // The last byte of the frame is the second of the two that a checksum is put to, or lies after them.
  const lastByte = r.header.end.zext(17);
  const beyond = named('beyond', r.header.place.ge(lastByte).or(r.header.start.zext(17).gt(lastByte)));
  const drops = named('drops', r.runs.not().or(r.header.segments).or(r.header.needs.and(r.beyond)));
  const reason = mux(
    r.runs.not(),
    lit(transmitEventId('run_ended'), transmitEventBits),
    mux(r.header.segments, lit(transmitEventId('segmentation'), transmitEventBits), transmitEventId('checksum_place')),
  );
  const report = (event: Val): void =>
    r.event.set({ valid: 1, function: functionOf(config, queue), event, bytes: length });
  const eventFree = r.event.valid.not().or(events.ready);
  when(events.ready, () => r.event.valid.set(0));
  events.valid.set(r.event.valid);
  events.payload.set(pick(sendEventShape(config), r.event));

  out.up.valid.set(0);
  begun.ready.set(0);
  arrived.ready.set(0);
  words.valid.set(0);
  const state = fsm('state', ['head', 'judge', 'decide', 'words'], {
    head: goto => {
      r.header.set({
        needs: field(netHeader.flags, 1).and(lit(netHeaderFlags.needsChecksum, 8)).orR(),
        segments: field(netHeader.gsoType, 1).orR(),
        start: field(netHeader.csumStart, 2),
        place: field(netHeader.csumStart, 2).addWide(field(netHeader.csumOffset, 2)),
        end: length.sub(1),
      });
      when(begun.valid, () => {
        when(fate.eq(fates.good), () => {
          arrived.ready.set(1);
          when(arrived.valid, () => goto('judge'));
        }).elsewhen(eventFree, () => {
          begun.ready.set(1);
          report(
            mux(
              fate.eq(fates.length),
              lit(transmitEventId('chain_length'), transmitEventBits),
              transmitEventId('run_ended'),
            ),
          );
        });
      });
    },
    judge: goto => {
      r.beyond.set(beyond);
      r.runs.set(states.runs(queue, epoch));
      goto('decide');
    },
    decide: goto => {
      r.dropped.set(drops);
      when(drops, () => {
        when(eventFree, () => {
          report(reason);
          goto('words');
        });
      }).otherwise(() => {
        out.up.valid.set(1);
        when(out.up.ready, () => goto('words'));
      });
    },
    words: goto => {
      words.valid.set(arrived.valid.and(r.dropped.not()));
      arrived.ready.set(words.ready.or(r.dropped));
      when(arrived.valid.and(words.ready.or(r.dropped)).and(arrived.payload.last), () => {
        begun.ready.set(1);
        goto('head');
      });
    },
  });
  unused(begun.payload.position, begun.payload.words);
  const needs = r.header.needs;
  out.up.payload.set({
    queue,
    epoch,
    length,
    checksum: needs,
    start: mux(needs, r.header.start.trunc(lengthBits), 0),
    place: mux(needs, r.header.place.trunc(lengthBits), 0),
  });
  const lane = r.header.end.slice(0, laneBits(config));
  const kept = Array.from({ length: beatBytes(config) }, (_, i) =>
    arrived.payload.last.not().or(lane.ge(i)).repeat(8),
  ).reverse();
  words.payload.set({ data: arrived.payload.data.and(cat(...kept)), last: arrived.payload.last });
  const gone = named('gone', begun.ready.and(begun.valid));
  const { end } = reg({ end: { valid: bit(0), ...functionShape(config) } });
  end.set({ valid: gone, function: functionOf(config, queue) });
  ended.valid.set(end.valid);
  ended.payload.set({ function: end.function });
  unused(state.is('head'));

  const sweep = startUpSweep('sweep', queueCount(config));
  answerDrain(
    { depth: queueCount(config), bits: Math.ceil(Math.log2(sentFramesPerFunction(config))) + 2 },
    sweep,
    io.drain,
    { valid: io.complete.fire, at: io.complete.payload.queue },
    { valid: gone, at: queue },
  );
};
