// SPDX-License-Identifier: Apache-2.0
/**
 * Read planner: cuts the pieces of chains into reads, and gives each read its place in the reorder memory.
 *
 * Functions take turns of a frame each. Reads end at multiples of 256 bytes, and so never cross a block of 4,096. A read is made
 * only if the function may read now (`allowed`) and its ring has room; otherwise its frame waits where it is, and others have their
 * turns. So a function whose memory answers late, or whose frames are not taken, holds back itself alone. Room is counted in what
 * was read out of the ring (`freed`), and no more frames are under way than their numbers tell apart (`ended`).
 *
 * A chain that is too short or too long for a frame, or whose queue does not run in its run any more, is not read; it goes on as
 * a frame without words, in its order. `asked` tells of each read, before its frame is `planned`, which comes with the last.
 *
 * Logic depth 5 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  connect,
  connectFlow,
  flow,
  fsm,
  type Inside,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  pack,
  type Rd,
  ram,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import { fullSlice, startUpSweep } from 'typescript-hdl/lib';
import { eventCounts } from '../../lib/event-counts.ts';
import { lengthBits } from '../../lib/frame-shapes.ts';
import { functionTurns } from '../../lib/function-turns.ts';
import { beatBytes, hostAddressBits, laneBits } from '../../lib/host-bus.ts';
import type { epochBits } from '../../lib/queue-epoch.ts';
import { queueChangeFlow, queueStates } from '../../lib/queue-state.ts';
import { takeBytesBits } from '../../lib/take-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { readKind } from '../../spec/host-accesses.ts';
import { sentFramesPerFunction, sentReadBytes } from '../../spec/virtio/mover-sizes.ts';
import { netHeaderBytes } from '../../spec/virtio/virtqueue.ts';
import { readOf } from '../../virtqueue/fetch/fetch-shapes.ts';
import { functionShape } from '../host/host-shapes.ts';
import { chainHeadPort } from './chain-store.ts';
import {
  askedFrameShape,
  bytePositionBits,
  dataReadShape,
  fateBits,
  fates,
  frameNumberBits,
  frameNumberShape,
  freedShape,
  positionBits,
  ringWords,
} from './send-shapes.ts';

/** Shortest frame that may be sent: addresses and type. */
const minSentBytes = 14;
const readBits = Math.log2(sentReadBytes);

const ports = (config: Config) => ({
  change: slave(queueChangeFlow(config)),
  arrived: slave(flow(functionShape(config))),
  head: chainHeadPort(config),
  allowed: input(u(config.functions)),
  freed: slave(flow(freedShape(config))),
  ended: slave(flow(functionShape(config))),
  reads: master(stream(readOf(config, dataReadShape(config)))),
  asked: master(flow(frameNumberShape(config))),
  planned: master(flow({ ...frameNumberShape(config), plan: askedFrameShape(config) })),
});
type Io = Inside<ReturnType<typeof ports>>;

/** What is kept of a function: where its next byte goes, and the frame that is being read. */
const contextShape = (config: Config) => ({
  place: u(bytePositionBits(config)),
  /** Frames that were begun, modulo twice as many as there may be. */
  frames: u(frameNumberBits(config) + 1),
  inside: bit(),
  address: u(hostAddressBits),
  left: u(takeBytesBits),
  last: bit(),
  plan: askedFrameShape(config),
});

/** The planner; see the header comment. */
export const readPlanner = (config: Config) =>
  component(
    'read_planner',
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      hostDataBits: config.hostDataBits,
    },
    ports(config),
    io => plan(config, io),
    { maxDepth: 5, doc: 'Read planner: pieces of chains to reads, each with its place in the reorder memory.' },
  );

