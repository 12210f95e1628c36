// SPDX-License-Identifier: Apache-2.0
/**
 * Covered sum: the checksum (RFC 1071) over the bytes of a frame from `start` to its end.
 *
 * The half words that are added are those that begin at `start`: where that is odd, bytes change their places, which the
 * sum shows with its two bytes swapped. What is given is the complement of the sum, and 0xffff for 0: the two mean the same
 * to a receiver that adds, while 0 would say "no checksum" in UDP (RFC 768). Linux and DPDK write the same.
 *
 * A flow: one word a clock, idle clocks anywhere, `coveredSumClocks` clocks after the last word of a frame. A tree of
 * registered adders and one that accumulates; logic depth 3 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  flow,
  indexWidth,
  lit,
  master,
  mux,
  pipeline,
  reg,
  slave,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { lengthBits } from '../lib/frame-shapes.ts';
import { beatBytes } from '../lib/host-bus.ts';
import type { Config } from '../spec/configs.ts';

/** Clocks from the last word of a frame to its checksum. */
export const coveredSumClocks = (config: Config): number => Math.log2(beatBytes(config) / 2) + 6;

/** Wide enough for the half words of the longest frame. */
const totalBits = 16 + lengthBits - 1;

/** A word of a frame of `length` bytes; `start` and `length` stand still during it. */
export const summedWordShape = (config: Config) => ({
  data: u(config.hostDataBits),
  last: bit(),
  start: u(lengthBits),
  length: u(lengthBits),
});

/** A half word as a number: its first byte is the high one. */
const halfWord = (data: Val, index: number): Val => cat(data.slice(index * 16, 8), data.slice(index * 16 + 8, 8));

/** The sum over what a checksum covers; see the header comment. */
export const coveredSum = (config: Config) =>
  component(
    'covered_sum',
    { hostDataBits: config.hostDataBits },
    { up: slave(flow(summedWordShape(config))), sums: master(flow({ checksum: u(16) })) },
    ({ up, sums }) => {
      const lanes = beatBytes(config);
      const laneBits = indexWidth(lanes);
      const wordBits = lengthBits - laneBits;
      const { index } = reg({ index: u(wordBits, 0) });
      when(up.valid, () => index.set(mux(up.payload.last, lit(0, wordBits), index.add(1))));

      const { data, last, start, length } = up.payload;
      const p = pipeline('sum', up);
      const given = p.carry({ first: index.eq(0), last, data, odd: start.bit(0) });
      const place = p.carry({
        after: index.gt(start.slice(laneBits, wordBits)),
        at: index.eq(start.slice(laneBits, wordBits)),
        startLane: start.trunc(laneBits),
        endLane: length.sub(1).trunc(laneBits),
      });
      p.next();
      const covers = (lane: number): Val<1> => {
        const begun = place.after.or(place.at.and(place.startLane.le(lane)));
        return begun.and(given.last.not().or(place.endLane.ge(lane))) as Val<1>;
      };
      const mask = p.carry({ bytes: cat(...Array.from({ length: lanes }, (_, i) => covers(i)).reverse()) });
      p.next();
      const covered = given.data.and(
        cat(...Array.from({ length: lanes }, (_, i) => mask.bytes.bit(i).repeat(8)).reverse()),
      );
      let terms = Array.from({ length: lanes / 2 }, (_, i) => halfWord(covered, i));
      while (terms.length > 1) {
        const pairs = Array.from({ length: terms.length / 2 }, (_, i) => terms[2 * i]!.addWide(terms[2 * i + 1]!));
        const added = p.carry(Object.fromEntries(pairs.map((pair, i) => [`term${i}`, pair as Val])));
        p.next();
        terms = pairs.map((_, i) => added[`term${i}`]!);
      }

      const { total, ended, folded, sum, out } = reg({
        total: u(totalBits),
        ended: { valid: bit(0), odd: bit() },
        folded: { valid: bit(0), odd: bit(), sum: u(17) },
        sum: { valid: bit(0), odd: bit(), sum: u(16) },
        out: { valid: bit(0), checksum: u(16) },
      });
      when(p.valid, () => total.set(mux(given.first, lit(0, totalBits), total).add(terms[0]!.zext(totalBits))));
      ended.set({ valid: p.valid.and(given.last), odd: given.odd });
      const high = total.slice(16, totalBits - 16);
      folded.set({ ...ended, sum: total.trunc(16).zext(17).add(high.zext(17)) });
      // A carry leaves so little in the low half that adding it carries no more.
      sum.set({ ...folded, sum: folded.sum.trunc(16).add(folded.sum.bit(16).zext(16)) });
      const placed = mux(sum.odd, cat(sum.sum.trunc(8), sum.sum.slice(8, 8)), sum.sum);
      out.set({ valid: sum.valid, checksum: mux(placed.andR(), lit(0xffff, 16), placed.not()) });
      sums.valid.set(out.valid);
      sums.payload.set({ checksum: out.checksum });
    },
    {
      maxDepth: 3,
      doc: `The checksum over a frame from some byte on, ${coveredSumClocks(config)} clocks after its last word.`,
    },
  );
