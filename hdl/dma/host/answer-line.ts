// SPDX-License-Identifier: Apache-2.0
/**
 * Answer line of one client: the reads of it that ended wait here, in that order, and the beats that are on their way to it.
 *
 * `turn` offers the next beat to be fetched; a clock with `take` moves on. A beat is offered only if there is room for it, so
 * that `delivered`, which brings it some clocks later, never waits. One beat a clock, or, if the client is slow, one at a time; a read is offered 2 clocks after `ended`,
 * a beat leaves 1 clock after it was delivered. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  component,
  flow,
  indexWidth,
  input,
  inst,
  master,
  mux,
  output,
  reg,
  slave,
  stream,
  u,
  unused,
  when,
} from 'typescript-hdl';
import { countUpDown, fifo, forwardSlice } from 'typescript-hdl/lib';
import { clockedFifo } from '../../lib/clocked-ram.ts';
import type { Config } from '../../spec/configs.ts';
import { faultBits } from './host-shapes.ts';
import { hostReadBeatShape, type ReadClient, readBeatBits, tagBits } from './read-shapes.ts';

/** Beats on their way to a client: enough for one a clock. */
const roomOfFifo = 8;

/** What waits of a read: its beats are their number less one. */
export const waitingAnswerShape = (config: Config) => ({
  tag: u(tagBits(config)),
  beats: u(readBeatBits(config)),
  fault: u(faultBits),
  lost: bit(),
});

/** A beat to be fetched: which one of which slot, and what is known of its read. */
export const fetchedBeatShape = (config: Config) => {
  const { beats: _, ...read } = waitingAnswerShape(config);
  return { ...read, beat: u(readBeatBits(config)), last: bit() };
};

/** The line; see the header comment. */
export const answerLine = (config: Config, { contextBits, slow }: Pick<ReadClient, 'contextBits' | 'slow'>) =>
  component(
    slow ? 'slow_answer_line' : 'answer_line',
    { config: config.name, functions: config.functions, hostDataBits: config.hostDataBits, contextBits },
    {
      ended: slave(flow(waitingAnswerShape(config))),
      turn: { offers: output(bit()), beat: output(fetchedBeatShape(config)), take: input(bit()) },
      delivered: slave(flow(hostReadBeatShape(config, contextBits))),
      answers: master(stream(hostReadBeatShape(config, contextBits))),
    },
    ({ ended, turn, delivered, answers }) => {
      const { waiting } = inst({ waiting: clockedFifo(waitingAnswerShape(config), 2 ** tagBits(config)) });
      const room = slow ? 1 : roomOfFifo;
      const beats = placeForBeats(hostReadBeatShape(config, contextBits), slow);
      unused(waiting.count, waiting.up.ready, beats.up.ready);
      waiting.up.valid.set(ended.valid);
      waiting.up.payload.set(ended.payload);

      const { at, left } = reg({ at: u(readBeatBits(config), 0), left: u(indexWidth(room) + 1, room) });
      const { beats: most, ...read } = waiting.down.payload;
      const last = at.eq(most);
      turn.offers.set(waiting.down.valid.and(left.ne(0)));
      turn.beat.set({ ...read, beat: at, last });
      waiting.down.ready.set(turn.take.and(last));
      when(turn.take, () => at.set(mux(last, 0, at.add(1))));
      countUpDown(left, answers.fire, turn.take);

      beats.up.valid.set(delivered.valid);
      beats.up.payload.set(delivered.payload);
      answers.valid.set(beats.down.valid);
      answers.payload.set(beats.down.payload);
      beats.down.ready.set(answers.ready);
    },
    { maxDepth: 3, doc: 'Answer line of a client: reads that ended, and the beats on their way to it.' },
  );

/** Where beats wait for the client: a FIFO, or a register for a single one. */
const placeForBeats = (shape: ReturnType<typeof hostReadBeatShape>, slow: true | undefined) => {
  if (slow) return inst({ beat: forwardSlice(shape) }).beat;
  const { beats } = inst({ beats: fifo(shape, roomOfFifo) });
  unused(beats.count);
  return beats;
};
