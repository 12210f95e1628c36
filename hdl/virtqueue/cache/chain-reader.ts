// SPDX-License-Identifier: Apache-2.0
/**
 * Chain reader: hands out the chains of transmit queues, whole and in order, and gives lines back that are used up.
 *
 * A question names a queue; the answer is every piece of its oldest complete chain, or one piece with `none` if the queue
 * begins nothing now. Whoever asks does so once for each chain that was told of, so that there is one; if there were none, the
 * answer would be the same. A line is given back when the list is followed to the next; with `flush` all lines of the list are.
 *
 * 4 clocks for a chain of one piece, 2 for each further one, 2 more for each further line. Waits for pieces to be taken, for
 * nothing else. Logic depth 4 LUTs at 10g.
 */
import {
  bit,
  component,
  connect,
  flow,
  fsm,
  type Inside,
  input,
  inst,
  master,
  mux,
  named,
  output,
  type Rd,
  ram,
  reg,
  slave,
  stream,
  u,
  unused,
  when,
  wire,
} from 'typescript-hdl';
import { fifo } from 'typescript-hdl/lib';
import { queueContexts } from '../../lib/queue-contexts.ts';
import { epochBits } from '../../lib/queue-epoch.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { queueChangeFlow, queueStates } from '../../lib/queue-state.ts';
import { slotCountBits } from '../../lib/take-shapes.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { descriptorsPerLine } from '../../spec/virtio/mover-sizes.ts';
import { chainPieceShape } from '../chain-shapes.ts';
import { positionDrainPort, queueSizeBits, ringPositionShape } from '../queue-shapes.ts';
import {
  cursorShape,
  endShape,
  laneIndex,
  lineIndex,
  ownLineShape,
  pieceCountBits,
  pieceShape,
  postedShape,
} from './cache-shapes.ts';
import { takeStartShape } from './take-states.ts';

const settingsShape = { size: u(queueSizeBits), packed: bit() };

/** Where a queue is: in its list of lines, in pieces since the start of the run, and in its ring. */
const contextShape = (config: Config) => ({
  entered: bit(),
  cursor: cursorShape(config),
  taken: u(pieceCountBits(config)),
  position: ringPositionShape,
});