const plan = (config: Config, io: Io): void => {
  const { head, freed, ended, reads, asked, planned } = io;
  const { functions } = config;
  const sweep = startUpSweep('sweep', functions);
  const states = queueStates(config, io.change);
  const { contexts, read } = ram({
    contexts: { shape: contextShape(config), depth: functions, kind: 'distributed' },
    read: { shape: u(positionBits(config)), depth: functions, kind: 'distributed' },
  });
  when(sweep.active.or(freed.valid), () =>
    read.write(mux(sweep.active, sweep.index, freed.payload.function), mux(sweep.active, 0, freed.payload.position)),
  );
  const gone = eventCounts('ended', { depth: functions, bits: frameNumberBits(config) + 1 }, sweep, {
    valid: ended.valid,
    at: ended.payload.function,
  });

  const { turns, slice } = inst({
    turns: functionTurns(config, ['arrived', 'freed', 'ended', 'again']),
    slice: fullSlice(readOf(config, dataReadShape(config))),
  });
  connectFlow(turns.wakes.arrived, io.arrived);
  connectFlow(turns.wakes.ended, ended);
  turns.wakes.freed.valid.set(freed.valid);
  turns.wakes.freed.payload.set({ function: freed.payload.function });
  connect(reads, slice.down);
  const { allowed } = reg({ allowed: u(functions, 0) });
  allowed.set(io.allowed);
  turns.allowed.set(allowed);

  const r = reg({
    function: functionShape(config).function,
    context: contextShape(config),
    saves: bit(0),
    finished: bit(0),
    again: bit(0),
    pending: bit(),
    gone: u(frameNumberBits(config) + 1),
    may: bit(),
    room: bit(),
  });
  const { context } = r;
  const lanes = laneBits(config);
  // Reads that go on while the count is found, and the header word of the next frame, still find room.
  const margin = (2 * sentReadBytes) / beatBytes(config) + 2;
  const position = context.place.slice(lanes, positionBits(config));
  const filled = named('filled', position.sub(read.read(r.function)));
  r.may.set(allowed.at(r.function));
  r.room.set(filled.le(ringWords(config) - margin));
  const full = context.frames.sub(r.gone).eq(sentFramesPerFunction(config));

  const begun = beginFrame(config, states, head.chain, context);
  const dead = named('dead', context.plan.fate.ne(fates.good));
  const span = named('span', spanOf(context));
  const endsPiece = named('ends_piece', dead.or(span.zext(takeBytesBits).eq(context.left)));
  const { makes } = wire({ makes: bit() });
  makes.set(0);
  head.function.set(r.function);
  head.pop.set(0);
  head.popChain.set(0);
  turns.next.ready.set(0);
  const state = fsm('state', ['pick', 'load', 'look', 'piece', 'cut'], {
    pick: goto => {
      r.saves.set(0);
      r.finished.set(0);
      r.again.set(0);
      turns.next.ready.set(1);
      when(turns.next.valid.and(sweep.active.not()), () => {
        r.function.set(turns.next.payload.function);
        goto('load');
      });
    },
    load: goto => {
      context.set(contexts.read(r.function));
      r.pending.set(head.pending);
      r.gone.set(gone.read(r.function));
      goto('look');
    },
    look: goto => {
      when(context.inside, () => goto('cut')).otherwise(() => {
        goto('pick');
        when(r.pending.and(full.not()), () => {
          context.set(begun);
          head.popChain.set(1);
          goto('piece');
        });
      });
    },
    piece: goto => {
      context.address.set(head.piece.address);
      context.left.set(head.piece.bytes);
      context.last.set(head.piece.last);
      head.pop.set(1);
      goto('cut');
    },
    cut: goto => {
      const goes = named('goes', dead.or(r.may.and(r.room).and(slice.up.ready)));
      when(goes, () => {
        makes.set(dead.not());
        const block = context.address.slice(readBits, hostAddressBits - readBits);
        context.address.set(cat(block.add(1), lit(0, readBits)));
        context.left.set(context.left.sub(span.zext(takeBytesBits)));
        when(dead.not(), () => context.place.set(context.place.add(span.zext(bytePositionBits(config)))));
        when(endsPiece, () => {
          goto('piece');
          when(context.last, () => {
            context.inside.set(0);
            context.frames.set(context.frames.add(1));
            r.finished.set(1);
            r.saves.set(1);
            r.again.set(head.pending);
            goto('pick');
          });
        });
      }).elsewhen(r.may.and(r.room).not(), () => {
        context.inside.set(1);
        r.saves.set(1);
        // What waits for room is woken when there is some.
        r.again.set(r.may.not());
        goto('pick');
      });
    },
  });
  const picks = state.is('pick');
  when(sweep.active.or(picks.and(r.saves)), () => {
    const blank = {
      ...context,
      place: lit(0, context.place.width),
      frames: lit(0, context.frames.width),
      inside: lit(0, 1),
    };
    contexts.write(mux(sweep.active, sweep.index, r.function), mux(sweep.active, blank, context));
  });
  turns.wakes.again.valid.set(picks.and(r.again));
  turns.wakes.again.payload.set({ function: r.function });

  slice.up.valid.set(makes);
  const { queue, epoch } = context.plan;
  const frame = context.frames.trunc(frameNumberBits(config));
  slice.up.payload.set({
    function: r.function,
    address: context.address,
    bytes: span.zext(slice.up.payload.bytes.width),
    kind: readKind('sent_data'),
    context: pack(dataReadShape(config), {
      queue,
      epoch,
      frame,
      lane: context.address.slice(0, lanes),
      bytes: span.sub(1).trunc(readBits),
      place: context.place.slice(0, context.place.width - 1),
    }),
  });
  asked.valid.set(makes);
  asked.payload.set({ function: r.function, frame });
  planned.valid.set(picks.and(r.finished));
  planned.payload.set({ function: r.function, frame: frame.sub(1), plan: context.plan });
};

