// SPDX-License-Identifier: Apache-2.0
/**
 * Byte aligner: moves the start of the next header to lane 0 of a beat.
 *
 * It takes two neighbouring beats side by side and gives out a window of them that begins `skip` bytes in. `skips` lists
 * the values that `skip` may have, all below one beat; only the bits in which they differ cost multiplexers: a logarithmic
 * network of 2:1 steps, four steps between registers.
 *
 * Flow in, flow out, one transfer a clock, never stalls. Latency {@link alignerClocks}. Logic depth 1 LUT at 10g: two steps
 * are a 4:1 multiplexer, one LUT of 6 inputs a bit.
 */
import { bit, cat, component, flow, lit, master, mux, reg, slave, u, unused, type Val } from 'typescript-hdl';

/** Steps between registers: two of them are one LUT of 6 inputs a bit. */
const clockSteps = 4;

/** How windows are moved: always by `fixed` bytes, and by the powers of two whose bits differ among the skips. */
const movesOf = (skips: readonly number[]) => {
  const fixed = skips.reduce((a, b) => a & b);
  const any = skips.reduce((a, b) => a | b);
  const bits = Array.from({ length: 31 }, (_, i) => i).filter(i => ((any & ~fixed) >> i) & 1);
  // Long moves first: what they leave out need not be moved again.
  const steps = [...bits].reverse();
  const stages = Array.from({ length: Math.ceil(steps.length / clockSteps) }, (_, i) =>
    steps.slice(i * clockSteps, (i + 1) * clockSteps),
  );
  return { fixed, bits, stages: stages.length === 0 ? [[]] : stages };
};

/** Clocks from `up` to `down`. */
export const alignerClocks = (skips: readonly number[]): number => movesOf(skips).stages.length;

/** Bytes of the two beats that a window of `downBytes` bytes may reach. */
export const alignerReach = (skips: readonly number[], downBytes: number): number =>
  downBytes + skips.reduce((a, b) => a | b);

interface Stage {
  readonly valid: Val<1>;
  readonly data: Val;
  readonly skip: Val;
  readonly side: Val;
}

/**
 * Aligner from windows of `upBytes` to `downBytes` bytes; window bytes past `upBytes` read 0. `skip` has `skipBits` bits,
 * enough for every value of `skips`; `side` travels along.
 */
export const byteAligner = (
  upBytes: number,
  downBytes: number,
  skips: readonly number[],
  skipBits: number,
  sideBits: number,
) => {
  const { fixed, bits, stages } = movesOf(skips);
  return component(
    'byte_aligner',
    { upBytes, downBytes, fixed, steps: bits.map(i => 2 ** i).join(' '), skipBits, sideBits },
    {
      up: slave(flow({ data: u(upBytes * 8), skip: u(skipBits), side: u(sideBits) })),
      down: master(flow({ data: u(downBytes * 8), side: u(sideBits) })),
    },
    ({ up, down }) => {
      if (bits.length === 0) unused(up.payload.skip);
      // Bytes that later steps may still move past: each step gives out fewer.
      let ahead = bits.reduce((sum, i) => sum + 2 ** i, 0);
      let now: Stage = { valid: up.valid, ...up.payload, data: fromByte(up.payload.data, fixed, downBytes + ahead) };
      for (const [n, steps] of stages.entries()) {
        let { data } = now;
        for (const i of steps) {
          ahead -= 2 ** i;
          const width = downBytes + ahead;
          data = mux(now.skip.bit(i), fromByte(data, 2 ** i, width), fromByte(data, 0, width));
        }
        now = registeredStage(`stage${n}`, { ...now, data }, n < stages.length - 1);
      }
      down.valid.set(now.valid);
      down.payload.set({ data: now.data, side: now.side });
    },
    {
      maxDepth: 1,
      doc: 'Moves the start of the next header to lane 0: a registered logarithmic shift over two beats.',
    },
  );
};

/** A stage after its registers; the last one needs `skip` no more. */
const registeredStage = (name: string, { valid, data, skip, side }: Stage, more: boolean): Stage => {
  const widths = { valid: bit(0), data: u(data.width), side: u(side.width), ...(more ? { skip: u(skip.width) } : {}) };
  const stage = reg({ [name]: widths })[name]!;
  stage.set({ valid, data, side, ...(more ? { skip } : {}) });
  return stage as Stage;
};

/** `bytes` bytes from byte `from` on; zeros past the end. */
const fromByte = (data: Val, from: number, bytes: number): Val => {
  const there = Math.min(bytes, data.width / 8 - from);
  if (there <= 0) return lit(0, bytes * 8);
  const part = data.slice(from * 8, there * 8);
  return there === bytes ? part : cat(lit(0, (bytes - there) * 8), part);
};
