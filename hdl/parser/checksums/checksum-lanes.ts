// SPDX-License-Identifier: Apache-2.0
/** Judges the covered bytes of frames that walk by. */
import {
  bit,
  cat,
  component,
  flow,
  input,
  inst,
  lit,
  master,
  mux,
  pipeline,
  reg,
  slave,
  u,
  unused,
  type Val,
} from 'typescript-hdl';
import { packetChecksumsShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { checksumVerdicts } from '../../spec/protocol/header-vector.ts';
import { coverageMask, coverageMaskClocks } from './coverage-mask.ts';
import { frameSum, frameSumClocks } from './frame-sum.ts';
import { walkedBeatShape } from './frame-walk.ts';
import { checksumHalves, sctpCrc, sctpCrcClocks } from './sctp-crc.ts';

/** Clocks from the last beat of a frame to its verdicts. */
export const checksumLanesClocks = (beatBytes: number): number => coverageMaskClocks + 1 + sctpCrcClocks(beatBytes) + 1;

/** The beat with 0 for every byte that the mask leaves out. */
const masked = (data: Val, bytes: Val): Val =>
  data.and(cat(...Array.from({ length: bytes.width }, (_, i) => bytes.bit(i).repeat(8)).reverse()));

/** A verdict, and that there is one. */
const verdictOf = (judged: Val, matches: Val): Val =>
  mux(judged, mux(matches, lit(checksumVerdicts.good, 2), lit(checksumVerdicts.bad, 2)), lit(checksumVerdicts.none, 2));

/**
 * Sums and CRC over each frame, side by side; verdicts {@link checksumLanesClocks} clocks after its last beat. `data` comes
 * `coverageMaskClocks` clocks after its beat. One beat a clock, idle clocks anywhere. Logic depth 4 LUTs at 10g.
 */
export const checksumLanes = (config: Config) => {
  const beatBytes = config.netDataBits / 8;
  return component(
    'checksum_lanes',
    { netDataBits: config.netDataBits },
    {
      beats: slave(flow(walkedBeatShape(config))),
      data: input(u(config.netDataBits)),
      verdicts: master(flow(packetChecksumsShape)),
    },
    ({ beats, data, verdicts }) => {
      const { outerMask, otherMask, outerSum, otherSum, crc } = inst({
        outerMask: coverageMask(beatBytes),
        otherMask: coverageMask(beatBytes),
        outerSum: frameSum(beatBytes),
        otherSum: frameSum(beatBytes),
        crc: sctpCrc(beatBytes),
      });
      const { outer, other, otherIsOuter } = beats.payload.coverage;
      for (const [mask, range] of [
        [outerMask, outer.range],
        [otherMask, other.range],
      ] as const) {
        mask.up.valid.set(beats.valid);
        mask.up.payload.set({ beat: beats.payload.beat, range });
      }
      unused(outerMask.masks.valid, otherMask.masks.valid);
      unused(outerMask.masks.payload);

      const p = pipeline('beat', beats);
      const until = (stage: number): void => {
        while (p.stage < stage) p.next();
      };
      const { first, last, beat, lastByte } = beats.payload;
      const given = p.carry({ first, last, position: cat(beat, lastByte), otherIsOuter });
      const sums = p.carry({ outerPseudo: outer.pseudo, otherPseudo: other.pseudo });
      const sctp = p.carry({ crc: other.range.crc, endLane: other.range.end.trunc(Math.log2(beatBytes)) });
      const packets = p.carry({
        outerPacket: { judged: outer.judged, last: outer.packetLast },
        otherPacket: { judged: other.judged, last: other.packetLast },
      });

      until(1);
      const held = (packet: { readonly judged: Val; readonly last: Val }): Val =>
        packet.judged.and(packet.last.le(given.position));
      const judged = p.carry({ outer: held(packets.outerPacket), other: held(packets.otherPacket) });

      until(coverageMaskClocks);
      outerSum.up.valid.set(p.valid);
      outerSum.up.payload.set({
        data: masked(data, outerMask.masks.payload.covered),
        first: given.first,
        pseudo: sums.outerPseudo,
      });
      const { covered, check, ...place } = otherMask.masks.payload;
      const lanes = p.carry({ data: masked(data, covered), check: checksumHalves(data, check), ...place });

      until(coverageMaskClocks + 1);
      otherSum.up.valid.set(p.valid);
      otherSum.up.payload.set({ data: lanes.data, first: given.first, pseudo: sums.otherPseudo });
      crc.up.valid.set(p.valid);
      crc.up.payload.set({ ...lanes, first: given.first, endLane: sctp.endLane });

      until(coverageMaskClocks + frameSumClocks(beatBytes));
      const outerGood = p.carry({ outerSum: outerSum.allOnes });
      until(coverageMaskClocks + 1 + frameSumClocks(beatBytes));
      const otherGood = p.carry({ otherSum: otherSum.allOnes });
      until(coverageMaskClocks + 1 + sctpCrcClocks(beatBytes));
      const outerVerdict = verdictOf(judged.outer, outerGood.outerSum);
      const otherVerdict = verdictOf(judged.other, mux(sctp.crc, crc.matches, otherGood.otherSum));

      const r = reg({ verdict: { valid: bit(0), fields: packetChecksumsShape } });
      r.verdict.valid.set(p.valid.and(given.last));
      r.verdict.fields.set({
        l4Checksum: mux(given.otherIsOuter, otherVerdict, outerVerdict),
        innerL4Checksum: mux(given.otherIsOuter, lit(checksumVerdicts.none, 2), otherVerdict),
      });
      verdicts.valid.set(r.verdict.valid);
      verdicts.payload.set(r.verdict.fields);
    },
    { maxDepth: 4, doc: 'Sums and CRC over the covered bytes of each frame, and what they say.' },
  );
};