/** Bytes of the next read: up to the end of the piece or of 256 aligned ones. */
const spanOf = ({ address, left }: { readonly address: Val; readonly left: Val }): Val => {
  const low = address.slice(0, readBits);
  const toEnd = lit(sentReadBytes, readBits + 1).sub(low.zext(readBits + 1));
  const more = left.gt(toEnd.zext(takeBytesBits));
  return mux(more, toEnd, left.trunc(readBits + 1));
};

/** The context at the beginning of a frame: in a new word, its header at the end of it. */
const beginFrame = (
  config: Config,
  states: ReturnType<typeof queueStates>,
  chain: Inside<ReturnType<typeof chainHeadPort>>['chain'],
  context: Rd<ReturnType<typeof contextShape>>,
): Rd<ReturnType<typeof contextShape>> => {
  const { queue, epoch, id, slots, bytes } = chain;
  const lanes = laneBits(config);
  const tooShort = bytes.lt(netHeaderBytes + minSentBytes);
  const tooLong = bytes.gt(config.maxFrameBytes + netHeaderBytes);
  const wrong = tooShort.or(tooLong);
  const runs = states.runs(queue, epoch);
  const fate = mux(runs.not(), lit(fates.stopped, fateBits), mux(wrong, lit(fates.length, fateBits), fates.good));
  const good = runs.and(wrong.not());
  const under = context.place.slice(0, lanes).orR();
  const position = context.place.slice(lanes, positionBits(config)).add(under.zext(positionBits(config)));
  const header = mux(good, lit(beatBytes(config) - netHeaderBytes, lanes), 0);
  const length = mux(bytes.lt(netHeaderBytes), 0, bytes.sub(netHeaderBytes));
  const clamped = mux(length.bit(lengthBits), lit(2 ** lengthBits - 1, lengthBits), length.trunc(lengthBits));
  const words = clamped
    .zext(lengthBits + 1)
    .add(beatBytes(config) - 1)
    .slice(lanes, lengthBits + 1 - lanes);
  return {
    ...context,
    place: cat(position, header),
    plan: {
      queue,
      epoch: epoch as Val<typeof epochBits>,
      id,
      slots,
      length: clamped,
      fate,
      position,
      words: mux(good, resized(words, positionBits(config)).add(1), 0),
    },
  } as Rd<ReturnType<typeof contextShape>>;
};

/** A number in another width, which holds it. */
const resized = (value: Val, bits: number): Val => (value.width > bits ? value.trunc(bits) : value.zext(bits));
