// SPDX-License-Identifier: Apache-2.0
/**
 * Verdict store: holds the beats of each sent frame until its verdict is there, and sends them where it says.
 *
 * - The n-th verdict belongs to the n-th frame. A frame goes to `wire`, to `local` or to both at once; one that goes nowhere
 *   is swallowed, a beat a clock. What does not go to the wire is reported on `events` when its last beat leaves: `switched`,
 *   or the reason of its verdict. Nothing else is ever dropped here.
 * - `beats` waits while the memory of 512 beats is full; `verdicts` cannot be held back, and need not: there is room for one
 *   of every frame inside. A frame may be longer than the memory, if its verdict comes before the memory is full.
 * - `wire`, `local` and `events` keep what they offer until it is taken. Frames leave in order, so whoever takes them must not wait for
 *   what another frame needs: a class that is paused, or a function without buffers, would hold back all.
 *
 * Throughput one beat a clock. Latency 3 clocks from the later of beat and verdict. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  component,
  connect,
  connectFlow,
  flow,
  indexWidth,
  inst,
  lit,
  master,
  mux,
  named,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { forwardSlice } from 'typescript-hdl/lib';
import { clockedFifo } from '../lib/clocked-ram.ts';
import { lengthBits } from '../lib/frame-shapes.ts';
import { localBeatShape, sentBeatShape, sentEventShape, sentVerdictShape, wireBeatShape } from '../lib/tx-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { transmitEventBits, transmitEventId } from '../spec/events/transmit-events.ts';

/** Beats that are held. */
export const verdictStoreBeats = 512;

/** The store between classifier and wire; see the header comment. */
export const verdictStore = (config: Config) =>
  component(
    'verdict_store',
    { config: config.name, netDataBits: config.netDataBits, functions: config.functions },
    {
      beats: slave(stream(sentBeatShape(config))),
      verdicts: slave(flow(sentVerdictShape(config))),
      wire: master(stream(wireBeatShape(config))),
      local: master(stream(localBeatShape(config))),
      events: master(stream(sentEventShape(config))),
    },
    ({ beats, verdicts, wire, local, events }) => {
      const { source } = sentBeatShape(config);
      const { data, frames, judged, toWire, toLocal } = inst({
        data: clockedFifo({ data: u(config.netDataBits), last: bit() }, verdictStoreBeats),
        frames: clockedFifo({ source, length: u(lengthBits) }, verdictStoreBeats),
        judged: clockedFifo(sentVerdictShape(config), verdictStoreBeats),
        toWire: forwardSlice(wireBeatShape(config)),
        toLocal: forwardSlice(localBeatShape(config)),
      });
      unused(data.count, frames.count, judged.count);
      unused(beats.payload.lastByte, beats.payload.error);

      // A frame has a beat inside for as long as its entries in the other two.
      const takes = named('takes', beats.valid.and(data.up.ready).and(frames.up.ready));
      beats.ready.set(data.up.ready.and(frames.up.ready));
      data.up.valid.set(takes);
      data.up.payload.set({ data: beats.payload.data, last: beats.payload.last });
      frames.up.valid.set(takes.and(beats.payload.first));
      frames.up.payload.set({ source: beats.payload.source, length: beats.payload.length });
      connectFlow(judged.up, verdicts);

      const { first } = reg({ first: bit(1) });
      const verdict = judged.down.payload;
      const frame = frames.down.payload;
      const whole = named('whole', data.down.valid.and(frames.down.valid).and(judged.down.valid));
      const wireFree = verdict.wire.not().or(toWire.up.ready);
      const localFree = verdict.local.not().or(toLocal.up.ready);
      const { ended } = reg({ ended: { valid: bit(0), ...sentEventShape(config) } });
      const told = named('told', ended.valid.not().or(events.ready));
      const leaves = named('leaves', whole.and(wireFree).and(localFree).and(told));
      const ends = named('ends', leaves.and(data.down.payload.last));
      data.down.ready.set(leaves);
      frames.down.ready.set(ends);
      judged.down.ready.set(ends);
      when(leaves, () => first.set(data.down.payload.last));

      const beat = {
        ...data.down.payload,
        ...frame,
        first,
        lastByte: lastByteOf(config, data.down.payload.last, frame.length),
        error: 0,
      };
      toWire.up.valid.set(leaves.and(verdict.wire));
      toWire.up.payload.set({ ...beat, wireClass: verdict.wireClass });
      toLocal.up.valid.set(leaves.and(verdict.local));
      toLocal.up.payload.set({ ...beat, group: verdict.group, delivery: verdict.delivery });
      connect(wire, toWire.down);
      connect(local, toLocal.down);

      const switched = lit(transmitEventId('switched'), transmitEventBits);
      when(told, () =>
        ended.set({
          valid: ends.and(verdict.wire.not()),
          source: frame.source,
          event: mux(verdict.local, switched, verdict.reason),
          bytes: frame.length,
        }),
      );
      events.valid.set(ended.valid);
      events.payload.set({ source: ended.source, event: ended.event, bytes: ended.bytes });
    },
    { maxDepth: 3, doc: 'Holds the beats of sent frames until their verdict is there, and sends them where it says.' },
  );

const lastByteOf = (config: Config, last: Val<1>, length: Val): Val => {
  const bits = indexWidth(config.netDataBits / 8);
  return mux(last, length.trunc(bits).sub(1), lit(config.netDataBits / 8 - 1, bits)) as Val;
};
