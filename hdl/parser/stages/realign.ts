// SPDX-License-Identifier: Apache-2.0
/** Moves the header that a frame has next to lane 0: the end of a stage. */
import { bitsOf, cat, inst, lit, pack, unpack, type Val } from 'typescript-hdl';
import type { ParserPlan, StagePlan } from '../graph/plan.ts';
import { alignerClocks, alignerReach, byteAligner } from './byte-aligner.ts';
import { anyOf } from './header-logic.ts';
import type { BeatsOut } from './stage-ports.ts';
import { alignedBeat } from './stage-shapes.ts';

const residues = ({ beatBytes }: ParserPlan, { skips }: StagePlan): number[] => [
  ...new Set(skips.map(skip => skip % beatBytes)),
];

/** Clocks from the held beat to the aligned one. */
export const realignClocks = (plan: ParserPlan, stage: StagePlan): number => alignerClocks(residues(plan, stage));

/** A beat in the last registers of a stage. It waits there for the one after it, unless it ends the frame. */
export interface HeldBeat {
  readonly valid: Val<1>;
  readonly data: Val;
  readonly last: Val<1>;
  readonly index: Val;
  readonly skip: Val;
  readonly next: Readonly<Record<string, Val<1>>>;
}

/**
 * Hands beats on from the next header on, which begins in beat `skip / beat` of the frame. Beats before it are left out, but
 * the last one always passes, so a frame keeps at least one. `ahead` is the beat after the held one, if it has come.
 */
export const realign = (
  plan: ParserPlan,
  stage: StagePlan,
  next: StagePlan,
  held: HeldBeat,
  ahead: { readonly valid: Val<1>; readonly data: Val },
  down: BeatsOut,
): void => {
  const { beatBytes, offsetBits } = plan;
  const skips = residues(plan, stage);
  const laneBits = Math.log2(beatBytes);
  const upBytes = Math.min(2 * beatBytes, alignerReach(skips, next.laneBytes));
  const { last, next: headers } = alignedBeat(next);
  const side = { last, next: headers };
  const { aligner } = inst({ aligner: byteAligner(upBytes, next.laneBytes, skips, laneBits, bitsOf(side)) });
  const known = anyOf(Object.keys(headers).map(name => held.next[name]!));
  const bits = Math.max(offsetBits - laneBits, held.index.width);
  const beat = laneBits < offsetBits ? held.skip.slice(laneBits, offsetBits - laneBits).zext(bits) : lit(0, bits);
  const reached = known.and(beat.le(held.index.zext(bits)));
  aligner.up.valid.set(held.valid.and(held.last.or(ahead.valid.and(reached))));
  aligner.up.payload.data.set((cat(ahead.data, held.data) as Val).trunc(upBytes * 8));
  aligner.up.payload.skip.set(held.skip.zext(Math.max(offsetBits, laneBits)).trunc(laneBits));
  const following = Object.fromEntries(Object.keys(headers).map(name => [name, held.next[name]!]));
  aligner.up.payload.side.set(pack(side, { last: held.last, next: following }));
  down.valid.set(aligner.down.valid);
  down.payload.set({ data: aligner.down.payload.data, ...unpack(side, aligner.down.payload.side) });
};