const ports = (config: Config) => ({
  start: slave(flow(takeStartShape(config))),
  change: slave(queueChangeFlow(config)),
  asks: slave(stream({ queue: queueIndex(config) })),
  pieces: master(stream(chainPieceShape(config))),
  flush: slave(stream(ownLineShape(config))),
  free: master(stream(ownLineShape(config))),
  posted: { queue: output(queueIndex(config)), state: input(postedShape(config)) },
  first: { queue: output(queueIndex(config)), line: input(lineIndex(config)) },
  next: { line: output(lineIndex(config)), following: input(lineIndex(config)) },
  place: { line: output(lineIndex(config)), lane: output(laneIndex) },
  piece: input(pieceShape),
  end: input(endShape),
  drain: positionDrainPort(config),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The reader; see the header comment. */
export const chainReader = (config: Config) =>
  component(
    'chain_reader',
    { config: config.name, functions: config.functions, queuesPerFunction: config.queuesPerFunction },
    ports(config),
    io => read(config, io),
    { maxDepth: 4, doc: 'Chain reader: the chains of transmit queues piece by piece, lines given back.' },
  );

const visitShape = (config: Config) => ({
  queue: queueIndex(config),
  flushes: bit(),
  tail: lineIndex(config),
  live: bit(),
  epoch: u(epochBits),
  settings: settingsShape,
  cursor: cursorShape(config),
  published: u(pieceCountBits(config)),
  taken: u(pieceCountBits(config)),
  position: ringPositionShape,
  slots: u(slotCountBits),
});

const read = (config: Config, io: Io): void => {
  const { start, asks, pieces, flush, piece, end, next } = io;
  const states = queueStates(config, io.change);
  const { settings } = ram({ settings: { shape: settingsShape, depth: queueCount(config), kind: 'distributed' } });
  const { size, packed, limit } = start.payload.settings;
  unused(limit);
  when(start.valid, () => settings.write(start.payload.queue, { size, packed }));
  const { visit } = reg({ visit: visitShape(config) });
  const { saves } = wire({ saves: bit() });
  const nothing = { entered: 0, cursor: { line: 0, lane: 0, spent: 0 }, taken: 0 };
  const { index, wrap } = start.payload;
  const contexts = queueContexts(
    'contexts',
    config,
    contextShape(config),
    { valid: start.valid, queue: start.payload.queue, word: { ...nothing, position: { index, wrap } } },
    {
      valid: saves,
      queue: visit.queue,
      word: { entered: 1, cursor: visit.cursor, taken: visit.taken, position: moved(visit) },
    },
  );
  const { frees } = inst({ frees: fifo(ownLineShape(config), 4) });
  unused(frees.count);
  connect(io.free, frees.down);
  frees.up.payload.set({ queue: visit.queue, line: visit.cursor.line });

  /** Takes the next question. */
  const accept = (goto: (state: 'rest' | 'load') => void): void => {
    visit.flushes.set(flush.valid);
    visit.tail.set(flush.payload.line);
    visit.queue.set(mux(flush.valid, flush.payload.queue, asks.payload.queue));
    goto('rest');
    when(flush.valid.or(asks.valid), () => goto('load'));
  };
  const offers = named('offers', visit.live.and(visit.published.ne(visit.taken)));
  const stateNames = ['rest', 'load', 'read', 'offer', 'save', 'hop', 'move', 'drop', 'link'] as const;
  const state = fsm('state', stateNames, {
    rest: goto => accept(goto),
    load: goto => {
      const context = contexts.read(visit.queue);
      visit.settings.set(settings.read(visit.queue));
      const { beginning, epoch } = states.begun(visit.queue);
      visit.live.set(beginning);
      visit.epoch.set(epoch);
      visit.published.set(io.posted.state.published);
      visit.taken.set(context.taken);
      visit.position.set(context.position);
      visit.cursor.set({
        line: mux(context.entered, context.cursor.line, io.first.line),
        lane: mux(context.entered, context.cursor.lane, 0),
        spent: context.entered.and(context.cursor.spent),
      });
      goto('read');
      when(context.entered.and(context.cursor.spent), () => goto('hop'));
      when(visit.flushes, () => goto('drop'));
    },
    read: goto => goto('offer'),
    offer: goto =>
      when(pieces.ready, () => {
        visit.slots.set(end.slots);
        visit.taken.set(visit.taken.add(1));
        visit.cursor.lane.set(visit.cursor.lane.add(1));
        visit.cursor.spent.set(visit.cursor.lane.eq(descriptorsPerLine - 1));
        goto('read');
        when(visit.cursor.lane.eq(descriptorsPerLine - 1), () => goto('hop'));
        when(end.endsBuffer, () => goto('save'));
        when(offers.not(), () => goto('rest'));
      }),
    // A run that begins in this clock writes its own context: then once more.
    save: goto => when(saves, () => accept(goto)),
    // The number of the next line comes a clock after that of the line.
    hop: goto => {
      goto('move');
      when(offers.not(), () => goto('offer'));
    },
    move: goto => {
      when(frees.up.ready, () => {
        visit.cursor.set({ line: next.following, lane: 0, spent: 0 });
        goto('read');
      });
    },
    drop: goto => {
      when(frees.up.ready, () => {
        goto('link');
        when(visit.cursor.line.eq(visit.tail), () => goto('rest'));
      });
    },
    link: goto => {
      visit.cursor.line.set(next.following);
      goto('drop');
    },
  });
  saves.set(state.is('save').and(start.valid.not()));
  frees.up.valid.set(state.is('move').or(state.is('drop')));
  const rests = named('rests', state.is('rest'));
  const accepts = named('accepts', rests.or(saves));
  flush.ready.set(accepts);
  asks.ready.set(accepts.and(flush.valid.not()));
  io.posted.queue.set(visit.queue);
  io.first.queue.set(visit.queue);
  next.line.set(visit.cursor.line);
  io.place.line.set(visit.cursor.line);
  io.place.lane.set(visit.cursor.lane);
  unused(io.posted.state.written, io.posted.state.slots, io.posted.state.latest);

  pieces.valid.set(state.is('offer'));
  pieces.payload.set({
    queue: visit.queue,
    epoch: visit.epoch,
    none: offers.not(),
    address: piece.address,
    bytes: piece.bytes,
    last: end.endsBuffer.or(offers.not()),
    id: end.id,
    slots: end.slots,
  });

  const { heard, told } = reg({
    heard: { busy: bit(), position: ringPositionShape },
    told: { busy: bit(), position: ringPositionShape },
  });
  const visited = rests.not().and(visit.queue.eq(io.drain.queue));
  heard.set({ busy: visited.or(contexts.clearing), position: contexts.read(io.drain.queue).position });
  told.set(heard);
  io.drain.busy.set(told.busy);
  io.drain.position.set(told.position);
};

/** The place in the ring after a chain: one entry of a split ring, `slots` descriptors of a packed one. */
const moved = ({ position, slots, settings }: Rd<ReturnType<typeof visitShape>>) => {
  const by = mux(settings.packed, slots.zext(17), 1);
  const to = position.index.zext(17).add(by);
  const size = settings.size.zext(17);
  const past = settings.packed.and(to.ge(size));
  return { index: mux(past, to.sub(size), to).trunc(16), wrap: position.wrap.xor(past) };
};
