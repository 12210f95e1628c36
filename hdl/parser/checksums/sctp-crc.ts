// SPDX-License-Identifier: Apache-2.0
/** CRC32c over the covered bytes of an SCTP packet (RFC 9260, 6.8 and appendix A). */
import {
  balanced,
  bit,
  cat,
  component,
  flow,
  lit,
  mux,
  oneHotMux,
  output,
  pipeline,
  reg,
  slave,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { castagnoliCrc, crcMatrix, crcOf } from 'typescript-hdl/lib';

const crcBits = 32;
const stateMask = (1n << BigInt(crcBits)) - 1n;

/** Bytes whose part of the CRC is computed in one clock; the parts of a beat are joined in the next. */
const chunkBytes = 8;

/** Clocks from the last beat of a frame to the verdict. */
export const sctpCrcClocks = (beatBytes: number): number => Math.log2(beatBytes) + 2;

/** The linear function whose result bit i is the parity of the bits of `word` that `rows[i]` names. */
const times = (rows: readonly bigint[], word: Val): Val =>
  cat(...rows.map(row => word.and(lit(row, word.width)).xorR()).reverse());

/** The state `bytes` zero bytes later, as a matrix on states. */
const advance = (bytes: number): bigint[] => crcMatrix(castagnoliCrc, bytes * 8).map(row => row & stateMask);

/** What the data of a beat adds to the state after it, as a matrix on the data. */
const dataMatrix = (beatBytes: number): bigint[] =>
  crcMatrix(castagnoliCrc, beatBytes * 8).map(row => row >> BigInt(crcBits));

/** The state after a beat of zeros in which the CRC starts, all ones, at each half word; the lowest first. */
const startStates = (beatBytes: number): bigint =>
  Array.from({ length: beatBytes / 2 }, (_, half) =>
    crcOf(castagnoliCrc, stateMask, 0n, (beatBytes - 2 * half) * 8),
  ).reduce((table, state, half) => table | (state << BigInt(half * crcBits)), 0n);

/** What the CRC takes of a beat. */
const crcBeatShape = (beatBytes: number) => ({
  /** The beat, with 0 for bytes that are not covered and for those of the checksum. */
  data: u(beatBytes * 8),
  /** What of the checksum is in this beat, as {@link checksumHalves} gives it. */
  check: { even: u(16), odd: u(16) },
  first: bit(),
  /** The packet begins in this beat, at half word `lane`. */
  begins: bit(),
  lane: u(Math.log2(beatBytes / 2)),
  /** The packet ended before this beat. */
  ended: bit(),
  /** Byte lane of the first byte after the packet, in whatever beat that is. */
  endLane: u(Math.log2(beatBytes)),
});

/** The half words of a beat that `mask` names, at most one of each parity, joined by parity. */
export const checksumHalves = (data: Val, mask: Val): { readonly even: Val; readonly odd: Val } => {
  const chosen = (parity: number): Val =>
    oneHotMux(
      Array.from({ length: mask.width / 2 }, (_, i) => 2 * i + parity).map(
        half => [mask.bit(half), data.slice(half * 16, 16) as Val] as const,
      ),
    );
  return { even: chosen(0), odd: chosen(1) };
};

/**
 * `matches` says {@link sctpCrcClocks} clocks after the last beat of a frame whether its CRC is the one in the checksum field.
 * The CRC runs on over zeros from the end of the packet to the end of that beat; so does the received checksum, in steps
 * of powers of two, before the two are compared.
 *
 * One beat a clock, idle clocks anywhere. The feedback is one matrix of 32 by 32 bits; logic depth 3 LUTs at 10g.
 */
export const sctpCrc = (beatBytes: number) =>
  component(
    'sctp_crc',
    { beatBytes },
    { up: slave(flow(crcBeatShape(beatBytes))), matches: output(bit()) },
    ({ up, matches }) => {
      const { data, check, endLane, ...rest } = up.payload;
      const p = pipeline('crc', up);
      const given = p.carry({ ...rest });
      const zeros = p.carry({ count: lit(0, endLane.width).sub(endLane) });
      const r = reg({ check: { even: u(16), odd: u(16) }, state: u(crcBits) });
      when(p.valid, () =>
        r.check.set({
          even: check.even.or(mux(given.first, lit(0, 16), r.check.even)),
          odd: check.odd.or(mux(given.first, lit(0, 16), r.check.odd)),
        }),
      );
      const parts = p.carry(chunkParts(data));

      p.next();
      const start = p.carry({ start: startState(beatBytes, given.lane) });
      const added = p.carry({ part: balanced(Object.values(parts), (a, b) => a.xor(b)) });
      // The checksum is sent lowest byte first, and inverted.
      const received = mux(given.lane.bit(0), cat(r.check.even, r.check.odd), cat(r.check.odd, r.check.even));
      let expected: { readonly [name: string]: Val } = p.carry({ received: received.not() });
      let name = 'received';

      p.next();
      const before = mux(given.first, lit(0, crcBits), r.state);
      const begun = start.start.and(given.begins.repeat(crcBits));
      when(p.valid.and(given.ended.not()), () =>
        r.state.set(times(advance(beatBytes), before).xor(added.part).xor(begun)),
      );

      let state: { readonly state: Val } | undefined;
      for (let step = 0; step < endLane.width; step++) {
        const before = expected[name]!;
        name = `after${2 << step}`;
        expected = p.carry({ [name]: mux(zeros.count.bit(step), times(advance(1 << step), before), before) });
        p.next();
        state ??= p.carry({ state: r.state as Val });
      }
      matches.set(state!.state.eq(expected[name]!));
    },
    { maxDepth: 3, doc: 'CRC32c over the covered bytes of an SCTP packet.' },
  );

/** What each chunk of a beat adds to the state after the beat. */
const chunkParts = (data: Val): { readonly [chunk: string]: Val } => {
  const rows = dataMatrix(data.width / 8);
  const bits = chunkBytes * 8;
  const chunks = Array.from({ length: data.width / bits }, (_, chunk) => {
    const inChunk = rows.map(row => (row >> BigInt(chunk * bits)) & ((1n << BigInt(bits)) - 1n));
    return [`chunk${chunk}`, times(inChunk, data.slice(chunk * bits, bits))] as const;
  });
  return Object.fromEntries(chunks);
};

/** The state after a beat of zeros in which the packet begins at half word `lane`. */
const startState = (beatBytes: number, lane: Val): Val =>
  lit(startStates(beatBytes), (beatBytes / 2) * crcBits).dynamicSlice(lane, crcBits);
