// SPDX-License-Identifier: Apache-2.0
/** Width converters for byte streams: beats with `keep` (one bit a byte, lowest byte first) and `last`. */
import {
  bit,
  cat,
  checkParameter,
  component,
  indexWidth,
  master,
  mux,
  reg,
  slave,
  stream,
  u,
  type Val,
  vec,
  when,
} from '../index.ts';

/** A beat of `dataBits` bits; `keep` has ones for the valid bytes, which are contiguous from byte 0. */
export const byteBeat = (dataBits: number) => ({ data: u(dataBits), keep: u(dataBits / 8), last: bit() });

const checked = (dataBits: number, ratio: number): number => {
  checkParameter(
    Number.isInteger(ratio) && ratio >= 2 && dataBits >= 8 && dataBits % 8 === 0,
    `A width converter needs whole bytes and a ratio of at least 2, not ${dataBits} bits by ${ratio}.`,
  );
  return indexWidth(ratio);
};

/**
 * Joins `ratio` beats of `dataBits` into one, the first in the low bits; the last beat of a packet is sent with what there
 * is. Every beat but the last of a packet must be full. Throughput one narrow beat a clock, latency 1. Throws
 * HDL-PARAMETER unless `dataBits` are whole bytes and `ratio` is a whole number of at least 2.
 */
export const widen = (dataBits: number, ratio: number) => {
  const indexBits = checked(dataBits, ratio);
  return component(
    'widen',
    { dataBits, ratio },
    { up: slave(stream(byteBeat(dataBits))), down: master(stream(byteBeat(dataBits * ratio))) },
    ({ up, down }) => {
      const lane = { data: u(dataBits), keep: u(dataBits / 8) };
      const r = reg({ lanes: vec(ratio, lane), count: u(indexBits, 0), full: bit(0), last: bit() });
      up.ready.set(r.full.not().or(down.ready));
      down.valid.set(r.full);
      const all = Array.from({ length: ratio }, (_, i) => r.lanes.get(ratio - 1 - i));
      down.payload.set({
        data: cat(...all.map(one => one.data as Val)),
        keep: cat(...all.map(one => one.keep as Val)),
        last: r.last,
      });
      when(up.fire, () => {
        const complete = up.payload.last.or(r.count.eq(ratio - 1));
        for (let i = 0; i < ratio; i++) {
          const one = r.lanes.get(i);
          const here = r.count.eq(i);
          when(here, () => one.set({ data: up.payload.data, keep: up.payload.keep }));
          if (i > 0) when(r.count.eq(0), () => one.keep.set(0));
        }
        r.count.set(mux(complete, 0, r.count.add(1)));
        r.full.set(complete);
        r.last.set(up.payload.last);
      }).elsewhen(down.ready, () => r.full.set(0));
    },
    { doc: 'Width converter: joins beats, the first in the low bits.' },
  );
};

/**
 * Cuts beats of `dataBits * ratio` bits into beats of `dataBits`, low bits first; parts without a valid byte are left out.
 * Throughput one narrow beat a clock, latency 0. Throws HDL-PARAMETER as {@link widen} does.
 */
export const narrow = (dataBits: number, ratio: number) => {
  const indexBits = checked(dataBits, ratio);
  return component(
    'narrow',
    { dataBits, ratio },
    { up: slave(stream(byteBeat(dataBits * ratio))), down: master(stream(byteBeat(dataBits))) },
    ({ up, down }) => {
      const r = reg({ count: u(indexBits, 0) });
      const { data, keep, last } = up.payload;
      const keepBits = dataBits / 8;
      const parts = Array.from({ length: ratio }, (_, i) => ({
        here: r.count.eq(i),
        data: data.slice(i * dataBits, dataBits) as Val,
        keep: keep.slice(i * keepBits, keepBits) as Val,
        // The first byte of the next part tells whether anything follows.
        final: (i === ratio - 1 ? r.count.eq(i) : r.count.eq(i).and(keep.bit((i + 1) * keepBits).not())) as Val<1>,
      }));
      const pick = (field: 'data' | 'keep'): Val =>
        parts.map(part => part.here.repeat(part[field].width).and(part[field])).reduce((a, b) => a.or(b)) as Val;
      const final = parts.map(part => part.final).reduce((a, b) => a.or(b));
      down.valid.set(up.valid);
      down.payload.set({ data: pick('data'), keep: pick('keep'), last: last.and(final) });
      up.ready.set(down.ready.and(final));
      when(down.fire, () => r.count.set(mux(final, 0, r.count.add(1))));
    },
    { doc: 'Width converter: cuts beats, low bits first.' },
  );
};
