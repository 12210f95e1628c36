// SPDX-License-Identifier: Apache-2.0
/** How the walk moves on by a descriptor that was good, and what it writes into the descriptor cache. */
import { bit, indexWidth, lit, mux, type Rd, u, type Val, type Wr, when, zero } from 'typescript-hdl';
import { queueIndex } from '../../lib/queue-number.ts';
import { errorBits } from '../../lib/queue-stop.ts';
import type { Config } from '../../spec/configs.ts';
import type { putShape } from '../cache/cache-shapes.ts';
import { keptShape, verdictShape } from './descriptor-verdict.ts';
import { maxStride, readCountBits, strideBits, visitDescriptors } from './fetch-shapes.ts';
import type { TailLines } from './tail-lines.ts';
import { chainShape, type WalkContext, type walkContextShape, walkSettingsShape } from './walk-shapes.ts';

/** The queue that is visited, and the descriptor that was weighed. */
export const visitShape = (config: Config) => ({
  queue: queueIndex(config),
  settings: walkSettingsShape,
  live: bit(),
  sideReads: bit(),
  steps: u(indexWidth(visitDescriptors)),
  moved: bit(),
  posted: bit(),
  repeats: bit(),
  word: keptShape,
  verdict: verdictShape,
  /** It has bytes. */
  some: bit(),
  /** How far the next head in the ring is from the latest descriptor of this chain there. */
  rest: u(strideBits),
  count: u(readCountBits),
  error: u(errorBits),
});
export type Visit = Rd<ReturnType<typeof visitShape>>;

/** Where the walk goes on after a descriptor that was good: the places of the ring and at the side that are to be read. */
export const nextPlaces = ({ position, side }: WalkContext, { rest, verdict }: Visit) => {
  const onwards = side.active.not().and(verdict.pointer.not()).and(verdict.inline);
  const by = mux(verdict.last, rest, onwards.zext(strideBits));
  return { position: position.add(by.zext(position.width)), side: side.place.add(1) };
};

export interface Step {
  readonly inTable: Val<1>;
  readonly piece: Val<1>;
}

/** Moves on by one descriptor that was good, and publishes the buffer that it completes. */
export const step = (context: Wr<ReturnType<typeof walkContextShape>>, visit: Visit, s: Step): void => {
  const { chain, side, ring, posted } = context;
  const { word, verdict, settings } = visit;
  const inRing = side.active.not();
  chain.rest.set(visit.rest);
  when(s.piece, () => posted.written.set(posted.written.add(1)));
  chain.open.set(1);
  chain.wrote.set(chain.wrote.or(s.piece));
  chain.pieces.set(chain.pieces.add(verdict.pointer.not().zext(readCountBits)));
  const slots = chain.slots.add(s.inTable.not().zext(chain.slots.width));
  chain.slots.set(slots);
  chain.even.set(verdict.follows.and(chain.even.or(chain.open.not())).and(verdict.pointer.not()));
  // A split buffer is known by its head, a packed one by its last descriptor in the ring.
  when(mux(settings.packed, inRing, chain.open.not()), () =>
    chain.id.set(mux(settings.packed, word.number, word.self)),
  );
  // The ring goes on from a table when it ends, as the position does.
  when(settings.packed.and(mux(inRing, verdict.pointer.not(), verdict.last)), () => {
    const end = ring.index.add(1).eq(settings.size);
    ring.index.set(mux(end, 0, ring.index.add(1)));
    ring.wrap.set(ring.wrap.xor(end));
  });
  when(settings.packed.and(inRing), () => {
    ring.again.set(0);
    ring.retried.set(0);
  });
  when(side.active, () => side.place.set(side.place.add(1)));
  // Whatever `next` of a descriptor that points to a table says, the chain leaves the read with it.
  const leaves = verdict.last.or(verdict.pointer).or(verdict.inline.not());
  when(side.active.and(side.ahead).and(leaves), () => side.start.set(side.end));

  when(verdict.last, () => {
    const stride = context.stride;
    const few = slots.le(maxStride);
    const learnt = mux(few, slots.trunc(strideBits), lit(maxStride, strideBits));
    const even = chain.even.or(chain.open.not()).and(s.inTable.not());
    stride.set(mux(even.and(settings.packed.not()), learnt, lit(1, strideBits)));
    chain.set(zero(chainShape));
    side.active.set(0);
    side.ahead.set(0);
    side.table.set(0);
    posted.published.set(posted.written.add(s.piece.zext(posted.written.width)));
    posted.slots.set(posted.slots.add(slots.zext(16)));
    posted.latest.set(slots);
  }).otherwise(() => {
    when(verdict.pointer, () => {
      side.table.set(1);
      side.base.set(word.address);
      side.size.set(word.tableCount);
    });
    when(verdict.pointer.or(verdict.inline.not()), () => {
      side.wanted.set(1);
      side.active.set(0);
      // What the head leads to was asked for ahead.
      side.ahead.set(inRing.and(chain.open.not()));
      side.index.set(mux(verdict.pointer, 0, verdict.target));
    }).elsewhen(inRing, () => {
      when(settings.packed.not(), () => chain.offset.set(chain.offset.add(1)));
    });
  });
};

/** Writes the piece, or what it ends when the last descriptor has no bytes, after which the latest piece becomes the last. */
export const putPiece = (
  {
    put,
  }: { readonly put: { readonly valid: { set(v: Val<1>): void }; readonly payload: Wr<ReturnType<typeof putShape>> } },
  visit: Visit,
  context: WalkContext,
  { putting, piece, inTable, lines }: Step & { readonly putting: Val<1>; readonly lines: TailLines },
): void => {
  const { word, verdict, settings } = visit;
  const { chain, tail, side } = context;
  const ownId = mux(settings.packed, word.number, word.self);
  const known = mux(settings.packed, side.active, chain.open);
  put.valid.set(putting.and(piece.or(verdict.last)));
  put.payload.set({
    line: mux(piece, lines.line, lines.before),
    lane: mux(piece, tail.lane, tail.lane.sub(1)),
    piece,
    address: word.address,
    bytes: word.bytes,
    end: {
      endsBuffer: verdict.last,
      id: mux(known, chain.id, ownId),
      slots: chain.slots.add(inTable.not().zext(chain.slots.width)),
    },
  });
};
