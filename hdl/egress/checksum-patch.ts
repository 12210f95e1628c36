// SPDX-License-Identifier: Apache-2.0
/** Puts the two bytes of a checksum into the beats of a frame, and zeros after its last byte. */
import {
  bit,
  cat,
  component,
  indexWidth,
  lit,
  master,
  mux,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { lengthBits } from '../lib/frame-shapes.ts';
import { sentBeatShape } from '../lib/tx-shapes.ts';
import type { Config } from '../spec/configs.ts';

/** A beat of a frame; the high and the low byte of `sum` may belong into it, each at a lane of its own. */
export const patchedBeatShape = (config: Config) => {
  const lane = u(indexWidth(config.netDataBits / 8));
  return {
    data: u(config.netDataBits),
    first: bit(),
    last: bit(),
    source: sentBeatShape(config).source,
    length: u(lengthBits),
    highHere: bit(),
    lowHere: bit(),
    highLane: lane,
    lowLane: lane,
    sum: u(16),
  };
};

/**
 * One beat a clock, latency 1 clock; a beat stays until it is taken. No register in the path of `ready`. Logic depth 2 LUTs
 * at 10g.
 */
export const checksumPatch = (config: Config) =>
  component(
    'checksum_patch',
    { netDataBits: config.netDataBits, functions: config.functions },
    { up: slave(stream(patchedBeatShape(config))), beats: master(stream(sentBeatShape(config))) },
    ({ up, beats }) => {
      const { held } = reg({ held: { valid: bit(0), ...patchedBeatShape(config) } });
      const free = held.valid.not().or(beats.ready);
      up.ready.set(free);
      when(free, () => held.set({ valid: up.valid, ...up.payload }));

      const lanes = config.netDataBits / 8;
      const lastByte = mux(
        held.last,
        held.length.sub(1).trunc(indexWidth(lanes)),
        lit(lanes - 1, indexWidth(lanes)),
      ) as Val;
      const high = held.sum.slice(8, 8);
      const low = held.sum.trunc(8);
      const byteAt = (lane: number): Val => {
        const isHigh = held.highHere.and(held.highLane.eq(lane));
        const isLow = held.lowHere.and(held.lowLane.eq(lane));
        const value = mux(isHigh, high, mux(isLow, low, held.data.slice(8 * lane, 8)));
        return lane === 0 ? value : value.and(lastByte.ge(lane).repeat(8));
      };
      beats.valid.set(held.valid);
      beats.payload.set({
        data: cat(...Array.from({ length: lanes }, (_, lane) => byteAt(lane)).reverse()),
        lastByte,
        first: held.first,
        last: held.last,
        error: 0,
        source: held.source,
        length: held.length,
      });
    },
    { maxDepth: 2, doc: 'Puts a checksum into the beats of a frame; latency 1 clock.' },
  );
