// SPDX-License-Identifier: Apache-2.0
/** Which bytes of a beat a checksum covers. */
import { bit, cat, component, flow, lit, master, pipeline, slave, u, type Val } from 'typescript-hdl';
import { headerHalfBits, positionBits, rangeShape } from './checksum-shapes.ts';

/** Clocks from the range and the number of the beat to the masks. */
export const coverageMaskClocks = 3;

/** The checksum of SCTP in half words from the start of its header (RFC 9260, 3.1). */
const sctpChecksum = { from: 4, to: 6 } as const;

/** Width of the position of a half word. */
const halfBits = positionBits - 1;

/** A bound as seen from one beat: half words from `lane` on are after it, none when it is not `reached`. */
interface Bound {
  readonly reached: Val<1>;
  readonly lane: Val;
}

/** Places a bound (a position in half words) in beat number `beat`; one comparison. */
const boundIn = (beat: Val, bound: Val, laneBits: number): Bound => {
  const width = Math.max(beat.width, bound.width - laneBits);
  const boundBeat = bound.slice(laneBits, bound.width - laneBits).zext(width);
  const passed = beat.zext(width).gt(boundBeat);
  return {
    reached: passed.or(beat.zext(width).eq(boundBeat)),
    lane: bound.trunc(laneBits).and(passed.not().repeat(laneBits)),
  };
};

/** One bit a half word of the beat: at or after the bound. */
const behind = ({ reached, lane }: Bound, halves: number): Val =>
  lit((1n << BigInt(halves)) - 1n, halves)
    .shl(lane)
    .and(reached.repeat(halves));

/** What the masks of a beat are made from. */
const maskRequestShape = (beatBytes: number) => ({
  /** Number of the beat in its frame. */
  beat: u(positionBits - Math.log2(beatBytes)),
  range: rangeShape,
});

const masksShape = (beatBytes: number) => ({
  /** Covered bytes: the addresses of the pseudo-header and what lies from `start` to `end`, of a CRC without `check`. */
  covered: u(beatBytes),
  /** Half words that hold the checksum of a CRC. */
  check: u(beatBytes / 2),
  /** The first covered half word is in this beat, at half word `lane`. */
  begins: bit(),
  lane: u(Math.log2(beatBytes / 2)),
  /** The end of the coverage was before this beat. */
  ended: bit(),
});

/**
 * Which bytes of a beat are covered. A pipeline without back-pressure: one beat a clock, latency
 * {@link coverageMaskClocks} clocks. Logic depth 3 LUTs at 10g.
 */
export const coverageMask = (beatBytes: number) => {
  const halves = beatBytes / 2;
  const laneBits = Math.log2(halves);
  return component(
    'coverage_mask',
    { beatBytes },
    { up: slave(flow(maskRequestShape(beatBytes))), masks: master(flow(masksShape(beatBytes))) },
    ({ up, masks }) => {
      const p = pipeline('mask', up);
      const { start, end, crc, addresses } = up.payload.range;
      const header = start.zext(headerHalfBits + 1);
      const given = p.carry({ beat: up.payload.beat, crc });
      const places = p.carry({
        addressesFrom: addresses.from,
        addressesTo: addresses.to,
        start,
        // An odd end covers the first byte of the half word it is in.
        firstEnd: end
          .zext(positionBits + 1)
          .add(1)
          .slice(1, positionBits),
        secondEnd: end.slice(1, halfBits),
        checkFrom: header.add(sctpChecksum.from),
        checkTo: header.add(sctpChecksum.to),
      });

      p.next();
      const bounds = p.carry(
        Object.fromEntries(Object.entries(places).map(([name, place]) => [name, boundIn(given.beat, place, laneBits)])),
      ) as { readonly [K in keyof typeof places]: Bound };
      const entry = p.carry({
        begins: places.start
          .slice(laneBits, headerHalfBits - laneBits)
          .zext(given.beat.width)
          .eq(given.beat),
        entryLane: places.start.trunc(laneBits),
      });

      p.next();
      const after = (name: keyof typeof places): Val => behind(bounds[name], halves);
      const inAddresses = after('addressesFrom').and(after('addressesTo').not());
      const hole = after('checkFrom').and(after('checkTo').not()).and(given.crc.repeat(halves));
      const from = after('start').and(hole.not());
      const first = inAddresses.or(from.and(after('firstEnd').not()));
      const second = inAddresses.or(from.and(after('secondEnd').not()));
      const bytes = Array.from({ length: beatBytes }, (_, i) => (i % 2 ? second : first).bit(i >> 1));
      const ready = p.carry({
        covered: cat(...bytes.reverse()),
        check: hole,
        here: entry.begins,
        lane: entry.entryLane,
        ended: after('firstEnd').bit(0),
      });

      p.next();
      const { here: begins, ...others } = { ...ready };
      p.finish(masks, { ...others, begins });
    },
    { maxDepth: 3, doc: 'Which bytes of a beat the checksum of a packet covers.' },
  );
};
