/**
 * Byte aligner: moves the start of the next header to lane 0 of a beat.
 *
 * It takes two neighbouring beats side by side and gives out a window of them that begins `skip` bytes in. `skips` lists
 * the values that `skip` may have, all below one beat; only the bits in which they differ cost multiplexers: a logarithmic
 * network of 2:1 steps, two steps (one 4:1 multiplexer, one LUT of 6 inputs a bit) between registers.
 *
 * Flow in, flow out, one transfer a clock, never stalls. Latency {@link alignerClocks}. Logic depth 1 LUT.
 */
import {
  type Bundle,
  bit,
  cat,
  component,
  flow,
  lit,
  master,
  mux,
  reg,
  slave,
  u,
  unused,
  type Val,
} from 'typescript-hdl';

/** Bits of `skip` that differ among its values, grouped by the register stages that act on them. */
const steps = (skips: readonly number[]): number[][] => {
  const all = skips.reduce((a, b) => a & b);
  const any = skips.reduce((a, b) => a | b, 0);
  const bits = Array.from({ length: 31 }, (_, i) => i).filter(i => ((any & ~all) >> i) & 1);
  const stages = Array.from({ length: Math.ceil(bits.length / 2) }, (_, i) => bits.slice(i * 2, i * 2 + 2));
  return stages.length === 0 ? [[]] : stages;
};

/** Clocks from `up` to `down`. */
export const alignerClocks = (skips: readonly number[]): number => steps(skips).length;

/** Bytes of the two beats that a window of `downBytes` bytes may reach. */
export const alignerReach = (skips: readonly number[], downBytes: number): number =>
  downBytes + skips.reduce((a, b) => a | b, 0);

/** Payload into the aligner: two beats, the later one in the high lanes, and what travels with the window. */
const windowShape = <S extends Bundle>(bytes: number, skipBits: number, side: S) => ({
  data: u(bytes * 8),
  skip: u(skipBits),
  side,
});

/**
 * Aligner from windows of `upBytes` to `downBytes` bytes; `side` travels along. Window bytes past `upBytes` read 0.
 * `skip` has `skipBits` bits, enough for every value of `skips`.
 */
export const byteAligner = <S extends Bundle>(
  upBytes: number,
  downBytes: number,
  skips: readonly number[],
  skipBits: number,
  side: S,
) =>
  component(
    'byte_aligner',
    { upBytes, downBytes, skips, side },
    { up: slave(flow(windowShape(upBytes, skipBits, side))), down: master(flow({ data: u(downBytes * 8), side })) },
    ({ up, down }) => {
      const stages = steps(skips);
      if (stages.flat().length === 0) unused(up.payload.skip);
      const fixed = skips.reduce((a, b) => a & b);
      let ahead = stages.flat().reduce((sum, i) => sum + 2 ** i, 0);
      let data = fromByte(up.payload.data, fixed, downBytes + ahead);
      let beat: { valid: Val<1>; skip: Val; side: any } = {
        valid: up.valid,
        skip: up.payload.skip,
        side: up.payload.side,
      };
      for (const [n, bits] of stages.entries()) {
        for (const i of bits) {
          ahead -= 2 ** i;
          const width = downBytes + ahead;
          data = mux(beat.skip.bit(i), fromByte(data, 2 ** i, width), fromByte(data, 0, width));
        }
        const name = `stage${n}`;
        const last = n === stages.length - 1;
        const shape = { valid: bit(0), data: u(data.width), side, ...(last ? {} : { skip: u(skipBits) }) };
        const stage: any = reg({ [name]: shape })[name];
        stage.set({ valid: beat.valid, data, side: beat.side, ...(last ? {} : { skip: beat.skip }) });
        data = stage.data;
        beat = stage;
      }
      down.valid.set(beat.valid);
      down.payload.set({ data, side: beat.side });
    },
    { doc: 'Moves the start of the next header to lane 0: a registered logarithmic shift over two beats.' },
  );

/** `bytes` bytes from byte `from` on; zeros past the end. */
const fromByte = (data: Val, from: number, bytes: number): Val => {
  const there = Math.min(bytes, data.width / 8 - from);
  if (there <= 0) return lit(0, bytes * 8);
  const part = data.slice(from * 8, there * 8);
  return there === bytes ? part : cat(lit(0, (bytes - there) * 8), part);
};
