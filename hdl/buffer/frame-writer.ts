// SPDX-License-Identifier: Apache-2.0
/**
 * Frame writer: takes cells for each frame, and reports the frame when its last beat is in.
 *
 * - A frame that its verdict drops takes no cell. One whose last beat carries an error gives its cells back. Both are
 *   reported like the others, so that all are counted in order.
 * - When no cell is available, the writer first waits until every earlier frame is judged (`judged` pulses once for each),
 *   since those about to be refused bring cells back. Only then is the frame reported as `unfit` and gives back its cells.
 *   So, as long as all quotas and one frame of the greatest length fit the buffer together, a frame within the quota of
 *   one of its functions is never unfit.
 * - `up` is held back while a report waits for `records`, while waiting for the judgement of earlier frames, and until
 *   `listReady`. `records` keeps its report until it is taken.
 *
 * Throughput one beat a clock, whatever the lengths of the frames. Latency 1 clock to `beats`, 2 clocks from the last beat
 * of a frame to its record. Logic depth 2 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  flow,
  indexWidth,
  input,
  lit,
  master,
  mux,
  named,
  output,
  type Rd,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import { countUpDown } from 'typescript-hdl/lib';
import type { Config } from '../spec/configs.ts';
import { eventBits, eventId } from '../spec/events/drop-reasons.ts';
import { beatOffset, endsCell, startsCell } from './beat-position.ts';
import { cellIndex, recordShape, storedBeatShape } from './buffer-shapes.ts';
import { placedBeatShape } from './word-packer.ts';

/** Width of the number of frames that are reported and not yet judged: the record FIFO and the judge hold fewer. */
const unjudgedBits = 6;

/** The writing side of the packet buffer; see the header comment. */
export const frameWriter = (config: Config) =>
  component(
    'frame_writer',
    {
      netDataBits: config.netDataBits,
      bufferCells: config.bufferCells,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
    },
    {
      up: slave(stream(storedBeatShape(config))),
      cell: input(cellIndex(config)),
      first: input(cellIndex(config)),
      available: input(bit()),
      listReady: input(bit()),
      take: output(bit()),
      keep: output(bit()),
      rewind: output(bit()),
      judged: input(bit()),
      beats: master(flow(placedBeatShape(config))),
      records: master(stream(recordShape(config))),
    },
    ({ up, cell, first, available, listReady, take, keep, rewind, judged, beats, records }) => {
      // `welcome`: the verdict lets the frame in, decoded a clock ahead of its use.
      const { held, beat, welcome } = reg({ held: bit(0), beat: storedBeatShape(config), welcome: bit() });
      const frame = reg({ frame: { offset: u(beatOffset(config).width, 0), unfit: bit(0) } }).frame;
      const report = reg({ report: { valid: bit(0), record: recordShape(config) } }).report;

      const w = wire({ go: bit(), ended: bit() });
      const wanting = named('wanting', welcome.and(frame.unfit.not()));
      const lacking = named('lacking', wanting.and(startsCell(config, frame.offset)).and(available.not()));
      const waiting = lacking.and(allJudged(w.ended, judged).not());
      const reporting = report.valid.and(records.ready.not());
      w.go.set(held.and(waiting.or(reporting).or(listReady.not()).not()));
      w.ended.set(w.go.and(beat.last));

      up.ready.set(held.not().or(w.go));
      held.set(up.fire.or(held.and(w.go.not())));
      when(up.fire, () => {
        const { drop, functions } = up.payload.verdict;
        beat.set(up.payload);
        welcome.set(drop.not().and(functions.orR()));
      });
      when(w.go, () => {
        frame.offset.set(mux(beat.last, 0, frame.offset.add(1)));
        frame.unfit.set(beat.last.not().and(frame.unfit.or(lacking)));
      });

      const { data, lastByte, last, error } = beat;
      const failed = named('failed', last.and(error.ne(0)));
      const storing = named('storing', w.go.and(wanting).and(lacking.not()));
      take.set(storing.and(failed.not()).and(last.or(endsCell(config, frame.offset))));
      keep.set(last);
      rewind.set(w.go.and(wanting).and(failed.or(lacking)));
      beats.valid.set(storing);
      beats.payload.set({ data, lastByte, last, offset: frame.offset, cell });

      const fate = fateOf(config, beat);
      const chain = { head: first, tail: cell, lastOffset: cat(frame.offset, lastByte) };
      when(w.ended, () => {
        report.valid.set(1);
        report.record.set({ ...fate, unfit: frame.unfit.or(lacking), chain });
      }).elsewhen(records.ready, () => report.valid.set(0));
      records.valid.set(report.valid);
      records.payload.set(report.record);
    },
    {
      maxDepth: 2,
      doc: 'Takes cells for each frame and reports the frame when its last beat is in; one beat a clock.',
    },
  );

/**
 * 1 when every frame that ended before this clock is judged and the cells it may have brought back count as available:
 * one clock later than the last judgement, as the free list counts.
 */
const allJudged = (ended: Val<1>, judged: Val<1>): Val<1> => {
  const r = reg({ unjudged: u(unjudgedBits, 0), settled: bit(1) });
  countUpDown(r.unjudged, ended, judged);
  r.settled.set(r.unjudged.eq(0).and(ended.not()));
  return r.settled;
};

/** What is known of a frame's fate at its last beat: an ingress error, else the verdict; the slots that it counts in. */
const fateOf = (config: Config, { error, verdict, verified, source }: Rd<ReturnType<typeof storedBeatShape>>) => {
  const erred = named('erred', error.ne(0));
  const nobody = named('nobody', verdict.functions.eq(0));
  const none = lit(1n << BigInt(config.functions), config.functions + 1);
  // A verdict that addresses nobody drops the frame whatever it says: otherwise the frame would vanish uncounted.
  const reason = mux(verdict.drop, verdict.reason, lit(eventId('unknown_destination'), eventBits));
  return {
    slots: mux(erred.or(nobody), none, verdict.functions.zext(config.functions + 1)),
    queue: verdict.queue.trunc(indexWidth(config.queuesPerFunction)),
    queueExists: verdict.queue.lt(config.queuesPerFunction),
    dropped: erred.or(verdict.drop).or(nobody),
    reason: mux(erred, error, reason),
    reported: verdict.reported,
    verified,
    source,
  };
};
