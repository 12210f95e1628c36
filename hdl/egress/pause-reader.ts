// SPDX-License-Identifier: Apache-2.0
/**
 * Pause reader: finds the frames in which the other end of the link stops priorities (PFC, IEEE 802.1Q, 36), among the
 * beats that ingress took from the MAC.
 *
 * - A pause frame goes to 01-80-C2-00-00-01 with EtherType 0x8808, without VLAN tags. One with opcode 0x0101 that is good and
 *   whole gives a word on `pauses` after its last beat: which priorities it names, and a time for each.
 * - One that ends before its last time, that is shorter than 60 bytes or that the MAC marked bad is counted as `malformed`
 *   and does nothing. The upper byte of the vector of priorities is reserved and ignored.
 * - Opcode 0x0001, which would stop the whole link, is counted as `link` and does nothing: a link runs either kind of
 *   pause, and one that stops all classes would let storage stop control. Other opcodes are counted as `unknown`.
 * - Counts are of 32 bits and wrap.
 *
 * Throughput one beat a clock, idle clocks anywhere. Latency 2 clocks from the last beat. Logic depth 3 LUTs at 10g.
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
  output,
  reg,
  slave,
  u,
  type Val,
  vec,
  when,
} from 'typescript-hdl';
import { beatShape } from '../lib/frame-shapes.ts';
import { pauseCounts, pauseCountsShape } from '../lib/wire-shapes.ts';
import type { Config } from '../spec/configs.ts';
import {
  macControlType,
  pauseAddress,
  pauseOffsets,
  pauseOpcodes,
  priorityCount,
  priorityPauseBytes,
  quantaBits,
} from '../spec/link-pause.ts';

/** What a good frame says: the priorities that it names, and the time of each in quanta; 0 ends a pause. */
export const pauseShape = { priorities: u(priorityCount), times: vec(priorityCount, u(quantaBits)) };

/** What every pause frame has at the same place: byte offset and value. */
const fixedBytes: readonly (readonly [offset: number, value: number])[] = [
  ...Array.from({ length: 6 }, (_, i) => [i, Number((pauseAddress >> BigInt(8 * (5 - i))) & 0xffn)] as const),
  [12, macControlType >> 8],
  [13, macControlType & 255],
];

/** The reader; see the header comment. */
export const pauseReader = (config: Config) => {
  const lanes = config.netDataBits / 8;
  const beats = Math.ceil(priorityPauseBytes / lanes);
  const beatOf = (offset: number): number => Math.floor(offset / lanes);
  return component(
    'pause_reader',
    { netDataBits: config.netDataBits },
    { received: slave(flow(beatShape(config))), pauses: master(flow(pauseShape)), counts: output(pauseCountsShape) },
    ({ received, pauses, counts }) => {
      const { payload } = received;
      const readBytes = priorityPauseBytes - pauseOffsets.opcode;
      const r = reg({
        // Beats of the frame before this one, up to one more than count.
        index: u(indexWidth(beats + 1), 0),
        matches: bit(),
        read: vec(readBytes, u(8)),
        ended: { valid: bit(0), whole: bit(), good: bit(), control: bit() },
        happened: { taken: bit(0), malformed: bit(0), link: bit(0), unknown: bit(0) },
        count: pauseCountsShape,
      });
      const index = mux(payload.first, lit(0, r.index.width), r.index) as Val;
      const byteAt = (offset: number): Val => payload.data.slice(8 * (offset % lanes), 8);
      const inBeat = (offset: number): Val<1> => index.eq(beatOf(offset));
      const fits = (beat: number): Val<1> =>
        fixedBytes
          .filter(([offset]) => beatOf(offset) === beat)
          .map(([offset, value]) => byteAt(offset).eq(value))
          .reduce((a, b) => a.and(b), index.eq(beat));
      const fixedBeats = [...new Set(fixedBytes.map(([offset]) => beatOf(offset)))];
      const isFixed = fixedBeats.map(beat => index.eq(beat)).reduce((a, b) => a.or(b));
      const matches = fixedBeats
        .map(fits)
        .reduce((a, b) => a.or(b))
        .or(isFixed.not())
        .and(payload.first.or(r.matches));
      when(received.valid, () => {
        r.index.set(mux(index.eq(beats), lit(beats, r.index.width), index.add(1)));
        r.matches.set(matches);
        for (let i = 0; i < readBytes; i++) {
          const offset = pauseOffsets.opcode + i;
          when(inBeat(offset), () => r.read.get(i).set(byteAt(offset)));
        }
      });
      const lastByte = payload.lastByte;
      const endLane = (priorityPauseBytes - 1) % lanes;
      const whole = index.gt(beats - 1).or(index.eq(beats - 1).and(lastByte.ge(endLane)));
      // Of a frame that ends earlier nobody can say what it is.
      const typeEnd = pauseOffsets.opcode + 1;
      const told = index.gt(beatOf(typeEnd)).or(index.eq(beatOf(typeEnd)).and(lastByte.ge(typeEnd % lanes)));
      r.ended.set({
        valid: received.valid.and(payload.last),
        whole,
        good: payload.error.eq(0),
        control: matches.and(told),
      });

      const word = (offset: number): Val =>
        cat(r.read.get(offset - pauseOffsets.opcode), r.read.get(offset - pauseOffsets.opcode + 1));
      const opcode = word(pauseOffsets.opcode);
      const kind = { priority: opcode.eq(pauseOpcodes.priority), link: opcode.eq(pauseOpcodes.link) };
      const control = r.ended.valid.and(r.ended.control);
      const sound = r.ended.good.and(r.ended.whole.or(kind.priority.not()));
      const out = reg({ out: { valid: bit(0), priorities: u(priorityCount), times: pauseShape.times } }).out;
      out.valid.set(control.and(sound).and(kind.priority));
      out.priorities.set(word(pauseOffsets.priorities).trunc(priorityCount));
      for (let i = 0; i < priorityCount; i++) out.times.get(i).set(word(pauseOffsets.times + 2 * i));
      pauses.valid.set(out.valid);
      pauses.payload.set({ priorities: out.priorities, times: out.times });

      r.happened.set({
        taken: control.and(sound).and(kind.priority),
        malformed: control.and(sound.not()),
        link: control.and(sound).and(kind.link),
        unknown: control.and(sound).and(kind.priority.or(kind.link).not()),
      });
      for (const name of pauseCounts) when(r.happened[name], () => r.count[name].set(r.count[name].add(1)));
      counts.set(r.count);
    },
    { maxDepth: 3, doc: 'Finds the frames in which the other end of the link stops priorities.' },
  );
};
