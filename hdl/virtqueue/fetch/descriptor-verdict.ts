// SPDX-License-Identifier: Apache-2.0
/** What is to be thought of a descriptor, given what came before it in its chain. */
import { bit, mux, named, priorityMux, type Rd, u, type Val } from 'typescript-hdl';
import type { Direction } from '../../lib/queue-number.ts';
import { errorBits } from '../../lib/queue-stop.ts';
import type { Config } from '../../spec/configs.ts';
import { errorOf, errorOfFault } from '../queue-errors.ts';
import { aheadPlaceBits, readCountBits, stagedShape, stagePlaceBits } from './fetch-shapes.ts';
import type { WalkContext, walkSettingsShape } from './walk-shapes.ts';

/** What of the place that was come to a verdict depends on. */
export interface Place {
  readonly position: WalkContext['position'];
  readonly chain: Pick<WalkContext['chain'], 'open' | 'pieces' | 'slots' | 'offset'>;
  readonly side: Pick<WalkContext['side'], 'active' | 'ahead' | 'place' | 'end' | 'size'>;
  readonly ring: Pick<WalkContext['ring'], 'index' | 'wrap'>;
}

/** The verdict on the descriptor that is looked at. */
export const verdictShape = {
  there: bit(),
  ready: bit(),
  misplaced: bit(),
  wrong: bit(),
  error: u(errorBits),
  pointer: bit(),
  last: bit(),
  target: u(16),
  follows: bit(),
  inline: bit(),
  beyond: bit(),
};

/** What is still needed of a descriptor after it was weighed. */
export const keptShape = {
  address: stagedShape.address,
  bytes: stagedShape.bytes,
  number: stagedShape.number,
  self: stagedShape.self,
  tableCount: stagedShape.tableCount,
};

/** What is to be thought of a descriptor. */
export const weigh = (
  config: Config,
  direction: Direction,
  visit: { readonly word: Rd<typeof stagedShape>; readonly settings: Rd<typeof walkSettingsShape> },
  context: Place,
  inTable: Val<1>,
) => {
  const { word, settings } = visit;
  const { chain, side, ring } = context;
  const { packed } = settings;
  const inRing = side.active.not();
  const turn = mux(inRing, context.position.bit(stagePlaceBits(config)), side.place.bit(aheadPlaceBits));
  const untold = named('untold', side.active.and(side.ahead.not()));
  // What landed after its run had ended is not there: the run of the walk ends, too.
  const there = named('there', untold.or(word.turn.eq(turn)).and(word.live));
  // A read that was on its way while the rest was dropped lands at places that now mean other descriptors.
  const misplaced = named('misplaced', packed.and(inRing).and(word.self.ne(ring.index)));
  const available = word.avail.eq(ring.wrap).and(word.used.ne(ring.wrap)).and(misplaced.not());
  const ready = named('ready', packed.not().or(side.active).or(available).or(word.fault.orR()));
  // In the table of a packed ring only WRITE counts.
  const flagsCount = packed.and(inTable).not();
  const pointer = named('pointer', word.indirect.and(flagsCount));
  const badPointer = settings.indirect
    .not()
    .or(word.next)
    .or(inTable)
    .or(packed.and(chain.open))
    .or(word.tableCount.eq(0));
  // A driver that makes the ring available again inside a chain: the chain would be longer than the ring.
  const around = packed.and(inRing).and(chain.slots.zext(settings.size.width).eq(settings.size));
  const tooLong = named('too_long', chain.pieces.bit(readCountBits - 1).or(around));
  const wrongWay = direction === 'receive' ? word.write.not() : word.write;
  const error = priorityMux(
    [
      [word.fault.orR(), errorOfFault(word.fault)],
      [tooLong, errorOf('chain_length')],
      [pointer.and(badPointer), errorOf('indirect_table')],
      [pointer.not().and(wrongWay), errorOf('descriptor_flags')],
      [word.inside.not(), errorOf('window')],
    ],
    errorOf('none'),
  );
  const wrong = word.fault
    .orR()
    .or(tooLong)
    .or(mux(pointer, badPointer, wrongWay))
    .or(word.inside.not());
  const after = word.self.add(1);
  const tableEnds = word.self.eq(side.size.zext(16).sub(1));
  const last = mux(flagsCount, word.next.not(), tableEnds).and(pointer.not());
  const target = mux(packed, after, word.number);
  const follows = packed.or(word.follows);
  const inSide = side.place.add(1).ne(side.end);
  const inRead = chain.offset.add(1).lt(word.stride);
  const inline = mux(inRing, packed.or(follows.and(inRead)), follows.and(inSide));
  const limit = mux(inTable, side.size.zext(16), settings.size);
  const beyond = packed.not().and(word.number.ge(limit)).and(pointer.not());
  return {
    there,
    ready,
    misplaced,
    wrong,
    error,
    pointer,
    last,
    target,
    follows,
    inline,
    beyond,
  };
};
