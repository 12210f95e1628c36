// SPDX-License-Identifier: Apache-2.0
/** The one's complement sum (RFC 1071) over the covered bytes of a frame. */
import { bit, cat, component, flow, mux, output, pipeline, reg, slave, u, type Val, when } from 'typescript-hdl';
import { positionBits } from './checksum-shapes.ts';

/** Clocks from the last beat of a frame to the verdict on its sum. */
export const frameSumClocks = (beatBytes: number): number => Math.log2(beatBytes / 2) + 2;

/** Wide enough for the half words of the longest frame, without a carry out. */
const totalBits = 16 + positionBits - 1;

/** A half word of a beat as a number: its first byte is the high one. */
const halfWord = (data: Val, index: number): Val => {
  const bytes = data.slice(index * 16, 16);
  return cat(bytes.slice(0, 8), bytes.slice(8, 8));
};

/**
 * Adds the half words of all beats of a frame, in which the bytes that are not covered are 0, to `pseudo` (that of the first
 * beat counts). `allOnes` says {@link frameSumClocks} clocks after the last beat whether the folded sum is all ones.
 * One beat a clock, idle clocks anywhere. A tree of registered adders and one that accumulates; logic depth 2 LUTs at 10g.
 */
export const frameSum = (beatBytes: number) =>
  component(
    'frame_sum',
    { beatBytes },
    { up: slave(flow({ data: u(beatBytes * 8), first: bit(), pseudo: u(17) })), allOnes: output(bit()) },
    ({ up, allOnes }) => {
      const p = pipeline('sum', up);
      const given = p.carry({ first: up.payload.first, pseudo: up.payload.pseudo });
      let terms = Array.from({ length: beatBytes / 2 }, (_, i) => halfWord(up.payload.data, i));
      while (terms.length > 1) {
        const pairs = Array.from({ length: terms.length / 2 }, (_, i) => terms[2 * i]!.addWide(terms[2 * i + 1]!));
        const sums = p.carry(Object.fromEntries(pairs.map((pair, i) => [`term${i}`, pair as Val])));
        p.next();
        terms = pairs.map((_, i) => sums[`term${i}`]!);
      }
      const r = reg({ total: u(totalBits), folded: u(17) });
      when(p.valid, () =>
        r.total.set(mux(given.first, given.pseudo.zext(totalBits), r.total).add(terms[0]!.zext(totalBits))),
      );
      // A carry out of this leaves a sum far from all ones, so it need not be added again.
      r.folded.set(
        r.total
          .trunc(16)
          .zext(17)
          .add(r.total.slice(16, totalBits - 16).zext(17)),
      );
      allOnes.set(r.folded.eq(0xffff));
    },
    { maxDepth: 2, doc: "One's complement sum over the covered bytes of a frame." },
  );
