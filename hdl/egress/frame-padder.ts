// SPDX-License-Identifier: Apache-2.0
/**
 * Frame padder: fills frames up to 60 bytes, the least that Ethernet sends before the FCS (IEEE 802.3, 3.2.8).
 *
 * Padding is zeros, and so are the bytes of a last beat after the end of its frame, whatever came in there: what memory an
 * earlier frame left in these bytes never reaches the wire. `length` counts the padding.
 *
 * Throughput one beat a clock, and as many clocks more as padding takes beats. Latency 1 clock. Logic depth 2 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  indexWidth,
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
import { lengthBits } from '../lib/frame-shapes.ts';
import { wireBeatShape } from '../lib/tx-shapes.ts';
import { type Config, minFrameBytes } from '../spec/configs.ts';
import { wireClassBits } from '../spec/wire-classes.ts';

/** A beat of a frame as it is to stand on the wire, in `length` bytes. */
export const paddedBeatShape = (config: Config) => ({
  data: u(config.netDataBits),
  first: bit(),
  last: bit(),
  wireClass: u(wireClassBits),
  source: wireBeatShape(config).source,
  length: u(lengthBits),
});

/** The padder before the class queues; see the header comment. */
export const framePadder = (config: Config) =>
  component(
    'frame_padder',
    { netDataBits: config.netDataBits, functions: config.functions },
    { up: slave(stream(wireBeatShape(config))), down: master(stream(paddedBeatShape(config))) },
    ({ up, down }) => {
      const lanes = config.netDataBits / 8;
      const lastShort = Math.ceil(minFrameBytes / lanes) - 1;
      const { held, beat, padding } = reg({
        held: { valid: bit(0), ...paddedBeatShape(config) },
        // Beats of the frame so far, up to those of the shortest frame.
        beat: u(indexWidth(lastShort + 2), 0),
        padding: bit(0),
      });
      const free = named('free', held.valid.not().or(down.ready));
      up.ready.set(free.and(padding.not()));
      const { error, lastByte, ...payload } = up.payload;
      unused(error);

      const reached = named('reached', beat.ge(lastShort));
      const ends = named('ends', padding.or(payload.last));
      const moves = named('moves', free.and(padding.or(up.valid)));
      const short = payload.length.lt(minFrameBytes);
      when(free, () => held.valid.set(moves));
      when(moves, () => {
        held.data.set(mux(padding, lit(0, config.netDataBits), withoutBytesAfter(payload.data, lastByte)));
        held.first.set(padding.not().and(payload.first));
        held.last.set(ends.and(reached));
        beat.set(mux(ends.and(reached), lit(0, beat.width), mux(reached, beat, beat.add(1))));
        padding.set(ends.and(reached.not()));
        when(padding.not(), () => {
          held.wireClass.set(payload.wireClass);
          held.source.set(payload.source);
          held.length.set(mux(short, lit(minFrameBytes, lengthBits), payload.length));
        });
      });
      const { valid, ...beatOut } = held;
      down.valid.set(valid);
      down.payload.set(beatOut);
    },
    { maxDepth: 2, doc: 'Fills frames up to 60 bytes with zeros; latency 1 clock.' },
  );

/** `data` with zeros in the bytes above byte `last`. */
const withoutBytesAfter = (data: Val, last: Val): Val =>
  cat(
    ...Array.from({ length: data.width / 8 }, (_, i) => {
      const byte = data.slice(8 * i, 8);
      return i === 0 ? byte : byte.and(last.ge(i).repeat(8));
    }).reverse(),
  );
