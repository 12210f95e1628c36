// SPDX-License-Identifier: Apache-2.0
/**
 * Record walk: visits the functions that a frame is addressed to, one a clock, lowest first.
 *
 * - Functions that are not addressed take no clock, and neither does the change from one frame to the next.
 * - A function whose earlier visit is not judged yet waits, so that every judgement sees the ones before it: a function
 *   comes up at most every 4 clocks. Frames dropped before the buffer need no judgement and never wait.
 * - Visits stop while `room` is 0 (at most one more follows); `records` is then held back.
 *
 * Throughput one visit a clock. Latency 2 clocks. Logic depth 4 LUTs at 10g.
 */

import {
  bit,
  component,
  flow,
  input,
  lowestOne,
  master,
  named,
  oneHotIndex,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import { queueOf } from '../lib/queue-number.ts';
import type { Config } from '../spec/configs.ts';
import { functionIndex, sidedRecordShape, visitShape } from './buffer-shapes.ts';

/** Turns each record into the visits of its slots; see the header comment. */
export const recordWalk = (config: Config) =>
  component(
    'record_walk',
    {
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      bufferCells: config.bufferCells,
    },
    { records: slave(stream(sidedRecordShape(config))), room: input(bit()), visits: master(flow(visitShape(config))) },
    ({ records, room, visits }) => {
      const { slots: addressed, ...frame } = sidedRecordShape(config);
      const { left, first, record } = reg({ left: u(addressed.width, 0), first: bit(), record: frame });
      const visit = reg({ visit: { valid: bit(0), payload: visitShape(config) } }).visit;

      const one = named('one', lowestOne(left));
      const rest = named('rest', left.and(one.not()));
      const w = wire({ go: bit() });
      const unjudged = recentVisits(one, w.go.and(record.dropped.not()));
      const early = one.and(unjudged).orR().and(record.dropped.not());
      w.go.set(left.orR().and(room).and(early.not()));

      const free = named('free', left.eq(0).or(w.go.and(rest.eq(0))));
      records.ready.set(free);
      when(records.fire, () => {
        const { slots, ...taken } = records.payload;
        left.set(slots);
        first.set(1);
        record.set(taken);
      }).elsewhen(w.go, () => {
        left.set(rest);
        first.set(0);
      });

      if (config.queuesPerFunction === 1) unused(record.queue);
      const slot = oneHotIndex(one, visit.payload.slot.width);
      const { queueExists, dropped, reason, reported, verified, unfit, source, local, chain } = record;
      const queue = queueOf(config, slot.trunc(functionIndex(config).width), record.queue);
      visit.set({
        valid: w.go,
        payload: {
          slot,
          queue,
          queueExists,
          dropped,
          reason,
          reported,
          verified,
          unfit,
          source,
          local,
          chain,
          first,
          last: rest.eq(0),
        },
      });
      visits.valid.set(visit.valid);
      visits.payload.set(visit.payload);
    },
    { maxDepth: 4, doc: 'Visits the addressed functions of each frame, one a clock.' },
  );

/** The functions visited in the 3 clocks before this one: the look-ups could not see yet what became of them. */
const recentVisits = (one: Val, judged: Val<1>): Val => {
  const now = one.and(judged.repeat(one.width));
  const shape = u(one.width, 0);
  const { going, before, unjudged } = reg({ going: shape, before: shape, unjudged: shape });
  going.set(now);
  before.set(going);
  unjudged.set(now.or(going).or(before));
  return unjudged;
};
